//! The author's own SQL: refused where it would do otherwise than it looks.

use super::scan::{self, Scan, Token, scan};
use super::sql::{Sql, sql};
use super::{Dialect, Unsupported};
use crate::schema::Expression;

/// How many words of a statement are looked at.
const WORDS: usize = 24;

/// The text of an `op.sql` on a dialect.
pub(super) fn statements(dialect: Dialect, expression: &Expression) -> Result<String, Unsupported> {
    let text = &*expression.text(dialect);
    let scan = scanned(dialect, text, "the SQL")?;
    if scan.tokens.iter().all(|(token, _)| *token == Token::Semicolon) {
        return Err(Unsupported::new(
            format!("the SQL holds no statement for {dialect}"),
            format!(
                "leave the operation out where it has nothing to do: `op.on([…], |op| {{ op.sql(…); }})` without {}",
                dialect.variant()
            ),
        ));
    }
    for Piece { words, end: _ } in split(&scan) {
        if let Some((what, help)) = refusal(dialect, &words) {
            return Err(Unsupported::new(
                format!(
                    "{what}, and the SQL has `{}`",
                    words.iter().take(4).cloned().collect::<Vec<_>>().join(" ")
                ),
                help,
            ));
        }
    }
    Ok(text.to_owned())
}

impl Dialect {
    /// Whether a text of SQL holds more than comments.
    pub fn holds_statement(self, text: &str) -> bool {
        // What begins and does not end is told where it is lowered.
        let is_empty = |scan: Scan<'_>| scan.tokens.iter().all(|(token, _)| *token == Token::Semicolon);
        !scan(self, text).is_ok_and(is_empty)
    }
}

/// An expression of the author's, safe to stand in parentheses or before other SQL.
pub(super) fn expression(dialect: Dialect, what: &str, expression: &Expression) -> Result<Sql, Unsupported> {
    let text = expression.text(dialect);
    let scan = scanned(dialect, &text, what)?;
    let fault = |fault: &str| {
        Err(Unsupported::new(
            format!("{what} {fault} on {dialect}"),
            format!(
                "write one whole SQL expression; `expr(\"…\").on({}, \"…\")` gives this dialect its own",
                dialect.variant()
            ),
        ))
    };
    if scan.tokens.is_empty() {
        return fault("has no expression");
    }
    let mut depth = 0_i32;
    for (token, _) in &scan.tokens {
        match token {
            Token::Close => depth -= 1,
            Token::Open => depth += 1,
            Token::Semicolon => return fault("holds a semicolon"),
            Token::Other | Token::Word(_) => {}
        }
        if depth < 0 {
            break;
        }
    }
    if depth != 0 {
        return fault("has parentheses that do not match");
    }
    Ok(sql!(dialect; expression, scan.ends_in_comment.then_some("\n")))
}

/// Whether SQL speaks of NULL itself, so that it may well give it.
pub(super) fn speaks_of_null(dialect: Dialect, text: &str) -> bool {
    let Ok(scan) = scan(dialect, text) else { return false };
    scan.tokens.iter().any(|(token, _)| match token {
        Token::Word(word) => word.eq_ignore_ascii_case("NULL") || word.eq_ignore_ascii_case("NULLIF"),
        Token::Close | Token::Open | Token::Other | Token::Semicolon => false,
    })
}

/// A definition of the author's behind what begins its statement, which must be one statement in all: those of a body stand
/// between `BEGIN` and `END` or in quotes. A semicolon or a comment at its end is left out.
pub(super) fn definition(
    dialect: Dialect,
    what: &str,
    head: Sql,
    definition: &Expression,
) -> Result<Sql, Unsupported> {
    let text = definition.text(dialect);
    scanned(dialect, &text, what)?;
    let body = Expression::from(scan::body(dialect, &text));
    let fault = |fault: &str, help: &str| Err(Unsupported::new(format!("{what} {fault} on {dialect}"), help));
    if body.text(dialect).trim().is_empty() {
        return fault(
            "has no definition",
            &format!("`expr(\"…\").on({}, \"…\")` gives this dialect its own", dialect.variant()),
        );
    }
    let whole = sql!(dialect; head, &body);
    let text = whole.clone().into_text();
    if split(&scanned(dialect, &text, what)?).len() != 1 {
        return fault(
            "holds more than one statement",
            "put what it does between `BEGIN` and `END`, or in quotes; what else shall run is an `op.sql` of its own",
        );
    }
    Ok(whole)
}

