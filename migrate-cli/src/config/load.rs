//! A file with all that it includes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{ConfigError, Fault};
use super::expand::expand;
use super::file::{File, Placed, Section, folder};
use super::{Variables, find};

/// How deep files may include each other.
const DEPTH: usize = 16;

/// What the files say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// The files that were read, the including ones first.
    pub(crate) files: Vec<PathBuf>,
    pub(super) top: Section,
    pub(super) environments: BTreeMap<String, Section>,
    pub(super) default_env: Option<Placed<String>>,
    /// The prefixes of single chains.
    pub(super) chain_prefixes: BTreeMap<String, Placed<String>>,
}

impl Config {
    /// Reads the file that was named, or that is found from a folder on; nothing where there is none.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or says what makes no sense.
    pub(crate) fn load(
        named: Option<&Path>,
        current: &Path,
        variables: Variables,
    ) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        let file = match named {
            Some(named) if named.is_file() => current.join(named),
            Some(named) => return Err(ConfigError::nowhere(Fault::NoFile { file: named.to_owned() })),
            None => match find::find(current) {
                None => return Ok(config),
                Some(file) => file,
            },
        };
        Loader { current, variables, open: Vec::new(), config: &mut config }.read(&file)?;
        Ok(config)
    }
}

struct Loader<'a> {
    current: &'a Path,
    variables: Variables,
    /// The files that include each other down to the one that is read, with their places as they are on the disk.
    open: Vec<(PathBuf, PathBuf)>,
    config: &'a mut Config,
}

impl Loader<'_> {
    /// Takes in a file, and behind it what it includes: what is there already stays.
    fn read(&mut self, path: &Path) -> Result<(), ConfigError> {
        let shown = path.strip_prefix(self.current).unwrap_or(path).to_owned();
        let unreadable = |error: std::io::Error| {
            ConfigError::nowhere(Fault::Unreadable { file: shown.clone(), error: error.to_string() })
        };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let place = fs::canonicalize(path).map_err(unreadable)?;
        let File { top, environments, default_env, include, chain_prefixes } = File::parse(&shown, &text)?;
        let config = &mut *self.config;
        config.files.push(shown.clone());
        merge(&mut config.top, top);
        for (name, section) in environments {
            merge(config.environments.entry(name).or_default(), section);
        }
        config.default_env = config.default_env.take().or(default_env);
        for (chain, prefix) in chain_prefixes {
            config.chain_prefixes.entry(chain).or_insert(prefix);
        }
        self.open.push((place, shown));
        // Of two files that are included the later one wins.
        for Placed { value, at } in include.into_iter().rev() {
            let failed = |fault| ConfigError::at(at.clone(), fault);
            let named = expand(&value, self.variables).map_err(|fault| failed(Fault::Expand(fault)))?;
            let file = folder(path).join(&named);
            let place = fs::canonicalize(&file);
            let place = place.map_err(|_error| failed(Fault::NoFile { file: named.into() }))?;
            if let Some(ring) = self.open.iter().position(|(open, _)| *open == place) {
                let files = self.open[ring..].iter().map(|(_, shown)| shown.clone()).collect();
                return Err(failed(Fault::Ring { files }));
            }
            if self.open.len() == DEPTH {
                return Err(failed(Fault::Deep { depth: DEPTH }));
            }
            self.read(&file)?;
        }
        self.open.pop();
        Ok(())
    }
}

fn merge(into: &mut Section, from: Section) {
    for (key, value) in from {
        into.entry(key).or_insert(value);
    }
}
