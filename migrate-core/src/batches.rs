//! A backfill in the SQL of one dialect, and how far it is.
//!
//! Values only: what a batch is in SQL is written by `dialect`, and run by `execute`.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::name::{Name, QualifiedName};
use crate::operation::Tempo;
use crate::schema::Dialect;

/// Rows that are changed batch by batch, in the order of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batches {
    /// The dialect.
    pub dialect: Dialect,
    /// The table.
    pub table: QualifiedName,
    /// The columns of the key, in order.
    pub key: Vec<KeyColumn>,
    /// What stands behind `SET`.
    pub set: String,
    /// What a row must meet, if not all are meant.
    pub condition: Option<String>,
    /// How fast it goes.
    pub tempo: Tempo,
    /// The same as one statement.
    pub whole: String,
    /// What does the same without us: batch by batch where the database has loops, else at once.
    pub offline: Vec<String>,
}

/// A column of the key by which a backfill goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyColumn {
    /// The name.
    pub name: Name,
    /// How its values are written down.
    pub form: KeyForm,
}

/// How the values of a column are written down so that they can be asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// Each as what it is stored as, since a column of SQLite may hold anything.
    AsStored,
    /// As bytes.
    Bytes,
    /// As exact numbers, which text is not compared with exactly on MySQL and MariaDB.
    Number,
    /// As text that the database reads as the column's type.
    Text,
}

/// A value of a column of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyValue {
    /// Bytes.
    Bytes(Vec<u8>),
    /// An exact number: a sign, digits and a point.
    Number(String),
    /// Text.
    Text(String),
}

impl KeyValue {
    /// Reads a value behind the letter of its kind, as [`dialect`](crate::dialect) has the database write it.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut characters = text.chars();
        let kind = characters.next()?;
        let value = characters.as_str();
        match kind {
            'b' => bytes(value).map(Self::Bytes),
            'n' => {
                let digits = value.strip_prefix('-').unwrap_or(value);
                let is_number = !digits.is_empty()
                    && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                    && digits.bytes().any(|byte| byte.is_ascii_digit());
                is_number.then(|| Self::Number(value.to_owned()))
            }
            't' => Some(Self::Text(value.to_owned())),
            _ => None,
        }
    }
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.as_bytes().chunks(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

/// As the ledger has it: the letter of its kind, and what a blank or a line break would end is escaped.
impl fmt::Display for KeyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => {
                f.write_char('b')?;
                bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Self::Number(number) => write!(f, "n{number}"),
            Self::Text(text) => {
                f.write_char('t')?;
                text.chars().try_for_each(|character| match character {
                    '%' | ' ' => write!(f, "%{:02x}", u32::from(character)),
                    control if control.is_ascii_control() => write!(f, "%{:02x}", u32::from(control)),
                    other => f.write_char(other),
                })
            }
        }
    }
}

/// What is written in the ledger is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl FromStr for KeyValue {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut parts = text.split('%');
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (Some(code), Some(rest)) = (part.get(..2), part.get(2..)) else { return Err(Unreadable) };
            let code = bytes(code).filter(|code| code.iter().all(u8::is_ascii)).ok_or(Unreadable)?;
            whole.extend(code.into_iter().map(char::from));
            whole.push_str(rest);
        }
        Self::read(&whole).ok_or(Unreadable)
    }
}

/// How far a backfill is: all rows up to a key are done.
///
/// The ledger has it in the journal, behind the hash of the operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// How many rows it has gone through.
    pub seen: u64,
    /// How many of them it has changed.
    pub changed: u64,
    /// The key of the last.
    pub key: Vec<KeyValue>,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seen, changed, key } = self;
        write!(f, "{seen} {changed}")?;
        key.iter().try_for_each(|value| write!(f, " {value}"))
    }
}

impl FromStr for Cursor {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut words = text.split(' ');
        let mut number = || words.next().and_then(|word| word.parse().ok()).ok_or(Unreadable);
        let (seen, changed) = (number()?, number()?);
        let key = words.map(str::parse).collect::<Result<Vec<_>, _>>()?;
        if key.is_empty() { Err(Unreadable) } else { Ok(Self { seen, changed, key }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let key = vec![
            KeyValue::Number("-12345678901234567.890".to_owned()),
            KeyValue::Text(String::new()),
            KeyValue::Text("100% of\r\n\t\0 Zoë's \\ 🦀 a%20b".to_owned()),
            KeyValue::Bytes(vec![0, 255, 16]),
            KeyValue::Bytes(Vec::new()),
        ];
        let cursor = Cursor { seen: 7, changed: 3, key };
        let text = cursor.to_string();
        assert!(text.lines().count() == 1 && text.split(' ').count() == 7, "{text}");
        assert_eq!(text.parse(), Ok(cursor));
    }

    #[test]
    fn what_is_no_cursor_is_not_read() {
        for text in
            ["", "1", "1 2", "1 2 ", "x 2 n1", "1 -2 n1", "1 2 n", "1 2 n1;2", "1 2 n--1", "1 2 n.", "1 2 b0"]
        {
            assert_eq!(text.parse::<Cursor>(), Err(Unreadable), "{text}");
        }
        for text in ["1 2 bxy", "1 2 f1", "1 2 q1", "1 2 t%", "1 2 t%2", "1 2 t%ff", "1 2 t%é1", "1 2 n1 "] {
            assert_eq!(text.parse::<Cursor>(), Err(Unreadable), "{text}");
        }
    }
}
