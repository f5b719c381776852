//! Prefixes of names.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{Name, QualifiedName};

/// What derived names of constraints and indexes begin with, before the table's name.
const MARKERS: [&str; 6] = ["ck_", "ex_", "fk_", "ix_", "pk_", "uq_"];

/// The longest prefix, in bytes: half of what PostgreSQL keeps of an identifier is left for the name.
const MOST_BYTES: usize = 31;

/// What stands before the names of all that a chain makes, so that it can be in one database twice, or beside others.
///
/// It is no part of a revision, nor of its hash: tables, views, sequences, enum types, functions, triggers, schemas,
/// constraints and indexes get it when a revision is replayed for a database, columns do not. A name that is derived from
/// a table's follows the table: `ix_users_email` is `ix_irma_users_email` where the prefix is `irma_`.
///
/// ```
/// use migrate_core::name::{Name, Prefix};
///
/// let prefix = "irma_".parse::<Prefix>()?;
/// assert_eq!(prefix.name(&Name::from("users")).as_str(), "irma_users");
/// assert_eq!(prefix.inner_name(&Name::from("ix_users_email")).as_str(), "ix_irma_users_email");
/// assert!("Irma-".parse::<Prefix>().is_err());
/// # Ok::<(), migrate_core::name::IllPrefix>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    text: Option<Arc<str>>,
    /// What is called otherwise, since another chain has made it.
    others: Option<Arc<Others>>,
}

/// What other chains have made, by the names that revisions have for it: what it is called in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Others {
    /// Tables, views, sequences and enum types.
    pub(crate) relations: BTreeMap<QualifiedName, QualifiedName>,
    pub(crate) functions: BTreeMap<QualifiedName, QualifiedName>,
    pub(crate) schemas: BTreeMap<Name, Name>,
    /// The names that revisions have for relations and functions, by those that they have in the database.
    bare: BTreeMap<QualifiedName, QualifiedName>,
}

/// A text that cannot be a prefix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the prefix `{text}` {fault}")]
pub struct IllPrefix {
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub fault: &'static str,
}

impl IllPrefix {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        "write small letters, digits and `_`, no digit first, at most 31 of them: `irma_`"
    }
}

impl Prefix {
    /// No prefix.
    pub const NONE: Self = Self { text: None, others: None };

    /// Whether there is none, and everything has the name that revisions have for it.
    pub fn is_none(&self) -> bool {
        self.text.is_none() && self.others.is_none()
    }

    /// The text; empty where there is none.
    pub fn as_str(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The same beside what other chains have made, which keeps the names that it has.
    pub(crate) fn beside(&self, mut others: Others) -> Self {
        let names = others.relations.iter().chain(&others.functions);
        others.bare = names.map(|(bare, there)| (there.clone(), bare.clone())).collect();
        Self { text: self.text.clone(), others: Some(Arc::new(others)) }
    }

    /// What the database has for a word in the author's text that names a table, a function, a schema and the like.
    pub(crate) fn word(&self, word: &str) -> String {
        let other = self.others.as_ref().and_then(|others| others.find(word));
        other.map_or_else(|| format!("{self}{word}"), |name| name.as_str().to_owned())
    }

    /// The name of a table, a view, a sequence, an enum type, a function or a trigger.
    #[must_use]
    pub fn name(&self, name: &Name) -> Name {
        match &self.text {
            None => name.clone(),
            Some(prefix) => Name::from(format!("{prefix}{name}").as_str()),
        }
    }

    /// The name of a constraint or an index: behind what derived names begin with, and cut as they are.
    #[must_use]
    pub fn inner_name(&self, name: &Name) -> Name {
        let Some(prefix) = &self.text else { return name.clone() };
        let derived =
            MARKERS.into_iter().find_map(|marker| Some((marker, name.as_str().strip_prefix(marker)?)));
        match derived {
            None => self.name(name),
            Some((marker, rest)) => Name::cut(format!("{marker}{prefix}{rest}")),
        }
    }

    /// The name of a schema. That which PostgreSQL has in every database is nobody's.
    #[must_use]
    pub fn schema(&self, schema: &Name) -> Name {
        let other = self.others.as_ref().and_then(|others| others.schemas.get(schema));
        match other {
            Some(there) => there.clone(),
            None if schema.as_str() == "public" => schema.clone(),
            None => self.name(schema),
        }
    }

    /// The name of a table, a view, a sequence or an enum type that may stand in a schema.
    #[must_use]
    pub fn qualified(&self, name: &QualifiedName) -> QualifiedName {
        let other = self.others.as_ref().and_then(|others| others.relations.get(name));
        other.cloned().unwrap_or_else(|| self.own(name))
    }

    /// The name of a function that may stand in a schema.
    #[must_use]
    pub fn function(&self, name: &QualifiedName) -> QualifiedName {
        let other = self.others.as_ref().and_then(|others| others.functions.get(name));
        other.cloned().unwrap_or_else(|| self.own(name))
    }

    /// The name of what the chain itself has made.
    fn own(&self, name: &QualifiedName) -> QualifiedName {
        let QualifiedName { schema, name } = name;
        QualifiedName { schema: schema.as_ref().map(|schema| self.schema(schema)), name: self.name(name) }
    }

    /// The name that revisions have for a relation or function, where that is another than it has in the database.
    pub(crate) fn bare(&self, name: &QualifiedName) -> Option<QualifiedName> {
        match self.others.as_ref().and_then(|others| others.bare.get(name)) {
            Some(bare) => (bare != name).then(|| bare.clone()),
            None if self.text.is_none() => None,
            None => self.without(name),
        }
    }

    /// The name without the prefix, if it has it.
    pub(crate) fn without(&self, name: &QualifiedName) -> Option<QualifiedName> {
        let schema = match &name.schema {
            None => None,
            Some(schema) => Some(self.without_schema(schema)?),
        };
        Some(QualifiedName { schema, name: self.without_name(&name.name)? })
    }

    /// The name of a schema without the prefix, if it has it.
    pub(crate) fn without_schema(&self, schema: &Name) -> Option<Name> {
        if schema.as_str() == "public" { Some(schema.clone()) } else { self.without_name(schema) }
    }

    fn without_name(&self, name: &Name) -> Option<Name> {
        name.as_str().strip_prefix(self.as_str()).map(Name::from)
    }

    /// Gives a name the prefix.
    pub(crate) fn set(&self, name: &mut Name) {
        *name = self.name(name);
    }

    /// Gives the name of a constraint or an index the prefix.
    pub(crate) fn set_inner(&self, name: &mut Name) {
        *name = self.inner_name(name);
    }

    /// Gives the name of a function the prefix.
    pub(crate) fn set_function(&self, name: &mut QualifiedName) {
        *name = self.function(name);
    }

    /// Gives a name in a schema the prefix.
    pub(crate) fn set_qualified(&self, name: &mut QualifiedName) {
        *name = self.qualified(name);
    }
}

impl Others {
    /// What is called so, in whatever schema.
    fn find(&self, word: &str) -> Option<Name> {
        let named = |names: &'_ BTreeMap<QualifiedName, QualifiedName>| {
            let plain = names.get(&QualifiedName::from(word)).map(|there| there.name.clone());
            plain.or_else(|| {
                let mut names = names.iter();
                names.find(|(bare, _)| bare.name.as_str() == word).map(|(_, there)| there.name.clone())
            })
        };
        named(&self.relations)
            .or_else(|| named(&self.functions))
            .or_else(|| self.schemas.get(&Name::from(word)).cloned())
    }
}

