//! Where a value was said.

use std::fmt;
use std::path::PathBuf;

/// A place in a file of the configuration, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The file, as seen from the folder where the command runs, if it lies below it.
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Position {
    /// The place behind so many bytes of a file's text.
    pub(super) fn new(file: PathBuf, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { file, line, column }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column } = self;
        write!(f, "{}:{line}:{column}", file.display())
    }
}

/// Who said a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Nobody: it holds where nothing is said.
    Default,
    /// A file, in the table of an environment or above all tables.
    File { at: Position, environment: Option<String> },
    /// The command line.
    Flag(&'static str),
    /// The program itself, in its `main`.
    Program,
    /// An environment variable.
    Variable(&'static str),
}

impl Source {
    /// The word for its kind, as JSON has it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File { .. } => "file",
            Self::Flag(_) => "flag",
            Self::Program => "program",
            Self::Variable(_) => "variable",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the default"),
            Self::File { at, environment: None } => at.fmt(f),
            Self::File { at, environment: Some(name) } => write!(f, "{at}, in [env.{name}]"),
            Self::Flag(flag) => f.write_str(flag),
            Self::Program => f.write_str("the program"),
            Self::Variable(variable) => write!(f, "the environment variable {variable}"),
        }
    }
}

/// A value, and who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}
