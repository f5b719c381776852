//! Finding what has another name: what is known of it, and what is likely.

use super::properties::Described;
use super::sides::Sides;
use super::{Ambiguous, Guess, Guessing, Kind, Rename};
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Conversion, EnumType, Schema, Table};

/// The tables and enum types that have another name after, enums first.
pub(super) fn of_schema(sides: Sides<'_>) -> Result<Vec<Rename>, Ambiguous> {
    let Sides { before, after, how } = sides;
    let mut done = Vec::<Rename>::new();
    let mut guesses = Vec::new();
    for rename in &how.renames.renamed {
        let is_so = match rename {
            Rename::Enum { from, to } => {
                before.enum_type(from).is_some()
                    && before.enum_type(to).is_none()
                    && after.enum_type(to).is_some()
            }
            Rename::Table { from, to } => {
                before.table(from).is_some() && before.table(to).is_none() && after.table(to).is_some()
            }
            Rename::Column { .. } | Rename::EnumValue { .. } => false,
        };
        if is_so && !done.iter().any(|other| shares_end(other, rename)) {
            done.push(rename.clone());
        }
    }
    if how.guessing == Guessing::Ask {
        let is_done = |rename: &Rename| done.iter().any(|other| shares_end(other, rename));
        let is_apart = |rename: &Rename| how.renames.apart.contains(rename);
        if how.scope.whole.contains(&Kind::Enum) {
            let gone = before.enum_types().filter(|it| sides.takes_enum(&it.name));
            let gone = gone.filter(|it| after.enum_type(&it.name).is_none()).collect::<Vec<_>>();
            let new = after.enum_types().filter(|it| sides.takes_enum(&it.name));
            let new = new.filter(|it| before.enum_type(&it.name).is_none()).collect::<Vec<_>>();
            for (gone, new) in pairs(&gone, &new) {
                let rename = Rename::Enum { from: gone.name.clone(), to: new.name.clone() };
                let likelihood = Some(enum_likelihood(gone, new)).filter(|percent| *percent >= 50);
                push(&mut guesses, rename, likelihood, is_done, is_apart);
            }
        }
        if how.scope.whole.contains(&Kind::Table) {
            let gone = before.tables().filter(|it| sides.takes_relation(&it.name));
            let gone = gone.filter(|it| after.table(&it.name).is_none()).collect::<Vec<_>>();
            let new = after.tables().filter(|it| sides.takes_relation(&it.name));
            let new = new.filter(|it| before.table(&it.name).is_none()).collect::<Vec<_>>();
            for (gone, new) in pairs(&gone, &new) {
                let rename = Rename::Table { from: gone.name.clone(), to: new.name.clone() };
                push(&mut guesses, rename, table_likelihood(gone, new), is_done, is_apart);
            }
        }
    }
    finish(done, guesses)
}

/// The columns and values of enums that have another name after, where tables and enums have theirs already.
pub(super) fn of_parts(
    renamed: &Schema,
    target: &Schema,
    sides: Sides<'_>,
) -> Result<Vec<Rename>, Ambiguous> {
    let how = sides.how;
    let mut done = Vec::<Rename>::new();
    let mut guesses = Vec::new();
    for rename in &how.renames.renamed {
        let is_so = match rename {
            Rename::Column { table, from, to } => {
                let has = |schema: &Schema, column: &Name| {
                    schema.table(table).is_some_and(|table| table.column(column).is_some())
                };
                has(renamed, from) && !has(renamed, to) && has(target, to)
            }
            Rename::EnumValue { name, from, to } => {
                let has = |schema: &Schema, value: &String| {
                    schema.enum_type(name).is_some_and(|it| it.values.contains(value))
                };
                has(renamed, from) && !has(renamed, to) && has(target, to)
            }
            Rename::Enum { .. } | Rename::Table { .. } => false,
        };
        if is_so && !done.iter().any(|other| shares_end(other, rename)) {
            done.push(rename.clone());
        }
    }
    if how.guessing == Guessing::Ask {
        let is_done = |rename: &Rename| done.iter().any(|other| shares_end(other, rename));
        let is_apart = |rename: &Rename| how.renames.apart.contains(rename);
        for before in renamed.enum_types() {
            let Some(after) = target.enum_type(&before.name) else { continue };
            let gone = before.values.iter().filter(|it| !after.values.contains(it)).collect::<Vec<_>>();
            let new = after.values.iter().filter(|it| !before.values.contains(it)).collect::<Vec<_>>();
            for (from, to) in pairs(&gone, &new) {
                let likelihood = value_likelihood(before, after, from, to);
                let (name, from, to) = (before.name.clone(), from.clone(), to.clone());
                push(&mut guesses, Rename::EnumValue { name, from, to }, likelihood, is_done, is_apart);
            }
        }
        for before in renamed.tables() {
            let Some(after) = target.table(&before.name) else { continue };
            if std::ptr::eq(before, after) {
                continue;
            }
            let gone = before.columns.iter().filter(|it| after.column(&it.name).is_none());
            let gone = gone.collect::<Vec<_>>();
            let new = after.columns.iter().filter(|it| before.column(&it.name).is_none()).collect::<Vec<_>>();
            for (from, to) in pairs(&gone, &new) {
                let likelihood = column_likelihood(from, to);
                let (from, to) = (from.name.clone(), to.name.clone());
                let rename = Rename::Column { table: before.name.clone(), from, to };
                push(&mut guesses, rename, likelihood, is_done, is_apart);
            }
        }
    }
    finish(done, guesses)
}

