//! What columns, indexes, constraints and tables may have that not every dialect has.
//!
//! Each dialect's own `attributes.rs` answers; what it lets through, [`definition`](super::definition) writes.

use super::{Dialect, Unsupported, mysql, postgres, sqlite};
use crate::name::Name;
use crate::schema::{
    Action, Constraint, Direction, ForeignKey, Index, Inheritance, Matching, NullsOrder, Table,
};

/// A constraint must have nothing that the dialect has not.
pub(super) fn constraint(dialect: Dialect, constraint: &Constraint) -> Result<(), Unsupported> {
    match dialect {
        Dialect::MySql => mysql::attributes::constraint(constraint),
        Dialect::Postgres => postgres::attributes::constraint(constraint),
        Dialect::Sqlite => sqlite::attributes::constraint(constraint),
    }
}

/// No foreign key may write a computed column (error 42601 of PostgreSQL 15, 1905 of MariaDB 10.11).
pub(super) fn key_writes(key: &ForeignKey, table: &Table) -> Result<(), Unsupported> {
    let writes = match (key.on_delete, key.on_update) {
        (Action::SetDefault | Action::SetNull, _)
        | (_, Action::Cascade | Action::SetDefault | Action::SetNull) => true,
        (Action::Cascade | Action::NoAction | Action::Restrict, Action::NoAction | Action::Restrict) => false,
    };
    let is_computed = |name: &&Name| table.column(name).is_some_and(|column| column.generated.is_some());
    match key.columns.iter().find(is_computed).filter(|_| writes) {
        None => Ok(()),
        Some(column) => Err(Unsupported::new(
            format!("foreign key `{}` would write column `{column}`, which is computed", key.name),
            "let it neither follow nor forget: no `.on_update(…)`, and `.on_delete(Cascade)` or none",
        )),
    }
}

/// An index must have nothing that the dialect has not.
pub(super) fn index(dialect: Dialect, index: &Index) -> Result<(), Unsupported> {
    match dialect {
        Dialect::MySql => mysql::attributes::index(index),
        Dialect::Postgres => postgres::attributes::index(index),
        Dialect::Sqlite => sqlite::attributes::index(index),
    }
}

/// Where a dialect sorts NULLs if nothing is said.
pub(super) fn nulls_order(dialect: Dialect, direction: Direction) -> NullsOrder {
    match (dialect, direction) {
        (Dialect::MySql | Dialect::Sqlite, Direction::Ascending)
        | (Dialect::Postgres, Direction::Descending) => NullsOrder::First,
        (Dialect::MySql | Dialect::Sqlite, Direction::Descending)
        | (Dialect::Postgres, Direction::Ascending) => NullsOrder::Last,
    }
}

/// Something that PostgreSQL alone has.
pub(super) fn postgres_alone(dialect: Dialect, what: &str, help: &str) -> Unsupported {
    Unsupported::new(
        format!("{what}, which PostgreSQL alone has, and {dialect} has not"),
        format!("{help}; `op.on(Postgres, |op| …)` keeps it there"),
    )
}

/// What PostgreSQL alone has of foreign keys and checks must not be there.
pub(super) fn no_postgres_words(dialect: Dialect, constraint: &Constraint) -> Result<(), Unsupported> {
    let what = || format!("{} `{}`", constraint.kind(), constraint.name());
    match constraint {
        Constraint::Check(check) if check.inheritance == Inheritance::NoInherit => {
            Err(postgres_alone(dialect, &format!("{} is not inherited", what()), "leave `.no_inherit()` out"))
        }
        Constraint::ForeignKey(key) if key.matching == Matching::Full => {
            let help = "leave `.match_full()` out, and add a check that all of its columns are NULL or none";
            Err(postgres_alone(dialect, &format!("{} lets no column alone be NULL", what()), help))
        }
        Constraint::ForeignKey(key) if !key.set_columns.is_empty() => Err(postgres_alone(
            dialect,
            &format!("{} sets some of its columns", what()),
            "leave `.set_columns(…)` out",
        )),
        Constraint::Check(_)
        | Constraint::Exclusion(_)
        | Constraint::ForeignKey(_)
        | Constraint::PrimaryKey(_)
        | Constraint::Unique(_) => Ok(()),
    }
}

/// A table must have no columns of others, which PostgreSQL alone has.
pub(super) fn no_parents(dialect: Dialect, table: &Table) -> Result<(), Unsupported> {
    match table.options.postgres.parents().next() {
        None => Ok(()),
        Some(parent) => Err(postgres_alone(
            dialect,
            &format!("table `{}` has the columns of `{parent}`", table.name),
            "leave it out; its rows are in a table of its own there, or in that one",
        )),
    }
}

/// A primary key must take no NULL, but on SQLite.
pub(super) fn key_takes_no_null(table: &Table) -> Result<(), Unsupported> {
    let is_nullable = |name: &&Name| table.column(name).is_some_and(|column| column.nullable);
    match table.primary_key.iter().flat_map(|key| &key.columns).find(is_nullable) {
        None => Ok(()),
        Some(column) => Err(Unsupported::new(
            format!("column `{column}` is nullable and in the primary key, which SQLite alone has"),
            "leave `.nullable()` out; `op.on(Sqlite, |op| …)` keeps it there",
        )),
    }
}
