//! `history`: the revisions of the chain. It asks a database only for what is applied, and only when told to.

use clap::Args;
use migrate_core::graph::{Applied, Range};

use super::Example;
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw::{self, Detail, Sheet, Terminal};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "history", does: "one line a revision; it asks no database" },
    Example { typed: "history -g", does: "with the branches drawn beside them" },
    Example { typed: "history -i", does: "marks what the database is at" },
    Example { typed: "history -r 2d97:head", does: "from a revision on, with it" },
    Example { typed: "history -r current:", does: "from what the database is at on" },
    Example { typed: "history -v", does: "with file and whole message" },
];

/// What can be typed behind `history`.
#[derive(Debug, Args)]
pub(crate) struct History {
    /// Only the revisions between two targets, both with them; an end that is left out is the chain's own
    #[arg(long = "range", short = 'r', value_name = "FROM:TO", allow_hyphen_values = true)]
    pub(crate) range: Option<String>,
    /// Draw the branches beside the revisions
    #[arg(long, short)]
    pub(crate) graph: bool,
    /// Ask the database which revisions are its newest, and mark them `(current)`
    #[arg(long, short)]
    pub(crate) indicate_current: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl History {
    /// The range that was typed, or all.
    pub(crate) fn read_range(&self) -> Result<Range, Failure> {
        let range = self.range.as_deref().map(str::parse::<Range>).transpose().map_err(Failure::Target)?;
        Ok(range.unwrap_or_default())
    }

    /// Whether a database must be asked.
    #[cfg(feature = "cargo")]
    pub(crate) fn asks_database(&self) -> bool {
        self.indicate_current || self.read_range().is_ok_and(|range| range.asks_database())
    }
}

pub(crate) fn run(context: &Context, typed: &History) -> Result<ExitStatus, Failure> {
    let range = typed.read_range()?;
    if typed.indicate_current || range.asks_database() {
        let view = context.look()?;
        let nothing = Applied::default();
        let sheet = Sheet::on(&view);
        // Only what was asked for is marked.
        let sheet = if typed.indicate_current { sheet } else { Sheet::of(&view.graph) };
        let applied = if range.asks_database() { &view.applied } else { &nothing };
        let status = print(context.terminal, typed, &sheet, applied, &range)?;
        let unknown = view.applied.unknown().len();
        if typed.indicate_current && unknown > 0 {
            let (chain, unknown) = (context.chain.name(), draw::count(unknown, "revision"));
            context
                .terminal
                .note(&format!("{chain}: the database has {unknown} that this program does not have"));
        }
        return Ok(status);
    }
    let graph = context.read_graph()?;
    print(context.terminal, typed, &Sheet::of(&graph), &Applied::default(), &range)
}

/// Prints revisions of a graph, wherever it was read.
pub(crate) fn print(
    terminal: Terminal,
    typed: &History,
    sheet: &Sheet<'_>,
    applied: &Applied,
    range: &Range,
) -> Result<ExitStatus, Failure> {
    let mut nodes = sheet.graph.range(applied, range).map_err(Failure::Route)?;
    nodes.reverse();
    let detail = Detail::of(terminal);
    let text = match typed.output.format {
        Format::Json => {
            let revisions = json::Revision::all(sheet, nodes);
            json::text("history", sheet.graph.chain(), json::History { range: range.to_string(), revisions })?
        }
        Format::Text if typed.graph => draw::graph::graph(sheet.graph, &nodes, |node| match detail {
            Detail::Block => sheet.history(node, detail),
            Detail::Line => sheet.beside(node),
        }),
        Format::Text => nodes.iter().map(|node| sheet.history(*node, detail)).collect(),
    };
    terminal.data(&text)?;
    Ok(ExitStatus::Done)
}
