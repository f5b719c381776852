//! Creating an index.

use std::fmt;

use super::{
    Concurrency, DropIndex, Hazard, IndexBuilder, IndexColumns, Irreversible, Misfit, Operate, Operation,
    Operations, fit, recorded, table_builder,
};
use crate::name::QualifiedName;
use crate::schema::{Canonical, Index, Schema};
use crate::site::Site;

/// Creates an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateIndex {
    /// The table.
    pub table: QualifiedName,
    /// The index.
    pub index: Index,
    /// Whether the table can be written meanwhile.
    pub concurrency: Concurrency,
}

impl Operations {
    /// Creates an index on columns or expressions: `"a"`, `["a", "b"]`, `[asc("a"), desc("b").nulls_last()]`,
    /// `expr("lower(a)")`, `[asc("a"), asc(expr("lower(b)"))]`.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_index("deals", "closed_at").concurrently();
    /// # }
    /// ```
    #[track_caller]
    pub fn create_index(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl IndexColumns,
    ) -> IndexBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let index = table_builder::index(&table, columns.into_parts());
        let concurrency = Concurrency::default();
        let create = recorded!(self, site, CreateIndex, CreateIndex { table, index, concurrency });
        IndexBuilder { index: &mut create.index, concurrency: Some(&mut create.concurrency) }
    }
}

impl Operate for CreateIndex {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, index, concurrency: _ } = self;
        let mut table = fit::require_table(schema, table)?.clone();
        fit::free_relation(schema, &table.name.beside(&index.name))?;
        fit::index(&table, index)?;
        table.indexes.push(index.clone());
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, index, concurrency } = self;
        let (table, index) = (table.clone(), index.name.clone());
        Ok(vec![DropIndex { table, index, concurrency: *concurrency }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, index, concurrency } = self;
        out.list("create_index", |out| {
            out.qualified(table);
            out.index(index);
            concurrency.canonical(out);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, index, concurrency } = self;
        write!(f, "create index `{}` on `{table}`{}", index.name, concurrency.word())
    }
}
