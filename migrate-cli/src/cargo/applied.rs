//! What the database that is configured has of a chain, for what edits sources: a chain that does not compile has no binary
//! that could ask.

use std::collections::BTreeMap;
use std::path::Path;

use migrate_core::run::{self, Options};

use super::project::Project;
use crate::config::{Flags, Key, Settings, Sourced, Value};
use crate::context::read_options;

/// The ids of the chain's revisions that the database has; none where no database is configured, or it cannot be asked.
pub(super) fn applied(project: &Project) -> Option<Vec<String>> {
    let current = std::env::current_dir().ok()?;
    let variable = |name: &str| std::env::var_os(name);
    let settings = Settings::new(Flags::default(), variable, BTreeMap::new(), &current).ok()?;
    let Sourced { value: Value::Text(url), .. } = settings.get(Key::DatabaseUrl).ok()?? else { return None };
    if makes_file(&url) {
        return None;
    }
    let options = read_options(Options::default(), &settings).ok()?;
    let records = run::ledger_records(project.chain(), &url, options).ok()?;
    Some(records.into_iter().map(|record| record.entry.revision).collect())
}

/// Whether to open it would make a file of SQLite.
fn makes_file(url: &str) -> bool {
    let Some(place) = url.strip_prefix("sqlite:") else { return false };
    let place = place.strip_prefix("//").unwrap_or(place);
    !Path::new(place.split('?').next().unwrap_or(place)).exists()
}
