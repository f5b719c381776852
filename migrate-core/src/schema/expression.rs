//! SQL text of the author's own, where the toolkit has no words for it.

use std::borrow::Cow;
use std::fmt;

use super::identifiers;
use super::{Dialect, Dialects};
use crate::name::{Name, QualifiedName};

/// SQL of the author's own, with other text where a dialect needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    text: String,
    on: Vec<(Dialect, String)>,
    /// The columns that have other names now than in the texts: the name there, and that of now. The texts stay as
    /// they were written, since each dialect quotes a name its own way.
    renamed: Vec<(Name, Name)>,
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

    /// The text on a dialect, with the names that columns have now.
    pub fn text(&self, dialect: Dialect) -> Cow<'_, str> {
        let text = self.on.iter().find(|(other, _)| *other == dialect).map_or(&self.text, |(_, text)| text);
        self.with_names(text, |name| match dialect {
            Dialect::MySql => format!("`{}`", name.as_str().replace('`', "``")),
            Dialect::Postgres | Dialect::Sqlite => format!("\"{}\"", name.as_str().replace('"', "\"\"")),
        })
    }

    /// The text where no dialect says otherwise.
    pub fn common_text(&self) -> Cow<'_, str> {
        self.with_names(&self.text, identifiers::as_written)
    }

    /// Whether the text on any dialect mentions a column, as far as its words tell.
    pub fn mentions(&self, column: &Name) -> bool {
        self.texts().any(|text| identifiers::mentions(text, &self.renamed, column))
    }

    /// Whether the text on any dialect mentions a table or view, as far as its words tell.
    pub fn mentions_relation(&self, relation: &QualifiedName) -> bool {
        self.texts().any(|text| identifiers::mentions_relation(text, relation))
    }

    /// Whether the text on a dialect reads or writes a table or view, as far as its words tell.
    pub(crate) fn reads(&self, dialect: Dialect, relation: &QualifiedName) -> bool {
        identifiers::reads(&self.text(dialect), relation)
    }

    /// The same, with what stands in single quotes: a function's body is a text.
    pub(crate) fn body_reads(&self, dialect: Dialect, relation: &QualifiedName) -> bool {
        self.reads(dialect, relation) || identifiers::reads(&self.text(dialect).replace('\'', " "), relation)
    }

    /// Whether the text on a dialect calls a function, as far as its words tell.
    pub(crate) fn calls_on(&self, dialect: Dialect, function: &QualifiedName) -> bool {
        identifiers::calls(&self.text(dialect), function)
    }

    /// Whether the text on any dialect calls a function, as far as its words tell.
    pub fn calls(&self, function: &QualifiedName) -> bool {
        self.texts().any(|text| identifiers::calls(text, function))
    }

    /// Whether the text on any dialect takes all columns of something: `SELECT *`, `deals.*`.
    pub fn has_wildcard(&self) -> bool {
        self.texts().any(identifiers::has_wildcard)
    }

    /// Whether the text on a dialect has a column in double quotes.
    pub(crate) fn double_quotes(&self, dialect: Dialect, column: &Name) -> bool {
        identifiers::double_quotes(&self.text(dialect), column)
    }

    /// Renames a column wherever the text mentions it.
    pub(crate) fn rename_column(&mut self, from: &Name, to: &Name) {
        if !self.mentions(from) {
            return;
        }
        match self.renamed.iter().position(|(_, current)| current == from) {
            Some(at) if self.renamed[at].0 == *to => drop(self.renamed.remove(at)),
            Some(at) => self.renamed[at].1 = to.clone(),
            None => self.renamed.push((from.clone(), to.clone())),
        }
        self.renamed.sort();
    }

    /// Whether the text on any dialect has a text as a literal.
    pub(crate) fn names_text(&self, value: &str) -> bool {
        self.texts().any(|text| identifiers::names_text(text, value))
    }

    /// Writes another text wherever one stands as a literal.
    pub(crate) fn rename_text(&mut self, from: &str, to: &str) {
        for text in std::iter::once(&mut self.text).chain(self.on.iter_mut().map(|(_, text)| text)) {
            *text = identifiers::rename_text(text, from, to);
        }
    }

    /// The texts of single dialects, sorted by dialect.
    pub fn dialect_texts(&self) -> impl Iterator<Item = (Dialect, Cow<'_, str>)> {
        self.on.iter().map(|(dialect, text)| (*dialect, self.with_names(text, identifiers::as_written)))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.text).chain(self.on.iter().map(|(_, text)| text)).map(String::as_str)
    }

    fn with_names<'a>(&self, text: &'a str, quote: impl Fn(&Name) -> String) -> Cow<'a, str> {
        if self.renamed.is_empty() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(identifiers::rename(text, &self.renamed, quote))
    }
}

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), on: Vec::new(), renamed: Vec::new() }
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Self { text, on: Vec::new(), renamed: Vec::new() }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.common_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(steps: &[(&str, &str)]) -> Expression {
        let mut expression = expr("a > b").on(Dialect::MySql, "`a` > b -- \"a\"");
        for (from, to) in steps {
            expression.rename_column(&Name::from(*from), &Name::from(*to));
        }
        expression
    }

    #[test]
    fn a_renamed_column_is_quoted_as_each_dialect_does() {
        let expression = renamed(&[("a", "order"), ("b", "x`\"y")]);
        assert_eq!(expression.text(Dialect::Sqlite), "\"order\" > \"x`\"\"y\"");
        assert_eq!(expression.text(Dialect::MySql), "`order` > `x``\"y` -- \"a\"");
        assert!(expression.mentions(&"order".into()) && !expression.mentions(&"a".into()));
    }

    #[test]
    fn names_that_come_back_leave_the_text_as_it_was() {
        assert_eq!(renamed(&[("a", "c"), ("c", "d"), ("d", "a")]), renamed(&[]));
        let swapped = renamed(&[("a", "c"), ("b", "a"), ("c", "b")]);
        assert_eq!(swapped.common_text(), "b > a");
    }
}
