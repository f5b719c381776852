//! Cuts a source file into tokens, and skips what nobody asks for.
//!
//! It is right about comments, strings, raw strings, characters and lifetimes, and knows no more of the
//! language. What rustc would refuse is read as far as it goes, since rustc words that better. The loops
//! index plain slices: a macro's crate is compiled without optimisation, where iterators are slow.

use crate::place::Place;
use crate::token::{Lexeme, Token, string_value};

/// The tokens of one file, in order; each stands at its byte offset.
#[derive(Clone, Debug)]
pub(crate) struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Starts at the first character behind a byte order mark and a `#!` line.
    pub(crate) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut at = 0;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            at = 3;
        }
        if bytes[at..].starts_with(b"#!") && !text[at + 2..].trim_start().starts_with('[') {
            at = line_end(bytes, at);
        }
        Self { text, bytes, at }
    }

    /// Where the next token is looked for.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Goes on at the start of a token.
    pub(crate) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Option<Token<usize>> {
        loop {
            let start = self.at;
            let byte = *self.bytes.get(start)?;
            let lexeme = match byte {
                b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C => {
                    self.at += 1;
                    continue;
                }
                b'/' if self.byte(1) == b'/' => {
                    self.at = line_end(self.bytes, start);
                    match line_doc(&self.text[start..self.at]) {
                        Some(doc) => doc,
                        None => continue,
                    }
                }
                b'/' if self.byte(1) == b'*' => {
                    self.at = comment_end(self.bytes, start);
                    match block_doc(&self.text[start..self.at]) {
                        Some(doc) => doc,
                        None => continue,
                    }
                }
                b'"' => self.string(start),
                b'\'' => {
                    self.at = quote_end(self.bytes, start);
                    Lexeme::Other
                }
                b'(' | b'[' | b'{' => self.single(Lexeme::Open),
                b')' | b']' | b'}' => self.single(Lexeme::Close),
                b'0'..=b'9' => self.number(),
                _ if is_ident(byte) => self.word(),
                _ => self.single(Lexeme::Punct),
            };
            return Some(Token { lexeme, at: start });
        }
    }

    /// Skips to behind the bracket that closes the one just read.
    pub(crate) fn skip_group(&mut self, open: char) {
        let (open, close) = match open {
            '(' => (b'(', b')'),
            '[' => (b'[', b']'),
            _ => (b'{', b'}'),
        };
        let bytes = self.bytes;
        let mut at = self.at;
        let mut depth = 1_u32;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == close {
                depth -= 1;
                if depth == 0 {
                    self.at = at + 1;
                    return;
                }
            } else if byte == open {
                depth += 1;
            } else if byte == b'"' {
                at = string_end(bytes, at);
                continue;
            } else if byte == b'\'' {
                at = quote_end(bytes, at);
                continue;
            } else if byte == b'/' && at + 1 < bytes.len() {
                if bytes[at + 1] == b'/' {
                    at = line_end(bytes, at);
                    continue;
                } else if bytes[at + 1] == b'*' {
                    at = comment_end(bytes, at);
                    continue;
                }
            }
            at += 1;
        }
        self.at = at;
    }

    /// The tokens up to the bracket that closes the one just read, without it.
    pub(crate) fn group(&mut self) -> Vec<Token<usize>> {
        let mut tokens = Vec::new();
        let mut depth = 0_usize;
        while let Some(token) = self.next() {
            match token.lexeme {
                Lexeme::Open(_) => depth += 1,
                Lexeme::Close(_) if depth == 0 => break,
                Lexeme::Close(_) => depth -= 1,
                Lexeme::Doc { .. }
                | Lexeme::Ident(_)
                | Lexeme::Other
                | Lexeme::Punct(_)
                | Lexeme::Text(_) => {}
            }
            tokens.push(token);
        }
        tokens
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn single(&mut self, lexeme: fn(char) -> Lexeme) -> Lexeme {
        let character = char::from(self.bytes[self.at]);
        self.at += 1;
        lexeme(character)
    }

    fn string(&mut self, start: usize) -> Lexeme {
        self.at = string_end(self.bytes, self.at);
        string_value(&self.text[start..self.at]).map_or(Lexeme::Other, Lexeme::Text)
    }

    fn number(&mut self) -> Lexeme {
        while is_ident(self.byte(0)) || (self.byte(0) == b'.' && self.byte(1).is_ascii_digit()) {
            self.at += 1;
        }
        Lexeme::Other
    }

    fn word(&mut self) -> Lexeme {
        let start = self.at;
        while is_ident(self.byte(0)) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        match self.byte(0) {
            b'"' => return self.string(start),
            b'\'' if word == "b" => {
                self.at = quote_end(self.bytes, self.at);
                return Lexeme::Other;
            }
            b'#' if matches!(word, "r" | "br" | "cr") => {
                let mut marks = 1;
                while self.byte(marks) == b'#' {
                    marks += 1;
                }
                if self.byte(marks) == b'"' {
                    self.at += marks;
                    return self.string(start);
                }
                if word == "r" && marks == 1 && is_ident(self.byte(1)) {
                    self.at += 1;
                    while is_ident(self.byte(0)) {
                        self.at += 1;
                    }
                }
            }
            _ => {}
        }
        Lexeme::Ident(self.text[start..self.at].to_owned())
    }
}

