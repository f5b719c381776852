//! The default of a column, as the servers and we write it.

use super::literal;
use super::names::{plain, same_words, without_parentheses};
use crate::dialect::Dialect::MySql;
use crate::dialect::mysql::stored::token::{group, text, tokens};
use crate::name::QualifiedName;
use crate::schema::{ColumnDefault, ColumnType, Value, first_word};

/// What stands behind `DEFAULT`; nothing for `NULL`, which a column has anyway.
pub(super) fn default(column_type: &ColumnType, stored: &str) -> Option<ColumnDefault> {
    let inner = without_parentheses(stored);
    if inner.eq_ignore_ascii_case("NULL") {
        return None;
    }
    if let Some(value) = value(column_type, inner) {
        return Some(value.into());
    }
    let is_now = |words: &str| same_words(inner, words);
    let now = match column_type {
        ColumnType::Date => is_now("utc_date()"),
        ColumnType::Time => is_now("utc_time(6)"),
        ColumnType::Timestamp => is_now("utc_timestamp(6)"),
        ColumnType::Array(_)
        | ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Double
        | ColumnType::Enum(_)
        | ColumnType::Integer
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Native(_)
        | ColumnType::Numeric(..)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => false,
    };
    if now {
        return Some(ColumnDefault::Now);
    }
    Some(next_value(inner).unwrap_or_else(|| ColumnDefault::Expression(plain(inner))))
}

/// `nextval(sequence)`.
fn next_value(inner: &str) -> Option<ColumnDefault> {
    let tokens = tokens(inner);
    let [call, rest @ ..] = tokens.as_slice() else { return None };
    if !call.is("nextval") || group(rest) != rest.len() || rest.len() < 3 {
        return None;
    }
    let name = rest[..rest.len() - 1].last()?.name()?;
    Some(ColumnDefault::NextValue(QualifiedName::from(name.as_str())))
}

/// The value that a literal is for a column of a type.
fn value(column_type: &ColumnType, inner: &str) -> Option<Value> {
    if !is_literal(inner) {
        return converted(inner).map(Value::Text);
    }
    let string = || literal::string(inner);
    // MySQL writes numbers in quotes too.
    let number = || string().unwrap_or_else(|| inner.to_owned());
    match column_type {
        ColumnType::BigInt | ColumnType::Integer | ColumnType::SmallInt => {
            number().parse().ok().map(Value::Integer)
        }
        ColumnType::Boolean => match number().as_str() {
            "0" => Some(Value::Boolean(false)),
            "1" => Some(Value::Boolean(true)),
            other => other.parse().ok().map(Value::Integer),
        },
        ColumnType::Bytes | ColumnType::Uuid => literal::bytes(inner).map(Value::Bytes),
        ColumnType::Double | ColumnType::Real => {
            number().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float)
        }
        ColumnType::Numeric(..) => decimal(&number()),
        ColumnType::Time | ColumnType::Timestamp | ColumnType::TimestampTz => {
            string().map(|text| Value::Text(without_zeros(&text)))
        }
        ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Enum(_)
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Text
        | ColumnType::Varchar(_) => string().map(Value::Text),
        ColumnType::Native(native_type) => native(native_type.text(MySql).unwrap_or_default(), inner),
        ColumnType::Array(_) => None,
    }
}

/// What the value of a type that we know nothing of looks like. MySQL writes numbers in quotes.
fn native(native_type: &str, inner: &str) -> Option<Value> {
    const NUMBERS: [&str; 9] =
        ["bigint", "decimal", "double", "float", "int", "mediumint", "smallint", "tinyint", "year"];
    let is_number = NUMBERS.contains(&first_word(native_type).as_str());
    let text = literal::string(inner);
    let inner = text.as_deref().filter(|_| is_number).unwrap_or(inner);
    match text.as_ref().filter(|_| !is_number) {
        Some(text) => Some(Value::Text(text.clone())),
        None => match inner.parse() {
            Ok(number) => Some(Value::Integer(number)),
            Err(_) => decimal(inner).and(inner.parse().ok()).map(Value::Float),
        },
    }
}

/// Whether it is one text or number.
fn is_literal(inner: &str) -> bool {
    let tokens = tokens(inner.trim_start_matches(['-', '+']));
    let word = match tokens.as_slice() {
        [only] => text(&[*only]),
        [introducer, literal] if text(&[*introducer]).starts_with('_') => text(&[*literal]),
        // An exponent's sign is a word of its own.
        _ => return inner.parse::<f64>().is_ok(),
    };
    let is_text = word.ends_with('\'') && !word.starts_with(['b', 'B']);
    is_text || word.starts_with(|first: char| first.is_ascii_digit() || first == '.')
}

/// A number without zeros at its end, as an integer where it is one.
fn decimal(text: &str) -> Option<Value> {
    text.parse::<f64>().ok()?;
    if text.contains(['e', 'E']) {
        return None;
    }
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    let short = match short.trim_start_matches('+') {
        "" | "-" | "-0" => "0",
        short => short,
    };
    Some(short.parse().map_or_else(|_| Value::Text(short.to_owned()), Value::Integer))
}

/// A time without zeros at the end of its fraction.
fn without_zeros(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

/// The text of `convert(X'…' using utf8mb4)`, which we write of one with a backslash.
fn converted(inner: &str) -> Option<String> {
    let tokens = tokens(inner);
    let [call, open, bytes, using, charset, close] = tokens.as_slice() else { return None };
    let is = call.is("CONVERT") && open.is_mark("(") && using.is("USING") && close.is_mark(")");
    (is && charset.is("utf8mb4")).then(|| literal::string(text(&[*bytes])))?
}
