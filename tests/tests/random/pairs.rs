//! Two schemas that grew apart: the operations that make the one of the other run, and lead to what the other is when it is
//! made from nothing; undone, to what the one was. Rows are there throughout, and an inspection finds nothing that differs.

use std::rc::Rc;

use migrate_core::diff::{Change, Comparison, Diff, Field, FillIn, Guessing, diff};
use migrate_core::name::Name;
use migrate_core::operation::{Nullability, Operation, Operations, creation};
use migrate_core::prelude::*;
use migrate_core::schema::{ColumnDefault, Schema, Table, Validation};
use migrate_tests::Kind;

use crate::author;
use crate::chain::Step;
use crate::look::{Look, qualified, quoted};
use crate::run::{Place, is_refusal, same, told};
use crate::values::sample;
use crate::world::{Obstacle, World};

/// Goes through pairs of schemas.
pub(crate) fn pairs(kind: Kind, usual: u64) {
    let (first, count) = crate::seeds(usual);
    let mut place = Place::new(kind);
    let (mut refused, mut changes) = (Vec::new(), 0);
    let mut tally = Tally::default();
    let mut faults = Vec::new();
    let began = std::time::Instant::now();
    for seed in first..first + count {
        match pair(&mut place, kind, seed, &mut tally) {
            Ok(Done::Refused(why)) => refused.push(why),
            Ok(Done::Both(diff)) => changes += diff.changes.len(),
            Err(fault) => {
                eprintln!("{kind}, seed {seed}\n{fault}\n");
                faults.push(seed);
                place = Place::new(kind);
            }
        }
    }
    eprintln!(
        "{kind}: {changes} changes of {count} pairs, {tally:?}, in {:?}; refused: {refused:#?}",
        began.elapsed()
    );
    assert!(faults.is_empty(), "{kind}: the seeds at fault: {faults:?}");
    assert!(tally.rows > 0 && tally.back > 0, "{kind}: {tally:?}");
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

/// The operations of the changes, with what a person would say where only a person knows.
fn filled_in(kind: Kind, changes: &[Change], before: &Schema) -> Vec<Operation> {
    let mut now = before.clone();
    let mut all = Vec::new();
    for Change { operations, fill_ins, .. } in changes {
        for (at, operation) in operations.iter().enumerate() {
            let mut operation = operation.clone();
            for FillIn { field, question: _, .. } in fill_ins.iter().filter(|it| it.operation == at) {
                fill(kind, *field, &mut operation, &now);
            }
            // What does not fit is blocked, which is a fault of its own.
            let _ = operation.apply(&mut now);
            all.push(operation);
        }
    }
    all
}

fn fill(kind: Kind, field: Field, operation: &mut Operation, now: &Schema) {
    match (field, operation) {
        (Field::Using, Operation::AlterColumn(alter)) => {
            let column = now.table(&alter.table).and_then(|table| table.column(&alter.column));
            let old = &column.expect("the column is there").column_type;
            let set_type = alter.set_type.as_mut().expect("a type is asked for");
            let new = set_type.column_type.clone();
            let using = |to: &ColumnType| expr(&constant(kind, &alter.column, to, now));
            (set_type.using, set_type.reverse_using) = (Some(using(&new)), Some(using(old)));
        }
        (Field::Fill, Operation::AlterColumn(alter)) => {
            let column = now.table(&alter.table).and_then(|table| table.column(&alter.column));
            let old = &column.expect("the column is there").column_type;
            let new = alter.set_type.as_ref().map_or(old, |it| &it.column_type);
            let fill = sample(now, new, FILL).map(ColumnDefault::Value);
            alter.nullability = Some(Nullability::NotNull { fill });
        }
        (Field::MapTo, Operation::RemoveEnumValue(remove)) => {
            let values = &now.enum_type(&remove.name).expect("the enum is there").values;
            remove.map_to = values.iter().find(|value| **value != remove.value).cloned();
        }
        (field, other) => panic!("{field:?} is asked of {other}"),
    }
}

/// The sample that rows get.
const FILL: usize = 7;

/// SQL for a value of a type where a column holds any.
fn constant(kind: Kind, column: &Name, to: &ColumnType, schema: &Schema) -> String {
    let column = quoted(kind, column);
    let text = |text: &str| match kind {
        Kind::Postgres => format!("CAST('{}' AS {})", text.replace('\'', "''"), type_name(to)),
        Kind::MySql => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
        Kind::Sqlite => format!("'{}'", text.replace('\'', "''")),
    };
    let hex = |digits: &str| match kind {
        Kind::Postgres => format!("'\\x{digits}'::bytea"),
        Kind::MySql | Kind::Sqlite => format!("x'{digits}'"),
    };
    let value = match (to, sample(schema, to, FILL)) {
        (Bytes, _) => hex("0027"),
        (Uuid, _) if kind != Kind::Postgres => hex("67e5504410b1426f9247000000000007"),
        (TimestampTz | Timestamp, _) => text("2024-02-29 12:00:00"),
        (_, Some(Value::Boolean(truth))) => {
            if kind == Kind::Postgres {
                truth.to_string()
            } else {
                u8::from(truth).to_string()
            }
        }
        (_, Some(Value::Float(number))) => number.to_string(),
        (_, Some(Value::Integer(number))) => number.to_string(),
        (_, Some(Value::Text(sample))) => text(&sample),
        (_, Some(Value::Bytes(_) | Value::Null) | None) => "NULL".to_owned(),
    };
    format!("CASE WHEN {column} IS NULL THEN NULL ELSE {value} END")
}

/// A type as PostgreSQL calls it.
fn type_name(column_type: &ColumnType) -> String {
    match column_type {
        Double => "double precision".to_owned(),
        TimestampTz => "timestamp with time zone".to_owned(),
        Char(length) => format!("char({length})"),
        Varchar(length) => format!("varchar({length})"),
        Numeric(precision, scale) => format!("numeric({precision}, {scale})"),
        ColumnType::Enum(name) => qualified(Kind::Postgres, name),
        ColumnType::Array(of) => format!("{}[]", type_name(of)),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// What undoes operations, the last first; none where one of them cannot be undone.
fn undone(operations: &[Operation], world: &mut World) -> Result<Option<Vec<Operation>>, Obstacle> {
    let mut undo = Some(Vec::new());
    for operation in operations {
        let back = operation.inverse(&world.schema).ok();
        world.run(operation)?;
        undo = undo.zip(back).map(|(undo, back)| back.into_iter().chain(undo).collect());
    }
    Ok(undo)
}

/// Fills the tables with rows that do not stand in the way up, mostly, nor in the way down.
fn filled(
    kind: Kind,
    seed: u64,
    made: &[Operation],
    operations: &[Operation],
) -> Result<(Vec<Step>, World), Obstacle> {
    let mut world = World::new(kind);
    world.run_all(made)?;
    let fits = |world: &World| {
        let mut world = world.clone();
        match undone(operations, &mut world) {
            Ok(_) if world.is_uncertain() => false,
            Ok(Some(undo)) => seed.is_multiple_of(3) || world.run_all(&undo).is_ok() && !world.is_uncertain(),
            Ok(None) => true,
            Err(_) => seed.is_multiple_of(16),
        }
    };
    Ok(author::rows(kind, seed, world, fits))
}

fn pair(place: &mut Place, kind: Kind, seed: u64, tally: &mut Tally) -> Result<Done, String> {
    let [before, after] = author::pair(kind, seed);
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let between = diff(&before.schema, &after.schema, &how).map_err(|error| error.to_string())?;
    let operations = filled_in(kind, &between.changes, &before.schema);
    let made = creation(&before.schema);
    let done = [steps(&made), steps(&operations)];
    if let Some(change) = between.blocked() {
        return Err(told(kind, &done, &format!("{change} is blocked: {:?}", change.blocked)));
    }
    let (rows, mut world) =
        filled(kind, seed, &made, &operations).map_err(|why| told(kind, &done, &format!("{why:?}")))?;
    let told = |what: String| told(kind, &[done[0].clone(), rows.clone(), done[1].clone()], &what);
    match place.up(&done, "s01") {
        Ok(()) => {}
        // Nobody but the server knows what goes together in a check.
        Err(error) if error.to_string().contains("operator does not exist") => {
            *place = Place::new(kind);
            return Ok(Done::Refused(format!("{seed}: {error}")));
        }
        Err(error) => return Err(told(format!("the first: {error:?}"))),
    }
    place.insert(&rows, &world).map_err(|error| told(format!("rows: {error}")))?;
    let was = place.see(&world).map_err(told)?;
    crate::run::rows_are(&was, &world).map_err(|fault| told(format!("inserted: {fault}")))?;
    world.learn(&was);
    place.nothing_differs(&before.schema).map_err(|fault| told(format!("the first: {fault}")))?;
    let mut behind = world.clone();
    let foreseen = undone(&operations, &mut behind);
    match (place.up(&done, "s02"), &foreseen) {
        (Ok(()), Ok(_)) => {}
        // A key that is not valid yet takes rows that are there.
        (Ok(()), Err(why)) if after.schema.tables().any(is_open) || is_unknown(why) => {
            *place = Place::new(kind);
            return Ok(Done::Refused(format!("{seed}: rows that are not looked at yet")));
        }
        (Ok(()), Err(why)) => return Err(told(format!("up: in spite of {why:?}"))),
        (Err(error), foreseen)
            if is_refusal(&error) || foreseen.is_err() || behind.is_uncertain() || is_of_sequence(&error) =>
        {
            if is_whole(&error) {
                let left = place.see(&world).map_err(told)?;
                same("the refusal left", &left, &was).map_err(told)?;
            }
            *place = Place::new(kind);
            return Ok(Done::Refused(format!("{seed}: {error}")));
        }
        (Err(error), _) => return Err(told(format!("up: {error:?}"))),
    }
    let undo = foreseen.expect("it is foreseen");
    let found = place.see(&behind).map_err(told)?;
    place.judge_schema(&found, &behind).map_err(|fault| told(format!("up: {fault}")))?;
    crate::run::rows_are(&found, &behind).map_err(|fault| told(format!("up: {fault}")))?;
    tally.rows += behind.rows.values().map(Vec::len).sum::<usize>();
    let left = diff(&behind.schema, &after.schema, &how).map_err(|error| error.to_string())?;
    if !left.is_empty() {
        return Err(told(format!("up: the chain and the models differ: {:#?}", left.changes)));
    }
    place.nothing_differs(&after.schema).map_err(|fault| told(format!("up: {fault}")))?;
    behind.learn(&found);
    let down = place.down_to_first(&done);
    let Some(undo) = undo else {
        return match down {
            // A change that has no way back says so before anything runs.
            Err(error) if error.code().to_string() == "irreversible" => {
                *place = Place::new(kind);
                Ok(Done::Both(between))
            }
            other => Err(told(format!("down in spite of what cannot be undone: {other:?}"))),
        };
    };
    let mut below = behind.clone();
    match (down, below.run_all(&undo)) {
        (Ok(()), Ok(())) => {
            let left = place.see(&below).map_err(told)?;
            let wanted = Look { order: left.order.clone(), rows: left.rows.clone(), ..was };
            same("down", &left, &wanted).map_err(told)?;
            crate::run::rows_are(&left, &below).map_err(|fault| told(format!("down: {fault}")))?;
            tally.back += below.rows.values().map(Vec::len).sum::<usize>();
        }
        (Ok(()), Err(why)) if before.schema.tables().any(is_open) || is_unknown(&why) => {
            *place = Place::new(kind);
            return Ok(Done::Both(between));
        }
        (Ok(()), Err(why)) => return Err(told(format!("down: in spite of {why:?}"))),
        (Err(error), foreseen)
            if is_refusal(&error) || foreseen.is_err() || below.is_uncertain() || is_of_sequence(&error) =>
        {
            if is_whole(&error) {
                let left = place.see(&behind).map_err(told)?;
                same("the refusal left", &left, &found).map_err(told)?;
            }
            *place = Place::new(kind);
            return Ok(Done::Both(between));
        }
        (Err(error), _) => return Err(told(format!("down: {error:?}"))),
    }
    place.clear(&done).map_err(|error| told(format!("down to base: {error:?}")))?;
    Ok(Done::Both(between))
}

/// Whether a table has a foreign key that is not valid yet.
fn is_open(table: &Table) -> bool {
    table.foreign_keys.iter().any(|key| key.validation == Validation::NotValid)
}

/// Whether rows are in the way is not known, or nobody follows them.
fn is_unknown(obstacle: &Obstacle) -> bool {
    match obstacle {
        Obstacle::Paper(_) => true,
        Obstacle::Rows(why) => why.contains("not known"),
    }
}

/// Whether an error left nothing half done.
fn is_whole(error: &migrate_core::Error) -> bool {
    !error.to_string().contains("is inside revision")
}

/// A sequence that is where it may no more be is refused by the servers.
fn is_of_sequence(error: &migrate_core::Error) -> bool {
    let told = error.to_string();
    told.contains("RESTART value") || told.contains("out of range value for options")
}

/// What was seen in rows.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Rows that were there behind the change.
    rows: usize,
    /// Rows that were there behind its way back.
    back: usize,
}
