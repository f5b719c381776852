//! `history`: the revisions of the chain. It asks a database only for what is applied, and only when told to.

use clap::Args;
use migrate_core::graph::{Applied, Range};
use migrate_core::run::LedgerView;

use super::{Example, several};
use crate::arguments::Output;
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
    let nothing = Applied::default();
    if typed.indicate_current || range.asks_database() {
        let views = context.look()?.each();
        // Only what was asked for is marked.
        let sheet = |view| if typed.indicate_current { Sheet::on(view) } else { Sheet::of(&view.graph) };
        let applied =
            |view: &LedgerView| if range.asks_database() { view.applied.clone() } else { nothing.clone() };
        let (sheets, applied) = (views.iter().map(sheet).collect::<Vec<_>>(), views.iter().map(applied));
        let status = print(context.terminal, typed, &sheets, &applied.collect::<Vec<_>>(), &range)?;
        for view in views.iter().filter(|view| typed.indicate_current && !view.applied.unknown().is_empty()) {
            let unknown = draw::count(view.applied.unknown().len(), "revision");
            let chain = view.graph.chain();
            context
                .terminal
                .note(&format!("{chain}: the database has {unknown} that this program does not have"));
        }
        return Ok(status);
    }
    let graphs = context.read_graphs()?;
    let sheets = graphs.iter().map(|graph| Sheet::of(graph)).collect::<Vec<_>>();
    print(context.terminal, typed, &sheets, &vec![nothing; sheets.len()], &range)
}

/// Prints revisions of graphs, wherever they were read.
pub(crate) fn print(
    terminal: Terminal,
    typed: &History,
    sheets: &[Sheet<'_>],
    applied: &[Applied],
    range: &Range,
) -> Result<ExitStatus, Failure> {
    let detail = Detail::of(terminal);
    let nodes = |sheet: &Sheet<'_>| {
        let at = sheets.iter().position(|other| other.graph.chain() == sheet.graph.chain());
        let mut nodes = sheet.graph.range(&applied[at.unwrap_or_default()], range).map_err(Failure::Route)?;
        nodes.reverse();
        Ok::<_, Failure>(nodes)
    };
    let text = |sheet: &Sheet<'_>| {
        let nodes = nodes(sheet)?;
        Ok(if typed.graph {
            draw::graph::graph(sheet.graph, &nodes, |node| match detail {
                Detail::Block => sheet.history(node, detail),
                Detail::Line => sheet.beside(node),
            })
        } else {
            nodes.iter().map(|node| sheet.history(*node, detail)).collect()
        })
    };
    let content = |sheet| {
        let revisions = json::Revision::all(sheet, nodes(sheet)?);
        Ok(json::History { range: range.to_string(), revisions })
    };
    several::sheets(terminal, ("history", typed.output.format), sheets, content, text)?;
    Ok(ExitStatus::Done)
}
