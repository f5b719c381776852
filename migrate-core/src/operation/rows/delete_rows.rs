//! Deleting rows by their key: what undoes an insert.

use std::fmt;

use super::insert_rows::{fit_rows, write_rows};
use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, InsertRows, Irreversible, Misfit, Operate, Operation};
use crate::schema::{Canonical, Schema, Value};

/// Deletes rows by their primary key. It keeps all values of the rows, so that it can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteRows {
    /// The table.
    pub table: QualifiedName,
    /// The columns that the rows have values for, the primary key among them.
    pub columns: Vec<Name>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

impl Operate for DeleteRows {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, columns, rows } = self;
        fit_rows(schema, table, columns, rows)
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, columns, rows } = self.clone();
        Ok(vec![InsertRows { table, columns, rows }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, columns: _, rows: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::LosesRows { table: self.table.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, columns, rows } = self;
        out.list("delete_rows", |out| write_rows(out, table, columns, rows));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.rows.len() == 1 { "row" } else { "rows" };
        write!(f, "delete {} {rows} of `{}`", self.rows.len(), self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, columns, rows } = self;
        let rows = || [code::names(columns), code::rows(rows)];
        let code = Code::op("delete", [code::qualified(table)]).then("matching_any", rows());
        Ok(vec![code.then("restore_with", rows())])
    }
}
