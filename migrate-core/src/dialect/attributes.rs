//! What columns, indexes, constraints and tables may have that not every dialect has.
//!
//! Each dialect's own `attributes.rs` answers; what it lets through, [`definition`](super::definition) writes.

use super::{Dialect, Unsupported, mysql, postgres, sqlite};
use crate::name::Name;
use crate::schema::{Action, Constraint, Direction, ForeignKey, Index, NullsOrder, Table};

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
