//! SQLite's words: text cut into tokens that are the text again when they are put together.
//!
//! The rules are those of SQLite's own `tokenize.c` (3.51): four kinds of quotes, of which the doubled one is itself,
//! comments that need no end, and names of any character beyond ASCII.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Blanks and ends of lines.
    Blank,
    /// `)`.
    Close,
    /// `,`.
    Comma,
    /// A comment to the end of its line, without that end.
    LineComment,
    /// A comment between `/*` and `*/`.
    BlockComment,
    /// A number, or a literal of bytes.
    Literal,
    /// `(`.
    Open,
    /// A name in `"…"`, `` `…` `` or `[…]`.
    Quoted,
    /// A text in `'…'`, which SQLite takes for a name where only a name can stand.
    String,
    /// Anything else: an operator, a point, a semicolon.
    Symbol,
    /// A name or keyword without quotes.
    Word,
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

impl Token {
    /// Whether SQLite's parser never sees it.
    pub(super) fn is_space(&self) -> bool {
        matches!(self.kind, Kind::Blank | Kind::BlockComment | Kind::LineComment)
    }

    /// Whether a name can be spelled so.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Quoted | Kind::String | Kind::Word)
    }
}

/// Cuts SQL into tokens. Any text has some: what does not end, ends with the text.
pub(super) fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = sql[at..].chars().next() {
        let (kind, length) = token(&sql[at..], first);
        tokens.push(Token { kind, span: at..at + length });
        at += length;
    }
    tokens
}

fn token(rest: &str, first: char) -> (Kind, usize) {
    match first {
        ' ' | '\t' | '\n' | '\x0c' | '\r' => (Kind::Blank, run(rest, is_blank)),
        '-' if rest.starts_with("--") => (Kind::LineComment, rest.find('\n').unwrap_or(rest.len())),
        '/' if rest.starts_with("/*") => {
            (Kind::BlockComment, rest[2..].find("*/").map_or(rest.len(), |end| end + 4))
        }
        '(' => (Kind::Open, 1),
        ')' => (Kind::Close, 1),
        ',' => (Kind::Comma, 1),
        '\'' => (Kind::String, quoted(rest, '\'')),
        '"' | '`' => (Kind::Quoted, quoted(rest, first)),
        '[' => (Kind::Quoted, rest.find(']').map_or(rest.len(), |end| end + 1)),
        'x' | 'X' if rest[1..].starts_with('\'') => (Kind::Literal, 1 + quoted(&rest[1..], '\'')),
        '0'..='9' => (Kind::Literal, number(rest)),
        '.' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => (Kind::Literal, number(rest)),
        _ if is_word(first) => (Kind::Word, run(rest, is_word)),
        _ => (Kind::Symbol, first.len_utf8()),
    }
}

fn run(rest: &str, is_in: impl Fn(char) -> bool) -> usize {
    rest.find(|character| !is_in(character)).unwrap_or(rest.len())
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$' || !character.is_ascii()
}

/// A number with its fraction and exponent, and with the letters behind it that would make it ill.
fn number(rest: &str) -> usize {
    let mut length = 0;
    let mut before = ' ';
    for character in rest.chars() {
        let is_sign = matches!(character, '+' | '-') && matches!(before, 'e' | 'E');
        let is_hexadecimal = rest.starts_with("0x") || rest.starts_with("0X");
        if !(is_word(character) || character == '.' || (is_sign && !is_hexadecimal)) {
            break;
        }
        before = character;
        length += character.len_utf8();
    }
    length
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == quote && characters.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    rest.len()
}

