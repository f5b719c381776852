//! What can be asked of a chain without a database: that the program has all of it, that its operations fit each
//! other on every dialect, that every downgrade leads back, and that its models make a schema.

use crate::dialect::Dialect;
use crate::error::Error;
use crate::graph::Graph;
use crate::model::{self, ModelError};
use crate::plan;
use crate::registry::{AnyChain, ChainDefinition};
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
    for dialect in Dialect::ALL {
        match model::collect(AnyChain(chain), dialect) {
            Ok(_) | Err(ModelError::NoModels { .. }) => {}
            Err(error) => panic!("on {dialect}: {}", Error::new(error)),
        }
    }
}

/// Replays a chain for each dialect and undoes it again on paper; the first dialect that it is not sound for.
pub(crate) fn prove(graph: &Graph) -> Result<(), (Dialect, Error)> {
    for dialect in Dialect::ALL {
        plan::prove(graph, dialect).map_err(|error| (dialect, Error::new(error)))?;
    }
    Ok(())
}
