//! What of a statement may be shown to whoever reads the log.

use crate::dialect::Dialect;

/// How much is shown at most, in characters.
const MOST: usize = 80;

/// The beginning of a statement, up to where a value or a remark could stand, since that can be a secret.
pub(super) fn shown(dialect: Dialect, sql: &str) -> &str {
    let is_value = |character: char| match character {
        // A remark can hold one, too.
        '\'' | '$' | '=' | '(' | ';' | '\n' | '-' | '/' | '#' => true,
        // A text to MySQL and MariaDB, where it does not quote a name.
        '"' => dialect == Dialect::MySql,
        other => other.is_ascii_digit(),
    };
    let sql = sql.trim_start();
    let end = sql.char_indices().take(MOST).find(|(_, character)| is_value(*character)).map(|(at, _)| at);
    let most = || sql.char_indices().nth(MOST).map_or(sql.len(), |(at, _)| at);
    sql[..end.unwrap_or_else(most)].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_ends_before_a_value() {
        for (dialect, sql, expected) in [
            (Dialect::Postgres, "CREATE TABLE \"deals\" (\n    id", "CREATE TABLE \"deals\""),
            (Dialect::Postgres, "  COMMIT", "COMMIT"),
            (Dialect::Postgres, "BEGIN;\nUPDATE x", "BEGIN"),
            (Dialect::Postgres, "ALTER ROLE ann PASSWORD 's3cret'", "ALTER ROLE ann PASSWORD"),
            (Dialect::Postgres, "DO $$ s3cret", "DO"),
            (Dialect::MySql, "SET PASSWORD FOR `ann` = \"s3cret\"", "SET PASSWORD FOR `ann`"),
            (Dialect::MySql, "SET PASSWORD FOR ann TO \"s3cret\"", "SET PASSWORD FOR ann TO"),
            (Dialect::Sqlite, "SELECT 1", "SELECT"),
            (Dialect::Sqlite, "-- s3cret\nSELECT 1", ""),
        ] {
            assert_eq!(shown(dialect, sql), expected);
        }
        assert_eq!(shown(Dialect::Sqlite, &"ä".repeat(200)).chars().count(), MOST);
    }
}
