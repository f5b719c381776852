//! `diff`: how models, revisions and database differ from each other. It changes nothing.

use std::collections::BTreeSet;

use clap::Args;
use migrate_core::AnyChain;
use migrate_core::autogenerate::{self, AutogenerateError, Wanted};
use migrate_core::diff::{Change, Comparison, Filter, Guessing, Object};
use migrate_core::graph::Graph;
use migrate_core::inspect::Unmodelled;
use migrate_core::model::ModelError;
use migrate_core::run::{self, ChainSet, Drift, Drifted};
use migrate_core::schema::Schema;

use super::Example;
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "diff", does: "models beside revisions, and the database beside what is applied to it" },
    Example {
        typed: "diff --models",
        does: "what `cargo migrate revision --autogenerate` would write; asks no database",
    },
    Example { typed: "diff --drift", does: "what others changed in the database" },
    Example { typed: "diff --include 'deal*' --exclude '*_old'", does: "of some tables and enums alone" },
    Example {
        typed: "diff --chain all --format json",
        does: "of all chains of the program, for another program",
    },
];

/// What can be typed behind `diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Compare the models with the revisions alone, and ask no database
    #[arg(long, conflicts_with = "drift")]
    pub(crate) models: bool,
    /// Compare the database with the revisions alone
    #[arg(long)]
    pub(crate) drift: bool,
    /// Look only at what has such a name; `*` stands for any letters; several times for several
    #[arg(long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,
    /// Look at nothing of such a name
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How the parts of a chain differ, as far as they were compared.
#[derive(Debug)]
pub(crate) struct Differences {
    /// The chain's name.
    pub(crate) chain: &'static str,
    /// What makes the revisions say what the models do; nothing where the chain has no models.
    pub(crate) models: Option<Vec<Change>>,
    /// What makes the database what its applied revisions have made of it.
    pub(crate) database: Option<Vec<Change>>,
}

/// What is in a database, and no chain of the program has made it.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    pub(crate) objects: BTreeSet<Object>,
    pub(crate) unmodelled: Vec<Unmodelled>,
}

pub(crate) fn run(context: &Context, typed: &Diff) -> Result<ExitStatus, Failure> {
    let filter = Filter { include: typed.include.clone(), exclude: typed.exclude.clone() };
    let mut all = Vec::new();
    for chain in context.chains.iter() {
        let models = if typed.drift { None } else { models(chain, &filter)? };
        all.push(Differences { chain: chain.name(), models, database: None });
    }
    let mut strangers = None;
    if !typed.models {
        let drifted = drifted(context)?;
        for differences in &mut all {
            differences.database = Some(drift(context, &drifted, differences.chain, &filter)?);
        }
        strangers = Some(strange(&drifted, &filter));
    }
    let text = match typed.output.format {
        Format::Json => {
            let contents = all.iter().map(|one| (one.chain, json::Diff::new(one, strangers.as_ref())));
            json::of_chains("diff", contents.collect())?
        }
        Format::Text => draw::diff::diff(&all, strangers.as_ref()),
    };
    context.terminal.data(&text)?;
    Ok(ExitStatus::Done)
}

/// What makes the revisions of a chain say what its models do; nothing where it has none.
pub(crate) fn models(chain: AnyChain, filter: &Filter) -> Result<Option<Vec<Change>>, Failure> {
    // Names are those of revisions, whatever prefix a database has.
    let graph = run::graph(chain).map_err(Failure::Core)?;
    let wanted = Wanted { filter: filter.clone(), ..Wanted::default() };
    match autogenerate::autogenerate(chain, &graph, &wanted) {
        Ok(steps) => Ok(Some(steps.into_iter().map(|step| step.change).collect())),
        Err(AutogenerateError::Model(ModelError::NoModels { .. })) => Ok(None),
        Err(error) => Err(Failure::Autogenerate(Box::new(error))),
    }
}

/// The database beside all chains of the program.
pub(crate) fn drifted(context: &Context) -> Result<Drifted, Failure> {
    let all = context.known.iter().copied().collect::<ChainSet>();
    let drift = Drift::url(all, context.require_url()?.secret()).options(context.options.clone());
    drift.blocking().map_err(Failure::Core)
}

/// What makes the database what a chain has made of it, but for what another chain has made.
pub(crate) fn drift(
    context: &Context,
    drifted: &Drifted,
    chain: &str,
    filter: &Filter,
) -> Result<Vec<Change>, Failure> {
    let known = context.known.iter().copied().collect::<ChainSet>();
    let graphs = run::graphs(known, &context.options).map_err(Failure::Core)?;
    let mut below = BTreeSet::new();
    if let Some(graph) = graphs.iter().find(|graph| graph.chain() == chain) {
        chains_below(graph, &mut below);
    }
    let Some(own) = drifted.chains.iter().find(|other| other.chain == chain) else { return Ok(Vec::new()) };
    let how = Comparison { guessing: Guessing::Never, filter: filter.clone(), ..Comparison::default() };
    let diff = own.compared.mends_database(how).expect("nothing is asked where nothing is guessed");
    let is_others = |change: &Change| {
        let mut others = drifted.chains.iter().filter(|other| below.contains(other.chain.as_str()));
        others.any(|other| holds(&other.compared.schema, &change.object))
    };
    Ok(diff.changes.into_iter().filter(|change| !is_others(change)).collect())
}

/// What no chain of the program has made.
fn strange(drifted: &Drifted, filter: &Filter) -> Strangers {
    let mut objects = None::<BTreeSet<Object>>;
    for chain in &drifted.chains {
        let how = Comparison { guessing: Guessing::Never, filter: filter.clone(), ..Comparison::default() };
        let diff = chain.compared.mends_database(how).expect("nothing is asked where nothing is guessed");
        let alone = diff.only_before.into_iter().collect::<BTreeSet<_>>();
        objects = Some(match objects {
            None => alone,
            Some(objects) => &objects & &alone,
        });
    }
    let unmodelled = drifted.inspected.unmodelled.iter().filter(|one| filter.takes(&one.name)).cloned();
    Strangers { objects: objects.unwrap_or_default(), unmodelled: unmodelled.collect() }
}

/// The chains that a chain depends on.
fn chains_below<'g>(graph: &'g Graph, into: &mut BTreeSet<&'g str>) {
    for below in graph.below() {
        if into.insert(below.chain()) {
            chains_below(below, into);
        }
    }
}

/// Whether a schema has what something is, or is of.
fn holds(schema: &Schema, object: &Object) -> bool {
    match object {
        Object::Column(table, _)
        | Object::Constraint(table, _, _)
        | Object::Index(table, _)
        | Object::Table(table)
        | Object::Trigger(table, _)
        | Object::View(table) => schema.table(table).is_some() || schema.view(table).is_some(),
        Object::Enum(name) => schema.enum_type(name).is_some(),
        Object::Extension(_) => false,
        Object::Function(signature) => schema.function(signature).is_some(),
        Object::Schema(name) => schema.schemas().any(|schema| schema == name),
        Object::Sequence(name) => schema.sequence(name).is_some(),
    }
}
