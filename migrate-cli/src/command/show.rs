//! `show`: revisions with everything that is known of them.

use clap::Args;
use migrate_core::graph::{Applied, Target};

use super::{Example, read_target};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{Detail, Marks, Sheet, Terminal};
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

impl Show {
    /// The targets that were typed.
    pub(crate) fn read_targets(&self) -> Result<Vec<Target>, Failure> {
        self.targets.iter().map(|target| read_target(target)).collect()
    }

    /// Whether a database must be asked.
    #[cfg(feature = "cargo")]
    pub(crate) fn asks_database(&self) -> bool {
        self.read_targets().is_ok_and(|targets| targets.iter().any(Target::asks_database))
    }
}

pub(crate) fn run(context: &Context, typed: &Show) -> Result<ExitStatus, Failure> {
    let targets = typed.read_targets()?;
    if targets.iter().any(Target::asks_database) {
        let view = context.look()?;
        return print(context.terminal, typed, &Sheet::on(&view), &view.applied, &targets);
    }
    let graph = context.read_graph()?;
    print(context.terminal, typed, &Sheet::of(&graph), &Applied::default(), &targets)
}

/// Prints revisions of a graph, wherever it was read.
pub(crate) fn print(
    terminal: Terminal,
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
    terminal.data(&text)?;
    if nodes.is_empty() {
        terminal.note(&format!("{}: no revision is there", sheet.graph.chain()));
    }
    Ok(ExitStatus::Done)
}
