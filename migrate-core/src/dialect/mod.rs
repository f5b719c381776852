//! Dialects: the SQL of each database.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod author;
mod definition;
mod difference;
mod ledger;
mod literal;
mod lower;
#[cfg(test)]
mod matrix;
mod mysql;
mod names;
mod postgres;
mod quote;
mod rows;
mod scan;
mod sql;
mod sqlite;
mod temporal;
mod unsupported;

use std::fmt;

use crate::plan::{Plan, PlannedOperation, PlannedStep};
use crate::script::{Script, ScriptOperation, ScriptStep, Statement};

pub use ledger::Took;
pub use unsupported::{LowerError, Unsupported};

/// A dialect of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// MySQL and MariaDB.
    MySql,
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// All dialects, sorted by name.
    pub const ALL: [Self; 3] = [Self::MySql, Self::Postgres, Self::Sqlite];

    /// The name in lower case, as a URL's scheme has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MySql => "mysql",
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
        }
    }

    /// The name as it stands in a revision.
    pub(crate) const fn variant(self) -> &'static str {
        match self {
            Self::MySql => "MySql",
            Self::Postgres => "Postgres",
            Self::Sqlite => "Sqlite",
        }
    }

    /// The name as its makers write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MySql => "MySQL/MariaDB",
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A set of dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dialects(u8);

impl Dialects {
    const fn bit(dialect: Dialect) -> u8 {
        1 << dialect as u8
    }

    /// Whether the dialect is among them.
    pub const fn contains(self, dialect: Dialect) -> bool {
        self.0 & Self::bit(dialect) != 0
    }

    /// The dialects that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The dialects of the set, sorted.
    pub fn iter(self) -> impl Iterator<Item = Dialect> {
        Dialect::ALL.into_iter().filter(move |dialect| self.contains(*dialect))
    }
}

impl From<Dialect> for Dialects {
    fn from(dialect: Dialect) -> Self {
        Self(Self::bit(dialect))
    }
}

impl<const N: usize> From<[Dialect; N]> for Dialects {
    fn from(dialects: [Dialect; N]) -> Self {
        Self(dialects.into_iter().fold(0, |set, dialect| set | Self::bit(dialect)))
    }
}

/// Lowers a plan to the SQL of its dialect.
///
/// # Errors
///
/// When an operation is one that the dialect cannot do faithfully.
pub fn lower(plan: Plan) -> Result<Script, LowerError> {
    let Plan { dialect, chain, steps } = plan;
    let steps = steps.into_iter().map(|step| lower_step(dialect, step)).collect::<Result<_, _>>()?;
    Ok(Script { dialect, chain, steps })
}

fn lower_step(dialect: Dialect, step: PlannedStep) -> Result<ScriptStep, LowerError> {
    let PlannedStep { mut entry, site, direction, operations, undo } = step;
    let operations = operations
        .into_iter()
        .map(|planned| {
            let PlannedOperation { operation, site, before } = planned;
            let hazards = operation.hazards(&before);
            match dialect.lower(&operation, &before) {
                Ok(statements) => Ok(ScriptOperation { operation, site, before, hazards, statements }),
                Err(unsupported) => Err(LowerError {
                    dialect,
                    revision: entry.revision.clone(),
                    operation: operation.to_string(),
                    site,
                    unsupported: Box::new(unsupported),
                }),
            }
        })
        .collect::<Result<Vec<_>, _>>()?;
    // A way back that this dialect cannot go, or that needs more than SQL, is not stored: the downgrade itself
    // will say so.
    entry.downgrade = undo.and_then(|undo| stored(dialect, &undo));
    Ok(ScriptStep { entry, site, direction, operations })
}

/// The downgrade as SQL that anyone could run.
fn stored(dialect: Dialect, undo: &[PlannedOperation]) -> Option<String> {
    let mut text = String::new();
    for planned in undo {
        for statement in dialect.lower(&planned.operation, &planned.before).ok()? {
            match statement {
                // Without the comment that may end it, which would swallow the semicolon.
                Statement::Author(sql) => text.push_str(scan::body(dialect, &sql)),
                Statement::Ddl(sql) | Statement::Dml(sql) => text.push_str(&sql),
                Statement::Data { .. } => return None,
                Statement::Guard { .. } => continue,
            }
            text.push_str(";\n");
        }
    }
    Some(text)
}
