//! What is wrong with the configuration.

use std::fmt;
use std::path::PathBuf;

use migrate_core::name::Name;

use super::expand::ExpandFault;
use super::file;
use super::source::{Position, Source};
use super::{FILE, Key};

/// What is wrong with the configuration, and where. As text it may have two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConfigError {
    at: Option<Position>,
    fault: Box<Fault>,
}

/// A table of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Chain(String),
    Environment(String),
    Top,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Files include each other without end, or nearly.
    Deep { depth: usize },
    /// A variable cannot be put in.
    Expand(ExpandFault),
    /// A value is not what its key needs.
    IllValue { key: String, wanted: &'static str, found: &'static str },
    /// An environment variable is not what its key needs.
    IllVariable { variable: &'static str, wanted: &'static str },
    /// The file is not there.
    NoFile { file: PathBuf },
    /// An environment is chosen, and no file says what it is.
    NoFileForEnvironment { name: String, source: Source },
    /// An environment variable is no text.
    NotText { variable: &'static str },
    /// Files include each other.
    Ring { files: Vec<PathBuf> },
    /// It is no TOML.
    Syntax { message: String },
    /// The environment that the flag chooses has one database, and the variable another.
    TwoDatabases { name: String, variable: &'static str },
    /// The program has no such chain, and one of nearly that name.
    UnknownChain { name: String, near: String },
    /// There is no such environment.
    UnknownEnvironment { name: String, source: Source, known: Vec<String> },
    /// There is no such key.
    UnknownKey { table: Table, key: String },
    /// The file cannot be read.
    Unreadable { file: PathBuf, error: String },
}

impl ConfigError {
    pub(super) fn at(at: Position, fault: Fault) -> Self {
        Self { at: Some(at), fault: Box::new(fault) }
    }

    pub(super) fn nowhere(fault: Fault) -> Self {
        Self { at: None, fault: Box::new(fault) }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match &*self.fault {
            Fault::Deep { .. } | Fault::Ring { .. } => "let the files not include each other".to_owned(),
            Fault::Expand(fault) => match fault {
                ExpandFault::Alone => "write `$$` for a dollar sign, `${NAME}` for a variable".to_owned(),
                ExpandFault::IllName { .. } | ExpandFault::Unclosed => {
                    "write `${NAME}`, or `${NAME:-text}` with what holds where it is not set".to_owned()
                }
                ExpandFault::Missing { name } => {
                    format!("set `{name}`, or write `${{{name}:-text}}` with what holds where it is not set")
                }
                ExpandFault::NotText { name } => format!("set `{name}` to UTF-8"),
            },
            Fault::IllValue { key, wanted, .. } => match Key::find(key).map(Key::shape) {
                Some(shape) => format!("write `{key} = {}`", shape.example()),
                None => format!("write {wanted}"),
            },
            Fault::IllVariable { variable, wanted } => format!("set `{variable}` to {wanted}"),
            Fault::NoFile { .. } => "correct the path, or create the file".to_owned(),
            Fault::NoFileForEnvironment { name, .. } => {
                format!("write a `{FILE}` with a table `[env.{name}]`, or name the file: `--config FILE`")
            }
            Fault::NotText { variable } => format!("set `{variable}` to UTF-8"),
            Fault::Syntax { .. } => "the file is TOML: `key = \"value\"`, one a line".to_owned(),
            Fault::TwoDatabases { variable, .. } => {
                format!("unset `{variable}`, or say which with `--database-url URL`")
            }
            Fault::UnknownChain { near, .. } => format!("write `[chain.{near}]`"),
            Fault::UnknownEnvironment { known, .. } if known.is_empty() => {
                "write a table `[env.NAME]` for each environment".to_owned()
            }
            Fault::UnknownEnvironment { known, .. } => format!("the environments are {}", listed(known)),
            Fault::UnknownKey { table, .. } => format!("the keys are {}", listed(&file::known(table))),
            Fault::Unreadable { .. } => "see that the file may be read, and is UTF-8".to_owned(),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, fault } = self;
        fault.fmt(f)?;
        match at {
            None => Ok(()),
            Some(at) => write!(f, "\n  at {at}"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deep { depth } => write!(f, "more than {depth} files include each other"),
            Self::Expand(fault) => fault.fmt(f),
            Self::IllValue { key, wanted, found } => write!(f, "`{key}` is {wanted}, and not {found}"),
            Self::IllVariable { variable, wanted } => {
                write!(f, "the environment variable `{variable}` is not {wanted}")
            }
            Self::NoFile { file } => write!(f, "there is no file `{}`", file.display()),
            Self::NoFileForEnvironment { name, source } => {
                write!(f, "{source} chooses the environment `{name}`, and there is no `{FILE}`")
            }
            Self::NotText { variable } => write!(f, "the environment variable `{variable}` is not UTF-8"),
            Self::Ring { files } => {
                let files = files.iter().chain(files.first());
                let files = files.map(|file| format!("`{}`", file.display())).collect::<Vec<_>>();
                write!(f, "files include each other: {}", files.join(", then "))
            }
            Self::Syntax { message } => write!(f, "the file is no TOML: {message}"),
            Self::TwoDatabases { name, variable } => write!(
                f,
                "`--env {name}` chooses one database, and the environment variable `{variable}` another"
            ),
            Self::UnknownChain { name, near } => {
                write!(
                    f,
                    "this program has no chain `{name}`, whose table is `[chain.{name}]`; did you mean `{near}`?"
                )
            }
            Self::UnknownEnvironment { name, source, known } => {
                write!(f, "there is no environment `{name}`, which {source} chooses")?;
                did_you_mean(f, name, known.iter().map(String::as_str))
            }
            Self::UnknownKey { table, key } => {
                match table {
                    Table::Chain(name) => write!(f, "`{key}` is no key of `[chain.{name}]`")?,
                    Table::Environment(name) => write!(f, "`{key}` is no key of `[env.{name}]`")?,
                    Table::Top => write!(f, "`{key}` is no key of the configuration")?,
                }
                did_you_mean(f, key, file::known(table).into_iter())
            }
            Self::Unreadable { file, error } => write!(f, "cannot read `{}`: {error}", file.display()),
        }
    }
}

impl fmt::Display for ExpandFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alone => f.write_str("a `$` stands alone"),
            Self::IllName { name } => write!(f, "`${{{name}}}` names no environment variable"),
            Self::Missing { name } => write!(f, "the environment variable `{name}` is not set"),
            Self::NotText { name } => write!(f, "the environment variable `{name}` is not UTF-8"),
            Self::Unclosed => f.write_str("a `${` is not closed"),
        }
    }
}

fn did_you_mean<'a>(
    f: &mut fmt::Formatter<'_>,
    typed: &str,
    known: impl Iterator<Item = &'a str>,
) -> fmt::Result {
    let known = known.map(Name::from).collect::<Vec<_>>();
    match Name::from(typed).nearest(&known) {
        None => Ok(()),
        Some(near) => write!(f, "; did you mean `{near}`?"),
    }
}

fn listed(names: &[impl AsRef<str>]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}
