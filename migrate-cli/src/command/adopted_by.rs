//! `adopted-by`: what another tool has applied, and what the database holds because of it, for `cargo migrate adopt`, which writes
//! the revisions.

use clap::Args;
use migrate_core::adopt::history::{HistoryRow, Tool};
use migrate_core::adopt::{Adopted, adopt};
use migrate_core::run::ReadHistory;
use migrate_core::source::{self, Piece};

use super::from_database::{self, FromDatabase};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::history::{Reading, Told, ToldRow, ToolName};

/// Which tool.
#[derive(Clone, Debug, Args)]
pub(crate) struct AdoptedBy {
    #[arg(value_enum)]
    tool: ToolName,
    #[command(flatten)]
    reading: Reading,
    /// Leave out what the database holds
    #[arg(long)]
    rows_only: bool,
    #[command(flatten)]
    part: FromDatabase,
}

pub(crate) fn run(context: &Context, typed: &AdoptedBy) -> Result<ExitStatus, Failure> {
    let AdoptedBy { tool, reading, rows_only, part } = typed;
    let graph = context.read_graph()?;
    let url = context.require_url()?.secret();
    let rows = ReadHistory::url(url, reading.history(*tool)).options(context.options.clone()).blocking();
    let rows = rows.map_err(Failure::Core)?.into_iter().map(|row| {
        let HistoryRow { version, name, checksum, is_whole } = row;
        ToldRow { version, name, checksum, is_whole }
    });
    let rows = rows.collect();
    let mut inspected = from_database::inspect(context, part)?;
    if let Some(table) = reading.table() {
        inspected = inspected.without_table(&table);
    }
    let dialect = inspected.dialect.to_string();
    let heads = from_database::heads(&graph);
    let (pieces, left_out) = if *rows_only {
        (Vec::new(), Vec::new())
    } else {
        from_database::require_untouched(context, &graph, &inspected)?;
        let adopted = adopt(&inspected);
        let left_out = adopted.left_out.iter().map(from_database::words).collect();
        let pieces = match tool.tool() {
            // What its revisions do cannot be read, so that the database says it.
            Tool::Alembic => {
                let Adopted { operations, left_out: _ } = adopted;
                operations.into_iter().map(Piece::from).collect()
            }
            Tool::Refinery | Tool::Sqlx => {
                adopted.into_declaration().into_iter().map(Piece::from).collect::<Vec<_>>()
            }
        };
        (pieces, left_out)
    };
    let body = source::body(&pieces).map_err(Failure::Unwritten)?;
    let told = Told { heads, dialect, rows, body, left_out };
    let text = serde_json::to_string(&told).map_err(std::io::Error::from)?;
    context.terminal.data(&format!("{text}\n"))?;
    Ok(ExitStatus::Done)
}

impl AdoptedBy {
    /// The same as words of the command line.
    #[cfg(feature = "cargo")]
    pub(crate) fn words(
        tool: ToolName,
        reading: &Reading,
        rows_only: bool,
        schemas: &[String],
    ) -> Vec<String> {
        let verb = ["adopted-by", tool.word()].map(str::to_owned);
        let rows_only = rows_only.then(|| "--rows-only".to_owned());
        let schemas = schemas.iter().map(|name| format!("--schema={name}"));
        verb.into_iter().chain(reading.words()).chain(rows_only).chain(schemas).collect()
    }
}
