//! What PostgreSQL's catalogue says of types, defaults and expressions, in our own words where there are some.

use crate::dialect::Dialect::Postgres;
use crate::dialect::temporal::{Date, DateTime, Time};
use crate::schema::{Array, ColumnDefault, ColumnType, Expression, Native, SequenceOptions, Value};

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
    match column_type {
        ColumnType::Date => cast("date"),
        ColumnType::Time => cast("time without time zone") || cast("time"),
        ColumnType::Timestamp => utc.contains(&text),
        ColumnType::TimestampTz => text == "now()",
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
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => false,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Enum;

    #[test]
    fn types_are_read_as_the_server_and_as_authors_write_them() {
        for (text, expected) in [
            ("bigint", ColumnType::BigInt),
            (" INT8 ", ColumnType::BigInt),
            ("character varying(80)", ColumnType::Varchar(80)),
            ("VARCHAR ( 80 )", ColumnType::Varchar(80)),
            ("character varying", native("character varying")),
            ("varchar", native("character varying")),
            ("numeric(10,2)", ColumnType::Numeric(10, 2)),
            ("decimal(10)", ColumnType::Numeric(10, 0)),
            ("numeric(3,-2)", native("numeric(3,-2)")),
            ("numeric", native("numeric")),
            ("timestamp with time zone", ColumnType::TimestampTz),
            ("timestamptz(6)", native("timestamp(6) with time zone")),
            ("timestamptz (3)", native("timestamp(3) with time zone")),
            ("time(3) without time zone", native("time(3) without time zone")),
            ("time  without\n time zone", ColumnType::Time),
            ("double precision", ColumnType::Double),
            ("float(24)", ColumnType::Real),
            ("integer[][]", Array(ColumnType::Integer)),
            ("INET", native("inet")),
            ("\"My Domain\"", native("\"My Domain\"")),
            ("Billing.\"Two  Blanks\"[]", Array(native("billing.\"Two  Blanks\""))),
            ("interval day to second(3)", native("interval day to second(3)")),
            ("\"char\"", native("\"char\"")),
            ("bpchar", native("bpchar")),
        ] {
            assert_eq!(column_type(text), expected, "{text}");
            // What was read is read so again.
            if let ColumnType::Native(native) = &expected {
                assert_eq!(
                    column_type(native.text(Postgres).expect("it is PostgreSQL's")),
                    expected,
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn types_of_arguments_have_no_length() {
        for (text, expected) in [
            ("INT", "integer"),
            ("integer", "integer"),
            ("varchar(80)", "character varying"),
            ("Numeric(10, 2)[]", "numeric[]"),
            ("timestamptz(3)", "timestamp with time zone"),
            ("shop.\"Point\"", "shop.\"Point\""),
        ] {
            assert_eq!(argument_type(text), expected, "{text}");
        }
    }

    #[test]
    fn defaults_are_values_where_they_are_constants() {
        let text = |text: &str| Some(ColumnDefault::Value(Value::Text(text.to_owned())));
        let number = |number| Some(ColumnDefault::Value(Value::Integer(number)));
        let float = |number| Some(ColumnDefault::Value(Value::Float(number)));
        let expression = |text: &str| Some(ColumnDefault::Expression(Expression::from(text)));
        for (found, column, expected) in [
            ("0", ColumnType::Integer, number(0)),
            ("'-1'::integer", ColumnType::Integer, number(-1)),
            ("'5000000000'::bigint", ColumnType::BigInt, number(5_000_000_000)),
            ("0", ColumnType::Numeric(10, 2), number(0)),
            ("'-1.50'::numeric", ColumnType::Numeric(10, 2), text("-1.50")),
            ("(0)::numeric", ColumnType::Numeric(10, 2), number(0)),
            ("(1.5)::integer", ColumnType::Numeric(10, 2), expression("(1.5)::integer")),
            ("'100000000000000000000'::numeric", ColumnType::Real, float(1e20)),
            ("true", ColumnType::Boolean, Some(ColumnDefault::Value(Value::Boolean(true)))),
            ("'it''s \\ x'::text", ColumnType::Text, text("it's \\ x")),
            ("'x'::character varying", ColumnType::Varchar(3), text("x")),
            ("'a'::bpchar", ColumnType::Char(3), text("a")),
            ("'EUR'::billing.\"Currency\"", Enum("c"), text("EUR")),
            ("'EUR'::\"it's :: \"\"a\"\"\"", Enum("c"), text("EUR")),
            ("'EUR'::text || 'it''s \"'::text", Enum("c"), expression("'EUR'::text || 'it''s \"'::text")),
            ("'{1,2}'::integer[]", Array(ColumnType::Integer), text("{1,2}")),
            (
                "'2025-12-31 22:00:00+00'::timestamp with time zone",
                ColumnType::TimestampTz,
                text("2025-12-31 22:00:00+00:00"),
            ),
            (
                "'2025-12-31 22:00:00.25'::timestamp without time zone",
                ColumnType::Timestamp,
                text("2025-12-31 22:00:00.250"),
            ),
            ("'{\"b\": 1, \"a\": [1, 2]}'::jsonb", ColumnType::Jsonb, text("{\"a\":[1,2],\"b\":1}")),
            ("'\\x00ff'::bytea", ColumnType::Bytes, Some(ColumnDefault::Value(Value::Bytes(vec![0, 255])))),
            ("NULL::character varying", ColumnType::Text, None),
            ("now()", ColumnType::TimestampTz, Some(ColumnDefault::Now)),
            ("now()", ColumnType::Timestamp, expression("now()")),
            ("CURRENT_TIMESTAMP", ColumnType::TimestampTz, expression("CURRENT_TIMESTAMP")),
            ("(now() AT TIME ZONE 'utc'::text)", ColumnType::Timestamp, Some(ColumnDefault::Now)),
            ("timezone('utc'::text, now())", ColumnType::Timestamp, Some(ColumnDefault::Now)),
            ("((now() AT TIME ZONE 'utc'::text))::date", ColumnType::Date, Some(ColumnDefault::Now)),
            ("'now'::date", ColumnType::Date, expression("'now'::date")),
            ("(a || 'b'::text)", ColumnType::Text, expression("a || 'b'::text")),
            ("'a' || 'b'", ColumnType::Text, expression("'a' || 'b'")),
            ("'1 day'::interval", native("interval"), text("1 day")),
        ] {
            assert_eq!(default(found, &column), expected, "{found}");
        }
    }

    #[test]
    fn parentheses_around_all_of_a_text_go() {
        for (text, expected) in [
            ("((a + b))", "a + b"),
            ("(a) + (b)", "(a) + (b)"),
            ("(a = ')')", "a = ')'"),
            ("(a = '(')", "a = '('"),
            ("()", ""),
        ] {
            assert_eq!(without_parentheses(text), expected, "{text}");
        }
        assert_eq!(split("a, f(b, c), \"d,e\", (g || ',')"), ["a", "f(b, c)", "\"d,e\"", "(g || ',')"]);
    }

    #[test]
    fn bounds_of_partitions_have_one_spelling() {
        for (text, expected) in [
            (
                "for values from ( '2026-01-01' ) to ('2027-01-01')",
                "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
            ),
            (
                "FOR VALUES FROM (1, MINVALUE) TO (2, 'a ( b')",
                "FOR VALUES FROM (1, MINVALUE) TO (2, 'a ( b')",
            ),
            ("FOR VALUES IN ('a','b', NULL)", "FOR VALUES IN ('a', 'b', NULL)"),
            ("for values with (MODULUS 4, remainder 0)", "FOR VALUES WITH (modulus 4, remainder 0)"),
            ("default", "DEFAULT"),
        ] {
            assert_eq!(bounds(text).common_text(), expected, "{text}");
            assert_eq!(bounds(expected).common_text(), expected);
        }
    }

    #[test]
    fn how_a_sequence_goes_anyway_goes_without_saying() {
        let none = SequenceOptions::NONE;
        let said = none.start(1).increment(1).min(1).max(i64::MAX).cache(1);
        assert_eq!(sequence_options(said, "bigint"), none);
        assert_eq!(sequence_options(said, "integer"), none.max(i64::MAX));
        assert_eq!(sequence_options(said.max(i64::from(i32::MAX)), "integer"), none);
        let falling = none.start(-1).increment(-1).min(i64::MIN).max(-1);
        assert_eq!(sequence_options(falling, "bigint"), none.increment(-1));
        assert_eq!(sequence_options(none.min(5).start(5), "bigint"), none.min(5));
        assert_eq!(sequence_options(none.min(5).start(6), "bigint"), none.min(5).start(6));
    }
}
