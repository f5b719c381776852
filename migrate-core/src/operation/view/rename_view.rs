//! Renaming a view.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Renames a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameView {
    /// The name before.
    pub from: QualifiedName,
    /// The name after, in the same schema.
    pub to: Name,
}

impl RenameView {
    /// The name after, with its schema.
    pub fn renamed(&self) -> QualifiedName {
        self.from.beside(&self.to)
    }
}

impl Operations {
    /// Renames a view that no other needs, and which stays in its schema.
    #[track_caller]
    pub fn rename_view(&mut self, from: impl Into<QualifiedName>, to: &str) {
        self.push(RenameView { from: from.into(), to: to.into() }, Site::caller());
    }
}

impl Operate for RenameView {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { from, to: _ } = self;
        let renamed = self.renamed();
        fit::require_view(schema, from)?;
        fit::free_relation(schema, &renamed)?;
        fit::not_needed(schema, "view", from)?;
        schema.rename_view(from, renamed);
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
        out.list("rename_view", |out| {
            out.qualified(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename view `{}` to `{}`", self.from, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { from, to } = self;
        Ok(vec![Code::op("rename_view", [code::qualified(from), code::name(to)])])
    }
}
