//! The history that another tool keeps of a database, against the revisions that its files have become.
//!
//! It is pure. [`run::Stamp::adopting`](crate::run::Stamp::adopting) reads what the tool's table says and asks here whether it is
//! what the revisions do.

mod checksum;
mod error;
mod files;
#[cfg(test)]
mod tests;

pub use error::{HistoryError, HistoryFault};
pub use files::{FileFault, HistoryFile, files};

use checksum::{line_endings, refinery, sqlx};

/// A tool that has changed the database until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// Alembic, whose table has the id of each head, and nothing of how it came there.
    Alembic,
    /// refinery: `V1__initial.sql`, and a row with a checksum for each.
    Refinery,
    /// sqlx: `20240101120000_users.sql`, or `.up.sql` and `.down.sql`, and a row with a checksum for each.
    Sqlx,
}

/// A row of a tool's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The version of the file; with Alembic the id of the revision.
    pub version: String,
    /// What the file is called besides.
    pub name: String,
    /// The checksum of what ran, as text.
    pub checksum: Option<String>,
    /// Whether it ran to its end.
    pub is_whole: bool,
}

/// A revision, as far as a tool could know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryStep {
    /// The revision's id.
    pub revision: String,
    /// What it runs.
    pub runs: Runs,
    /// What else says that the database has it.
    pub vouched: Vouched,
}

/// What says that a database has a revision, beside the tool's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vouched {
    /// The ledger.
    ByLedger,
    /// Nothing.
    ByNobody,
    /// Its own comment, which says that it is the tool's: Alembic's table has heads alone, and nothing of what is before them.
    ByRemark,
}

/// What a revision runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runs {
    /// Nothing.
    Nothing,
    /// Something else than one text.
    Other,
    /// One text of SQL.
    Sql(String),
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Alembic, Self::Refinery, Self::Sqlx];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alembic => "Alembic",
            Self::Refinery => "refinery",
            Self::Sqlx => "sqlx",
        }
    }

    /// The table that it writes down what is applied in, unless it is told another.
    pub fn table(self) -> &'static str {
        match self {
            Self::Alembic => "alembic_version",
            Self::Refinery => "refinery_schema_history",
            Self::Sqlx => "_sqlx_migrations",
        }
    }

    /// What brings a database to the newest of its files.
    pub fn upgrade(self) -> &'static str {
        match self {
            Self::Alembic => "alembic upgrade head",
            Self::Refinery => "refinery migrate",
            Self::Sqlx => "sqlx migrate run",
        }
    }

    /// The line in the comment of a revision which says that it is what the tool calls so; none where its table names all of them.
    pub fn remark(self, revision: &str) -> Option<String> {
        match self {
            Self::Alembic => Some(format!("It is what Alembic calls `{revision}`.")),
            Self::Refinery | Self::Sqlx => None,
        }
    }

    /// The version in the id of a revision that one of its files became: the number, without zeros before it.
    pub fn version(self, revision: &str) -> Option<String> {
        let digits = match self {
            Self::Alembic => return Some(revision.to_owned()),
            Self::Refinery => revision.strip_prefix(['V', 'U'])?.split_once("__")?.0,
            Self::Sqlx => revision.split('_').next()?,
        };
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<i64>().ok())?.map(|version| version.to_string())
    }

    /// Whether a checksum is that of a text, whatever its lines end in: a checkout may have changed that.
    fn has_checksum(self, row: &HistoryRow, text: &str) -> bool {
        let Some(checksum) = &row.checksum else { return true };
        let mut texts = line_endings(text).into_iter();
        match self {
            Self::Alembic => true,
            Self::Refinery => {
                let version = row.version.parse::<i64>().unwrap_or_default();
                texts.any(|text| refinery(&row.name, version, &text).contains(checksum))
            }
            Self::Sqlx => texts.any(|text| sqlx(&text).eq_ignore_ascii_case(checksum)),
        }
    }
}

/// The place in a row of revisions up to which a tool has applied them, by what its table says.
///
/// The revisions are a chain's, in an order in which they run. `changed` names the versions whose checksums are taken as
/// they are.
///
/// # Errors
///
/// When the table has no row, or says something else than the revisions.
pub fn match_history(
    tool: Tool,
    rows: &[HistoryRow],
    steps: &[HistoryStep],
    changed: &[String],
) -> Result<usize, HistoryError> {
    let version = |step: &HistoryStep| tool.version(&step.revision);
    let row_of = |step: &HistoryStep| {
        let version = version(step)?;
        rows.iter().find(|row| row.version == version)
    };
    if rows.is_empty() {
        return Err(HistoryError::Empty { tool });
    }
    let mut faults = Vec::new();
    let last = steps.iter().rposition(|step| row_of(step).is_some());
    for row in rows {
        if !row.is_whole {
            faults.push(HistoryFault::Unfinished { version: row.version.clone(), name: row.name.clone() });
        }
        if !steps.iter().any(|step| version(step).as_ref() == Some(&row.version)) {
            faults.push(HistoryFault::Unknown { version: row.version.clone(), name: row.name.clone() });
        }
    }
    for step in &steps[..last.map_or(0, |last| last + 1)] {
        match row_of(step) {
            Some(row) => {
                let is_same = match &step.runs {
                    Runs::Nothing => true,
                    Runs::Other => tool == Tool::Alembic,
                    Runs::Sql(text) => tool.has_checksum(row, text),
                };
                if !is_same && !changed.contains(&row.version) {
                    faults.push(HistoryFault::Changed {
                        version: row.version.clone(),
                        revision: step.revision.clone(),
                    });
                }
            }
            None if step.runs == Runs::Nothing || step.vouched != Vouched::ByNobody => {}
            None => faults.push(match version(step) {
                // Alembic says where it is, not how it came there: any id may be one of its own.
                Some(version) if tool != Tool::Alembic => {
                    HistoryFault::Missing { version, revision: step.revision.clone() }
                }
                Some(_) | None => HistoryFault::Stranger { revision: step.revision.clone() },
            }),
        }
    }
    match last {
        Some(last) if faults.is_empty() => Ok(last),
        _ => Err(HistoryError::Differs { tool, faults }),
    }
}
