//! Reading and changing what SQLite stores of a table, as text.
//!
//! Nothing else says all of a table: the pragmas are silent about checks, collations, conflict clauses, generated
//! columns, names of constraints and comments. Here a statement of `sqlite_schema` is taken apart into pieces that know
//! where they stand, and a change is a change of the text at those places. Pure: text in, text out.

mod authors;
mod edit;
mod facts;
mod find;
mod lexer;
mod read;
mod reader;
mod table;
#[cfg(test)]
mod tests;
mod unreadable;

pub(super) use authors::{AuthorsObject, made_by_author};
pub(super) use edit::Part;
pub(super) use facts::{Broken, Event, ended, event, mentions, names, qualifies};
pub(super) use lexer::is_same;
pub(in crate::dialect) use lexer::same_words;
pub(crate) use read::{Beyond, Stored, StoredObject, schema};
pub(super) use table::StoredTable;
pub use unreadable::Unreadable;
