//! `branches`: where the chain forks. It asks no database.

use clap::Args;

use super::Example;
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::Sheet;
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
    let graph = context.read_graph()?;
    let sheet = Sheet::of(&graph);
    let forks = sheet.forks();
    let text = match typed.output.format {
        Format::Json => {
            let point = |(at, children): &(Option<_>, Vec<_>)| json::BranchPoint {
                revision: at.map(|node| json::Revision::new(&sheet, node)),
                children: json::Revision::all(&sheet, children.iter().copied()),
            };
            let branch_points = forks.iter().map(point).collect();
            json::text("branches", graph.chain(), json::Branches { branch_points })?
        }
        Format::Text => {
            forks.iter().map(|(at, children)| sheet.fork(*at, children, context.detail())).collect()
        }
    };
    context.terminal.data(&text)?;
    if forks.is_empty() {
        context.terminal.note(&format!("{}: no branches", graph.chain()));
    }
    Ok(ExitStatus::Done)
}
