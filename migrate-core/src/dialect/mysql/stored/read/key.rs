//! Keys, indexes and constraints.

use super::{Found, literal, name_of, names, put_check};
use crate::dialect::mysql::stored::key::{Key as Stored, Part};
use crate::dialect::mysql::stored::token::{Token, group, text, tokens};
use crate::name::{Name, QualifiedName};
use crate::operation::{derived_foreign_key, derived_primary_key};
use crate::schema::{Action, Direction, Index, IndexPart, NoActionWords, Uniqueness};

/// Reads a key into its table.
pub(super) fn key(stored: &Stored, found: &mut Found) -> Option<()> {
    let tokens = tokens(&stored.text);
    let name = stored.name.as_deref().and_then(|name| Name::from(unquoted(name)).into());
    let open = tokens.iter().position(|token| token.is_mark("("))?;
    let close = open + group(&tokens[open..]);
    let (inside, rest) = (&tokens[open + 1..close - 1], &tokens[close..]);
    let table = &mut found.table;
    match stored.part {
        Part::Check => {
            if rest.iter().any(|token| token.is("ENFORCED")) {
                let named = name.as_ref().map(ToString::to_string);
                found.beyond.push(("check that is not enforced", named.unwrap_or_default()));
            }
            put_check(found, name, names::plain(text(&tokens[open..close])));
        }
        Part::ForeignKey => {
            let columns = inside.iter().filter_map(name_of).collect();
            let at = rest.iter().position(|token| token.is_mark("("))?;
            let referenced = rest[..at].last().and_then(name_of)?;
            let end = at + group(&rest[at..]);
            let referenced_columns = rest[at + 1..end - 1].iter().filter_map(name_of).collect();
            let mut key = derived_foreign_key(
                &table.name,
                columns,
                QualifiedName::from(referenced.as_str()),
                referenced_columns,
            );
            key.on_delete = action(&rest[end..], "DELETE");
            key.on_update = action(&rest[end..], "UPDATE");
            let says = |event: &str| {
                let words = ["ON", event, "NO", "ACTION"];
                rest[end..].windows(4).any(|four| four.iter().zip(words).all(|(token, word)| token.is(word)))
            };
            key.no_action = NoActionWords { on_delete: says("DELETE"), on_update: says("UPDATE") };
            if let Some(name) = name {
                key.name = name;
            }
            table.foreign_keys.push(key);
        }
        Part::Index => {
            let head = &tokens[..open];
            let is = |word: &str| head.iter().any(|token| token.is(word));
            let name = name?;
            let mut index = Index::new(name, split(inside).into_iter().map(part).collect::<Option<_>>()?);
            if is("UNIQUE") {
                index.uniqueness = Uniqueness::Unique;
            }
            index.method = ["fulltext", "spatial"].into_iter().find(|word| is(word)).map(Name::from);
            if let Some(option) = options(rest, &mut index) {
                found.beyond.push(("index option", format!("{}: {option}", index.name)));
            }
            table.indexes.push(index);
        }
        Part::Other => found.beyond.push(("table clause", text(&tokens).to_owned())),
        Part::PrimaryKey => {
            let columns = inside.iter().filter_map(name_of).collect();
            table.primary_key = Some(derived_primary_key(&table.name, columns));
            if !rest.is_empty() {
                found.beyond.push(("option of a key", text(rest).to_owned()));
            }
        }
    }
    Some(())
}

/// What stands behind the parts of an index. Returns what there are no words for.
fn options(tokens: &[Token<'_>], index: &mut Index) -> Option<String> {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let value = tokens.get(at + 1).map(|value| text(&[*value])).unwrap_or_default();
        let is_tree = token.is("USING") && value.eq_ignore_ascii_case("btree");
        if token.is("COMMENT") {
            index.mysql.comment = literal::string(value);
        } else if is_tree {
            index.mysql.says_btree = true;
        } else {
            return Some(text(&tokens[at..]).to_owned());
        }
        at += 2;
    }
    None
}

fn unquoted(name: &str) -> String {
    tokens(name).first().and_then(|token| token.name()).unwrap_or_else(|| name.to_owned())
}

/// The pieces between commas.
fn split<'a, 'b>(tokens: &'b [Token<'a>]) -> Vec<&'b [Token<'a>]> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    while at < tokens.len() {
        if tokens[at].is_mark(",") {
            pieces.push(&tokens[start..at]);
            start = at + 1;
            at = start;
        } else {
            at += group(&tokens[at..]);
        }
    }
    pieces.push(&tokens[start..]);
    pieces
}

/// A column, the beginning of one, or an expression in parentheses; and its direction.
fn part(tokens: &[Token<'_>]) -> Option<IndexPart> {
    let descends = tokens.last()?.is("DESC");
    let direction = if descends { Direction::Descending } else { Direction::Ascending };
    let first = tokens.first()?;
    if first.is_mark("(") {
        return Some(IndexPart::new(names::plain(text(&tokens[..group(tokens)])), direction));
    }
    let mut part = IndexPart::new(name_of(first)?, direction);
    if tokens.get(1).is_some_and(|token| token.is_mark("(")) {
        part.prefix = Some(text(tokens.get(2..3)?).parse().ok()?);
    }
    Some(part)
}

/// What a foreign key does at an event. `RESTRICT` and `NO ACTION` are the same here: InnoDB looks at once.
fn action(tokens: &[Token<'_>], event: &str) -> Action {
    let at = tokens.windows(2).position(|pair| pair[0].is("ON") && pair[1].is(event));
    let does = at.map(|at| &tokens[at + 2..]).unwrap_or_default();
    let is = |at: usize, word: &str| does.get(at).is_some_and(|token| token.is(word));
    if is(0, "CASCADE") {
        Action::Cascade
    } else if is(0, "SET") && is(1, "NULL") {
        Action::SetNull
    } else if is(0, "SET") && is(1, "DEFAULT") {
        Action::SetDefault
    } else {
        Action::NoAction
    }
}
