//! The exit codes, in one place: what the help prints, what scripts may rely on.

use std::fmt::Write as _;
use std::process::ExitCode;

/// How a run of the command line ended. The numbers never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExitStatus {
    /// Everything that was asked for is done, or there was nothing to do.
    Done = 0,
    /// It failed; the message says in which state the database is.
    Failed = 1,
    /// The command line, or what the target means in this chain, makes no sense. Nothing ran.
    Usage = 2,
    /// The database could not be reached or opened. Nothing ran.
    Unreachable = 3,
    /// Another run held the lock for longer than the wait. Nothing ran.
    Locked = 4,
    /// It would lose data, and that was not allowed. Nothing ran.
    Refused = 5,
    /// A check found something, and the message says what. Nothing ran.
    Found = 6,
    /// It was interrupted; the summary says what is applied.
    Interrupted = 130,
}

impl ExitStatus {
    /// All of them, by number.
    pub const ALL: [Self; 8] = [
        Self::Done,
        Self::Failed,
        Self::Usage,
        Self::Unreachable,
        Self::Locked,
        Self::Refused,
        Self::Found,
        Self::Interrupted,
    ];

    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// What it means, as the help says it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done, or nothing to do",
            Self::Failed => "failed; the message says in which state the database is",
            Self::Usage => "the command line or the target makes no sense; nothing ran",
            Self::Unreachable => "the database cannot be reached or opened; nothing ran",
            Self::Locked => "another run held the lock for longer than the wait; nothing ran",
            Self::Refused => "data would be lost, and that was not allowed; nothing ran",
            Self::Found => "a check found something; the message says what; nothing ran",
            Self::Interrupted => "interrupted; the summary says what is applied",
        }
    }

    /// The table that stands below the help.
    pub(crate) fn table() -> String {
        let mut table = String::from("Exit codes:");
        for status in Self::ALL {
            let _ = write!(table, "\n  {:<4} {}", status.code(), status.meaning());
        }
        table
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_meanings_are_unique_and_sorted() {
        assert!(ExitStatus::ALL.is_sorted_by(|one, two| one.code() < two.code()));
        let meanings = ExitStatus::ALL.map(ExitStatus::meaning);
        for (at, meaning) in meanings.iter().enumerate() {
            assert!(!meanings[..at].contains(meaning), "{meaning}");
        }
    }

    #[test]
    fn the_readme_has_the_same_table() {
        let readme = include_str!("../../README.md");
        for status in ExitStatus::ALL {
            let line = format!("| {} | {} |", status.code(), status.meaning());
            assert!(readme.lines().any(|other| other == line), "the README lacks: {line}");
        }
    }

    #[test]
    fn the_help_has_a_line_for_each() {
        assert_eq!(ExitStatus::table().lines().count(), ExitStatus::ALL.len() + 1);
    }
}
