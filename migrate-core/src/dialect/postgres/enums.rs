//! Enum types on PostgreSQL.

use super::{names, swap};
use crate::dialect::Dialect::Postgres;
use crate::dialect::Unsupported;
use crate::dialect::difference::after;
use crate::dialect::lower::{Lowered, guards_of_value};
use crate::dialect::names::{Role, ill};
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::QualifiedName;
use crate::operation::{
    AddEnumValue, CreateEnum, DropEnum, Existing, Fate, Place, RemoveEnumValue, RenameEnum, RenameEnumValue,
    ReorderEnum,
};
use crate::schema::{ColumnType, EnumType, Schema};
use crate::script::Statement;

/// The longest value, in bytes (manual 15, section 8.7.4).
const BYTES: usize = 63;

/// Creates an enum type.
pub(super) fn create(operation: &CreateEnum, before: &Schema) -> Lowered {
    let EnumType { name, values } = &operation.enum_type;
    names::new_enum(name)?;
    if before.table(name).is_some() || before.view(name).is_some() {
        return Err(ill(
            Role::Enum,
            name,
            "has the name of a table or view, and PostgreSQL makes a type of each",
        ));
    }
    values.iter().try_for_each(|value| short(name, value))?;
    let create = create_type(name, values);
    Ok(vec![Statement::ddl(match operation.existing {
        Existing::Adopt => adopted(name, values, &create),
        Existing::Refuse => create,
    })])
}

/// Creates a type where there is none, and refuses one that has other values. PostgreSQL has no `IF NOT EXISTS` for it.
fn adopted(name: &QualifiedName, values: &[String], create: &Sql) -> Sql {
    let quoted = sql!(Postgres; name).into_text();
    let values = Sql::list(Postgres, values.iter().map(|value| Text(value)));
    let found = sql!(
        Postgres;
        "(SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_catalog.pg_enum WHERE enumtypid = to_regtype(",
        Text(&quoted), "))",
    );
    let block = sql!(
        Postgres;
        "BEGIN\n    IF to_regtype(", Text(&quoted), ") IS NULL THEN\n        ", create.clone(), ";\n    ELSIF ", found.clone(),
        " IS DISTINCT FROM ARRAY[", values, "]::text[] THEN\n        RAISE EXCEPTION 'enum % has other values: %', ",
        Text(&quoted), ", ", found, ";\n    END IF;\nEND",
    );
    sql!(Postgres; "DO ", Text(&block.into_text()))
}

/// A value must be one that PostgreSQL keeps whole.
fn short(name: &QualifiedName, value: &str) -> Result<(), Unsupported> {
    if value.len() > BYTES {
        return Err(Unsupported::new(
            format!("enum `{name}` has the value {value:?}, and PostgreSQL's have at most {BYTES} bytes"),
            "shorten the value",
        ));
    }
    Ok(())
}

/// `CREATE TYPE … AS ENUM`.
pub(super) fn create_type(name: &QualifiedName, values: &[String]) -> Sql {
    let values = Sql::list(Postgres, values.iter().map(|value| Text(value)));
    sql!(Postgres; "CREATE TYPE ", name, " AS ENUM (", values, ")")
}

/// Drops an enum type.
pub(super) fn drop(operation: &DropEnum) -> Vec<Statement> {
    let DropEnum { name, fate } = operation;
    match fate {
        Fate::Drop => vec![Statement::ddl(sql!(Postgres; "DROP TYPE ", name))],
        Fate::Leave => Vec::new(),
    }
}

/// Adds a value. Nothing can use it in this transaction, but where that made the type too.
pub(super) fn add_value(operation: &AddEnumValue) -> Lowered {
    let AddEnumValue { name, value, place } = operation;
    short(name, value)?;
    let place = match place {
        Place::After(other) => Some(sql!(Postgres; " AFTER ", Text(other))),
        Place::Before(other) => Some(sql!(Postgres; " BEFORE ", Text(other))),
        Place::Last => None,
    };
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER TYPE ", name, " ADD VALUE ", Text(value), place))])
}

/// Renames a type.
pub(super) fn rename(operation: &RenameEnum, before: &Schema) -> Lowered {
    let RenameEnum { from, to } = operation;
    let renamed = operation.renamed();
    names::new_enum(&renamed)?;
    free(&renamed, before)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER TYPE ", from, " RENAME TO ", to))])
}

/// The name of an enum must not be that of a table.
pub(super) fn free(name: &QualifiedName, before: &Schema) -> Result<(), Unsupported> {
    if before.table(name).is_some() {
        let fault = "has the name of a table, and PostgreSQL makes a type of each table";
        return Err(ill(Role::Enum, name, fault));
    }
    Ok(())
}

/// Renames a value. Rows, defaults, checks and indexes hold its number, and follow.
pub(super) fn rename_value(operation: &RenameEnumValue) -> Lowered {
    let RenameEnumValue { name, from, to } = operation;
    short(name, to)?;
    let (from, to) = (Text(from), Text(to));
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER TYPE ", name, " RENAME VALUE ", from, " TO ", to))])
}

/// Removes a value, by a new type in the place of the old one.
pub(super) fn remove_value(operation: &RemoveEnumValue, before: &Schema) -> Lowered {
    let RemoveEnumValue { name, value, map_to } = operation;
    let after = after(before, operation.clone())?;
    let mut statements = guards_of_value(Postgres, operation, before, |column| {
        let (value, column_name) = (Text(value), &column.name);
        if let ColumnType::Array(_) = &column.column_type {
            sql!(Postgres; value, " = ANY (", column_name, ")")
        } else {
            sql!(Postgres; column_name, " = ", value)
        }
    });
    statements.extend(swap::types(name, before, &after, map_to.as_deref().map(|to| (value.as_str(), to)))?);
    Ok(statements)
}

/// Brings the values into another order, by a new type in the place of the old one.
pub(super) fn reorder(operation: &ReorderEnum, before: &Schema) -> Lowered {
    swap::types(&operation.name, before, &after(before, operation.clone())?, None)
}
