//! Finding and renaming columns in the author's SQL.

use crate::name::Name;

/// A piece of SQL text: an identifier with what it names, or anything else.
enum Piece<'a> {
    Identifier { text: &'a str, named: String },
    Other(&'a str),
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

/// Whether SQL mentions a column, as far as its words tell.
pub(super) fn mentions(sql: &str, column: &Name) -> bool {
    pieces(sql).iter().any(|piece| match piece {
        Piece::Identifier { text, named } => names(text, named, column),
        Piece::Other(_) => false,
    })
}

/// The SQL with a column renamed wherever it mentions it.
pub(super) fn rename(sql: &str, from: &Name, to: &Name) -> String {
    let plain = to.as_str().chars().all(|character| character.is_ascii_lowercase() || character == '_');
    let mut renamed = String::with_capacity(sql.len());
    for piece in pieces(sql) {
        match piece {
            Piece::Identifier { text, named } if names(text, &named, from) => match text.chars().next() {
                Some('`') => renamed.push_str(&format!("`{}`", to.as_str().replace('`', "``"))),
                Some('"') => renamed.push_str(&format!("\"{}\"", to.as_str().replace('"', "\"\""))),
                _ if plain => renamed.push_str(to.as_str()),
                _ => renamed.push_str(&format!("\"{}\"", to.as_str().replace('"', "\"\""))),
            },
            Piece::Identifier { text, named: _ } | Piece::Other(text) => renamed.push_str(text),
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_as_a_word_and_not_in_strings_or_longer_words() {
        let price = Name::from("price");
        assert!(mentions("Price >= 0", &price));
        assert!(mentions("abs(\"price\") > 1", &price));
        assert!(!mentions("note <> 'price' and prices > 0 -- price", &price));
        assert!(!mentions("\"Price\" > 0", &price));
    }

    #[test]
    fn renaming_keeps_everything_else() {
        let sql = "price >= 0 AND \"price\" < 10 /* price */ AND note <> 'it''s price'";
        assert_eq!(
            rename(sql, &"price".into(), &"net price".into()),
            "\"net price\" >= 0 AND \"net price\" < 10 /* price */ AND note <> 'it''s price'"
        );
    }
}
