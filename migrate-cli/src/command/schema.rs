//! `schema`: the statements that create the schema of a revision. It needs no database.

use clap::Args;
use migrate_core::graph::{Applied, Graph, Target};
use migrate_core::run;

use super::{Example, read_target};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::dialect::{self, DialectName};
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "schema", does: "the tables at the head, for the dialect of the database's URL" },
    Example { typed: "schema --dialect sqlite", does: "for another; pipe it into `sqlite3 new.db`" },
    Example { typed: "schema 2d97 --dialect mariadb", does: "as they are behind a revision" },
    Example { typed: "schema --format json", does: "an operation and its SQL at a time, for a program" },
];

/// What can be typed behind `schema`.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Where in the chain; only `current`, `+N` and `-N` ask the database
    #[arg(value_name = "TARGET", default_value = "head", allow_negative_numbers = true)]
    pub(crate) target: String,
    /// The dialect: `postgres`, `mariadb`, `mysql` or `sqlite`; without it that of the database's URL
    #[arg(long, value_name = "NAME", value_enum, hide_possible_values = true)]
    pub(crate) dialect: Option<DialectName>,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Schema) -> Result<ExitStatus, Failure> {
    let target = read_target(&typed.target)?;
    if target.asks_database() {
        context.read_graph()?;
        let view = context.look()?;
        return print(context, typed, &view.graph, &view.applied, &target);
    }
    let graph = context.read_graph()?;
    print(context, typed, &graph, &Applied::default(), &target)
}

fn print(
    context: &Context,
    typed: &Schema,
    graph: &Graph,
    applied: &Applied,
    target: &Target,
) -> Result<ExitStatus, Failure> {
    let dialect = dialect::choose(context, typed.dialect)?;
    let nodes = graph.resolve(applied, target).map_err(Failure::Route)?;
    let ids = nodes.iter().map(|node| graph.entry(*node).id).collect::<Vec<_>>();
    let creation = run::creation(graph, &nodes, dialect, &context.options).map_err(Failure::Core)?;
    let text = match typed.output.format {
        Format::Json => json::text("schema", Some(graph.chain()), json::Schema::new(&creation, &ids))?,
        Format::Text => draw::creation::creation(graph.chain(), &creation, &ids),
    };
    context.terminal.data(&text)?;
    Ok(ExitStatus::Done)
}
