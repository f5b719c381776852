//! Reading the author's SQL as far as is needed to send it safely: where words, strings and comments end.

use super::Dialect;

/// A piece of the author's SQL. Comments and blanks are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A closing parenthesis.
    Close,
    /// An opening parenthesis.
    Open,
    /// A string, a quoted name, a number or an operator.
    Other,
    /// A semicolon.
    Semicolon,
    /// A word that is not quoted.
    Word(&'a str),
}

/// What the author's SQL is made of.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    /// The pieces, each with the place behind it.
    pub(super) tokens: Vec<(Token<'a>, usize)>,
    /// Whether a comment to the end of the line ends the text.
    pub(super) ends_in_comment: bool,
    /// Whether there is a comment anywhere.
    pub(super) has_comment: bool,
}

/// Something that begins and does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unterminated {
    /// What begins.
    pub(super) what: &'static str,
    /// The line it begins on, counted from one.
    pub(super) line: usize,
}

/// Reads SQL as the dialect does.
pub(super) fn scan(dialect: Dialect, text: &str) -> Result<Scan<'_>, Unterminated> {
    let mut tokens = Vec::new();
    let mut ends_in_comment = false;
    let mut has_comment = false;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let unterminated =
            |what| Unterminated { what, line: 1 + text[..at].bytes().filter(|byte| *byte == b'\n').count() };
        ends_in_comment = false;
        let (token, length) = if first.is_whitespace() {
            (None, first.len_utf8())
        } else if let Some(length) = line_comment(dialect, rest) {
            ends_in_comment = at + length == text.len();
            has_comment = true;
            (None, length)
        } else if rest.starts_with("/*") {
            has_comment = true;
            (None, block_comment(dialect, rest).ok_or_else(|| unterminated("a comment"))?)
        } else if first == '\'' {
            let escapes = Escapes::of(dialect == Dialect::MySql);
            (Some(Token::Other), quoted(rest, '\'', escapes).ok_or_else(|| unterminated("a string"))?)
        } else if first == '"' {
            let escapes = Escapes::of(dialect == Dialect::MySql);
            let length = quoted(rest, '"', escapes).ok_or_else(|| unterminated("a quoted name"))?;
            (Some(Token::Other), length)
        } else if first == '`' && dialect != Dialect::Postgres {
            let length = quoted(rest, '`', Escapes::Doubled).ok_or_else(|| unterminated("a quoted name"))?;
            (Some(Token::Other), length)
        } else if first == '[' && dialect == Dialect::Sqlite {
            let end = rest.find(']').ok_or_else(|| unterminated("a quoted name"))?;
            (Some(Token::Other), end + 1)
        } else if let Some(tag) = dollar_tag(dialect, rest) {
            let body = rest[tag.len()..].find(tag).ok_or_else(|| unterminated("a dollar-quoted string"))?;
            (Some(Token::Other), body + 2 * tag.len())
        } else if is_word(first) {
            let length = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
            let word = &rest[..length];
            if dialect == Dialect::Postgres
                && word.eq_ignore_ascii_case("e")
                && rest[length..].starts_with('\'')
            {
                let string = quoted(&rest[length..], '\'', Escapes::Backslash)
                    .ok_or_else(|| unterminated("a string"))?;
                (Some(Token::Other), length + string)
            } else if first.is_ascii_digit() || first == '$' {
                (Some(Token::Other), length)
            } else {
                (Some(Token::Word(word)), length)
            }
        } else {
            let token = match first {
                '(' => Token::Open,
                ')' => Token::Close,
                ';' => Token::Semicolon,
                _ => Token::Other,
            };
            (Some(token), first.len_utf8())
        };
        at += length;
        tokens.extend(token.map(|token| (token, at)));
    }
    Ok(Scan { tokens, ends_in_comment, has_comment })
}

/// The text up to the end of its last statement, without the comments and the semicolon behind that.
pub(super) fn body(dialect: Dialect, text: &str) -> &str {
    let Ok(scan) = scan(dialect, text) else { return text };
    let last = scan.tokens.iter().rev().find(|(token, _)| *token != Token::Semicolon);
    last.map_or("", |(_, end)| &text[..*end])
}

/// How long the blanks and comments are that a text begins with.
pub(super) fn leading(dialect: Dialect, text: &str) -> usize {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        at += if first.is_whitespace() {
            first.len_utf8()
        } else if let Some(length) = line_comment(dialect, rest) {
            length
        } else if rest.starts_with("/*")
            && let Some(length) = block_comment(dialect, rest)
        {
            length
        } else {
            break;
        };
    }
    at
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$' || character == '@'
}

fn line_comment(dialect: Dialect, rest: &str) -> Option<usize> {
    let begins = match dialect {
        // Behind the dashes stands a blank (manual, "Comment Syntax"); `a--1` is a minus of a minus.
        Dialect::MySql => {
            rest.starts_with('#')
                || rest.strip_prefix("--").is_some_and(|behind| {
                    behind.chars().next().is_none_or(|next| next.is_whitespace() || next.is_control())
                })
        }
        Dialect::Postgres | Dialect::Sqlite => rest.starts_with("--"),
    };
    begins.then(|| rest.find('\n').unwrap_or(rest.len()))
}

