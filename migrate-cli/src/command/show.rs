//! `show`: revisions with everything that is known of them.

use clap::Args;
use migrate_core::graph::{Applied, Target};

use super::{Example, read_target};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{Detail, Marks, Sheet};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "show", does: "the head" },
    Example { typed: "show 2d97", does: "a revision; the start of its id is enough" },
    Example { typed: "show current", does: "what the database is at" },
];

/// What can be typed behind `show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The revisions to show; only `current`, `+N` and `-N` ask the database
    #[arg(value_name = "TARGET", default_value = "head", allow_negative_numbers = true)]
    pub(crate) targets: Vec<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Show) -> Result<ExitStatus, Failure> {
    let targets = typed.targets.iter().map(|target| read_target(target)).collect::<Result<Vec<_>, _>>()?;
    if targets.iter().any(Target::asks_database) {
        let view = context.look()?;
        return print(context, typed, &Sheet::on(&view), &view.applied, &targets);
    }
    let graph = context.read_graph()?;
    print(context, typed, &Sheet::of(&graph), &Applied::default(), &targets)
}

fn print(
    context: &Context,
    typed: &Show,
    sheet: &Sheet<'_>,
    applied: &Applied,
    targets: &[Target],
) -> Result<ExitStatus, Failure> {
    let mut nodes = Vec::new();
    for target in targets {
        for node in sheet.graph.resolve(applied, target).map_err(Failure::Route)? {
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
    }
    let text = match typed.output.format {
        Format::Json => {
            let revisions = json::Revision::all(sheet, nodes.iter().copied());
            json::text("show", sheet.graph.chain(), json::Revisions { revisions })?
        }
        Format::Text => nodes.iter().map(|node| sheet.revision(*node, Marks::All, Detail::Block)).collect(),
    };
    context.terminal.data(&text)?;
    if nodes.is_empty() {
        context.terminal.note(&format!("{}: no revision is there", sheet.graph.chain()));
    }
    Ok(ExitStatus::Done)
}
