//! What the terminal sees: reports become text here, and nothing else of the crate prints.

pub(crate) mod config;
pub(crate) mod creation;
pub(crate) mod current;
pub(crate) mod diff;
pub(crate) mod failure;
pub(crate) mod graph;
pub(crate) mod kept;
pub(crate) mod picture;
mod progress;
pub(crate) mod push;
pub(crate) mod report;
pub(crate) mod revision;
mod rows;
pub(crate) mod script;
pub(crate) mod status;
mod terminal;

use crate::exit::ExitStatus;

pub(crate) use progress::Progress;
pub(crate) use revision::{Marks, Sheet};
pub(crate) use terminal::{Terminal, Verbosity};

/// How much of a thing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// All of it, in a block of lines.
    Block,
    /// The most important, in one line.
    Line,
}

impl Detail {
    /// How much a verb prints of what it was asked for.
    pub(crate) fn of(terminal: Terminal) -> Self {
        match terminal.verbosity() {
            Verbosity::Normal | Verbosity::Quiet => Self::Line,
            Verbosity::Verbose => Self::Block,
        }
    }
}

/// Prints what clap says of the command line: its help, its version, or what is wrong.
pub(crate) fn usage(error: &clap::Error) -> ExitStatus {
    let text = error.render().ansi().to_string();
    let terminal = Terminal::new(Verbosity::Normal);
    if !error.use_stderr() {
        return terminal.help(&text).map_or(ExitStatus::Failed, |()| ExitStatus::Done);
    }
    terminal.say(&text);
    ExitStatus::Usage
}

/// `1 revision`, `2 revisions`.
pub(crate) fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
