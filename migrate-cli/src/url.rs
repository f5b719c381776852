//! The database's URL: where it comes from, and how it is shown without its password.

use std::ffi::OsString;
use std::fmt;

/// The environment variable that is read where no flag is given.
pub(crate) const VARIABLE: &str = "DATABASE_URL";

/// A URL to connect with. What it shows of itself has no password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The whole of it, for the driver alone.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.0))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&mask(&self.0), f)
    }
}

/// Why there is no URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UrlError {
    /// Nobody said one.
    Missing,
    /// The variable's value is no text.
    NotText,
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no database is named"),
            Self::NotText => write!(f, "the environment variable `{VARIABLE}` is not UTF-8"),
        }
    }
}

impl UrlError {
    pub(crate) fn help() -> String {
        format!(
            "give `--database-url URL` or set `{VARIABLE}`: \
             `sqlite://file.db?mode=rwc`, `postgres://user:password@host/database` or `mysql://user:password@host/database`"
        )
    }
}

/// Chooses the URL: the flag's, then the environment's, then the binary's own.
pub(crate) fn resolve(
    flag: Option<String>,
    variable: Option<OsString>,
    default: Option<&str>,
) -> Result<DatabaseUrl, UrlError> {
    if let Some(flag) = flag {
        return Ok(DatabaseUrl(flag));
    }
    // `DATABASE_URL= shop upgrade` is how a shell unsets a variable for one command.
    if let Some(variable) = variable.filter(|variable| !variable.is_empty()) {
        let text = variable.into_string().map_err(|_not_text| UrlError::NotText)?;
        return Ok(DatabaseUrl(text));
    }
    default.map(|url| DatabaseUrl(url.to_owned())).ok_or(UrlError::Missing)
}

/// The text with the password of every URL in it replaced by `***`.
///
/// All that goes to stderr passes through here, since a URL can stand where nobody expects it: typed as a target, or
/// in what a driver says.
pub(crate) fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        masked.push_str(before);
        let end = after.find(ends_url).unwrap_or(after.len());
        let (url, behind) = after.split_at(end);
        mask_url(url, &mut masked);
        rest = behind;
    }
    masked.push_str(rest);
    masked
}

fn ends_url(character: char) -> bool {
    // Quotes do not end it: a password can hold one.
    character.is_whitespace() || character.is_control()
}

/// What stands behind `://`, up to the URL's end.
fn mask_url(url: &str, masked: &mut String) {
    // A password with an unescaped `/` or `?` in it is wrong and yet a password: the last `@` decides.
    let path = match url.rfind('@') {
        None => url,
        Some(at) => {
            let (login, rest) = url.split_at(at);
            match login.split_once(':') {
                // The example is that of our own help.
                None | Some(("user", "password")) => masked.push_str(login),
                Some((user, _password)) => {
                    masked.push_str(user);
                    masked.push_str(":***");
                }
            }
            rest
        }
    };
    let Some((path, query)) = path.split_once('?') else {
        masked.push_str(path);
        return;
    };
    masked.push_str(path);
    let mut separator = '?';
    for pair in query.split('&') {
        masked.push(separator);
        separator = '&';
        match pair.split_once('=') {
            Some((key, _secret)) if is_secret(key) => {
                masked.push_str(key);
                masked.push_str("=***");
            }
            Some(_) | None => masked.push_str(pair),
        }
    }
}

/// Whether a parameter's value is kept for ourselves: libpq's `password` and `sslpassword`, and anything like them.
fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.contains("password") || key.contains("secret") || key == "key"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked_wherever_they_stand() {
        for (text, masked) in [
            ("postgres://ann:s3cret@host:5432/shop", "postgres://ann:***@host:5432/shop"),
            ("postgres://ann@host/shop", "postgres://ann@host/shop"),
            (
                "mysql://ann:a@b/c?d@host/shop?ssl-mode=disabled",
                "mysql://ann:***@host/shop?ssl-mode=disabled",
            ),
            (
                "postgres://host/shop?user=ann&password=s3cret&x=1",
                "postgres://host/shop?user=ann&password=***&x=1",
            ),
            ("sqlite://shop.db?mode=rwc", "sqlite://shop.db?mode=rwc"),
            (
                "invalid value 'mysql://a:b@c' for it; at mysql://d:e@f",
                "invalid value 'mysql://a:***@c' for it; at mysql://d:***@f",
            ),
            ("\u{1b}[33mpostgres://a:b@c\u{1b}[0m", "\u{1b}[33mpostgres://a:***@c\u{1b}[0m"),
            ("write `mysql://user:password@host/shop`", "write `mysql://user:password@host/shop`"),
            ("no URL at all", "no URL at all"),
            ("postgres://", "postgres://"),
        ] {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn the_flag_goes_before_the_environment_and_that_before_the_default() {
        let resolve = |flag: Option<&str>, variable: Option<&str>, default| {
            resolve(flag.map(str::to_owned), variable.map(OsString::from), default)
                .map(|url| url.secret().to_owned())
        };
        assert_eq!(resolve(Some("a"), Some("b"), Some("c")).unwrap(), "a");
        assert_eq!(resolve(None, Some("b"), Some("c")).unwrap(), "b");
        assert_eq!(resolve(None, Some(""), Some("c")).unwrap(), "c");
        assert_eq!(resolve(None, None, None), Err(UrlError::Missing));
    }

    #[test]
    fn a_url_shows_itself_without_its_password() {
        let url = resolve(Some("postgres://ann:s3cret@host/shop".to_owned()), None, None).unwrap();
        assert_eq!(format!("{url} {url:?}"), "postgres://ann:***@host/shop \"postgres://ann:***@host/shop\"");
        assert_eq!(url.secret(), "postgres://ann:s3cret@host/shop");
    }
}
