//! Columns of a stored definition.

use super::token::{Token, group, text};

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect::mysql) struct Column {
    /// The name.
    pub(in crate::dialect::mysql) name: String,
    /// The type, as it is written.
    pub(in crate::dialect::mysql) datatype: String,
    /// What else is said of it, in order.
    pub(in crate::dialect::mysql) clauses: Vec<Clause>,
    /// The names and words in what it is computed from, is by default and is checked by, the columns that it mentions among them.
    pub(in crate::dialect::mysql) mentions: Vec<String>,
}

/// Something that is said of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect::mysql) struct Clause {
    pub(in crate::dialect::mysql) kind: Kind,
    /// The whole clause, as it is written.
    pub(in crate::dialect::mysql) text: String,
}

/// What a clause says, in the order that both servers take clauses in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dialect::mysql) enum Kind {
    /// `CHARACTER SET`.
    CharacterSet,
    /// `COLLATE`.
    Collate,
    /// `GENERATED ALWAYS AS`, with how its values are kept.
    Generated,
    /// `NULL` or `NOT NULL`.
    Null,
    /// `DEFAULT`.
    Default,
    /// `ON UPDATE`.
    OnUpdate,
    /// `AUTO_INCREMENT`.
    AutoIncrement,
    /// `COMMENT`.
    Comment,
    /// `CHECK`, of MariaDB's columns.
    Check,
    /// Anything else: `INVISIBLE`, `COMPRESSED`, a comment that MySQL reads as SQL.
    Other,
}

impl Column {
    pub(super) fn read(part: &[Token<'_>]) -> Option<Self> {
        let name = part.first()?.name()?;
        let length = 1 + type_length(&part[1..]);
        let mut column = Self {
            name,
            datatype: text(&part[1..length]).to_owned(),
            clauses: Vec::new(),
            mentions: Vec::new(),
        };
        let mut rest = &part[length..];
        while !rest.is_empty() {
            let (kind, length) = clause(rest);
            let (clause, behind) = rest.split_at(length);
            column.clauses.push(Clause { kind, text: text(clause).to_owned() });
            // A column may be called as a type is, or a word of a clause: an expression stands in parentheses.
            let end = clause.iter().rposition(|token| token.is_mark(")")).unwrap_or_default();
            let expression = clause[..end].iter().skip_while(|token| !token.is_mark("("));
            column.mentions.extend(expression.filter_map(|token| token.mention()));
            rest = behind;
        }
        Some(column)
    }

    /// What it says of one kind.
    pub(in crate::dialect::mysql) fn clause(&self, kind: Kind) -> Option<&str> {
        self.clauses.iter().find(|clause| clause.kind == kind).map(|clause| clause.text.as_str())
    }

    /// Says one thing otherwise, or not at all.
    pub(in crate::dialect::mysql) fn set(&mut self, kind: Kind, text: Option<String>) {
        let at = self.clauses.iter().position(|clause| clause.kind == kind);
        match (at, text) {
            (Some(at), Some(text)) => self.clauses[at].text = text,
            (Some(at), None) => drop(self.clauses.remove(at)),
            (None, Some(text)) => {
                let behind = self.clauses.iter().position(|clause| clause.kind > kind);
                self.clauses.insert(behind.unwrap_or(self.clauses.len()), Clause { kind, text });
            }
            (None, None) => {}
        }
    }

    /// The definition behind the name.
    pub(in crate::dialect::mysql) fn definition(&self) -> String {
        let clauses = self.clauses.iter().map(|clause| clause.text.as_str());
        std::iter::once(self.datatype.as_str()).chain(clauses).collect::<Vec<_>>().join(" ")
    }
}

/// A word, what stands behind it in parentheses, and what belongs to numbers.
fn type_length(tokens: &[Token<'_>]) -> usize {
    let mut length = 1;
    if tokens.first().is_some_and(|token| token.is("DOUBLE"))
        && tokens.get(1).is_some_and(|token| token.is("PRECISION"))
        || tokens.get(1).is_some_and(|token| token.is("VARYING"))
    {
        length = 2;
    }
    if tokens.get(length).is_some_and(|token| token.is_mark("(")) {
        length += group(&tokens[length..]);
    }
    let is_number = |token: &Token<'_>| ["SIGNED", "UNSIGNED", "ZEROFILL"].iter().any(|word| token.is(word));
    while tokens.get(length).is_some_and(is_number) {
        length += 1;
    }
    length.min(tokens.len())
}

/// The kind of the first clause, and how many words it has.
fn clause(tokens: &[Token<'_>]) -> (Kind, usize) {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    // So many words, and up to where the next one begins: behind `DEFAULT` stands something, be it `NULL`.
    let until = |least: usize| {
        let mut length = 0;
        while length < tokens.len() && (length < least || !begins(tokens, length)) {
            length += group(&tokens[length..]);
        }
        length
    };
    if is(0, "CHARACTER") && is(1, "SET") {
        (Kind::CharacterSet, 3)
    } else if is(0, "COLLATE") {
        (Kind::Collate, 2)
    } else if is(0, "NOT") && is(1, "NULL") {
        (Kind::Null, 2)
    } else if is(0, "NULL") {
        (Kind::Null, 1)
    } else if is(0, "DEFAULT") {
        (Kind::Default, until(2))
    } else if is(0, "ON") && is(1, "UPDATE") {
        (Kind::OnUpdate, until(3))
    } else if is(0, "AUTO_INCREMENT") {
        (Kind::AutoIncrement, 1)
    } else if is(0, "COMMENT") {
        (Kind::Comment, 2)
    } else if is(0, "CHECK") {
        (Kind::Check, until(2))
    } else if is(0, "GENERATED") || is(0, "AS") {
        (Kind::Generated, until(2))
    } else {
        (Kind::Other, until(1))
    }
}

/// Whether a clause begins here.
fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    const WORDS: [&str; 16] = [
        "AUTO_INCREMENT",
        "CHARACTER",
        "CHECK",
        "COLLATE",
        "COLUMN_FORMAT",
        "COMMENT",
        "COMPRESSED",
        "DEFAULT",
        "GENERATED",
        "INVISIBLE",
        "NOT",
        "NULL",
        "ON",
        "REF_SYSTEM_ID",
        "STORAGE",
        "WITHOUT",
    ];
    // A function of that name has parentheses behind it.
    let is_place = || tokens[at].is("SRID") && tokens.get(at + 1).is_some_and(|next| !next.is_mark("("));
    text(&tokens[at..=at]).starts_with("/*") || is_place() || WORDS.iter().any(|word| tokens[at].is(word))
}
