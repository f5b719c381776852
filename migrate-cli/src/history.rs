//! Other tools as they are typed, and where they write down what they have applied.

use clap::{Args, ValueEnum};
use migrate_core::adopt::history::Tool;
use migrate_core::name::QualifiedName;
use migrate_core::run::History;
use serde::{Deserialize, Serialize};

/// A tool as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ToolName {
    Alembic,
    Refinery,
    Sqlx,
}

impl ToolName {
    pub(crate) fn tool(self) -> Tool {
        match self {
            Self::Alembic => Tool::Alembic,
            Self::Refinery => Tool::Refinery,
            Self::Sqlx => Tool::Sqlx,
        }
    }

    /// The word that is typed.
    #[cfg(feature = "cargo")]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Alembic => "alembic",
            Self::Refinery => "refinery",
            Self::Sqlx => "sqlx",
        }
    }
}

/// How a tool's table is to be read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Reading {
    /// The table of the tool, where it is not the one that it takes by itself: `name`, or `schema.name` on `PostgreSQL`
    #[arg(long, value_name = "TABLE")]
    pub(crate) table: Option<String>,
    /// A version whose file has changed since it ran, in comments or form alone; several times for several
    #[arg(long, value_name = "VERSION")]
    pub(crate) changed: Vec<String>,
}

impl Reading {
    /// Whether nothing is said of it.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { table, changed } = self;
        table.is_none() && changed.is_empty()
    }

    /// Where it is written down what a tool has applied.
    pub(crate) fn history(&self, tool: ToolName) -> History {
        let mut history = History::of(tool.tool());
        if let Some(table) = self.table() {
            history = history.table(table);
        }
        for version in &self.changed {
            history = history.changed(version);
        }
        history
    }

    /// The table of the tool, where it is said.
    pub(crate) fn table(&self) -> Option<QualifiedName> {
        let table = self.table.as_ref()?;
        Some(match table.split_once('.') {
            None => QualifiedName::from(table),
            Some((schema, table)) => QualifiedName::from((schema, table)),
        })
    }

    /// The same as words of the command line.
    #[cfg(feature = "cargo")]
    pub(crate) fn words(&self) -> Vec<String> {
        let Self { table, changed } = self;
        let table = table.iter().map(|table| format!("--table={table}"));
        table.chain(changed.iter().map(|version| format!("--changed={version}"))).collect()
    }
}

/// What a chain's binary tells `cargo migrate` of what another tool has applied: a document of JSON, which no one else reads.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Told {
    /// The heads that the binary knows.
    pub(crate) heads: Vec<String>,
    /// The database: `mysql`, `postgres` or `sqlite`.
    pub(crate) dialect: String,
    /// The tool's rows.
    pub(crate) rows: Vec<ToldRow>,
    /// The statements of a revision's function that makes what the database holds, or declares that it is made.
    pub(crate) body: String,
    /// What they leave out, in words.
    pub(crate) left_out: Vec<String>,
}

/// A row of a tool's table.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ToldRow {
    pub(crate) version: String,
    pub(crate) name: String,
    pub(crate) checksum: Option<String>,
    pub(crate) is_whole: bool,
}
