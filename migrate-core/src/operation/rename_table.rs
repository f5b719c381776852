//! Renaming a table.

use std::fmt;

use super::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::name::Name;
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Renames a table. Its indexes and constraints keep their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTable {
    /// The name before.
    pub from: Name,
    /// The name after.
    pub to: Name,
}

impl Operations {
    /// Renames a table. Its indexes and constraints keep their names; foreign keys follow.
    #[track_caller]
    pub fn rename_table(&mut self, from: &str, to: &str) {
        self.push(RenameTable { from: from.into(), to: to.into() }, Site::caller());
    }
}

impl Operate for RenameTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { from, to } = self;
        fit::require_table(schema, from)?;
        fit::free_table(schema, to)?;
        let referencing = schema
            .references_to(from)
            .map(|(table, _)| table.name.clone())
            .collect::<std::collections::BTreeSet<_>>();
        for name in referencing {
            if let Some(mut table) = schema.take_table(&name) {
                for key in table.foreign_keys.iter_mut().filter(|key| key.referenced_table == *from) {
                    key.referenced_table = to.clone();
                }
                schema.put_table(table);
            }
        }
        if let Some(mut table) = schema.take_table(from) {
            table.name = to.clone();
            for key in table.foreign_keys.iter_mut().filter(|key| key.referenced_table == *from) {
                key.referenced_table = to.clone();
            }
            schema.put_table(table);
        }
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { from, to } = self.clone();
        Ok(vec![Self { from: to, to: from }.into()])
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { from, to } = self;
        out.list("rename_table", |out| {
            out.name(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename table `{}` to `{}`", self.from, self.to)
    }
}
