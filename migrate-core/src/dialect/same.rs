//! Texts of two schemas that differ and may mean the same: what a server is asked to tell.

use super::{Dialect, Unsupported, postgres};
use crate::schema::{Check, Column, Exclusion, Function, Index, Table, Trigger, View};

/// Something with a text of the author's in it, and what that is of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'a> {
    /// A check of a table.
    Check(&'a Table, &'a Check),
    /// A column with a default.
    Default(&'a Table, &'a Column),
    /// An exclusion constraint of a table.
    Exclusion(&'a Table, &'a Exclusion),
    /// A function.
    Function(&'a Function),
    /// A generated column.
    Generated(&'a Table, &'a Column),
    /// An index of a table.
    Index(&'a Table, &'a Index),
    /// A trigger of a table.
    TableTrigger(&'a Table, &'a Trigger),
    /// A view.
    View(&'a View),
    /// A trigger of a view.
    ViewTrigger(&'a View, &'a Trigger),
}

/// What asks a server which of these pairs are the same in its own words, by their places in the list, and leaves nothing
/// behind: one message, whose rows are the places of those that are.
///
/// # Errors
///
/// When a dialect has no such question.
pub(crate) fn question(
    dialect: Dialect,
    pairs: &[(Subject<'_>, Subject<'_>)],
) -> Result<String, Unsupported> {
    match dialect {
        Dialect::MySql | Dialect::Sqlite => Err(Unsupported::new(
            format!("{dialect} is not asked what texts mean"),
            "compare the texts as they are written",
        )),
        Dialect::Postgres => Ok(postgres::same::question(pairs)),
    }
}
