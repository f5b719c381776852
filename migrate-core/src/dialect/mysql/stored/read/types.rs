//! The types of columns, as the servers call them.

use super::literal;
use crate::dialect::Dialect::MySql;
use crate::dialect::mysql::stored::token::{Token, group, text, tokens};
use crate::schema::{ColumnType, Native};

/// What a column's type is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// A type that we have a word for, or one in the server's.
    Type(ColumnType),
    /// One of these texts.
    Values(Vec<String>),
}

/// A type taken apart: `decimal(10,2) unsigned`.
struct Parts {
    word: String,
    arguments: Vec<String>,
    behind: Vec<String>,
}

/// Reads a column's type.
pub(super) fn read(datatype: &str) -> Read {
    let parts = parts(datatype);
    if parts.word == "enum" {
        let values = parts.arguments.iter().map(|value| literal::string(value));
        if let Some(values) = values.collect::<Option<Vec<_>>>() {
            return Read::Values(values);
        }
    }
    let numbers = parts.arguments.iter().map(|it| it.parse::<u32>()).collect::<Result<Vec<_>, _>>();
    let numbers = numbers.unwrap_or_default();
    let known = match (parts.word.as_str(), numbers.as_slice(), parts.behind.is_empty()) {
        ("bigint", [], true) => Some(ColumnType::BigInt),
        ("binary", [16], true) => Some(ColumnType::Uuid),
        ("char", [length], true) => Some(ColumnType::Char(*length)),
        ("date", [], true) => Some(ColumnType::Date),
        ("datetime", [6], true) => Some(ColumnType::Timestamp),
        ("decimal", [precision, scale], true) => Some(ColumnType::Numeric(*precision, *scale)),
        ("double", [], true) => Some(ColumnType::Double),
        ("float", [], true) => Some(ColumnType::Real),
        ("int", [], true) => Some(ColumnType::Integer),
        ("json", [], true) => Some(ColumnType::Json),
        ("longblob", [], true) => Some(ColumnType::Bytes),
        ("longtext", [], true) => Some(ColumnType::Text),
        ("smallint", [], true) => Some(ColumnType::SmallInt),
        ("time", [6], true) => Some(ColumnType::Time),
        ("tinyint", [1], true) => Some(ColumnType::Boolean),
        ("varchar", [length], true) => Some(ColumnType::Varchar(*length)),
        _ => None,
    };
    Read::Type(known.unwrap_or_else(|| Native([(MySql, parts.text())])))
}

/// A type as both servers would call it, whatever they were told and what they add: widths that say nothing are left out.
pub(crate) fn canonical(datatype: &str) -> String {
    parts(datatype).text()
}

/// An integer type without the width that it is told with: MySQL forgets it but where zeros are filled in (manual 8.0, 11.1.6).
pub(super) fn without_width(datatype: &str) -> Option<String> {
    const INTEGERS: [&str; 5] = ["bigint", "int", "mediumint", "smallint", "tinyint"];
    let mut parts = parts(datatype);
    let is_filled = parts.behind.iter().any(|word| word == "zerofill");
    // This one is a boolean.
    let is_one = parts.word == "tinyint" && parts.arguments == ["1"] && parts.behind.is_empty();
    if !INTEGERS.contains(&parts.word.as_str()) || parts.arguments.is_empty() || is_filled || is_one {
        return None;
    }
    parts.arguments.clear();
    Some(parts.text())
}

impl Parts {
    fn text(&self) -> String {
        let Self { word, arguments, behind } = self;
        let mut text = word.clone();
        if !arguments.is_empty() {
            text.extend(["(", &arguments.join(","), ")"]);
        }
        for word in behind {
            text.push(' ');
            text.push_str(word);
        }
        text
    }
}

fn parts(datatype: &str) -> Parts {
    let all = tokens(datatype);
    let open = all.iter().position(|token| token.is_mark("(")).unwrap_or(all.len());
    let close = if open < all.len() { open + group(&all[open..]) } else { open };
    let inside = if open < close { &all[open + 1..close - 1] } else { &[] };
    let lower = |token: &Token<'_>| text(&[*token]).to_lowercase();
    let arguments = inside.iter().filter(|token| !token.is_mark(","));
    let arguments = arguments.map(|token| match literal::string(text(&[*token])) {
        Some(value) => format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''")),
        None => lower(token),
    });
    let arguments = arguments.collect::<Vec<_>>();
    // MySQL knows `signed` as what a number is anyway.
    let mut words = all[..open].iter().map(lower).collect::<Vec<_>>();
    let mut behind = all[close..].iter().map(lower).filter(|word| word != "signed").collect::<Vec<_>>();
    let numbers = words.iter().position(|word| ["unsigned", "zerofill", "signed"].contains(&word.as_str()));
    if let Some(at) = numbers {
        behind.extend(words.split_off(at).into_iter().filter(|word| word != "signed"));
    }
    let word = match words.join(" ").as_str() {
        "bool" | "boolean" => {
            return Parts { word: "tinyint".to_owned(), arguments: vec!["1".to_owned()], behind };
        }
        "character" => "char".to_owned(),
        "character varying" | "char varying" => "varchar".to_owned(),
        "dec" | "fixed" | "numeric" => "decimal".to_owned(),
        "double precision" | "real" => "double".to_owned(),
        "geomcollection" => "geometrycollection".to_owned(),
        "int1" => "tinyint".to_owned(),
        "int2" => "smallint".to_owned(),
        "int3" => "mediumint".to_owned(),
        "int4" | "integer" => "int".to_owned(),
        "int8" => "bigint".to_owned(),
        other => other.to_owned(),
    };
    // `zerofill` makes a number unsigned.
    if behind.iter().any(|it| it == "zerofill") && !behind.iter().any(|it| it == "unsigned") {
        behind.insert(0, "unsigned".to_owned());
    }
    let is_unsigned = behind.iter().any(|it| it == "unsigned");
    let arguments = sizes(&word, arguments, is_unsigned);
    Parts { word, arguments, behind }
}

/// The arguments of a type with those that are always there, and without those that say nothing.
fn sizes(word: &str, mut arguments: Vec<String>, is_unsigned: bool) -> Vec<String> {
    let width = match (word, is_unsigned) {
        ("bigint", _) => "20",
        ("int", true) => "10",
        ("int", false) => "11",
        ("mediumint", true) => "8",
        ("mediumint", false) => "9",
        ("smallint", true) => "5",
        ("smallint", false) => "6",
        ("tinyint", true) => "3",
        ("tinyint", false) | ("year", _) => "4",
        ("date" | "datetime" | "time" | "timestamp", _) => "0",
        _ => "",
    };
    match (word, arguments.as_slice()) {
        (_, [only]) if only == width => Vec::new(),
        ("bigint", [only]) if only == "19" => Vec::new(),
        ("binary" | "bit" | "char", []) => vec!["1".to_owned()],
        ("decimal", []) => vec!["10".to_owned(), "0".to_owned()],
        ("decimal", [_]) => {
            arguments.push("0".to_owned());
            arguments
        }
        _ => arguments,
    }
}
