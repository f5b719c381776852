//! Deleting rows that meet conditions.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use super::insert_rows::write_rows;
use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Columns, Condition, Hazard, InsertRows, Irreversible, Misfit, Operate, Operation, Operations, Row,
    Selection, recorded,
};
use crate::schema::{Canonical, Expression, Schema, Value};
use crate::site::Site;

/// Deletes the rows that meet conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteSelected {
    /// The table.
    pub table: QualifiedName,
    /// Which rows.
    pub selection: Selection,
    /// What the downgrade does.
    pub undo: UndoDelete,
}

/// What undoes a deletion of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoDelete {
    /// Nothing: the rows stay deleted.
    LeaveRows,
    /// These rows are inserted.
    Restore(InsertRows),
    /// It is not known.
    Unknown,
}

/// Says more of a deletion of rows.
#[derive(Debug)]
pub struct DeleteRowsBuilder<'a> {
    operation: &'a mut DeleteSelected,
}

impl DeleteRowsBuilder<'_> {
    /// Only rows that hold a value in a column; `None::<i32>` and the like mean NULL. With several, all must hold.
    pub fn matching(self, column: &str, value: impl Into<Value>) -> Self {
        let condition = Condition::Equals { column: column.into(), value: value.into() };
        self.operation.selection.conditions.push(condition);
        self
    }

    /// Only rows that hold one of these values, or of these rows of values: `.matching_any("id", [(1,), (2,)])`,
    /// `.matching_any(["country", "year"], [("DE", 2025), ("TR", 2026)])`.
    pub fn matching_any<R: Row>(self, columns: impl Columns, rows: impl IntoIterator<Item = R>) -> Self {
        let rows = rows.into_iter().map(Row::into_values).collect();
        let condition = Condition::OneOf { columns: columns.into_names(), rows };
        self.operation.selection.conditions.push(condition);
        self
    }

    /// Only rows for which an SQL expression is true.
    pub fn predicate(self, expression: impl Into<Expression>) -> Self {
        self.operation.selection.conditions.push(Condition::Holds(expression.into()));
        self
    }

    /// All rows of the table.
    pub fn all_rows(self) -> Self {
        self.operation.selection.all_rows = true;
        self
    }

    /// The rows that the downgrade inserts, as in [`Operations::insert`].
    pub fn restore_with<R: Row>(self, columns: impl Columns, rows: impl IntoIterator<Item = R>) -> Self {
        let (table, columns) = (self.operation.table.clone(), columns.into_names());
        let rows = rows.into_iter().map(Row::into_values).collect();
        self.operation.undo = UndoDelete::Restore(InsertRows { table, columns, rows });
        self
    }

    /// The downgrade leaves the rows deleted.
    pub fn leave_rows(self) -> Self {
        self.operation.undo = UndoDelete::LeaveRows;
        self
    }
}

impl Operations {
    /// Deletes rows: those that match, or meet a predicate.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.delete("countries").matching("code", "DD").restore_with(["code", "name"], [("DD", "East Germany")]);
    /// op.delete("deals").predicate("closed < opened").leave_rows();
    /// # }
    /// ```
    ///
    /// What the rows held is not known, so the downgrade must be told with
    /// [`restore_with`](DeleteRowsBuilder::restore_with) or [`leave_rows`](DeleteRowsBuilder::leave_rows).
    #[track_caller]
    pub fn delete(&mut self, table: impl Into<QualifiedName>) -> DeleteRowsBuilder<'_> {
        let site = Site::caller();
        let (table, selection) = (table.into(), Selection::default());
        let delete = DeleteSelected { table, selection, undo: UndoDelete::Unknown };
        DeleteRowsBuilder { operation: recorded!(self, site, DeleteSelected, delete) }
    }
}

impl Operate for DeleteSelected {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, selection, undo } = self;
        selection.fit(schema, table)?;
        match undo {
            UndoDelete::LeaveRows | UndoDelete::Unknown => Ok(()),
            UndoDelete::Restore(insert) => insert.apply(&mut schema.clone()),
        }
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        match &self.undo {
            UndoDelete::LeaveRows => Ok(Vec::new()),
            UndoDelete::Restore(insert) => Ok(vec![insert.clone().into()]),
            UndoDelete::Unknown => Err(Irreversible::DeletedRows { table: self.table.clone() }),
        }
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, selection: _, undo } = self;
        by.set_qualified(table);
        match undo {
            UndoDelete::Restore(insert) => insert.prefix(by),
            UndoDelete::LeaveRows | UndoDelete::Unknown => {}
        }
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::LosesRows { table: self.table.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, selection, undo } = self;
        out.list("delete_selected", |out| {
            out.qualified(table);
            selection.canonical(out);
            match undo {
                UndoDelete::LeaveRows => out.word("leave_rows"),
                UndoDelete::Restore(InsertRows { table, columns, rows }) => {
                    out.list("restore", |out| write_rows(out, table, columns, rows));
                }
                UndoDelete::Unknown => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "delete {} of `{}`", self.selection, self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, selection, undo } = self;
        let code = selection.written(Code::op("delete", [code::qualified(table)]));
        Ok(vec![match undo {
            UndoDelete::LeaveRows => code.then("leave_rows", []),
            UndoDelete::Restore(InsertRows { table: _, columns, rows }) => {
                code.then("restore_with", [code::names(columns), code::rows(rows)])
            }
            UndoDelete::Unknown => code,
        }])
    }
}
