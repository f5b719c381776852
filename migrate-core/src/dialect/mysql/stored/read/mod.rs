//! `CREATE TABLE` of MySQL and MariaDB as a table: what `SHOW CREATE TABLE` says, and what we would write.
//!
//! The same reader is used for both, so that what two spellings of one thing have in common is known here alone: what the
//! servers leave out, what they add, and what they call otherwise.

mod character;
mod column;
mod default;
mod key;
mod literal;
mod names;
mod options;
#[cfg(test)]
mod tests;
mod types;
mod view;
mod whose;

use super::Table as Stored;
use super::token::Token;
use crate::name::{Name, QualifiedName};
use crate::schema::{Check, Direction, EnumType, Expression, Index, Table, Unique, Uniqueness};

pub(crate) use names::{same_words, without_database};
pub(crate) use types::canonical as type_text;
pub(crate) use view::with_columns;
pub(crate) use whose::Whose;

/// A table, with what belongs to it and has no words in it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) table: Table,
    /// The enum types that its columns turn out to be of: the servers know none by name.
    pub(crate) enums: Vec<EnumType>,
    /// What there are no words for: its kind, and of which column or key.
    pub(crate) beyond: Vec<(&'static str, String)>,
}

/// Reads a table's definition, as it says it or would be told it; nothing where it is none.
pub(crate) fn table(text: &str, name: &QualifiedName, whose: Whose) -> Option<Found> {
    let stored = Stored::read(&whose.plainly(text))?;
    let mut table = Table::new(name.clone());
    let mut found = Found { table: Table::new(name.clone()), enums: Vec::new(), beyond: Vec::new() };
    let encoding = options::read(&stored.options, &mut table, whose);
    found.table = table;
    for column in &stored.columns {
        column::column(column, encoding.as_deref(), &mut found, whose)?;
    }
    for it in &stored.keys {
        key::key(it, &mut found)?;
    }
    let Found { table, .. } = &mut found;
    whose.make(table);
    let key = table.primary_key.iter().flat_map(|key| key.columns.clone()).collect::<Vec<_>>();
    for column in table.columns.iter_mut().filter(|column| key.contains(&column.name)) {
        column.nullable = false;
    }
    let told = uniques(table);
    supports(table);
    found.beyond.extend(told.into_iter().map(|name| ("option of a key", format!("{name}: USING BTREE"))));
    Some(found)
}

/// A unique index of whole columns is the very thing that a unique constraint is. Returns those that say what they are made
/// by, which a constraint does not.
fn uniques(table: &mut Table) -> Vec<Name> {
    let is_constraint = |index: &mut Index| {
        let is_whole = index.unique_columns().is_some();
        let ascends = index.parts.iter().all(|part| part.direction == Direction::Ascending);
        // A comment is the index's.
        index.uniqueness == Uniqueness::Unique && is_whole && ascends && index.mysql.comment.is_none()
    };
    let constraints = table.indexes.extract_if(.., is_constraint).collect::<Vec<_>>();
    let told = constraints.iter().filter(|index| index.mysql.says_btree).map(|index| index.name.clone());
    let told = told.collect();
    table.uniques.extend(constraints.into_iter().map(|index| {
        let columns = index.unique_columns().unwrap_or_default();
        Unique::new(index.name, columns)
    }));
    told
}

/// Leaves out the indexes that a foreign key has because it needs one: they come and go with it.
fn supports(table: &mut Table) {
    let names = table.foreign_keys.iter().map(|key| key.name.clone()).collect::<Vec<_>>();
    for name in names {
        let Some(at) = table.indexes.iter().position(|index| index.name == name) else { continue };
        let index = table.indexes.remove(at);
        if !super::super::constraint::supported(table).indexes.contains(&index) {
            table.indexes.insert(at, index);
        }
    }
}

/// Puts a check of the table in, with the name that we would give it where it has none.
fn put_check(found: &mut Found, name: Option<Name>, expression: Expression) {
    let table = &mut found.table;
    let derived = crate::operation::derived_check(&table.name, expression);
    let name = name.unwrap_or_else(|| derived.name.clone());
    table.checks.push(Check { name, ..derived });
}

/// The name that a word is, in backquotes or without.
fn name_of(token: &Token<'_>) -> Option<Name> {
    token.mention().map(Name::from)
}
