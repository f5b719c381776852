//! The rows that a push would hit: what it would lose of them, and what only a person can say.

use std::fmt;

use crate::autogenerate::hit_words;
use crate::diff::{Change, Effect, Field, FillIn, Hit, Rows, Which};
use crate::operation::{AlterColumn, Nullability, Operation, RemoveEnumValue};
use crate::schema::expr;

/// What a push would lose.
#[derive(Clone, Debug)]
pub(crate) struct Lost {
    /// The change, in words.
    change: String,
    hit: Hit,
    /// How many rows it hits.
    rows: u64,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { change, hit, rows } = self;
        write!(f, "{change}: {}: {}", hit_words(hit), counted(*rows))
    }
}

/// What only a person can say of rows that are there.
#[derive(Clone, Debug)]
pub(crate) struct Unfilled {
    /// The change, in words.
    change: String,
    /// What is to be said.
    question: String,
    rows: u64,
    /// What to do about it.
    pub(super) way: String,
}

impl fmt::Display for Unfilled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { change, question, rows, way: _ } = self;
        write!(f, "{change}; nobody has said {question}: {}", counted(*rows))
    }
}

/// `1 row`, `3 rows`.
fn counted(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

/// A change with the number of the rows that each of its hits is of.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) change: Change,
    pub(super) rows: Vec<u64>,
    /// Whether its conversion makes NULL of every value, since there is none.
    pub(super) makes_null: bool,
}

impl Counted {
    /// What would be lost of rows that are there.
    pub(super) fn lost(&self) -> impl Iterator<Item = Lost> {
        let hits = self.change.hits.iter().zip(&self.rows);
        let losses = hits.filter(|(hit, rows)| is_loss(hit.effect) && **rows > 0);
        losses.map(|(hit, rows)| Lost { change: self.change.to_string(), hit: hit.clone(), rows: *rows })
    }

    /// Takes out what was to be filled in where no row asks for it, and gives what is left.
    pub(super) fn settle(&mut self) -> Vec<Unfilled> {
        let mut unfilled = Vec::new();
        for fill_in in std::mem::take(&mut self.change.fill_ins) {
            let FillIn { operation, field, question } = &fill_in;
            let of = self.change.operations.get(*operation);
            let hits = self.change.hits.iter().zip(&self.rows);
            let hits = hits.filter(|(hit, rows)| is_of(hit, *field, of) && **rows > 0).collect::<Vec<_>>();
            let rows = hits.iter().map(|(_, rows)| **rows).sum();
            if rows > 0 {
                let held = hits.iter().map(|(hit, _)| &hit.rows).collect::<Vec<_>>();
                let (change, way) = (self.change.to_string(), way(*field, of, &self.change, &held));
                unfilled.push(Unfilled { change, question: question.clone(), rows, way });
            } else if let Some(operation) = self.change.operations.get_mut(*operation) {
                self.makes_null |= *field == Field::Using;
                take_out(operation, *field);
            }
        }
        unfilled
    }
}

/// Whether rows or their values are lost.
pub(super) fn is_loss(effect: Effect) -> bool {
    matches!(effect, Effect::Alters | Effect::Loses)
}

/// Whether the rows of a hit ask for what is to be filled in.
fn is_of(hit: &Hit, field: Field, operation: Option<&Operation>) -> bool {
    let Hit { effect: _, rows: Rows { table: _, which } } = hit;
    match field {
        Field::Fill => matches!(which, Which::All | Which::Null(_)),
        Field::MapTo => match (operation, which) {
            (Some(Operation::RemoveEnumValue(remove)), Which::Holding(_, value)) => *value == remove.value,
            (_, _) => false,
        },
        Field::Using => matches!(which, Which::Valued(_)),
    }
}

/// What writes a revision.
const REVISION: &str = "`cargo migrate revision --autogenerate -m \"…\"`";

/// What to do about rows that ask for what only a person can say.
fn way(field: Field, operation: Option<&Operation>, change: &Change, held: &[&Rows]) -> String {
    match (field, operation) {
        (Field::Fill, Some(Operation::AlterColumn(AlterColumn { column, .. }))) => {
            let had_none = change.operations.len() > 1;
            if had_none {
                format!(
                    "give `{column}` a default, `#[column(default = …)]`, or let it be an `Option`; or write a revision, which can \
                     fill it, {REVISION}"
                )
            } else {
                format!(
                    "give the rows that hold NULL another `{column}` (`db shell` opens the database), give it a default, or let \
                     it be an `Option`"
                )
            }
        }
        (Field::MapTo, Some(Operation::RemoveEnumValue(RemoveEnumValue { value, .. }))) => {
            let places = held.iter().filter_map(|Rows { table, which }| match which {
                Which::Holding(column, _) => Some(format!("`{column}` of `{table}`")),
                Which::All | Which::Beyond(..) | Which::Longer(..) | Which::Null(_) | Which::Valued(_) => {
                    None
                }
            });
            let places = places.collect::<Vec<_>>().join(", ");
            format!(
                "give the rows that hold {value:?} another value, in {places} (`db shell` opens the database), or write a \
                 revision, which can, {REVISION}"
            )
        }
        (Field::Using, Some(Operation::AlterColumn(AlterColumn { column, .. }))) => format!(
            "write a revision, which says `.using(…)`, {REVISION}; or, where the values of `{column}` can go, set them to NULL or \
             delete the rows (`db shell` opens the database)"
        ),
        (Field::Fill | Field::MapTo | Field::Using, _) => format!("write a revision, {REVISION}"),
    }
}

/// Takes a stopgap out of an operation, where there are no rows that it would be for.
fn take_out(operation: &mut Operation, field: Field) {
    if let Operation::AlterColumn(AlterColumn { set_type, nullability, .. }) = operation {
        match (field, set_type) {
            (Field::Fill, _) => *nullability = Some(Nullability::NotNull { fill: None }),
            // No value is converted, and a server asks for a way all the same.
            (Field::Using, Some(set_type)) => set_type.using = Some(expr("NULL")),
            (Field::MapTo | Field::Using, _) => {}
        }
    }
}
