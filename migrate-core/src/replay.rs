//! Replay: running the revisions' functions, which only record, and following the schema they add up to.
//!
//! No database is asked. An operation that does not fit is an error at its own site.

mod dialects;
mod foreign;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use dialects::dialects;
pub use foreign::names;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::graph::{Graph, Node};
use crate::name::{Prefix, hex};
use crate::operation::{Misfit, Operation, Operations, Recorded, words};
use crate::registry::Entry;
use crate::schema::{Canonical, Dialect, Schema};
use crate::site::Site;

/// The version of the form that hashes are taken of.
const HASH_VERSION: u8 = 1;

/// An operation of a plan, with the schema before it.
#[derive(Clone, Debug)]
pub struct PlannedOperation {
    /// The operation.
    pub operation: Operation,
    /// Where the author wrote it; for a derived one, where what it undoes was written.
    pub site: Site,
    /// The schema before it.
    pub before: Schema,
    /// The name of the [`Compound`](crate::operation::Compound) that it is part of.
    pub compound: Option<Arc<str>>,
}

impl PlannedOperation {
    /// What it does, behind the name of the compound that it is part of.
    pub fn words(&self) -> String {
        words(self.compound.as_deref(), &self.operation)
    }
}

/// A revision's operations on the schema that its predecessors made.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The operations, each with the schema before it.
    pub operations: Vec<PlannedOperation>,
    /// The schema after the last.
    pub after: Schema,
    /// The hash of all that the revision recorded, for whatever dialect, behind its format's version.
    pub hash: String,
    /// A short hash of each of `operations`.
    pub journal: Vec<String>,
    /// What stands before the names in the operations and the schema, and what others have made is called. No hash is taken
    /// of it.
    pub names: Prefix,
}

/// Why a revision cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// What a revision of another chain does, which the chain depends on, does not fit beside what the chain has made.
    #[error(
        "revision `{revision}`, on which chain `{chain}` depends, cannot {operation} beside what `{chain}` makes: {misfit}"
    )]
    Beside {
        /// The chain that depends on the other.
        chain: String,
        /// The other chain's revision, behind the other chain's name and a colon.
        revision: String,
        /// The operation, in words.
        operation: String,
        /// Where its author wrote it.
        site: Site,
        /// Why it does not fit.
        misfit: Box<Misfit>,
    },
    /// An operation does not fit the schema before it.
    #[error("revision `{revision}` cannot {operation}: {misfit}")]
    Misfit {
        /// The revision.
        revision: String,
        /// The operation, in words.
        operation: String,
        /// Where the author wrote it.
        site: Site,
        /// Why it does not fit.
        misfit: Box<Misfit>,
    },
    /// The revision's function panicked.
    #[error("the function of revision `{revision}` panicked: {message}")]
    Panicked {
        /// The revision.
        revision: String,
        /// Where the revision's id is written.
        site: Site,
        /// What the panic said.
        message: String,
    },
}

impl ReplayError {
    /// Where in the user's source it is.
    pub fn site(&self) -> Site {
        match self {
            Self::Beside { site, .. } | Self::Misfit { site, .. } | Self::Panicked { site, .. } => *site,
        }
    }
}

/// The hash of what a revision does, as the ledger keeps it. It needs no schema, and is the same on every dialect.
///
/// # Errors
///
/// When the revision's function panics.
pub fn hash_of(entry: &Entry) -> Result<String, ReplayError> {
    let recorded = record(entry, entry.upgrade, &Prefix::NONE)?;
    let forms = recorded.iter().map(|recorded| canonical(&recorded.operation)).collect::<Vec<_>>();
    Ok(hash(&recorded, &forms))
}

/// Whether two hashes are of one format, so that they can be compared.
pub fn can_compare(one: &str, other: &str) -> bool {
    let version = |hash: &str| hash.split_once(':').map(|(version, _)| version.to_owned());
    version(one).is_some() && version(one) == version(other)
}

