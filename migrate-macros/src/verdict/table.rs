//! What `chain!` found, as one literal that travels through the chain's macro.

use std::path::{Path, PathBuf};

/// Whether the compiler checks what the reader could not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backstop {
    /// The reader saw every revision: nothing is left for the compiler.
    Off,
    /// Revisions may be hidden by a `cfg`, a macro or a module elsewhere: the compiler decides.
    On,
}

/// One literal of which something is to be said.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
    /// Counted from one.
    pub(crate) column: usize,
    /// The error; empty where the literal is wrong only because of another error.
    pub(crate) text: String,
}

/// All findings of one chain.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) backstop: Backstop,
    pub(crate) findings: Vec<Finding>,
}

const FIELD: char = '\u{1}';
const RECORD: char = '\u{2}';

impl Table {
    /// Writes the table as text.
    pub(crate) fn to_text(&self) -> String {
        let Self { backstop, findings } = self;
        let mut text = String::from(match backstop {
            Backstop::Off => "off",
            Backstop::On => "on",
        });
        for Finding { file, line, column, text: error } in findings {
            let file = canonical(file);
            text.extend([format!("{RECORD}{}{FIELD}{line}{FIELD}{column}{FIELD}{error}", file.display())]);
        }
        text
    }

    /// The findings alone, for a revision that does not count for others.
    pub(crate) fn without_backstop(&self) -> Self {
        Self { backstop: Backstop::Off, findings: self.findings.clone() }
    }

    /// Reads what [`to_text`](Self::to_text) wrote.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let mut records = text.split(RECORD);
        let backstop = match records.next()? {
            "off" => Backstop::Off,
            "on" => Backstop::On,
            _ => return None,
        };
        let finding = |record: &str| {
            let mut fields = record.splitn(4, FIELD);
            Some(Finding {
                file: PathBuf::from(fields.next()?),
                line: fields.next()?.parse().ok()?,
                column: fields.next()?.parse().ok()?,
                text: fields.next()?.to_owned(),
            })
        };
        Some(Self { backstop, findings: records.map(finding).collect::<Option<_>>()? })
    }

    /// What was found at a place of a file.
    pub(crate) fn find(&self, file: &Path, line: usize, column: usize) -> Option<&Finding> {
        self.findings.iter().find(|finding| {
            finding.line == line && finding.column == column && finding.file.as_path() == file
        })
    }
}

/// The one name of a file, so that `mod` lines and spans agree on it.
pub(crate) fn canonical(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}
