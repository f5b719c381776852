//! The tokens that both readers share: of a file by the lexer here, of an attribute by the macros.

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lexeme {
    /// A closing bracket, one of `)`, `]` and `}`.
    Close(char),
    /// A doc comment.
    Doc {
        /// The text between the marks.
        text: String,
        /// Whether it documents what encloses it (`//!`).
        inner: bool,
    },
    /// An identifier or a keyword; a raw one keeps its `r#`.
    Ident(String),
    /// A lifetime, or a literal that is no plain string.
    Other,
    /// An opening bracket, one of `(`, `[` and `{`.
    Open(char),
    /// Any other character.
    Punct(char),
    /// A string literal's value, raw strings too.
    Text(String),
}

/// A token and where it stands: a [`Place`](crate::Place) in a file, or a compiler's span.
#[derive(Clone, Debug)]
pub struct Token<S> {
    /// What it is.
    pub lexeme: Lexeme,
    /// Where it stands.
    pub at: S,
}

impl<S> Token<S> {
    /// The identifier that this token is.
    pub fn ident(&self) -> Option<&str> {
        match &self.lexeme {
            Lexeme::Ident(name) => Some(name),
            Lexeme::Close(_)
            | Lexeme::Doc { .. }
            | Lexeme::Other
            | Lexeme::Open(_)
            | Lexeme::Punct(_)
            | Lexeme::Text(_) => None,
        }
    }

    /// Whether this token is the given punctuation character.
    pub fn is_punct(&self, character: char) -> bool {
        self.lexeme == Lexeme::Punct(character)
    }

    /// Whether this token opens the given bracket.
    pub fn is_open(&self, bracket: char) -> bool {
        self.lexeme == Lexeme::Open(bracket)
    }

    /// Whether this token closes the given bracket.
    pub fn is_close(&self, bracket: char) -> bool {
        self.lexeme == Lexeme::Close(bracket)
    }
}

/// The value of a string literal as it is written (`"…"`, `r"…"`, `r#"…"#`); `None` for other literals.
pub fn string_value(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let text = raw.trim_start_matches('#');
        let marks = raw.len() - text.len();
        let value = text.strip_prefix('"')?.get(..text.len().checked_sub(marks + 2)?)?;
        return Some(value.replace("\r\n", "\n"));
    }
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    if !text.contains(['\\', '\r']) {
        return Some(text.to_owned());
    }
    unescape(text)
}

fn unescape(text: &str) -> Option<String> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next()? {
                '0' => value.push('\0'),
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                't' => value.push('\t'),
                'u' => {
                    let digits = rest.by_ref().skip(1).take_while(|c| *c != '}');
                    let digits = digits.filter(|c| *c != '_').collect::<String>();
                    value.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                }
                'x' => {
                    let digits = rest.by_ref().take(2).collect::<String>();
                    value.push(char::from(u8::from_str_radix(&digits, 16).ok()?));
                }
                '\n' | '\r' => while rest.next_if(char::is_ascii_whitespace).is_some() {},
                other => value.push(other),
            },
            '\r' if rest.peek() == Some(&'\n') => {}
            other => value.push(other),
        }
    }
    Some(value)
}
