//! Creating a view.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    DropView, Hazard, Irreversible, Misfit, Operate, Operation, Operations, ViewBuilder, ViewDefinition, fit,
    recorded,
};
use crate::schema::{Canonical, Expression, Schema};
use crate::site::Site;

/// Creates a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateView {
    /// The view.
    pub definition: ViewDefinition,
}

impl Operations {
    /// Creates a view of a query. `expr("…").on(MySql, "…")` says the query otherwise on a dialect.
    ///
    /// The tables, views and columns that the query needs are known from its words, or from
    /// [`depends_on`](ViewBuilder::depends_on): an operation that would take one away is an error that names the view.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_view("open_deals", "SELECT id, title FROM deals WHERE closed_at IS NULL");
    /// # }
    /// ```
    #[track_caller]
    pub fn create_view(
        &mut self,
        name: impl Into<QualifiedName>,
        query: impl Into<Expression>,
    ) -> ViewBuilder<'_> {
        let site = Site::caller();
        let create = CreateView { definition: ViewDefinition::new(name.into(), query.into()) };
        ViewBuilder { definition: &mut recorded!(self, site, CreateView, create).definition }
    }
}

impl Operate for CreateView {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { definition } = self;
        fit::require_schema(schema, &definition.name)?;
        fit::free_relation(schema, &definition.name)?;
        let view = definition.view(schema)?;
        schema.put_view(view);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![DropView { view: self.definition.name.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        self.definition.names()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { definition } = self;
        definition.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { definition } = self;
        out.list("create_view", |out| definition.canonical(out));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create view `{}`", self.definition.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { definition } = self;
        Ok(vec![definition.written("create_view")])
    }
}
