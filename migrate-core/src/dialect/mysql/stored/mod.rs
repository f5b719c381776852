//! A table of MySQL or MariaDB as `SHOW CREATE TABLE` says it, taken apart as far as a change of a column needs.
//!
//! What is not understood is kept as it is. The definitions that we write ourselves are read the same way.

mod bytes;
mod column;
mod key;
mod read;
mod token;

pub(crate) use bytes::as_text;
pub(super) use column::{Clause, Column, Kind};
pub(super) use key::{Key, Part};
pub(crate) use read::{
    Found, Whose, same_words, table as read_table, type_text, with_columns, without_database,
};

pub(super) use token::{Token, group, text, tokens};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// The columns, in order.
    pub(super) columns: Vec<Column>,
    /// The keys, indexes and constraints, in order.
    pub(super) keys: Vec<Key>,
    /// What stands behind them all.
    pub(super) options: String,
}

impl Table {
    /// Reads what `SHOW CREATE TABLE` says; nothing where it is no table's definition.
    pub(super) fn read(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        let open = tokens.iter().position(|token| token.is_mark("("))?;
        let length = group(&tokens[open..]);
        let inside = &tokens[open + 1..open + length - 1];
        if !tokens[open + length - 1].is_mark(")") {
            return None;
        }
        let options = token::text(&tokens[open + length..]).to_owned();
        let mut table = Self { columns: Vec::new(), keys: Vec::new(), options };
        let (mut start, mut at) = (0, 0);
        while at < inside.len() {
            if inside[at].is_mark(",") {
                table.put(&inside[start..at])?;
                start = at + 1;
                at = start;
            } else {
                at += group(&inside[at..]);
            }
        }
        table.put(&inside[start..])?;
        Some(table)
    }

    fn put(&mut self, part: &[Token<'_>]) -> Option<()> {
        if part.first()?.name().is_some() {
            self.columns.push(Column::read(part)?);
        } else {
            self.keys.push(Key::read(part)?);
        }
        Some(())
    }

    /// The place of a column. Names differ in more than capitals.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name.to_lowercase() == name.to_lowercase())
    }
}

#[cfg(test)]
mod tests;
