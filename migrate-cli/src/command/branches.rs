//! `branches`: where the chain forks. It asks no database.

use clap::Args;

use super::{Example, several};
use crate::arguments::Output;
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
    let graphs = context.read_graphs()?;
    print(context.terminal, typed, &graphs.iter().map(|graph| Sheet::of(graph)).collect::<Vec<_>>())
}

/// Prints the forks of graphs, wherever they were read.
pub(crate) fn print(
    terminal: Terminal,
    typed: &Branches,
    sheets: &[Sheet<'_>],
) -> Result<ExitStatus, Failure> {
    let detail = Detail::of(terminal);
    let content = |sheet| {
        let point = |(at, children): (Option<_>, Vec<_>)| json::BranchPoint {
            revision: at.map(|node| json::Revision::new(sheet, node)),
            children: json::Revision::all(sheet, children),
        };
        Ok(json::Branches { branch_points: Sheet::forks(sheet).into_iter().map(point).collect() })
    };
    let text = |sheet: &Sheet<'_>| {
        let forks = sheet.forks();
        Ok(forks.iter().map(|(at, children)| sheet.fork(*at, children, detail)).collect())
    };
    several::sheets(terminal, ("branches", typed.output.format), sheets, content, text)?;
    for sheet in sheets.iter().filter(|sheet| sheet.forks().is_empty()) {
        terminal.note(&format!("{}: no branches", sheet.graph.chain()));
    }
    Ok(ExitStatus::Done)
}
