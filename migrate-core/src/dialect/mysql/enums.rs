//! Enum types on MySQL and MariaDB: the type of each column, so that the type itself is nothing.

use super::{alter, column, key_type, literal};
use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::difference::after;
use crate::dialect::lower::{Lowered, guards_of_value};
use crate::dialect::names::{column as require_column, table as require_table};
use crate::dialect::sql::{Hex, Sql, Text, sql};
use crate::live::{Cast, Live, Modify, Nulls};
use crate::name::QualifiedName;
use crate::operation::{AddEnumValue, Change, CreateEnum, RemoveEnumValue, RenameEnumValue, ReorderEnum};
use crate::schema::{ColumnType, EnumType, Schema, Value};
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
    values.iter().try_for_each(|value| value_fits(name, value))?;
    Ok(Vec::new())
}

/// A value must be one that a column could hold.
fn value_fits(name: &QualifiedName, value: &str) -> Result<(), Unsupported> {
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
    Ok(())
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
    value_fits(&operation.name, &operation.value)?;
    stated(&operation.name, before, &after(before, operation.clone())?, None)
}

/// Removes a value.
pub(super) fn remove_value(operation: &RemoveEnumValue, before: &Schema) -> Lowered {
    let RemoveEnumValue { name, value, map_to } = operation;
    let text = |value: &str| literal::literal(&ColumnType::Text, &Value::Text(value.to_owned()));
    let value_text = text(value)?;
    let mut statements = guards_of_value(
        MySql,
        operation,
        before,
        |column| sql!(MySql; &column.name, " = ", value_text.clone()),
    );
    let map = map_to.as_deref().map(|to| (value.as_str(), to));
    statements.extend(stated(name, before, &after(before, operation.clone())?, map)?);
    Ok(statements)
}

/// Renames a value.
pub(super) fn rename_value(operation: &RenameEnumValue, before: &Schema) -> Lowered {
    let RenameEnumValue { name, from, to } = operation;
    value_fits(name, to)?;
    stated(name, before, &after(before, operation.clone())?, Some((from, to)))
}

/// Brings the values into another order.
pub(super) fn reorder(operation: &ReorderEnum, before: &Schema) -> Lowered {
    stated(&operation.name, before, &after(before, operation.clone())?, None)
}

/// States the columns anew that use an enum. Rows that hold the first of `map` get the second, by a column beside it that
/// takes its place.
fn stated(name: &QualifiedName, before: &Schema, after: &Schema, map: Option<(&str, &str)>) -> Lowered {
    let columns =
        before.columns_of_enum(name).map(|(table, column)| (table.name.clone(), column.name.clone()));
    let keys = before.keys_of_columns(&columns.collect::<Vec<_>>());
    let before = &key_type::without(before, &keys)?;
    let mut statements = Vec::new();
    for (there, old) in before.columns_of_enum(name) {
        let then = require_table(after, &there.name)?;
        let new = require_column(then, &old.name)?;
        let mut checks = there.checks.iter().zip(&then.checks);
        if let Some((check, _)) = checks.find(|(old, new)| old != new) {
            return Err(Unsupported::new(
                format!(
                    "check `{}` of `{}` names a value that is renamed, and no row would pass it meanwhile on MySQL and MariaDB",
                    check.name, there.name
                ),
                format!(
                    "drop it first, `op.drop_constraint({}, \"{}\")`, and add it again behind",
                    there.name.source(),
                    check.name
                ),
            ));
        }
        let cast = match map {
            None => None,
            Some((from, to)) => {
                alter::numbered(then, &old.name)?;
                let text = |value: &str| literal::literal(&ColumnType::Text, &Value::Text(value.to_owned()));
                let value = sql!(
                    MySql;
                    "(CASE ", &old.name, " WHEN ", text(from)?, " THEN ", text(to)?, " ELSE ", &old.name, " END)",
                );
                Some(Cast { value: value.into_text(), nulls: Nulls::Refused, temporal: false })
            }
        };
        let default = new.default.as_ref().map(|default| column::default(new, default)).transpose()?;
        let mut modify = Modify {
            table: there.name.clone(),
            column: old.name.clone(),
            column_type: Some(column_type(name, after)?.into_text()),
            cast,
            null: None,
            default: default.map(|default| Change::Set(default.into_text())),
            identity: None,
            collation: None,
            comment: None,
            own: None,
            offline: Vec::new(),
        };
        modify.offline = alter::offline(&modify, there, before)?;
        statements.push(Statement::Live(Live::Modify(modify)));
    }
    key_type::around(statements, &keys)
}
