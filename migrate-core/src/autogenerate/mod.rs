//! The next revision, written from what the models of a chain say and its revisions do not do yet.
//!
//! Pure: no database is asked. The models' schema is compared with what the revisions add up to, on each dialect, and what
//! differs becomes the [pieces](crate::source::Piece) of a revision's function. Whoever writes the file asks for it here.

mod align;
mod error;
mod merge;
mod written;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::diff::{self, Ambiguous, Change, Comparison, Filter, Guess, Renames, Scope};
use crate::graph::Graph;
use crate::model::{self, Models};
use crate::registry::AnyChain;
use crate::replay;
use crate::schema::{Dialect, Dialects, Schema};

pub use error::AutogenerateError;
pub use written::{hit_words, pieces};

/// What is compared, and what is known of names.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The dialects that the revision is for; where there are none, those that have all types of the chain's columns.
    pub dialects: BTreeSet<Dialect>,
    /// Which objects are compared.
    pub filter: Filter,
    /// What was answered where something may have been renamed.
    pub renames: Renames,
}

/// A change that the next revision makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What differs, and what mends it.
    pub change: Change,
    /// The dialects on which it differs, where not on all that were asked for.
    pub dialects: Option<Dialects>,
    /// The dialects on which it hits the rows of each of the change's hits, in their order.
    pub hits_on: Vec<Dialects>,
}

impl Step {
    /// A change that is made on every dialect.
    pub fn everywhere(change: Change) -> Self {
        let hits_on = vec![Dialect::ALL.into_iter().collect(); change.hits.len()];
        Self { change, dialects: None, hits_on }
    }
}

/// What the models of a chain say that its revisions do not do, in an order in which it can be done. The graph is of names
/// without a prefix.
///
/// # Errors
///
/// When the models or the revisions do not make sense by themselves, when something may be a rename, or when a change does
/// not go together with the rest of the schema.
pub fn autogenerate(
    chain: impl Into<AnyChain>,
    graph: &Graph,
    wanted: &Wanted,
) -> Result<Vec<Step>, AutogenerateError> {
    let Wanted { dialects, filter, renames } = wanted;
    let chain = chain.into();
    let dialects = if dialects.is_empty() {
        replay::dialects(graph)?.into_iter().collect::<BTreeSet<_>>()
    } else {
        dialects.clone()
    };
    let (mut lists, mut guesses) = (Vec::<merge::List<Change>>::new(), Vec::<Guess>::new());
    let (mut last, mut everywhere) = (None::<(Schema, Rc<Models>)>, None::<Rc<Models>>);
    for dialect in dialects.iter().copied() {
        let models = if let Some(models) = &everywhere {
            Rc::clone(models)
        } else {
            let (models, is_everywhere) = model::collect_told(chain, dialect, &dialects)?;
            let models = Rc::new(models);
            everywhere = is_everywhere.then(|| Rc::clone(&models));
            models
        };
        let before = replay::schema(graph, graph.nodes(), dialect)?;
        // Most chains are the same on every dialect.
        let is_as_last = |(schema, said): &(Schema, Rc<Models>)| {
            (Rc::ptr_eq(said, &models) || said.schema == models.schema) && *schema == before
        };
        if let (Some(last), Some((_, changes))) = (&last, lists.last())
            && is_as_last(last)
        {
            lists.push((dialect, changes.clone()));
            continue;
        }
        let mut renames = renames.clone();
        renames.renamed.extend(models.renames.renamed.iter().cloned());
        let how =
            Comparison { scope: Scope::models(), renames, filter: filter.clone(), ..Comparison::default() };
        match diff::diff(&before, &models.schema, &how) {
            Ok(found) => {
                if let Some(change) = found.blocked() {
                    return Err(AutogenerateError::Blocked(Box::new(change.clone())));
                }
                lists.push((dialect, found.changes));
                last = Some((before, models));
            }
            Err(Ambiguous { guesses: found }) => {
                for guess in found {
                    if !guesses.contains(&guess) {
                        guesses.push(guess);
                    }
                }
            }
        }
    }
    if !guesses.is_empty() {
        return Err(AutogenerateError::Ambiguous(Ambiguous { guesses }));
    }
    let told = lists.clone();
    align::align(&mut lists);
    let merged = merge::merge(&lists).into_iter();
    let step = |(change, on): (Change, Vec<Dialect>)| {
        let hits_on = change.hits.iter().map(|hit| of(&align::hit_on(&told, &change, hit, &on))).collect();
        Step { change, dialects: (on.len() < told.len()).then(|| of(&on)), hits_on }
    };
    Ok(merged.map(step).collect())
}

fn of(dialects: &[Dialect]) -> Dialects {
    dialects.iter().copied().collect()
}
