//! The databases that every live test runs on.

use std::fmt;

use migrate_core::dialect::Dialect;

/// A kind of database. `MySql` is what the MySQL protocol reaches; the test servers run MariaDB.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// A server that speaks the MySQL protocol.
    MySql,
    /// A PostgreSQL server.
    Postgres,
    /// A file.
    Sqlite,
}

impl Kind {
    /// All of them, in the order of the list.
    pub const ALL: [Kind; 3] = [Kind::MySql, Kind::Postgres, Kind::Sqlite];

    /// The name in lower case, as it stands in URLs and in the names of snapshots.
    pub fn name(self) -> &'static str {
        match self {
            Kind::MySql => "mysql",
            Kind::Postgres => "postgres",
            Kind::Sqlite => "sqlite",
        }
    }

    /// The dialect that it speaks.
    pub fn dialect(self) -> Dialect {
        match self {
            Kind::MySql => Dialect::MySql,
            Kind::Postgres => Dialect::Postgres,
            Kind::Sqlite => Dialect::Sqlite,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
