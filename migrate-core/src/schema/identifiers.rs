//! Finding and renaming columns in the author's SQL.

use crate::name::{Name, QualifiedName};

/// A piece of SQL text: an identifier with what it names, or anything else.
enum Piece<'a> {
    Identifier { text: &'a str, named: String },
    Other(&'a str),
}

impl Piece<'_> {
    fn is_blank(&self) -> bool {
        match self {
            Piece::Identifier { .. } => false,
            Piece::Other(text) => text.trim().is_empty() || text.starts_with("--") || text.starts_with("/*"),
        }
    }
}

/// Cuts SQL into identifiers and the rest. Strings, comments and numbers are rest.
fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '`' | '\'' => quoted_length(rest, first),
            '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ if is_word(first) => rest.find(|character| !is_word(character)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        let inner = || text.get(1..text.len() - 1).unwrap_or_default();
        pieces.push(match first {
            '"' if length > 1 => Piece::Identifier { text, named: inner().replace("\"\"", "\"") },
            '`' if length > 1 => Piece::Identifier { text, named: inner().replace("``", "`") },
            _ if is_word(first) && !first.is_ascii_digit() => {
                Piece::Identifier { text, named: text.to_owned() }
            }
            _ => Piece::Other(text),
        });
        rest = after;
    }
    pieces
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

fn quoted_length(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == quote {
            if characters.peek().is_some_and(|(_, next)| *next == quote) {
                characters.next();
            } else {
                return at + 1;
            }
        }
    }
    text.len()
}

fn names(piece: &str, named: &str, column: &Name) -> bool {
    let quoted = piece.starts_with(['"', '`']);
    if quoted { named == column.as_str() } else { named.eq_ignore_ascii_case(column.as_str()) }
}

/// The identifiers that may be columns, each with its place among the pieces. A word before a parenthesis is a
/// function or a keyword: `lower (note)`, `a IN (1)`.
fn columns<'a>(pieces: &'a [Piece<'a>]) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
    pieces.iter().enumerate().filter_map(|(at, piece)| match piece {
        Piece::Identifier { text, named } => {
            let behind = pieces[at + 1..].iter().find(|piece| match piece {
                Piece::Identifier { .. } => true,
                Piece::Other(text) => !text.trim().is_empty(),
            });
            let called = matches!(behind, Some(Piece::Other("("))) && !text.starts_with(['"', '`']);
            (!called).then_some((at, *text, named.as_str()))
        }
        Piece::Other(_) => None,
    })
}

/// Whether SQL mentions a column, as far as its words tell, once columns have been renamed.
pub(super) fn mentions(sql: &str, renamed: &[(Name, Name)], column: &Name) -> bool {
    let pieces = pieces(sql);
    columns(&pieces).any(|(_, text, named)| {
        match renamed.iter().find(|(original, _)| names(text, named, original)) {
            Some((_, current)) => current == column,
            None => names(text, named, column),
        }
    })
}

/// Whether SQL mentions a table or view. A name behind a point is of the schema before that, or a column.
pub(super) fn mentions_relation(sql: &str, relation: &QualifiedName) -> bool {
    finds(sql, relation, |_| true)
}

/// Whether SQL calls a function: its name before a parenthesis.
pub(super) fn calls(sql: &str, function: &QualifiedName) -> bool {
    finds(sql, function, |next| matches!(next, Some(Piece::Other("("))))
}