/// Whether SQL compares values and casts none.
pub(super) fn compares_bare(dialect: Dialect, text: &str) -> bool {
    let Ok(scan) = scan(dialect, text) else { return false };
    let is_word = |wanted: &str| {
        scan.tokens.iter().any(|(token, _)| match token {
            Token::Word(word) => word.eq_ignore_ascii_case(wanted),
            Token::Close | Token::Open | Token::Other | Token::Semicolon => false,
        })
    };
    let is_operator = scan
        .tokens
        .iter()
        .any(|(token, end)| *token == Token::Other && text[..*end].ends_with(['<', '>', '=']));
    (is_operator || is_word("BETWEEN") || is_word("IN")) && !is_word("CAST")
}

/// Whether SQL does sums.
pub(super) fn computes(dialect: Dialect, text: &str) -> bool {
    let Ok(scan) = scan(dialect, text) else { return false };
    let mut tokens = scan.tokens.iter();
    tokens.any(|(token, end)| *token == Token::Other && text[..*end].ends_with(['+', '-', '*', '/', '%']))
}

fn scanned<'a>(dialect: Dialect, text: &'a str, what: &str) -> Result<Scan<'a>, Unsupported> {
    scan(dialect, text).map_err(|fault| {
        Unsupported::new(
            format!("{what} begins {} on its line {} and does not end it", fault.what, fault.line),
            "end it",
        )
    })
}

/// One of the author's statements.
struct Piece {
    /// Its first words, in capitals.
    words: Vec<String>,
    /// Behind which byte it ends, its semicolon left out.
    end: usize,
}

/// The statements one by one, without the semicolons between them and without what stands behind the last. A comment stays
/// with the statement that it stands before.
pub(super) fn pieces(dialect: Dialect, text: &str) -> Vec<&str> {
    let Ok(scan) = scan(dialect, text) else { return vec![text] };
    let mut from = 0;
    let mut pieces = Vec::new();
    for Piece { words: _, end } in split(&scan) {
        pieces.push(text[from..end].trim());
        // Behind its semicolon, and those that stand alone.
        let behind = scan.tokens.iter().filter(|(_, place)| *place > end);
        let semicolons = behind.take_while(|(token, _)| *token == Token::Semicolon);
        from = semicolons.last().map_or(end, |(_, place)| *place);
    }
    pieces
}

/// Whether statements can stand in a block of MariaDB's: what makes or drops code that is kept cannot, and what reads a file.
pub(super) fn fits_in_block(sql: &str) -> bool {
    // What the dialect itself writes most is one statement that keeps no code, however long it is.
    if ["ALTER TABLE ", "CREATE TABLE "].iter().any(|begins| sql.starts_with(begins)) && !sql.contains(';') {
        return true;
    }
    let Ok(scan) = scan(Dialect::MySql, sql) else { return false };
    let statements = split(&scan);
    let fits = |piece: &Piece| match piece.words.first().map(String::as_str) {
        None | Some("LOAD") => false,
        Some("DROP") => !piece.words.iter().take(3).any(|word| KINDS.contains(&word.as_str())),
        Some(_) => !has_body(&piece.words),
    };
    statements.iter().all(fits)
}

