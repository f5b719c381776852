//! What holds: flags before environment variables, these before the file, that before the program's own and the defaults.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use migrate_core::name::Name;
use migrate_core::run::Options;

use super::error::{ConfigError, Fault};
use super::expand::expand;
use super::file::{Placed, Section, folder};
use super::source::{Source, Sourced};
use super::{Config, ENVIRONMENT_VARIABLE, FILE_VARIABLE, Key, Value, Variables, sqlite};

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    /// The file to read.
    pub(crate) config: Option<PathBuf>,
    /// The environment to choose.
    pub(crate) env: Option<String>,
    /// The keys.
    pub(crate) values: BTreeMap<Key, Value>,
}

/// What holds of all that was said.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    flags: BTreeMap<Key, Value>,
    variables: Variables,
    config: Config,
    environment: Option<Sourced<String>>,
    program: BTreeMap<Key, Value>,
    current: PathBuf,
}

impl Settings {
    /// Reads the files and chooses the environment.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or says what makes no sense, or when there is no such environment.
    pub(crate) fn new(
        flags: Flags,
        variables: Variables,
        program: BTreeMap<Key, Value>,
        current: &Path,
    ) -> Result<Self, ConfigError> {
        let Flags { config, env, values } = flags;
        let named = match config {
            Some(named) => Some(named),
            None => variable(variables, FILE_VARIABLE)?.map(PathBuf::from),
        };
        let config = Config::load(named.as_deref(), current, variables)?;
        let environment = environment(env, &config, variables)?;
        Ok(Self { flags: values, variables, config, environment, program, current: current.to_owned() })
    }

    /// The environment that is chosen.
    pub(crate) fn environment(&self) -> Option<&Sourced<String>> {
        self.environment.as_ref()
    }

    /// The files that were read, the including ones first.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.config.files
    }

    /// What holds of a key; nothing where nobody says anything, and nothing holds then.
    ///
    /// # Errors
    ///
    /// When what holds cannot be read.
    pub(crate) fn get(&self, key: Key) -> Result<Option<Sourced<Value>>, ConfigError> {
        if let Some(said) = self.said(key)? {
            return Ok(Some(said));
        }
        if let Some(value) = self.program.get(&key) {
            return Ok(Some(Sourced { value: value.clone(), source: Source::Program }));
        }
        Ok(default(key).map(|value| Sourced { value, source: Source::Default }))
    }

    /// What flags, variables and files say of a key.
    ///
    /// # Errors
    ///
    /// When what holds cannot be read.
    pub(crate) fn said(&self, key: Key) -> Result<Option<Sourced<Value>>, ConfigError> {
        if let Some(value) = self.flags.get(&key) {
            return Ok(Some(Sourced { value: value.clone(), source: Source::Flag(key.flag()) }));
        }
        let name = key.variable();
        if let Some(text) = variable(self.variables, name)? {
            let wanted = key.shape().words();
            let value = key.shape().read(text);
            let value = value.ok_or(ConfigError::nowhere(Fault::IllVariable { variable: name, wanted }))?;
            if key == Key::DatabaseUrl {
                self.check_one_database(name, &value)?;
            }
            return Ok(Some(Sourced { value, source: Source::Variable(name) }));
        }
        if let (Some(section), Some(Sourced { value: name, .. })) = (self.section(), &self.environment)
            && let Some(placed) = section.get(&key)
        {
            return self.expanded(key, placed, Some(name)).map(Some);
        }
        self.config.top.get(&key).map(|placed| self.expanded(key, placed, None)).transpose()
    }

    /// The prefixes that the files say for single chains, by the chains' names.
    pub(crate) fn chain_prefixes(
        &self,
    ) -> impl Iterator<Item = (&str, Result<Sourced<String>, ConfigError>)> {
        self.config.chain_prefixes.iter().map(|(chain, Placed { value, at })| {
            let value = expand(value, self.variables);
            let value = value.map_err(|fault| ConfigError::at(at.clone(), Fault::Expand(fault)));
            let source = Source::File { at: at.clone(), environment: None };
            (chain.as_str(), value.map(|value| Sourced { value, source }))
        })
    }

    /// Refuses a table of a chain that the program does not have, where it has one of nearly that name of which the files say
    /// nothing. A file may be for several programs, so that any other is taken for one of theirs.
    ///
    /// # Errors
    ///
    /// When there is such a table.
    pub(crate) fn check_chains(&self, known: &[&str]) -> Result<(), ConfigError> {
        let tables = &self.config.chain_prefixes;
        let left = known.iter().filter(|name| !tables.contains_key(**name)).map(|name| Name::from(*name));
        let left = left.collect::<Vec<_>>();
        for (name, placed) in tables.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            if let Some(near) = Name::from(name.as_str()).nearest(&left) {
                let fault = Fault::UnknownChain { name: name.clone(), near: near.to_string() };
                return Err(ConfigError::at(placed.at.clone(), fault));
            }
        }
        Ok(())
    }

    /// The table of the environment that is chosen.
    fn section(&self) -> Option<&Section> {
        self.config.environments.get(&self.environment.as_ref()?.value)
    }

    /// Who types `--env production` means that database, whatever the shell has in `DATABASE_URL`.
    fn check_one_database(&self, variable: &'static str, said: &Value) -> Result<(), ConfigError> {
        let Some(Sourced { value: name, source: Source::Flag(_) }) = &self.environment else { return Ok(()) };
        let Some(placed) = self.section().and_then(|section| section.get(&Key::DatabaseUrl)) else {
            return Ok(());
        };
        if self.expanded(Key::DatabaseUrl, placed, Some(name))?.value == *said {
            return Ok(());
        }
        Err(ConfigError::at(placed.at.clone(), Fault::TwoDatabases { name: name.clone(), variable }))
    }

    fn expanded(
        &self,
        key: Key,
        placed: &Placed<Value>,
        environment: Option<&String>,
    ) -> Result<Sourced<Value>, ConfigError> {
        let Placed { value, at } = placed;
        let expanded = |text: &String| {
            expand(text, self.variables).map_err(|fault| ConfigError::at(at.clone(), Fault::Expand(fault)))
        };
        let value = match value {
            Value::Seconds(seconds) => Value::Seconds(*seconds),
            Value::Text(text) => {
                let text = expanded(text)?;
                let folder = self.current.join(folder(&at.file));
                let is_elsewhere = key == Key::DatabaseUrl && folder != self.current;
                Value::Text(if is_elsewhere { sqlite::placed(text, &folder) } else { text })
            }
            Value::Words(words) => Value::Words(words.iter().map(expanded).collect::<Result<_, _>>()?),
        };
        Ok(Sourced { value, source: Source::File { at: at.clone(), environment: environment.cloned() } })
    }
}

