//! Changing a column on MySQL or MariaDB, statement by statement.
//!
//! What the statements are is worked out in `dialect`, from the table's definition that is read here. All but the last of
//! them may be run again from the first. Before the last, the journal says that it comes, while the column for the new
//! values is there; so an unfinished change that is marked is done if that column is not there, and is not if it is.

use super::halt::Cause;
use crate::dialect::modify::{self, Expansion, Look, ModifyFault, NEW};
use crate::live::Modify;
use crate::name::QualifiedName;
use crate::session::{DatabaseError, Row, Session};

/// Why it stopped, and at which statement.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) sql: Option<String>,
    pub(super) cause: Cause,
    /// Whether rows or the table are otherwise than before.
    pub(super) partly: bool,
}

impl Stop {
    fn at(sql: &str, error: DatabaseError) -> Self {
        Self { sql: Some(sql.to_owned()), cause: Cause::Database(error), partly: false }
    }
}

/// Works out what a change becomes, and refuses what would fail or lose something.
pub(super) async fn look(session: &mut Session, modify: &Modify) -> Result<Expansion, Stop> {
    let faulty = |fault| Stop { sql: None, cause: Cause::Modify(fault), partly: false };
    let sql = modify::show(&modify.table);
    let rows = session.query_as_kept(sql.clone()).await.map_err(|error| Stop::at(&sql, error))?;
    let stored = match rows.first() {
        Some(row) => definition(row).map_err(|error| Stop::at(&sql, error))?,
        None => return Err(faulty(ModifyFault::Unreadable)),
    };
    let expansion = modify::expand(modify, &stored).map_err(faulty)?;
    if expansion.updates {
        let sql = modify::triggers(&modify.table);
        if let Some(row) = query(session, &sql).await?.first() {
            let trigger = row.at::<String>(0).map_err(|error| Stop::at(&sql, error))?;
            return Err(faulty(ModifyFault::Trigger { trigger }));
        }
    }
    ask(session, &expansion).await?;
    Ok(expansion)
}

/// Keeps others from writing the table, and asks once more what was asked before it was held: rows may have come.
pub(super) async fn hold(session: &mut Session, expansion: &Expansion) -> Result<(), Stop> {
    run(session, expansion.lock.as_slice()).await?;
    ask(session, expansion).await
}

/// Refuses rows that would fail or lose something.
async fn ask(session: &mut Session, expansion: &Expansion) -> Result<(), Stop> {
    let faulty = |fault| Stop { sql: None, cause: Cause::Modify(fault), partly: false };
    for look in &expansion.looks {
        match look {
            Look::Nulls(sql) => {
                if !query(session, sql).await?.is_empty() {
                    return Err(faulty(ModifyFault::Nulls));
                }
            }
            Look::Unconverted(sql) => {
                let rows = query(session, sql).await?;
                let Some(first) = rows.first() else { continue };
                let read = || {
                    let values =
                        rows.iter().map(|row| row.at::<Option<String>>(0)).collect::<Result<Vec<_>, _>>()?;
                    let values = values.into_iter().flatten().collect();
                    Ok(ModifyFault::Unconverted { rows: first.at::<i64>(1)?, values })
                };
                return Err(faulty(read().map_err(|error| Stop::at(sql, error))?));
            }
        }
    }
    Ok(())
}

/// Runs statements one by one.
pub(super) async fn run(session: &mut Session, statements: &[String]) -> Result<(), Stop> {
    for (at, sql) in statements.iter().enumerate() {
        if let Err(stop) = query(session, sql).await {
            // What sets the session changes nothing.
            let partly = statements[..at].iter().any(|sql| !sql.starts_with("SET "));
            return Err(Stop { partly, ..stop });
        }
    }
    Ok(())
}

/// Whether the column for new values is in a table.
pub(super) async fn is_unfinished(
    session: &mut Session,
    table: &QualifiedName,
) -> Result<bool, DatabaseError> {
    let rows = session.query_as_kept(modify::show(table)).await?;
    let stored = rows.first().map(definition).transpose()?;
    Ok(stored.is_some_and(|stored| modify::has_column(&stored, NEW)))
}

/// The definition in an answer to `SHOW CREATE TABLE`.
fn definition(row: &Row) -> Result<String, DatabaseError> {
    match row.text(1) {
        Some(text) => Ok(text.to_owned()),
        None => Ok(modify::as_text(&row.at::<Vec<u8>>(1)?)),
    }
}

async fn query(session: &mut Session, sql: &str) -> Result<Vec<Row>, Stop> {
    session.query(sql.to_owned()).await.map_err(|error| Stop::at(sql, error))
}
