//! Names on MySQL and MariaDB.

use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::names::{Role, differ_in_case, differs, distinct, ill};
use crate::name::{Name, QualifiedName};
use crate::schema::{Constraint, Schema, Table};

/// The longest name, in characters (manual, "Identifier Names").
const CHARACTERS: usize = 64;

/// Names that InnoDB keeps for itself.
const INNODB_COLUMNS: [&str; 4] = ["DB_ROLL_PTR", "DB_ROW_ID", "DB_TRX_ID", "FTS_DOC_ID"];
const INNODB_INDEXES: [&str; 2] = ["GEN_CLUST_INDEX", "PRIMARY"];

/// Names of devices, which the servers keep their files under other names for, and then do not find for a foreign key
/// (tried on MariaDB 10.11).
const DEVICES: [&str; 22] = [
    "AUX", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "CON", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "NUL", "PRN",
];

/// A table that foreign keys reference must be one that the server finds.
pub(super) fn referenced(table: &QualifiedName) -> Result<(), Unsupported> {
    if DEVICES.iter().any(|device| device.eq_ignore_ascii_case(table.name.as_str())) {
        return Err(ill(
            Role::Table,
            table,
            "has the name of a device, which no foreign key finds on MariaDB",
        ));
    }
    Ok(())
}

/// A name must be one that the server has.
pub(in crate::dialect) fn name(role: Role, name: &Name) -> Result<(), Unsupported> {
    let text = name.as_str();
    // No text has more characters than bytes.
    let length = if text.len() > CHARACTERS { text.chars().count() } else { 0 };
    if length > CHARACTERS {
        let fault =
            format!("has {length} characters, and MySQL's and MariaDB's names have at most {CHARACTERS}");
        return Err(ill(role, name, &fault));
    }
    if text.ends_with(char::is_whitespace) {
        return Err(ill(role, name, "ends in a blank, which names of MySQL and MariaDB may not"));
    }
    if !text.is_ascii()
        && let Some(character) = text.chars().find(|character| character.len_utf8() > 3)
    {
        let fault =
            format!("holds `{character}`, and names of MySQL and MariaDB hold no character above U+FFFF");
        return Err(ill(role, name, &fault));
    }
    if matches!(role, Role::Sequence | Role::Table | Role::View)
        && text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("#mysql50#"))
    {
        return Err(ill(role, name, "begins with `#mysql50#`, which MySQL and MariaDB keep for themselves"));
    }
    let taken: &[&str] = match role {
        Role::Column => &INNODB_COLUMNS,
        Role::Constraint | Role::Index => &INNODB_INDEXES,
        Role::Enum
        | Role::Extension
        | Role::Function
        | Role::Schema
        | Role::Sequence
        | Role::Table
        | Role::Trigger
        | Role::View => &[],
    };
    if taken.iter().any(|taken| taken.eq_ignore_ascii_case(text)) {
        return Err(ill(role, name, "has a name that InnoDB keeps for itself"));
    }
    Ok(())
}

/// A new column among those of its table.
pub(super) fn column(column: &Name, table: &Table) -> Result<(), Unsupported> {
    name(Role::Column, column)?;
    differs(MySql, Role::Column, column, table.columns.iter().map(|column| &column.name))
}

/// All names inside of a table, which may not differ in capitals alone. Indexes and checks are told apart by kind there,
/// but a check may not have the name of a key.
pub(super) fn table(table: &Table) -> Result<(), Unsupported> {
    name(Role::Table, &table.name.name)?;
    table.columns.iter().try_for_each(|column| name(Role::Column, &column.name))?;
    table.constraint_names().try_for_each(|constraint| name(Role::Constraint, constraint))?;
    table.indexes.iter().try_for_each(|index| name(Role::Index, &index.name))?;
    distinct(MySql, Role::Column, table.columns.iter().map(|column| &column.name))?;
    let inside = table.constraint_names().chain(table.indexes.iter().map(|index| &index.name));
    distinct(MySql, Role::Constraint, inside)
}

/// Foreign keys share one namespace in a database.
pub(super) fn free_foreign_keys(
    table: &QualifiedName,
    added: &[Constraint],
    before: &Schema,
) -> Result<(), Unsupported> {
    for constraint in added {
        let Constraint::ForeignKey(key) = constraint else { continue };
        for other in before.tables_with_key_like(&key.name).filter(|other| other.name != *table) {
            let same = |taken: &Name| *taken == key.name || differ_in_case(taken, &key.name);
            if other.foreign_keys.iter().any(|other| same(&other.name)) {
                let fault = format!(
                    "has the name of a foreign key of table `{}`, and MySQL and MariaDB have each once in a database",
                    other.name
                );
                return Err(ill(Role::Constraint, &key.name, &fault));
            }
        }
    }
    Ok(())
}
