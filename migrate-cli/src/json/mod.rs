//! What the verbs print with `--format json`. `docs/json.md` says what each key means; a change that a reader could not
//! expect is a new [`VERSION`].

mod check;
mod config;
mod ledger;
mod plan;
mod revision;
mod schema;

use std::io;

use serde::Serialize;

pub(crate) use check::Check;
pub(crate) use config::Config;
pub(crate) use ledger::{Change, CurrentContent, Database, Record, Status};
pub(crate) use plan::Plan;
pub(crate) use revision::{BranchPoint, Branches, History, Revision, Revisions, Shown};
pub(crate) use schema::Schema;

/// The version of the form.
pub(crate) const VERSION: u32 = 1;

/// A document: what every verb prints around its own keys.
#[derive(Debug, Serialize)]
struct Document<'a, T> {
    version: u32,
    verb: &'a str,
    chain: &'a str,
    #[serde(flatten)]
    content: T,
}

/// The text of a document, with a line break at its end.
///
/// # Errors
///
/// When it cannot be written, which is an error of this program.
pub(crate) fn text<T: Serialize>(verb: &str, chain: &str, content: T) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(&Document { version: VERSION, verb, chain, content })?;
    text.push('\n');
    Ok(text)
}
