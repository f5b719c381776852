//! The verbs: each file holds what can be typed behind one, examples of it, and how it calls core.

pub(crate) mod heads;
pub(crate) mod history;

use migrate_core::graph::{self, Graph};
use migrate_core::registry;

use crate::arguments::Verb;
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

/// An example below a verb's help.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example {
    /// What is typed behind the program's name.
    pub(crate) typed: &'static str,
    /// What it does.
    pub(crate) does: &'static str,
}

/// Each verb's examples, and whether its help says what a target is. In the order of the help.
pub(crate) const EXAMPLES: [(&str, &[Example], bool); 2] =
    [("history", history::EXAMPLES, false), ("heads", heads::EXAMPLES, false)];

/// Runs a verb.
pub(crate) fn run(context: &Context, verb: Verb) -> Result<ExitStatus, Failure> {
    match verb {
        Verb::Heads => heads::run(context),
        Verb::History(typed) => history::run(context, &typed),
    }
}

/// The chain's graph. It asks no database.
fn read_graph(context: &Context) -> Result<Graph, Failure> {
    let entries = registry::collect(context.chain).map_err(Failure::Registry)?;
    graph::build(context.chain.name, &entries).map_err(Failure::Graph)
}
