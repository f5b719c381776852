//! `heads`: the revisions that nothing comes after. It asks no database.

use clap::Args;

use super::Example;
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{Detail, Marks, Sheet, Terminal};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "heads", does: "one line a head; it asks no database" },
    Example { typed: "heads -v", does: "with parents, file and whole message" },
];

/// What can be typed behind `heads`.
#[derive(Debug, Args)]
pub(crate) struct Heads {
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Heads) -> Result<ExitStatus, Failure> {
    print(context.terminal, typed, &Sheet::of(&context.read_graph()?))
}

/// Prints the heads of a graph, wherever it was read.
pub(crate) fn print(terminal: Terminal, typed: &Heads, sheet: &Sheet<'_>) -> Result<ExitStatus, Failure> {
    let heads = sheet.graph.heads();
    let text = match typed.output.format {
        Format::Json => {
            let revisions = json::Revision::all(sheet, heads);
            json::text("heads", sheet.graph.chain(), json::Revisions { revisions })?
        }
        Format::Text => {
            heads.into_iter().map(|node| sheet.revision(node, Marks::Few, Detail::of(terminal))).collect()
        }
    };
    terminal.data(&text)?;
    Ok(ExitStatus::Done)
}
