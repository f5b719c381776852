//! SQL text of the author's own, where the toolkit has no words for it.

use std::fmt;

use super::identifiers;
use super::{Dialect, Dialects};
use crate::name::Name;

/// SQL of the author's own, with other text where a dialect needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    text: String,
    on: Vec<(Dialect, String)>,
}

/// SQL of your own. `expr("…").on(Sqlite, "…")` says it otherwise on a dialect.
#[must_use]
pub fn expr(text: &str) -> Expression {
    Expression::from(text)
}

impl Expression {
    /// Other text on these dialects.
    #[must_use]
    pub fn on(mut self, dialects: impl Into<Dialects>, text: &str) -> Self {
        for dialect in dialects.into().iter() {
            self.on.retain(|(other, _)| *other != dialect);
            self.on.push((dialect, text.to_owned()));
        }
        self.on.sort();
        self
    }

    /// The text on a dialect.
    pub fn text(&self, dialect: Dialect) -> &str {
        self.on.iter().find(|(other, _)| *other == dialect).map_or(&self.text, |(_, text)| text)
    }

    /// The text where no dialect says otherwise.
    pub fn common_text(&self) -> &str {
        &self.text
    }

    /// Whether the text on any dialect mentions a column, as far as its words tell.
    pub fn mentions(&self, column: &Name) -> bool {
        identifiers::mentions(&self.text, column)
            || self.on.iter().any(|(_, text)| identifiers::mentions(text, column))
    }

    /// Renames a column wherever the text mentions it.
    pub(crate) fn rename_column(&mut self, from: &Name, to: &Name) {
        self.text = identifiers::rename(&self.text, from, to);
        for (_, text) in &mut self.on {
            *text = identifiers::rename(text, from, to);
        }
    }

    /// The texts of single dialects, sorted by dialect.
    pub fn dialect_texts(&self) -> impl Iterator<Item = (Dialect, &str)> {
        self.on.iter().map(|(dialect, text)| (*dialect, text.as_str()))
    }
}

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), on: Vec::new() }
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Self { text, on: Vec::new() }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
