//! What of a schema another chain has made: it may be referred to, and is left alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Schema, Signature};
use crate::name::{Name, Others, Prefix, QualifiedName};

/// Something that a chain has made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Made {
    Enum(QualifiedName),
    Extension(Name),
    Function(Signature),
    Schema(Name),
    Sequence(QualifiedName),
    Table(QualifiedName),
    View(QualifiedName),
}

impl Made {
    /// Its kind and its name, in words.
    fn words(&self) -> (&'static str, String) {
        match self {
            Self::Enum(name) => ("enum", name.to_string()),
            Self::Extension(name) => ("extension", name.to_string()),
            Self::Function(signature) => ("function", signature.to_string()),
            Self::Schema(name) => ("schema", name.to_string()),
            Self::Sequence(name) => ("sequence", name.to_string()),
            Self::Table(name) => ("table", name.to_string()),
            Self::View(name) => ("view", name.to_string()),
        }
    }
}

impl Schema {
    /// Whether anything in it is of another chain.
    pub(crate) fn has_foreign(&self) -> bool {
        !self.foreign.is_empty()
    }

    /// The other chain that has made a table or view.
    pub fn owner_of_table(&self, name: &QualifiedName) -> Option<&str> {
        let made = self.foreign.get(&Made::Table(name.clone()));
        made.or_else(|| self.foreign.get(&Made::View(name.clone()))).map(|chain| &**chain)
    }

    /// The other chain that has made an enum type.
    pub fn owner_of_enum(&self, name: &QualifiedName) -> Option<&str> {
        self.foreign.get(&Made::Enum(name.clone())).map(|chain| &**chain)
    }

    /// Names what chains have made whose prefixes these are: what revisions call it, and what the database does.
    pub(crate) fn name_foreign(&self, prefixes: &BTreeMap<&str, &Prefix>, into: &mut Others) {
        for (made, chain) in &self.foreign {
            let Some(prefix) = prefixes.get(&**chain) else { continue };
            match made {
                Made::Enum(name) | Made::Sequence(name) | Made::Table(name) | Made::View(name) => {
                    into.relations.extend(prefix.without(name).map(|bare| (bare, name.clone())));
                }
                Made::Extension(_) => {}
                Made::Function(Signature { name, types: _ }) => {
                    into.functions.extend(prefix.without(name).map(|bare| (bare, name.clone())));
                }
                Made::Schema(schema) => {
                    let bare = prefix.without_schema(schema);
                    into.schemas.extend(bare.map(|bare| (bare, schema.clone())));
                }
            }
        }
    }

    /// The other chain that has made a sequence.
    pub fn owner_of_sequence(&self, name: &QualifiedName) -> Option<&str> {
        self.foreign.get(&Made::Sequence(name.clone())).map(|chain| &**chain)
    }

    /// The other chain that has made a function.
    pub fn owner_of_function(&self, signature: &Signature) -> Option<&str> {
        self.foreign.get(&Made::Function(signature.clone())).map(|chain| &**chain)
    }

    /// The other chain that has made an extension, or has taken it for its own.
    pub fn owner_of_extension(&self, name: &Name) -> Option<&str> {
        self.foreign.get(&Made::Extension(name.clone())).map(|chain| &**chain)
    }

    /// The other chain that has made a schema, or has taken it for its own.
    pub fn owner_of_schema(&self, name: &Name) -> Option<&str> {
        self.foreign.get(&Made::Schema(name.clone())).map(|chain| &**chain)
    }

    /// Gives another chain what it has made since an earlier schema.
    pub(crate) fn give_to(&mut self, chain: &str, before: &Self) {
        let chain = Arc::<str>::from(chain);
        let new = self.all_made().filter(|made| !before.has(made)).collect::<Vec<_>>();
        for made in new {
            self.foreign.insert(made, Arc::clone(&chain));
        }
        let gone = self.foreign.keys().filter(|made| !self.has(made)).cloned().collect::<Vec<_>>();
        for made in gone {
            self.foreign.remove(&made);
        }
    }

    /// What is no longer as it was and belongs to a chain that is not the acting one: its kind, its name and its chain.
    pub(crate) fn changed_foreign<'a>(
        &self,
        before: &'a Self,
        acting: Option<&str>,
    ) -> Option<(&'static str, String, &'a str)> {
        let mut foreign = before.foreign.iter().filter(|(_, chain)| Some(&***chain) != acting);
        let (made, chain) = foreign.find(|(made, _)| !self.has_same(made, before))?;
        let (what, name) = made.words();
        Some((what, name, chain))
    }

    /// The names of the relations, enum types and functions of the chain itself, with their kinds.
    pub(crate) fn own_names(&self) -> impl Iterator<Item = (&'static str, String)> {
        let own = self.all_made().filter(|made| !self.foreign.contains_key(made));
        own.filter_map(|made| match made {
            // What is made where it is not there yet can be shared.
            Made::Extension(_) | Made::Schema(_) => None,
            Made::Enum(_) | Made::Function(_) | Made::Sequence(_) | Made::Table(_) | Made::View(_) => {
                Some(made.words())
            }
        })
    }

    fn all_made(&self) -> impl Iterator<Item = Made> {
        let enums = self.enums.keys().cloned().map(Made::Enum);
        let extensions = self.extensions.keys().cloned().map(Made::Extension);
        let functions = self.functions.keys().cloned().map(Made::Function);
        let schemas = self.schemas.iter().cloned().map(Made::Schema);
        let sequences = self.sequences.keys().cloned().map(Made::Sequence);
        let tables = self.tables.values().map(|table| Made::Table(table.name.clone()));
        let views = self.views.keys().cloned().map(Made::View);
        enums.chain(extensions).chain(functions).chain(schemas).chain(sequences).chain(tables).chain(views)
    }

    fn has(&self, made: &Made) -> bool {
        match made {
            Made::Enum(name) => self.enums.contains_key(name),
            Made::Extension(name) => self.extensions.contains_key(name),
            Made::Function(signature) => self.functions.contains_key(signature),
            Made::Schema(name) => self.schemas.contains(name),
            Made::Sequence(name) => self.sequences.contains_key(name),
            Made::Table(name) => self.tables.contains_key(name),
            Made::View(name) => self.views.contains_key(name),
        }
    }

    /// Whether something is what it is in another schema, with the triggers on it.
    fn has_same(&self, made: &Made, other: &Self) -> bool {
        let same_triggers = |name: &QualifiedName| self.triggers_of(name).eq(other.triggers_of(name));
        match made {
            Made::Enum(name) => self.enums.get(name) == other.enums.get(name),
            Made::Extension(name) => self.extensions.get(name) == other.extensions.get(name),
            Made::Function(signature) => self.functions.get(signature) == other.functions.get(signature),
            Made::Schema(name) => self.schemas.contains(name) == other.schemas.contains(name),
            Made::Sequence(name) => self.sequences.get(name) == other.sequences.get(name),
            Made::Table(name) => self.tables.get(name) == other.tables.get(name) && same_triggers(name),
            Made::View(name) => self.views.get(name) == other.views.get(name) && same_triggers(name),
        }
    }
}