/// Calls a function of a revision and returns what it recorded, for a database in which all names have a prefix.
///
/// # Errors
///
/// When the function panics.
pub(crate) fn record(
    entry: &Entry,
    function: fn(&mut Operations),
    prefix: &Prefix,
) -> Result<Vec<Recorded>, ReplayError> {
    catch_unwind(AssertUnwindSafe(|| Operations::record_with(prefix, function))).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        ReplayError::Panicked {
            revision: entry.id.to_owned(),
            site: entry.site,
            message: text.unwrap_or_else(|| "it did not say why".to_owned()),
        }
    })
}

/// Applies what is recorded for a dialect to a schema, one operation after the other.
///
/// # Errors
///
/// When an operation does not fit, or changes what another chain has made.
pub(crate) fn follow(
    entry: &Entry,
    recorded: Vec<Recorded>,
    before: &Schema,
    dialect: Dialect,
    prefix: &Prefix,
) -> Result<(Vec<PlannedOperation>, Schema), ReplayError> {
    follow_as(None, entry, recorded, before, dialect, prefix)
}

/// The same for a revision of another chain than the one that the schema is of.
fn follow_as(
    other: Option<&str>,
    entry: &Entry,
    recorded: Vec<Recorded>,
    before: &Schema,
    dialect: Dialect,
    prefix: &Prefix,
) -> Result<(Vec<PlannedOperation>, Schema), ReplayError> {
    let mut schema = before.clone();
    let mut operations = Vec::with_capacity(recorded.len());
    for recorded in recorded.into_iter().filter(|recorded| recorded.is_for(dialect)) {
        let Recorded { mut operation, site, dialects: _, compound } = recorded;
        leave_effects(&mut operation, dialect);
        let before = schema.clone();
        let is_prefixed = |schema: &Schema| operation.names_prefixed(schema, prefix, dialect);
        let fits = operation
            .apply(&mut schema)
            .map_err(|misfit| foreign::named(misfit, &before))
            .and_then(|()| is_prefixed(&before))
            .and_then(|()| is_prefixed(&schema))
            .and_then(|()| foreign::refuse(&operation, &before, &schema, other));
        fits.map_err(|misfit| misfits(entry, compound.as_deref(), &operation, site, misfit))?;
        operations.push(PlannedOperation { operation, site, before, compound });
    }
    Ok((operations, schema))
}

/// Leaves of what the author says that SQL does what is for a dialect.
fn leave_effects(operation: &mut Operation, dialect: Dialect) {
    if let Operation::Sql(sql) = operation {
        sql.effect.retain(|effect| effect.is_for(dialect));
    }
}

fn misfits(
    entry: &Entry,
    compound: Option<&str>,
    operation: &Operation,
    site: Site,
    misfit: Misfit,
) -> ReplayError {
    ReplayError::Misfit {
        revision: entry.id.to_owned(),
        operation: words(compound, operation),
        site,
        misfit: Box::new(misfit),
    }
}

/// Replays one revision on the schema that its predecessors made, for a database in which all names have a prefix. Its
/// hashes are those without.
///
/// # Errors
///
/// When its function panics or an operation does not fit.
pub fn revision(
    entry: &Entry,
    before: &Schema,
    dialect: Dialect,
    prefix: &Prefix,
) -> Result<Replayed, ReplayError> {
    let mut recorded = record(entry, entry.upgrade, &Prefix::NONE)?;
    let forms = recorded.iter().map(|recorded| canonical(&recorded.operation)).collect::<Vec<_>>();
    let hash = hash(&recorded, &forms);
    let ours = recorded.iter().zip(&forms).filter(|(recorded, _)| recorded.is_for(dialect));
    let journal = ours.map(|(_, form)| short(form)).collect();
    if !prefix.is_none() {
        // Once more, since the author's texts have it where he asks for it.
        recorded = record(entry, entry.upgrade, prefix)?;
    }
    let (operations, after) = follow(entry, recorded, before, dialect, prefix)?;
    Ok(Replayed { operations, after, hash, journal, names: prefix.clone() })
}

