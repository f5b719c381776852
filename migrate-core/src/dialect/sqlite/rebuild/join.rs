//! Several changes of one table in one revision, made by one rebuild.
//!
//! A rebuild waits for the next one of its table as long as nothing between them must come behind it. What is done to the
//! table in place between them is done by the rebuild too.

use std::collections::BTreeMap;

use super::{index_addition, statement};
use crate::dialect::Unsupported;
use crate::dialect::sqlite::column;
use crate::dialect::sqlite::stored::mentions;
use crate::live::{Change, Live, Rebuild};
use crate::name::{Name, QualifiedName};
use crate::operation::{Existing, Missing, Operation};
use crate::schema::Schema;
use crate::script::{ScriptOperation, Statement};

/// A rebuild that waits for another of its table.
struct Waiting {
    /// The first operation of it.
    first: usize,
    /// The operations that it does: those that rebuild, and what is done in place between them.
    earlier: Vec<usize>,
    /// What all of them change.
    changes: Vec<Change>,
}

/// Lets each table be rebuilt as seldom as can be.
pub(in crate::dialect) fn join(operations: &mut [ScriptOperation]) {
    let mut waiting = BTreeMap::<QualifiedName, Waiting>::new();
    for at in 0..operations.len() {
        let own = rebuilds(&operations[at]).cloned().collect::<Vec<_>>();
        waiting.retain(|name, waiting| {
            own.iter().any(|rebuild| rebuild.table == *name) || passes(name, waiting, at, &operations[at])
        });
        for Rebuild { table, changes, offline: _ } in own {
            let before = waiting.remove(&table);
            let joined = before.and_then(|before| together(operations, before, &table, at, &changes));
            let alone = || Waiting { first: at, earlier: vec![at], changes };
            waiting.insert(table, joined.unwrap_or_else(alone));
        }
    }
}

/// The tables that an operation has made anew, with their changes.
fn rebuilds(operation: &ScriptOperation) -> impl Iterator<Item = &Rebuild> {
    operation.statements.iter().filter_map(|statement| {
        if let Statement::Live(Live::Rebuild(rebuild)) = statement { Some(rebuild) } else { None }
    })
}

/// Whether a rebuild can wait until an operation is done. What is of the rebuilt table is noted, to be done by it.
fn passes(table: &QualifiedName, waiting: &mut Waiting, at: usize, operation: &ScriptOperation) -> bool {
    // Rebuilds of other tables have nothing to do with this one.
    let is_rebuild = |it: &Statement| matches!(it, Statement::Live(Live::Joined { .. } | Live::Rebuild(_)));
    if operation.statements.iter().all(is_rebuild) {
        return true;
    }
    let Some(of) = table_of(&operation.operation) else { return false };
    if of != table {
        return true;
    }
    match changes(operation) {
        Ok(Some(changes)) if !conflict(&waiting.changes, &changes) => {
            waiting.changes.extend(changes);
            waiting.earlier.push(at);
            true
        }
        Ok(_) | Err(_) => false,
    }
}

/// The one table that an operation changes, if it changes nothing that stands in the definition of another. Rows, names
/// in other definitions and SQL of the author's must find what was asked for before them.
fn table_of(operation: &Operation) -> Option<&QualifiedName> {
    match operation {
        Operation::AddColumn(it) => Some(it.table()),
        Operation::AddConstraint(it) => Some(&it.table),
        Operation::AlterColumn(it) => Some(&it.table),
        Operation::CreateIndex(it) => Some(&it.table),
        Operation::CreateTable(it) => Some(&it.table.name),
        Operation::DropColumn(it) => Some(&it.table),
        Operation::DropConstraint(it) => Some(&it.table),
        Operation::DropIndex(it) => Some(&it.table),
        Operation::RenameConstraint(it) => Some(&it.table),
        Operation::RenameIndex(it) => Some(&it.table),
        Operation::ReplacePrimaryKey(it) => Some(&it.table),
        Operation::SetComment(it) => Some(&it.table),
        Operation::SetTableOptions(it) => Some(&it.table),
        Operation::UseIndex(it) => Some(&it.table),
        Operation::AddEnumValue(_)
        | Operation::AlterSequence(_)
        | Operation::Backfill(_)
        | Operation::CreateEnum(_)
        | Operation::CreateExtension(_)
        | Operation::CreateFunction(_)
        | Operation::CreateSchema(_)
        | Operation::CreateSequence(_)
        | Operation::CreateTrigger(_)
        | Operation::CreateView(_)
        | Operation::DataStep(_)
        | Operation::DeleteRows(_)
        | Operation::DeleteSelected(_)
        | Operation::DropEnum(_)
        | Operation::DropExtension(_)
        | Operation::DropFunction(_)
        | Operation::DropSchema(_)
        | Operation::DropSequence(_)
        | Operation::DropTable(_)
        | Operation::DropTrigger(_)
        | Operation::DropView(_)
        | Operation::InsertRows(_)
        | Operation::MoveTable(_)
        | Operation::RemoveEnumValue(_)
        | Operation::RenameColumn(_)
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue(_)
        | Operation::RenameSequence(_)
        | Operation::RenameTable(_)
        | Operation::RenameView(_)
        | Operation::ReorderEnum(_)
        | Operation::ReplaceFunction(_)
        | Operation::ReplaceTrigger(_)
        | Operation::ReplaceView(_)
        | Operation::RestoreView(_)
        | Operation::Sql(_)
        | Operation::SetKeyType(_)
        | Operation::MoveToSchema(_)
        | Operation::RestartSequence(_)
        | Operation::UpdateExtension(_)
        | Operation::IfNeeded(_)
        | Operation::UpdateRows(_)
        | Operation::ValidateConstraint(_) => None,
    }
}

