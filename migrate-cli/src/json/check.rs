//! What a check found.

use serde::Serialize;

use super::Database;
use crate::failure::Findings;
use crate::stale::Stale;

/// What `check` prints.
#[derive(Debug, Serialize)]
pub(crate) struct Check<'a> {
    /// `None` where none was asked.
    database: Option<Database>,
    is_in_order: bool,
    /// `None` where they are not here.
    sources: Option<Sources<'a>>,
    missing: &'a [String],
    unfinished: &'a [String],
    unknown: &'a [String],
    changed: &'a [String],
    unwritten: &'a [String],
    drift: &'a [String],
}

/// The files of revisions that are not what the program was built of.
#[derive(Debug, Serialize)]
struct Sources<'a> {
    added: &'a [String],
    edited: &'a [String],
    gone: &'a [String],
    unlisted: &'a [String],
}

impl<'a> Check<'a> {
    /// Of the sources alone, or of a database too.
    pub(crate) fn new(stale: Option<&'a Stale>, found: Option<(Database, &'a Findings)>) -> Self {
        let (database, findings) = found.unzip();
        let ids = |which: fn(&Findings) -> &Vec<String>| findings.map_or(&[][..], |found| which(found));
        Self {
            database,
            is_in_order: stale.is_none_or(Stale::is_empty) && findings.is_none_or(Findings::is_empty),
            sources: stale.map(|Stale { added, edited, gone, unlisted }| Sources {
                added,
                edited,
                gone,
                unlisted,
            }),
            missing: ids(|found| &found.missing),
            unfinished: ids(|found| &found.unfinished),
            unknown: ids(|found| &found.unknown),
            changed: ids(|found| &found.changed),
            unwritten: ids(|found| &found.unwritten),
            drift: ids(|found| &found.drift),
        }
    }
}