/// The schema that these revisions make, in the order of the chain.
///
/// # Errors
///
/// When one of them cannot be replayed.
pub fn schema(
    graph: &Graph,
    nodes: impl IntoIterator<Item = Node>,
    dialect: Dialect,
) -> Result<Schema, ReplayError> {
    let mut walk = Walk::new(graph, dialect);
    for node in nodes {
        walk.reach(node)?;
        walk.apply(node)?;
    }
    Ok(walk.schema)
}

/// A walk over revisions of a chain in its order, with the schema that they add up to: what the chain has made, and what
/// it sees of other chains.
#[derive(Clone, Debug)]
pub(crate) struct Walk<'g> {
    graph: &'g Graph,
    dialect: Dialect,
    /// The schema so far.
    pub(crate) schema: Schema,
    /// What was brought in of other chains.
    reached: BTreeMap<&'static str, BTreeSet<Node>>,
}

impl<'g> Walk<'g> {
    pub(crate) fn new(graph: &'g Graph, dialect: Dialect) -> Self {
        Self { graph, dialect, schema: Schema::of(dialect), reached: BTreeMap::new() }
    }

    /// Brings in what a revision depends on in other chains.
    ///
    /// # Errors
    ///
    /// When a revision of them cannot be replayed, or not beside what this chain has made.
    pub(crate) fn reach(&mut self, node: Node) -> Result<(), ReplayError> {
        self.bring_needs(self.graph, node)
    }

    fn bring_needs(&mut self, graph: &Graph, node: Node) -> Result<(), ReplayError> {
        for (below, need) in graph.needs(node) {
            for node in below.ancestors_of(&[need]) {
                if self.reached.entry(below.chain()).or_default().insert(node) {
                    self.bring_needs(below, node)?;
                    self.bring(below, node)?;
                }
            }
        }
        Ok(())
    }

    /// Brings in a revision of another chain.
    fn bring(&mut self, graph: &Graph, node: Node) -> Result<(), ReplayError> {
        let entry = graph.entry(node);
        let names = names(graph, &self.schema);
        let recorded = record(entry, entry.upgrade, &names)?;
        let acting = Some(graph.chain());
        let followed = follow_as(acting, entry, recorded, &self.schema, self.dialect, &names);
        let (_, mut after) = followed.map_err(|error| match error {
            ReplayError::Misfit { revision, operation, site, misfit } => ReplayError::Beside {
                chain: self.graph.chain().to_owned(),
                revision: format!("{}:{revision}", graph.chain()),
                operation,
                site,
                misfit,
            },
            other => other,
        })?;
        after.give_to(graph.chain(), &self.schema);
        self.schema = after;
        Ok(())
    }

    /// Applies a revision of the chain, of which only the schema is wanted.
    pub(crate) fn apply(&mut self, node: Node) -> Result<(), ReplayError> {
        let entry = self.graph.entry(node);
        let names = self.names();
        let recorded = record(entry, entry.upgrade, &names)?;
        if self.schema.has_foreign() || !names.is_none() {
            (_, self.schema) = follow(entry, recorded, &self.schema, self.dialect, &names)?;
            return Ok(());
        }
        // In place: nobody asks for what was before.
        let ours = recorded.into_iter().filter(|recorded| recorded.is_for(self.dialect));
        for mut recorded in ours {
            leave_effects(&mut recorded.operation, self.dialect);
            let Recorded { operation, site, dialects: _, compound } = recorded;
            let fits = match &operation {
                Operation::CreateTable(create) => create.fits(&self.schema),
                operation => operation.apply(&mut self.schema),
            };
            fits.map_err(|misfit| misfits(entry, compound.as_deref(), &operation, site, misfit))?;
            if let Operation::CreateTable(create) = operation {
                self.schema.put_table(create.table);
            }
        }
        Ok(())
    }

