//! Creating a table.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    DropTable, Dropping, Existing, Hazard, Irreversible, Misfit, Operate, Operation, Operations,
    TableBuilder, fit,
};
use crate::schema::{Canonical, Schema, Table};
use crate::site::Site;

/// Creates a table with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTable {
    /// The table.
    pub table: Table,
    /// What happens where the database has a table of this name already.
    pub existing: Existing,
}

impl Operations {
    /// Creates a table.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_table("offers", |t| {
    ///     t.column("id", BigInt).identity().primary_key();
    ///     t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
    ///     t.column("price", Numeric(10, 2)).default(0);
    ///     t.column("note", Text).nullable();
    ///     t.index(["deal_id"]);
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn create_table(&mut self, name: impl Into<QualifiedName>, describe: impl FnOnce(&mut TableBuilder)) {
        let site = Site::caller();
        let mut table = TableBuilder::new(name.into());
        describe(&mut table);
        let (table, existing) = table.finish();
        self.push(CreateTable { table, existing }, site);
    }
}

impl CreateTable {
    /// Whether the table can come to a schema.
    pub(crate) fn fits(&self, schema: &Schema) -> Result<(), Misfit> {
        let Self { table, existing: _ } = self;
        fit::free_table(schema, &table.name)?;
        for relation in table.relation_names().skip(1) {
            if !schema.has_names_by_table() {
                fit::free_relation(schema, &table.name.beside(relation))?;
            }
        }
        fit::table(schema, table)?;
        fit::valid(table)
    }
}

impl Operate for CreateTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        self.fits(schema)?;
        schema.put_table(self.table.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let dropping = match self.existing {
            Existing::Adopt => Dropping::Leave,
            Existing::Refuse => Dropping::Certain,
        };
        Ok(vec![DropTable { table: self.table.name.clone(), dropping }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        self.table.names()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, existing: _ } = self;
        table.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, existing } = self;
        out.list("create_table", |out| {
            out.table(table);
            existing.canonical(out);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create table `{}`", self.table.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, existing } = self;
        Ok(vec![written::create_table(table, *existing)])
    }
}
