//! A SQLite file that is named in a file of the configuration is where that file is.

use std::fmt::Write as _;
use std::path::Path;

/// The URL with the path of a SQLite file counted from a folder, where it is not absolute.
pub(super) fn placed(url: String, folder: &Path) -> String {
    let Some(rest) = url.strip_prefix("sqlite:") else { return url };
    let place = rest.strip_prefix("//").unwrap_or(rest);
    let end = place.find('?').unwrap_or(place.len());
    let (path, query) = place.split_at(end);
    if path.is_empty() || path == ":memory:" || Path::new(path).is_absolute() {
        return url;
    }
    let mut placed = String::from("sqlite://");
    // The driver decodes what is percent-encoded.
    for character in folder.to_string_lossy().chars() {
        match character {
            '%' | '?' | '#' => {
                let _ = write!(placed, "%{:02X}", u32::from(character));
            }
            other => placed.push(other),
        }
    }
    let _ = write!(placed, "/{path}{query}");
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_file_is_where_the_configuration_is() {
        for (url, expected) in [
            ("sqlite://shop.db?mode=rwc", "sqlite:///a/50%25 off/shop.db?mode=rwc"),
            ("sqlite:data/shop.db", "sqlite:///a/50%25 off/data/shop.db"),
            ("sqlite:///var/shop.db", "sqlite:///var/shop.db"),
            ("sqlite::memory:", "sqlite::memory:"),
            ("sqlite://:memory:?cache=shared", "sqlite://:memory:?cache=shared"),
            ("sqlite://", "sqlite://"),
            ("postgres://host/shop", "postgres://host/shop"),
        ] {
            assert_eq!(placed(url.to_owned(), Path::new("/a/50% off")), expected);
        }
    }
}
