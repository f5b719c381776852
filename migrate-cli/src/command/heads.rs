//! `heads`: the revisions that nothing comes after. It asks no database.

use clap::Args;

use super::{Example, several};
use crate::arguments::Output;
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
    let graphs = context.read_graphs()?;
    print(context.terminal, typed, &graphs.iter().map(|graph| Sheet::of(graph)).collect::<Vec<_>>())
}

/// Prints the heads of graphs, wherever they were read.
pub(crate) fn print(terminal: Terminal, typed: &Heads, sheets: &[Sheet<'_>]) -> Result<ExitStatus, Failure> {
    let detail = Detail::of(terminal);
    several::sheets(
        terminal,
        ("heads", typed.output.format),
        sheets,
        |sheet| Ok(json::Revisions { revisions: json::Revision::all(sheet, sheet.graph.heads()) }),
        |sheet| {
            let heads = sheet.graph.heads().into_iter();
            Ok(heads.map(|node| sheet.revision(node, Marks::Few, detail)).collect())
        },
    )?;
    Ok(ExitStatus::Done)
}
