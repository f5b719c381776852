//! Values in rows and defaults.

use std::fmt;

/// A value of a row or a default. What it becomes in SQL depends on the column's type: text is also how
/// numbers of many digits, dates, times, UUIDs, JSON and enum values are written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A floating-point number.
    Float(f64),
    /// An integer.
    Integer(i64),
    /// No value.
    Null,
    /// Text.
    Text(String),
}

// A revision writes its numbers as literals, so two values are the same when their bits are.
impl Eq for Value {}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Null => f.write_str("NULL"),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

macro_rules! value_from {
    ($($from:ty => $variant:ident($convert:expr)),* $(,)?) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant($convert(value))
            }
        }
    )*};
}

value_from! {
    &[u8] => Bytes(<[u8]>::to_vec),
    &str => Text(str::to_owned),
    String => Text(String::from),
    Vec<u8> => Bytes(Vec::from),
    bool => Boolean(bool::from),
    f32 => Float(f64::from),
    f64 => Float(f64::from),
    i16 => Integer(i64::from),
    i32 => Integer(i64::from),
    i64 => Integer(i64::from),
    i8 => Integer(i64::from),
    u16 => Integer(i64::from),
    u32 => Integer(i64::from),
    u8 => Integer(i64::from),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
