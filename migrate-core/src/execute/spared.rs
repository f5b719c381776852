//! Rows that a script would hit and that were not there when they were counted: they are looked for once more, where nobody
//! else writes their table.

use super::Runner;
use super::halt::{Cause, Halt};
use crate::dialect;
use crate::name::QualifiedName;
use crate::script::{Beside, Segment};
use crate::session::{DatabaseError, Session};

/// Rows that nobody gave leave to lose, since there were none.
#[derive(Clone, Debug)]
pub(crate) struct Spared {
    /// The operation that would lose them, counted from zero.
    pub(crate) operation: usize,
    /// The table, as it is called when the operation comes.
    pub(crate) table: QualifiedName,
    /// What is held with the table.
    pub(crate) beside: Beside,
    /// The query for how many there are.
    pub(crate) query: String,
    /// What would become of them, in words.
    pub(crate) hit: String,
}

/// Those of an operation.
pub(super) fn of(all: &[Spared], operation: usize) -> Vec<Spared> {
    all.iter().filter(|spared| spared.operation == operation).cloned().collect()
}

/// Whether there are some of a part of a step.
pub(super) fn are_in(runner: &Runner<'_>, segment: &Segment) -> bool {
    runner.spared.iter().any(|spared| segment.operations.contains(&spared.operation))
}

/// Keeps others from writing a table.
pub(super) async fn hold(
    session: &mut Session,
    table: &QualifiedName,
    beside: &Beside,
) -> Result<(), DatabaseError> {
    match dialect::hold(session.dialect, table, beside) {
        None => Ok(()),
        Some(sql) => session.query(sql).await.map(|_| ()),
    }
}

/// Asks whether rows have come.
pub(super) async fn ask(session: &mut Session, spared: &[Spared]) -> Result<(), Cause> {
    for Spared { operation: _, table: _, beside: _, query, hit } in spared {
        let found = session.query(query.clone()).await.map_err(Cause::Database)?;
        let rows = found.first().map_or(Ok(0), |row| row.at::<i64>(0)).map_err(Cause::Database)?;
        if rows > 0 {
            return Err(Cause::Arrived { hit: hit.clone(), rows });
        }
    }
    Ok(())
}

/// Holds the tables of an operation in the transaction in hand, and asks.
pub(super) async fn check(runner: &mut Runner<'_>, at: usize) -> Result<(), Halt> {
    let spared = of(&runner.spared, at);
    let halt = |cause| Halt::at(at, None, cause);
    for it in &spared {
        let held = hold(runner.session, &it.table, &it.beside).await;
        held.map_err(|error| halt(Cause::Database(error)))?;
    }
    ask(runner.session, &spared).await.map_err(halt)
}
