//! Changes on their way into an order that runs.

use super::{Change, Object, Verdict};
use crate::name::QualifiedName;
use crate::operation::{
    AddColumn, AddConstraint, CreateTable, CreateTrigger, DropConstraint, Misfit, Operation,
};
use crate::schema::{Constraint, Schema};

/// When a change is made, if nothing speaks against it: what others need comes first, and what goes goes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    Schemas,
    Extensions,
    DropTriggers,
    DropViews,
    Renames,
    Enums,
    Sequences,
    Unnumber,
    DropForeignKeys,
    DropParts,
    DropRemade,
    Create,
    Tables,
    AddColumns,
    AlterColumns,
    AddGenerated,
    Keys,
    Number,
    Checks,
    ForeignKeys,
    EnumValues,
    DropColumns,
    Owners,
    Views,
    Triggers,
    DropTables,
    DropSequences,
    DropFunctions,
    DropEnums,
    DropExtensions,
    DropSchemas,
}

/// Changes that have no place in the order yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    changes: Vec<(Phase, Change)>,
}

impl Pending {
    pub(super) fn push(&mut self, phase: Phase, change: Change) {
        self.changes.push((phase, change));
    }

    /// Whether a change is such.
    pub(super) fn has(&self, is_such: impl Fn(&Change) -> bool) -> bool {
        self.changes.iter().any(|(_, change)| is_such(change))
    }

    /// Brings the changes into an order in which each fits what those before it have left. What never fits stands at the
    /// end, with the reason.
    pub(super) fn ordered(mut self, now: &mut Schema, target: &Schema) -> Vec<Change> {
        self.changes.sort_by_key(|(phase, _)| *phase);
        let mut left = self.changes.into_iter().map(|(_, change)| change).collect::<Vec<_>>();
        let mut done = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let count = left.len();
            let mut behind = Vec::new();
            left = left
                .into_iter()
                .filter_map(|mut change| {
                    match ready(&change, now, target).and_then(|()| apply(&change, now)) {
                        Ok(()) => {
                            done.push(change);
                            None
                        }
                        Err(misfit) => {
                            if let Some((first, rest)) = without_key(&change, now) {
                                done.push(first);
                                behind.extend(rest);
                                return None;
                            }
                            change.blocked = Some(misfit);
                            Some(change)
                        }
                    }
                })
                .collect();
            let is_stuck = left.len() == count && behind.is_empty();
            left.extend(behind);
            if is_stuck && !relieve(&mut left, &mut done, now) {
                break;
            }
        }
        for change in &mut done {
            change.blocked = None;
        }
        done.extend(left);
        done
    }
}

/// A view waits for the views that it needs, and a trigger for its view, even if a table of that name is there still.
fn ready(change: &Change, now: &Schema, target: &Schema) -> Result<(), Misfit> {
    if let [Operation::CreateTrigger(CreateTrigger { trigger })] = &change.operations[..] {
        let view = &trigger.table;
        let waits = now.view(view).is_some() != target.view(view).is_some();
        let misfit = || Misfit::UnknownView { view: view.clone(), near: None };
        return if waits { Err(misfit()) } else { Ok(()) };
    }
    let Object::View(name) = &change.object else { return Ok(()) };
    let Some(view) = target.view(name).filter(|_| now.view(name).is_none()) else { return Ok(()) };
    let needed = view.depends_on.iter().map(|dependency| &dependency.relation);
    match needed.into_iter().find(|it| target.view(it).is_some() && now.view(it).is_none()) {
        Some(missing) => Err(Misfit::UnknownView { view: missing.clone(), near: None }),
        None => Ok(()),
    }
}

/// Makes a change, all of it or nothing.
fn apply(change: &Change, now: &mut Schema) -> Result<(), Misfit> {
    let mut after = now.clone();
    change.operations.iter().try_for_each(|operation| operation.apply(&mut after))?;
    *now = after;
    Ok(())
}

