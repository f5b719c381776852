//! `check`: whether everything is in order, for machines that decide by the exit code.

use std::collections::BTreeMap;

use clap::Args;
use migrate_core::AnyChain;
use migrate_core::autogenerate::AutogenerateError;
use migrate_core::diff::Filter;
use migrate_core::run::{self, Changed, LedgerView};

use super::{Example, diff};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::{Failure, Findings};
use crate::json;
use crate::stale::{self, Stale};

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "check", does: "ends with code 6 where anything is amiss, and says what" },
    Example {
        typed: "check --offline",
        does: "without a database: the chain and its models, and that this is of its sources",
    },
    Example { typed: "check --drift", does: "and whether others changed what revisions have made" },
    Example { typed: "check --drift --exclude 'audit.*'", does: "but for what is in a schema" },
];

/// What can be typed behind `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Ask no database
    #[arg(long)]
    pub(crate) offline: bool,
    /// Look at the database's tables too: whether they are what the applied revisions have made of them
    #[arg(long, conflicts_with = "offline")]
    pub(crate) drift: bool,
    /// Compare only tables and enums of such names; `*` stands for any letters; several times for several
    #[arg(long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,
    /// Compare no tables and enums of such names
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl Check {
    /// Which objects are compared.
    fn filter(&self) -> Filter {
        Filter { include: self.include.clone(), exclude: self.exclude.clone() }
    }
}

pub(crate) fn run(context: &Context, typed: &Check) -> Result<ExitStatus, Failure> {
    for chain in context.chains.iter() {
        run::prove(chain).map_err(Failure::Core)?;
    }
    let stale = context.chains.iter().map(|chain| (chain.name(), stale::compare(chain.definition())));
    let mut stale = stale.collect::<BTreeMap<_, _>>();
    let is_stale = |stale: &Option<Stale>| stale.as_ref().is_some_and(|stale| !stale.is_empty());
    // What a program of other sources says of the database would be of another chain.
    let is_of_others = stale.values().any(is_stale);
    let found = if typed.offline || is_of_others { None } else { Some(look(context, typed)?) };
    if typed.output.format == Format::Json {
        let check = |chain: &'static str| {
            let of = |(view, _): &&(LedgerView, Findings)| view.graph.chain() == chain;
            let found = found.as_ref().and_then(|found| found.iter().find(of));
            let found = found.map(|(view, findings)| (json::Database::of(view), findings));
            (chain, json::Check::new(stale.get(chain).and_then(Option::as_ref), found))
        };
        let checks = context.chains.names().into_iter().map(check).collect();
        context.terminal.data(&json::of_chains("check", checks)?)?;
    }
    let faulty = context.chains.names().into_iter().find(|chain| stale.get(chain).is_some_and(is_stale));
    if let Some(chain) = faulty
        && let Some(Some(stale)) = stale.remove(chain)
    {
        return Err(Failure::Stale { chain: chain.to_owned(), stale });
    }
    let chain = context.title();
    let Some(found) = found else {
        let found =
            context.chains.iter().map(|chain| unwritten(chain, &typed.filter()).map(|words| (chain, words)));
        let found = found.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|(_, words)| !words.is_empty());
        let found =
            found.map(|(chain, unwritten)| Findings::of_models(chain.name(), unwritten)).collect::<Vec<_>>();
        if !found.is_empty() {
            return Err(Failure::Found(found));
        }
        let sound =
            if context.only_chain().is_some() { "the chain is sound" } else { "the chains are sound" };
        context.terminal.note(&format!("{chain}: {sound}"));
        return Ok(ExitStatus::Done);
    };
    let found = found.into_iter().map(|(_, findings)| findings).filter(|findings| !findings.is_empty());
    let found = found.collect::<Vec<_>>();
    if !found.is_empty() {
        return Err(Failure::Found(found));
    }
    let sound = match context.only_chain() {
        Some(_) => "the chain is sound, and the database is at its heads",
        None => "the chains are sound, and the database is at their heads",
    };
    context.terminal.note(&format!("{chain}: {sound}"));
    Ok(ExitStatus::Done)
}

/// What the database has of each chain, and what of it is not as it should be.
fn look(context: &Context, typed: &Check) -> Result<Vec<(LedgerView, Findings)>, Failure> {
    let drifted = if typed.drift { Some(diff::drifted(context)?) } else { None };
    let found = context.look()?.each().into_iter().map(|view| {
        let mut findings = findings(&view, &view.changed().map_err(Failure::Core)?);
        let chain = view.graph.chain();
        if let Some(known) = context.chains.iter().find(|known| known.name() == chain) {
            findings.unwritten = unwritten(known, &typed.filter())?;
        }
        if let Some(drifted) = &drifted {
            let changes = diff::drift(context, drifted, chain, &typed.filter())?;
            findings.drift = changes.iter().map(ToString::to_string).collect();
        }
        Ok((view, findings))
    });
    found.collect()
}

/// What the models of a chain say and its revisions do not, in words.
fn unwritten(chain: AnyChain, filter: &Filter) -> Result<Vec<String>, Failure> {
    match diff::models(chain, filter) {
        Ok(changes) => Ok(changes.unwrap_or_default().iter().map(ToString::to_string).collect()),
        Err(Failure::Autogenerate(error)) => match *error {
            AutogenerateError::Ambiguous(ambiguous) => Ok(vec![ambiguous.to_string()]),
            error => Err(Failure::Autogenerate(Box::new(error))),
        },
        Err(error) => Err(error),
    }
}

/// What is not as it should be.
pub(crate) fn findings(view: &LedgerView, changed: &[Changed]) -> Findings {
    let LedgerView { dialect: _, server: _, graph, records: _, applied, all: _ } = view;
    let id = |node| graph.entry(node).id.to_owned();
    Findings {
        chain: graph.chain().to_owned(),
        missing: graph.nodes().filter(|node| !applied.contains(*node)).map(id).collect(),
        unfinished: applied.unfinished().map(|(node, _)| id(node)).collect(),
        unknown: applied.unknown().to_vec(),
        half_applied: applied.half_applied().to_vec(),
        changed: changed.iter().map(|changed| id(changed.node)).collect(),
        unwritten: Vec::new(),
        drift: Vec::new(),
    }
}
