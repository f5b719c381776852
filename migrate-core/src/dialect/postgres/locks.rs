//! What PostgreSQL locks for an operation (manual 15, "Explicit Locking" and the notes of each statement; the page of
//! operations compares it with what a server holds).

use crate::dialect::locks::{
    LockMode::{
        PostgresAccessExclusive as AccessExclusive, PostgresAccessShare as AccessShare,
        PostgresRowExclusive as RowExclusive, PostgresRowShare as RowShare, PostgresShare as Share,
        PostgresShareRowExclusive as ShareRowExclusive, PostgresShareUpdateExclusive as ShareUpdateExclusive,
    },
    Locks,
};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AlterColumn, Concurrency, CreateTable, DropColumn, DropConstraint, DropIndex, Existing, IfNeeded,
    Movable, Operation,
};
use crate::schema::{Constraint, ForeignKey, PostgresTable, Schema, SequenceOwner, Table};

/// What PostgreSQL locks at most; `None` where it runs what an author wrote.
pub(in crate::dialect) fn locks(operation: &Operation, before: &Schema) -> Option<Locks> {
    Some(match operation {
        Operation::AddColumn(it) => {
            Locks::all(referenced(Some(it.addition())), ShareRowExclusive).and(it.table(), AccessExclusive)
        }
        Operation::AddConstraint(it) => match &it.constraint {
            Constraint::ForeignKey(key) => Locks::all([&it.table, &key.referenced_table], ShareRowExclusive),
            Constraint::Check(_)
            | Constraint::Exclusion(_)
            | Constraint::PrimaryKey(_)
            | Constraint::Unique(_) => Locks::of(&it.table, AccessExclusive),
        },
        Operation::AlterColumn(it) => alter_column(it, before),
        Operation::AlterSequence(it) => owners(
            [it.owner.as_ref().and_then(|owner| match owner {
                crate::operation::Change::Drop => None,
                crate::operation::Change::Set(owner) => Some(owner),
            })]
            .into_iter()
            .flatten(),
        ),
        Operation::Backfill(it) => changed_rows(&it.update.table, before),
        Operation::CreateIndex(it) => Locks::of(
            &it.table,
            match it.concurrency {
                Concurrency::Concurrent => ShareUpdateExclusive,
                Concurrency::Plain => Share,
            },
        ),
        Operation::CreateSequence(it) => owners(it.sequence.owner.as_ref()),
        Operation::CreateTable(it) => create_table(it),
        Operation::CreateTrigger(it) => Locks::of(&it.trigger.table, ShareRowExclusive),
        Operation::CreateView(it) => read_by(&it.definition.name, operation, before),
        Operation::DeleteRows(it) => changed_rows(&it.table, before),
        Operation::DeleteSelected(it) => changed_rows(&it.table, before),
        Operation::DropColumn(it) => drop_column(it, before),
        Operation::DropConstraint(it) => drop_constraint(it, before),
        Operation::DropIndex(DropIndex { table, index: _, concurrency, missing: _ }) => Locks::of(
            table,
            match concurrency {
                Concurrency::Concurrent => ShareUpdateExclusive,
                Concurrency::Plain => AccessExclusive,
            },
        ),
        Operation::DropTable(it) => {
            let of = before.table(&it.table).and_then(|table| table.options.postgres.partition_of.as_ref());
            Locks::all(referenced(before.table(&it.table)), AccessExclusive)
                .and_all(of.map(|of| &of.parent), AccessExclusive)
                .and(&it.table, AccessExclusive)
        }
        Operation::DropTrigger(it) => Locks::of(&it.table, AccessExclusive),
        Operation::DropView(it) => Locks::of(&it.view, AccessExclusive),
        Operation::IfNeeded(IfNeeded { operation, fate: _ }) => return locks(operation, before),
        Operation::InsertRows(it) => {
            Locks::all(referenced(before.table(&it.table)), RowShare).and(&it.table, RowExclusive)
        }
        Operation::MoveTable(it) => Locks::of(&it.table, AccessExclusive),
        Operation::MoveToSchema(it) => match &it.what {
            Movable::Enum(_) | Movable::Function(_) | Movable::Sequence(_) => Locks::default(),
            Movable::View(view) => Locks::of(view, AccessExclusive),
        },
        Operation::RemoveEnumValue(it) => enum_users(&it.name, before),
        Operation::RenameColumn(it) => Locks::of(&it.table, AccessExclusive),
        Operation::RenameConstraint(it) => Locks::of(&it.table, AccessExclusive),
        Operation::RenameTable(it) => Locks::of(&it.from, AccessExclusive),
        Operation::RenameView(it) => Locks::of(&it.from, AccessExclusive),
        Operation::ReorderEnum(it) => enum_users(&it.name, before),
        Operation::ReplacePrimaryKey(it) => Locks::of(&it.table, AccessExclusive),
        Operation::ReplaceTrigger(it) => Locks::of(&it.trigger.table, AccessExclusive),
        Operation::ReplaceView(it) => {
            let name = &it.definition.name;
            let dependents = before.dependents(name).into_iter().map(|view| &view.name);
            read_by(name, operation, before).and_all(dependents, AccessExclusive).and(name, AccessExclusive)
        }
        Operation::RestoreView(it) => read_by(&it.view, operation, before),
        Operation::SetComment(it) => Locks::of(&it.table, ShareUpdateExclusive),
        Operation::SetKeyType(it) => {
            let tied = before.tied_columns(&it.table, &it.column);
            let tied = tied.iter().map(|(table, column)| (table, column)).collect::<Vec<_>>();
            columns(&tied, before)
        }
        Operation::SetTableOptions(it) => match (it.unlogged, &it.parameters) {
            (Some(_), _) => Locks::of(&it.table, AccessExclusive),
            (None, Some(_)) => Locks::of(&it.table, ShareUpdateExclusive),
            (None, None) => Locks::default(),
        },
        Operation::UpdateRows(it) => changed_rows(&it.table, before),
        Operation::UseIndex(it) => Locks::of(&it.table, AccessExclusive),
        Operation::ValidateConstraint(it) => {
            let key = before.table(&it.table).and_then(|table| find_key(table, &it.constraint));
            Locks::all(key.map(|key| &key.referenced_table), RowShare).and(&it.table, ShareUpdateExclusive)
        }
        // What is no table and no view has locks that nobody but another change of the schema waits for.
        Operation::AddEnumValue(_)
        | Operation::CreateEnum(_)
        | Operation::CreateExtension(_)
        | Operation::CreateFunction(_)
        | Operation::CreateSchema(_)
        | Operation::DropEnum(_)
        | Operation::DropExtension(_)
        | Operation::DropFunction(_)
        | Operation::DropSchema(_)
        | Operation::DropSequence(_)
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue(_)
        | Operation::RenameIndex(_)
        | Operation::RenameSequence(_)
        | Operation::ReplaceFunction(_)
        | Operation::RestartSequence(_)
        | Operation::UpdateExtension(_) => Locks::default(),
        Operation::DataStep(_) | Operation::Sql(_) => return None,
    })
}

