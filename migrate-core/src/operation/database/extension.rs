//! Creating and dropping extensions of PostgreSQL.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Existing, Fate, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded,
};
use crate::schema::{Canonical, Extension, Schema};
use crate::site::Site;

/// Creates an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateExtension {
    /// The extension.
    pub extension: Extension,
    /// What happens where the database has it already.
    pub existing: Existing,
}

/// Drops an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropExtension {
    /// The extension.
    pub extension: Name,
    /// What becomes of it in the database.
    pub fate: Fate,
}

/// Says more of an extension.
#[derive(Debug)]
pub struct ExtensionBuilder<'a> {
    operation: &'a mut CreateExtension,
}

impl ExtensionBuilder<'_> {
    /// Takes the extension as it is where it is there already. A downgrade leaves it then.
    pub fn if_not_exists(self) -> Self {
        self.operation.existing = Existing::Adopt;
        self
    }

    /// Puts what the extension makes into a schema.
    pub fn schema(self, schema: &str) -> Self {
        self.operation.extension.schema = Some(schema.into());
        self
    }

    /// Asks for a version.
    pub fn version(self, version: &str) -> Self {
        self.operation.extension.version = Some(version.to_owned());
        self
    }
}

impl Operations {
    /// Creates an extension. PostgreSQL alone, where it must be installed on the server.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.on(Postgres, |op| {
    ///     op.create_extension("pg_trgm").if_not_exists();
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn create_extension(&mut self, name: &str) -> ExtensionBuilder<'_> {
        let site = Site::caller();
        let extension = Extension { name: name.into(), schema: None, version: None };
        let create = CreateExtension { extension, existing: Existing::Refuse };
        ExtensionBuilder { operation: recorded!(self, site, CreateExtension, create) }
    }

    /// Drops an extension that nothing uses any more.
    #[track_caller]
    pub fn drop_extension(&mut self, name: &str) {
        self.push(DropExtension { extension: name.into(), fate: Fate::Drop }, Site::caller());
    }

    /// Forgets an extension that was there before the chain, and leaves it in the database: what undoes
    /// `op.create_extension("…").if_not_exists()`.
    #[track_caller]
    pub fn leave_extension(&mut self, name: &str) {
        self.push(DropExtension { extension: name.into(), fate: Fate::Leave }, Site::caller());
    }
}

impl Operate for CreateExtension {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { extension, existing: _ } = self;
        let Extension { name, schema: within, version: _ } = extension;
        fit::name(name)?;
        fit::require_schema(schema, &QualifiedName { schema: within.clone(), name: name.clone() })?;
        if schema.extension(name).is_some() {
            return Err(Misfit::ExtensionExists { extension: name.clone() });
        }
        schema.put_extension(extension.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let fate = match self.existing {
            Existing::Adopt => Fate::Leave,
            Existing::Refuse => Fate::Drop,
        };
        Ok(vec![DropExtension { extension: self.extension.name.clone(), fate }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { extension, existing: _ } = self;
        extension.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { extension: Extension { name, schema, version }, existing } = self;
        out.list("create_extension", |out| {
            out.name(name);
            if let Some(schema) = schema {
                out.list("schema", |out| out.name(schema));
            }
            if let Some(version) = version {
                out.list("version", |out| out.string(version));
            }
            match existing {
                Existing::Adopt => out.word("if_not_exists"),
                Existing::Refuse => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create extension `{}`", self.extension.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { extension: Extension { name, schema, version }, existing } = self;
        let code = Code::op("create_extension", [code::name(name)]);
        let code = code.then_with("schema", schema.as_ref().map(code::name));
        let code = code.then_with("version", version.as_deref().map(code::text));
        Ok(vec![code.then_if(*existing == Existing::Adopt, "if_not_exists")])
    }
}

impl Operate for DropExtension {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { extension, fate: _ } = self;
        fit::require_extension(schema, extension)?;
        schema.take_extension(extension);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let existing = match self.fate {
            Fate::Drop => Existing::Refuse,
            Fate::Leave => Existing::Adopt,
        };
        let extension = before.extension(&self.extension).cloned();
        Ok(extension.map(|extension| CreateExtension { extension, existing }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, _by: &Prefix) {}

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { extension, fate } = self;
        let head = match fate {
            Fate::Drop => "drop_extension",
            Fate::Leave => "leave_extension",
        };
        out.list(head, |out| out.name(extension));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fate {
            Fate::Drop => write!(f, "drop extension `{}`", self.extension),
            Fate::Leave => write!(f, "leave extension `{}` as it is", self.extension),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { extension, fate } = self;
        let method = match fate {
            Fate::Drop => "drop_extension",
            Fate::Leave => "leave_extension",
        };
        Ok(vec![Code::op(method, [code::name(extension)])])
    }
}
