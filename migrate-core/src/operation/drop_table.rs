//! Dropping a table.

use std::fmt;

use super::{CreateTable, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, trigger};
use crate::name::QualifiedName;
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops a table and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropTable {
    /// The table.
    pub table: QualifiedName,
}

impl Operations {
    /// Drops a table and its rows. The downgrade brings the table back, not the rows.
    #[track_caller]
    pub fn drop_table(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropTable { table: name.into() }, Site::caller());
    }
}

impl Operate for DropTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table } = self;
        fit::require_table(schema, table)?;
        if let Some((by, key)) = schema.references_to(table).next() {
            return Err(Misfit::TableInUse {
                table: table.clone(),
                by: by.name.clone(),
                key: key.name.clone(),
            });
        }
        fit::not_needed(schema, "table", table)?;
        schema.take_table(table);
        schema.take_triggers(table);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let table = before.table(&self.table).cloned();
        let create = table.map(|table| CreateTable { table }.into());
        Ok(create.into_iter().chain(trigger::again(before, &self.table)).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::LosesTable { table: self.table.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table } = self;
        out.list("drop_table", |out| out.qualified(table));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop table `{}`", self.table)
    }
}
