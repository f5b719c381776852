//! The configuration: what flags, environment variables and `migrate.toml` say, and which of them holds.
//!
//! A [`Key`] is one thing that can be said. [`File`] is what one file says, [`Config`] what it says with all that it
//! includes, and [`Settings`] puts the flags and the environment before it. Values are expanded when they are asked for,
//! so that a variable that is not set stops only what needs it.

mod error;
mod expand;
mod file;
pub(crate) mod find;
mod key;
mod load;
mod settings;
mod source;
mod sqlite;

use std::ffi::OsString;

pub(crate) use error::ConfigError;
pub(crate) use key::{Key, Value};
use load::Config;
pub(crate) use settings::{Flags, Settings, of_options};
pub(crate) use source::{Position, Source, Sourced};

/// The file's name.
pub(crate) const FILE: &str = "migrate.toml";

/// The environment variable that names the file.
pub(crate) const FILE_VARIABLE: &str = "MIGRATE_CONFIG";

/// The environment variable that names the environment, a table of the file.
pub(crate) const ENVIRONMENT_VARIABLE: &str = "MIGRATE_ENV";

/// The environment variables of the process.
pub(crate) type Variables = fn(&str) -> Option<OsString>;
