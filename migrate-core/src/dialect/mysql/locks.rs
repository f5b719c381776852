//! What MySQL and MariaDB lock for an operation, at most: whether a table is copied is the server's choice, by what it finds in it
//! (the page of operations has what MariaDB 10.11 chose).

use crate::dialect::locks::{
    LockMode::{
        MySqlCopy as Copy, MySqlExclusive as Exclusive, MySqlMetadata as Metadata, MySqlRows as Rows,
    },
    Locks,
};
use crate::name::QualifiedName;
use crate::operation::{AddColumn, AlterColumn, DropConstraint, IfNeeded, InnerNames, Operation};
use crate::schema::{Constraint, Schema, Table};

/// What the server locks at most; `None` where it runs what an author wrote.
pub(in crate::dialect) fn locks(operation: &Operation, before: &Schema) -> Option<Locks> {
    Some(match operation {
        Operation::AddColumn(it) => Locks::of(it.table(), if is_bare(it) { Metadata } else { Copy }),
        Operation::AddConstraint(it) => match &it.constraint {
            Constraint::ForeignKey(key) => Locks::of(&key.referenced_table, Metadata).and(&it.table, Copy),
            Constraint::Check(_)
            | Constraint::Exclusion(_)
            | Constraint::PrimaryKey(_)
            | Constraint::Unique(_) => Locks::of(&it.table, Copy),
        },
        Operation::AddEnumValue(it) => enum_users(&it.name, before),
        Operation::AlterColumn(it) => alter_column(it),
        Operation::Backfill(it) => changed_rows(&it.update.table, before),
        // A primary key or a full text needs a place of its own, but others write meanwhile.
        Operation::CreateIndex(it) => Locks::of(&it.table, Metadata),
        Operation::CreateTable(it) => {
            let keys = it.table.foreign_keys.iter().map(|key| &key.referenced_table);
            Locks::all(keys, Metadata).without(&it.table.name)
        }
        Operation::CreateTrigger(it) => Locks::of(&it.trigger.table, Metadata),
        Operation::DeleteRows(it) => changed_rows(&it.table, before),
        Operation::DeleteSelected(it) => changed_rows(&it.table, before),
        Operation::DropColumn(it) => Locks::of(&it.table, Copy),
        Operation::DropConstraint(it) => drop_constraint(it, before),
        Operation::DropIndex(it) => Locks::of(&it.table, Metadata),
        Operation::DropTable(it) => Locks::of(&it.table, Exclusive),
        Operation::DropTrigger(it) => Locks::of(&it.table, Metadata),
        Operation::DropView(it) => Locks::of(&it.view, Exclusive),
        Operation::IfNeeded(IfNeeded { operation, fate: _ }) => return locks(operation, before),
        Operation::InsertRows(it) => {
            let keys = before.table(&it.table).into_iter().flat_map(|table| &table.foreign_keys);
            Locks::all(keys.map(|key| &key.referenced_table), Rows).and(&it.table, Rows)
        }
        Operation::MoveTable(it) => Locks::of(&it.table, Exclusive),
        Operation::RemoveEnumValue(it) => enum_users(&it.name, before),
        Operation::RenameColumn(it) => Locks::of(&it.table, Metadata),
        // There is no renaming of constraints but for those that are indexes.
        Operation::RenameConstraint(it) => Locks::of(&it.table, Copy),
        Operation::RenameEnumValue(it) => enum_users(&it.name, before),
        Operation::RenameIndex(it) => Locks::of(&it.table, Metadata),
        Operation::RenameTable(it) => Locks::of(
            &it.from,
            match it.inner {
                InnerNames::Follow | InnerNames::Listed(_) => Copy,
                InnerNames::Keep => Metadata,
            },
        ),
        Operation::RenameView(it) => Locks::of(&it.from, Exclusive),
        Operation::ReorderEnum(it) => enum_users(&it.name, before),
        Operation::ReplacePrimaryKey(it) => Locks::of(&it.table, Copy),
        Operation::ReplaceTrigger(it) => Locks::of(&it.trigger.table, Metadata),
        Operation::ReplaceView(it) => Locks::of(&it.definition.name, Exclusive),
        Operation::SetComment(it) => Locks::of(&it.table, Metadata),
        Operation::SetKeyType(it) => {
            let tied = before.tied_columns(&it.table, &it.column);
            Locks::all(tied.iter().map(|(table, _)| table), Copy)
        }
        Operation::SetTableOptions(it) => Locks::of(&it.table, Copy),
        Operation::UpdateRows(it) => changed_rows(&it.table, before),
        Operation::UseIndex(it) => Locks::of(&it.table, Copy),
        Operation::AlterSequence(_)
        | Operation::CreateEnum(_)
        | Operation::CreateExtension(_)
        | Operation::CreateFunction(_)
        | Operation::CreateSchema(_)
        | Operation::CreateSequence(_)
        | Operation::CreateView(_)
        | Operation::DropEnum(_)
        | Operation::DropExtension(_)
        | Operation::DropFunction(_)
        | Operation::DropSchema(_)
        | Operation::DropSequence(_)
        | Operation::MoveToSchema(_)
        | Operation::RenameEnum(_)
        | Operation::RenameSequence(_)
        | Operation::ReplaceFunction(_)
        | Operation::RestartSequence(_)
        | Operation::RestoreView(_)
        | Operation::UpdateExtension(_)
        | Operation::ValidateConstraint(_) => Locks::default(),
        Operation::DataStep(_) | Operation::Sql(_) => return None,
    })
}

/// Whether a column comes with nothing that rows are looked at for, and is written into none.
fn is_bare(operation: &AddColumn) -> bool {
    let Table {
        name: _,
        columns: _,
        primary_key,
        foreign_keys,
        uniques,
        checks,
        indexes: _,
        exclusions: _,
        comment: _,
        options: _,
    } = operation.addition();
    let column = operation.column();
    primary_key.is_none()
        && foreign_keys.is_empty()
        && uniques.is_empty()
        && checks.is_empty()
        && column.generated.is_none()
        && column.identity.is_none()
}

fn alter_column(operation: &AlterColumn) -> Locks {
    // What takes NULL, or none any more, is made anew in place, while others write.
    let AlterColumn { table, column: _, set_type, nullability: _, default: _, identity, collation, mysql: _ } =
        operation;
    let is_copied = set_type.is_some() || identity.is_some() || collation.is_some();
    Locks::of(table, if is_copied { Copy } else { Metadata })
}

fn drop_constraint(operation: &DropConstraint, before: &Schema) -> Locks {
    let DropConstraint { table, constraint } = operation;
    let dropped = before.table(table).and_then(|table| table.constraint(constraint));
    match dropped {
        Some(Constraint::ForeignKey(key)) => Locks::of(&key.referenced_table, Metadata).and(table, Metadata),
        Some(Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::Unique(_)) | None => {
            Locks::of(table, Metadata)
        }
        Some(Constraint::PrimaryKey(_)) => Locks::of(table, Copy),
    }
}

/// The tables whose columns an enum type is of: each has the values in its definition.
fn enum_users(name: &QualifiedName, before: &Schema) -> Locks {
    Locks::all(before.columns_of_enum(name).map(|(table, _)| &table.name), Copy)
}

fn changed_rows(table: &QualifiedName, before: &Schema) -> Locks {
    let referencing = before.references_to(table).map(|(table, _)| &table.name);
    let keys = before.table(table).into_iter().flat_map(|table| &table.foreign_keys);
    Locks::all(keys.map(|key| &key.referenced_table), Rows).and_all(referencing, Rows).and(table, Rows)
}
