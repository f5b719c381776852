//! Saying what a table or a column is for.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, comment, fit};
use crate::schema::{Canonical, Schema, Table};
use crate::site::Site;

/// Says what a table or a column is for, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetComment {
    /// The table.
    pub table: QualifiedName,
    /// The column; none where the table itself is meant.
    pub column: Option<Name>,
    /// The comment; none where there shall be none.
    pub comment: Option<String>,
}

impl Operations {
    /// Says what a table is for.
    #[track_caller]
    pub fn set_table_comment(&mut self, table: impl Into<QualifiedName>, comment: &str) {
        let comment = self::comment(comment);
        self.push(SetComment { table: table.into(), column: None, comment }, Site::caller());
    }

    /// Takes away what a table is said to be for.
    #[track_caller]
    pub fn drop_table_comment(&mut self, table: impl Into<QualifiedName>) {
        self.push(SetComment { table: table.into(), column: None, comment: None }, Site::caller());
    }

    /// Says what a column is for.
    #[track_caller]
    pub fn set_column_comment(&mut self, table: impl Into<QualifiedName>, column: &str, comment: &str) {
        let (column, comment) = (Some(column.into()), self::comment(comment));
        self.push(SetComment { table: table.into(), column, comment }, Site::caller());
    }

    /// Takes away what a column is said to be for.
    #[track_caller]
    pub fn drop_column_comment(&mut self, table: impl Into<QualifiedName>, column: &str) {
        let column = Some(column.into());
        self.push(SetComment { table: table.into(), column, comment: None }, Site::caller());
    }
}

impl SetComment {
    /// The comment before, of the table or of the column.
    pub(crate) fn of(&self, table: &Table) -> Option<String> {
        match &self.column {
            None => table.comment.clone(),
            Some(column) => table.column(column).and_then(|column| column.comment.clone()),
        }
    }

    /// What is commented, in words.
    fn what(&self) -> String {
        match &self.column {
            None => format!("table `{}`", self.table),
            Some(column) => format!("column `{column}` of table `{}`", self.table),
        }
    }
}

impl Operate for SetComment {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let mut table = fit::require_table(schema, &self.table)?.clone();
        if let Some(column) = &self.column {
            fit::require_column(&table, column)?;
        }
        fit::comment(format_args!("{}", self.what()), self.comment.as_deref())?;
        if self.of(&table) == self.comment {
            let fault = if self.comment.is_some() { "has that comment already" } else { "has no comment" };
            return Err(Misfit::Ill { what: self.what(), fault: fault.to_owned() });
        }
        match &self.column {
            None => table.comment.clone_from(&self.comment),
            Some(name) => {
                for column in table.columns.iter_mut().filter(|column| column.name == *name) {
                    column.comment.clone_from(&self.comment);
                }
            }
        }
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let comment = before.table(&self.table).and_then(|table| self.of(table));
        Ok(vec![Self { comment, ..self.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, column: _, comment: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, column, comment } = self;
        out.list("set_comment", |out| {
            out.qualified(table);
            if let Some(column) = column {
                out.name(column);
            }
            out.comment(comment.as_deref());
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.comment.is_some() { "comment on" } else { "drop the comment of" };
        write!(f, "{verb} {}", self.what())
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, column, comment } = self;
        let method = match (column, comment) {
            (None, None) => "drop_table_comment",
            (None, Some(_)) => "set_table_comment",
            (Some(_), None) => "drop_column_comment",
            (Some(_), Some(_)) => "set_column_comment",
        };
        let words = column.as_ref().map(code::name).into_iter().chain(comment.as_deref().map(code::text));
        Ok(vec![Code::op(method, std::iter::once(code::qualified(table)).chain(words))])
    }
}
