//! What PostgreSQL's catalogue says of types, defaults and expressions, in our own words where there are some.

mod default;
#[cfg(test)]
mod tests;

pub(crate) use default::default;

use crate::dialect::Dialect::Postgres;
use crate::schema::{Array, ColumnType, Expression, Native, SequenceOptions};

/// A type by its text: as the server's `format_type` writes it, or as an author may.
///
/// Of the author's words, those are known that stand for a type of the server's own; what else there is stays as it is.
pub(crate) fn column_type(text: &str) -> ColumnType {
    let text = text.trim();
    if let Some(of) = text.strip_suffix("[]") {
        return array(column_type(of));
    }
    let words = words(text);
    let (name, numbers) = parts(&words);
    match (name.as_str(), numbers.as_slice()) {
        ("bigint" | "int8", []) => ColumnType::BigInt,
        ("boolean" | "bool", []) => ColumnType::Boolean,
        ("bytea", []) => ColumnType::Bytes,
        ("character" | "char", []) => ColumnType::Char(1),
        ("character" | "char" | "bpchar", [length]) => ColumnType::Char(*length),
        ("character varying" | "char varying" | "varchar", [length]) => ColumnType::Varchar(*length),
        ("character varying" | "char varying" | "varchar", []) => native("character varying"),
        ("date", []) => ColumnType::Date,
        ("double precision" | "float8" | "float", []) | ("float", [25..=53]) => ColumnType::Double,
        ("integer" | "int" | "int4", []) => ColumnType::Integer,
        ("json", []) => ColumnType::Json,
        ("jsonb", []) => ColumnType::Jsonb,
        ("numeric" | "decimal" | "dec", [precision, scale]) => ColumnType::Numeric(*precision, *scale),
        ("numeric" | "decimal" | "dec", [precision]) => ColumnType::Numeric(*precision, 0),
        ("numeric" | "decimal" | "dec", []) => native("numeric"),
        ("real" | "float4", []) | ("float", [1..=24]) => ColumnType::Real,
        ("smallint" | "int2", []) => ColumnType::SmallInt,
        ("text", []) => ColumnType::Text,
        ("time without time zone" | "time", []) => ColumnType::Time,
        ("time with time zone" | "timetz", []) => native("time with time zone"),
        ("timestamp without time zone" | "timestamp", []) => ColumnType::Timestamp,
        ("timestamp with time zone" | "timestamptz", []) => ColumnType::TimestampTz,
        ("uuid", []) => ColumnType::Uuid,
        ("time without time zone" | "time", [digits]) => native(&format!("time({digits}) without time zone")),
        ("time with time zone" | "timetz", [digits]) => native(&format!("time({digits}) with time zone")),
        ("timestamp without time zone" | "timestamp", [digits]) => {
            native(&format!("timestamp({digits}) without time zone"))
        }
        ("timestamp with time zone" | "timestamptz", [digits]) => {
            native(&format!("timestamp({digits}) with time zone"))
        }
        ("bit varying" | "varbit", []) => native("bit varying"),
        ("bit varying" | "varbit", [length]) => native(&format!("bit varying({length})")),
        ("bit", []) => native("bit(1)"),
        _ => native(&words),
    }
}

/// An array of a type. However many dimensions are declared, PostgreSQL keeps that it is an array (manual 15, section 8.15.1).
pub(crate) fn array(of: ColumnType) -> ColumnType {
    if matches!(of, ColumnType::Array(_)) { of } else { Array(of) }
}

/// The type of a function's argument as the server tells it, which forgets a length.
pub(crate) fn argument_type(text: &str) -> String {
    let words = words(text);
    let of = words.trim_end_matches("[]");
    let arrays = if of.len() < words.len() { "[]" } else { "" };
    let (name, _) = parts(of);
    let name = match name.as_str() {
        "bool" => "boolean",
        "char" => "character",
        "char varying" | "varchar" => "character varying",
        "dec" | "decimal" => "numeric",
        "float" | "float8" => "double precision",
        "float4" => "real",
        "int" | "int4" => "integer",
        "int2" => "smallint",
        "int8" => "bigint",
        "time" => "time without time zone",
        "timestamp" => "timestamp without time zone",
        "timestamptz" => "timestamp with time zone",
        "timetz" => "time with time zone",
        "varbit" => "bit varying",
        other => other,
    };
    format!("{name}{arrays}")
}

fn native(text: &str) -> ColumnType {
    Native([(Postgres, text)])
}