/// The name that a token spells.
pub(super) fn named(text: &str) -> String {
    let inner = || text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    match text.chars().next() {
        Some('"') => inner().replace("\"\"", "\""),
        Some('`') => inner().replace("``", "`"),
        Some('\'') => inner().replace("''", "'"),
        Some('[') => inner().to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether SQLite takes two names for the same: capitals of ASCII do not matter, in quotes or not.
pub(in crate::dialect::sqlite) fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether two pieces of SQL say the same, whatever their blanks, comments, capitals and quotes of names.
pub(in crate::dialect) fn same_words(one: &str, other: &str) -> bool {
    content(one) == content(other)
}

/// What a piece of SQL says, without what does not matter: blanks, comments, capitals and quotes of names.
pub(super) fn content(sql: &str) -> Vec<String> {
    let tokens = tokens(sql);
    let said = tokens.iter().filter(|token| !token.is_space()).map(|token| {
        let text = &sql[token.span.clone()];
        match token.kind {
            Kind::Quoted => format!("name {}", named(text).to_ascii_lowercase()),
            Kind::Word => format!("name {}", text.to_ascii_lowercase()),
            Kind::Literal => text.to_ascii_lowercase(),
            Kind::BlockComment
            | Kind::Blank
            | Kind::Close
            | Kind::Comma
            | Kind::LineComment
            | Kind::Open
            | Kind::String
            | Kind::Symbol => text.to_owned(),
        }
    });
    let mut words = Vec::<String>::new();
    for word in said {
        // Operators of two signs are two tokens; `==` is `=`, and `<>` is `!=`.
        match (words.last().map(String::as_str), word.as_str()) {
            (Some("="), "=") => {}
            (Some("<"), ">") => {
                words.pop();
                words.extend(["!".to_owned(), "=".to_owned()]);
            }
            _ => words.push(word),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(sql: &str) -> Vec<(Kind, &str)> {
        let tokens = tokens(sql);
        tokens
            .into_iter()
            .filter(|token| token.kind != Kind::Blank)
            .map(|token| (token.kind, &sql[token.span]))
            .collect()
    }

    #[test]
    fn quotes_of_all_kinds_hold_what_they_hold() {
        assert_eq!(
            kinds("[a \"b] \"c\"\"d\" `e``f` 'g''h--' x'0A' X'0b'"),
            [
                (Kind::Quoted, "[a \"b]"),
                (Kind::Quoted, "\"c\"\"d\""),
                (Kind::Quoted, "`e``f`"),
                (Kind::String, "'g''h--'"),
                (Kind::Literal, "x'0A'"),
                (Kind::Literal, "X'0b'"),
            ]
        );
        assert_eq!(
            ["[a \"b]", "\"c\"\"d\"", "`e``f`", "'g''h'", "Ä_1"].map(named),
            ["a \"b", "c\"d", "e`f", "g'h", "Ä_1"]
        );
    }

    #[test]
    fn comments_end_with_the_line_or_their_sign_or_the_text() {
        assert_eq!(
            kinds("a--'b\nc/*--\n*/d/* e"),
            [
                (Kind::Word, "a"),
                (Kind::LineComment, "--'b"),
                (Kind::Word, "c"),
                (Kind::BlockComment, "/*--\n*/"),
                (Kind::Word, "d"),
                (Kind::BlockComment, "/* e"),
            ]
        );
    }

    #[test]
    fn numbers_are_one_token_each() {
        assert_eq!(
            kinds("1 .5 1e-3 0xFF-1 1.5E+2 t.a"),
            [
                (Kind::Literal, "1"),
                (Kind::Literal, ".5"),
                (Kind::Literal, "1e-3"),
                (Kind::Literal, "0xFF"),
                (Kind::Symbol, "-"),
                (Kind::Literal, "1"),
                (Kind::Literal, "1.5E+2"),
                (Kind::Word, "t"),
                (Kind::Symbol, "."),
                (Kind::Word, "a"),
            ]
        );
    }

    #[test]
    fn what_is_said_is_the_same_in_any_spelling() {
        assert_eq!(content("Price>0 AND `note`<>'It'"), content("price > 0 /* x */ and \"NOTE\" <> 'It'"));
        assert_ne!(content("note <> 'It'"), content("note <> 'it'"));
    }

    proptest! {
        #[test]
        fn the_tokens_of_any_text_are_the_text(sql in "[ -~\n]{0,60}|\\PC{0,30}") {
            let written = tokens(&sql).into_iter().map(|token| &sql[token.span]).collect::<String>();
            prop_assert_eq!(written, sql);
        }
    }
}