fn is_ident(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..)
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

/// Behind the block comment that starts at `from`; they nest.
fn comment_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 2;
    let mut depth = 1_u32;
    while at + 1 < bytes.len() {
        if bytes[at] == b'*' && bytes[at + 1] == b'/' {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else if bytes[at] == b'/' && bytes[at + 1] == b'*' {
            depth += 1;
            at += 2;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// Behind the string whose quote stands at `quote`; what stands before it says whether it is raw.
fn string_end(bytes: &[u8], quote: usize) -> usize {
    let mut marks = 0;
    while quote > marks && bytes[quote - marks - 1] == b'#' {
        marks += 1;
    }
    let raw = quote > marks && bytes[quote - marks - 1] == b'r' && {
        let before = |back: usize| (quote - marks).checked_sub(back).map_or(b' ', |at| bytes[at]);
        !is_ident(before(2)) || (matches!(before(2), b'b' | b'c') && !is_ident(before(3)))
    };
    let mut at = quote + 1;
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        if byte == b'"' {
            let mut closing = 0;
            while raw && closing < marks && at + closing < bytes.len() && bytes[at + closing] == b'#' {
                closing += 1;
            }
            if !raw || closing == marks {
                return at + closing;
            }
        } else if byte == b'\\' && !raw {
            at += 1;
        }
    }
    bytes.len()
}

/// Behind the character or the lifetime that starts at `quote`.
fn quote_end(bytes: &[u8], quote: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    if byte(quote + 1) == b'\\' {
        let mut at = quote + 3;
        while at < bytes.len() && bytes[at] != b'\'' && bytes[at] != b'\n' {
            at += 1;
        }
        return (at + 1).min(bytes.len());
    }
    let mut at = quote + 2;
    while byte(at) & 0xC0 == 0x80 {
        at += 1;
    }
    if byte(at) == b'\'' {
        return at + 1;
    }
    at = quote + 1;
    while is_ident(byte(at)) {
        at += 1;
    }
    at
}

fn line_doc(comment: &str) -> Option<Lexeme> {
    let text = |marks: usize| comment[marks..].trim_end_matches('\r').to_owned();
    if comment.starts_with("//!") {
        return Some(Lexeme::Doc { text: text(3), inner: true });
    }
    let outer = comment.starts_with("///") && !comment.starts_with("////");
    outer.then(|| Lexeme::Doc { text: text(3), inner: false })
}

fn block_doc(comment: &str) -> Option<Lexeme> {
    let text = comment.strip_suffix("*/")?;
    if let Some(text) = text.strip_prefix("/*!") {
        return Some(Lexeme::Doc { text: text.to_owned(), inner: true });
    }
    let text = text.strip_prefix("/**").filter(|text| !text.starts_with('*') && !text.is_empty())?;
    Some(Lexeme::Doc { text: text.to_owned(), inner: false })
}

/// Turns byte offsets of a text into places.
#[derive(Clone, Debug)]
pub(crate) struct Places<'a> {
    text: &'a str,
    /// The offset at which each line starts.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Reads the lines of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 }];
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == b'\n' {
                lines.push(at + 1);
            }
            at += 1;
        }
        Self { text, lines }
    }

    /// The line and column of an offset.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let before = self.text.get(self.lines[line - 1]..offset).unwrap_or_default();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Place { line: number(line), column: number(before.chars().count() + 1) }
    }
}

