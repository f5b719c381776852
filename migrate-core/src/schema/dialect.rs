//! Which databases there are.

use std::fmt;

/// A dialect of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// MySQL and MariaDB.
    MySql,
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// All dialects, sorted by name.
    pub const ALL: [Self; 3] = [Self::MySql, Self::Postgres, Self::Sqlite];

    /// The name in lower case, as a URL's scheme has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MySql => "mysql",
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
        }
    }

    /// The name as it stands in a revision.
    pub(crate) const fn variant(self) -> &'static str {
        match self {
            Self::MySql => "MySql",
            Self::Postgres => "Postgres",
            Self::Sqlite => "Sqlite",
        }
    }

    /// The name as its makers write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MySql => "MySQL/MariaDB",
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A set of dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dialects(u8);

impl Dialects {
    const fn bit(dialect: Dialect) -> u8 {
        1 << dialect as u8
    }

    /// Whether the dialect is among them.
    pub const fn contains(self, dialect: Dialect) -> bool {
        self.0 & Self::bit(dialect) != 0
    }

    /// The dialects that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The dialects of the set, sorted.
    pub fn iter(self) -> impl Iterator<Item = Dialect> {
        Dialect::ALL.into_iter().filter(move |dialect| self.contains(*dialect))
    }
}

impl From<Dialect> for Dialects {
    fn from(dialect: Dialect) -> Self {
        Self(Self::bit(dialect))
    }
}

impl FromIterator<Dialect> for Dialects {
    fn from_iter<I: IntoIterator<Item = Dialect>>(dialects: I) -> Self {
        Self(dialects.into_iter().fold(0, |set, dialect| set | Self::bit(dialect)))
    }
}

impl<const N: usize> From<[Dialect; N]> for Dialects {
    fn from(dialects: [Dialect; N]) -> Self {
        dialects.into_iter().collect()
    }
}
