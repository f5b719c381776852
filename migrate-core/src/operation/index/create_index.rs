//! Creating an index.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    Concurrency, DropIndex, Existing, Hazard, IndexBuilder, IndexColumns, Irreversible, Misfit, Missing,
    Operate, Operation, Operations, fit, named, recorded,
};
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
    /// What happens where the database has an index of this name already.
    pub existing: Existing,
}

impl CreateIndex {
    /// Creates an index that must not be there.
    pub(crate) fn certain(table: QualifiedName, index: Index, concurrency: Concurrency) -> Self {
        Self { table, index, concurrency, existing: Existing::Refuse }
    }
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
        let index = named::index(&table, columns.into_parts());
        let create = CreateIndex::certain(table, index, Concurrency::default());
        let CreateIndex { table: _, index, concurrency, existing } =
            recorded!(self, site, CreateIndex, create);
        IndexBuilder { index, made: Some((concurrency, existing)) }
    }
}

impl Operate for CreateIndex {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, index, concurrency: _, existing: _ } = self;
        let mut table = fit::require_table(schema, table)?.clone();
        fit::free_relation(schema, &table.name.beside(&index.name))?;
        fit::index(&table, index)?;
        table.indexes.push(index.clone());
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, index, concurrency, existing: _ } = self;
        let (table, index) = (table.clone(), index.name.clone());
        Ok(vec![DropIndex { table, index, concurrency: *concurrency, missing: Missing::Refuse }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, index, concurrency: _, existing: _ } = self;
        by.set_qualified(table);
        by.set_inner(&mut index.name);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, index, concurrency, existing } = self;
        out.list("create_index", |out| {
            out.qualified(table);
            out.index(index);
            concurrency.canonical(out);
            existing.canonical(out);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, index, concurrency, existing: _ } = self;
        write!(f, "create index `{}` on `{table}`{}", index.name, concurrency.word())
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, index, concurrency, existing } = self;
        let code = written::create_index(table, index);
        let code = code.then_if(*concurrency == Concurrency::Concurrent, "concurrently");
        Ok(vec![code.then_if(*existing == Existing::Adopt, "if_not_exists")])
    }
}
