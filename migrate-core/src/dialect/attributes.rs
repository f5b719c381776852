//! What columns, indexes, constraints and tables may have that not every dialect has.
//!
//! Each dialect's own `attributes.rs` answers; what it lets through, [`definition`](super::definition) writes.

use super::{Dialect, Unsupported, mysql, postgres, sqlite};
use crate::schema::{Constraint, Direction, Index, NullsOrder};

/// A constraint must have nothing that the dialect has not.
pub(super) fn constraint(dialect: Dialect, constraint: &Constraint) -> Result<(), Unsupported> {
    match dialect {
        Dialect::MySql => mysql::attributes::constraint(constraint),
        Dialect::Postgres => postgres::attributes::constraint(constraint),
        Dialect::Sqlite => sqlite::attributes::constraint(constraint),
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
