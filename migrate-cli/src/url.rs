//! The database's URL, and how it is shown without its password.

use std::fmt;

use crate::config::ConfigError;

/// The environment variable that is read where no flag is given.
pub(crate) const VARIABLE: &str = "DATABASE_URL";

/// A URL to connect with. What it shows of itself has no password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct DatabaseUrl(String);

impl DatabaseUrl {
    pub(crate) fn new(url: String) -> Self {
        Self(url)
    }

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
    /// It cannot be read where it is said.
    Config(ConfigError),
    /// Nobody said one.
    Missing,
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Missing => f.write_str("no database is named"),
        }
    }
}

impl UrlError {
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Config(error) => error.help(),
            Self::Missing => format!(
                "give `--database-url URL`, set `{VARIABLE}`, or write `database_url = \"…\"` in `migrate.toml`: \
                 `sqlite://file.db?mode=rwc`, `postgres://user:password@host/database` or `mysql://user:password@host/database`"
            ),
        }
    }
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
    fn a_url_shows_itself_without_its_password() {
        let url = DatabaseUrl::new("postgres://ann:s3cret@host/shop".to_owned());
        assert_eq!(format!("{url} {url:?}"), "postgres://ann:***@host/shop \"postgres://ann:***@host/shop\"");
        assert_eq!(url.secret(), "postgres://ann:s3cret@host/shop");
    }
}
