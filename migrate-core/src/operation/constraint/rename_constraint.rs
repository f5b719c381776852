//! Renaming a constraint.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Constraint, Schema, Table};
use crate::site::Site;

/// Renames a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameConstraint {
    /// The table.
    pub table: QualifiedName,
    /// The constraint's name before.
    pub from: Name,
    /// The constraint's name after.
    pub to: Name,
}

impl Operations {
    /// Renames a constraint of a table: a primary key, a foreign key, a unique constraint or a check.
    #[track_caller]
    pub fn rename_constraint(&mut self, table: impl Into<QualifiedName>, from: &str, to: &str) {
        self.push(RenameConstraint { table: table.into(), from: from.into(), to: to.into() }, Site::caller());
    }
}

/// Gives a constraint of a table another name, in its place.
pub(in crate::operation) fn rename(table: &mut Table, from: &Name, to: &Name) {
    let primary = table.primary_key.iter_mut().map(|key| &mut key.name);
    let uniques = table.uniques.iter_mut().map(|unique| &mut unique.name);
    let keys = table.foreign_keys.iter_mut().map(|key| &mut key.name);
    let checks = table.checks.iter_mut().map(|check| &mut check.name);
    let exclusions = table.exclusions.iter_mut().map(|exclusion| &mut exclusion.name);
    let names = primary.chain(uniques).chain(keys).chain(checks).chain(exclusions);
    for name in names.filter(|name| *name == from) {
        *name = to.clone();
    }
}

impl Operate for RenameConstraint {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, from, to } = self;
        let table = fit::require_table(schema, table)?;
        let constraint = fit::require_constraint(table, from)?;
        fit::name(to)?;
        if table.constraint(to).is_some() {
            return Err(Misfit::ConstraintExists { table: table.name.clone(), constraint: to.clone() });
        }
        match constraint {
            Constraint::Exclusion(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_) => {
                fit::free_relation(schema, &table.name.beside(to))?;
            }
            Constraint::Check(_) | Constraint::ForeignKey(_) => {}
        }
        let mut after = table.clone();
        rename(&mut after, from, to);
        schema.put_table(after);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, from, to } = self.clone();
        Ok(vec![Self { table, from: to, to: from }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, from, to } = self;
        by.set_qualified(table);
        by.set_inner(from);
        by.set_inner(to);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, from, to } = self;
        out.list("rename_constraint", |out| {
            out.qualified(table);
            out.name(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename constraint `{}` of `{}` to `{}`", self.from, self.table, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, from, to } = self;
        Ok(vec![Code::op("rename_constraint", [code::qualified(table), code::name(from), code::name(to)])])
    }
}
