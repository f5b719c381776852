//! Dropping a constraint.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{AddConstraint, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropConstraint {
    /// The table.
    pub table: QualifiedName,
    /// The constraint.
    pub constraint: Name,
}

impl Operations {
    /// Drops a constraint of a table: a primary key, a foreign key, a unique constraint, a check or an
    /// exclusion constraint.
    #[track_caller]
    pub fn drop_constraint(&mut self, table: impl Into<QualifiedName>, constraint: &str) {
        self.push(DropConstraint { table: table.into(), constraint: constraint.into() }, Site::caller());
    }
}

impl Operate for DropConstraint {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let mut table = fit::require_table(schema, &self.table)?.clone();
        let Some(constraint) = table.constraint(&self.constraint) else {
            return Err(Misfit::UnknownConstraint {
                near: self.constraint.nearest(table.constraint_names()),
                table: table.name,
                constraint: self.constraint.clone(),
            });
        };
        table.take_constraints(|name| *name == self.constraint);
        fit::key_not_in_use(schema, &table, constraint.kind(), &self.constraint)?;
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let constraint = before.table(&self.table).and_then(|table| table.constraint(&self.constraint));
        let add = |constraint| AddConstraint { table: self.table.clone(), constraint }.into();
        Ok(constraint.map(add).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, constraint } = self;
        by.set_qualified(table);
        by.set_inner(constraint);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, constraint } = self;
        out.list("drop_constraint", |out| {
            out.qualified(table);
            out.name(constraint);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop constraint `{}` of `{}`", self.constraint, self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, constraint } = self;
        Ok(vec![Code::op("drop_constraint", [code::qualified(table), code::name(constraint)])])
    }
}