/// The statements. Statements inside of a body are none of their own.
fn split(scan: &Scan<'_>) -> Vec<Piece> {
    let mut statements = Vec::new();
    let mut words = Vec::<String>::new();
    let mut has_body = false;
    let mut depth = 0_usize;
    let mut last = 0;
    let mut tokens = scan.tokens.iter().peekable();
    while let Some((token, end)) = tokens.next() {
        match token {
            Token::Word(word) => {
                let begins = words.len() == 1 && words[0] == "BEGIN" && word.eq_ignore_ascii_case("NOT");
                if has_body || begins {
                    match word.to_uppercase().as_str() {
                        "BEGIN" | "CASE" => depth += 1,
                        "NOT" if words.len() == 1 => depth += 1,
                        "END" => {
                            let next = tokens.peek().and_then(|(token, _)| match token {
                                Token::Word(word) => Some(word.to_uppercase()),
                                Token::Close | Token::Open | Token::Other | Token::Semicolon => None,
                            });
                            match next.as_deref() {
                                Some("FOR" | "IF" | "LOOP" | "REPEAT" | "WHILE") => {
                                    last = tokens.next().map_or(last, |(_, end)| *end);
                                }
                                Some("CASE") => {
                                    last = tokens.next().map_or(last, |(_, end)| *end);
                                    depth = depth.saturating_sub(1);
                                }
                                Some(_) | None => depth = depth.saturating_sub(1),
                            }
                        }
                        _ => {}
                    }
                }
                if words.len() < WORDS {
                    words.push(word.to_uppercase());
                    has_body = has_body || self::has_body(&words);
                }
            }
            Token::Semicolon if depth == 0 => {
                if !words.is_empty() {
                    statements.push(Piece { words: std::mem::take(&mut words), end: last });
                    has_body = false;
                }
            }
            // A statement that does not begin with a word: kept, so that the words behind are not its first.
            Token::Close | Token::Open | Token::Other if words.is_empty() => words.push(String::new()),
            Token::Close | Token::Open | Token::Other | Token::Semicolon => {}
        }
        last = last.max(*end);
    }
    if !words.is_empty() {
        statements.push(Piece { words, end: last });
    }
    statements
}

/// Code that is kept.
const KINDS: [&str; 5] = ["EVENT", "FUNCTION", "PACKAGE", "PROCEDURE", "TRIGGER"];

/// Whether a statement that begins so may have a body of statements.
fn has_body(words: &[String]) -> bool {
    let makes = words.first().is_some_and(|first| first == "CREATE" || first == "ALTER");
    let block = words.len() >= 2 && words[0] == "BEGIN" && words[1] == "NOT";
    // The first letter tells most words apart from these.
    let is_kind = |word: &String| word.starts_with(['E', 'F', 'P', 'T']) && KINDS.contains(&word.as_str());
    block || (makes && words.iter().take(12).any(is_kind))
}

const TRANSACTION: &str = "a revision runs in a transaction of its own, which its SQL may not begin or end";
const TRANSACTION_HELP: &str =
    "leave the statement out; what must be a transaction of its own is a revision of its own";
const OUTSIDE: &str = "a revision runs in a transaction, where this statement cannot";
const OUTSIDE_HELP: &str = "run it by hand, outside of the chain";
const CONCURRENTLY_HELP: &str =
    "let it stand in an `op.sql` of its own, without other statements, and give the index its name there";
const CLIENT: &str = "only a command-line client knows this command";
const CLIENT_HELP: &str = "write SQL that the server itself knows";

