//! Dropping a view.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    CreateView, Hazard, Irreversible, Misfit, Operate, Operation, Operations, ViewDefinition, fit, routine,
};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropView {
    /// The view.
    pub view: QualifiedName,
}

impl Operations {
    /// Drops a view that no other needs. The downgrade brings it back.
    #[track_caller]
    pub fn drop_view(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropView { view: name.into() }, Site::caller());
    }
}

impl Operate for DropView {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { view } = self;
        fit::require_view(schema, view)?;
        fit::not_needed(schema, "view", view)?;
        schema.take_view(view);
        schema.take_triggers(view);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let definition = before.view(&self.view).map(ViewDefinition::of);
        let create = definition.map(|definition| CreateView { definition }.into());
        Ok(create.into_iter().chain(routine::triggers_again(before, &self.view)).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.view]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { view } = self;
        by.set_qualified(view);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { view } = self;
        out.list("drop_view", |out| out.qualified(view));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop view `{}`", self.view)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { view } = self;
        Ok(vec![Code::op("drop_view", [code::qualified(view)])])
    }
}
