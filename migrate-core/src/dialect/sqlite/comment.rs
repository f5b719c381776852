//! Comments on SQLite, which knows none: they stand behind names in the text of a table's definition, since it keeps that
//! text as it was written.

use super::rebuild;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Remark, sql};
use crate::live::Change;
use crate::operation::SetComment;
use crate::schema::Schema;

/// Writes another definition, which makes the table anew.
pub(super) fn set(operation: &SetComment, before: &Schema) -> Lowered {
    let SetComment { table, column, comment } = operation;
    let remark = |text: &String| sql!(Sqlite; Remark(text)).into_text();
    let there = operation.of(require_table(before, table)?);
    let change = Change::SetComment {
        column: column.clone(),
        before: there.as_ref().map(remark),
        after: comment.as_ref().map(remark),
    };
    Ok(vec![rebuild::statement(table, vec![change], before)?])
}
