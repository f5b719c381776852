//! The keys of the configuration, in one table.

use std::fmt::{self, Write as _};
use std::str::FromStr as _;

use crate::url::{self, mask};

/// One thing that can be said of how the command line works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    DatabaseUrl,
    Ledger,
    LockTimeout,
    LockWait,
    Log,
    Prefix,
    SearchPath,
    StatementTimeout,
}

/// What a key's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// So many seconds.
    Seconds,
    /// A text.
    Text,
    /// A list of names.
    Words,
}

/// A key's value, as it was said.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Seconds(u32),
    Text(String),
    Words(Vec<String>),
}

impl Key {
    /// All of them, in the order of the documentation.
    pub(crate) const ALL: [Self; 8] = [
        Self::DatabaseUrl,
        Self::Ledger,
        Self::LockTimeout,
        Self::LockWait,
        Self::Log,
        Self::Prefix,
        Self::SearchPath,
        Self::StatementTimeout,
    ];

    /// The name in the file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::DatabaseUrl => "database_url",
            Self::Ledger => "ledger",
            Self::LockTimeout => "lock_timeout",
            Self::LockWait => "lock_wait",
            Self::Log => "log",
            Self::Prefix => "prefix",
            Self::SearchPath => "search_path",
            Self::StatementTimeout => "statement_timeout",
        }
    }

    /// The flag that says it, too.
    pub(crate) const fn flag(self) -> &'static str {
        match self {
            Self::DatabaseUrl => "--database-url",
            Self::Ledger => "--ledger",
            Self::LockTimeout => "--lock-timeout",
            Self::LockWait => "--lock-wait",
            Self::Log => "--log",
            Self::Prefix => "--prefix",
            Self::SearchPath => "--search-path",
            Self::StatementTimeout => "--statement-timeout",
        }
    }

    /// The environment variable that says it, too.
    pub(crate) const fn variable(self) -> &'static str {
        match self {
            Self::DatabaseUrl => url::VARIABLE,
            Self::Ledger => "MIGRATE_LEDGER",
            Self::LockTimeout => "MIGRATE_LOCK_TIMEOUT",
            Self::LockWait => "MIGRATE_LOCK_WAIT",
            Self::Log => "MIGRATE_LOG",
            Self::Prefix => "MIGRATE_PREFIX",
            Self::SearchPath => "MIGRATE_SEARCH_PATH",
            Self::StatementTimeout => "MIGRATE_STATEMENT_TIMEOUT",
        }
    }

    /// What its value is.
    pub(super) const fn shape(self) -> Shape {
        match self {
            Self::DatabaseUrl | Self::Ledger | Self::Log | Self::Prefix => Shape::Text,
            Self::LockTimeout | Self::LockWait | Self::StatementTimeout => Shape::Seconds,
            Self::SearchPath => Shape::Words,
        }
    }

    /// The key of a name.
    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

impl Shape {
    /// What to write.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Seconds => "a number of seconds",
            Self::Text => "a text in quotes",
            Self::Words => "a list of texts",
        }
    }

    /// A value.
    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::Seconds => "60",
            Self::Text => "\"…\"",
            Self::Words => "[\"shop\", \"public\"]",
        }
    }

    /// The value of a text that stands in an environment variable; `None` where it is none.
    pub(super) fn read(self, text: String) -> Option<Value> {
        match self {
            Self::Seconds => u32::from_str(text.trim()).ok().map(Value::Seconds),
            Self::Text => Some(Value::Text(text)),
            Self::Words => Some(Value::words(&text)),
        }
    }
}

impl Value {
    /// The list of a text with commas.
    pub(crate) fn words(text: &str) -> Self {
        let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
        Self::Words(words.map(str::to_owned).collect())
    }
}

/// As it could stand in the file.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seconds(seconds) => seconds.fmt(f),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Words(words) => {
                let words = words.iter().map(|word| quoted(word)).collect::<Vec<_>>();
                write!(f, "[{}]", words.join(", "))
            }
        }
    }
}

/// A password can stand in it.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask(&self.to_string()))
    }
}

/// A text as TOML and this configuration write it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '$' => quoted.push_str("$$"),
            '\n' => quoted.push_str("\\n"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_flags_and_variables_are_each_of_one_key() {
        assert!(Key::ALL.is_sorted());
        for (at, key) in Key::ALL.iter().enumerate() {
            for other in &Key::ALL[..at] {
                assert_ne!(key.name(), other.name());
                assert_ne!(key.flag(), other.flag());
                assert_ne!(key.variable(), other.variable());
            }
            assert_eq!(Key::find(key.name()), Some(*key));
        }
    }

    #[test]
    fn a_variable_holds_each_shape() {
        assert_eq!(Shape::Seconds.read(" 5".to_owned()), Some(Value::Seconds(5)));
        assert_eq!(Shape::Seconds.read("-5".to_owned()), None);
        let words = |text: &str| Shape::Words.read(text.to_owned()).map(|words| words.to_string());
        assert_eq!(words("shop, public"), Some("[\"shop\", \"public\"]".to_owned()));
        assert_eq!(words(" , "), Some("[]".to_owned()));
    }

    #[test]
    fn the_readme_has_every_key() {
        let readme = include_str!("../../../README.md");
        for key in Key::ALL {
            let line = format!("| `{}` | `{}` | `{}` |", key.name(), key.flag(), key.variable());
            assert!(readme.lines().any(|other| other.starts_with(&line)), "the README lacks: {line}");
        }
    }

    #[test]
    fn a_value_is_shown_as_it_could_be_written() {
        assert_eq!(Value::Text("a\"b\\c$\u{7}".to_owned()).to_string(), r#""a\"b\\c$$\u0007""#);
    }
}
