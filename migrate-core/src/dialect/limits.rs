//! Limits of a session: how long a statement waits for a lock that others hold, and how long it may run.

use std::time::Duration;

use super::offline::Shell;
use super::sql::sql;
use super::{Dialect, Unsupported};

/// How long a statement of ours may wait for a lock, and run; without a limit, as the server has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) lock: Option<Duration>,
    pub(crate) statement: Option<Duration>,
}

impl Limits {
    /// Whether nothing is limited.
    pub(crate) fn is_none(self) -> bool {
        let Self { lock, statement } = self;
        lock.is_none() && statement.is_none()
    }

    /// The statements that set them for the session, on the server that a shell is for. Those of `PostgreSQL` are in the
    /// manual of 15, section 20.11.1; `MariaDB`'s are server system variables, of which `lock_wait_timeout` is for what holds a
    /// table and `innodb_lock_wait_timeout` for what holds a row.
    ///
    /// # Errors
    ///
    /// When the database has no such limit.
    pub(crate) fn statements(self, shell: Shell) -> Result<Vec<String>, Unsupported> {
        let Self { lock, statement } = self;
        let dialect = shell.dialect();
        let mut all = Vec::new();
        match shell {
            Shell::MariaDb | Shell::MySql => {
                all.extend(lock.map(|lock| {
                    let wait = seconds(lock);
                    sql!(dialect; "SET SESSION lock_wait_timeout = ", wait, ", innodb_lock_wait_timeout = ", wait)
                }));
                if let Some(statement) = statement {
                    if shell == Shell::MySql {
                        return Err(Unsupported::new(
                            "MySQL limits how long a SELECT may run, and no other statement",
                            "leave `statement_timeout` out here: it is PostgreSQL's and MariaDB's",
                        ));
                    }
                    all.push(sql!(dialect; "SET SESSION max_statement_time = ", seconds(statement)));
                }
            }
            Shell::Psql => {
                all.extend(lock.map(|lock| sql!(dialect; "SET lock_timeout TO ", milliseconds(lock))));
                let statement = statement
                    .map(|statement| sql!(dialect; "SET statement_timeout TO ", milliseconds(statement)));
                all.extend(statement);
            }
            Shell::Sqlite3 if self.is_none() => {}
            Shell::Sqlite3 => {
                return Err(Unsupported::new(
                    format!("{} has no limit of how long a statement waits or runs", Dialect::Sqlite),
                    "leave `lock_timeout` and `statement_timeout` out here; who else writes is waited for as long as \
                     `lock_wait` says",
                ));
            }
        }
        Ok(all.into_iter().map(super::sql::Sql::into_text).collect())
    }
}

/// Whole seconds, of which a part is one.
fn seconds(limit: Duration) -> i64 {
    i64::try_from(limit.as_millis().div_ceil(1000)).unwrap_or(i64::MAX)
}

/// Whole milliseconds, of which a part is one, since none is no limit; as many as PostgreSQL takes.
fn milliseconds(limit: Duration) -> i64 {
    i32::try_from(limit.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_is_told_in_its_own_words() {
        let both =
            Limits { lock: Some(Duration::from_millis(1500)), statement: Some(Duration::from_mins(1)) };
        assert_eq!(
            both.statements(Shell::Psql).unwrap(),
            ["SET lock_timeout TO 1500", "SET statement_timeout TO 60000"]
        );
        let ends =
            Limits { lock: Some(Duration::from_micros(1)), statement: Some(Duration::from_secs(u64::MAX)) };
        assert_eq!(
            ends.statements(Shell::Psql).unwrap(),
            ["SET lock_timeout TO 1", "SET statement_timeout TO 2147483647"]
        );
        let waits = "SET SESSION lock_wait_timeout = 2, innodb_lock_wait_timeout = 2";
        assert_eq!(both.statements(Shell::MariaDb).unwrap(), [waits, "SET SESSION max_statement_time = 60"]);
        assert_eq!(Limits { statement: None, ..both }.statements(Shell::MySql).unwrap(), [waits]);
        for shell in [Shell::MySql, Shell::Sqlite3] {
            assert!(both.statements(shell).is_err(), "{shell:?}");
        }
        for shell in Shell::ALL {
            assert_eq!(Limits::default().statements(shell).unwrap(), Vec::<String>::new());
        }
    }
}