impl std::str::FromStr for Prefix {
    type Err = IllPrefix;

    /// Reads a prefix; an empty text is none.
    fn from_str(text: &str) -> Result<Self, IllPrefix> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let fault = if text.is_empty() {
            return Ok(Self::NONE);
        } else if !text.chars().all(is_plain) {
            "holds what is no small letter, no digit and no `_`"
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            "begins with a digit"
        } else if text.len() > MOST_BYTES {
            "is too long"
        } else if MARKERS.iter().any(|marker| text.starts_with(marker)) {
            "begins as the names of keys and indexes do"
        } else {
            return Ok(Self { text: Some(text.into()), others: None });
        };
        Err(IllPrefix { text: text.to_owned(), fault })
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn irma() -> Prefix {
        "irma_".parse().unwrap()
    }

    #[test]
    fn a_derived_name_is_that_of_the_table_with_the_prefix() {
        for (marker, table, column) in
            [("ix", "users", "email"), ("fk", "u", "a"), ("uq", "users", &*"é".repeat(30))]
        {
            let column = Name::from(column);
            let (table, prefixed) = (Name::from(table), irma().name(&Name::from(table)));
            let derived = Name::derive(marker, &table, [&column]);
            let wanted = Name::derive(marker, &prefixed, [&column]);
            if derived.as_str().ends_with(column.as_str()) {
                assert_eq!(irma().inner_name(&derived), wanted);
            }
            assert!(irma().inner_name(&derived).as_str().len() <= 63);
        }
        assert_eq!(irma().inner_name(&"mine".into()).as_str(), "irma_mine");
    }

    #[test]
    fn what_two_names_become_is_two_names() {
        let names = ["ix_a", "a", "irma_a", "ix_irma_a", "irma_ix_a", "pk_a"].map(Name::from);
        let mut prefixed = names.iter().map(|name| irma().inner_name(name)).collect::<Vec<_>>();
        prefixed.sort();
        prefixed.dedup();
        assert_eq!(prefixed.len(), names.len());
    }

    #[test]
    fn a_prefix_needs_no_quotes_and_leaves_room() {
        for ill in ["Irma_", "irma-", "1a", "ix_", "é", "a b", &*"a".repeat(32)] {
            assert!(ill.parse::<Prefix>().is_err(), "{ill}");
        }
        assert_eq!("".parse::<Prefix>(), Ok(Prefix::NONE));
        assert_eq!(Prefix::NONE.inner_name(&"ix_a".into()).as_str(), "ix_a");
    }

    #[test]
    fn a_schema_has_it_too_but_for_the_public_one() {
        let qualified = |schema: &str| irma().qualified(&(schema, "a").into());
        assert_eq!(qualified("billing"), ("irma_billing", "irma_a").into());
        assert_eq!(qualified("public"), ("public", "irma_a").into());
        assert_eq!(irma().without(&qualified("billing")), Some(("billing", "a").into()));
        assert_eq!(irma().without(&"a".into()), None);
    }
}
