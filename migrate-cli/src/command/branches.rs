//! `branches`: where the chain forks. It asks no database.

use clap::Args;

use super::Example;
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{Detail, Sheet, Terminal};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "branches", does: "each fork, and the revisions that part there" },
    Example { typed: "branches -v", does: "with parents, file and whole message" },
];

/// What can be typed behind `branches`.
#[derive(Debug, Args)]
pub(crate) struct Branches {
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Branches) -> Result<ExitStatus, Failure> {
    print(context.terminal, typed, &Sheet::of(&context.read_graph()?))
}

/// Prints the forks of a graph, wherever it was read.
pub(crate) fn print(terminal: Terminal, typed: &Branches, sheet: &Sheet<'_>) -> Result<ExitStatus, Failure> {
    let forks = sheet.forks();
    let text = match typed.output.format {
        Format::Json => {
            let point = |(at, children): &(Option<_>, Vec<_>)| json::BranchPoint {
                revision: at.map(|node| json::Revision::new(sheet, node)),
                children: json::Revision::all(sheet, children.iter().copied()),
            };
            let branch_points = forks.iter().map(point).collect();
            json::text("branches", sheet.graph.chain(), json::Branches { branch_points })?
        }
        Format::Text => {
            forks.iter().map(|(at, children)| sheet.fork(*at, children, Detail::of(terminal))).collect()
        }
    };
    terminal.data(&text)?;
    if forks.is_empty() {
        terminal.note(&format!("{}: no branches", sheet.graph.chain()));
    }
    Ok(ExitStatus::Done)
}
