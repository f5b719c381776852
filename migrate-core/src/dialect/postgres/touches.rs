//! What an operation reads or writes on PostgreSQL, and so whether rows make it slow.

use crate::name::QualifiedName;
use crate::operation::{AddColumn, Existing, Operation};
use crate::schema::{Column, ColumnDefault, Table};

/// What an operation reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touches<'a> {
    /// Whatever the author wants, or the rows of tables that are not named here.
    Anything,
    /// The catalogue: it is done in no time, whatever rows there are.
    Catalogue,
    /// Many rows, which it writes into a table.
    ManyRows(&'a QualifiedName),
    /// A table that it makes, which has no rows.
    NewTable(&'a QualifiedName),
    /// The name of a table, which another may have from now on.
    Name(&'a QualifiedName),
    /// The rows of a table: all of them are checked, sorted or written.
    Rows(&'a QualifiedName),
    /// A few rows, which it writes into a table.
    SomeRows(&'a QualifiedName),
}

/// As many rows as are inserted in no time: of six columns, 100 took 14 ms on 15 while both cores were busy, and 1,000 took 64.
const FEW: usize = 100;

/// What PostgreSQL reads or writes for an operation.
pub(crate) fn touches(operation: &Operation) -> Touches<'_> {
    match operation {
        Operation::AddColumn(operation) if is_added_at_once(operation) => Touches::Catalogue,
        Operation::AddColumn(operation) => Touches::Rows(operation.table()),
        Operation::AddConstraint(operation) => Touches::Rows(&operation.table),
        Operation::AlterColumn(operation) => Touches::Rows(&operation.table),
        Operation::CreateIndex(operation) => Touches::Rows(&operation.table),
        Operation::CreateTable(operation) => match operation.existing {
            Existing::Adopt => Touches::Rows(&operation.table.name),
            Existing::Refuse => Touches::NewTable(&operation.table.name),
        },
        Operation::InsertRows(operation) if operation.rows.len() > FEW => Touches::ManyRows(&operation.table),
        Operation::InsertRows(operation) => Touches::SomeRows(&operation.table),
        Operation::MoveTable(operation) => Touches::Name(&operation.table),
        Operation::RenameTable(operation) => Touches::Name(&operation.from),
        Operation::ReplacePrimaryKey(operation) => Touches::Rows(&operation.table),
        Operation::SetTableOptions(operation) if operation.unlogged.is_some() => {
            Touches::Rows(&operation.table)
        }
        Operation::ValidateConstraint(operation) => Touches::Rows(&operation.table),
        Operation::AddEnumValue(_)
        | Operation::AlterSequence(_)
        | Operation::CreateEnum(_)
        | Operation::CreateFunction(_)
        | Operation::CreateSchema(_)
        | Operation::CreateSequence(_)
        | Operation::CreateTrigger(_)
        | Operation::CreateView(_)
        | Operation::DropColumn(_)
        | Operation::DropConstraint(_)
        | Operation::DropEnum(_)
        | Operation::DropFunction(_)
        | Operation::DropIndex(_)
        | Operation::DropSequence(_)
        | Operation::DropTable(_)
        | Operation::DropTrigger(_)
        | Operation::DropView(_)
        | Operation::RenameColumn(_)
        | Operation::RenameConstraint(_)
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue(_)
        | Operation::RenameIndex(_)
        | Operation::RenameSequence(_)
        | Operation::RenameView(_)
        | Operation::ReplaceFunction(_)
        | Operation::ReplaceTrigger(_)
        | Operation::ReplaceView(_)
        | Operation::RestoreView(_)
        | Operation::SetComment(_)
        | Operation::SetTableOptions(_)
        | Operation::MoveToSchema(_)
        | Operation::RestartSequence(_)
        | Operation::UseIndex(_) => Touches::Catalogue,
        // An extension brings code of its own, and rows of other tables may go or change with those that do.
        Operation::Backfill(_)
        | Operation::CreateExtension(_)
        | Operation::DataStep(_)
        | Operation::DeleteRows(_)
        | Operation::DeleteSelected(_)
        | Operation::DropExtension(_)
        | Operation::DropSchema(_)
        | Operation::RemoveEnumValue(_)
        | Operation::ReorderEnum(_)
        | Operation::SetKeyType(_)
        | Operation::UpdateExtension(_)
        | Operation::IfNeeded(_)
        | Operation::Sql(_)
        | Operation::UpdateRows(_) => Touches::Anything,
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
        mysql: _,
    } = operation.column();
    let is_constant = match default {
        None | Some(ColumnDefault::Now | ColumnDefault::Value(_)) => identity.is_none(),
        Some(ColumnDefault::Expression(_) | ColumnDefault::NextValue(_)) => false,
    };
    is_bare && is_constant && generated.is_none()
}