/// A type's text with its words in small letters and one blank between them, without blanks around parentheses and commas.
/// What is quoted stays as it is.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut blank = false;
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && !out.ends_with(['(', ',']) && !matches!(character, '(' | ')' | ',') {
            out.push(' ');
        }
        if character != '"' {
            out.extend(character.to_lowercase());
            continue;
        }
        out.push('"');
        for character in characters.by_ref() {
            out.push(character);
            if character == '"' {
                break;
            }
        }
    }
    // `timestamp (3)`, and `time(3) with time zone`, where a word follows at once.
    out.replace(")w", ") w")
}

/// The words of a type and the numbers in its parentheses: `time(3) with time zone` is `time with time zone` and 3. All of it
/// and no numbers where it is not like that.
fn parts(text: &str) -> (String, Vec<u32>) {
    let split = || {
        let (name, rest) = text.split_once('(')?;
        let (numbers, rest) = rest.split_once(')')?;
        let numbers = numbers.split(',').map(|number| number.parse().ok()).collect::<Option<Vec<_>>>()?;
        Some((format!("{name}{rest}"), numbers))
    };
    split().unwrap_or_else(|| (text.to_owned(), Vec::new()))
}

/// An expression as the catalogue has it, without parentheses around all of it.
pub(crate) fn expression(text: &str) -> Expression {
    Expression::from(without_parentheses(text.trim()))
}

/// A text without the parentheses that stand around all of it.
pub(crate) fn without_parentheses(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        if !is_balanced(inner) {
            break;
        }
        text = inner.trim();
    }
    text
}

/// The bounds of a partition as the catalogue has them: its words in capitals, and one blank between them.
pub(crate) fn bounds(text: &str) -> Expression {
    const WORDS: [&str; 10] =
        ["FOR", "VALUES", "FROM", "TO", "IN", "WITH", "DEFAULT", "MINVALUE", "MAXVALUE", "NULL"];
    let mut out = String::with_capacity(text.len());
    for (at, piece) in text.split('\'').enumerate() {
        if at > 0 {
            out.push('\'');
        }
        // Between quotes stands what is between them.
        if at % 2 == 1 {
            out.push_str(piece);
            continue;
        }
        let spaced = piece.replace('(', " ( ").replace(')', " ) ").replace(',', " , ");
        for word in spaced.split_whitespace() {
            let upper = word.to_ascii_uppercase();
            let word = if WORDS.contains(&upper.as_str()) { upper } else { word.to_ascii_lowercase() };
            let glued = matches!(word.as_str(), ")" | ",") || out.ends_with('(') || out.is_empty();
            if !glued && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(&word);
        }
        if piece.ends_with(char::is_whitespace) || piece.trim_end().ends_with(',') {
            out.push(' ');
        }
    }
    Expression::from(out.trim().replace("( '", "('").replace("' ,", "',").replace("  ", " "))
}

/// What stands between the commas that are in no parentheses and not quoted.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices(',') {
        if is_balanced(&text[begin..at]) {
            parts.push(text[begin..at].trim());
            begin = at + 1;
        }
    }
    parts.push(text[begin..].trim());
    parts
}

/// Whether every parenthesis in it is closed in it. What is quoted is passed over.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            (None | Some(_), _) => {}
        }
    }
    depth == 0 && quote.is_none()
}

/// A view's query as the catalogue has it.
pub(crate) fn query(text: &str) -> Expression {
    Expression::from(text.trim().trim_end_matches(';').trim_end())
}

/// How a sequence of numbers of a type goes, as far as not as one that nothing is said of (manual 15, `CREATE SEQUENCE`).
pub(crate) fn sequence_options(said: SequenceOptions, number_type: &str) -> SequenceOptions {
    let SequenceOptions { start, increment, min, max, cache, cycle } = said;
    let (least, greatest) = match number_type {
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let falls = increment.is_some_and(|increment| increment < 0);
    let (lower, upper) = if falls { (least, -1) } else { (1, greatest) };
    let begin = if falls { max.unwrap_or(upper) } else { min.unwrap_or(lower) };
    SequenceOptions {
        start: start.filter(|start| *start != begin),
        increment: increment.filter(|increment| *increment != 1),
        min: min.filter(|min| *min != lower),
        max: max.filter(|max| *max != upper),
        cache: cache.filter(|cache| *cache != 1),
        cycle,
    }
}
