//! How sequences are written, which PostgreSQL and MariaDB do nearly alike.

use super::Dialect;
use super::sql::{Sql, sql};
use crate::schema::SequenceOptions;

/// What is said of a new sequence, with a blank before each clause.
pub(super) fn options(dialect: Dialect, options: &SequenceOptions) -> Sql {
    clauses(dialect, &SequenceOptions::NONE, options, options.start)
}

/// What is said of a sequence so that it goes otherwise from now on, with a blank before each clause. What is not said of it
/// any more is as it is where nothing was said.
pub(super) fn changes(dialect: Dialect, before: &SequenceOptions, after: &SequenceOptions) -> Sql {
    // A database keeps the first number when the limits change that it came from.
    let start = Some(first(after)).filter(|number| *number != first(before));
    clauses(dialect, before, after, start)
}

/// The first number.
fn first(options: &SequenceOptions) -> i64 {
    let SequenceOptions { start, increment, min, max, cache: _, cycle: _ } = *options;
    let falls = increment.is_some_and(|increment| increment < 0);
    start.unwrap_or(if falls { max.unwrap_or(-1) } else { min.unwrap_or(1) })
}

fn clauses(dialect: Dialect, before: &SequenceOptions, after: &SequenceOptions, start: Option<i64>) -> Sql {
    let SequenceOptions { start: _, increment, min, max, cache, cycle } = *after;
    // MariaDB takes so many at once (manual, "CREATE SEQUENCE").
    let at_once = match dialect {
        Dialect::MySql => 1000,
        Dialect::Postgres | Dialect::Sqlite => 1,
    };
    let mut sql = Sql::new(dialect);
    if increment != before.increment {
        sql.push(sql!(dialect; " INCREMENT BY ", increment.unwrap_or(1)));
    }
    if min != before.min {
        sql.push(min.map_or_else(|| sql!(dialect; " NO MINVALUE"), |min| sql!(dialect; " MINVALUE ", min)));
    }
    if max != before.max {
        sql.push(max.map_or_else(|| sql!(dialect; " NO MAXVALUE"), |max| sql!(dialect; " MAXVALUE ", max)));
    }
    if let Some(start) = start {
        sql.push(sql!(dialect; " START WITH ", start));
    }
    if cache != before.cache {
        sql.push(sql!(dialect; " CACHE ", cache.unwrap_or(at_once)));
    }
    if cycle != before.cycle {
        sql.push(match (dialect, cycle) {
            (_, true) => " CYCLE",
            (Dialect::MySql, false) => " NOCYCLE",
            (Dialect::Postgres | Dialect::Sqlite, false) => " NO CYCLE",
        });
    }
    sql
}
