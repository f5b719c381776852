//! Collations: how text is compared and sorted.

use super::{Dialect, Dialects};
use crate::name::Name;

/// The name of a collation, which each database has its own of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collation {
    common: Option<Name>,
    on: Vec<(Dialect, Name)>,
}

impl Collation {
    /// One name on every dialect that has no name of its own here.
    pub fn new(name: impl Into<Name>) -> Self {
        Self { common: Some(name.into()), on: Vec::new() }
    }

    /// Another name on these dialects.
    #[must_use]
    pub fn on(mut self, dialects: impl Into<Dialects>, name: impl Into<Name>) -> Self {
        let name = name.into();
        for dialect in dialects.into().iter() {
            self.on.retain(|(other, _)| *other != dialect);
            self.on.push((dialect, name.clone()));
        }
        self.on.sort();
        self
    }

    /// The name where no dialect has its own.
    pub fn common(&self) -> Option<&Name> {
        self.common.as_ref()
    }

    /// The names of single dialects, sorted by dialect.
    pub fn dialect_names(&self) -> impl Iterator<Item = (Dialect, &Name)> {
        self.on.iter().map(|(dialect, name)| (*dialect, name))
    }

    /// The name on a dialect; none where the database's own default is meant.
    pub fn name(&self, dialect: Dialect) -> Option<&Name> {
        self.on.iter().find(|(other, _)| *other == dialect).map(|(_, name)| name).or(self.common.as_ref())
    }

    /// The collation with one name everywhere else than where dialects have their own.
    pub(crate) fn set(this: &mut Option<Self>, name: &str) {
        this.get_or_insert_default().common = Some(name.into());
    }

    /// The collation with a name of its own on these dialects.
    pub(crate) fn set_on(this: &mut Option<Self>, dialects: Dialects, name: &str) {
        *this = Some(this.take().unwrap_or_default().on(dialects, name));
    }
}

impl From<&str> for Collation {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_without_a_name_of_its_own_has_the_common_one() {
        let collation = Collation::new("C").on(Dialect::Sqlite, "NOCASE").on(Dialect::Sqlite, "RTRIM");
        assert_eq!(collation.name(Dialect::Sqlite), Some(&"RTRIM".into()));
        assert_eq!(collation.name(Dialect::Postgres), Some(&"C".into()));
        let only = Collation::default().on(Dialect::Sqlite, "NOCASE");
        assert_eq!(only.name(Dialect::Postgres), None);
    }
}
