//! What a database has come to hold beyond its chain, while another tool went on working on it.

use thiserror::Error;

use super::ChainDrift;
use crate::adopt::{LeftOut, Said, Since, since};
use crate::diff::{Ambiguous, Change, Comparison, Guessing, Renames};
use crate::graph::Graph;
use crate::name::QualifiedName;
use crate::operation::{Misfit, Operation};
use crate::replay::{self, ReplayError};

/// What a database holds that its chain does not know.
#[derive(Clone, Debug)]
pub struct Grown {
    /// What brings the chain's schema there, in an order in which it can be done.
    pub changes: Vec<Change>,
    /// What there are no words for and tables may need, as the server's own statements.
    pub before: Vec<Operation>,
    /// What there are no words for and may need tables.
    pub behind: Vec<Operation>,
    /// What somebody has to say by hand.
    pub left_out: Vec<LeftOut>,
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
    /// A table of the chain has become one that is not understood.
    #[error(
        "the database has `{table}` in words that are not understood, so that what was done to it cannot be told"
    )]
    NotUnderstood {
        /// The table.
        table: QualifiedName,
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
            Self::Misfit { .. } | Self::NotUnderstood { .. } => {
                "write that revision by hand, `cargo migrate revision --id ID`, and `stamp` it"
            }
            Self::Replay(_) => "mend that revision; `check` tells all that is wrong with the chain",
        }
    }
}

/// What a database holds that the chain does not know, all of whose revisions it has. `theirs` is the table of the tool that has
/// made it, which is not told, and nor are those that other tools keep, and what the SQL of other chains of the program says.
///
/// # Errors
///
/// When not all revisions are applied, when something may have been renamed, or when what differs does not fit behind the
/// revisions.
pub fn grown(
    graph: &Graph,
    drift: &ChainDrift,
    others: &[&Graph],
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
    let mut changes = compared.follows_database(how).map_err(GrownError::Ambiguous)?.changes;
    let dialect = compared.inspected.dialect;
    let before = replay::schema(graph, graph.nodes(), dialect)?;
    let said = Said::nothing(dialect).and(graph)?;
    let of_others = others.iter().try_fold(Said::nothing(dialect), |said, other| said.and(other))?;
    let since = since(&compared.inspected, &before, (&said, &of_others), &mut changes);
    let since = since.map_err(|table| GrownError::NotUnderstood { table })?;
    // Names that the database alone has, as those of the values of a column, are not what the revisions call them.
    let mut schema = before;
    for operation in changes.iter().flat_map(|change| &change.operations) {
        operation.apply(&mut schema).map_err(|misfit| GrownError::Misfit {
            operation: operation.to_string(),
            misfit: Box::new(misfit),
        })?;
    }
    let Since { before, behind, left_out } = since;
    Ok(Grown { changes, before, behind, left_out })
}
