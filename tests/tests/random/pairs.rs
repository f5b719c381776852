//! Two schemas that grew apart: the operations that make the one of the other run, and lead to what the other is when it is
//! made from nothing; undone, to what the one was.

use std::rc::Rc;

use migrate_core::diff::{Change, Comparison, Diff, Field, FillIn, Guessing, diff};
use migrate_core::operation::{Operation, Operations, creation};
use migrate_core::schema::{Schema, expr};
use migrate_tests::Kind;

use crate::author;
use crate::chain::Step;
use crate::run::{Place, is_refusal, told};
use crate::world::World;

/// Goes through pairs of schemas.
pub(crate) fn pairs(kind: Kind, usual: u64) {
    let (first, count) = crate::seeds(usual);
    let mut place = Place::new(kind);
    let (mut refused, mut changes) = (Vec::new(), 0);
    let mut faults = Vec::new();
    let began = std::time::Instant::now();
    for seed in first..first + count {
        match pair(&mut place, kind, seed) {
            Ok(Done::Refused(why)) => refused.push(why),
            Ok(Done::Both(diff)) => changes += diff.changes.len(),
            Err(fault) => {
                eprintln!("{kind}, seed {seed}\n{fault}\n");
                faults.push(seed);
                place = Place::new(kind);
            }
        }
    }
    eprintln!("{kind}: {changes} changes of {count} pairs in {:?}; refused: {refused:#?}", began.elapsed());
    assert!(faults.is_empty(), "{kind}: the seeds at fault: {faults:?}");
    assert!(refused.len() * 2 < usize::try_from(count).expect("few"), "{kind}: {refused:#?}");
}

enum Done {
    /// There and back.
    Both(Diff),
    /// The database has no way between the two, which was said before anything ran.
    Refused(String),
}

fn steps(operations: &[Operation]) -> Vec<Step> {
    let step =
        |operation: Operation| -> Step { Rc::new(move |op: &mut Operations| op.add(operation.clone())) };
    operations.iter().cloned().map(step).collect()
}

/// The operations of a change, with what a person would say where there are no rows.
fn filled_in(change: &Change) -> Vec<Operation> {
    let mut operations = change.operations.clone();
    for FillIn { operation, field, question: _ } in &change.fill_ins {
        match (field, &mut operations[*operation]) {
            (Field::Using, Operation::AlterColumn(alter)) => {
                let set_type = alter.set_type.as_mut().expect("a type is asked for");
                (set_type.using, set_type.reverse_using) = (Some(expr("NULL")), Some(expr("NULL")));
            }
            // The stopgap will do.
            (Field::Fill, Operation::AlterColumn(_)) | (Field::MapTo, Operation::RemoveEnumValue(_)) => {}
            (field, other) => panic!("{field:?} is asked of {other}"),
        }
    }
    operations
}

fn pair(place: &mut Place, kind: Kind, seed: u64) -> Result<Done, String> {
    let [before, after] = author::pair(kind, seed);
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let between = diff(&before.schema, &after.schema, &how).map_err(|error| error.to_string())?;
    let operations = between.changes.iter().flat_map(filled_in).collect::<Vec<_>>();
    let done = [steps(&creation(&before.schema)), steps(&operations)];
    let told = |what: String| told(kind, &done, &what);
    if let Some(change) = between.blocked() {
        return Err(told(format!("{change} is blocked: {:?}", change.blocked)));
    }
    let world = |schema: &Schema| World { schema: schema.clone(), ..World::new(kind) };
    place.up(&done, "s01").map_err(|error| told(format!("the first: {error:?}")))?;
    let was = place.see(&world(&before.schema)).map_err(told)?;
    if let Err(error) = place.up(&done, "s02") {
        if !is_refusal(&error) {
            return Err(told(format!("up: {error:?}")));
        }
        place.clear(&done).map_err(|error| told(format!("down: {error:?}")))?;
        return Ok(Done::Refused(format!("{seed}: {error}")));
    }
    let found = place.see(&world(&after.schema)).map_err(told)?;
    place.judge_schema(&found, &world(&after.schema)).map_err(|fault| told(format!("up: {fault}")))?;
    let undo = place.down_to_first(&done);
    match undo {
        Ok(()) => {
            let found = place.see(&world(&before.schema)).map_err(told)?;
            let wanted = crate::look::Look { order: found.order.clone(), ..was };
            crate::run::same("down", &found, &wanted).map_err(told)?;
        }
        // A change that has no way back says so before anything runs.
        Err(error) if error.code().to_string() == "irreversible" || is_refusal(&error) => {
            *place = Place::new(kind);
            return Ok(Done::Both(between));
        }
        Err(error) => return Err(told(format!("down: {error:?}"))),
    }
    place.clear(&done).map_err(|error| told(format!("down: {error:?}")))?;
    Ok(Done::Both(between))
}
