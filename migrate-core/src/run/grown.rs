//! What a database has come to hold beyond its chain, while another tool went on working on it.

use std::collections::BTreeSet;

use thiserror::Error;

use super::ChainDrift;
use crate::diff::{Ambiguous, Change, Comparison, Guessing, Renames};
use crate::graph::Graph;
use crate::inspect::Unmodelled;
use crate::name::{Prefix, QualifiedName};
use crate::operation::{Misfit, Operation};
use crate::replay::{self, ReplayError};
use crate::schema::Dialect;

/// What a database holds that its chain does not know.
#[derive(Clone, Debug)]
pub struct Grown {
    /// What brings the chain's schema there, in an order in which it can be done.
    pub changes: Vec<Change>,
    /// What there are no words for, and no SQL of the chain says as the database does.
    pub unmodelled: Vec<Unmodelled>,
}

/// Why it cannot be told what a database holds beyond its chain.
#[derive(Debug, Error)]
pub enum GrownError {
    /// Something may have been renamed.
    #[error("something may have been renamed")]
    Ambiguous(Ambiguous),
    /// The ledger does not say that all revisions are applied.
    #[error(
        "the ledger of this database does not say that revision `{missing}` is applied, so that what was made since cannot be \
         told from what is missing"
    )]
    Behind {
        /// The first of the revisions that are not.
        missing: String,
    },
    /// What differs has other names in the revisions than in the database.
    #[error("what the database holds cannot be said in the words of the chain: cannot {operation}: {misfit}")]
    Misfit {
        /// The operation, in words.
        operation: String,
        /// Why it does not fit behind the revisions.
        misfit: Box<Misfit>,
    },
    /// A revision does not fit the ones before it.
    #[error(transparent)]
    Replay(#[from] ReplayError),
}

impl GrownError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Ambiguous(_) => "say what was renamed, `--renamed`, and what was not, `--apart`",
            Self::Behind { .. } => {
                "`upgrade` it first; where it has what that revision does, `stamp` it; or adopt into a chain without revisions \
                 of its own"
            }
            Self::Misfit { .. } => {
                "write that revision by hand, `cargo migrate revision --id ID`, and `stamp` it"
            }
            Self::Replay(_) => "mend that revision; `check` tells all that is wrong with the chain",
        }
    }
}

/// What a database holds that the chain does not know, all of whose revisions it has. `theirs` is the table of the tool that has
/// made it, which is not told, and nor are those that other tools keep.
///
/// # Errors
///
/// When not all revisions are applied, when something may have been renamed, or when what differs does not fit behind the
/// revisions.
pub fn grown(
    graph: &Graph,
    drift: &ChainDrift,
    theirs: Option<&QualifiedName>,
    renames: Renames,
    guessing: Guessing,
) -> Result<Grown, GrownError> {
    let ChainDrift { chain: _, applied, compared } = drift;
    let id = |node| graph.entry(node).id;
    if let Some(missing) = graph.nodes().map(id).find(|id| !applied.iter().any(|applied| applied == id)) {
        return Err(GrownError::Behind { missing: missing.to_owned() });
    }
    let mut compared = compared.clone();
    compared.inspected = compared.inspected.without_bookkeeping();
    if let Some(theirs) = theirs {
        compared.inspected = compared.inspected.without_table(theirs);
    }
    let how = Comparison { renames, guessing, ..Comparison::default() };
    let changes = compared.follows_database(how).map_err(GrownError::Ambiguous)?.changes;
    let dialect = compared.inspected.dialect;
    // Names that the database alone has, as those of the values of a column, are not what the revisions call them.
    let mut schema = replay::schema(graph, graph.nodes(), dialect)?;
    for operation in changes.iter().flat_map(|change| &change.operations) {
        operation.apply(&mut schema).map_err(|misfit| GrownError::Misfit {
            operation: operation.to_string(),
            misfit: Box::new(misfit),
        })?;
    }
    let said = texts(graph, dialect)?;
    let is_new = |it: &Unmodelled| it.definition.as_ref().is_none_or(|definition| !said.contains(definition));
    let unmodelled = compared.inspected.unmodelled.into_iter().filter(is_new).collect();
    Ok(Grown { changes, unmodelled })
}

/// The SQL that the revisions run on a dialect.
fn texts(graph: &Graph, dialect: Dialect) -> Result<BTreeSet<String>, ReplayError> {
    let mut texts = BTreeSet::new();
    for node in graph.nodes() {
        let entry = graph.entry(node);
        for recorded in replay::record(entry, entry.upgrade, &Prefix::NONE)? {
            if let (true, Operation::Sql(sql)) = (recorded.is_for(dialect), &recorded.operation) {
                texts.insert(sql.text.text(dialect).into_owned());
            }
        }
    }
    Ok(texts)
}
