//! Renaming an index.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Renames an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameIndex {
    /// The table.
    pub table: QualifiedName,
    /// The index's name before.
    pub from: Name,
    /// The index's name after.
    pub to: Name,
}

impl Operations {
    /// Renames an index of a table.
    #[track_caller]
    pub fn rename_index(&mut self, table: impl Into<QualifiedName>, from: &str, to: &str) {
        self.push(RenameIndex { table: table.into(), from: from.into(), to: to.into() }, Site::caller());
    }
}

impl Operate for RenameIndex {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, from, to } = self;
        let mut table = fit::require_table(schema, table)?.clone();
        fit::require_index(&table, from)?;
        fit::free_relation(schema, &table.name.beside(to))?;
        for index in table.indexes.iter_mut().filter(|index| index.name == *from) {
            index.name = to.clone();
        }
        schema.put_table(table);
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
        out.list("rename_index", |out| {
            out.qualified(table);
            out.name(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename index `{}` of `{}` to `{}`", self.from, self.table, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, from, to } = self;
        Ok(vec![Code::op("rename_index", [code::qualified(table), code::name(from), code::name(to)])])
    }
}
