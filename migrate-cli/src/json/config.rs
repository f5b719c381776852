//! The configuration that holds.

use serde::Serialize;

use crate::command::config::Setting;
use crate::config::{Position, Settings, Source, Sourced, Value};
use crate::url::mask;

/// What holds.
#[derive(Debug, Serialize)]
pub(crate) struct Config {
    environment: Option<Named>,
    files: Vec<String>,
    settings: Vec<Held>,
    /// The tables of single chains.
    chains: Vec<OfChain>,
}

/// What a file says of a single chain.
#[derive(Debug, Serialize)]
struct OfChain {
    chain: String,
    is_in_this_program: bool,
    prefix: Option<String>,
    source: Option<Origin>,
}

/// The environment.
#[derive(Debug, Serialize)]
struct Named {
    name: String,
    source: Origin,
}

/// A key.
#[derive(Debug, Serialize)]
struct Held {
    key: &'static str,
    value: Option<Content>,
    source: Option<Origin>,
}

/// A value, in JSON's own kinds.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Content {
    Number(u32),
    Text(String),
    Texts(Vec<String>),
}

/// Who said it.
#[derive(Debug, Serialize)]
struct Origin {
    kind: &'static str,
    name: Option<String>,
    site: Option<Site>,
}

/// A place in a file.
#[derive(Debug, Serialize)]
struct Site {
    file: String,
    line: usize,
    column: usize,
}

impl From<&Position> for Site {
    fn from(Position { file, line, column }: &Position) -> Self {
        Self { file: file.display().to_string(), line: *line, column: *column }
    }
}

impl Config {
    pub(crate) fn new(settings: &Settings, all: &[Setting], known: &[&str]) -> Self {
        let chains = settings.chain_prefixes().map(|(chain, held)| {
            let held = held.ok();
            OfChain {
                chain: chain.to_owned(),
                is_in_this_program: known.contains(&chain),
                source: held.as_ref().map(|held| origin(&held.source)),
                prefix: held.map(|held| held.value),
            }
        });
        Self {
            environment: settings
                .environment()
                .map(|Sourced { value, source }| Named { name: value.clone(), source: origin(source) }),
            files: settings.files().iter().map(|file| file.display().to_string()).collect(),
            settings: all.iter().map(held).collect(),
            chains: chains.collect(),
        }
    }
}

fn held((key, held): &Setting) -> Held {
    let held = held.as_ref().ok().and_then(Option::as_ref);
    Held {
        key: key.name(),
        value: held.map(|held| content(&held.value)),
        source: held.map(|held| origin(&held.source)),
    }
}

fn content(value: &Value) -> Content {
    match value {
        Value::Seconds(seconds) => Content::Number(*seconds),
        Value::Text(text) => Content::Text(mask(text)),
        Value::Words(words) => Content::Texts(words.clone()),
    }
}

fn origin(source: &Source) -> Origin {
    let (name, site) = match source {
        Source::Default | Source::Program => (None, None),
        Source::File { at, environment } => (environment.clone(), Some(at.into())),
        Source::Flag(name) | Source::Variable(name) => (Some((*name).to_owned()), None),
    };
    Origin { kind: source.word(), name, site }
}
