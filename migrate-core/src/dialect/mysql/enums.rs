//! Enum types on MySQL and MariaDB: the type of each column, so that the type itself is nothing.

use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::lower::Lowered;
use crate::dialect::sql::{Hex, Sql, Text, sql};
use crate::name::QualifiedName;
use crate::operation::{AddEnumValue, CreateEnum, RemoveEnumValue, RenameEnumValue, ReorderEnum};
use crate::schema::{EnumType, Schema};
use crate::script::Statement;

/// The most characters of a value (manual, "The ENUM Type").
const CHARACTERS: usize = 255;

/// The type of a column.
pub(super) fn column_type(name: &QualifiedName, schema: &Schema) -> Result<Sql, Unsupported> {
    let Some(enum_type) = schema.enum_type(name) else {
        return Err(Unsupported::new(
            format!("enum `{name}` is not there"),
            format!("create enum `{name}` first"),
        ));
    };
    let value = |value: &String| {
        if value.contains('\\') {
            // An introducer of a character set may not stand here, and the digits are read in the column's own.
            sql!(MySql; Hex(value.as_bytes()))
        } else {
            sql!(MySql; Text(value))
        }
    };
    Ok(sql!(MySql; "ENUM(", Sql::list(MySql, enum_type.values.iter().map(value)), ")"))
}

/// Creates nothing, but says what no column could hold.
pub(super) fn create(operation: &CreateEnum) -> Lowered {
    let EnumType { name, values } = &operation.enum_type;
    for value in values {
        if value.ends_with(' ') {
            return Err(Unsupported::new(
                format!(
                    "enum `{name}` has the value {value:?}, and MySQL and MariaDB cut blanks at a value's end"
                ),
                "leave the blank out",
            ));
        }
        if value.chars().count() > CHARACTERS {
            return Err(Unsupported::new(
                format!(
                    "enum `{name}` has the value {value:?}, and MySQL's and MariaDB's have at most {CHARACTERS} characters"
                ),
                "shorten the value",
            ));
        }
    }
    Ok(Vec::new())
}

/// Drops nothing.
pub(super) const fn drop() -> Vec<Statement> {
    Vec::new()
}

/// Renames nothing.
pub(super) const fn rename() -> Vec<Statement> {
    Vec::new()
}

/// Adds a value.
pub(super) fn add_value(operation: &AddEnumValue, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Removes a value.
pub(super) fn remove_value(operation: &RemoveEnumValue, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Renames a value.
pub(super) fn rename_value(operation: &RenameEnumValue, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Brings the values into another order.
pub(super) fn reorder(operation: &ReorderEnum, before: &Schema) -> Lowered {
    change(&operation.name, before)
}

/// Changes the columns that use an enum.
fn change(name: &QualifiedName, before: &Schema) -> Lowered {
    match before.columns_of_enum(name).next() {
        None => Ok(Vec::new()),
        Some((table, column)) => Err(Unsupported::new(
            format!(
                "column `{}` of `{}` uses enum `{name}`, and MySQL and MariaDB state a column anew to change its values, which is not done yet",
                column.name, table.name
            ),
            "leave it out there: `op.on(Postgres, |op| …)`",
        )),
    }
}
