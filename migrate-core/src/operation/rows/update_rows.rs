//! Updating rows.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{HolePlace, Holes, Unsaid};
use crate::operation::{
    Columns, Condition, Hazard, Irreversible, Misfit, Operate, Operation, Operations, Row, Selection, fit,
    recorded,
};
use crate::schema::{Canonical, ColumnDefault, Expression, IdentityMode, Schema, Value};
use crate::site::Site;

/// Sets columns of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateRows {
    /// The table.
    pub table: QualifiedName,
    /// What columns are set to, in the order it was written.
    pub set: Vec<Assignment>,
    /// Which rows.
    pub selection: Selection,
    /// What the downgrade does.
    pub undo: UndoUpdate,
}

/// What a column is set to: a value, an expression over the row as it was, the time, or the next number of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The column.
    pub column: Name,
    /// What it is set to.
    pub value: ColumnDefault,
}

/// What undoes an update of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoUpdate {
    /// Nothing: the rows stay as the update left them.
    LeaveRows,
    /// The same rows get these values. Where there are none, nothing is known that would undo it.
    Restore(Vec<Assignment>),
}

/// Says more of an update of rows.
#[derive(Debug)]
pub struct UpdateRowsBuilder<'a> {
    operation: &'a mut UpdateRows,
}

impl UpdateRowsBuilder<'_> {
    /// Sets a column to a value, to [`expr`](crate::schema::expr)`("…")` over the row as it was, to
    /// [`now`](crate::schema::now)`()`, or to [`next_value`](crate::schema::next_value)`("…")` of a sequence.
    pub fn set(self, column: &str, value: impl Into<ColumnDefault>) -> Self {
        self.operation.set.push(Assignment { column: column.into(), value: value.into() });
        self
    }

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

    /// What the downgrade sets a column to, in the same rows. Each column that is set needs one.
    ///
    /// The rows are found again by what they hold then, so that one that held it before is found too: match the primary
    /// key, or what no other row holds.
    pub fn restore_with(self, column: &str, value: impl Into<ColumnDefault>) -> Self {
        let assignment = Assignment { column: column.into(), value: value.into() };
        match &mut self.operation.undo {
            UndoUpdate::LeaveRows => self.operation.undo = UndoUpdate::Restore(vec![assignment]),
            UndoUpdate::Restore(assignments) => assignments.push(assignment),
        }
        self
    }

    /// The downgrade leaves the rows as they are.
    pub fn leave_rows(self) -> Self {
        self.operation.undo = UndoUpdate::LeaveRows;
        self
    }
}

impl Operations {
    /// Updates rows: those that match, or meet a predicate.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.update("countries").set("name", "Türkiye").matching("code", "TR").restore_with("name", "Turkey");
    /// op.update("deals")
    ///     .set("slug", expr("lower(title)"))
    ///     .set("touched", now())
    ///     .predicate(expr("slug = ''").on(MySql, "slug = '' OR slug = ' '"))
    ///     .leave_rows();
    /// # }
    /// ```
    ///
    /// Values are of the columns' types, as in [`insert`](Self::insert). What the rows held before is not known, so the
    /// downgrade must be told with [`restore_with`](UpdateRowsBuilder::restore_with) or
    /// [`leave_rows`](UpdateRowsBuilder::leave_rows).
    #[track_caller]
    pub fn update(&mut self, table: impl Into<QualifiedName>) -> UpdateRowsBuilder<'_> {
        let site = Site::caller();
        let update = UpdateRows {
            table: table.into(),
            set: Vec::new(),
            selection: Selection::default(),
            undo: UndoUpdate::Restore(Vec::new()),
        };
        UpdateRowsBuilder { operation: recorded!(self, site, UpdateRows, update) }
    }
}

impl UpdateRows {
    /// What is set, in which rows, and what the downgrade does.
    pub(super) fn written(&self, code: Code, holes: Holes<'_>) -> Code {
        let Self { table: _, set, selection, undo } = self;
        let code = set.iter().fold(code, |code, Assignment { column, value }| {
            let value = holes.or(&HolePlace::Set(column.clone()), Some(code::default(value)));
            code.then("set", std::iter::once(code::name(column)).chain(value))
        });
        let code = selection.written(code);
        match undo {
            UndoUpdate::LeaveRows => code.then("leave_rows", []),
            UndoUpdate::Restore(assignments) => assignments.iter().fold(code, |code, assignment| {
                let Assignment { column, value } = assignment;
                code.then("restore_with", [code::name(column), code::default(value)])
            }),
        }
    }

