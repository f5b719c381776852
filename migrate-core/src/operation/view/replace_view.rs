//! Giving a view another query.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Hazard, Irreversible, Misfit, Operate, Operation, Operations, ViewBuilder, ViewDefinition, fit, recorded,
};
use crate::schema::{Canonical, Expression, Schema};
use crate::site::Site;

/// Gives a view another query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplaceView {
    /// The view as it is then.
    pub definition: ViewDefinition,
}

impl Operations {
    /// Gives a view that is there another query. The downgrade gives it back the one that it had.
    ///
    /// Where the columns are the same, or more come at the end, PostgreSQL keeps the view with what was granted on it;
    /// otherwise it is dropped and created, and the views that need it are, too.
    #[track_caller]
    pub fn replace_view(
        &mut self,
        name: impl Into<QualifiedName>,
        query: impl Into<Expression>,
    ) -> ViewBuilder<'_> {
        let site = Site::caller();
        let replace = ReplaceView { definition: ViewDefinition::new(name.into(), query.into()) };
        ViewBuilder { definition: &mut recorded!(self, site, ReplaceView, replace).definition }
    }
}

impl Operate for ReplaceView {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { definition } = self;
        fit::require_view(schema, &definition.name)?;
        let view = definition.view(schema)?;
        let dependents = schema.dependents(&view.name);
        if let Some(ring) = dependents.iter().find(|dependent| view.needs(&dependent.name)) {
            return Err(Misfit::Ill {
                what: format!("view `{}`", view.name),
                fault: format!("would depend on view `{}`, which depends on it", ring.name),
            });
        }
        schema.put_view(view);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let earlier = before.view(&self.definition.name).map(ViewDefinition::of);
        Ok(earlier.map(|definition| Self { definition }.into()).into_iter().collect())
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
        out.list("replace_view", |out| definition.canonical(out));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "replace view `{}`", self.definition.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { definition } = self;
        Ok(vec![definition.written("replace_view")])
    }
}
