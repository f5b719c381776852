//! What the verbs print with `--format json`. `docs/json.md` says what each key means; a change that a reader could not
//! expect is a new [`VERSION`].

mod check;
mod config;
mod diff;
mod ledger;
mod plan;
mod push;
mod revision;
mod schema;

use std::io;

use serde::Serialize;

pub(crate) use check::Check;
pub(crate) use config::Config;
pub(crate) use diff::Diff;
pub(crate) use ledger::{Change, CurrentContent, Database, Record, Status};
pub(crate) use plan::Plan;
pub(crate) use push::Push;
pub(crate) use revision::{BranchPoint, Branches, History, Revision, Revisions, Shown};
pub(crate) use schema::Schema;

/// The version of the form.
pub(crate) const VERSION: u32 = 1;

/// A document: what every verb prints around its own keys.
#[derive(Debug, Serialize)]
struct Document<'a, T> {
    version: u32,
    verb: &'a str,
    /// `None` with several.
    chain: Option<&'a str>,
    #[serde(flatten)]
    content: T,
}

/// What a verb prints of several chains.
#[derive(Debug, Serialize)]
struct Documents<'a, T> {
    version: u32,
    verb: &'a str,
    chain: Option<&'a str>,
    chains: Vec<Content<'a, T>>,
}

/// What a verb prints of one of several chains.
#[derive(Debug, Serialize)]
struct Content<'a, T> {
    chain: &'a str,
    #[serde(flatten)]
    content: T,
}

/// The text of a document about one chain, or about several.
///
/// # Errors
///
/// As [`text`] has.
pub(crate) fn of_chains<T: Serialize>(verb: &str, mut contents: Vec<(&str, T)>) -> io::Result<String> {
    if contents.len() == 1
        && let Some((chain, content)) = contents.pop()
    {
        return text(verb, Some(chain), content);
    }
    let chains = contents.into_iter().map(|(chain, content)| Content { chain, content }).collect();
    let document = Documents { version: VERSION, verb, chain: None, chains };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

/// The text of a document, with a line break at its end.
///
/// # Errors
///
/// When it cannot be written, which is an error of this program.
pub(crate) fn text<T: Serialize>(verb: &str, chain: Option<&str>, content: T) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(&Document { version: VERSION, verb, chain, content })?;
    text.push('\n');
    Ok(text)
}