/// Where a text stands in another; fast where it is rare, also without optimisation.
pub(crate) fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let last = needle.len().checked_sub(1)?;
    let mut skip = [needle.len(); 256];
    let mut at = 0;
    while at < last {
        skip[needle[at] as usize] = last - at;
        at += 1;
    }
    let mut end = from + last;
    while end < bytes.len() {
        let byte = bytes[end];
        if byte == needle[last] && bytes[end - last..end] == needle[..last] {
            return Some(end - last);
        }
        end += skip[byte as usize];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut lexer = Lexer::new(text);
        let mut words = Vec::new();
        while let Some(token) = lexer.next() {
            words.push(match token.lexeme {
                Lexeme::Close(c) | Lexeme::Open(c) | Lexeme::Punct(c) => c.to_string(),
                Lexeme::Doc { text, inner } => format!("doc {inner} {text}"),
                Lexeme::Ident(name) => name,
                Lexeme::Other => "other".to_owned(),
                Lexeme::Text(text) => format!("text {text}"),
            });
        }
        words
    }

    #[test]
    fn comments_nest_and_are_no_tokens() {
        assert_eq!(words("a /* b /* \"c */ d */ e // f \n g"), ["a", "e", "g"]);
        assert_eq!(words("a /**/ b /***/ c //// d\n e"), ["a", "b", "c", "e"]);
    }

    #[test]
    fn doc_comments_are_tokens_outside_and_inside() {
        let found = words("/// one\r\n/** two */ //! three\n/*! four */");
        assert_eq!(found, ["doc false  one", "doc false  two ", "doc true  three", "doc true  four "]);
    }

    #[test]
    fn strings_of_all_kinds_have_their_value() {
        assert_eq!(
            words(
                r#""a\"b\u{e9}\x41\
            c""#
            ),
            ["text a\"b\u{e9}Ac"]
        );
        assert_eq!(words(r###"r"a\" r#"b"c"# r##"d"#e"##"###), ["text a\\", "text b\"c", "text d\"#e"]);
        assert_eq!(words(r##"b"a" c"b" br#"c"# x"##), ["other", "other", "other", "x"]);
    }

    #[test]
    fn characters_and_lifetimes_are_told_apart() {
        assert_eq!(
            words("'\"' 'a '\\'' b'\"' 'é' '\\u{41}' x"),
            ["other"; 6].into_iter().chain(["x"]).collect::<Vec<_>>()
        );
        assert_eq!(words("<'a>"), ["<", "other", ">"]);
    }

    #[test]
    fn raw_identifiers_are_one_token() {
        assert_eq!(words("r#mod r#\"x\"#"), ["r#mod", "text x"]);
    }

    #[test]
    fn a_group_is_skipped_over_brackets_in_text() {
        let text = r##"{ "}" '}' /* } */ r#"}"# b"}" { } // }
            '\'' } after"##;
        let mut lexer = Lexer::new(text);
        assert!(lexer.next().is_some_and(|token| token.is_open('{')));
        lexer.skip_group('{');
        assert_eq!(lexer.next().and_then(|token| token.ident().map(str::to_owned)), Some("after".to_owned()));
    }

    #[test]
    fn a_mark_at_the_start_and_a_first_line_for_the_shell_are_skipped() {
        assert_eq!(words("\u{FEFF}#!/usr/bin/env run\nfn"), ["fn"]);
        assert_eq!(words("#![deny(x)]")[..2], ["#", "!"]);
    }

    #[test]
    fn places_count_characters_from_one() {
        let text = "\u{FEFF}é = x\r\n  y";
        let place = |at: &str| Places::new(text).place(text.find(at).unwrap());
        assert_eq!(place("x"), Place { line: 1, column: 5 });
        assert_eq!(place("y"), Place { line: 2, column: 3 });
    }

    #[test]
    fn find_finds_what_std_finds() {
        let text = b"revisio revision( rrevision";
        for from in 0..text.len() {
            for needle in [&b"revision"[..], b"revision(", b"r", b"none"] {
                let expected = text[from..].windows(needle.len()).position(|window| window == needle);
                assert_eq!(find(text, needle, from), expected.map(|at| at + from), "{needle:?} from {from}");
            }
        }
    }

    #[test]
    fn what_never_ends_is_read_to_the_end() {
        for text in ["\"a", "/* a", "r#\"a\"", "'", "'\\", "{ (", "b'", "r##", "\\", "1.", "\"\\"] {
            words(text);
            let mut lexer = Lexer::new(text);
            lexer.skip_group('{');
        }
    }
}
