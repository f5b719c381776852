//! Rust as a revision has it: calls, chains of calls and closures as values, and how they are laid out.
//!
//! It holds the shape of code and the words for what a schema is made of. It knows no operation: each says by itself what
//! records it, with what is here, and [`source`](crate::source) makes the text of a revision of that.

mod layout;
mod literal;
mod words;

pub(crate) use layout::{flat, lines};
pub(crate) use literal::{bytes, float, number, number_of_64_bits, text};
pub(crate) use words::{
    action, array, column_type, default, dialects, expr, expression, generated, identity, index_part,
    index_parts, name, names, options, parameters, qualified, rows, texts, value,
};

/// A piece of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// A call of a function or a macro.
    Call {
        /// What is called, with the `!` of a macro.
        callee: &'static str,
        /// What it is given.
        arguments: Vec<Code>,
    },
    /// Methods, each called on what the one before gives.
    Chain {
        /// What the first is called on.
        head: Box<Code>,
        /// The calls.
        links: Vec<Link>,
    },
    /// A closure of one argument.
    Closure {
        /// The argument's name.
        argument: &'static str,
        /// The statements.
        body: Vec<Code>,
    },
    /// An array or a tuple.
    List {
        /// What it begins with.
        open: &'static str,
        /// What is in it.
        items: Vec<Code>,
        /// What it ends with.
        close: &'static str,
    },
    /// A remark on a line of its own.
    Remark(String),
    /// A word or a literal, as it is.
    Word(String),
}

/// A call of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The method.
    pub(crate) method: &'static str,
    /// What it is given.
    pub(crate) arguments: Vec<Code>,
}

impl Code {
    /// The calls of a chain.
    pub(crate) fn links(&self) -> &[Link] {
        match self {
            Self::Chain { head: _, links } => links,
            Self::Call { .. }
            | Self::Closure { .. }
            | Self::List { .. }
            | Self::Remark(_)
            | Self::Word(_) => &[],
        }
    }

    /// The statements of a closure.
    pub(crate) fn body(&self) -> Option<&[Self]> {
        match self {
            Self::Closure { argument: _, body } => Some(body),
            Self::Call { .. } | Self::Chain { .. } | Self::List { .. } | Self::Remark(_) | Self::Word(_) => {
                None
            }
        }
    }

    /// What is in an array; of anything else, that.
    pub(crate) fn items(&self) -> Vec<&Self> {
        match self {
            Self::List { open: "[", items, close: _ } => items.iter().collect(),
            Self::Call { .. }
            | Self::Chain { .. }
            | Self::Closure { .. }
            | Self::List { .. }
            | Self::Remark(_)
            | Self::Word(_) => vec![self],
        }
    }

    pub(crate) fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    pub(crate) fn call(callee: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::Call { callee, arguments: arguments.into_iter().collect() }
    }

    /// A closure, whose argument has no name where nothing uses it: the compiler would tell the user of one.
    pub(crate) fn closure(argument: &'static str, body: Vec<Self>) -> Self {
        let is_used = body.iter().any(|statement| !matches!(statement, Self::Remark(_)));
        Self::Closure { argument: if is_used { argument } else { "_" }, body }
    }

    /// A tuple of several.
    pub(crate) fn tuple(items: impl IntoIterator<Item = Self>) -> Self {
        let items = items.into_iter().collect::<Vec<_>>();
        let close = if items.len() == 1 { ",)" } else { ")" };
        Self::List { open: "(", items, close }
    }

    /// A call of a method on a variable: `op.drop_table("offers")`.
    pub(crate) fn on(
        variable: &'static str,
        method: &'static str,
        arguments: impl IntoIterator<Item = Self>,
    ) -> Self {
        Self::word(variable).then(method, arguments)
    }

    /// What a revision records: a method of `op`.
    pub(crate) fn op(method: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::on("op", method, arguments)
    }

    /// A method of what this gives.
    pub(crate) fn then(self, method: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        let link = Link { method, arguments: arguments.into_iter().collect() };
        match self {
            Self::Chain { head, mut links } => {
                links.push(link);
                Self::Chain { head, links }
            }
            head @ (Self::Call { .. }
            | Self::Closure { .. }
            | Self::List { .. }
            | Self::Remark(_)
            | Self::Word(_)) => Self::Chain { head: Box::new(head), links: vec![link] },
        }
    }

    /// A method without arguments, where that is so.
    pub(crate) fn then_if(self, is_so: bool, method: &'static str) -> Self {
        if is_so { self.then(method, []) } else { self }
    }

    /// A method of one argument, where there is one.
    pub(crate) fn then_with(self, method: &'static str, argument: Option<Self>) -> Self {
        match argument {
            None => self,
            Some(argument) => self.then(method, [argument]),
        }
    }
}
