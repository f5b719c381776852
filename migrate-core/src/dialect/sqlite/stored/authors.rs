//! What a statement of the author's makes or drops on a table, as far as a table that is made anew would lose it.

use super::lexer::{Kind, Token, named, tokens};

/// A trigger or an index that a statement creates or drops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect::sqlite) enum AuthorsObject {
    Created {
        /// `trigger` or `index`.
        what: &'static str,
        name: String,
        table: String,
    },
    Dropped {
        name: String,
    },
}

/// What a statement creates or drops.
pub(in crate::dialect::sqlite) fn made_by_author(sql: &str) -> Option<AuthorsObject> {
    let tokens = tokens(sql).into_iter().filter(|token| !token.is_space()).collect::<Vec<_>>();
    let mut reader = Words { sql, tokens: &tokens };
    let creates = reader.skip("create");
    if !creates && !reader.skip("drop") {
        return None;
    }
    reader.skip("unique");
    let what = if reader.skip("trigger") {
        "trigger"
    } else if reader.skip("index") {
        "index"
    } else {
        return None;
    };
    if reader.skip("if") {
        reader.skip("not");
        reader.skip("exists");
    }
    let name = reader.name()?;
    if !creates {
        return Some(AuthorsObject::Dropped { name });
    }
    while !reader.skip("on") {
        reader.tokens = reader.tokens.split_first()?.1;
    }
    Some(AuthorsObject::Created { what, name, table: reader.name()? })
}

/// The tokens that are left.
struct Words<'a> {
    sql: &'a str,
    tokens: &'a [Token],
}

impl Words<'_> {
    /// Goes behind a word, if it is the next.
    fn skip(&mut self, word: &str) -> bool {
        let Some((first, rest)) = self.tokens.split_first() else { return false };
        let is_it = first.kind == Kind::Word && self.sql[first.span.clone()].eq_ignore_ascii_case(word);
        if is_it {
            self.tokens = rest;
        }
        is_it
    }

    /// Goes behind a name, with its schema or without, and gives the name.
    fn name(&mut self) -> Option<String> {
        let (first, rest) = self.tokens.split_first()?;
        let text = |token: &Token| named(&self.sql[token.span.clone()]);
        match rest {
            [point, last, behind @ ..] if &self.sql[point.span.clone()] == "." => {
                self.tokens = behind;
                Some(text(last))
            }
            _ => {
                self.tokens = rest;
                first.is_name().then(|| text(first))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_and_indexes_are_found_in_statements() {
        let created = |sql: &str| match made_by_author(sql) {
            Some(AuthorsObject::Created { what, name, table }) => format!("{what} {name} on {table}"),
            Some(AuthorsObject::Dropped { name }) => format!("no {name}"),
            None => String::new(),
        };
        for (sql, expected) in [
            ("CREATE TRIGGER t AFTER UPDATE OF a, b ON deals BEGIN SELECT 1; END", "trigger t on deals"),
            (
                "-- why\ncreate trigger if not exists main.\"on\" INSTEAD OF INSERT ON [a b] BEGIN SELECT 1; END",
                "trigger on on a b",
            ),
            ("CREATE UNIQUE INDEX main.i ON `d` (a)", "index i on d"),
            ("DROP INDEX IF EXISTS main.'i'", "no i"),
            ("drop trigger t", "no t"),
            ("CREATE TEMP TRIGGER t AFTER INSERT ON deals BEGIN SELECT 1; END", ""),
            ("CREATE TABLE trigger_on (a)", ""),
            ("CREATE INDEX", ""),
            ("", ""),
        ] {
            assert_eq!(created(sql), expected, "{sql}");
        }
    }
}
