//! `heads`: the revisions that nothing comes after. It asks no database.

use super::Example;
use crate::context::Context;
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "heads", does: "one line a head; it asks no database" },
    Example { typed: "heads -v", does: "with parents, file and whole message" },
];

pub(crate) fn run(context: &Context) -> Result<ExitStatus, Failure> {
    let graph = context.read_graph()?;
    let lines = graph.heads().into_iter().map(|node| draw::revision::head(&graph, node, context.detail()));
    context.terminal.data(&lines.collect::<String>())?;
    Ok(ExitStatus::Done)
}
