//! Creating a view again as it was when it was dropped.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    DropView, Hazard, Irreversible, Misfit, Operate, Operation, Operations, ViewDefinition, fit,
};
use crate::schema::{Canonical, Dependency, Schema};
use crate::site::Site;

/// Creates a view again as it was when it was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreView {
    /// The view.
    pub view: QualifiedName,
}

impl Operations {
    /// Drops views with their triggers, records what may not be done while they are there, and creates the views again as they were.
    ///
    /// The views are named so that each stands behind those that it needs.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.without_views(["open_deals"], |op| {
    ///     op.drop_column("deals", "note");
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn without_views<N: Into<QualifiedName>>(
        &mut self,
        views: impl IntoIterator<Item = N>,
        record: impl FnOnce(&mut Self),
    ) {
        let site = Site::caller();
        let views = views.into_iter().map(Into::into).collect::<Vec<QualifiedName>>();
        for view in views.iter().rev() {
            self.push(DropView { view: view.clone() }, site);
        }
        record(self);
        for view in views {
            self.push(RestoreView { view }, site);
        }
    }
}

impl Operate for RestoreView {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { view } = self;
        fit::free_relation(schema, view)?;
        let Some(dropped) = schema.dropped_view(view) else {
            return Err(Misfit::UnknownView {
                view: view.clone(),
                near: view.nearest(schema.views().map(|view| &view.name)),
            });
        };
        for Dependency { relation, named, taken: _ } in &dropped.view.depends_on {
            for column in named {
                fit::require_column(fit::require_table(schema, relation)?, column)?;
            }
        }
        let restored = ViewDefinition::of(&dropped.view).view(schema)?;
        let triggers = dropped.triggers.clone();
        schema.put_view(restored);
        for trigger in triggers {
            schema.put_trigger(trigger);
        }
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![DropView { view: self.view.clone() }.into()])
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
        out.list("restore_view", |out| out.qualified(view));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create view `{}` again", self.view)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        Err("what drops the view is not before it, as in `op.without_views(…)`")
    }
}
