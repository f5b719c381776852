//! The one error of the library's entry points.

mod code;
mod problem;
mod unknown_applied;

use std::error::Error as StdError;
use std::fmt;

use crate::diff::Ambiguous;
use crate::execute::DatabaseState;
use crate::report::Report;
use crate::run::PushError;
use crate::site::Site;

pub use code::{CODES, Code};
pub(crate) use problem::Problem;
pub(crate) use unknown_applied::UnknownApplied;

/// Why a run, or a look at a database, failed.
///
/// As text it is all that a terminal shows: what state the database is in where a run had begun, what went wrong, where
/// in the source, and what to do next, over several lines. The parts are there for programs.
pub struct Error(Box<Inner>);

struct Inner {
    problem: Problem,
    /// What was done before, where a run had begun.
    report: Option<Report>,
    state: Option<DatabaseState>,
}

/// Which part of the work failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The chain itself: its registry, its graph, or a revision that does not fit the ones before.
    Chain,
    /// The database cannot be opened.
    Connect,
    /// Rows would be lost, and there is no leave for that.
    Consent,
    /// A statement or a data step failed.
    Execute,
    /// The run was stopped from outside.
    Interrupted,
    /// The ledger cannot be read or written.
    Ledger,
    /// The lock was not to be had.
    Lock,
    /// The target is none, or there is no way to it.
    Target,
    /// The dialect cannot do what a revision asks for.
    Unsupported,
}

impl Error {
    pub(crate) fn new(problem: impl Into<Problem>) -> Self {
        Self(Box::new(Inner { problem: problem.into(), report: None, state: None }))
    }

    /// The same with what the run had done before.
    pub(crate) fn after(mut self, report: Report) -> Self {
        let inside = match &self.0.problem {
            Problem::Execute(error) => error.state(),
            _ => None,
        };
        self.0.state = Some(inside.unwrap_or_else(|| match report.steps.last() {
            None => DatabaseState::Unchanged,
            Some(step) => DatabaseState::After { revision: step.revision.clone(), direction: step.direction },
        }));
        self.0.report = Some(report);
        self
    }

    /// The same where nothing had been done yet.
    pub(crate) fn before_all(mut self) -> Self {
        self.0.state.get_or_insert(DatabaseState::Unchanged);
        self
    }

    /// Which part of the work failed.
    pub fn kind(&self) -> ErrorKind {
        self.code().kind
    }

    /// The error's code, which stays the same in every version.
    pub fn code(&self) -> Code {
        self.0.problem.code()
    }

    /// What went wrong, in one fragment.
    pub fn message(&self) -> String {
        self.0.problem.to_string()
    }

    /// What to do next.
    pub fn help(&self) -> Option<String> {
        self.0.problem.help()
    }

    /// Where in the source it is.
    pub fn sites(&self) -> Vec<Site> {
        self.0.problem.sites()
    }

    /// What state the database is in, where a run had begun.
    pub fn state(&self) -> Option<&DatabaseState> {
        self.0.state.as_ref()
    }

    /// What the run did before it failed, where it had begun.
    pub fn report(&self) -> Option<&Report> {
        self.0.report.as_ref()
    }

    /// What may have been renamed, where models were pushed and nobody has said it.
    pub fn ambiguous(&self) -> Option<&Ambiguous> {
        match &self.0.problem {
            Problem::Push(PushError::Ambiguous(ambiguous)) => Some(ambiguous),
            _ => None,
        }
    }

    /// Whether the database was looked at, and could not be: somebody may have changed it meanwhile.
    pub(crate) fn is_of_looking(&self) -> bool {
        matches!(self.0.problem, Problem::Inspect(_) | Problem::Push(PushError::Uncounted(_)))
    }

    /// The SQL that failed.
    pub fn statement(&self) -> Option<&str> {
        match &self.0.problem {
            Problem::Execute(error) => error.statement.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(state) = self.state() {
            writeln!(f, "{state}")?;
        }
        write!(f, "{}", self.0.problem)?;
        let parts = self.0.problem.parts();
        for (part, site) in &parts {
            write!(f, "\n  {part}")?;
            if let Some(site) = site {
                write!(f, "\n    at {site}")?;
            }
        }
        if parts.is_empty() {
            for site in self.sites() {
                write!(f, "\n  at {site}")?;
            }
        }
        if let Some(statement) = self.statement() {
            for line in statement.trim().lines() {
                write!(f, "\n  | {line}")?;
            }
        }
        if let Some(help) = self.help() {
            write!(f, "\nhelp: {help}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `main` and `unwrap` print this.
        write!(f, "[{}] {self}", self.code())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.problem.source()
    }
}