/// Why a statement may not stand in a revision, and what to do instead.
fn refusal(dialect: Dialect, words: &[String]) -> Option<(&'static str, &'static str)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let transaction = match word(0) {
        "BEGIN" => dialect != Dialect::MySql || word(1) != "NOT",
        "ABORT" => dialect == Dialect::Postgres,
        "COMMIT" | "END" | "XA" => true,
        "PREPARE" | "START" => word(1) == "TRANSACTION",
        "ROLLBACK" => !words.iter().take(3).any(|word| word == "TO"),
        _ => false,
    };
    if transaction {
        return Some((TRANSACTION, TRANSACTION_HELP));
    }
    match dialect {
        Dialect::MySql => match word(0) {
            "DELIMITER" => Some((CLIENT, CLIENT_HELP)),
            "SET" if words.iter().any(|word| word.trim_start_matches('@') == "AUTOCOMMIT") => {
                Some((TRANSACTION, TRANSACTION_HELP))
            }
            "LOCK" | "UNLOCK" if matches!(word(1), "TABLE" | "TABLES") => Some((
                "a lock of tables would shut the ledger out",
                "leave the statement out: one runner at a time holds the lock of the database",
            )),
            "USE" => Some((
                "another database would not have the ledger",
                "name the database before the table instead: `other.deals`",
            )),
            _ => None,
        },
        Dialect::Postgres => {
            let outside = match word(0) {
                "ALTER" => {
                    word(1) == "SYSTEM" || (word(1) == "TABLE" && has("DETACH") && has("CONCURRENTLY"))
                }
                "CREATE" | "DROP" => matches!(word(1), "DATABASE" | "SUBSCRIPTION" | "TABLESPACE"),
                "DISCARD" => word(1) == "ALL",
                "REINDEX" => has("CONCURRENTLY") || matches!(word(1), "DATABASE" | "SCHEMA" | "SYSTEM"),
                "VACUUM" => true,
                _ => false,
            };
            if matches!(word(0), "CREATE" | "DROP") && words.iter().take(4).any(|word| word == "CONCURRENTLY")
            {
                return Some((OUTSIDE, CONCURRENTLY_HELP));
            }
            if outside {
                return Some((OUTSIDE, OUTSIDE_HELP));
            }
            let copies = word(0) == "COPY" && (has("STDIN") || has("STDOUT"));
            copies.then_some((CLIENT, CLIENT_HELP))
        }
        Dialect::Sqlite => match word(0) {
            "ATTACH" | "DETACH" | "VACUUM" => Some((OUTSIDE, OUTSIDE_HELP)),
            "PRAGMA" if matches!(word(1), "FOREIGN_KEYS" | "JOURNAL_MODE" | "SYNCHRONOUS") => Some((
                "SQLite passes over this pragma inside of a transaction, and a revision runs in one",
                "set it in the connection's options",
            )),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect::{MySql, Postgres, Sqlite};
    use crate::schema::expr;

    fn is_refused(dialect: Dialect, text: &str) -> bool {
        statements(dialect, &expr(text)).is_err()
    }

    #[test]
    fn transactions_are_not_the_authors() {
        for dialect in Dialect::ALL {
            for text in [
                "BEGIN",
                "begin;",
                "COMMIT",
                "UPDATE t SET a = 1; Commit ;",
                "END",
                "ROLLBACK",
                "/* x */ rollback work",
                "START TRANSACTION READ ONLY",
                ";; COMMIT",
                "SELECT 1;COMMIT AND CHAIN",
            ] {
                assert!(is_refused(dialect, text), "{dialect}: {text}");
            }
            for text in [
                "SELECT 'COMMIT'",
                "SELECT 1 -- ; COMMIT",
                "ROLLBACK TO SAVEPOINT s",
                "SAVEPOINT s",
                "UPDATE t SET \"commit\" = 1",
                "SELECT (CASE WHEN a THEN b END) FROM t; SELECT 1",
                "SELECT a AS commit FROM t",
            ] {
                assert!(!is_refused(dialect, text), "{dialect}: {text}");
            }
        }
        assert!(is_refused(MySql, "SET autocommit=0"));
        assert!(is_refused(MySql, "SET SESSION autocommit = 0"));
        assert!(is_refused(MySql, "SET @@autocommit = 0"));
        assert!(is_refused(MySql, "LOCK TABLES t WRITE"));
        assert!(is_refused(MySql, "/*!50000 COMMIT */"));
        assert!(is_refused(MySql, "DELIMITER //"));
        assert!(!is_refused(Postgres, "LOCK TABLE t"));
        assert!(is_refused(Postgres, "PREPARE TRANSACTION 'x'"));
        assert!(is_refused(Sqlite, "PRAGMA foreign_keys = OFF"));
    }

    #[test]
    fn bodies_hold_statements_of_their_own() {
        let trigger = "CREATE TRIGGER t AFTER INSERT ON a WHEN (CASE WHEN new.x THEN 1 END) BEGIN
            UPDATE b SET c = CASE WHEN 1 THEN 2 END; DELETE FROM d; END;";
        assert!(!is_refused(Sqlite, trigger));
        assert!(is_refused(Sqlite, &format!("{trigger} COMMIT")));
        let procedure =
            "CREATE PROCEDURE p() BEGIN IF a THEN SELECT 1; END IF; CASE a WHEN 1 THEN SELECT 2; END CASE;
            BEGIN SELECT 3; END; END";
        assert!(!is_refused(MySql, procedure));
        assert!(is_refused(MySql, &format!("{procedure}; COMMIT")));
        assert!(!is_refused(MySql, "BEGIN NOT ATOMIC SELECT 1; SELECT 2; END"));
        assert!(is_refused(MySql, "BEGIN NOT ATOMIC SELECT 1; SELECT 2; END; COMMIT"));
        let function = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END";
        assert!(!is_refused(Postgres, function));
        assert!(is_refused(Postgres, &format!("{function}; END")));
        assert!(!is_refused(Postgres, "DO $$ BEGIN PERFORM 1; END $$"));
    }

    #[test]
    fn statements_come_one_by_one() {
        let text = "-- first\nUPDATE a SET b = ';' ;; -- none\n; /* second */ DELETE FROM a; -- behind\n";
        for dialect in Dialect::ALL {
            let expected = ["-- first\nUPDATE a SET b = ';'", "/* second */ DELETE FROM a"];
            assert_eq!(pieces(dialect, text), expected, "{dialect}");
        }
        let trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = 1; DELETE FROM d; END";
        assert_eq!(pieces(Sqlite, &format!("{trigger}; SELECT 1")), [trigger, "SELECT 1"]);
        let procedure = "CREATE PROCEDURE p() CASE a WHEN 1 THEN SELECT 2; END CASE";
        assert_eq!(pieces(MySql, &format!("{procedure};SELECT 1;")), [procedure, "SELECT 1"]);
        assert_eq!(pieces(Postgres, "DO $$ BEGIN; END $$; SELECT 1"), ["DO $$ BEGIN; END $$", "SELECT 1"]);
    }

    #[test]
    fn what_postgres_runs_in_no_transaction_is_refused() {
        for text in [
            "CREATE INDEX CONCURRENTLY i ON t (a)",
            "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
            "DROP INDEX CONCURRENTLY i",
            "VACUUM",
            "CREATE DATABASE d",
            "ALTER SYSTEM SET a = 1",
            "REINDEX TABLE CONCURRENTLY t",
            "COPY t FROM STDIN",
        ] {
            assert!(is_refused(Postgres, text), "{text}");
        }
        for text in
            ["CREATE INDEX i ON t (a)", "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "ALTER TABLE t ADD a int"]
        {
            assert!(!is_refused(Postgres, text), "{text}");
        }
    }

    #[test]
    fn empty_and_unended_text_is_refused() {
        for dialect in Dialect::ALL {
            for text in ["", " ; ", "-- nothing", "SELECT 'x", "SELECT 1 /* x", "SELECT \"x"] {
                assert!(is_refused(dialect, text), "{dialect}: {text}");
            }
            assert!(statements(dialect, &expr("SELECT 1").on(dialect, "")).is_err());
        }
    }

    #[test]
    fn expressions_are_one_whole() {
        let text = |text: &str| expression(Sqlite, "check `c`", &expr(text)).map(Sql::into_text);
        assert_eq!(text("a > (1)"), Ok("a > (1)".to_owned()));
        assert_eq!(text(" a > 1 -- why"), Ok("a > 1 -- why\n".to_owned()));
        for fault in ["", "-- a", "a) OR (b", "a > (1", "a; DROP TABLE b", "a > 'b"] {
            assert!(text(fault).is_err(), "{fault}");
        }
    }
}
