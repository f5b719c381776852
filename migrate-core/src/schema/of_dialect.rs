//! What a schema may hold on one dialect, and not on every one.

use super::{Dialect, Schema};

/// The dialect that a schema is of, where it is of one alone. It says what may come, not what is there, so that all are equal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfDialect(Option<Dialect>);

impl PartialEq for OfDialect {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for OfDialect {}

impl Schema {
    /// An empty schema of one dialect: what this one takes fits it, where others would not.
    pub fn of(dialect: Dialect) -> Self {
        Self { dialect: OfDialect(Some(dialect)), ..Self::default() }
    }

    /// Whether it is of one dialect alone.
    pub(crate) fn is_of_one_dialect(&self) -> bool {
        self.dialect.0.is_some()
    }

    /// Whether the names of indexes and keys are those of their table alone.
    pub(crate) fn has_names_by_table(&self) -> bool {
        self.dialect.0 == Some(Dialect::MySql)
    }

    /// Whether a foreign key may be of columns of other types than it references, where the two can be compared.
    pub(crate) fn has_loose_keys(&self) -> bool {
        matches!(self.dialect.0, Some(Dialect::Postgres | Dialect::Sqlite))
    }

    /// Whether a foreign key may set a column to NULL that takes none: it is told when it happens.
    pub(crate) fn has_late_nulls(&self) -> bool {
        self.has_loose_keys()
    }

    /// Whether a table may be of no column.
    pub(crate) fn has_empty_tables(&self) -> bool {
        self.dialect.0 == Some(Dialect::Postgres)
    }
}
