//! Names on SQLite.

use crate::dialect::Dialect::Sqlite;
use crate::dialect::Unsupported;
use crate::dialect::names::{Role, differs, distinct, ill};
use crate::name::{Name, QualifiedName};
use crate::schema::{Schema, Table};

/// A name must not be one that SQLite keeps for itself (manual, "CREATE TABLE").
pub(in crate::dialect) fn name(role: Role, name: &Name) -> Result<(), Unsupported> {
    match role {
        Role::Index | Role::Table | Role::View
            if name.as_str().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_")) =>
        {
            Err(ill(role, name, "begins with `sqlite_`, which SQLite keeps for itself"))
        }
        Role::Column
        | Role::Constraint
        | Role::Enum
        | Role::Extension
        | Role::Function
        | Role::Trigger
        | Role::Index
        | Role::Schema
        | Role::Sequence
        | Role::Table
        | Role::View => Ok(()),
    }
}

/// A new name among those of tables and indexes, which are of one namespace and may not differ in capitals alone.
pub(super) fn relation(role: Role, relation: &Name, schema: &Schema) -> Result<(), Unsupported> {
    name(role, relation)?;
    let is_there = |(other, owner): &(&Name, &QualifiedName)| {
        let table = schema.table(owner);
        table.is_none_or(|table| table.name.name == **other || table.index(other).is_some())
    };
    let relation = QualifiedName::from(relation);
    let others = schema.relations_like(&relation).filter(is_there).map(|(other, _)| other);
    differs(Sqlite, role, &relation.name, others)
}

/// A new column among those of its table.
pub(super) fn column(column: &Name, table: &Table) -> Result<(), Unsupported> {
    name(Role::Column, column)?;
    differs(Sqlite, Role::Column, column, table.columns.iter().map(|column| &column.name))
}

/// All names of a new table.
pub(super) fn table(table: &Table, before: &Schema) -> Result<(), Unsupported> {
    relation(Role::Table, &table.name.name, before)?;
    table.indexes.iter().try_for_each(|index| relation(Role::Index, &index.name, before))?;
    distinct(
        Sqlite,
        Role::Index,
        std::iter::once(&table.name.name).chain(table.indexes.iter().map(|index| &index.name)),
    )?;
    distinct(Sqlite, Role::Column, table.columns.iter().map(|column| &column.name))
}
