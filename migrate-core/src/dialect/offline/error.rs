//! What cannot be written for a shell.

use thiserror::Error;

use super::Shell;
use crate::site::Site;

/// Why there is no script for a shell.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OfflineError {
    /// Functions of the author's would have to run.
    #[error("a script of SQL cannot run what is written in Rust")]
    DataSteps {
        /// The data steps.
        steps: Vec<OfflineStep>,
    },
    /// A table of SQLite is made anew on which the author's SQL has made something that nothing else knows.
    #[error(
        "revision `{revision}` makes table `{table}` anew, and a script would lose {what} `{name}`, which SQL of your own makes"
    )]
    Loses {
        /// The revision that makes the table anew.
        revision: String,
        /// `trigger` or `index`.
        what: &'static str,
        /// Its name.
        name: String,
        /// The table.
        table: String,
        /// Where the SQL is written.
        site: Site,
    },
    /// A text holds a carriage return at the end of a line, which the shell leaves out.
    #[error(
        "revision `{revision}` has a text with a carriage return before a line feed, and `{shell}` would leave that out"
    )]
    LineBreak {
        /// The revision.
        revision: String,
        /// The shell.
        shell: Shell,
        /// Where the operation is written.
        site: Site,
    },
}

/// A data step that no script can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfflineStep {
    /// The revision.
    pub revision: String,
    /// The step's name.
    pub name: String,
    /// Where it is written.
    pub site: Site,
}

impl OfflineError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::DataSteps { .. } => {
                "give the step SQL of its own for scripts, `.offline_sql(\"…\")`; or write scripts for the ranges before and \
                 behind the revision, and run it with `upgrade`"
            }
            Self::Loses { .. } => {
                "make it by an operation, or say what the SQL makes, `.effect(|op| …)`, so that it comes again; or write scripts for \
                 the ranges before and behind the revision, and run it with `upgrade`, which looks into the database"
            }
            Self::LineBreak { .. } => {
                "write the characters by the database's own function, `char(13, 10)`, or run the revision with `upgrade`"
            }
        }
    }

    pub(crate) fn parts(&self) -> Vec<(String, Site)> {
        match self {
            Self::DataSteps { steps } => steps
                .iter()
                .map(|step| (format!("revision `{}`, data step `{}`", step.revision, step.name), step.site))
                .collect(),
            Self::LineBreak { .. } | Self::Loses { .. } => Vec::new(),
        }
    }

    pub(crate) fn sites(&self) -> Vec<Site> {
        match self {
            Self::DataSteps { steps } => steps.iter().map(|step| step.site).collect(),
            Self::LineBreak { site, .. } | Self::Loses { site, .. } => vec![*site],
        }
    }
}
