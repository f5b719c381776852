//! Going through the tokens of a statement, one step after the other.

use std::ops::Range;

use super::lexer::{Kind, Token, named, tokens};
use super::table::Named;
use super::unreadable::Unreadable;

/// A place in a statement. Blanks and comments are passed over.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let tokens = tokens(text).into_iter().filter(|token| !token.is_space()).collect();
        Self { text, tokens, at: 0 }
    }

    pub(super) const fn text(&self) -> &'a str {
        self.text
    }

    fn peek(&self, ahead: usize) -> Option<(&Token, &'a str)> {
        let token = self.tokens.get(self.at + ahead)?;
        Some((token, &self.text[token.span.clone()]))
    }

    /// Where the next token begins.
    pub(super) fn next_start(&self) -> usize {
        self.peek(0).map_or(self.text.len(), |(token, _)| token.span.start)
    }

    /// Where the last token ended.
    pub(super) fn behind(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |token| token.span.end)
    }

    pub(super) fn unreadable(&self, expected: &'static str) -> Unreadable {
        let found = self.peek(0).map(|(_, text)| text.to_owned());
        Unreadable::Syntax { expected, found }
    }

    pub(super) fn is(&self, kind: Kind) -> bool {
        self.peek(0).is_some_and(|(token, _)| token.kind == kind)
    }

    pub(super) fn is_name(&self) -> bool {
        self.peek(0).is_some_and(|(token, _)| token.is_name())
    }

    fn is_word(&self, ahead: usize, word: &str) -> bool {
        self.peek(ahead)
            .is_some_and(|(token, text)| token.kind == Kind::Word && text.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(0, word))
    }

    /// Whether these two words come next.
    pub(super) fn is_words(&self, first: &str, second: &str) -> bool {
        self.is_word(0, first) && self.is_word(1, second)
    }

    /// Takes a token of this kind, if it comes next.
    pub(super) fn take(&mut self, kind: Kind) -> bool {
        let is = self.is(kind);
        self.at += usize::from(is);
        is
    }

    /// Takes this word, if it comes next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let is = self.is_word(0, word);
        self.at += usize::from(is);
        is
    }

    /// Takes this sign, if it comes next.
    pub(super) fn symbol(&mut self, symbol: &str) -> bool {
        let is = self.peek(0).is_some_and(|(token, text)| token.kind == Kind::Symbol && text == symbol);
        self.at += usize::from(is);
        is
    }

    pub(super) fn require(&mut self, kind: Kind, what: &'static str) -> Result<(), Unreadable> {
        if self.take(kind) { Ok(()) } else { Err(self.unreadable(what)) }
    }

    pub(super) fn require_word(&mut self, word: &'static str) -> Result<(), Unreadable> {
        if self.word(word) { Ok(()) } else { Err(self.unreadable(word)) }
    }

    pub(super) fn require_end(&self) -> Result<(), Unreadable> {
        if self.at == self.tokens.len() { Ok(()) } else { Err(self.unreadable("the end")) }
    }

    /// Takes any token.
    pub(super) fn any(&mut self, what: &'static str) -> Result<(), Unreadable> {
        if self.peek(0).is_none() {
            return Err(self.unreadable(what));
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a name.
    pub(super) fn name(&mut self) -> Result<Named, Unreadable> {
        match self.peek(0) {
            Some((token, text)) if token.is_name() => {
                let name = Named { span: token.span.clone(), name: named(text) };
                self.at += 1;
                Ok(name)
            }
            _ => Err(self.unreadable("a name")),
        }
    }

    /// Takes what stands in parentheses, and returns where it stands, without them.
    pub(super) fn group(&mut self) -> Result<Range<usize>, Unreadable> {
        self.require(Kind::Open, "`(`")?;
        let start = self.behind();
        let mut depth = 1_usize;
        loop {
            let Some((token, _)) = self.peek(0) else { return Err(self.unreadable("`)`")) };
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                Kind::BlockComment
                | Kind::Blank
                | Kind::Comma
                | Kind::LineComment
                | Kind::Literal
                | Kind::Quoted
                | Kind::String
                | Kind::Symbol
                | Kind::Word => {}
            }
            let end = token.span.start;
            self.at += 1;
            if depth == 0 {
                return Ok(start..end);
            }
        }
    }
}
