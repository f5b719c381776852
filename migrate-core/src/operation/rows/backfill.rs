//! Setting columns of many rows, batch by batch.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;
use std::time::Duration;

use super::{Assignment, Condition, Selection, Tempo, UndoUpdate, UpdateRows};
use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Columns, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded,
};
use crate::schema::{
    Canonical, Column, ColumnDefault, ColumnType, Expression, Index, IndexKey, IndexPart, Schema, Table,
    Uniqueness, Value,
};
use crate::site::Site;

/// Sets columns of many rows, batch by batch, in the order of a key. Each batch is a transaction of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backfill {
    /// What is set, in which rows, and what the downgrade does.
    pub update: UpdateRows,
    /// The columns of the key by whose order it goes; where there are none, those of the primary key or of another key.
    pub by: Vec<Name>,
    /// How fast it goes.
    pub tempo: Tempo,
}

/// Says more of a backfill.
#[derive(Debug)]
pub struct BackfillBuilder<'a> {
    operation: &'a mut Backfill,
}

impl BackfillBuilder<'_> {
    /// Sets a column to a value, to [`expr`](crate::schema::expr)`("…")` over the row as it was, to
    /// [`now`](crate::schema::now)`()`, or to [`next_value`](crate::schema::next_value)`("…")` of a sequence.
    pub fn set(self, column: &str, value: impl Into<ColumnDefault>) -> Self {
        self.operation.update.set.push(Assignment { column: column.into(), value: value.into() });
        self
    }

    /// Only rows that hold a value in a column; `None::<i32>` and the like mean NULL. With several, all must hold.
    pub fn matching(self, column: &str, value: impl Into<Value>) -> Self {
        let condition = Condition::Equals { column: column.into(), value: value.into() };
        self.operation.update.selection.conditions.push(condition);
        self
    }

    /// Only rows for which an SQL expression is true.
    pub fn predicate(self, expression: impl Into<Expression>) -> Self {
        self.operation.update.selection.conditions.push(Condition::Holds(expression.into()));
        self
    }

    /// All rows of the table.
    pub fn all_rows(self) -> Self {
        self.operation.update.selection.all_rows = true;
        self
    }

    /// The key by whose order it goes: the columns of the primary key, of a unique constraint or of a unique index, in
    /// their order, none of which takes NULL. Where it is not said, the primary key, or the first other key that will do.
    pub fn by(self, columns: impl Columns) -> Self {
        self.operation.by = columns.into_names();
        self
    }

    /// How many rows the first batch has: 1,000 where it is not said. Those behind it have as many as take the
    /// [time](Self::batch_time) of a batch.
    pub fn batch_size(self, rows: u32) -> Self {
        self.operation.tempo.first = rows;
        self
    }

    /// How many rows a batch has at most: 100,000 where it is not said.
    pub fn at_most(self, rows: u32) -> Self {
        self.operation.tempo.most = rows;
        self
    }

    /// How long a batch should take, and so how long others wait for the rows in it: 200 ms where it is not said.
    pub fn batch_time(self, time: Duration) -> Self {
        self.operation.tempo.aim = time;
        self
    }

    /// How long is waited between two batches, with nothing locked, so that others and replicas keep up.
    pub fn pause(self, pause: Duration) -> Self {
        self.operation.tempo.pause = pause;
        self
    }

    /// What the downgrade sets a column to, in the same rows and batch by batch. Each column that is set needs one.
    ///
    /// The rows are found again by what they hold then, as with [`update`](super::UpdateRowsBuilder::restore_with).
    pub fn restore_with(self, column: &str, value: impl Into<ColumnDefault>) -> Self {
        let assignment = Assignment { column: column.into(), value: value.into() };
        match &mut self.operation.update.undo {
            undo @ UndoUpdate::LeaveRows => *undo = UndoUpdate::Restore(vec![assignment]),
            UndoUpdate::Restore(assignments) => assignments.push(assignment),
        }
        self
    }

    /// The downgrade leaves the rows as they are.
    pub fn leave_rows(self) -> Self {
        self.operation.update.undo = UndoUpdate::LeaveRows;
        self
    }
}

