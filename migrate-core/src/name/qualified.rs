//! Names with the schema that they are in.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Name;

/// The name of something that stands in a schema of a database: a table, an enum type, a view.
///
/// Without a schema it is in the connection's own one: on PostgreSQL the first of the `search_path` that is there,
/// mostly `public`. A name without a schema and one in `public` are two names to the toolkit.
///
/// ```
/// use migrate_core::name::QualifiedName;
///
/// assert_eq!(QualifiedName::from("invoices").to_string(), "invoices");
/// assert_eq!(QualifiedName::from(("billing", "invoices")).to_string(), "billing.invoices");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QualifiedName {
    /// The schema; the connection's own where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Name>,
    /// The name in the schema.
    pub name: Name,
}

impl QualifiedName {
    /// Another name in the same schema.
    #[must_use]
    pub fn beside(&self, name: &Name) -> Self {
        Self { schema: self.schema.clone(), name: name.clone() }
    }

    /// The same name in another schema.
    #[must_use]
    pub fn within(&self, schema: Option<Name>) -> Self {
        Self { schema, name: self.name.clone() }
    }

    /// The name as a revision has it: `"invoices"` or `("billing", "invoices")`.
    pub fn source(&self) -> String {
        match &self.schema {
            None => format!("{:?}", self.name),
            Some(schema) => format!("({schema:?}, {:?})", self.name),
        }
    }

    /// The name of `candidates` that `self` is most likely a slip of, if one is near enough: the same name in another
    /// schema, or one with other letters.
    pub fn nearest<'a>(&self, candidates: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut candidates = candidates.into_iter().collect::<Vec<_>>();
        // Of the same schema first.
        candidates.sort_by_key(|candidate| (candidate.schema != self.schema, *candidate));
        if let Some(elsewhere) = candidates.iter().find(|candidate| candidate.name == self.name) {
            return Some((*elsewhere).clone());
        }
        let (same, others) =
            candidates.iter().partition::<Vec<&Self>, _>(|candidate| candidate.schema == self.schema);
        [same, others].into_iter().find_map(|candidates| {
            let near = self.name.nearest(candidates.iter().map(|candidate| &candidate.name))?;
            candidates.into_iter().find(|candidate| candidate.name == near).cloned()
        })
    }
}

impl From<Name> for QualifiedName {
    fn from(name: Name) -> Self {
        Self { schema: None, name }
    }
}

impl From<&Name> for QualifiedName {
    fn from(name: &Name) -> Self {
        name.clone().into()
    }
}

impl From<&Self> for QualifiedName {
    fn from(name: &Self) -> Self {
        name.clone()
    }
}

impl From<&str> for QualifiedName {
    fn from(name: &str) -> Self {
        Name::from(name).into()
    }
}

impl From<&&str> for QualifiedName {
    fn from(name: &&str) -> Self {
        Name::from(*name).into()
    }
}

impl From<&String> for QualifiedName {
    fn from(name: &String) -> Self {
        Name::from(name.as_str()).into()
    }
}

impl From<(&str, &str)> for QualifiedName {
    fn from((schema, name): (&str, &str)) -> Self {
        Self { schema: Some(schema.into()), name: name.into() }
    }
}

impl AsRef<Name> for QualifiedName {
    fn as_ref(&self) -> &Name {
        &self.name
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        write!(f, "{}", self.name)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_the_other_schema_before_other_letters() {
        let names = [("billing", "invoices").into(), "invoice".into(), ("billing", "lines").into()]
            as [QualifiedName; 3];
        assert_eq!(QualifiedName::from("invoices").nearest(&names), Some(("billing", "invoices").into()));
        assert_eq!(QualifiedName::from("invoce").nearest(&names), Some("invoice".into()));
        assert_eq!(
            QualifiedName::from(("billing", "line")).nearest(&names),
            Some(("billing", "lines").into())
        );
        assert_eq!(
            QualifiedName::from(("biling", "lines")).nearest(&names),
            Some(("billing", "lines").into())
        );
        assert_eq!(QualifiedName::from("customers").nearest(&names), None);
    }

    #[test]
    fn a_name_is_written_as_in_a_revision() {
        assert_eq!(QualifiedName::from("a\"b").source(), "\"a\\\"b\"");
        assert_eq!(QualifiedName::from(("s", "t")).source(), "(\"s\", \"t\")");
    }
}
