//! Adding a column.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    ColumnBuilder, DropColumn, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded,
};
use crate::schema::{Canonical, Column, ColumnType, Constraint, Schema, Table};
use crate::site::Site;

/// Adds a column, with the constraints that are of it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddColumn {
    /// The table's name, the one new column, and the constraints and indexes that are of it.
    addition: Table,
}

impl AddColumn {
    pub(crate) fn new(addition: Table) -> Self {
        debug_assert_eq!(addition.columns.len(), 1, "an addition is of one column");
        Self { addition }
    }

    /// The table that gets the column.
    pub fn table(&self) -> &QualifiedName {
        &self.addition.name
    }

    /// The column.
    pub fn column(&self) -> &Column {
        &self.addition.columns[0]
    }

    /// What comes with the column: a table of this one column and its constraints.
    pub fn addition(&self) -> &Table {
        &self.addition
    }
}

impl Operations {
    /// Adds a column to a table.
    ///
    /// A column that takes no NULL needs a default if the table may have rows.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.add_column("offers", "approved", Boolean).default(false);
    /// # }
    /// ```
    #[track_caller]
    pub fn add_column(
        &mut self,
        table: impl Into<QualifiedName>,
        name: &str,
        column_type: ColumnType,
    ) -> ColumnBuilder<'_> {
        let site = Site::caller();
        let addition = AddColumn { addition: Table::new(table) };
        let operation = recorded!(self, site, AddColumn, addition);
        ColumnBuilder::new(&mut operation.addition, name, column_type)
    }
}

impl Operate for AddColumn {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Table {
            name,
            columns,
            primary_key,
            uniques,
            foreign_keys,
            checks,
            exclusions: _,
            indexes,
            comment: _,
            options: _,
        } = &self.addition;
        let mut table = fit::require_table(schema, name)?.clone();
        let column = self.column();
        if table.column(&column.name).is_some() {
            return Err(Misfit::ColumnExists { table: name.clone(), column: column.name.clone() });
        }
        if primary_key.is_some() || column.identity.is_some() {
            return Err(Misfit::Ill {
                what: format!("column `{}` of table `{name}`", column.name),
                fault: "cannot become the primary key or an identity of a table that is there".to_owned(),
            });
        }
        fit::column(schema, name, column)?;
        for constraint in self.addition.constraint_names() {
            if table.constraint(constraint).is_some() {
                return Err(Misfit::ConstraintExists { table: name.clone(), constraint: constraint.clone() });
            }
        }
        for relation in self.addition.relation_names().skip(1) {
            fit::free_relation(schema, &name.beside(relation))?;
        }
        table.columns.extend(columns.iter().cloned());
        let uniques = uniques.iter().cloned().map(Constraint::Unique);
        let keys = foreign_keys.iter().cloned().map(Constraint::ForeignKey);
        for constraint in uniques.chain(keys).chain(checks.iter().cloned().map(Constraint::Check)) {
            fit::constraint(schema, &table, &constraint)?;
            table.put_constraint(constraint);
        }
        table.indexes.extend(indexes.iter().cloned());
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![DropColumn::cascading(self.addition.name.clone(), self.column().name.clone()).into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        self.addition.names()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { addition } = self;
        addition.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        let column = self.column();
        if column.fills_itself() {
            return Vec::new();
        }
        vec![Hazard::NeedsEmptyTable { table: self.addition.name.clone(), column: column.name.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        out.list("add_column", |out| out.table(&self.addition));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "add column `{}` to `{}`", self.column().name, self.addition.name)
    }

    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        Ok(written::add_column(&self.addition, *holes))
    }
}