impl Operations {
    /// Sets columns of many rows, batch by batch, without keeping anybody from writing for longer than a batch takes.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.add_column("users", "email_lower", Text).nullable();
    /// op.backfill("users").set("email_lower", expr("lower(email)")).matching("email_lower", None::<&str>);
    /// op.alter_column("users", "email_lower", |c| {
    ///     c.not_null();
    /// });
    /// # }
    /// ```
    ///
    /// It goes through the table in the order of a [key](BackfillBuilder::by). Each batch is a transaction: it changes
    /// its rows and writes into the ledger how far it is. So what stops it, be it Ctrl-C, an error or a `kill -9`, costs
    /// the batch in hand, the next `upgrade` goes on behind the last one that was committed, and no row is changed twice.
    /// What stands before it in the revision is committed before it begins, and what stands behind it runs once it is
    /// done. It cannot be part of a run that is one transaction.
    ///
    /// # What others write meanwhile
    ///
    /// A row that is inserted or changed **ahead** of the batch in hand is treated like any other. One that is inserted
    /// **behind** it, or whose key is changed from ahead to behind, is not seen any more; one whose key goes from behind to
    /// ahead is changed again. So let the program write the new column itself before the backfill runs (or a trigger, or a
    /// default), as for any change that is made while others write. A constraint behind the backfill tells whether a row
    /// is missing.
    ///
    /// # Downgrade
    ///
    /// As with [`update`](Self::update), the downgrade must be told with
    /// [`restore_with`](BackfillBuilder::restore_with) or [`leave_rows`](BackfillBuilder::leave_rows); where the
    /// columns came in the same revision, and so go with it, nothing need be said.
    #[track_caller]
    pub fn backfill(&mut self, table: impl Into<QualifiedName>) -> BackfillBuilder<'_> {
        let site = Site::caller();
        let update = UpdateRows {
            table: table.into(),
            set: Vec::new(),
            selection: Selection::default(),
            undo: UndoUpdate::Restore(Vec::new()),
        };
        let backfill = Backfill { update, by: Vec::new(), tempo: Tempo::default() };
        BackfillBuilder { operation: recorded!(self, site, Backfill, backfill) }
    }
}

impl Backfill {
    /// The columns of the key by whose order it goes, or why there is none.
    pub(crate) fn key<'a>(&self, table: &'a Table) -> Result<Vec<&'a Column>, String> {
        let keys = keys(table);
        let list = |key: &[&Column]| {
            let names = key.iter().map(|column| format!("`{}`", column.name));
            names.collect::<Vec<_>>().join(", ")
        };
        if self.by.is_empty() {
            return keys.into_iter().find(|key| unfit(key).is_none()).ok_or_else(|| {
                "finds no key to go by: it needs a primary key, or a unique constraint over columns that take no NULL; \
                 add one before it, or use `op.update(…)`, which changes all rows in one transaction"
                    .to_owned()
            });
        }
        let is_it = |key: &Vec<&Column>| key.iter().map(|column| &column.name).eq(&self.by);
        let Some(key) = keys.iter().find(|key| is_it(key)) else {
            let by = self.by.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let others = keys.iter().filter(|key| unfit(key).is_none()).map(|key| list(key));
            let others = others.collect::<Vec<_>>();
            let others = if others.is_empty() { "none".to_owned() } else { others.join("; or ") };
            return Err(format!(
                "goes by {by}, which is no primary key, unique constraint or unique index in that order; there is {others}"
            ));
        };
        match unfit(key) {
            None => Ok(key.clone()),
            Some(fault) => Err(format!("goes by {}, {fault}", list(key))),
        }
    }
}

fn written_time(time: Duration) -> Code {
    let (callee, number) = match time.subsec_nanos() {
        0 => ("std::time::Duration::from_secs", u128::from(time.as_secs())),
        nanos if nanos % 1_000_000 == 0 => ("std::time::Duration::from_millis", time.as_millis()),
        _ => ("std::time::Duration::from_nanos", time.as_nanos()),
    };
    Code::call(callee, [Code::word(number.to_string())])
}

/// The keys that tell the rows of a table apart, the primary key first.
fn keys(table: &Table) -> Vec<Vec<&Column>> {
    let primary = table.primary_key.iter().map(|key| key.columns.clone());
    let uniques = table.uniques.iter().map(|unique| unique.columns.clone());
    let indexes = table.indexes.iter().filter_map(columns_of);
    let names = primary.chain(uniques).chain(indexes);
    names.filter_map(|names| names.iter().map(|name| table.column(name)).collect()).collect()
}