/// Whether SQL reads from a table or view, or writes it: its name behind a word that asks for one, or between commas behind
/// such.
pub(super) fn reads(sql: &str, relation: &QualifiedName) -> bool {
    const ASKING: [&str; 8] = ["from", "join", "into", "update", "table", "references", "on", "sequence"];
    const PASSED: [&str; 6] = ["only", "lateral", "if", "not", "exists", "ignore"];
    /// What a list of tables does not reach over.
    const ENDING: [&str; 10] =
        ["by", "distinct", "having", "on", "partition", "returning", "select", "set", "values", "where"];
    let pieces = pieces(sql);
    let solid = pieces.iter().filter(|piece| !piece.is_blank()).collect::<Vec<_>>();
    let word = |piece: &Piece<'_>, words: &[&str]| match piece {
        Piece::Identifier { text, named: _ } => words.iter().any(|word| text.eq_ignore_ascii_case(word)),
        Piece::Other(_) => false,
    };
    let is = |piece: &Piece<'_>, name: &Name| match piece {
        Piece::Identifier { text, named } => names(text, named, name),
        Piece::Other(_) => false,
    };
    solid.iter().enumerate().any(|(at, piece)| {
        let before = |distance: usize| at.checked_sub(distance).and_then(|at| solid.get(at)).copied();
        let is_point = |piece: Option<&Piece<'_>>| matches!(piece, Some(Piece::Other(".")));
        let start = match &relation.schema {
            None => at,
            Some(schema) if is_point(before(1)) && before(2).is_some_and(|piece| is(piece, schema)) => at - 2,
            Some(_) => return false,
        };
        if !is(piece, &relation.name) || is_point(start.checked_sub(1).and_then(|at| solid.get(at)).copied())
        {
            return false;
        }
        // Back over what may stand between, and over a list: `FROM a AS x, b`.
        let mut place = start;
        let mut in_list = false;
        while let Some(earlier) = place.checked_sub(1).and_then(|at| solid.get(at)) {
            place -= 1;
            // `ON a.b = c` is of columns, `CREATE INDEX … ON a` is not.
            if word(earlier, &["on"]) && is_point(solid.get(at + 1).copied()) {
                return false;
            }
            if word(earlier, &ASKING) {
                return true;
            }
            match earlier {
                Piece::Other(",") => in_list = true,
                Piece::Other(".") if in_list => {}
                Piece::Identifier { .. } if in_list && !word(earlier, &ENDING) => {}
                Piece::Identifier { .. } if word(earlier, &PASSED) => {}
                Piece::Identifier { .. } | Piece::Other(_) => return false,
            }
        }
        false
    })
}

fn finds(sql: &str, relation: &QualifiedName, fits: impl Fn(Option<&Piece<'_>>) -> bool) -> bool {
    let pieces = pieces(sql);
    let solid = pieces.iter().filter(|piece| !piece.is_blank()).collect::<Vec<_>>();
    let names = |piece: &Piece<'_>, name: &Name| match piece {
        Piece::Identifier { text, named } => names(text, named, name),
        Piece::Other(_) => false,
    };
    solid.iter().enumerate().any(|(at, piece)| {
        let before = |distance: usize| at.checked_sub(distance).and_then(|at| solid.get(at));
        let behind_point = before(1).is_some_and(|piece| matches!(piece, Piece::Other(".")));
        names(piece, &relation.name)
            && fits(solid.get(at + 1).copied())
            && match &relation.schema {
                None => !behind_point,
                Some(schema) => behind_point && before(2).is_some_and(|piece| names(piece, schema)),
            }
    })
}

/// Whether SQL has a `*` that stands for columns, and is neither a product nor what `count(*)` counts.
pub(super) fn has_wildcard(sql: &str) -> bool {
    let pieces = pieces(sql);
    let solid = pieces.iter().filter(|piece| !piece.is_blank()).collect::<Vec<_>>();
    solid.windows(2).any(|pair| match pair {
        [before, Piece::Other("*")] => match before {
            Piece::Identifier { text, named: _ } => {
                ["all", "distinct", "select"].iter().any(|word| text.eq_ignore_ascii_case(word))
            }
            Piece::Other(text) => [".", ","].contains(text),
        },
        _ => false,
    })
}

/// Whether SQL has a column in double quotes, which MySQL and MariaDB read as text.
pub(super) fn double_quotes(sql: &str, column: &Name) -> bool {
    let pieces = pieces(sql);
    columns(&pieces).any(|(_, text, named)| text.starts_with('"') && named == column.as_str())
}

/// The SQL with the new names of columns, each written by `quote`. Nothing else in it changes.
pub(super) fn rename(sql: &str, renamed: &[(Name, Name)], quote: impl Fn(&Name) -> String) -> String {
    let pieces = pieces(sql);
    let mut places = columns(&pieces).peekable();
    let mut text = String::with_capacity(sql.len());
    for (at, piece) in pieces.iter().enumerate() {
        let current = places.next_if(|(place, _, _)| *place == at).and_then(|(_, text, named)| {
            renamed.iter().find(|(original, _)| names(text, named, original)).map(|(_, current)| current)
        });
        match (current, piece) {
            (Some(current), _) => text.push_str(&quote(current)),
            (None, Piece::Identifier { text: same, named: _ } | Piece::Other(same)) => text.push_str(same),
        }
    }
    text
}

/// Whether SQL has a text as a literal.
pub(super) fn names_text(sql: &str, value: &str) -> bool {
    let literal = literal(value);
    pieces(sql).iter().any(|piece| matches!(piece, Piece::Other(text) if *text == literal))
}

