//! Whose words a definition is in: MySQL says some things otherwise than MariaDB, and has others where MariaDB has none.

use super::types::{self, Read};
use crate::dialect::Server;
use crate::dialect::mysql::stored::token::quoted;
use crate::schema::{ColumnType, Dialect, Table};

/// Who says, or is told, what a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    MariaDb,
    MySql,
}

impl From<Option<Server>> for Whose {
    fn from(server: Option<Server>) -> Self {
        if server.is_some_and(Server::is_mysql) { Self::MySql } else { Self::MariaDb }
    }
}

impl Whose {
    /// The text as it is read: without the character set that MySQL puts before each text of an expression, which is the
    /// connection's own (manual 8.0, 10.3.8), and with what stands in comments that are for this server.
    pub(super) fn plainly(self, text: &str) -> String {
        const OWN: &str = "_utf8mb4";
        let has_own = || text.contains(OWN) || text.contains("-(");
        if !text.contains("/*") && (self == Self::MariaDb || !has_own()) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut is_word = false;
        while let Some(first) = rest.chars().next() {
            let begins = !is_word;
            is_word = first.is_alphanumeric() || first == '_' || first == '$';
            if self == Self::MySql
                && let Some((number, length)) = negative(rest)
            {
                out.extend(["-", number]);
                rest = &rest[length..];
                continue;
            }
            let introduced = rest.strip_prefix(OWN).map(str::trim_start).filter(|it| it.starts_with('\''));
            let length = match (first, introduced, self.hidden(rest)) {
                ('\'' | '"' | '`', _, _) => quoted(rest, first).unwrap_or(rest.len()),
                (_, _, Some((inside, length))) => {
                    out.push_str(&self.plainly(inside));
                    rest = &rest[length..];
                    continue;
                }
                (_, Some(introduced), None) if begins && self == Self::MySql => {
                    rest = introduced;
                    is_word = false;
                    continue;
                }
                ('/', _, None) if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                (_, Some(_) | None, None) => first.len_utf8(),
            };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
        out
    }

    /// The collation that a character set has by itself.
    pub(super) fn default_collation(self, charset: &str) -> Option<&'static str> {
        match (self, charset) {
            (Self::MySql, "utf8mb4") => Some("utf8mb4_0900_ai_ci"),
            (Self::MariaDb | Self::MySql, _) => super::character::default_collation(charset),
        }
    }

    /// Makes of a table what MySQL makes of it: numbers have no widths but where these show.
    pub(super) fn make(self, table: &mut Table) {
        if self == Self::MariaDb {
            return;
        }
        for column in &mut table.columns {
            if let ColumnType::Native(native) = &column.column_type
                && let Some(text) = native.text(Dialect::MySql)
                && let Some(narrow) = types::without_width(text)
                && let Read::Type(column_type) = types::read(&narrow)
            {
                column.column_type = column_type;
            }
        }
    }

    /// What stands in a comment that begins here and is SQL to whom it is for, and how long it is: `/*!80016 NOT ENFORCED */`
    /// is MySQL's since that version, `/*M! … */` MariaDB's, which passes over those of MySQL since 5.7.
    fn hidden(self, text: &str) -> Option<(&str, usize)> {
        let (is_mariadbs, rest) = match (text.strip_prefix("/*!"), text.strip_prefix("/*M!")) {
            (Some(rest), _) => (false, rest),
            (None, Some(rest)) => (true, rest),
            (None, None) => return None,
        };
        let inside = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let version = rest[..rest.len() - inside.len()].parse::<u32>().unwrap_or_default();
        let mut end = 0;
        while let Some(first) = inside[end..].chars().next() {
            end += match first {
                '\'' | '"' | '`' => quoted(&inside[end..], first)?,
                '*' if inside[end..].starts_with("*/") => break,
                _ => first.len_utf8(),
            };
        }
        let length = text.len() - inside.len() + end + 2;
        let is_read = match self {
            Self::MariaDb => is_mariadbs || !(50_700..100_000).contains(&version),
            Self::MySql => !is_mariadbs,
        };
        Some((if is_read { inside[..end].trim() } else { "" }, length.min(text.len())))
    }
}

/// The number in a `-(5)`, and how long that is: MySQL writes so what it has read once, and `-5` what it has read again.
fn negative(text: &str) -> Option<(&str, usize)> {
    let (number, _) = text.strip_prefix("-(")?.split_once(')')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number.then_some((number, number.len() + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_reads_the_comments_that_are_for_it() {
        let text = "a /*!80000 NOT NULL */ /*M! CHECK (`*/` > '*/') */ /*!50100 x */ '/*!1 */' /* it's */ _utf8mb4'ü' b_utf8mb4'c' -(5.5) -(a)";
        let own = "a NOT NULL  x '/*!1 */' /* it's */ 'ü' b_utf8mb4'c' -5.5 -(a)";
        assert_eq!(Whose::MySql.plainly(text), own);
        let other = "a  CHECK (`*/` > '*/') x '/*!1 */' /* it's */ _utf8mb4'ü' b_utf8mb4'c' -(5.5) -(a)";
        assert_eq!(Whose::MariaDb.plainly(text), other);
    }
}
