//! Dropping an index.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Concurrency, CreateIndex, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded,
};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropIndex {
    /// The table.
    pub table: QualifiedName,
    /// The index.
    pub index: Name,
    /// Whether the table can be written meanwhile.
    pub concurrency: Concurrency,
    /// What happens where there is none.
    pub missing: Missing,
}

/// What happens where something that is dropped is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing.
    Ignore,
    /// It is an error.
    Refuse,
}

/// Says more of an index that is dropped.
#[derive(Debug)]
pub struct DropIndexBuilder<'a> {
    drop: &'a mut DropIndex,
}

impl DropIndexBuilder<'_> {
    /// Lets the table be written while the index goes, as [`IndexBuilder::concurrently`](crate::operation::IndexBuilder::concurrently)
    /// does while one comes.
    #[expect(clippy::return_self_not_must_use, reason = "the drop is recorded already")]
    pub fn concurrently(self) -> Self {
        self.drop.concurrency = Concurrency::Concurrent;
        self
    }

    /// Drops the index if the database has it, whether the chain made it or not. MySQL alone has no words for it.
    #[expect(clippy::return_self_not_must_use, reason = "the drop is recorded already")]
    pub fn if_exists(self) -> Self {
        self.drop.missing = Missing::Ignore;
        self
    }
}

impl Operations {
    /// Drops an index of a table.
    #[track_caller]
    pub fn drop_index(&mut self, table: impl Into<QualifiedName>, index: &str) -> DropIndexBuilder<'_> {
        let (site, concurrency) = (Site::caller(), Concurrency::default());
        let (table, index) = (table.into(), index.into());
        let drop = DropIndex { table, index, concurrency, missing: Missing::Refuse };
        DropIndexBuilder { drop: recorded!(self, site, DropIndex, drop) }
    }
}

impl Operate for DropIndex {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, index, concurrency: _, missing } = self;
        let mut table = fit::require_table(schema, table)?.clone();
        if *missing == Missing::Ignore && table.index(index).is_none() {
            return Ok(());
        }
        fit::require_index(&table, index)?;
        table.indexes.retain(|other| other.name != *index);
        fit::key_not_in_use(schema, &table, "index", index)?;
        schema.put_table(table);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let index = before.table(&self.table).and_then(|table| table.index(&self.index)).cloned();
        let concurrency = self.concurrency;
        let create = |index| CreateIndex::certain(self.table.clone(), index, concurrency).into();
        Ok(index.map(create).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, index, concurrency: _, missing: _ } = self;
        by.set_qualified(table);
        by.set_inner(index);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, index, concurrency, missing } = self;
        out.list("drop_index", |out| {
            out.qualified(table);
            out.name(index);
            concurrency.canonical(out);
            match missing {
                Missing::Ignore => out.word("if_exists"),
                Missing::Refuse => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, index, concurrency, missing } = self;
        let condition = match missing {
            Missing::Ignore => " if it is there",
            Missing::Refuse => "",
        };
        write!(f, "drop index `{index}` of `{table}`{}{condition}", concurrency.word())
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, index, concurrency, missing } = self;
        let code = Code::op("drop_index", [code::qualified(table), code::name(index)]);
        let code = code.then_if(*concurrency == Concurrency::Concurrent, "concurrently");
        Ok(vec![code.then_if(*missing == Missing::Ignore, "if_exists")])
    }
}
