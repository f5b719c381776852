//! What undoes a revision: the author's own function, or the inverses of its operations.

use super::{PlanError, PlannedOperation, StuckOperation};
use crate::operation::Operation;
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
            let each =
                inverses.flat_map(|(operations, site)| operations.into_iter().map(move |each| (each, site)));
            follow(entry, each.collect(), now)
        }
        Some(function) => {
            let recorded = replay::record(entry, function)?;
            let (_, alone) = replay::follow(entry, recorded.clone(), &replayed.after, dialect)?;
            if let Some(difference) = alone.difference(before) {
                return Err(PlanError::DowngradeDiffers {
                    revision: entry.id.to_owned(),
                    site: entry.site,
                    difference,
                });
            }
            Ok(replay::follow(entry, recorded, now, dialect)?)
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
    let mut planned = Vec::new();
    let mut now = &replayed.after;
    for ((inverse, site), undone) in
        inverses(entry, replayed)?.into_iter().zip(replayed.operations.iter().rev())
    {
        let operations = inverse.into_iter().map(|operation| (operation, site)).collect::<Vec<_>>();
        match <[_; 1]>::try_from(operations) {
            Ok([(operation, site)]) => {
                planned.push(PlannedOperation { operation, site, before: now.clone() });
            }
            Err(several) => planned.extend(follow(entry, several, now)?.0),
        }
        // An inverse leads back to where its operation began.
        now = &undone.before;
    }
    Ok(planned)
}

/// The inverses of a revision's operations, last first, each with the site of what it undoes.
fn inverses(entry: &Entry, replayed: &Replayed) -> Result<Vec<(Vec<Operation>, Site)>, PlanError> {
    let mut inverses = Vec::new();
    let mut stuck = Vec::new();
    for planned in replayed.operations.iter().rev() {
        match planned.operation.inverse(&planned.before) {
            Ok(operations) => inverses.push((operations, planned.site)),
            Err(irreversible) => stuck.push(StuckOperation {
                revision: entry.id.to_owned(),
                operation: planned.operation.to_string(),
                site: planned.site,
                irreversible,
            }),
        }
    }
    if stuck.is_empty() { Ok(inverses) } else { Err(PlanError::Irreversible { operations: stuck }) }
}

fn follow(
    entry: &Entry,
    operations: Vec<(Operation, Site)>,
    now: &Schema,
) -> Result<(Vec<PlannedOperation>, Schema), PlanError> {
    let mut schema = now.clone();
    let mut planned = Vec::with_capacity(operations.len());
    for (operation, site) in operations {
        let before = schema.clone();
        operation.apply(&mut schema).map_err(|misfit| PlanError::UndoMisfit {
            revision: entry.id.to_owned(),
            operation: operation.to_string(),
            site,
            misfit: Box::new(misfit),
        })?;
        planned.push(PlannedOperation { operation, site, before });
    }
    Ok((planned, schema))
}
