//! What can be asked of a chain without a database: that the program has all of it, that its operations fit each
//! other on every dialect, and that every downgrade leads back.

use crate::dialect::Dialect;
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
    let entries = registry::collect(chain).unwrap_or_else(|error| panic!("{error}"));
    let graph = graph::build(chain.name, &entries).unwrap_or_else(|error| panic!("{error}"));
    for dialect in Dialect::ALL {
        if let Err(error) = plan::prove(&graph, dialect) {
            let sites = error.sites().iter().map(|site| format!("\n  at {site}")).collect::<String>();
            let help = error.help().map_or_else(String::new, |help| format!("\n  help: {help}"));
            panic!("on {dialect}: {error}{sites}{help}");
        }
    }
}
