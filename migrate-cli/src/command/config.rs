//! `config`: what flags, environment variables and files say, and which of them holds. It asks no database.

use clap::Args;

use super::Example;
use crate::arguments::{Format, Output};
use crate::config::{ConfigError, Key, Sourced, Value};
use crate::context::Context;
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "config", does: "each key with its value, passwords hidden, and who said it" },
    Example { typed: "config --env production", does: "what would hold in another environment" },
    Example { typed: "config --format json", does: "the same for a program" },
];

/// What can be typed behind `config`.
#[derive(Debug, Args)]
pub(crate) struct Config {
    #[command(flatten)]
    pub(crate) output: Output,
}

/// A key, and what holds of it.
pub(crate) type Setting = (Key, Result<Option<Sourced<Value>>, ConfigError>);

pub(crate) fn run(context: &Context, typed: &Config) -> Result<ExitStatus, Failure> {
    let settings = Key::ALL.map(|key| (key, context.settings.get(key)));
    let faulty = settings.iter().find_map(|(_, held)| held.as_ref().err().cloned());
    let known = context.known.iter().map(|chain| chain.name()).collect::<Vec<_>>();
    let text = match (typed.output.format, &faulty) {
        (Format::Json, Some(error)) => return Err(Failure::Config(error.clone())),
        (Format::Json, None) => {
            let config = json::Config::new(&context.settings, &settings, &known);
            json::text("config", context.only_chain(), config)?
        }
        (Format::Text, _) => draw::config::config(&context.settings, &settings, &known),
    };
    context.terminal.data(&text)?;
    faulty.map_or(Ok(ExitStatus::Done), |error| Err(Failure::Config(error)))
}
