//! `show`: revisions with everything that is known of them.

use clap::Args;
use migrate_core::graph::{Applied, RouteError, Target};
use migrate_core::ledger::LedgerRecord;
use migrate_core::run::LedgerView;

use super::{Example, read_target, several};
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
        let views = context.look()?.each();
        let sheets = views.iter().map(Sheet::on).collect::<Vec<_>>();
        let applied = views.iter().map(|view| view.applied.clone()).collect::<Vec<_>>();
        return print(context.terminal, typed, &sheets, &applied, &targets);
    }
    let graphs = context.read_graphs()?;
    let sheets = graphs.iter().map(|graph| Sheet::of(graph)).collect::<Vec<_>>();
    let shown = print(context.terminal, typed, &sheets, &vec![Applied::default(); sheets.len()], &targets);
    match shown {
        // It may be in the database; where there is none to ask, it is unknown.
        Err(Failure::Route(RouteError::UnknownRevision { .. })) => match context.look() {
            Ok(view) => print_kept(context.terminal, typed, &view).unwrap_or(shown),
            Err(_) => shown,
        },
        shown => shown,
    }
}

/// Prints revisions of graphs, wherever they were read.
pub(crate) fn print(
    terminal: Terminal,
    typed: &Show,
    sheets: &[Sheet<'_>],
    applied: &[Applied],
    targets: &[Target],
) -> Result<ExitStatus, Failure> {
    let mut found = sheets.iter().map(|sheet| (sheet.graph.chain(), None)).collect::<Vec<_>>();
    for target in targets {
        let (mut is_known, mut unknown) = (false, None);
        for ((sheet, applied), (_, nodes)) in sheets.iter().zip(applied).zip(&mut found) {
            match sheet.graph.resolve(applied, target) {
                Ok(resolved) => {
                    is_known = true;
                    let nodes = nodes.get_or_insert_with(Vec::new);
                    for node in resolved {
                        if !nodes.contains(&node) {
                            nodes.push(node);
                        }
                    }
                }
                // Of several chains, one that has it will do.
                Err(error @ (RouteError::UnknownBranch { .. } | RouteError::UnknownRevision { .. })) => {
                    unknown.get_or_insert(error);
                }
                Err(error) => return Err(Failure::Route(error)),
            }
        }
        if let Some(error) = unknown.filter(|_| !is_known) {
            return Err(Failure::Route(error));
        }
    }
    // For people, a chain that has none of it is left out; for programs, all are there.
    let is_meant = |chain: &str| found.iter().any(|(name, nodes)| *name == chain && nodes.is_some());
    let sheets = match typed.output.format {
        Format::Json => sheets.to_vec(),
        Format::Text => sheets.iter().filter(|sheet| is_meant(sheet.graph.chain())).cloned().collect(),
    };
    let nodes = |sheet: &Sheet<'_>| {
        let of = found.iter().find(|(chain, _)| *chain == sheet.graph.chain());
        of.and_then(|(_, nodes)| nodes.clone()).unwrap_or_default()
    };
    several::sheets(
        terminal,
        ("show", typed.output.format),
        &sheets,
        |sheet| {
            let revisions = json::Revision::all(sheet, nodes(sheet));
            Ok(json::Shown { revisions, unknown: Vec::new() })
        },
        |sheet| {
            let nodes = nodes(sheet).into_iter();
            Ok(nodes.map(|node| sheet.revision(node, Marks::All, Detail::Block)).collect())
        },
    )?;
    for (chain, _) in found.iter().filter(|(_, nodes)| nodes.as_ref().is_some_and(Vec::is_empty)) {
        terminal.note(&format!("{chain}: no revision is there"));
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
            json::text("show", Some(view.graph.chain()), json::Shown { revisions: Vec::new(), unknown })?
        }
        Format::Text => records.iter().map(|record| draw::kept::kept(view, record)).collect(),
    };
    terminal.data(&text)?;
    Ok(ExitStatus::Done)
}
