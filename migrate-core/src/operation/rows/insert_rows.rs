//! Inserting rows.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Columns, DeleteRows, Hazard, Irreversible, Misfit, Operate, Operation, Operations, Row, fit,
};
use crate::schema::{Canonical, Schema, Value};
use crate::site::Site;

/// Inserts rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertRows {
    /// The table.
    pub table: QualifiedName,
    /// The columns that the rows have values for.
    pub columns: Vec<Name>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

impl Operations {
    /// Inserts rows.
    ///
    /// Where the columns hold the primary key, the downgrade deletes the rows again.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.insert("countries", ["code", "name", "in_union"], [("DE", "Germany", true), ("NO", "Norway", false)]);
    /// # }
    /// ```
    #[track_caller]
    pub fn insert<R: Row>(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl Columns,
        rows: impl IntoIterator<Item = R>,
    ) {
        let site = Site::caller();
        let rows = rows.into_iter().map(Row::into_values).collect();
        self.push(InsertRows { table: table.into(), columns: columns.into_names(), rows }, site);
    }
}

/// Rows must have a value that fits for each column they name.
pub(in crate::operation) fn fit_rows(
    schema: &Schema,
    table: &QualifiedName,
    columns: &[Name],
    rows: &[Vec<Value>],
) -> Result<(), Misfit> {
    let table = fit::require_table(schema, table)?;
    let ill = |fault: String| Err(Misfit::Ill { what: format!("a row for table `{}`", table.name), fault });
    let mut described = Vec::new();
    for (at, name) in columns.iter().enumerate() {
        if columns.iter().take(at).any(|other| other == name) {
            return ill(format!("names column `{name}` twice"));
        }
        let column = fit::require_column(table, name)?;
        if column.generated.is_some() {
            return ill(format!("brings a value for column `{name}`, which the database computes"));
        }
        described.push(column);
    }
    for row in rows {
        if row.len() != columns.len() {
            return ill(format!("has {} values for {} columns", row.len(), columns.len()));
        }
        for (column, value) in described.iter().zip(row) {
            fit::value(schema, &table.name, column, value)?;
        }
    }
    Ok(())
}

impl Operate for InsertRows {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, columns, rows } = self;
        fit_rows(schema, table, columns, rows)?;
        let described = fit::require_table(schema, table)?;
        let missing =
            described.columns.iter().find(|column| !column.fills_itself() && !columns.contains(&column.name));
        match missing {
            Some(column) => Err(Misfit::Ill {
                what: format!("a row for table `{table}`"),
                fault: format!(
                    "has no value for column `{}`, which takes no NULL and has no default",
                    column.name
                ),
            }),
            None => Ok(()),
        }
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, columns, rows } = self;
        let key = before.table(table).and_then(|table| table.primary_key.as_ref());
        if !key.is_some_and(|key| key.columns.iter().all(|column| columns.contains(column))) {
            return Err(Irreversible::RowsWithoutKey { table: table.clone() });
        }
        Ok(vec![DeleteRows { table: table.clone(), columns: columns.clone(), rows: rows.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, columns: _, rows: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, columns, rows } = self;
        out.list("insert_rows", |out| write_rows(out, table, columns, rows));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.rows.len() == 1 { "row" } else { "rows" };
        write!(f, "insert {} {rows} into `{}`", self.rows.len(), self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, columns, rows } = self;
        Ok(vec![Code::op("insert", [code::qualified(table), code::names(columns), code::rows(rows)])])
    }
}

pub(in crate::operation) fn write_rows(
    out: &mut Canonical,
    table: &QualifiedName,
    columns: &[Name],
    rows: &[Vec<Value>],
) {
    out.qualified(table);
    out.names("columns", columns);
    for row in rows {
        out.list("row", |out| row.iter().for_each(|value| out.value(value)));
    }
}