/// What options of the program's own say.
pub(crate) fn of_options(options: &Options) -> BTreeMap<Key, Value> {
    let all = Key::ALL.map(|key| (key, of_option(key, options)));
    let mut program = BTreeMap::new();
    for (key, value) in all {
        program.extend(value.filter(|value| default(key).as_ref() != Some(value)).map(|value| (key, value)));
    }
    program
}

fn default(key: Key) -> Option<Value> {
    of_option(key, &Options::default())
}

fn of_option(key: Key, options: &Options) -> Option<Value> {
    match key {
        Key::DatabaseUrl | Key::Log => None,
        Key::Ledger => Some(Value::Text(options.ledger.to_string())),
        Key::LockTimeout => options.lock_timeout.map(seconds),
        Key::LockWait => Some(seconds(options.lock_wait)),
        Key::Prefix => Some(Value::Text(options.prefix.to_string())),
        Key::SearchPath => Some(Value::Words(options.search_path.iter().map(ToString::to_string).collect())),
        Key::StatementTimeout => options.statement_timeout.map(seconds),
    }
}

fn seconds(time: Duration) -> Value {
    Value::Seconds(u32::try_from(time.as_secs()).unwrap_or(u32::MAX))
}

/// The text of an environment variable. `MIGRATE_ENV= shop upgrade` is how a shell unsets one for one command.
fn variable(variables: Variables, name: &'static str) -> Result<Option<String>, ConfigError> {
    let value = variables(name).filter(|value| !value.is_empty());
    let text = value.map(OsString::into_string).transpose();
    text.map_err(|_not_text| ConfigError::nowhere(Fault::NotText { variable: name }))
}

/// The environment: the flag's, then the variable's, then the file's.
fn environment(
    flag: Option<String>,
    config: &Config,
    variables: Variables,
) -> Result<Option<Sourced<String>>, ConfigError> {
    let chosen = match (flag, variable(variables, ENVIRONMENT_VARIABLE)?, &config.default_env) {
        (Some(value), _, _) => Sourced { value, source: Source::Flag("--env") },
        (None, Some(value), _) => Sourced { value, source: Source::Variable(ENVIRONMENT_VARIABLE) },
        (None, None, Some(Placed { value, at })) => {
            let value = expand(value, variables);
            let value = value.map_err(|fault| ConfigError::at(at.clone(), Fault::Expand(fault)))?;
            Sourced { value, source: Source::File { at: at.clone(), environment: None } }
        }
        (None, None, None) => return Ok(None),
    };
    if config.environments.contains_key(&chosen.value) {
        return Ok(Some(chosen));
    }
    let Sourced { value: name, source } = chosen;
    let fault = if config.files.is_empty() {
        Fault::NoFileForEnvironment { name, source }
    } else {
        Fault::UnknownEnvironment { name, source, known: config.environments.keys().cloned().collect() }
    };
    Err(ConfigError::nowhere(fault))
}
