//! What stands in a database and has no words here.

use std::fmt;

use crate::name::QualifiedName;

/// Something in a database that a [`Schema`](crate::schema::Schema) has no words for. It is told and left alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmodelled {
    /// Whether it must be there before tables are made, or can be made behind them.
    pub stage: Stage,
    /// What kind of thing it is, in small letters as SQL calls it: `domain`, `rule`, `row security`.
    pub kind: &'static str,
    /// Its name, or that of the table that it is a trait of.
    pub name: QualifiedName,
    /// What tells it from others of its kind and name: the arguments of a routine, the table of a rule. Empty where nothing
    /// needs to.
    pub detail: String,
    /// The SQL that makes it, without a semicolon at its end, where the server or its catalogue tells enough to write it.
    pub definition: Option<String>,
}

impl fmt::Display for Unmodelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stage: _, kind, name, detail, definition: _ } = self;
        write!(f, "{kind} `{name}`")?;
        if detail.is_empty() { Ok(()) } else { write!(f, " ({detail})") }
    }
}

/// When something can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Before the tables, which may need it: a domain, a collation.
    BeforeTables,
    /// Behind the tables, which it may need: a rule, a policy, a procedure.
    BehindTables,
}