    /// Replays a revision of the chain on the schema so far, which stays as it is.
    ///
    /// # Errors
    ///
    /// When its function panics or an operation does not fit.
    pub(crate) fn replay(&self, node: Node) -> Result<Replayed, ReplayError> {
        revision(self.graph.entry(node), &self.schema, self.dialect, &self.names())
    }

    /// What stands before the names of what the chain makes, and the names of what others have made.
    fn names(&self) -> Prefix {
        names(self.graph, &self.schema)
    }
}

/// The hash of a revision, given the canonical form of each of its operations.
fn hash(recorded: &[Recorded], forms: &[String]) -> String {
    let mut digest = Sha256::new();
    for (at, (recorded, form)) in recorded.iter().zip(forms).enumerate() {
        if at > 0 {
            digest.update(" ");
        }
        match recorded.dialects {
            None => digest.update(form),
            Some(dialects) => {
                digest.update("(on ");
                for dialect in dialects.iter() {
                    digest.update(dialect.name());
                    digest.update(" ");
                }
                digest.update(form);
                digest.update(")");
            }
        }
    }
    format!("{HASH_VERSION}:{}", hex(&digest.finalize()))
}

fn canonical(operation: &Operation) -> String {
    let mut canonical = Canonical::default();
    operation.canonical(&mut canonical);
    canonical.into_text()
}

/// Twelve hexadecimal digits that tell an operation from the others of its revision.
pub(crate) fn short_hash(operation: &Operation) -> String {
    short(&canonical(operation))
}

fn short(form: &str) -> String {
    hex(&Sha256::digest(form.as_bytes())[..6])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    /// What revisions hash to that were written before columns, indexes and constraints had their later attributes:
    /// rows of ledgers hold these, and nothing new may change them.
    #[test]
    fn hashes_of_revisions_that_are_there_stay() {
        let revisions: [fn(&mut Operations); 3] = [
            |op| {
                op.create_enum("currency", ["EUR", "USD"]);
                op.create_table("deals", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("country", Char(2)).references("countries", "code").on_delete(Restrict);
                    t.column("price", Numeric(10, 2)).default(0).check("price >= 0");
                    t.column("currency", Enum("currency")).default("EUR");
                    t.column("note", Text).nullable();
                    t.column("made", TimestampTz).default(now());
                    t.unique(["country", "price"]);
                    t.check(expr("price < 9").on(Sqlite, "CAST(price AS REAL) < 9"));
                    t.index([desc("price"), asc("id")]);
                    t.index(["note"]).unique().predicate("note is not null");
                });
            },
            |op| {
                op.add_column("deals", "stage", Varchar(20)).default("new").check("stage <> ''").unique();
                op.add_check("deals", "note <> ''");
                op.add_foreign_key("deals", ["id"], "deals", ["id"]).on_update(Cascade);
                op.add_unique("deals", "note").name("noted");
                op.add_primary_key("notes", ["deal_id", "at"]);
                op.create_index("deals", ["stage"]).unique().name("staged");
            },
            |op| {
                op.drop_column("deals", "note").cascade();
                op.drop_index("deals", "staged");
                op.drop_constraint("deals", "noted");
                op.rename_column("deals", "stage", "phase");
                op.on([Postgres, MySql], |op| {
                    op.rename_table("deals", "offers");
                });
                op.drop_table("offers");
            },
        ];
        let hashes = revisions.map(|revision| {
            let recorded = Operations::record(revision);
            let forms = recorded.iter().map(|recorded| canonical(&recorded.operation)).collect::<Vec<_>>();
            hash(&recorded, &forms)
        });
        assert_eq!(
            hashes,
            [
                "1:af8179b55cc1249e95bff12805fd952cb0fe5d02deb77353d63940b48d93e1aa",
                "1:f02a2262c7e03e97bf8757bf732f09a30e7b3b926186dd9a9da52c2b604cc1c1",
                "1:514bc4a83c0d1c1e37a50d15e8a3be472e7283b04366c6d4597b4d291aecb50e"
            ]
        );
    }
}
