//! `show`: revisions with everything that is known of them.

use clap::Args;
use migrate_core::graph::{Applied, RouteError, Target};
use migrate_core::ledger::LedgerRecord;
use migrate_core::run::LedgerView;

use super::{Example, read_target};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{self, Detail, Marks, Sheet, Terminal};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "show", does: "the head" },
    Example { typed: "show 2d97", does: "a revision; the start of its id is enough" },
    Example { typed: "show current", does: "what the database is at" },
    Example { typed: "show 9f1c", does: "of one that is only in the database, what the ledger keeps" },
];

/// What can be typed behind `show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The revisions to show; only `current`, `+N`, `-N` and what this program does not have ask the database
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
    let shown = print(context.terminal, typed, &Sheet::of(&graph), &Applied::default(), &targets);
    match shown {
        // It may be in the database; where there is none to ask, it is unknown.
        Err(Failure::Route(RouteError::UnknownRevision { .. })) => match context.look() {
            Ok(view) => print_kept(context.terminal, typed, &view).unwrap_or(shown),
            Err(_) => shown,
        },
        shown => shown,
    }
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
            json::text("show", sheet.graph.chain(), json::Shown { revisions, unknown: Vec::new() })?
        }
        Format::Text => nodes.iter().map(|node| sheet.revision(*node, Marks::All, Detail::Block)).collect(),
    };
    terminal.data(&text)?;
    if nodes.is_empty() {
        terminal.note(&format!("{}: no revision is there", sheet.graph.chain()));
    }
    Ok(ExitStatus::Done)
}

/// Prints what the ledger keeps of revisions that the program does not have; none where it does not know them either.
fn print_kept(terminal: Terminal, typed: &Show, view: &LedgerView) -> Option<Result<ExitStatus, Failure>> {
    let record = |name: &String| view.record(view.applied.find_unknown(name)?);
    let records = typed.targets.iter().map(record).collect::<Option<Vec<_>>>()?;
    Some(print_records(terminal, typed, view, &records))
}

fn print_records(
    terminal: Terminal,
    typed: &Show,
    view: &LedgerView,
    records: &[&LedgerRecord],
) -> Result<ExitStatus, Failure> {
    let text = match typed.output.format {
        Format::Json => {
            let unknown = records.iter().map(|record| json::Record::new(view, record)).collect();
            json::text("show", view.graph.chain(), json::Shown { revisions: Vec::new(), unknown })?
        }
        Format::Text => records.iter().map(|record| draw::kept::kept(view, record)).collect(),
    };
    terminal.data(&text)?;
    Ok(ExitStatus::Done)
}
