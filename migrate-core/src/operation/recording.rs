//! What a revision's function records.

use std::sync::Arc;

use super::Operation;
use crate::name::Prefix;
use crate::schema::{Dialect, Dialects};
use crate::site::Site;

/// An operation as a revision recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What it does.
    pub operation: Operation,
    /// Where the author wrote it.
    pub site: Site,
    /// The dialects it is for, where not for all.
    pub dialects: Option<Dialects>,
    /// The name of the [`Compound`](super::Compound) that recorded it.
    pub compound: Option<Arc<str>>,
}

impl Recorded {
    /// Whether the operation is for this dialect.
    pub fn is_for(&self, dialect: Dialect) -> bool {
        self.dialects.is_none_or(|dialects| dialects.contains(dialect))
    }

    /// What it does, behind the name of the compound that recorded it.
    pub fn words(&self) -> String {
        words(self.compound.as_deref(), &self.operation)
    }
}

/// What an operation does, behind the name of the compound that it is part of.
pub(crate) fn words(compound: Option<&str>, operation: &Operation) -> String {
    match compound {
        None => operation.to_string(),
        Some(compound) => format!("{compound}: {operation}"),
    }
}

/// Records what a revision does. The argument of every revision function.
///
/// Nothing runs while a revision records: the operations become a schema, SQL, an inverse, a hash.
#[derive(Debug, Default)]
pub struct Operations {
    prefix: Prefix,
    recorded: Vec<Recorded>,
    dialects: Option<Dialects>,
    compound: Option<Running>,
}

/// A compound that records.
#[derive(Clone, Debug)]
struct Running {
    name: Arc<str>,
    site: Site,
}

impl Operations {
    /// Calls a revision's function and returns what it recorded.
    pub fn record(function: impl FnOnce(&mut Self)) -> Vec<Recorded> {
        Self::record_texts(&Prefix::NONE, function)
    }

    /// The same for a database in which all names have a prefix.
    pub fn record_with(prefix: &Prefix, function: impl FnOnce(&mut Self)) -> Vec<Recorded> {
        let mut recorded = Self::record_texts(prefix, function);
        for recorded in &mut recorded {
            recorded.operation.prefix(prefix);
        }
        recorded
    }

    /// The same, with a prefix in the author's texts alone, where he asks for it.
    pub(super) fn record_texts(prefix: &Prefix, function: impl FnOnce(&mut Self)) -> Vec<Recorded> {
        let mut operations = Self { prefix: prefix.clone(), ..Self::default() };
        function(&mut operations);
        operations.recorded
    }

    /// The prefix of the author's texts.
    pub(super) fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    /// The name of a table, a view, a function and the like as it is in the database, for SQL of your own: what it is called
    /// here, behind the prefix that the database is worked on with, or behind that of the other chain that has made it.
    /// Everywhere else the prefix comes by itself.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// let deals = op.prefixed("deals");
    /// op.create_view("open_deals", format!("SELECT id, title FROM {deals} WHERE closed_at IS NULL"));
    /// # }
    /// ```
    #[must_use]
    pub fn prefixed(&self, name: &str) -> String {
        self.prefix.word(name)
    }

    /// Records what only these dialects do.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.on([Postgres, MySql], |op| {
    ///     op.add_foreign_key("offers", ["deal_id"], "deals", ["id"]);
    /// });
    /// # }
    /// ```
    pub fn on(&mut self, dialects: impl Into<Dialects>, record: impl FnOnce(&mut Self)) {
        let outer = self.dialects;
        let inner = dialects.into();
        self.dialects = Some(outer.map_or(inner, |outer| outer.and(inner)));
        record(self);
        self.dialects = outer;
    }

    /// Records under the name of a compound, at the place where the outermost of them is run.
    pub(super) fn within(&mut self, name: &str, site: Site, record: impl FnOnce(&mut Self)) {
        let outer = self.compound.clone();
        self.compound = Some(match &outer {
            None => Running { name: name.into(), site },
            Some(Running { name: outer, site }) => {
                Running { name: format!("{outer}: {name}").into(), site: *site }
            }
        });
        record(self);
        self.compound = outer;
    }

    /// Records an operation that is a value already, as [`adopt`](crate::adopt) and [`diff`](mod@crate::diff) have them.
    #[track_caller]
    pub fn add(&mut self, operation: impl Into<Operation>) {
        self.push(operation, Site::caller());
    }

    /// What is recorded.
    pub(super) fn recorded(&self) -> &[Recorded] {
        &self.recorded
    }

    /// What is recorded, to be changed.
    pub(super) fn recorded_mut(&mut self) -> &mut [Recorded] {
        &mut self.recorded
    }

    pub(crate) fn push(&mut self, operation: impl Into<Operation>, site: Site) -> &mut Operation {
        let dialects = self.dialects;
        let (compound, site) = match &self.compound {
            None => (None, site),
            Some(Running { name, site }) => (Some(Arc::clone(name)), *site),
        };
        self.recorded.push(Recorded { operation: operation.into(), site, dialects, compound });
        let last = self.recorded.len() - 1;
        &mut self.recorded[last].operation
    }
}