/// A column that comes with foreign keys which do not fit yet comes without them, and they come behind.
fn without_key(change: &Change, now: &mut Schema) -> Option<(Change, Vec<Change>)> {
    let Some(Operation::AddColumn(add)) = change.operations.first() else { return None };
    let mut addition = add.addition().clone();
    let keys = std::mem::take(&mut addition.foreign_keys);
    if keys.is_empty() {
        return None;
    }
    let table = addition.name.clone();
    let mut first = change.clone();
    first.operations[0] = AddColumn::new(addition).into();
    apply(&first, now).ok()?;
    let rest = keys.into_iter().map(|key| added(&table, Constraint::ForeignKey(key)));
    Some((first, rest.collect()))
}

/// A constraint that is added to a table that is there.
pub(super) fn added(table: &QualifiedName, constraint: Constraint) -> Change {
    let object = Object::Constraint(table.clone(), constraint.kind(), constraint.name().clone());
    let operation = AddConstraint { table: table.clone(), constraint };
    Change::new(object, Verdict::Added, vec![operation.into()])
}

/// Finds a way on where no change fits: makes the first half of what is dropped and made again, a table without the
/// foreign keys that do not fit, or drops the key that keeps a table from going. Whether there was one.
fn relieve(left: &mut Vec<Change>, done: &mut Vec<Change>, now: &mut Schema) -> bool {
    for at in 0..left.len() {
        if let Some((first, rest)) = halved(&left[at]).or_else(|| bare(&left[at], now))
            && apply(&first, now).is_ok()
        {
            done.push(first);
            left.splice(at..=at, rest);
            return true;
        }
        if let Some(Misfit::TableInUse { table: _, by, key }) = left[at].blocked.clone() {
            let goes = |change: &Change| {
                change.verdict == Verdict::Dropped && change.object == Object::Table(by.clone())
            };
            if left.iter().any(goes) {
                let object = Object::Constraint(by.clone(), "foreign key", key.clone());
                let drop = DropConstraint { table: by, constraint: key }.into();
                let change = Change::new(object, Verdict::Dropped, vec![drop]);
                if apply(&change, now).is_ok() {
                    done.push(change);
                    return true;
                }
            }
        }
    }
    false
}

/// A change that drops something and makes it otherwise, as two.
fn halved(change: &Change) -> Option<(Change, Vec<Change>)> {
    let is_drop = |operation: &Operation| {
        matches!(
            operation,
            Operation::DropConstraint(_) | Operation::DropIndex(_) | Operation::DropFunction(_)
        )
    };
    if change.operations.len() < 2 || !is_drop(&change.operations[0]) {
        return None;
    }
    let mut first = change.clone();
    let rest = first.operations.split_off(1);
    Some((first, vec![Change::new(change.object.clone(), Verdict::Remade, rest)]))
}

/// A table without the foreign keys that do not fit, and these behind it.
fn bare(change: &Change, now: &Schema) -> Option<(Change, Vec<Change>)> {
    let [Operation::CreateTable(CreateTable { table, existing })] = &change.operations[..] else {
        return None;
    };
    let mut table = table.clone();
    let own = table.name.clone();
    let keys = table.foreign_keys.extract_if(.., |key| {
        let other = now.table(&key.referenced_table);
        key.referenced_table != own && !other.is_some_and(|other| other.is_key(&key.referenced_columns))
    });
    let keys = keys.collect::<Vec<_>>();
    // Else it is a type that does not go with the other.
    let keys = if keys.is_empty() { std::mem::take(&mut table.foreign_keys) } else { keys };
    if keys.is_empty() {
        return None;
    }
    let name = table.name.clone();
    let mut first = change.clone();
    first.operations = vec![CreateTable { table, existing: *existing }.into()];
    Some((first, keys.into_iter().map(|key| added(&name, Constraint::ForeignKey(key))).collect()))
}