/// The columns of an index that tells all rows apart and is sorted as its columns are.
fn columns_of(index: &Index) -> Option<Vec<Name>> {
    let Index {
        name: _,
        parts,
        uniqueness,
        predicate,
        method,
        include: _,
        nulls: _,
        parameters: _,
        mysql: _,
    } = index;
    let is_tree = method.as_ref().is_none_or(|method| method.as_str() == "btree");
    if *uniqueness == Uniqueness::Plain || predicate.is_some() || !is_tree {
        return None;
    }
    let first = parts.first()?.direction;
    let column = |part: &IndexPart| {
        let IndexPart { key, direction, nulls: _, opclass, collation, prefix } = part;
        match key {
            IndexKey::Column(column)
                if *direction == first && opclass.is_none() && collation.is_none() && prefix.is_none() =>
            {
                Some(column.clone())
            }
            IndexKey::Column(_) | IndexKey::Expression(_) => None,
        }
    };
    parts.iter().map(column).collect()
}

/// Why rows cannot be gone through in the order of a key.
fn unfit(key: &[&Column]) -> Option<String> {
    key.iter().find_map(|column| {
        let Column { name, column_type, nullable, .. } = column;
        if *nullable {
            Some(format!("and `{name}` takes NULL, which comes before or behind all values and equals none"))
        } else if !has_one_order(column_type) {
            Some(format!("and `{name}` is {column_type}, which not every database sorts as it compares it"))
        } else {
            None
        }
    })
}

/// Whether values of a type are sorted as they are compared with what they are written as. MySQL and MariaDB sort an enum
/// by the order of its values and compare it as text; digits of a floating-point number may be those of another.
fn has_one_order(column_type: &ColumnType) -> bool {
    match column_type {
        ColumnType::Array(_)
        | ColumnType::Double
        | ColumnType::Enum(_)
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Real => false,
        ColumnType::Native(native) => native.is_integer(),
        ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Integer
        | ColumnType::Numeric(..)
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => true,
    }
}

impl Operate for Backfill {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { update, by, tempo } = self;
        let ill =
            |fault: String| Misfit::Ill { what: format!("a backfill of table `{}`", update.table), fault };
        update.apply(schema)?;
        let table = fit::require_table(schema, &update.table)?;
        for name in by {
            fit::require_column(table, name)?;
        }
        let key = self.key(table).map_err(ill)?;
        let Tempo { first, most, aim, pause: _ } = tempo;
        if *first == 0 || *most == 0 {
            return Err(ill("has batches of no rows".to_owned()));
        }
        if aim.is_zero() {
            return Err(ill("has batches that take no time".to_owned()));
        }
        match update.set.iter().find(|set| key.iter().any(|column| column.name == set.column)) {
            None => Ok(()),
            Some(set) => Err(ill(format!(
                "sets `{}`, in whose order it goes through the rows; name another key with `.by([\"…\"])`",
                set.column
            ))),
        }
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { update, by, tempo } = self;
        let inverse = update.inverse(before)?.into_iter().map(|operation| {
            if let Operation::UpdateRows(update) = operation {
                Self { update, by: by.clone(), tempo: *tempo }.into()
            } else {
                operation
            }
        });
        Ok(inverse.collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        self.update.names()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { update, by: _, tempo: _ } = self;
        Operate::prefix(update, by);
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        self.update.hazards(before)
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { update, by, tempo: _ } = self;
        out.list("backfill", |out| {
            update.canonical(out);
            if !by.is_empty() {
                out.list("by", |out| by.iter().for_each(|name| out.name(name)));
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { update: UpdateRows { table, set, selection, undo: _ }, by: _, tempo: _ } = self;
        write!(f, "backfill ")?;
        for (at, assignment) in set.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}`{}`", assignment.column)?;
        }
        write!(f, " of `{table}`, {selection}")
    }

    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { update, by, tempo } = self;
        let Tempo { first, most, aim, pause } = tempo;
        let usual = Tempo::default();
        let code = update.written(Code::op("backfill", [code::qualified(&update.table)]), *holes);
        let code = if by.is_empty() { code } else { code.then("by", [code::names(by)]) };
        let rows = |rows: u32, usual: u32| (rows != usual).then(|| code::number(i64::from(rows)));
        let time = |time: Duration, usual: Duration| (time != usual).then(|| written_time(time));
        let code = code.then_with("batch_size", rows(*first, usual.first));
        let code = code.then_with("at_most", rows(*most, usual.most));
        let code = code.then_with("batch_time", time(*aim, usual.aim));
        Ok(vec![code.then_with("pause", time(*pause, usual.pause))])
    }
}
