//! Creating a schema.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::Fate;
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    DropSchema, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded,
};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Creates a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateSchema {
    /// The schema.
    pub schema: Name,
    /// What happens where the database has it already.
    pub existing: Existing,
}

/// What happens where something that is created is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is taken as it is.
    Adopt,
    /// It is an error.
    Refuse,
}

impl Existing {
    /// Writes the canonical form, which is nothing where it is an error.
    pub(in crate::operation) fn canonical(self, out: &mut Canonical) {
        match self {
            Self::Adopt => out.word("if_not_exists"),
            Self::Refuse => {}
        }
    }
}

/// Says more of a schema.
#[derive(Debug)]
pub struct CreateSchemaBuilder<'a> {
    operation: &'a mut CreateSchema,
}

impl CreateSchemaBuilder<'_> {
    /// Takes the schema as it is where it is there already. Since nobody knows then who made it, a downgrade leaves it.
    pub fn if_not_exists(self) -> Self {
        self.operation.existing = Existing::Adopt;
        self
    }
}

impl Operations {
    /// Creates a schema. PostgreSQL alone: a schema of MySQL and MariaDB is a database, and SQLite has none.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_schema("billing");
    /// op.create_table(("billing", "invoices"), |t| {
    ///     t.column("id", BigInt).identity().primary_key();
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn create_schema(&mut self, schema: &str) -> CreateSchemaBuilder<'_> {
        let site = Site::caller();
        let create = CreateSchema { schema: schema.into(), existing: Existing::Refuse };
        CreateSchemaBuilder { operation: recorded!(self, site, CreateSchema, create) }
    }
}

impl Operate for CreateSchema {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { schema: name, existing: _ } = self;
        fit::name(name)?;
        if schema.schemas().any(|other| other == name) {
            return Err(Misfit::SchemaExists { schema: name.clone() });
        }
        schema.put_schema(name.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let fate = match self.existing {
            Existing::Adopt => Fate::Leave,
            Existing::Refuse => Fate::Drop,
        };
        Ok(vec![DropSchema { schema: self.schema.clone(), fate }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { schema, existing: _ } = self;
        *schema = by.schema(schema);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { schema, existing } = self;
        out.list("create_schema", |out| {
            out.name(schema);
            existing.canonical(out);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create schema `{}`", self.schema)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { schema, existing } = self;
        let code = Code::op("create_schema", [code::name(schema)]);
        Ok(vec![code.then_if(*existing == Existing::Adopt, "if_not_exists")])
    }
}
