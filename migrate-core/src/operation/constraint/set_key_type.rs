//! Giving a key another type, with the columns that reference it.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    AlterColumn, Hazard, Irreversible, Misfit, Operate, Operation, Operations, SetType, fit,
};
use crate::schema::{Canonical, ColumnType, Constraint, Schema};
use crate::site::Site;

/// Gives a column another type, and with it all columns that foreign keys tie to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetKeyType {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
    /// The new type of all of them.
    pub column_type: ColumnType,
}

impl Operations {
    /// Gives a column another type, and with it all columns that foreign keys tie to it: those that reference it, those
    /// that it references, and what these are tied to in turn.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.set_key_type("users", "id", BigInt);
    /// # }
    /// ```
    ///
    /// All of them must be of one type before. The foreign keys stay; on MySQL and MariaDB, and on PostgreSQL between types
    /// that it does not compare, they are dropped first and made again behind, which fails if a row was written meanwhile
    /// that references nothing.
    #[track_caller]
    pub fn set_key_type(&mut self, table: impl Into<QualifiedName>, column: &str, column_type: ColumnType) {
        let operation = SetKeyType { table: table.into(), column: column.into(), column_type };
        self.push(operation, Site::caller());
    }
}

impl SetKeyType {
    /// The columns that change, the one that is named first.
    pub fn columns(&self, before: &Schema) -> Vec<(QualifiedName, Name)> {
        before.tied_columns(&self.table, &self.column)
    }

    /// The change of each column by itself.
    pub(crate) fn changes(&self, before: &Schema) -> Vec<AlterColumn> {
        let change = |(table, column)| {
            let column_type = self.column_type.clone();
            let set_type = Some(SetType { column_type, using: None, reverse_using: None });
            AlterColumn { set_type, ..AlterColumn::new(table, column) }
        };
        self.columns(before).into_iter().map(change).collect()
    }
}

impl Operate for SetKeyType {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        let column = fit::require_column(table, &self.column)?;
        let columns = self.columns(schema);
        for (table, name) in &columns {
            let other = fit::require_column(fit::require_table(schema, table)?, name)?;
            if other.column_type != column.column_type {
                return Err(Misfit::Ill {
                    what: format!("column `{}` of table `{}`", self.column, self.table),
                    fault: format!(
                        "is {}, and `{table}`.`{name}`, which a foreign key ties to it, is {}",
                        column.column_type, other.column_type
                    ),
                });
            }
        }
        let keys = schema.keys_of_columns(&columns);
        let mut after = schema.without_keys(&keys);
        for change in self.changes(schema) {
            Operation::from(change).apply(&mut after)?;
        }
        for (by, _) in &keys {
            if let Some(mut table) = after.table(&by.name).cloned() {
                table.foreign_keys.clone_from(&by.foreign_keys);
                after.put_table(table);
            }
        }
        for (by, key) in &keys {
            let table = fit::require_table(&after, &by.name)?;
            fit::constraint(&after, table, &Constraint::ForeignKey((*key).clone()))?;
        }
        *schema = after;
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let changes = self.changes(before);
        for change in &changes {
            Operation::from(change.clone()).inverse(before)?;
        }
        let column = before.table(&self.table).and_then(|table| table.column(&self.column));
        let back = |column_type| Self { column_type, ..self.clone() }.into();
        Ok(column.map(|column| back(column.column_type.clone())).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        std::iter::once(&self.table).chain(self.column_type.enum_name()).collect()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, column: _, column_type } = self;
        by.set_qualified(table);
        column_type.prefix(by);
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        let changes = self.changes(before).into_iter();
        changes.flat_map(|change| Operation::from(change).hazards(before)).collect()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, column, column_type } = self;
        out.list("set_key_type", |out| {
            out.qualified(table);
            out.name(column);
            out.word(&column_type.to_string());
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, column, column_type } = self;
        write!(f, "make `{column}` of `{table}` and what references it {column_type}")
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, column, column_type } = self;
        Ok(vec![Code::op(
            "set_key_type",
            [code::qualified(table), code::name(column), code::column_type(column_type)],
        )])
    }
}
