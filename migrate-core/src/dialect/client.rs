//! SQL as the databases' own clients read it: `psql`, `mariadb` or `mysql`, `sqlite3`.

use super::Dialect;
use super::scan::{self, Token};

impl Dialect {
    /// What a client is told before anything else, each line by itself: that it stops at the first error, and what else sqlx
    /// sets for a session of ours.
    pub fn client_settings(self) -> &'static [&'static str] {
        match self {
            // `mariadb` stops at the first error unless it is told otherwise. The rest is what sqlx-mysql 0.9 sets.
            Self::MySql => &[
                "SET NAMES utf8mb4;",
                "SET sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT,IGNORE_SPACE,NO_ENGINE_SUBSTITUTION'), time_zone = '+00:00';",
            ],
            Self::Postgres => &[
                "\\set ON_ERROR_STOP on",
                "SET client_encoding = 'UTF8';",
                "SET standard_conforming_strings = on;",
            ],
            Self::Sqlite => &[".bail on"],
        }
    }

    /// One statement as a client takes it, ended so that what follows is no part of it, with a line break behind it.
    pub fn client_statement(self, sql: &str) -> String {
        let scan = scan::scan(self, sql).ok();
        let is_ended = |token: &Token<'_>| *token == Token::Semicolon;
        let has_semicolon =
            scan.as_ref().is_some_and(|scan| scan.tokens.iter().any(|(token, _)| is_ended(token)));
        // A comment at the end, which SQLite keeps with the rest, would swallow the semicolon.
        let line = if scan.is_some_and(|scan| scan.ends_in_comment) { "\n" } else { "" };
        match self {
            Self::MySql if has_semicolon => {
                let delimiter = ["$$", "//", ";;", "|;|", "$;$;$"].into_iter().find(|it| !sql.contains(it));
                let delimiter = delimiter.unwrap_or("<<the end of the statement>>");
                format!("DELIMITER {delimiter}\n{sql}{line}{delimiter}\nDELIMITER ;\n")
            }
            // `sqlite3` and `psql` read the bodies of triggers and functions as one, as the database does.
            Self::MySql | Self::Postgres | Self::Sqlite => format!("{sql}{line};\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_of_several_statements_is_one_to_the_client() {
        let body = "CREATE TRIGGER a BEFORE INSERT ON b FOR EACH ROW BEGIN SET @a = '$$'; SET @b = 1; END";
        assert_eq!(Dialect::MySql.client_statement(body), format!("DELIMITER //\n{body}//\nDELIMITER ;\n"));
        assert_eq!(Dialect::MySql.client_statement("SELECT ';'"), "SELECT ';';\n");
    }

    #[test]
    fn a_comment_at_the_end_swallows_nothing() {
        for dialect in Dialect::ALL {
            assert_eq!(dialect.client_statement("SELECT 1 -- one"), "SELECT 1 -- one\n;\n", "{dialect}");
        }
    }
}
