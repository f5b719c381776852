//! What the catalogue says of a column's default.

use super::{column_type, native, without_parentheses};
use crate::dialect::temporal::{Date, DateTime, Time};
use crate::schema::{ColumnDefault, ColumnType, Expression, Temporal, Value};

/// A default by its text, as the catalogue has it or as we write it. A plain value of the column's type is a
/// [`Value`] in one spelling; a default of NULL is none.
pub(crate) fn default(text: &str, column_type: &ColumnType) -> Option<ColumnDefault> {
    let text = without_parentheses(text);
    if is_now(text, column_type) {
        return Some(ColumnDefault::Now);
    }
    let found = match literal(text, column_type) {
        Some(Constant::Null) => return None,
        Some(Constant::Quoted(text)) => value(&text, column_type),
        Some(Constant::Bare(text)) => value(text, column_type),
        None => None,
    };
    Some(found.map_or_else(|| Expression::from(text).into(), ColumnDefault::Value))
}

/// Whether this is the time of the insert in the column's own type, as versions from 13 on write what we make of it.
fn is_now(text: &str, column_type: &ColumnType) -> bool {
    let utc = ["now() AT TIME ZONE 'utc'::text", "timezone('utc'::text, now())", "now() AT TIME ZONE 'utc'"];
    let cast = |name: &str| {
        let cast = text.strip_suffix(name).and_then(|text| text.strip_suffix("::"));
        cast.is_some_and(|text| utc.contains(&without_parentheses(text)))
    };
    match column_type.temporal() {
        Some(Temporal::Date) => cast("date"),
        Some(Temporal::Time) => cast("time without time zone") || cast("time"),
        Some(Temporal::Timestamp) => utc.contains(&text),
        Some(Temporal::TimestampTz) => text == "now()",
        None => false,
    }
}

/// A constant of SQL, without what it is cast to.
enum Constant<'a> {
    /// Digits, or a word.
    Bare(&'a str),
    Null,
    /// What stands between quotes.
    Quoted(String),
}

/// The constant that a text is, if it is one and nothing else but a cast.
fn literal<'a>(text: &'a str, column: &ColumnType) -> Option<Constant<'a>> {
    if let Some(rest) = text.strip_prefix('\'') {
        let mut value = String::new();
        let mut characters = rest.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if character != '\'' {
                value.push(character);
            } else if characters.next_if(|(_, next)| *next == '\'').is_some() {
                value.push('\'');
            } else {
                return is_cast(&rest[at + 1..]).then_some(Constant::Quoted(value));
            }
        }
        return None;
    }
    let end = text.find("::").unwrap_or(text.len());
    let (bare, cast) = text.split_at(end);
    // A number that is cast to another type than the column's may become another number.
    if !is_cast(cast) || (bare.starts_with('(') && !is_cast_to(cast, column)) {
        return None;
    }
    let bare = without_parentheses(bare);
    let is_number = bare.starts_with(|first: char| first.is_ascii_digit() || first == '-' || first == '.')
        && bare.chars().all(|character| matches!(character, '0'..='9' | '-' | '.' | 'e' | 'E' | '+'));
    match bare.to_ascii_lowercase().as_str() {
        "null" => Some(Constant::Null),
        "false" => Some(Constant::Bare("false")),
        "true" => Some(Constant::Bare("true")),
        _ => is_number.then_some(Constant::Bare(bare)),
    }
}

/// Whether this is nothing, or `::` and the name of a type.
fn is_cast(text: &str) -> bool {
    let Some(name) = text.strip_prefix("::") else { return text.is_empty() };
    // Every other piece stands in quotes, where a name may hold anything.
    let mut bare = name.split('"').step_by(2);
    !name.is_empty()
        && name.matches('"').count().is_multiple_of(2)
        && bare.all(|piece| {
            piece.chars().all(|character| {
                character.is_alphanumeric()
                    || matches!(character, ' ' | '_' | '.' | '(' | ')' | ',' | '[' | ']')
            })
        })
}

/// Whether this casts to a type of numbers that a column is of, whatever its digits.
fn is_cast_to(cast: &str, column: &ColumnType) -> bool {
    let to = column_type(cast.trim_start_matches(':'));
    let is_numeric = |it: &ColumnType| matches!(it, ColumnType::Numeric(..)) || *it == native("numeric");
    to == *column || (is_numeric(&to) && is_numeric(column))
}

/// The value that a constant is in a column of a type, in the one spelling that we have for it; none where a text of it would
/// not be read as we write it.
fn value(text: &str, column_type: &ColumnType) -> Option<Value> {
    let same = || Some(Value::Text(text.to_owned()));
    match column_type {
        ColumnType::BigInt | ColumnType::Integer | ColumnType::SmallInt => {
            text.parse().ok().map(Value::Integer)
        }
        ColumnType::Boolean => match text {
            "f" | "false" => Some(Value::Boolean(false)),
            "t" | "true" => Some(Value::Boolean(true)),
            _ => None,
        },
        ColumnType::Bytes => unhex(text.strip_prefix("\\x")?).map(Value::Bytes),
        ColumnType::Date => Date::parse(text).map(|date| Value::Text(date.to_string())),
        ColumnType::Double | ColumnType::Real => {
            text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float)
        }
        ColumnType::Json | ColumnType::Jsonb => {
            let json = serde_json::from_str::<serde_json::Value>(text).ok()?;
            // What would lose digits on its way stays as it was written.
            if *column_type == ColumnType::Jsonb && !json_has_fractions(&json) {
                return Some(Value::Text(json.to_string()));
            }
            same()
        }
        ColumnType::Numeric(..) => match text.parse() {
            Ok(number) => Some(Value::Integer(number)),
            Err(_) => same(),
        },
        ColumnType::Time => Time::parse(text).map(|time| Value::Text(time.to_string())),
        ColumnType::Timestamp => {
            DateTime::parse(text).map(|time| Value::Text(format!("{} {}", time.date, time.time)))
        }
        ColumnType::TimestampTz => {
            let instant = DateTime::parse_instant(text)?;
            Some(Value::Text(format!("{} {}+00:00", instant.date, instant.time)))
        }
        ColumnType::Uuid => Some(Value::Text(text.to_lowercase())),
        // Their literals pad or cut, which a comparison of two must not know.
        ColumnType::Array(_)
        | ColumnType::Char(_)
        | ColumnType::Enum(_)
        | ColumnType::Text
        | ColumnType::Varchar(_) => same(),
        ColumnType::Native(native) => match text.parse() {
            Ok(number) if native.is_integer() => Some(Value::Integer(number)),
            Ok(_) | Err(_) => same(),
        },
    }
}

fn json_has_fractions(json: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String};

    match json {
        Array(values) => values.iter().any(json_has_fractions),
        Bool(_) | Null | String(_) => false,
        Number(number) => !number.is_i64(),
        Object(fields) => fields.values().any(json_has_fractions),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}
