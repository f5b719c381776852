//! The databases' own shells.

use std::fmt;

use crate::dialect::Dialect;

/// A database's own shell, for which a script is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// `mariadb`, on MariaDB.
    MariaDb,
    /// `mysql`, on MySQL or MariaDB.
    MySql,
    /// `psql`.
    Psql,
    /// `sqlite3`.
    Sqlite3,
}

impl Shell {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::MariaDb, Self::MySql, Self::Psql, Self::Sqlite3];

    /// The dialect that it speaks.
    pub fn dialect(self) -> Dialect {
        match self {
            Self::MariaDb | Self::MySql => Dialect::MySql,
            Self::Psql => Dialect::Postgres,
            Self::Sqlite3 => Dialect::Sqlite,
        }
    }

    /// The shell of a database URL, by its scheme. A `mysql:` one may lead to MariaDB.
    pub fn of_url(url: &str) -> Option<Self> {
        match url.split_once(':')?.0 {
            "mariadb" => Some(Self::MariaDb),
            "mysql" => Some(Self::MySql),
            "postgres" | "postgresql" => Some(Self::Psql),
            "sqlite" => Some(Self::Sqlite3),
            _ => None,
        }
    }

    /// The database.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::MariaDb => "MariaDB",
            Self::MySql => "MySQL",
            Self::Psql => "PostgreSQL",
            Self::Sqlite3 => "SQLite",
        }
    }

    /// How a script is run.
    pub(super) fn usage(self) -> &'static str {
        match self {
            Self::MariaDb => "mariadb --comments DATABASE < FILE",
            Self::MySql => "mysql --comments DATABASE < FILE",
            Self::Psql => "psql -X -d DATABASE -f FILE",
            Self::Sqlite3 => "sqlite3 DATABASE < FILE",
        }
    }
}

impl fmt::Display for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MariaDb => "mariadb",
            Self::MySql => "mysql",
            Self::Psql => "psql",
            Self::Sqlite3 => "sqlite3",
        })
    }
}
