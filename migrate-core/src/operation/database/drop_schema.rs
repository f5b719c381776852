//! Dropping a schema.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    CreateSchema, Existing, Hazard, Irreversible, Misfit, Operate, Operation, Operations,
};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops a schema that holds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropSchema {
    /// The schema.
    pub schema: Name,
    /// What becomes of it in the database.
    pub fate: Fate,
}

/// What becomes of a thing that a chain does not want any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is dropped.
    Drop,
    /// It stays, since the chain found it there.
    Leave,
}

impl Operations {
    /// Drops a schema that holds nothing. What the chain does not know of, and is in it, makes PostgreSQL refuse.
    #[track_caller]
    pub fn drop_schema(&mut self, schema: &str) {
        self.push(DropSchema { schema: schema.into(), fate: Fate::Drop }, Site::caller());
    }

    /// Forgets a schema that was there before the chain, and leaves it in the database: what undoes
    /// `op.create_schema("…").if_not_exists()`.
    #[track_caller]
    pub fn leave_schema(&mut self, schema: &str) {
        self.push(DropSchema { schema: schema.into(), fate: Fate::Leave }, Site::caller());
    }
}

impl Operate for DropSchema {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { schema: name, fate: _ } = self;
        if !schema.schemas().any(|other| other == name) {
            return Err(Misfit::UnknownSchema { schema: name.clone(), near: name.nearest(schema.schemas()) });
        }
        if let Some((kind, held)) = schema.first_in_schema(name) {
            return Err(Misfit::SchemaInUse { schema: name.clone(), kind, name: held.clone() });
        }
        schema.take_schema(name);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let existing = match self.fate {
            Fate::Drop => Existing::Refuse,
            Fate::Leave => Existing::Adopt,
        };
        Ok(vec![CreateSchema { schema: self.schema.clone(), existing }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { schema, fate: _ } = self;
        *schema = by.schema(schema);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        match self.fate {
            Fate::Drop => vec![Hazard::LosesSchema { schema: self.schema.clone() }],
            Fate::Leave => Vec::new(),
        }
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { schema, fate } = self;
        let head = match fate {
            Fate::Drop => "drop_schema",
            Fate::Leave => "leave_schema",
        };
        out.list(head, |out| out.name(schema));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fate {
            Fate::Drop => write!(f, "drop schema `{}`", self.schema),
            Fate::Leave => write!(f, "leave schema `{}` as it is", self.schema),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { schema, fate } = self;
        let method = match fate {
            Fate::Drop => "drop_schema",
            Fate::Leave => "leave_schema",
        };
        Ok(vec![Code::op(method, [code::name(schema)])])
    }
}
