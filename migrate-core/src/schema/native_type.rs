//! Types that the toolkit has no word for.

use std::fmt;

use super::{ColumnType, Dialect, Dialects};

/// A type in the databases' own words, each for the dialects that it is of.
///
/// It is for what one database alone has: `inet` and `tsvector`, `mediumint unsigned` and `year`, a domain's name. On
/// a dialect that it does not name there is no such column: that is an error before anything runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NativeType {
    on: Vec<(Dialect, String)>,
}

/// The type of a column in the databases' own words: `Native([(Postgres, "inet"), (Sqlite, "TEXT")])`.
///
/// The words are those of the type alone. What else a column has (`NOT NULL`, a default, a collation) is said of the
/// column. SQLite takes a column of no type: `Native([(Sqlite, "")])`.
#[expect(non_snake_case, reason = "stands beside the variants of `ColumnType` in a revision")]
#[must_use]
pub fn Native<D: Into<Dialects>, T: AsRef<str>>(texts: impl IntoIterator<Item = (D, T)>) -> ColumnType {
    let mut native = NativeType::default();
    for (dialects, text) in texts {
        native = native.on(dialects, text.as_ref());
    }
    ColumnType::Native(native)
}

/// The words that a type of whole numbers begins with.
const INTEGERS: [&str; 9] =
    ["bigint", "int", "int2", "int4", "int8", "integer", "mediumint", "smallint", "tinyint"];

/// The words that a type begins with of which equal values are not found equal, or not everywhere.
const UNEQUAL: [&str; 5] = ["float", "float4", "json", "real", "xml"];

impl NativeType {
    /// The type with these words on these dialects, in the place of others.
    #[must_use]
    pub fn on(mut self, dialects: impl Into<Dialects>, text: &str) -> Self {
        for dialect in dialects.into().iter() {
            self.on.retain(|(other, _)| *other != dialect);
            self.on.push((dialect, text.trim().to_owned()));
        }
        self.on.sort();
        self
    }

    /// The words on a dialect, if it names it.
    pub fn text(&self, dialect: Dialect) -> Option<&str> {
        self.on.iter().find(|(other, _)| *other == dialect).map(|(_, text)| text.as_str())
    }

    /// The words of each dialect, sorted by dialect.
    pub fn texts(&self) -> impl Iterator<Item = (Dialect, &str)> {
        self.on.iter().map(|(dialect, text)| (*dialect, text.as_str()))
    }

    /// Whether values are whole numbers on all dialects that it names, as far as its words tell.
    pub fn is_integer(&self) -> bool {
        let is_integer = |(_, text): (_, &str)| {
            INTEGERS.contains(&first_word(text).as_str()) && !text.contains(['[', '\''])
        };
        !self.on.is_empty() && self.texts().all(is_integer)
    }

    /// Whether equal values are equal, as far as its words tell.
    pub(crate) fn has_equality(&self) -> bool {
        !self.texts().any(|(_, text)| UNEQUAL.contains(&first_word(text).as_str()))
    }
}

/// The word that a type begins with, in small letters.
pub(crate) fn first_word(text: &str) -> String {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    text.chars().take_while(|character| is_word(*character)).flat_map(char::to_lowercase).collect()
}

/// As it stands in a revision. Hashes are taken of this text.
impl fmt::Display for NativeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Native([")?;
        for (at, (dialect, text)) in self.texts().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            write!(f, "({}, \"", dialect.variant())?;
            for character in text.chars() {
                match character {
                    '"' | '\\' => write!(f, "\\{character}")?,
                    '\n' => f.write_str("\\n")?,
                    '\r' => f.write_str("\\r")?,
                    '\t' => f.write_str("\\t")?,
                    character => write!(f, "{character}")?,
                }
            }
            f.write_str("\")")?;
        }
        f.write_str("])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Dialect::{MySql, Postgres, Sqlite};

    #[test]
    fn it_is_shown_as_a_revision_has_it_whatever_the_order() {
        let one = Native([(Sqlite, "TEXT"), (Postgres, " \"My\\ Domain\" ")]);
        assert_eq!(one.to_string(), r#"Native([(Postgres, "\"My\\ Domain\""), (Sqlite, "TEXT")])"#);
        assert_eq!(one, Native([(Postgres, "\"My\\ Domain\""), (Sqlite, "TEXT")]));
        assert_eq!(Native([([MySql, Sqlite], "YEAR")]), Native([(Sqlite, "YEAR"), (MySql, "YEAR")]));
    }

    #[test]
    fn whole_numbers_are_known_by_their_first_word() {
        for text in ["mediumint unsigned", "int(11)", "INT4", "smallint(5) unsigned zerofill"] {
            assert!(Native([(MySql, text)]).is_integer(), "{text}");
        }
        for text in ["interval", "int[]", "internal", "", "set('int')", "int4range"] {
            assert!(!Native([(Postgres, text)]).is_integer(), "{text}");
        }
        assert!(!Native([(Postgres, "int"), (Sqlite, "TEXT")]).is_integer());
    }
}
