//! Renaming a table.

use std::fmt;

use super::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::name::{Name, QualifiedName};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Renames a table. Its indexes and constraints keep their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTable {
    /// The name before.
    pub from: QualifiedName,
    /// The name after, in the same schema.
    pub to: Name,
}

impl RenameTable {
    /// The name after, with its schema.
    pub fn renamed(&self) -> QualifiedName {
        self.from.beside(&self.to)
    }
}

impl Operations {
    /// Renames a table, which stays in its schema. Its indexes and constraints keep their names; foreign keys follow.
    #[track_caller]
    pub fn rename_table(&mut self, from: impl Into<QualifiedName>, to: &str) {
        self.push(RenameTable { from: from.into(), to: to.into() }, Site::caller());
    }
}

impl Operate for RenameTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        fit::require_table(schema, &self.from)?;
        let renamed = self.renamed();
        fit::free_table(schema, &renamed)?;
        fit::not_needed(schema, "table", &self.from)?;
        schema.rename_table(&self.from, &renamed);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![Self { from: self.renamed(), to: self.from.name.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.from]
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { from, to } = self;
        out.list("rename_table", |out| {
            out.qualified(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename table `{}` to `{}`", self.from, self.to)
    }
}