fn pairs<'a, T>(gone: &'a [&'a T], new: &'a [&'a T]) -> impl Iterator<Item = (&'a T, &'a T)> {
    gone.iter().flat_map(move |gone| new.iter().map(move |new| (*gone, *new)))
}

fn push(
    guesses: &mut Vec<Guess>,
    rename: Rename,
    likelihood: Option<u8>,
    is_done: impl Fn(&Rename) -> bool,
    is_apart: impl Fn(&Rename) -> bool,
) {
    if let Some(likelihood) = likelihood
        && !is_done(&rename)
        && !is_apart(&rename)
    {
        guesses.push(Guess { rename, likelihood });
    }
}

fn finish(done: Vec<Rename>, mut guesses: Vec<Guess>) -> Result<Vec<Rename>, Ambiguous> {
    if guesses.is_empty() {
        return Ok(done);
    }
    // Those of one thing that goes stand together, the likeliest first.
    guesses.sort_by_cached_key(|guess| {
        (start(&guess.rename), std::cmp::Reverse(guess.likelihood), guess.rename.clone())
    });
    Err(Ambiguous { guesses })
}

/// What goes, by its kind, what it is of, and its name.
fn start(rename: &Rename) -> (u8, Option<QualifiedName>, String) {
    match rename {
        Rename::Enum { from, to: _ } => {
            (0, from.schema.clone().map(QualifiedName::from), from.name.to_string())
        }
        Rename::Table { from, to: _ } => {
            (1, from.schema.clone().map(QualifiedName::from), from.name.to_string())
        }
        Rename::EnumValue { name, from, to: _ } => (2, Some(name.clone()), from.clone()),
        Rename::Column { table, from, to: _ } => (3, Some(table.clone()), from.to_string()),
    }
}

/// Whether two renames are of one thing, before or after.
fn shares_end(one: &Rename, other: &Rename) -> bool {
    match (one, other) {
        (Rename::Enum { from, to }, Rename::Enum { from: other_from, to: other_to })
        | (Rename::Table { from, to }, Rename::Table { from: other_from, to: other_to }) => {
            from == other_from || to == other_to
        }
        (
            Rename::EnumValue { name, from, to },
            Rename::EnumValue { name: other_name, from: other_from, to: other_to },
        ) => name == other_name && (from == other_from || to == other_to),
        (
            Rename::Column { table, from, to },
            Rename::Column { table: other_table, from: other_from, to: other_to },
        ) => table == other_table && (from == other_from || to == other_to),
        (
            Rename::Enum { .. } | Rename::Table { .. } | Rename::EnumValue { .. } | Rename::Column { .. },
            _,
        ) => false,
    }
}

/// How like two names are, in percent.
fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let longer = one.chars().count().max(other.chars().count());
    let common = longer.saturating_sub(strsim::osa_distance(&one, &other));
    let is_within = one.contains(&other) || other.contains(&one);
    (common * 100).checked_div(longer).unwrap_or(100).max(if is_within { 60 } else { 0 })
}

fn percent(number: usize) -> u8 {
    u8::try_from(number.min(99)).unwrap_or(99)
}

/// How likely one enum is another one: by the values that they share.
fn enum_likelihood(gone: &EnumType, new: &EnumType) -> u8 {
    let shared = gone.values.iter().filter(|value| new.values.contains(value)).count();
    let all = gone.values.len() + new.values.len();
    let share = (shared * 200).checked_div(all).unwrap_or(0);
    percent((share * 7 + likeness(gone.name.name.as_str(), new.name.name.as_str()) * 3) / 10)
}

/// How likely one table is another one: by the columns that they share, and by their names.
fn table_likelihood(gone: &Table, new: &Table) -> Option<u8> {
    let is_shared = |column: &&Column| {
        new.column(&column.name).is_some_and(|other| other.column_type == column.column_type)
    };
    let shared = gone.columns.iter().filter(is_shared).count();
    let share = (shared * 200).checked_div(gone.columns.len() + new.columns.len()).unwrap_or(0);
    let names = likeness(gone.name.name.as_str(), new.name.name.as_str());
    let is_likely = share >= 50 || (names >= 60 && share >= 30);
    is_likely.then(|| percent((share * 7 + names * 3) / 10))
}

/// How likely one value is another one: by its place and its letters.
fn value_likelihood(before: &EnumType, after: &EnumType, from: &str, to: &str) -> Option<u8> {
    let place = |it: &EnumType, value: &str| it.values.iter().position(|other| other == value);
    let is_there = place(before, from) == place(after, to) && before.values.len() == after.values.len();
    let letters = likeness(from, to);
    (is_there || letters >= 50).then(|| percent(letters * 7 / 10 + if is_there { 25 } else { 5 }))
}

/// How likely one column is another one: of one type, or of a name so near that its type may have changed too.
fn column_likelihood(from: &Column, to: &Column) -> Option<u8> {
    if from.generated.is_some() || to.generated.is_some() {
        return None;
    }
    let names = likeness(from.name.as_str(), to.name.as_str());
    if from.column_type == to.column_type {
        let rest = from.properties().into_iter().zip(to.properties()).filter(|(one, other)| one == other);
        return Some(percent(30 + rest.count() * 3 + names / 2));
    }
    match Conversion::between(&from.column_type, &to.column_type) {
        Some(Conversion::Exact | Conversion::Fits) if names >= 60 => Some(percent(20 + names / 2)),
        Some(Conversion::Exact | Conversion::Fits | Conversion::Rounds) | None => None,
    }
}
