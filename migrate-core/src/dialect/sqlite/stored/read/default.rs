//! The default of a column, as SQLite stores it.

use crate::dialect::sqlite::stored::lexer::{Kind, Token, content, named, tokens};
use crate::dialect::sqlite::{column, literal};
use crate::schema::{ColumnDefault, ColumnType, Expression, Value};

/// What stands behind `DEFAULT`: a value where it is one of the column's type, the time where it is written as we write it,
/// or else an expression. Parentheses around the whole are not part of it: SQLite needs them around an expression alone.
pub(super) fn default(column_type: &ColumnType, text: &str) -> ColumnDefault {
    let inner = without_parentheses(text);
    if let Some(value) = value(column_type, inner) {
        return ColumnDefault::Value(value);
    }
    let is_timed = matches!(column_type, ColumnType::Date | ColumnType::Time | ColumnType::Timestamp);
    if is_timed && content(inner) == content(without_parentheses(column::now(column_type))) {
        return ColumnDefault::Now;
    }
    ColumnDefault::Expression(Expression::from(inner))
}

/// An expression without the parentheses around all of it.
pub(super) fn without_parentheses(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let all = tokens(text);
        let encloses = |all: &[Token]| {
            let mut depth = 0_usize;
            let closing = all.iter().position(|token| {
                match token.kind {
                    Kind::Open => depth += 1,
                    Kind::Close => depth = depth.saturating_sub(1),
                    Kind::BlockComment
                    | Kind::Blank
                    | Kind::Comma
                    | Kind::LineComment
                    | Kind::Literal
                    | Kind::Quoted
                    | Kind::String
                    | Kind::Symbol
                    | Kind::Word => {}
                }
                depth == 0
            });
            closing.is_some_and(|at| at > 0 && at + 1 == all.len())
        };
        if !encloses(&all) {
            return text;
        }
        text = text[1..text.len() - 1].trim();
    }
}

/// The value, if the text is one that we write so for a column of this type, or another spelling of it.
fn value(column_type: &ColumnType, text: &str) -> Option<Value> {
    let value = spelled(column_type, text)?;
    let written = literal::literal(column_type, &value).ok()?.into_text();
    let again = spelled(column_type, &written)?;
    (again == value).then_some(value)
}

/// The value that a text spells.
fn spelled(column_type: &ColumnType, text: &str) -> Option<Value> {
    let tokens = tokens(text).into_iter().filter(|token| !token.is_space()).collect::<Vec<_>>();
    let (sign, rest) = match tokens.as_slice() {
        [first, rest @ ..] if matches!(&text[first.span.clone()], "-" | "+") => {
            (if text[first.span.clone()] == *"-" { "-" } else { "" }, rest)
        }
        rest => ("", rest),
    };
    let [token] = rest else { return None };
    let word = &text[token.span.clone()];
    let is_boolean = *column_type == ColumnType::Boolean;
    match token.kind {
        Kind::String if tokens.len() == 1 => Some(Value::Text(named(word))),
        Kind::Literal if word.starts_with(['x', 'X']) && tokens.len() == 1 => {
            bytes(&named(&word[1..])).map(Value::Bytes)
        }
        Kind::Literal => match format!("{sign}{word}").parse::<i64>() {
            Ok(0) if is_boolean => Some(Value::Boolean(false)),
            Ok(1) if is_boolean => Some(Value::Boolean(true)),
            Ok(number) => Some(Value::Integer(number)),
            Err(_) => {
                let number = format!("{sign}{word}").parse::<f64>().ok()?;
                number.is_finite().then_some(Value::Float(number))
            }
        },
        Kind::Word if tokens.len() == 1 => match word.to_ascii_uppercase().as_str() {
            "NULL" => Some(Value::Null),
            "FALSE" if is_boolean => Some(Value::Boolean(false)),
            "TRUE" if is_boolean => Some(Value::Boolean(true)),
            _ => None,
        },
        Kind::BlockComment
        | Kind::Blank
        | Kind::Close
        | Kind::Comma
        | Kind::LineComment
        | Kind::Open
        | Kind::Quoted
        | Kind::String
        | Kind::Symbol
        | Kind::Word => None,
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<Vec<_>>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok());
    rest.is_empty().then(|| bytes.collect())?
}
