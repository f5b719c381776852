//! Rows on SQLite.

use super::Sqlite as Lowering;
use crate::dialect::lower::Lowered;
use crate::dialect::rows;
use crate::operation::{DeleteRows, InsertRows};
use crate::schema::Schema;

/// Inserts rows. `AUTOINCREMENT` leaves numbers that they bring behind it by itself.
pub(super) fn insert(operation: &InsertRows, before: &Schema) -> Lowered {
    rows::insert(&Lowering, operation, before)
}

/// Deletes rows.
pub(super) fn delete(operation: &DeleteRows, before: &Schema) -> Lowered {
    rows::delete(&Lowering, operation, before)
}
