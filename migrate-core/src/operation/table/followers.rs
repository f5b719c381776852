//! What becomes of names that are made of their table's when the table is renamed.

use crate::name::Name;
use crate::schema::{Constraint, Table};

/// What stands before the names of constraints of each kind.
fn prefix(constraint: &Constraint) -> &'static str {
    match constraint {
        Constraint::Check(_) => "ck",
        Constraint::Exclusion(_) => "ex",
        Constraint::ForeignKey(_) => "fk",
        Constraint::PrimaryKey(_) => "pk",
        Constraint::Unique(_) => "uq",
    }
}

/// The columns that a constraint is named by.
fn columns(constraint: &Constraint) -> &[Name] {
    match constraint {
        Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::PrimaryKey(_) => &[],
        Constraint::ForeignKey(key) => &key.columns,
        Constraint::Unique(unique) => &unique.columns,
    }
}

/// The constraints and indexes that are named after their table, with their names after another one's.
pub(super) fn followers(table: &Table, from: &Name, to: &Name) -> Vec<(Name, Name)> {
    let constraints = table.constraints().map(|constraint| {
        let name = constraint.name().clone();
        let after = follow(prefix(&constraint), &name, columns(&constraint), from, to);
        (name, after)
    });
    let indexes = table.indexes.iter().map(|index| {
        let columns = index.columns().cloned().collect::<Vec<_>>();
        (index.name.clone(), follow("ix", &index.name, &columns, from, to))
    });
    let followers = constraints.chain(indexes).filter_map(|(name, after)| Some((name, after?)));
    followers.filter(|(name, after)| name != after).collect()
}

/// The name after another table's, if it is one after this table's. One that was cut is told by its columns.
fn follow(prefix: &str, name: &Name, columns: &[Name], from: &Name, to: &Name) -> Option<Name> {
    if *name == Name::derive(prefix, from, columns) {
        return Some(Name::derive(prefix, to, columns));
    }
    let rest = name.as_str().strip_prefix(prefix)?.strip_prefix('_')?.strip_prefix(from.as_str())?;
    if rest.is_empty() {
        return Some(Name::derive(prefix, to, []));
    }
    rest.strip_prefix('_').map(|rest| Name::derive(prefix, to, [&Name::from(rest)]))
}

/// The table with other names in it.
pub(super) fn rename(mut table: Table, names: &[(Name, Name)]) -> Table {
    let primary = table.primary_key.iter_mut().map(|key| &mut key.name);
    let uniques = table.uniques.iter_mut().map(|unique| &mut unique.name);
    let exclusions = table.exclusions.iter_mut().map(|exclusion| &mut exclusion.name);
    let keys = table.foreign_keys.iter_mut().map(|key| &mut key.name);
    let checks = table.checks.iter_mut().map(|check| &mut check.name);
    let indexes = table.indexes.iter_mut().map(|index| &mut index.name);
    for name in primary.chain(uniques).chain(exclusions).chain(keys).chain(checks).chain(indexes) {
        if let Some((_, after)) = names.iter().find(|(before, _)| before == name) {
            *name = after.clone();
        }
    }
    table
}