fn create_table(operation: &CreateTable) -> Locks {
    let CreateTable { table, existing } = operation;
    let PostgresTable { inherits, parameters: _, partition_by: _, partition_of, unlogged: _ } =
        &table.options.postgres;
    let keys = Locks::all(referenced(Some(table)), ShareRowExclusive).and_all(inherits, ShareUpdateExclusive);
    let keys = match partition_of {
        None => keys,
        Some(of) => keys.and(&of.parent, AccessExclusive),
    };
    match existing {
        // Its indexes are made where they are not there.
        Existing::Adopt => keys.and(&table.name, Share),
        Existing::Refuse => keys.without(&table.name),
    }
}

fn alter_column(operation: &AlterColumn, before: &Schema) -> Locks {
    let AlterColumn { table, column, set_type, nullability: _, default: _, identity: _, collation, mysql: _ } =
        operation;
    if set_type.is_none() && collation.is_none() {
        return Locks::of(table, AccessExclusive);
    }
    // The keys of the column are made anew.
    columns(&[(table, column)], before)
}

/// Columns that get another type, with the keys that are theirs and the views that need them.
fn columns(columns: &[(&QualifiedName, &Name)], before: &Schema) -> Locks {
    let owned = columns.iter().map(|(table, column)| ((*table).clone(), (*column).clone()));
    let keys = before.keys_of_columns(&owned.collect::<Vec<_>>());
    let keys = keys.into_iter().flat_map(|(table, key)| [&table.name, &key.referenced_table]);
    let needing =
        before.views().filter(|view| columns.iter().any(|(table, column)| view.needs_column(table, column)));
    let views = needing.flat_map(|view| {
        let dependents = before.dependents(&view.name).into_iter().map(|view| &view.name);
        std::iter::once(&view.name).chain(dependents)
    });
    Locks::all(columns.iter().map(|(table, _)| *table), AccessExclusive)
        .and_all(keys, AccessExclusive)
        .and_all(views, AccessExclusive)
}

fn drop_column(operation: &DropColumn, before: &Schema) -> Locks {
    let DropColumn { table, column, dependents: _ } = operation;
    let keys = before.keys_of_columns(&[(table.clone(), column.clone())]);
    let keys = keys.into_iter().flat_map(|(table, key)| [&table.name, &key.referenced_table]);
    Locks::all(keys, AccessExclusive).and(table, AccessExclusive)
}

fn drop_constraint(operation: &DropConstraint, before: &Schema) -> Locks {
    let DropConstraint { table, constraint } = operation;
    let key = before.table(table).and_then(|table| find_key(table, constraint));
    Locks::all(key.map(|key| &key.referenced_table), AccessExclusive).and(table, AccessExclusive)
}

/// The tables whose columns an enum type is of, which are written anew.
fn enum_users(name: &QualifiedName, before: &Schema) -> Locks {
    let users = before.columns_of_enum(name).map(|(table, column)| (&table.name, &column.name));
    columns(&users.collect::<Vec<_>>(), before)
}

/// What changes rows looks into the tables that they reference, and changes those that reference them.
fn changed_rows(table: &QualifiedName, before: &Schema) -> Locks {
    let referencing = before.references_to(table).map(|(table, _)| &table.name);
    Locks::all(referenced(before.table(table)), RowShare)
        .and_all(referencing, RowExclusive)
        .and(table, RowExclusive)
}

/// What the query of a view reads, as it is when the operation is done.
fn read_by(view: &QualifiedName, operation: &Operation, before: &Schema) -> Locks {
    let mut after = before.clone();
    // What was planned was applied to this schema then.
    if operation.apply(&mut after).is_err() {
        return Locks::default();
    }
    let read = after.view(view).map_or(&[][..], |view| &view.depends_on);
    Locks::all(read.iter().map(|dependency| &dependency.relation), AccessShare)
}

fn owners<'a>(owners: impl IntoIterator<Item = &'a SequenceOwner>) -> Locks {
    Locks::all(owners.into_iter().map(|owner| &owner.table), AccessShare)
}

fn referenced(table: Option<&Table>) -> impl Iterator<Item = &QualifiedName> {
    table.into_iter().flat_map(|table| &table.foreign_keys).map(|key| &key.referenced_table)
}

fn find_key<'a>(table: &'a Table, name: &Name) -> Option<&'a ForeignKey> {
    table.foreign_keys.iter().find(|key| key.name == *name)
}
