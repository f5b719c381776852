//! What can be asked of a chain without a database: that the program has all of it, that its operations fit each
//! other on every dialect, that every downgrade leads back, and that its models make a schema.

use crate::dialect::Dialect;
use crate::error::Error;
use crate::graph::Graph;
use crate::model::{self, ModelError};
use crate::plan;
use crate::registry::{AnyChain, ChainDefinition};
use crate::replay;
use crate::run::collect;

/// Fails a test when the chain is not sound. Not public API. Used by generated code.
///
/// # Panics
///
/// With the text of what is wrong.
#[doc(hidden)]
#[expect(clippy::panic, reason = "a test fails by a panic")]
pub fn check_chain(chain: &'static ChainDefinition) {
    let graph = collect::graph_of(AnyChain(chain)).unwrap_or_else(|error| panic!("{error}"));
    if let Err((dialect, error)) = prove(&graph) {
        panic!("on {dialect}: {error}");
    }
    let dialects = replay::dialects(&graph).unwrap_or_else(|_| Dialect::ALL.to_vec());
    for dialect in dialects {
        match model::collect(AnyChain(chain), dialect) {
            Ok(_) | Err(ModelError::NoModels { .. }) => {}
            Err(error) => panic!("on {dialect}: {}", Error::new(error)),
        }
    }
}

/// Replays a chain for each dialect that it is for and undoes it again on paper; the first dialect that it is not sound for.
pub(crate) fn prove(graph: &Graph) -> Result<(), (Dialect, Error)> {
    // What panics is told where it is replayed.
    for dialect in replay::dialects(graph).unwrap_or_else(|_| Dialect::ALL.to_vec()) {
        plan::prove(graph, dialect).map_err(|error| (dialect, Error::new(error)))?;
    }
    Ok(())
}
