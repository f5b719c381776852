//! Which operations are done in no time, whatever rows a table has.

use crate::operation::{AddColumn, Operation};
use crate::schema::{Column, ColumnDefault, Table};

/// Whether PostgreSQL does it without reading or writing a table's rows: it only changes the catalogue.
pub(in crate::dialect) fn is_instant(operation: &Operation) -> bool {
    match operation {
        Operation::AddColumn(operation) => is_added_at_once(operation),
        // A new table has no rows to be looked at, a few rows are written, and the rest is names in the catalogue.
        Operation::CreateEnum(_)
        | Operation::CreateFunction(_)
        | Operation::CreateTrigger(_)
        | Operation::DropFunction(_)
        | Operation::DropTrigger(_)
        | Operation::ReplaceFunction(_)
        | Operation::ReplaceTrigger(_)
        | Operation::CreateSchema(_)
        | Operation::CreateTable(_)
        | Operation::CreateView(_)
        | Operation::InsertRows(_)
        | Operation::DropColumn(_)
        | Operation::DropConstraint(_)
        | Operation::DropEnum(_)
        | Operation::DropIndex(_)
        | Operation::DropTable(_)
        | Operation::DropView(_)
        | Operation::MoveTable(_)
        | Operation::RenameColumn(_)
        | Operation::RenameConstraint(_)
        | Operation::RenameTable(_)
        | Operation::RenameView(_)
        | Operation::ReplaceView(_)
        | Operation::RestoreView(_) => true,
        // Rows are read to check them or to sort them, other tables' rows are looked at, or the author's code runs.
        Operation::AddConstraint(_)
        | Operation::AlterColumn(_)
        | Operation::CreateExtension(_)
        | Operation::DropExtension(_)
        | Operation::CreateIndex(_)
        | Operation::DataStep(_)
        | Operation::DeleteRows(_)
        | Operation::DropSchema(_)
        | Operation::ReplacePrimaryKey(_)
        | Operation::Sql(_) => false,
    }
}

/// A value that is the same for all rows is kept in the catalogue; others are written into each row. Constraints and
/// indexes look at the rows.
fn is_added_at_once(operation: &AddColumn) -> bool {
    let Table {
        name: _,
        columns: _,
        primary_key,
        foreign_keys,
        uniques,
        checks,
        indexes,
        exclusions,
        comment: _,
        options: _,
    } = operation.addition();
    let is_bare = primary_key.is_none()
        && foreign_keys.is_empty()
        && uniques.is_empty()
        && checks.is_empty()
        && exclusions.is_empty()
        && indexes.is_empty();
    let Column {
        name: _,
        column_type: _,
        nullable: _,
        default,
        identity,
        generated,
        collation: _,
        comment: _,
    } = operation.column();
    let is_constant = match default {
        None | Some(ColumnDefault::Now | ColumnDefault::Value(_)) => identity.is_none(),
        Some(ColumnDefault::Expression(_)) => false,
    };
    is_bare && is_constant && generated.is_none()
}
