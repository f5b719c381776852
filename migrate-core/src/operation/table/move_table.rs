//! Moving a table to another schema.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Moves a table to another schema, with its indexes, its constraints and the sequences of its identities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveTable {
    /// The table, in the schema before.
    pub table: QualifiedName,
    /// The schema after; the connection's own where there is none.
    pub schema: Option<Name>,
}

impl MoveTable {
    /// The table's name after.
    pub fn moved(&self) -> QualifiedName {
        self.table.within(self.schema.clone())
    }
}

impl Operations {
    /// Moves a table to another schema, or with `None` to the connection's own. Its indexes, its constraints and the
    /// sequences of its identities move with it, and foreign keys follow.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.move_table("invoices", "billing");
    /// op.move_table(("billing", "drafts"), None);
    /// # }
    /// ```
    #[track_caller]
    pub fn move_table<'a>(&mut self, table: impl Into<QualifiedName>, schema: impl Into<Option<&'a str>>) {
        let schema = schema.into().map(Name::from);
        self.push(MoveTable { table: table.into(), schema }, Site::caller());
    }
}

impl Operate for MoveTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let moved = self.moved();
        let table = fit::require_table(schema, &self.table)?;
        if moved == self.table {
            return Err(Misfit::TableExists { table: moved });
        }
        fit::free_table(schema, &moved)?;
        for relation in table.relation_names().skip(1) {
            fit::free_relation(schema, &moved.beside(relation))?;
        }
        fit::not_needed(schema, "table", &self.table)?;
        schema.rename_table(&self.table, &moved);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![Self { table: self.moved(), schema: self.table.schema.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, schema } = self;
        by.set_qualified(table);
        if let Some(schema) = schema {
            *schema = by.schema(schema);
        }
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, schema } = self;
        out.list("move_table", |out| {
            out.qualified(table);
            if let Some(schema) = schema {
                out.name(schema);
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            None => write!(f, "move table `{}` to the connection's schema", self.table),
            Some(schema) => write!(f, "move table `{}` to schema `{schema}`", self.table),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, schema } = self;
        Ok(vec![Code::op("move_table", [code::qualified(table), written::optional_name(schema.as_ref())])])
    }
}
