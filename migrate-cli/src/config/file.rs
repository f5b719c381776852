//! Reading one file: its keys, known and of the right kind, each with its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Fault, Table};
use super::key::{Key, Shape, Value};
use super::source::Position;

/// Something that stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) at: Position,
}

/// The keys that stand together.
pub(super) type Section = BTreeMap<Key, Placed<Value>>;

/// What one file says.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    /// What is above all tables.
    pub(super) top: Section,
    /// The tables of environments.
    pub(super) environments: BTreeMap<String, Section>,
    /// The environment where nobody chooses one.
    pub(super) default_env: Option<Placed<String>>,
    /// The files that it includes.
    pub(super) include: Vec<Placed<String>>,
    /// The prefixes in the tables of chains.
    pub(super) chain_prefixes: BTreeMap<String, Placed<String>>,
}

/// The keys that say how files and tables go together.
pub(super) const DEFAULT_ENV: &str = "default_env";
const CHAIN: &str = "chain";
const ENV: &str = "env";
const INCLUDE: &str = "include";

impl File {
    /// Reads the text of a file.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let reader = Reader { path, text };
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            reader.error(at, Fault::Syntax { message: error.message().replace('\n', ", ") })
        })?;
        let mut file = Self::default();
        for (key, value) in in_order(table.get_ref()) {
            match key.get_ref().as_ref() {
                CHAIN => {
                    for (name, section) in in_order(reader.table(CHAIN, value)?) {
                        let name = name.get_ref().to_string();
                        for (key, value) in in_order(reader.table(&format!("{CHAIN}.{name}"), section)?) {
                            let prefix = reader.chain_entry(&name, key, value)?;
                            file.chain_prefixes.insert(name.clone(), prefix);
                        }
                    }
                }
                DEFAULT_ENV => file.default_env = Some(reader.text(DEFAULT_ENV, value)?),
                ENV => {
                    for (name, section) in in_order(reader.table(ENV, value)?) {
                        let table = Table::Environment(name.get_ref().to_string());
                        let keys = in_order(reader.table(&format!("{ENV}.{}", name.get_ref()), section)?);
                        let section = keys.into_iter().map(|(key, value)| reader.entry(&table, key, value));
                        file.environments
                            .insert(name.get_ref().to_string(), section.collect::<Result<_, _>>()?);
                    }
                }
                INCLUDE => file.include = reader.texts(INCLUDE, value)?,
                _ => {
                    let (key, value) = reader.entry(&Table::Top, key, value)?;
                    file.top.insert(key, value);
                }
            }
        }
        Ok(file)
    }
}

/// The entries of a table as they stand in the file, so that the first fault is told first.
fn in_order<'a, 'i>(
    table: &'a DeTable<'i>,
) -> Vec<(&'a Spanned<toml::de::DeString<'i>>, &'a Spanned<DeValue<'i>>)> {
    let mut entries = table.iter().collect::<Vec<_>>();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// A file while it is read.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn position(&self, offset: usize) -> Position {
        Position::new(self.path.to_owned(), self.text, offset)
    }

    fn error(&self, offset: usize, fault: Fault) -> ConfigError {
        ConfigError::at(self.position(offset), fault)
    }

    fn ill(&self, key: &str, wanted: &'static str, found: &DeValue<'_>, span: &Range<usize>) -> ConfigError {
        let found = match found {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) if wanted == Shape::Seconds.words() => "a number below 0, or too large",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a broken number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.error(span.start, Fault::IllValue { key: key.to_owned(), wanted, found })
    }

    fn table<'a, 'i>(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'i>>,
    ) -> Result<&'a DeTable<'i>, ConfigError> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            other => Err(self.ill(key, "a table", other, &value.span())),
        }
    }

    fn text(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Placed<String>, ConfigError> {
        match value.get_ref() {
            DeValue::String(text) => {
                Ok(Placed { value: text.to_string(), at: self.position(value.span().start) })
            }
            other => Err(self.ill(key, Shape::Text.words(), other, &value.span())),
        }
    }

    fn texts(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<Placed<String>>, ConfigError> {
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| self.text(key, value)).collect(),
            other => Err(self.ill(key, Shape::Words.words(), other, &value.span())),
        }
    }

    /// The prefix of a chain, which is all that its table says.
    fn chain_entry(
        &self,
        chain: &str,
        key: &Spanned<toml::de::DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Placed<String>, ConfigError> {
        let name = key.get_ref().as_ref();
        if name == Key::Prefix.name() {
            return self.text(name, value);
        }
        let (table, key_name) = (Table::Chain(chain.to_owned()), name.to_owned());
        Err(self.error(key.span().start, Fault::UnknownKey { table, key: key_name }))
    }

    fn entry(
        &self,
        table: &Table,
        key: &Spanned<toml::de::DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(Key, Placed<Value>), ConfigError> {
        let name = key.get_ref().as_ref();
        let Some(key) = Key::find(name) else {
            return Err(self
                .error(key.span().start, Fault::UnknownKey { table: table.clone(), key: name.to_owned() }));
        };
        let at = self.position(value.span().start);
        let value = match (key.shape(), value.get_ref()) {
            (Shape::Seconds, DeValue::Integer(number)) => {
                let seconds = u32::from_str(&number.to_string()).ok().map(Value::Seconds);
                seconds
                    .ok_or_else(|| self.ill(name, Shape::Seconds.words(), value.get_ref(), &value.span()))?
            }
            (Shape::Text, DeValue::String(text)) => Value::Text(text.to_string()),
            (Shape::Words, DeValue::Array(_)) => {
                let texts = self.texts(name, value)?;
                Value::Words(texts.into_iter().map(|text| text.value).collect())
            }
            (shape, other) => return Err(self.ill(name, shape.words(), other, &value.span())),
        };
        Ok((key, Placed { value, at }))
    }
}

/// The names of all keys that a table may have.
pub(super) fn known(table: &Table) -> Vec<&'static str> {
    let keys = Key::ALL.map(Key::name);
    match table {
        Table::Chain(_) => vec![Key::Prefix.name()],
        Table::Environment(_) => keys.to_vec(),
        Table::Top => keys.into_iter().chain([CHAIN, DEFAULT_ENV, ENV, INCLUDE]).collect(),
    }
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.parent().map_or_else(PathBuf::new, Path::to_owned)
}
