//! The SQL that makes, drops and looks at databases as a whole. Every function returns one statement without a semicolon.

use super::Dialect;
use super::sql::{Sql, Text, sql};
use crate::name::Name;

/// What makes a text of a database's name a name.
fn quoted(dialect: Dialect, database: &str) -> Sql {
    sql!(dialect; &Name::from(database))
}

impl Dialect {
    /// Makes a database. SQLite has no such statement.
    pub(crate) fn database_create(self, database: &str) -> String {
        let name = quoted(self, database);
        match self {
            // What the tables of a chain are made with, whatever the server is set to.
            Self::MySql => sql!(self; "CREATE DATABASE ", name, " CHARACTER SET utf8mb4"),
            Self::Postgres | Self::Sqlite => sql!(self; "CREATE DATABASE ", name),
        }
        .into_text()
    }

    /// Drops a database, with whoever is connected to it where that is forced.
    pub(crate) fn database_drop(self, database: &str, force: bool) -> String {
        let force = if force && self == Self::Postgres { " WITH (FORCE)" } else { "" };
        sql!(self; "DROP DATABASE ", quoted(self, database), force).into_text()
    }

    /// A row for the database of this name, if there is one.
    pub(crate) fn database_look(self, database: &str) -> String {
        match self {
            Self::MySql => {
                sql!(self; "SELECT 1 FROM information_schema.schemata WHERE schema_name = ", Text(database))
            }
            Self::Postgres | Self::Sqlite => {
                sql!(self; "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ", Text(database))
            }
        }
        .into_text()
    }

    /// A row if anything was made in the database that is connected to.
    pub(crate) fn database_content(self) -> &'static str {
        match self {
            Self::MySql => {
                "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() \
                 UNION ALL SELECT 1 FROM information_schema.routines WHERE routine_schema = DATABASE() LIMIT 1"
            }
            // What an extension brought counts as nothing: `CREATE DATABASE` may bring it from the template.
            Self::Postgres => {
                "SELECT 1 FROM (SELECT 'pg_class'::regclass AS kind, oid, relnamespace AS namespace FROM pg_catalog.pg_class \
                 UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace FROM pg_catalog.pg_type \
                 UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_catalog.pg_proc) AS made \
                 JOIN pg_catalog.pg_namespace ON pg_namespace.oid = made.namespace \
                 WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%' \
                 AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend WHERE classid = made.kind AND objid = made.oid \
                 AND deptype = 'e') LIMIT 1"
            }
            Self::Sqlite => "SELECT 1 FROM sqlite_master LIMIT 1",
        }
    }

    /// What opens the transaction in which a client of the database inserts rows, each line with its semicolon, behind
    /// [`client_settings`](Self::client_settings).
    pub(crate) fn fixture_begin(self) -> &'static str {
        match self {
            // A value that does not fit is an error, whatever the server is set to.
            Self::MySql => "SET sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES');\nSTART TRANSACTION;\n",
            Self::Postgres => "BEGIN;\n",
            Self::Sqlite => "PRAGMA foreign_keys = ON;\nBEGIN;\n",
        }
    }

    /// Writes a SQLite database, as it is at one moment, into a new file.
    pub(crate) fn database_copy(self, file: &str) -> String {
        sql!(self; "VACUUM INTO ", Text(file)).into_text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        assert_eq!(Dialect::MySql.database_create("a`b"), "CREATE DATABASE `a``b` CHARACTER SET utf8mb4");
        assert_eq!(Dialect::Postgres.database_create("a\"b"), "CREATE DATABASE \"a\"\"b\"");
        assert_eq!(Dialect::Postgres.database_drop("shop", true), "DROP DATABASE \"shop\" WITH (FORCE)");
        assert_eq!(Dialect::MySql.database_drop("shop", true), "DROP DATABASE `shop`");
        assert!(Dialect::Postgres.database_look("a'b").ends_with("datname = 'a''b'"));
        assert_eq!(Dialect::Sqlite.database_copy("it's.db"), "VACUUM INTO 'it''s.db'");
    }
}
