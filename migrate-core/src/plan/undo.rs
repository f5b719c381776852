//! What undoes a revision: the author's own function, or the inverses of its operations.

use std::sync::Arc;

use super::{PlanError, PlannedOperation, StuckOperation};
use crate::name::Name;
use crate::operation::{Existing, Irreversible, Operation, words};
use crate::registry::Entry;
use crate::replay::{self, Replayed};
use crate::schema::{Dialect, Schema};
use crate::site::Site;

/// What undoes a revision, each operation with the schema before it, given the schema of now; and the schema after.
///
/// # Errors
///
/// When an operation has no inverse, when what undoes it does not fit the schema of now, or when the author's own
/// downgrade leaves another schema than was before.
pub(super) fn make(
    entry: &Entry,
    replayed: &Replayed,
    before: &Schema,
    now: &Schema,
    dialect: Dialect,
) -> Result<(Vec<PlannedOperation>, Schema), PlanError> {
    match entry.downgrade {
        None => {
            let inverses = inverses(entry, replayed)?.into_iter();
            let each = inverses.flat_map(|(operations, origin)| origin.of(operations));
            follow(entry, each.collect(), now)
        }
        Some(function) => {
            let names = &replayed.names;
            let recorded = replay::record(entry, function, names)?;
            let (_, alone) = replay::follow(entry, recorded.clone(), &replayed.after, dialect, names)?;
            if let Some(difference) = alone.difference(before) {
                return Err(PlanError::DowngradeDiffers {
                    revision: entry.id.to_owned(),
                    site: entry.site,
                    difference,
                });
            }
            Ok(replay::follow(entry, recorded, now, dialect, names)?)
        }
    }
}

/// What undoes a revision that was just replayed, each operation with the schema before it.
///
/// # Errors
///
/// When an operation has no inverse, or when the author's own downgrade leaves another schema than was before.
pub(super) fn at_once(
    entry: &Entry,
    replayed: &Replayed,
    before: &Schema,
    dialect: Dialect,
) -> Result<Vec<PlannedOperation>, PlanError> {
    if entry.downgrade.is_some() {
        return make(entry, replayed, before, &replayed.after, dialect).map(|(operations, _)| operations);
    }
    let mut planned = Vec::with_capacity(replayed.operations.len());
    let mut now = &replayed.after;
    for ((inverse, origin), undone) in
        inverses(entry, replayed)?.into_iter().zip(replayed.operations.iter().rev())
    {
        let operations = origin.of(inverse).collect::<Vec<_>>();
        match <[_; 1]>::try_from(operations) {
            Ok([(operation, Origin { site, compound })]) => {
                planned.push(PlannedOperation { operation, site, before: now.clone(), compound });
            }
            Err(several) => planned.extend(follow(entry, several, now)?.0),
        }
        // An inverse leads back to where its operation began.
        now = &undone.before;
    }
    Ok(planned)
}

/// What an operation undoes.
#[derive(Clone)]
struct Origin {
    site: Site,
    /// The compound that it is part of, undone.
    compound: Option<Arc<str>>,
}

impl Origin {
    fn new(undone: &PlannedOperation) -> Self {
        let compound = undone.compound.as_ref().map(|compound| format!("undo {compound}").into());
        Self { site: undone.site, compound }
    }

    /// Operations, each with it.
    fn of(self, operations: Vec<Operation>) -> impl Iterator<Item = (Operation, Self)> {
        operations.into_iter().map(move |operation| (operation, self.clone()))
    }
}

/// The inverses of a revision's operations, last first, each with what it undoes.
fn inverses(entry: &Entry, replayed: &Replayed) -> Result<Vec<(Vec<Operation>, Origin)>, PlanError> {
    let mut inverses = Vec::with_capacity(replayed.operations.len());
    let mut stuck = Vec::new();
    for (at, planned) in replayed.operations.iter().enumerate().rev() {
        match planned.operation.inverse(&planned.before) {
            Ok(operations) => inverses.push((operations, Origin::new(planned))),
            // The rows' values go with the columns.
            Err(Irreversible::UpdatedRows { .. })
                if sets_only_new(&planned.operation, &replayed.operations[..at]) =>
            {
                inverses.push((Vec::new(), Origin::new(planned)));
            }
            Err(irreversible) => stuck.push(StuckOperation {
                revision: entry.id.to_owned(),
                operation: planned.words(),
                site: planned.site,
                irreversible,
            }),
        }
    }
    if stuck.is_empty() { Ok(inverses) } else { Err(PlanError::Irreversible { operations: stuck }) }
}

/// Whether an operation sets only columns that came before it in the same revision.
fn sets_only_new(operation: &Operation, earlier: &[PlannedOperation]) -> bool {
    let update = if let Operation::Backfill(backfill) = operation {
        &backfill.update
    } else if let Operation::UpdateRows(update) = operation {
        update
    } else {
        return false;
    };
    let is_new = |column: &Name| {
        earlier.iter().any(|earlier| {
            if let Operation::AddColumn(added) = &earlier.operation {
                *added.table() == update.table && added.column().name == *column
            } else if let Operation::CreateTable(created) = &earlier.operation {
                created.table.name == update.table && created.existing == Existing::Refuse
            } else {
                false
            }
        })
    };
    update.set.iter().all(|assignment| is_new(&assignment.column))
}

fn follow(
    entry: &Entry,
    operations: Vec<(Operation, Origin)>,
    now: &Schema,
) -> Result<(Vec<PlannedOperation>, Schema), PlanError> {
    let mut schema = now.clone();
    let mut planned = Vec::with_capacity(operations.len());
    for (operation, Origin { site, compound }) in operations {
        let before = schema.clone();
        operation.apply(&mut schema).map_err(|misfit| PlanError::UndoMisfit {
            revision: entry.id.to_owned(),
            operation: words(compound.as_deref(), &operation),
            site,
            misfit: Box::new(misfit),
        })?;
        planned.push(PlannedOperation { operation, site, before, compound });
    }
    Ok((planned, schema))
}
