//! Adding a constraint to a table that is there.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    CheckBuilder, Columns, DropConstraint, ExclusionBuilder, ExclusionElements, ForeignKeyBuilder, Hazard,
    Irreversible, KeyBuilder, Misfit, Operate, Operation, Operations, UniqueBuilder, fit, named, recorded,
};
use crate::schema::{Canonical, Constraint, Expression, Schema};
use crate::site::Site;

/// Adds a constraint to a table that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddConstraint {
    /// The table.
    pub table: QualifiedName,
    /// The constraint.
    pub constraint: Constraint,
}

/// Records a constraint and gives the builder of its kind what it describes.
macro_rules! add {
    ($operations:ident, $site:ident, $table:ident, $kind:ident($constraint:expr)) => {{
        let constraint = Constraint::$kind($constraint);
        match &mut recorded!($operations, $site, AddConstraint, AddConstraint { table: $table, constraint })
            .constraint
        {
            Constraint::$kind(constraint) => constraint,
            other => unreachable!("recorded as {other:?}"),
        }
    }};
}

impl Operations {
    /// Adds a check to a table.
    #[track_caller]
    pub fn add_check(
        &mut self,
        table: impl Into<QualifiedName>,
        expression: impl Into<Expression>,
    ) -> CheckBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let check = named::check(&table, expression.into());
        CheckBuilder { check: add!(self, site, table, Check(check)) }
    }

    /// Adds an exclusion constraint to a table: `op.add_exclusion("bookings", [("room", "="), ("during", "&&")])`.
    /// PostgreSQL alone.
    #[track_caller]
    pub fn add_exclusion(
        &mut self,
        table: impl Into<QualifiedName>,
        elements: impl ExclusionElements,
    ) -> ExclusionBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let exclusion = named::exclusion(&table, elements.into_elements());
        ExclusionBuilder { exclusion: add!(self, site, table, Exclusion(exclusion)) }
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
        let key = named::foreign_key(
            &table,
            columns.into_names(),
            referenced_table.into(),
            referenced_columns.into_names(),
        );
        ForeignKeyBuilder { key: add!(self, site, table, ForeignKey(key)) }
    }

    /// Makes columns the primary key of a table that has none.
    #[track_caller]
    pub fn add_primary_key(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl Columns,
    ) -> KeyBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let key = named::primary_key(&table, columns.into_names());
        KeyBuilder { key: add!(self, site, table, PrimaryKey(key)) }
    }

    /// Adds a unique constraint to a table.
    #[track_caller]
    pub fn add_unique(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl Columns,
    ) -> UniqueBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let unique = named::unique(&table, columns.into_names());
        UniqueBuilder { unique: add!(self, site, table, Unique(unique)) }
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
            Constraint::Exclusion(_) | Constraint::Unique(_) => {
                fit::free_relation(schema, &table.name.beside(name))?;
            }
            Constraint::Check(_) | Constraint::ForeignKey(_) => {}
        }
        fit::constraint(schema, table, constraint)?;
        let mut after = table.clone();
        after.put_constraint(constraint.clone());
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
            Constraint::Check(_)
            | Constraint::Exclusion(_)
            | Constraint::PrimaryKey(_)
            | Constraint::Unique(_) => None,
        };
        std::iter::once(&self.table).chain(referenced).collect()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, constraint } = self;
        by.set_qualified(table);
        constraint.prefix(by);
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

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, constraint } = self;
        Ok(vec![written::add_constraint(table, constraint)])
    }
}
