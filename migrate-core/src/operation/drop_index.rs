//! Dropping an index.

use std::fmt;

use super::{CreateIndex, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::name::{Name, QualifiedName};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropIndex {
    /// The table.
    pub table: QualifiedName,
    /// The index.
    pub index: Name,
}

impl Operations {
    /// Drops an index of a table.
    #[track_caller]
    pub fn drop_index(&mut self, table: impl Into<QualifiedName>, index: &str) {
        self.push(DropIndex { table: table.into(), index: index.into() }, Site::caller());
    }
}

impl Operate for DropIndex {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, index } = self;
        let mut table = fit::require_table(schema, table)?.clone();
        if table.index(index).is_none() {
            return Err(Misfit::UnknownIndex {
                near: index.nearest(table.indexes.iter().map(|index| &index.name)),
                table: table.name,
                index: index.clone(),
            });
        }
        table.indexes.retain(|other| other.name != *index);
        fit::key_not_in_use(schema, &table, "index", index)?;
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let index = before.table(&self.table).and_then(|table| table.index(&self.index)).cloned();
        let create = |index| CreateIndex { table: self.table.clone(), index }.into();
        Ok(index.map(create).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, index } = self;
        out.list("drop_index", |out| {
            out.qualified(table);
            out.name(index);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop index `{}` of `{}`", self.index, self.table)
    }
}
