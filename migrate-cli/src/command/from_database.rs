//! `from-database`: what a revision does that makes all that the database holds, for `cargo migrate revision
//! --from-database`, which writes its file.

use std::sync::Arc;

use clap::Args;
use migrate_core::adopt::{Adopted, adopt};
use migrate_core::graph::Graph;
use migrate_core::inspect::{Inspected, Schemas};
use migrate_core::run::{self, Inspect};
use migrate_core::source::{self, Piece};

use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::found::Found;

/// Which part of the database is looked at.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct FromDatabase {
    /// A schema of `PostgreSQL` to look at beside the connection's own; several times for several; without any, all
    #[arg(long, value_name = "NAME")]
    pub(crate) schema: Vec<String>,
}

pub(crate) fn run(context: &Context, typed: &FromDatabase) -> Result<ExitStatus, Failure> {
    let graph = run::graph_to_continue(context.require_chain()?).map_err(Failure::Core)?;
    let inspected = own(context, &graph, inspect(context, typed)?)?;
    require_untouched(context, &graph, &inspected)?;
    let heads = heads(&graph);
    let Adopted { operations, left_out } = adopt(&inspected);
    let pieces = operations.into_iter().map(Piece::from).collect::<Vec<_>>();
    let body = source::body(&pieces).map_err(Failure::Unwritten)?;
    let told = Found { heads, body, left_out: left_out.iter().map(ToString::to_string).collect() };
    let text = serde_json::to_string(&told).map_err(std::io::Error::from)?;
    context.terminal.data(&format!("{text}\n"))?;
    Ok(ExitStatus::Done)
}

/// The ids of the heads.
pub(super) fn heads(graph: &Graph) -> Vec<String> {
    graph.heads().into_iter().map(|head| graph.entry(head).id.to_owned()).collect()
}

/// Refuses a chain that makes tables of its own, and names with a prefix.
fn require_untouched(context: &Context, graph: &Graph, inspected: &Inspected) -> Result<(), Failure> {
    let creation = run::creation(graph, &graph.heads(), inspected.dialect, &context.options);
    if !creation.map_err(Failure::Core)?.created.is_empty() {
        return Err(Failure::Adopting {
            what: format!("the revisions of chain `{}` make tables of their own already", graph.chain()),
            help: "it writes the first revision alone, of a database that is older than its chain",
        });
    }
    if !context.options.prefix.is_none() {
        return Err(prefixed());
    }
    Ok(())
}

/// What to say where names have a prefix.
pub(super) fn prefixed() -> Failure {
    Failure::Adopting {
        what: "the database has a prefix before its names, and revisions have none".to_owned(),
        help: "leave the prefix out: `--prefix \"\"`; the names then are those of the database",
    }
}

/// What the database holds, without what other tools write down there.
pub(super) fn inspect(context: &Context, typed: &FromDatabase) -> Result<Inspected, Failure> {
    let inspect = Inspect::url(context.require_url()?.secret()).options(context.options.clone());
    let inspected = inspect.schemas(typed.schemas()).blocking().map_err(Failure::Core)?;
    Ok(inspected.without_bookkeeping())
}

/// The same without what other chains of the program make.
pub(super) fn own(context: &Context, graph: &Graph, inspected: Inspected) -> Result<Inspected, Failure> {
    let others = others(context, graph)?;
    let others = others.iter().map(|other| &**other).collect::<Vec<_>>();
    run::without_others(inspected, graph, &others).map_err(Failure::Core)
}

/// The graphs of the other chains of the program.
pub(super) fn others(context: &Context, graph: &Graph) -> Result<Vec<Arc<Graph>>, Failure> {
    let others = context.known.iter().filter(|chain| chain.name() != graph.chain());
    others.map(|chain| run::graph(*chain).map_err(Failure::Core)).collect()
}

impl FromDatabase {
    /// The schemas that are looked at.
    pub(super) fn schemas(&self) -> Schemas {
        let Self { schema } = self;
        if schema.is_empty() {
            return Schemas::All;
        }
        Schemas::HomeAnd(schema.iter().map(|name| name.as_str().into()).collect())
    }

    /// The same as words of the command line.
    #[cfg(feature = "cargo")]
    pub(crate) fn words(&self) -> Vec<String> {
        let Self { schema } = self;
        let schemas = schema.iter().map(|name| format!("--schema={name}"));
        ["from-database".to_owned()].into_iter().chain(schemas).collect()
    }
}