fn block_comment(dialect: Dialect, rest: &str) -> Option<usize> {
    match dialect {
        // MySQL and MariaDB run what stands in these.
        Dialect::MySql if rest.starts_with("/*!") || rest.starts_with("/*M!") => {
            let version = rest.find('!')? + 1;
            let digits = rest[version..].bytes().take_while(u8::is_ascii_digit).count();
            Some(version + digits)
        }
        // PostgreSQL's comments nest (manual 15, section 4.1.5).
        Dialect::Postgres => {
            let mut depth = 0_usize;
            let mut at = 0;
            while at < rest.len() {
                let here = &rest.as_bytes()[at..];
                if here.starts_with(b"/*") {
                    depth += 1;
                    at += 2;
                } else if here.starts_with(b"*/") {
                    depth -= 1;
                    at += 2;
                    if depth == 0 {
                        return Some(at);
                    }
                } else {
                    at += 1;
                }
            }
            None
        }
        Dialect::MySql | Dialect::Sqlite => rest[2..].find("*/").map(|end| end + 4),
    }
}

/// What may stand in front of a quote inside of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escapes {
    Backslash,
    Doubled,
}

impl Escapes {
    fn of(backslash: bool) -> Self {
        if backslash { Self::Backslash } else { Self::Doubled }
    }
}

/// The length of a quoted piece; a doubled quote is read as two pieces of which the second follows at once.
fn quoted(rest: &str, quote: char, escapes: Escapes) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        if character == '\\' && escapes == Escapes::Backslash {
            characters.next();
        } else if character == quote {
            if rest[at + 1..].starts_with(quote) {
                characters.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// `$$` or `$tag$`, where a dollar-quoted string begins.
fn dollar_tag(dialect: Dialect, rest: &str) -> Option<&str> {
    if dialect != Dialect::Postgres {
        return None;
    }
    let behind = rest.strip_prefix('$')?;
    let length = behind.find(|character: char| !(character.is_alphanumeric() || character == '_'))?;
    let tag = behind.get(..length)?;
    let ends = behind[length..].starts_with('$') && !tag.starts_with(|first: char| first.is_ascii_digit());
    ends.then(|| &rest[..length + 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(dialect: Dialect, text: &str) -> Vec<String> {
        let word = |(token, _): &(Token<'_>, usize)| match token {
            Token::Word(word) => Some((*word).to_owned()),
            Token::Close | Token::Open | Token::Other | Token::Semicolon => None,
        };
        scan(dialect, text).expect("the text ends well").tokens.iter().filter_map(word).collect()
    }

    #[test]
    fn words_in_strings_names_and_comments_are_none() {
        for dialect in Dialect::ALL {
            let text = "a 'b''c' \"d\" -- e\n/* f */ g";
            assert_eq!(words(dialect, text), ["a", "g"], "{dialect}");
        }
        assert_eq!(words(Dialect::MySql, "a 'b\\'c' `d` # e\n g --1 h /*!50000 i */"), ["a", "g", "h", "i"]);
        assert_eq!(words(Dialect::Sqlite, "a [b c] 'd\\' e"), ["a", "e"]);
        assert_eq!(
            words(Dialect::Postgres, "a E'b\\'c' $$d$$ $x$ e $$ $x$ /* f /* g */ h */ i $1"),
            ["a", "i"]
        );
    }

    #[test]
    fn what_does_not_end_is_said_with_its_line() {
        let what = |dialect, text| scan(dialect, text).map(|_| ()).map_err(|fault| (fault.what, fault.line));
        for dialect in Dialect::ALL {
            assert_eq!(what(dialect, "SELECT 1;\n/* x"), Err(("a comment", 2)));
            assert_eq!(what(dialect, "SELECT 'x"), Err(("a string", 1)));
            assert_eq!(what(dialect, "SELECT \n\n \"x"), Err(("a quoted name", 3)));
        }
        assert_eq!(what(Dialect::Postgres, "/* /* */"), Err(("a comment", 1)));
        assert_eq!(what(Dialect::Postgres, "DO $a$ x $b$"), Err(("a dollar-quoted string", 1)));
        assert_eq!(what(Dialect::MySql, "SELECT 'x\\'"), Err(("a string", 1)));
        assert_eq!(what(Dialect::Sqlite, "SELECT 'x\\'"), Ok(()));
    }

    #[test]
    fn a_body_ends_with_its_last_statement() {
        assert_eq!(body(Dialect::Postgres, "SELECT 1; -- done\n"), "SELECT 1");
        assert_eq!(body(Dialect::MySql, "SELECT ';' ; # x"), "SELECT ';'");
        assert_eq!(body(Dialect::Sqlite, "-- nothing"), "");
    }
}
