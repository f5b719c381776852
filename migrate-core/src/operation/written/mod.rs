//! What several operations write in Rust: tables, columns, constraints and indexes, and what a person must fill in.

mod constraint;
mod hole;
mod table;

pub(in crate::operation) use constraint::{
    add_constraint, create_index, name_unless_derived, replace_primary_key, timing,
};
pub(crate) use hole::Holes;
pub use hole::{Hole, HolePlace};
pub(in crate::operation) use table::{add_column, create_table, set_mysql};

use super::Recorded;
use crate::code::{self, Code};
use crate::name::Name;

/// Why an operation cannot be written as Rust.
pub(crate) type Unsaid = &'static str;

/// A name, or `None`.
pub(in crate::operation) fn optional_name(name: Option<&Name>) -> Code {
    name.map_or_else(|| Code::word("None"), code::name)
}

/// A closure over `op` that records these.
pub(in crate::operation) fn recording(recorded: &[Recorded]) -> Result<Code, Unsaid> {
    let mut body = Vec::<Code>::new();
    for same in recorded.chunk_by(|one, other| one.dialects == other.dialects) {
        let mut statements = Vec::new();
        for Recorded { operation, site: _, dialects: _, compound: _ } in same {
            statements.extend(operation.operate().source(&Holes::NONE)?);
        }
        match same.first().and_then(|first| first.dialects) {
            None => body.extend(statements),
            Some(dialects) => {
                body.push(Code::op("on", [code::dialects(dialects), Code::closure("op", statements)]));
            }
        }
    }
    Ok(Code::closure("op", body))
}
