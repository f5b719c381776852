//! Renaming an enum type.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Renames an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameEnum {
    /// The name before.
    pub from: QualifiedName,
    /// The name after, in the same schema.
    pub to: Name,
}

impl RenameEnum {
    /// The name after, with its schema.
    pub fn renamed(&self) -> QualifiedName {
        self.from.beside(&self.to)
    }
}

impl Operations {
    /// Renames an enum type, which stays in its schema. The columns that use it follow. On MySQL, MariaDB and SQLite, where
    /// it is no thing of its own, nothing runs.
    #[track_caller]
    pub fn rename_enum(&mut self, from: impl Into<QualifiedName>, to: &str) {
        self.push(RenameEnum { from: from.into(), to: to.into() }, Site::caller());
    }
}

impl Operate for RenameEnum {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let (from, to) = (&self.from, self.renamed());
        fit::require_enum(schema, from)?;
        fit::name(&to.name)?;
        if schema.enum_type(&to).is_some() {
            return Err(Misfit::EnumExists { name: to });
        }
        schema.rename_enum(from, &to);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![Self { from: self.renamed(), to: self.from.name.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.from]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { from, to } = self;
        by.set_qualified(from);
        by.set(to);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { from, to } = self;
        out.list("rename_enum", |out| {
            out.qualified(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename enum `{}` to `{}`", self.from, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { from, to } = self;
        Ok(vec![Code::op("rename_enum", [code::qualified(from), code::name(to)])])
    }
}
