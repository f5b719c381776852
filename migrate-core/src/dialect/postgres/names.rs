//! Names on PostgreSQL.

use crate::dialect::Unsupported;
use crate::dialect::names::{Role, ill};
use crate::name::Name;
use crate::schema::{Schema, Table};

/// The longest name, in bytes (manual 15, section 4.1.1).
const BYTES: usize = 63;

/// The columns that every table has (manual 15, section 5.5).
const SYSTEM_COLUMNS: [&str; 6] = ["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// A name must be one that PostgreSQL keeps as it is.
pub(super) fn name(role: Role, name: &Name) -> Result<(), Unsupported> {
    let length = name.as_str().len();
    if length > BYTES {
        return Err(ill(role, name, &format!("has {length} bytes, and PostgreSQL cuts names at {BYTES}")));
    }
    if role == Role::Column && SYSTEM_COLUMNS.contains(&name.as_str()) {
        return Err(ill(role, name, "has the name of a column that PostgreSQL gives every table"));
    }
    Ok(())
}

/// A table's name is also that of a type, which its rows have.
pub(super) fn free_type(name: &Name, schema: &Schema) -> Result<(), Unsupported> {
    if schema.enum_type(name).is_some() {
        return Err(ill(
            Role::Table,
            name,
            "has the name of an enum, and PostgreSQL makes a type of each table",
        ));
    }
    Ok(())
}

/// All names of a table.
pub(super) fn table(table: &Table) -> Result<(), Unsupported> {
    name(Role::Table, &table.name)?;
    table.columns.iter().try_for_each(|column| name(Role::Column, &column.name))?;
    table.constraint_names().try_for_each(|constraint| name(Role::Constraint, constraint))?;
    table.indexes.iter().try_for_each(|index| name(Role::Index, &index.name))
}
