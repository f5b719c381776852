//! What can be asked of a chain without a database: that the program has all of it, that its operations fit each
//! other on every dialect, and that every downgrade leads back.

use crate::dialect::Dialect;
use crate::error::Error;
use crate::graph;
use crate::plan;
use crate::registry::{self, ChainDefinition};

/// Fails a test when the chain is not sound. Not public API. Used by generated code.
///
/// # Panics
///
/// With the text of what is wrong.
#[doc(hidden)]
#[expect(clippy::panic, reason = "a test fails by a panic")]
pub fn check_chain(chain: &ChainDefinition) {
    let entries = registry::collect(chain).unwrap_or_else(|error| panic!("{}", Error::new(error)));
    let graph = graph::build(chain.name, &entries).unwrap_or_else(|error| panic!("{}", Error::new(error)));
    for dialect in Dialect::ALL {
        if let Err(error) = plan::prove(&graph, dialect) {
            panic!("on {dialect}: {}", Error::new(error));
        }
    }
}
