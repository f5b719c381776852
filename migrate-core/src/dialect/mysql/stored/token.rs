//! The words of a definition, with their places.

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A name in backquotes.
    Name,
    /// Text in quotes, a number, an operator, a comment.
    Other,
    /// A parenthesis or a comma.
    Punctuation,
    /// A word without quotes.
    Word,
}

/// A word of a definition, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::mysql) struct Token<'a> {
    sort: Sort,
    source: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Token<'a> {
    fn text(self) -> &'a str {
        &self.source[self.start..self.end]
    }

    /// Whether it is this keyword.
    pub(in crate::dialect::mysql) fn is(self, keyword: &str) -> bool {
        self.sort == Sort::Word && self.text().eq_ignore_ascii_case(keyword)
    }

    /// Whether it is this parenthesis or comma.
    pub(in crate::dialect::mysql) fn is_mark(self, mark: &str) -> bool {
        self.sort == Sort::Punctuation && self.text() == mark
    }

    /// The name that it quotes, or the word that may be a name without quotes.
    pub(in crate::dialect::mysql) fn mention(self) -> Option<String> {
        match self.sort {
            Sort::Name => self.name(),
            Sort::Other | Sort::Punctuation => None,
            Sort::Word => Some(self.text().to_owned()),
        }
    }

    /// The name that it quotes.
    pub(in crate::dialect::mysql) fn name(self) -> Option<String> {
        (self.sort == Sort::Name).then(|| self.text()[1..self.text().len() - 1].replace("``", "`"))
    }
}

/// The text from the first of the words to the last.
pub(in crate::dialect::mysql) fn text<'a>(tokens: &[Token<'a>]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &first.source[first.start..last.end],
        (None, _) | (_, None) => "",
    }
}

/// How many of the words belong to the parenthesis that the first one opens; one where it opens none.
pub(in crate::dialect::mysql) fn group(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        if token.is_mark("(") {
            depth += 1;
        } else if token.is_mark(")") {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The words of a text, up to the first that does not end.
pub(in crate::dialect::mysql) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    loop {
        let rest = &source[start..];
        start += rest.len() - rest.trim_start().len();
        let rest = &source[start..];
        let Some(first) = rest.chars().next() else { break };
        let Some(length) = length(rest, first) else { break };
        let sort = match first {
            '`' => Sort::Name,
            '(' | ')' | ',' => Sort::Punctuation,
            _ if is_word(first) && !first.is_ascii_digit() && !rest[..length].ends_with('\'') => Sort::Word,
            _ => Sort::Other,
        };
        tokens.push(Token { sort, source, start, end: start + length });
        start += length;
    }
    tokens
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$' || character == '@'
}

/// The length of the word that a text begins with.
fn length(text: &str, first: char) -> Option<usize> {
    match first {
        '`' | '\'' | '"' => quoted(text, first),
        '/' if text.starts_with("/*") => text.find("*/").map(|at| at + 2),
        _ if is_word(first) => {
            let word = text.find(|character| !is_word(character) && character != '.').unwrap_or(text.len());
            // `x'00'`, `b'0'` and `_utf8mb4'…'` are one word with their quotes.
            match text[word..].chars().next() {
                Some('\'') => quoted(&text[word..], '\'').map(|length| word + length),
                Some(_) | None => Some(word),
            }
        }
        _ => Some(first.len_utf8()),
    }
}

/// The length of what a quote begins. Names know no backslash.
pub(in crate::dialect::mysql) fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote != '`' {
            characters.next();
        } else if character == quote && characters.next_if(|(_, next)| *next == quote).is_none() {
            return Some(at + 1);
        }
    }
    None
}