/// The SQL with another text as a literal. Nothing else in it changes.
pub(super) fn rename_text(sql: &str, from: &str, to: &str) -> String {
    let (from, to) = (literal(from), literal(to));
    let pieces = pieces(sql);
    let renamed = pieces.iter().map(|piece| match piece {
        Piece::Identifier { text, named: _ } => *text,
        Piece::Other(text) if *text == from => &to,
        Piece::Other(text) => text,
    });
    renamed.collect()
}

fn literal(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// A name as an author would write it: bare where it needs no quotes.
pub(super) fn as_written(name: &Name) -> String {
    let bare = name.as_str().chars().all(|character| character.is_ascii_lowercase() || character == '_');
    if bare { name.to_string() } else { format!("\"{}\"", name.as_str().replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_as_a_word_and_not_in_strings_or_longer_words() {
        let price = Name::from("price");
        assert!(mentions("Price >= 0", &[], &price));
        assert!(mentions("abs(\"price\") > 1", &[], &price));
        assert!(!mentions("note <> 'price' and prices > 0 -- price", &[], &price));
        assert!(!mentions("\"Price\" > 0", &[], &price));
        assert!(!mentions("price (1) > 0", &[], &price));
    }

    #[test]
    fn a_relation_is_found_with_its_schema_or_without() {
        let sql = "SELECT d.note, \"billing\" . \"lines\".x FROM deals AS d, billing.lines -- offers";
        let is_there = |name: QualifiedName| mentions_relation(sql, &name);
        assert!(is_there("deals".into()) && is_there(("billing", "lines").into()));
        assert!(!is_there("lines".into()) && !is_there(("shop", "lines").into()));
        assert!(!is_there("note".into()) && !is_there("offers".into()));
        // An unquoted word may be written in any letters.
        assert!(is_there("Deals".into()) && !is_there(("Billing", "offers").into()));
    }

    #[test]
    fn what_is_read_is_told_from_columns_of_the_name() {
        let is_read = |sql: &str| reads(sql, &"deals".into());
        for sql in [
            "SELECT * FROM deals",
            "SELECT 1 FROM a AS x, deals WHERE true",
            "SELECT 1 FROM a JOIN ONLY \"deals\" ON true",
            "DROP TABLE IF EXISTS deals",
            "INSERT INTO deals (deals) VALUES (1)",
            "FOR EACH ROW UPDATE deals SET a = 1",
        ] {
            assert!(is_read(sql), "{sql}");
        }
        for sql in [
            "SELECT deals, a.deals FROM irma_deals AS a WHERE deals > 1",
            "SELECT 'FROM deals' FROM billing.deals",
            "UPDATE irma_deals SET deals = deals, a = deals",
            "SELECT a, deals FROM b",
            "SELECT 1 FROM a JOIN irma_deals AS deals ON deals.id = a.id",
            "SELECT 1 -- FROM deals",
        ] {
            assert!(!is_read(sql), "{sql}");
        }
        let other = |sql: &str| reads(sql, &("billing", "deals").into());
        assert!(other("SELECT 1 FROM billing.deals") && !other("SELECT 1 FROM deals"));
    }

    #[test]
    fn a_call_is_a_name_before_a_parenthesis() {
        let sql = "SELECT net (a), billing.gross(b), c FROM d";
        let is_called = |name: QualifiedName| calls(sql, &name);
        assert!(is_called("net".into()) && is_called(("billing", "gross").into()));
        assert!(!is_called("gross".into()) && !is_called("c".into()) && !is_called("d".into()));
    }

    #[test]
    fn a_star_for_columns_is_told_from_others() {
        assert!(has_wildcard("select * from a") && has_wildcard("SELECT 1, a .* FROM a"));
        assert!(has_wildcard("SELECT DISTINCT * FROM a") && has_wildcard("SELECT a, * FROM a"));
        assert!(!has_wildcard("SELECT count(*), a * 2, (a) * 3, 2 * 3, '*' FROM a"));
    }

    #[test]
    fn a_text_is_renamed_as_a_whole_literal_alone() {
        let sql = "kind IN ('new', 'newer', 'it''s new') AND new = \"new\" -- 'new'";
        assert!(names_text(sql, "new") && names_text(sql, "it's new") && !names_text(sql, "n"));
        assert_eq!(
            rename_text(sql, "new", "won't"),
            "kind IN ('won''t', 'newer', 'it''s new') AND new = \"new\" -- 'new'"
        );
    }

    #[test]
    fn renaming_keeps_everything_else() {
        let sql = "price >= 0 AND \"price\" < 10 /* price */ AND note <> 'it''s price'";
        assert_eq!(
            rename(sql, &[("price".into(), "net price".into())], as_written),
            "\"net price\" >= 0 AND \"net price\" < 10 /* price */ AND note <> 'it''s price'"
        );
    }
}
