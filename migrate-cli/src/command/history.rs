//! `history`: the revisions of the chain. It asks a database only for what is applied, and only when told to.

use clap::Args;
use migrate_core::graph::Applied;

use super::Example;
use crate::context::Context;
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "history", does: "one line a revision; it asks no database" },
    Example { typed: "history -i", does: "marks what the database is at" },
    Example { typed: "history -v", does: "with file and whole message" },
];

/// What can be typed behind `history`.
#[derive(Debug, Args)]
pub(crate) struct History {
    /// Ask the database which revisions are its newest, and mark them `(current)`
    #[arg(long, short)]
    indicate_current: bool,
}

pub(crate) fn run(context: &Context, typed: &History) -> Result<ExitStatus, Failure> {
    let (graph, applied) = if typed.indicate_current {
        let view = context.look()?;
        (view.graph, view.applied)
    } else {
        (context.read_graph()?, Applied::default())
    };
    let current = applied.heads(&graph);
    let lines = graph.nodes().rev().map(|node| {
        let is_current = current.contains(&node);
        draw::revision::history(&graph, node, is_current, context.detail())
    });
    context.terminal.data(&lines.collect::<String>())?;
    Ok(ExitStatus::Done)
}
