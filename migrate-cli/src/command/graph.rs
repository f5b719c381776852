//! `graph`: a picture of the chain. It asks a database only for what is applied, and only when told to.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use migrate_core::graph::{Applied, Range};

use super::Example;
use crate::context::Context;
use crate::draw::picture;
use crate::draw::{Sheet, Terminal};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::whole;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "graph -o chain.html", does: "a page for a browser, also of 2,000 revisions" },
    Example { typed: "graph -o chain.svg -i", does: "a picture, with what is applied to the database" },
    Example { typed: "graph", does: "as Mermaid, which code hosts draw in Markdown" },
    Example { typed: "graph --format dot -r 2d97:", does: "for Graphviz, from a revision on" },
];

/// What can be typed behind `graph`.
#[derive(Debug, Args)]
pub(crate) struct Graph {
    /// How it is drawn: `mermaid`, `dot`, `svg` or `html` [default: what the file's name ends with, or mermaid]
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub(crate) format: Option<Picture>,
    /// The file to write, instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Only the revisions between two targets, both with them; an end that is left out is the chain's own
    #[arg(long = "range", short = 'r', value_name = "FROM:TO", allow_hyphen_values = true)]
    pub(crate) range: Option<String>,
    /// Ask the database what is applied, and mark it
    #[arg(long, short)]
    pub(crate) indicate_current: bool,
}

/// How the chain is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Picture {
    /// Words that Graphviz lays out
    Dot,
    /// A page that opens in a browser, with nothing to be fetched
    Html,
    /// Words that code hosts and documentation lay out; best for some dozens of revisions
    Mermaid,
    /// A picture
    Svg,
}

impl Graph {
    /// The range that was typed, or all.
    fn read_range(&self) -> Result<Range, Failure> {
        let range = self.range.as_deref().map(str::parse::<Range>).transpose().map_err(Failure::Target)?;
        Ok(range.unwrap_or_default())
    }

    /// How it is drawn: as was typed, or by the name of the file.
    fn read_format(&self) -> Result<Picture, Failure> {
        match (self.format, &self.output) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Picture::Mermaid),
            (None, Some(file)) => match file.extension().and_then(|ending| ending.to_str()) {
                Some("dot" | "gv") => Ok(Picture::Dot),
                Some("htm" | "html") => Ok(Picture::Html),
                Some("mermaid" | "mmd") => Ok(Picture::Mermaid),
                Some("svg") => Ok(Picture::Svg),
                _ => Err(Failure::Picture { file: file.clone() }),
            },
        }
    }

    /// Whether a database must be asked.
    #[cfg(feature = "cargo")]
    pub(crate) fn asks_database(&self) -> bool {
        self.indicate_current || self.read_range().is_ok_and(|range| range.asks_database())
    }
}

pub(crate) fn run(context: &Context, typed: &Graph) -> Result<ExitStatus, Failure> {
    // What makes no sense is told before a database is asked.
    let range = typed.read_range()?;
    typed.read_format()?;
    if typed.indicate_current || range.asks_database() {
        context.read_graph()?;
        let view = context.look()?;
        let sheet = Sheet::on(&view);
        // Only what was asked for is marked.
        let sheet = if typed.indicate_current { sheet } else { Sheet::of(&view.graph) };
        return print(context.terminal, typed, &sheet, &view.applied);
    }
    let graph = context.read_graph()?;
    print(context.terminal, typed, &Sheet::of(&graph), &Applied::default())
}

/// Draws a graph, wherever it was read.
pub(crate) fn print(
    terminal: Terminal,
    typed: &Graph,
    sheet: &Sheet<'_>,
    applied: &Applied,
) -> Result<ExitStatus, Failure> {
    let mut nodes = sheet.graph.range(applied, &typed.read_range()?).map_err(Failure::Route)?;
    nodes.reverse();
    let text = match typed.read_format()? {
        Picture::Dot => picture::dot(sheet, &nodes),
        Picture::Html => picture::html(sheet, &nodes),
        Picture::Mermaid => picture::mermaid(sheet, &nodes),
        Picture::Svg => picture::svg(sheet, &nodes),
    };
    match &typed.output {
        None => terminal.data(&text)?,
        Some(file) => write(terminal, file, &text)?,
    }
    Ok(ExitStatus::Done)
}

fn write(terminal: Terminal, file: &Path, text: &str) -> Result<(), Failure> {
    whole::put(file, text).map_err(|source| Failure::Write { file: file.to_owned(), source })?;
    terminal.note(&format!("wrote {}", file.display()));
    Ok(())
}
