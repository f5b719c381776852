//! Functions.

use std::fmt;

use super::Expression;
use crate::name::{Name, QualifiedName};

/// A function that is kept in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name. Functions of one name differ in the types of their arguments.
    pub name: QualifiedName,
    /// The arguments, in order.
    pub arguments: Vec<Argument>,
    /// What stands behind the arguments: what it returns, its language, its body.
    pub definition: Expression,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name.
    pub name: Name,
    /// The type in SQL, with a default behind it where it has one: `integer DEFAULT 1`.
    pub argument_type: Expression,
}

/// What tells one function from the others: its name and the types of its arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// The name.
    pub name: QualifiedName,
    /// The types, each in small letters and without its default.
    pub types: Vec<String>,
}

impl Function {
    /// What tells it from the others.
    pub fn signature(&self) -> Signature {
        let types = self.arguments.iter().map(|argument| argument.argument_type.common_text());
        Signature::new(self.name.clone(), types)
    }
}

impl Signature {
    /// A name with types as authors write them.
    pub fn new(name: QualifiedName, types: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let normal = |text: &str| {
            let words = without_default(text).split_whitespace().map(str::to_lowercase);
            words.collect::<Vec<_>>().join(" ")
        };
        Self { name, types: types.into_iter().map(|text| normal(text.as_ref())).collect() }
    }
}

/// The type of an argument without the default behind it.
pub(crate) fn without_default(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let end = [" default ", "="].iter().filter_map(|word| lower.find(word)).min();
    text[..end.unwrap_or(text.len())].trim_end_matches(':').trim()
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.name, self.types.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_the_same_in_other_letters_and_without_defaults() {
        let signature = |types: &[&str]| Signature::new("f".into(), types);
        assert_eq!(signature(&["Numeric(10, 2)  DEFAULT 1"]), signature(&["numeric(10, 2)"]));
        assert_eq!(signature(&["int := 1", "TEXT='a'"]).to_string(), "f(int, text)");
        assert_ne!(signature(&["int"]), signature(&["integer"]));
    }
}
