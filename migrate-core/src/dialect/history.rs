//! What asks another tool's table what it has applied.

use super::Dialect;
use super::sql::{Sql, sql};
use crate::adopt::history::Tool;
use crate::name::QualifiedName;

impl Dialect {
    /// Asks a tool's table for version, name, checksum and, as 1 or 0, whether it ran to its end: a row for each, in order.
    pub(crate) fn history_read(self, tool: Tool, table: &QualifiedName) -> String {
        let text = match self {
            Self::MySql => "CHAR",
            Self::Postgres | Self::Sqlite => "TEXT",
        };
        let digits = match self {
            Self::MySql | Self::Sqlite => "hex(checksum)",
            Self::Postgres => "encode(checksum, 'hex')",
        };
        let read: Sql = match tool {
            Tool::Alembic => {
                sql!(self; "SELECT version_num, '', NULL, 1 FROM ", table, " ORDER BY version_num")
            }
            Tool::Refinery => sql!(
                self;
                "SELECT CAST(version AS ", text, "), name, checksum, 1 FROM ", table, " ORDER BY version"
            ),
            Tool::Sqlx => sql!(
                self;
                "SELECT CAST(version AS ", text, "), description, ", digits,
                ", CASE WHEN success THEN 1 ELSE 0 END FROM ", table, " ORDER BY version"
            ),
        };
        read.into_text()
    }
}
