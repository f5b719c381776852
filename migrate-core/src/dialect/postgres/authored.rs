//! SQL of an author's that makes or drops indexes while their tables are written, which PostgreSQL does in no transaction.

use crate::dialect::Dialect::Postgres;
use crate::dialect::author::pieces;
use crate::dialect::scan::{Token, scan};
use crate::dialect::sql::{Text, Written, sql};
use crate::script::{IndexGoal, Statement};

/// A text that is one `CREATE INDEX CONCURRENTLY` with a name or one `DROP INDEX CONCURRENTLY` of one index, as a statement.
/// Of two, the first could be in and the second not, which is no place between two operations.
pub(in crate::dialect) fn concurrent_index_of(text: &str) -> Option<Statement> {
    match pieces(Postgres, text).as_slice() {
        [piece] => concurrent_index(piece),
        _ => None,
    }
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
    let mut of_table = String::new();
    let name = match goal {
        // Its schema is its table's.
        IndexGoal::There => {
            let index = words.next().filter(|word| !word.eq_ignore_ascii_case("ON"))?;
            words.next_if(|word| word.eq_ignore_ascii_case("ON"))?;
            words.next_if(|word| word.eq_ignore_ascii_case("ONLY"));
            let table = words.next()?;
            let (name, table) = match words.next_if_eq(&".") {
                Some(_) => (format!("{table}.{index}"), format!("{table}.{}", words.next()?)),
                None => (index.to_owned(), table.to_owned()),
            };
            of_table = sql!(Postgres; " AND indrelid = to_regclass(", Text(&table), ")").into_text();
            name
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
        "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(", Text(&name), ")", Written(&of_table),
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

    /// What is swept and what is looked for.
    fn made(text: &str) -> Option<(String, String)> {
        let made = concurrent_index_of(text)?;
        let Statement::Concurrent { sweep, look, .. } = made else { unreachable!("{made:?}") };
        Some((sweep, look))
    }

    #[test]
    fn indexes_are_made_and_dropped_by_name() {
        for (text, name) in [
            ("-- no-transaction\nCREATE INDEX CONCURRENTLY ix ON deals (title);\n", "ix"),
            ("create unique index concurrently if not exists \"I x\" on only deals (a) where b", "\"I x\""),
            ("CREATE INDEX CONCURRENTLY ix ON shop . deals USING gin (a)", "shop.ix"),
            ("DROP INDEX CONCURRENTLY IF EXISTS shop.\"Ix\" CASCADE", "shop.\"Ix\""),
        ] {
            let (sweep, look) = made(text).expect("it is made");
            assert_eq!(sweep, format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"), "{text}");
            let is_found = format!("indexrelid = to_regclass('{name}')");
            let of_table =
                ["'deals')", "'shop.deals')"].map(|end| format!(" AND indrelid = to_regclass({end}"));
            assert!(look.contains(&is_found), "{look}");
            assert_eq!(of_table.iter().any(|end| look.ends_with(end)), !text.starts_with("DROP"), "{look}");
        }
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
            "CREATE INDEX CONCURRENTLY a ON t (a); DROP INDEX CONCURRENTLY b;",
        ] {
            assert_eq!(made(text), None, "{text}");
        }
    }
}
