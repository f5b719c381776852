//! The canonical form of operations and schema values, which hashes are taken of.
//!
//! It names what is there and leaves out what is at its default, so that formatting, line ends and fields
//! that a later version adds change nothing. Its text never changes for a given value.

mod column;
mod constraint;
mod index;
mod table;

use std::fmt::Write as _;

use super::{Expression, Value};
use crate::name::{Name, QualifiedName, hex};

/// Writes the canonical form: nested lists of words and quoted strings.
#[derive(Clone, Debug)]
pub struct Canonical {
    text: String,
}

impl Default for Canonical {
    /// Empty text, with room for an operation.
    fn default() -> Self {
        Self { text: String::with_capacity(512) }
    }
}

impl Canonical {
    /// The text so far.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Writes a list of the given head and what `inner` writes.
    pub fn list(&mut self, head: &'static str, inner: impl FnOnce(&mut Self)) {
        self.gap();
        self.text.push('(');
        self.text.push_str(head);
        inner(self);
        self.text.push(')');
    }

    /// Writes a bare word.
    pub fn word(&mut self, word: &str) {
        self.gap();
        self.text.push_str(word);
    }

    /// Writes a string, its line ends as LF.
    pub fn string(&mut self, string: &str) {
        self.gap();
        // Most strings are names, which are what they are escaped as.
        if string.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') {
            self.text.push('"');
            self.text.push_str(string);
            self.text.push('"');
            return;
        }
        // Formatting into a String cannot fail.
        let _ = if string.contains('\r') {
            write!(self.text, "{:?}", string.replace("\r\n", "\n"))
        } else {
            write!(self.text, "{string:?}")
        };
    }

    /// Writes a name.
    pub fn name(&mut self, name: &Name) {
        self.string(name.as_str());
    }

    /// Writes a name with its schema, as a bare name where it has none.
    pub fn qualified(&mut self, name: &QualifiedName) {
        let QualifiedName { schema, name } = name;
        match schema {
            None => self.name(name),
            Some(schema) => self.names("in", [schema, name]),
        }
    }

    /// Writes names as a list.
    pub fn names<'a>(&mut self, head: &'static str, names: impl IntoIterator<Item = &'a Name>) {
        self.list(head, |out| names.into_iter().for_each(|name| out.name(name)));
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('(') {
            self.text.push(' ');
        }
    }

    /// Writes an expression.
    pub fn expression(&mut self, expression: &Expression) {
        self.list("expression", |out| {
            out.string(&expression.common_text());
            for (dialect, text) in expression.dialect_texts() {
                out.list(dialect.name(), |out| out.string(&text));
            }
        });
    }

    /// Writes a value.
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Boolean(value) => self.word(if *value { "true" } else { "false" }),
            Value::Bytes(bytes) => self.list("bytes", |out| {
                out.word(&hex(bytes));
            }),
            Value::Float(value) => self.word(&format!("{value:?}")),
            Value::Integer(value) => self.word(&value.to_string()),
            Value::Null => self.word("null"),
            Value::Text(text) => self.string(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_escaped_the_same_whatever_it_holds() {
        let written = |string: &str| {
            let mut canonical = Canonical::default();
            canonical.string(string);
            canonical.into_text()
        };
        for string in ["deals", "a b~", "it's", "a\"b", "a\\b", "é🦀", "a\nb\t", "\u{7f}\0", ""] {
            assert_eq!(written(string), format!("{string:?}"));
        }
        assert_eq!(written("a\r\nb"), "\"a\\nb\"");
    }
}
