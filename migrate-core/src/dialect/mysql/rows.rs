//! Rows on MySQL and MariaDB.

use super::MySql as Lowering;
use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::rows;
use crate::operation::{DeleteRows, InsertRows};
use crate::schema::{Schema, Value};

/// Inserts rows. `AUTO_INCREMENT` leaves numbers that they bring behind it by itself.
pub(super) fn insert(operation: &InsertRows, before: &Schema) -> Lowered {
    let InsertRows { table, columns, rows } = operation;
    let described = require_table(before, table)?;
    for (at, name) in columns.iter().enumerate() {
        let identity = described.column(name).is_some_and(|column| column.identity.is_some());
        if identity && rows.iter().any(|row| row.get(at) == Some(&Value::Integer(0))) {
            return Err(Unsupported::new(
                format!(
                    "a row brings 0 for the identity `{name}` of `{table}`, and MySQL and MariaDB number that row themselves"
                ),
                "use another number",
            ));
        }
    }
    rows::insert(&Lowering, operation, before)
}

/// Deletes rows.
pub(super) fn delete(operation: &DeleteRows, before: &Schema) -> Lowered {
    rows::delete(&Lowering, operation, before)
}
