//! Keys, indexes and constraints of a stored definition.

use super::token::{Token, group, text};

/// A key, an index or a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect::mysql) struct Key {
    pub(in crate::dialect::mysql) part: Part,
    /// Its name, quoted as it is written; none for a primary key.
    pub(in crate::dialect::mysql) name: Option<String>,
    /// The whole definition, as it is written.
    pub(in crate::dialect::mysql) text: String,
    /// The names and words in its first parentheses, the columns of its own table among them.
    pub(in crate::dialect::mysql) columns: Vec<String>,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::mysql) enum Part {
    Check,
    ForeignKey,
    Index,
    /// What only the server knows: a period of a versioned table.
    Other,
    PrimaryKey,
}

impl Key {
    pub(super) fn read(tokens: &[Token<'_>]) -> Option<Self> {
        let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
        let name_at = |at: usize| tokens.get(at).filter(|token| token.name().is_some());
        let (mut at, mut name) = (0, None);
        if is(0, "CONSTRAINT") {
            name = name_at(1);
            at = 2;
        }
        let part = if is(at, "PRIMARY") {
            Part::PrimaryKey
        } else if is(at, "FOREIGN") {
            Part::ForeignKey
        } else if is(at, "CHECK") {
            Part::Check
        } else if ["FULLTEXT", "INDEX", "KEY", "SPATIAL", "UNIQUE"].iter().any(|word| is(at, word)) {
            Part::Index
        } else {
            Part::Other
        };
        // Before the columns in parentheses stands the name of an index.
        let open = (at..tokens.len()).find(|at| tokens[*at].is_mark("("))?;
        name = name.or_else(|| (at..open).find_map(name_at));
        let inside = &tokens[open..open + group(&tokens[open..])];
        Some(Self {
            part,
            name: name.filter(|_| part != Part::PrimaryKey).map(|name| text(&[*name]).to_owned()),
            text: text(tokens).to_owned(),
            columns: inside.iter().filter_map(|token| token.mention()).collect(),
        })
    }

    /// Whether it is of a column.
    pub(in crate::dialect::mysql) fn is_of(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name.to_lowercase() == column.to_lowercase())
    }
}