/// What is done in place, as changes of a table that is rebuilt.
fn changes(operation: &ScriptOperation) -> Result<Option<Vec<Change>>, Unsupported> {
    let before = &operation.before;
    let operation = &operation.operation;
    Ok(if let Operation::AddColumn(it) = operation {
        Some(column::additions(it, before)?)
    } else if let Operation::CreateIndex(it) = operation
        && it.existing == Existing::Refuse
    {
        Some(vec![index_addition(&it.table, &it.index)?])
    } else if let Operation::DropColumn(it) = operation {
        Some(vec![column::removal(it, before)?])
    } else if let Operation::DropIndex(it) = operation
        && it.missing == Missing::Refuse
    {
        Some(vec![Change::DropIndex { index: it.index.clone() }])
    } else {
        None
    })
}

/// Puts a rebuild and one that waits for it together, at the place of the later.
fn together(
    operations: &mut [ScriptOperation],
    waiting: Waiting,
    table: &QualifiedName,
    at: usize,
    own: &[Change],
) -> Option<Waiting> {
    let Waiting { first, mut earlier, mut changes } = waiting;
    if conflict(&changes, own) {
        return None;
    }
    changes.extend(own.iter().cloned());
    let before: Schema = operations[first].before.clone();
    let joined = statement(table, changes.clone(), &before).ok()?;
    for earlier in &earlier {
        let statements = &mut operations[*earlier].statements;
        statements.retain(|statement| match statement {
            Statement::Guard { .. } => true,
            Statement::Live(live) => live.table() != table,
            Statement::Author(_)
            | Statement::Backfill(_)
            | Statement::Concurrent { .. }
            | Statement::Data { .. }
            | Statement::Ddl(_)
            | Statement::Dml(_) => false,
        });
        statements.push(Statement::Live(Live::Joined { table: table.clone(), with: at }));
    }
    for statement in &mut operations[at].statements {
        if matches!(statement, Statement::Live(live) if live.table() == table) {
            *statement = joined.clone();
        }
    }
    earlier.push(at);
    Some(Waiting { first, earlier, changes })
}

/// Whether later changes need the rows that earlier ones leave.
fn conflict(earlier: &[Change], later: &[Change]) -> bool {
    let touched = |of: &dyn Fn(&Name) -> bool| {
        earlier.iter().filter(|change| changes_values(change)).filter_map(Change::column).any(of)
    };
    // What was expected of the values is looked at once, in those that the whole rebuild leaves.
    let expected = |column: &Name| {
        earlier.iter().any(|change| matches!(change, Change::Expect { column: of, .. } if of == column))
    };
    later.iter().any(|change| match change {
        Change::Convert { column, value } => {
            expected(column) || touched(&|touched| touched == column || mentions(value, touched.as_str()))
        }
        Change::SetNotNull { column, fill: Some(fill) } => {
            expected(column) || touched(&|touched| touched != column && mentions(fill, touched.as_str()))
        }
        Change::AddColumn { column, .. } | Change::Expect { column, .. } | Change::SetType { column, .. } => {
            touched(&|touched| touched == column)
        }
        Change::AddConstraint { .. }
        | Change::AddIndex { .. }
        | Change::DropColumn { .. }
        | Change::DropConstraint { .. }
        | Change::DropIndex { .. }
        | Change::RenameConstraint { .. }
        | Change::SetCollation { .. }
        | Change::SetComment { .. }
        | Change::SetDefault { .. }
        | Change::SetGenerated { .. }
        | Change::SetNotNull { fill: None, .. }
        | Change::SetNullable { .. }
        | Change::SetOptions { .. }
        | Change::SetValues { .. } => false,
    })
}

/// Whether a change makes other values of a column.
fn changes_values(change: &Change) -> bool {
    match change {
        Change::AddColumn { .. }
        | Change::Convert { .. }
        | Change::DropColumn { .. }
        | Change::SetGenerated { .. }
        | Change::SetType { .. } => true,
        Change::SetNotNull { fill, .. } => fill.is_some(),
        Change::AddConstraint { .. }
        | Change::AddIndex { .. }
        | Change::DropConstraint { .. }
        | Change::DropIndex { .. }
        | Change::Expect { .. }
        | Change::RenameConstraint { .. }
        | Change::SetCollation { .. }
        | Change::SetComment { .. }
        | Change::SetDefault { .. }
        | Change::SetNullable { .. }
        | Change::SetOptions { .. }
        | Change::SetValues { .. } => false,
    }
}
