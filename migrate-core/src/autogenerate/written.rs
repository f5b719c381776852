//! Changes as the pieces of a revision's function.

use super::Step;
use crate::diff::{Change, Effect, Field, FillIn, Hit, Rows, Which};
use crate::source::{Hole, HolePlace, Piece};

/// The pieces of the function of a revision that makes these changes: what loses values is marked, and what only a person
/// can say is asked for.
pub fn pieces(steps: &[Step]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for same in steps.chunk_by(|one, other| one.dialects == other.dialects) {
        let of_changes = same.iter().flat_map(|step| of_change(&step.change));
        match same.first().and_then(|first| first.dialects) {
            None => pieces.extend(of_changes),
            Some(dialects) => pieces.push(Piece::On(dialects, of_changes.collect())),
        }
    }
    pieces
}

fn of_change(change: &Change) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let is_loss = |hit: &&Hit| matches!(hit.effect, Effect::Alters | Effect::Loses);
    let losses = change.hits.iter().filter(is_loss).map(hit_words).collect::<Vec<_>>();
    if !losses.is_empty() {
        pieces.push(Piece::Comment(format!("Destructive: {}.", losses.join("; "))));
    }
    for (at, operation) in change.operations.iter().enumerate() {
        let holes = change.fill_ins.iter().filter(|fill_in| fill_in.operation == at).map(hole);
        pieces.push(Piece::Operation { operation: operation.clone(), holes: holes.collect() });
    }
    pieces
}

fn hole(fill_in: &FillIn) -> Hole {
    let FillIn { operation: _, field, question } = fill_in;
    let place = match field {
        Field::Fill => HolePlace::Fill,
        Field::MapTo => HolePlace::MapTo,
        Field::Using => HolePlace::Using,
    };
    Hole { place, what: question.clone() }
}

/// What rows a change hits, and how, in words.
pub fn hit_words(hit: &Hit) -> String {
    let Hit { effect, rows: Rows { table, which } } = hit;
    let rows = match which {
        Which::All => format!("all rows of `{table}`"),
        Which::Beyond(column, least, greatest) => {
            format!("rows of `{table}` whose `{column}` is below {least} or above {greatest}")
        }
        Which::Holding(column, value) => format!("rows of `{table}` that hold {value:?} in `{column}`"),
        Which::Longer(column, length) => {
            format!("rows of `{table}` that hold more than {length} characters in `{column}`")
        }
        Which::Null(column) => format!("rows of `{table}` that hold NULL in `{column}`"),
        Which::Valued(column) => format!("rows of `{table}` that hold a value in `{column}`"),
    };
    match (effect, which) {
        (Effect::Alters, _) => format!("{rows} get other values"),
        (Effect::Loses, Which::All) => format!("`{table}` loses all its rows"),
        (Effect::Loses, Which::Valued(column)) => format!("`{table}` loses the values of `{column}`"),
        (Effect::Loses, _) => format!("{rows} lose what they hold there"),
        (Effect::Refuses, _) => format!("{rows} are in the way"),
    }
}
