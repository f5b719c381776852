//! A stored `CREATE INDEX`.

use super::default::without_parentheses;
use super::{Stored, names};
use crate::dialect::sqlite::stored::Unreadable;
use crate::dialect::sqlite::stored::lexer::{Kind, named, tokens};
use crate::dialect::sqlite::stored::reader::Reader;
use crate::schema::{Collation, Direction, Expression, Index, IndexPart, Table, Uniqueness};

/// The index that a statement makes on a table.
pub(super) fn index(stored: &Stored<'_>, table: &Table) -> Option<Index> {
    read(stored, table).ok()
}

fn read(stored: &Stored<'_>, table: &Table) -> Result<Index, Unreadable> {
    let sql = stored.sql;
    let mut reader = Reader::new(sql);
    reader.require_word("CREATE")?;
    let uniqueness = if reader.word("UNIQUE") { Uniqueness::Unique } else { Uniqueness::Plain };
    reader.require_word("INDEX")?;
    if reader.word("IF") {
        reader.require_word("NOT")?;
        reader.require_word("EXISTS")?;
    }
    reader.name()?;
    if reader.symbol(".") {
        reader.name()?;
    }
    reader.require_word("ON")?;
    reader.name()?;
    let group = reader.group()?;
    let predicate = if reader.word("WHERE") {
        Some(Expression::from(without_parentheses(&sql[reader.next_start()..])))
    } else {
        reader.require_end()?;
        None
    };
    let parts = split(&sql[group]).into_iter().map(|text| part(text, table)).collect();
    let mut index = Index::new(stored.name, parts);
    index.uniqueness = uniqueness;
    index.predicate = predicate;
    Ok(index)
}

/// The pieces between the commas that stand in no parentheses.
fn split(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for token in tokens(text) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Comma if depth == 0 => {
                pieces.push(text[start..token.span.start].trim());
                start = token.span.end;
            }
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
    }
    pieces.push(text[start..].trim());
    pieces
}

/// `column`, or an expression, with `COLLATE …`, `ASC` or `DESC` and `NULLS …` behind it, which SQLite takes for what it
/// does anyway alone.
fn part(text: &str, table: &Table) -> IndexPart {
    let all = tokens(text).into_iter().filter(|token| !token.is_space()).collect::<Vec<_>>();
    let word = |at: usize| all.get(at).filter(|token| token.is_name()).map(|token| &text[token.span.clone()]);
    let is = |at: usize, wanted: &str| word(at).is_some_and(|word| word.eq_ignore_ascii_case(wanted));
    let mut end = all.len();
    if end > 2 && is(end - 2, "NULLS") {
        end -= 2;
    }
    let mut direction = Direction::Ascending;
    if end > 1 && (is(end - 1, "ASC") || is(end - 1, "DESC")) {
        end -= 1;
        if is(end, "DESC") {
            direction = Direction::Descending;
        }
    }
    let mut collation = None;
    if end > 2 && is(end - 2, "COLLATE") {
        collation = word(end - 1).map(|name| Collation::new(named(name)));
        end -= 2;
    }
    let value = all.get(end.saturating_sub(1)).map_or(text, |last| &text[..last.span.end]);
    let value = without_parentheses(value);
    let sole = tokens(value).into_iter().filter(|token| !token.is_space()).collect::<Vec<_>>();
    let column = match sole.as_slice() {
        [only] if only.is_name() => table.column(&names::column(table, &named(&value[only.span.clone()]))),
        _ => None,
    };
    let mut part = match column {
        Some(column) => IndexPart::new(column.name.clone(), direction),
        None => IndexPart::new(Expression::from(value), direction),
    };
    part.collation = collation;
    part
}
