//! Adding a constraint to a table that is there.

use std::fmt;

use super::{
    Columns, DropConstraint, ForeignKeyBuilder, Hazard, Irreversible, Misfit, NameBuilder, Operate,
    Operation, Operations, fit, recorded, table_builder,
};
use crate::name::{Name, QualifiedName};
use crate::schema::{Canonical, Constraint, Expression, PrimaryKey, Schema, Table};
use crate::site::Site;

/// Adds a constraint to a table that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddConstraint {
    /// The table.
    pub table: QualifiedName,
    /// The constraint.
    pub constraint: Constraint,
}

impl AddConstraint {
    /// The table with the constraint in it.
    fn with(&self, mut table: Table) -> Table {
        match self.constraint.clone() {
            Constraint::Check(check) => table.checks.push(check),
            Constraint::ForeignKey(key) => table.foreign_keys.push(key),
            Constraint::PrimaryKey(key) => table.primary_key = Some(key),
            Constraint::Unique(unique) => table.uniques.push(unique),
        }
        table
    }
}

impl Operations {
    fn add_constraint(
        &mut self,
        table: QualifiedName,
        constraint: Constraint,
        site: Site,
    ) -> &mut Constraint {
        &mut recorded!(self, site, AddConstraint, AddConstraint { table, constraint }).constraint
    }

    fn add_named(&mut self, table: QualifiedName, constraint: Constraint, site: Site) -> NameBuilder<'_> {
        let name = match self.add_constraint(table, constraint, site) {
            Constraint::Check(check) => &mut check.name,
            Constraint::ForeignKey(key) => &mut key.name,
            Constraint::PrimaryKey(key) => &mut key.name,
            Constraint::Unique(unique) => &mut unique.name,
        };
        NameBuilder { name }
    }

    /// Adds a check to a table.
    #[track_caller]
    pub fn add_check(
        &mut self,
        table: impl Into<QualifiedName>,
        expression: impl Into<Expression>,
    ) -> NameBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let check = table_builder::check(&table, expression.into());
        self.add_named(table, Constraint::Check(check), site)
    }

    /// Adds a foreign key to a table.
    #[track_caller]
    pub fn add_foreign_key(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl Columns,
        referenced_table: impl Into<QualifiedName>,
        referenced_columns: impl Columns,
    ) -> ForeignKeyBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let key = table_builder::foreign_key(
            &table,
            columns.into_names(),
            referenced_table.into(),
            referenced_columns.into_names(),
        );
        match self.add_constraint(table, Constraint::ForeignKey(key), site) {
            Constraint::ForeignKey(key) => ForeignKeyBuilder { key },
            other @ (Constraint::Check(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_)) => {
                unreachable!("recorded as {other:?}")
            }
        }
    }

    /// Makes columns the primary key of a table that has none.
    #[track_caller]
    pub fn add_primary_key(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl Columns,
    ) -> NameBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let key = PrimaryKey { name: Name::derive("pk", &table, []), columns: columns.into_names() };
        self.add_named(table, Constraint::PrimaryKey(key), site)
    }

    /// Adds a unique constraint to a table.
    #[track_caller]
    pub fn add_unique(&mut self, table: impl Into<QualifiedName>, columns: impl Columns) -> NameBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let unique = table_builder::unique(&table, columns.into_names());
        self.add_named(table, Constraint::Unique(unique), site)
    }
}

impl Operate for AddConstraint {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, constraint } = self;
        let table = fit::require_table(schema, table)?;
        let name = constraint.name();
        fit::name(name)?;
        if table.constraint(name).is_some() {
            return Err(Misfit::ConstraintExists { table: table.name.clone(), constraint: name.clone() });
        }
        match constraint {
            Constraint::PrimaryKey(_) => {
                if let Some(key) = &table.primary_key {
                    return Err(Misfit::ConstraintExists {
                        table: table.name.clone(),
                        constraint: key.name.clone(),
                    });
                }
                fit::free_relation(schema, &table.name.beside(name))?;
            }
            Constraint::Unique(_) => fit::free_relation(schema, &table.name.beside(name))?,
            Constraint::Check(_) | Constraint::ForeignKey(_) => {}
        }
        fit::constraint(schema, table, constraint)?;
        let after = self.with(table.clone());
        schema.put_table(after);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let constraint = self.constraint.name().clone();
        Ok(vec![DropConstraint { table: self.table.clone(), constraint }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        let referenced = match &self.constraint {
            Constraint::ForeignKey(key) => Some(&key.referenced_table),
            Constraint::Check(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_) => None,
        };
        std::iter::once(&self.table).chain(referenced).collect()
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, constraint } = self;
        out.list("add_constraint", |out| {
            out.qualified(table);
            out.constraint(constraint);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "add {} `{}` to `{}`", self.constraint.kind(), self.constraint.name(), self.table)
    }
}