    /// What undoes it, where that was said and finds the rows again.
    fn restored(&self) -> Option<Self> {
        let Self { table, set, selection, undo: UndoUpdate::Restore(restore) } = self else { return None };
        let is_restored = |column: &Name| restore.iter().any(|assignment| assignment.column == *column);
        if !set.iter().all(|assignment| is_restored(&assignment.column)) {
            return None;
        }
        let value = |assignment: &Assignment| match &assignment.value {
            ColumnDefault::Expression(_) | ColumnDefault::NextValue(_) | ColumnDefault::Now => None,
            ColumnDefault::Value(value) => Some(value.clone()),
        };
        let values = set.iter().map(|assignment| (assignment.column.clone(), value(assignment)));
        let selection = selection.after(&values.collect::<Vec<_>>())?;
        Some(Self {
            table: table.clone(),
            set: restore.clone(),
            selection,
            undo: UndoUpdate::Restore(set.clone()),
        })
    }

    fn fit_assignments(&self, schema: &Schema, set: &[Assignment]) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        for (at, Assignment { column, value }) in set.iter().enumerate() {
            let ill = |fault: &str| {
                let what = format!("column `{column}` of table `{}`", self.table);
                Err(Misfit::Ill { what, fault: fault.to_owned() })
            };
            let described = fit::require_column(table, column)?;
            if set.iter().take(at).any(|other| other.column == *column) {
                return ill("is set twice");
            }
            if described.generated.is_some() {
                return ill("is computed, and has no values of its own");
            }
            if described.identity.is_some_and(|identity| identity.mode == IdentityMode::Always) {
                return ill("is always numbered by the database");
            }
            match value {
                ColumnDefault::Expression(expression) if expression.common_text().trim().is_empty() => {
                    return ill("is set to an expression of no words");
                }
                ColumnDefault::Now if !fit::is_temporal(&described.column_type) => {
                    return ill("is set to the time and is no Date, Time, Timestamp or TimestampTz");
                }
                ColumnDefault::NextValue(_)
                    if !described.column_type.is_integer() && !described.column_type.is_native() =>
                {
                    return ill("is set to the next number of a sequence and is no integer");
                }
                ColumnDefault::NextValue(sequence) => {
                    fit::require_sequence(schema, sequence)?;
                }
                ColumnDefault::Expression(_) | ColumnDefault::Now => {}
                ColumnDefault::Value(value) => fit::value(schema, &self.table, described, value)?,
            }
        }
        Ok(())
    }
}

impl Operate for UpdateRows {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, set, selection, undo } = self;
        selection.fit(schema, table)?;
        let ill = |fault: &str| {
            Err(Misfit::Ill { what: format!("an update of table `{table}`"), fault: fault.to_owned() })
        };
        if set.is_empty() {
            return ill("sets no column; add `.set(\"…\", …)`");
        }
        self.fit_assignments(schema, set)?;
        match undo {
            UndoUpdate::LeaveRows => Ok(()),
            UndoUpdate::Restore(restore) if restore.is_empty() => Ok(()),
            UndoUpdate::Restore(restore) => {
                self.fit_assignments(schema, restore)?;
                match self.restored() {
                    Some(_) => Ok(()),
                    None => ill(
                        "cannot be undone as it says: `restore_with` is needed for each column that is set, and the rows \
                         must be found again by what they hold then",
                    ),
                }
            }
        }
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        match (&self.undo, self.restored()) {
            (UndoUpdate::LeaveRows, _) => Ok(Vec::new()),
            (UndoUpdate::Restore(_), Some(restored)) => Ok(vec![restored.into()]),
            (UndoUpdate::Restore(_), None) => Err(Irreversible::UpdatedRows { table: self.table.clone() }),
        }
    }

    fn names(&self) -> Vec<&QualifiedName> {
        let sequences = self.set.iter().filter_map(|assignment| match &assignment.value {
            ColumnDefault::Expression(_) | ColumnDefault::Now | ColumnDefault::Value(_) => None,
            ColumnDefault::NextValue(sequence) => Some(sequence),
        });
        std::iter::once(&self.table).chain(sequences).collect()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, set, selection: _, undo } = self;
        by.set_qualified(table);
        for assignment in set {
            assignment.value.prefix(by);
        }
        match undo {
            UndoUpdate::Restore(set) => {
                for assignment in set {
                    assignment.value.prefix(by);
                }
            }
            UndoUpdate::LeaveRows => {}
        }
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        let hazard = |assignment: &Assignment| Hazard::Overwrites {
            table: self.table.clone(),
            column: assignment.column.clone(),
        };
        self.set.iter().map(hazard).collect()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, set, selection, undo } = self;
        let assignments = |out: &mut Canonical, head: &'static str, assignments: &[Assignment]| {
            for Assignment { column, value } in assignments {
                out.list(head, |out| {
                    out.name(column);
                    out.column_default(value);
                });
            }
        };
        out.list("update_rows", |out| {
            out.qualified(table);
            assignments(out, "set", set);
            selection.canonical(out);
            match undo {
                UndoUpdate::LeaveRows => out.word("leave_rows"),
                UndoUpdate::Restore(restore) => assignments(out, "restore", restore),
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "update ")?;
        for (at, assignment) in self.set.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}`{}`", assignment.column)?;
        }
        write!(f, " of `{}`, {}", self.table, self.selection)
    }

    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        Ok(vec![self.written(Code::op("update", [code::qualified(&self.table)]), *holes)])
    }
}
