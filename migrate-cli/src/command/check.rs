//! `check`: whether everything is in order, for machines that decide by the exit code.

use clap::Args;
use migrate_core::run::{Changed, LedgerView};

use super::Example;
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::{Failure, Findings};
use crate::json;
use crate::stale;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "check", does: "ends with code 6 where anything is amiss, and says what" },
    Example {
        typed: "check --offline",
        does: "without a database: the chain, and that this is of its sources",
    },
];

/// What can be typed behind `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Ask no database
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Check) -> Result<ExitStatus, Failure> {
    context.chain.prove().map_err(Failure::Core)?;
    let chain = context.chain.name();
    let mut stale = stale::compare(context.chain.definition());
    let is_stale = stale.as_ref().is_some_and(|stale| !stale.is_empty());
    // What a program of other sources says of the database would be of another chain.
    let found = if typed.offline || is_stale { None } else { Some(look(context)?) };
    if typed.output.format == Format::Json {
        let found = found.as_ref().map(|(view, findings)| (json::Database::of(view), findings));
        let check = json::Check::new(stale.as_ref(), found);
        context.terminal.data(&json::text("check", chain, check)?)?;
    }
    if let Some(stale) = stale.take_if(|_| is_stale) {
        return Err(Failure::Stale { chain: chain.to_owned(), stale });
    }
    match found {
        None => context.terminal.note(&format!("{chain}: the chain is sound")),
        Some((_, findings)) if findings.is_empty() => {
            context.terminal.note(&format!("{chain}: the chain is sound, and the database is at its heads"));
        }
        Some((_, findings)) => return Err(Failure::Found(findings)),
    }
    Ok(ExitStatus::Done)
}

/// What the database has, and what of it is not as it should be.
fn look(context: &Context) -> Result<(LedgerView, Findings), Failure> {
    let view = context.look()?;
    let findings = findings(&view, &view.changed().map_err(Failure::Core)?);
    Ok((view, findings))
}

/// What is not as it should be.
pub(crate) fn findings(view: &LedgerView, changed: &[Changed]) -> Findings {
    let LedgerView { dialect: _, server: _, graph, records: _, applied } = view;
    let id = |node| graph.entry(node).id.to_owned();
    Findings {
        chain: graph.chain().to_owned(),
        missing: graph.nodes().filter(|node| !applied.contains(*node)).map(id).collect(),
        unfinished: applied.unfinished().map(|(node, _)| id(node)).collect(),
        unknown: applied.unknown().to_vec(),
        changed: changed.iter().map(|changed| id(changed.node)).collect(),
    }
}
