//! SQL of an author's that makes or drops indexes while their tables are written, which PostgreSQL does in no transaction.

use crate::dialect::Dialect::Postgres;
use crate::dialect::author::pieces;
use crate::dialect::scan::{Token, scan};
use crate::dialect::sql::{Text, sql};
use crate::script::{IndexGoal, Statement};

/// The statements of a text of which each is `CREATE INDEX CONCURRENTLY` with a name or `DROP INDEX CONCURRENTLY` of one index.
pub(in crate::dialect) fn concurrent_indexes(text: &str) -> Option<Vec<Statement>> {
    let pieces = pieces(Postgres, text);
    let statements = pieces.into_iter().map(concurrent_index).collect::<Option<Vec<_>>>()?;
    Some(statements).filter(|statements| !statements.is_empty())
}

fn concurrent_index(text: &str) -> Option<Statement> {
    let tokens = texts(text)?;
    let mut words = tokens.iter().copied().peekable();
    let mut next = |wanted: &str| words.next_if(|word| word.eq_ignore_ascii_case(wanted)).is_some();
    let goal = if next("CREATE") {
        next("UNIQUE");
        IndexGoal::There
    } else if next("DROP") {
        IndexGoal::Gone
    } else {
        return None;
    };
    if !next("INDEX") || !next("CONCURRENTLY") {
        return None;
    }
    if next("IF") {
        next("NOT");
        next("EXISTS");
    }
    let name = match goal {
        // Its schema is its table's.
        IndexGoal::There => {
            let index = words.next().filter(|word| !word.eq_ignore_ascii_case("ON"))?;
            words.next_if(|word| word.eq_ignore_ascii_case("ON"))?;
            words.next_if(|word| word.eq_ignore_ascii_case("ONLY"));
            let table = words.next()?;
            match words.next_if_eq(&".") {
                Some(_) => format!("{table}.{index}"),
                None => index.to_owned(),
            }
        }
        IndexGoal::Gone => {
            let mut name = words.next()?.to_owned();
            if words.next_if_eq(&".").is_some() {
                name = format!("{name}.{}", words.next()?);
            }
            let is_end =
                words.all(|word| ["CASCADE", "RESTRICT"].iter().any(|end| word.eq_ignore_ascii_case(end)));
            is_end.then_some(name)?
        }
    };
    let look = sql!(
        Postgres;
        "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(", Text(&name), ")",
    );
    let sweep = format!("DROP INDEX CONCURRENTLY IF EXISTS {name}");
    Some(Statement::Concurrent { sql: text.to_owned(), goal, look: look.into_text(), sweep })
}

/// What a statement is made of, comments left out; none where a name is written in a way that is not looked through.
fn texts(text: &str) -> Option<Vec<&str>> {
    let scan = scan(Postgres, text).ok()?;
    let mut from = 0;
    let mut texts = Vec::new();
    for (token, end) in &scan.tokens {
        let own = match token {
            Token::Word(word) => word,
            Token::Close | Token::Open | Token::Other | Token::Semicolon => {
                let own = text[from..*end].trim_start();
                // A comment before it.
                if own.starts_with("--") || own.starts_with("/*") {
                    return None;
                }
                own
            }
        };
        texts.push(own);
        from = *end;
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sweeps(text: &str) -> Option<Vec<String>> {
        let sweep = |statement| {
            let Statement::Concurrent { sweep, .. } = statement else { unreachable!("{statement:?}") };
            sweep
        };
        concurrent_indexes(text).map(|statements| statements.into_iter().map(sweep).collect())
    }

    #[test]
    fn indexes_are_made_and_dropped_by_name() {
        for (text, name) in [
            ("-- no-transaction\nCREATE INDEX CONCURRENTLY ix ON deals (title);\n", "ix"),
            ("create unique index concurrently if not exists \"I x\" on only deals (a) where b", "\"I x\""),
            ("CREATE INDEX CONCURRENTLY ix ON shop . deals USING gin (a)", "shop.ix"),
            ("DROP INDEX CONCURRENTLY IF EXISTS shop.\"Ix\" CASCADE", "shop.\"Ix\""),
        ] {
            assert_eq!(
                sweeps(text),
                Some(vec![format!("DROP INDEX CONCURRENTLY IF EXISTS {name}")]),
                "{text}"
            );
        }
        let two = "CREATE INDEX CONCURRENTLY a ON t (a); DROP INDEX CONCURRENTLY b;";
        assert_eq!(sweeps(two).map(|sweeps| sweeps.len()), Some(2));
    }

    #[test]
    fn all_else_is_left_to_the_transaction() {
        for text in [
            "",
            "CREATE INDEX ix ON deals (title)",
            "CREATE INDEX CONCURRENTLY ON deals (title)",
            "CREATE INDEX CONCURRENTLY ix ON deals (title); UPDATE deals SET title = ''",
            "DROP INDEX CONCURRENTLY a, b",
            "VACUUM",
        ] {
            assert_eq!(sweeps(text), None, "{text}");
        }
    }
}
