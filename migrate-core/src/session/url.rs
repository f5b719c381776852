//! Database URLs: which driver one is for, and how one is shown.

use super::OpenError;
use crate::dialect::Dialect;

/// The dialect of a URL.
pub(crate) fn dialect(url: &str) -> Result<Dialect, OpenError> {
    let Some((scheme, _)) = url.split_once(':') else {
        return Err(OpenError::IllUrl { url: redact(url), fault: "it has no scheme".to_owned() });
    };
    let dialect = match scheme {
        "mariadb" | "mysql" => Dialect::MySql,
        "postgres" | "postgresql" => Dialect::Postgres,
        "sqlite" => Dialect::Sqlite,
        _ => return Err(OpenError::UnknownScheme { scheme: scheme.to_owned() }),
    };
    let compiled = match dialect {
        Dialect::MySql => cfg!(feature = "mysql"),
        Dialect::Postgres => cfg!(feature = "postgres"),
        Dialect::Sqlite => cfg!(feature = "sqlite"),
    };
    if compiled { Ok(dialect) } else { Err(OpenError::NotCompiled { dialect }) }
}

/// The parts of a URL between `://` and the end: what stands before the secret, the secret, and what follows.
fn login(url: &str) -> Option<(&str, &str, &str)> {
    let start = url.find("://")? + 3;
    // The last `@`: a password may hold one that is not percent-encoded.
    let at = start + url[start..].split('?').next()?.rfind('@')?;
    let colon = start + url[start..at].find(':')?;
    Some((&url[..=colon], &url[colon + 1..at], &url[at..]))
}

/// The URL without what is secret in it.
pub fn redact(url: &str) -> String {
    let shown = match login(url) {
        None => url.to_owned(),
        Some((before, _, after)) => format!("{before}***{after}"),
    };
    let Some((base, query)) = shown.split_once('?') else { return shown };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((key, _)) if key.to_lowercase().contains("password") => format!("{key}=***"),
        _ => pair.to_owned(),
    });
    format!("{base}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// The password of a URL as it stands there, empty where there is none.
pub(crate) fn password(url: &str) -> &str {
    login(url).map_or("", |(_, password, _)| password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://u:secret@h/d", "postgres://u:***@h/d"),
            ("postgres://u:se@cr:e/t@h:1/d?a=b", "postgres://u:***@h:1/d?a=b"),
            ("postgres://u@h/d?password=secret&x=1", "postgres://u@h/d?password=***&x=1"),
            ("mysql://h/d", "mysql://h/d"),
            ("sqlite://a@b.db?mode=rwc", "sqlite://a@b.db?mode=rwc"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(redact(url), shown);
        }
    }

    #[test]
    fn a_scheme_tells_the_dialect() {
        assert!(matches!(dialect("nonsense"), Err(OpenError::IllUrl { .. })));
        assert!(
            matches!(dialect("oracle://x"), Err(OpenError::UnknownScheme { scheme }) if scheme == "oracle")
        );
        let postgres = dialect("postgresql://x");
        if cfg!(feature = "postgres") {
            assert_eq!(postgres.ok(), Some(Dialect::Postgres));
        } else {
            assert!(matches!(postgres, Err(OpenError::NotCompiled { dialect: Dialect::Postgres })));
        }
    }
}
