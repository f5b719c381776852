//! Rebuilding a table of SQLite, inside a transaction that was opened while foreign keys were switched off.
//!
//! What the statements are is worked out in `dialect`, from the catalogue that is read here. What the rebuild must leave
//! alone is compared before the transaction is committed.

use std::collections::BTreeMap;

use super::halt::Cause;
use crate::dialect::RebuildFault;
use crate::dialect::rebuild::{Ask, Entry, Expansion, Kind, Piece, expand, look, mentions, probes};
use crate::live::Rebuild;
use crate::session::{DatabaseError, Fault, Row, Session};

/// Why it stopped, and at which statement.
pub(super) type Stop = (Option<String>, Cause);

/// Rebuilds a table.
pub(super) async fn run(session: &mut Session, rebuild: &Rebuild) -> Result<(), Stop> {
    let faulty = |fault| faulty(rebuild, fault);
    let before = catalogue(session).await?;
    let expansion = expand(&before, rebuild).map_err(faulty)?;
    refuse_users(session, rebuild, &expansion, &before).await?;
    let broken = broken(session, &before).await?;
    let legacy = query(session, "PRAGMA legacy_alter_table").await?;
    let was_off = legacy.first().is_some_and(|row| row.at::<i64>(0).is_ok_and(|value| value == 0));
    query(session, "PRAGMA legacy_alter_table = ON").await?;
    let result = pieces(session, rebuild, &expansion.pieces).await;
    if was_off {
        query(session, "PRAGMA legacy_alter_table = OFF").await?;
    }
    result?;
    compare(&expansion.expected, &catalogue(session).await?).map_err(faulty)?;
    for (object, error) in self::broken(session, &expansion.expected).await? {
        if !broken.contains_key(&object) {
            return Err(faulty(RebuildFault::Broken { object, error }));
        }
    }
    Ok(())
}

fn faulty(rebuild: &Rebuild, fault: RebuildFault) -> Stop {
    (None, Cause::Rebuild { table: rebuild.table.clone(), fault: Box::new(fault) })
}

async fn query(session: &mut Session, sql: &str) -> Result<Vec<Row>, Stop> {
    let rows = session.query(sql.to_owned()).await;
    rows.map_err(|error| (Some(sql.to_owned()), Cause::Database(error)))
}

/// What the catalogue holds, in the order it came.
async fn catalogue(session: &mut Session) -> Result<Vec<Entry>, Stop> {
    let read = |row: &Row| {
        let kind = Kind::from_word(&row.at::<String>(0)?);
        let kind = kind.ok_or_else(|| DatabaseError::answer("the catalogue holds something unknown"))?;
        Ok(Entry { kind, name: row.at(1)?, table: row.at(2)?, sql: row.at(3)? })
    };
    let sql = "SELECT type, name, tbl_name, sql FROM main.sqlite_master ORDER BY rowid";
    let rows = query(session, sql).await?;
    let entries = rows.iter().map(read).collect::<Result<_, DatabaseError>>();
    entries.map_err(|error| (Some(sql.to_owned()), Cause::Database(error)))
}

async fn pieces(session: &mut Session, rebuild: &Rebuild, pieces: &[Piece]) -> Result<(), Stop> {
    for piece in pieces {
        match piece {
            Piece::Ask { query: sql, fault } => {
                let rows = query(session, sql).await?;
                let answer = answer(fault, &rows);
                if let Some(fault) = answer.map_err(|error| (Some(sql.clone()), Cause::Database(error)))? {
                    return Err(faulty(rebuild, fault));
                }
            }
            Piece::Copy(copying) => {
                if let Err(error) = session.query(copying.sql.clone()).await {
                    let look = copying.refused(error.message());
                    let error = noted(session, error, &look, Refused::Rows).await;
                    return Err((Some(copying.sql.clone()), Cause::Database(error)));
                }
            }
            Piece::Index { sql, doubles } => {
                if let Err(error) = session.query(sql.clone()).await {
                    let error = noted(session, error, doubles.as_slice(), Refused::Values).await;
                    return Err((Some(sql.clone()), Cause::Database(error)));
                }
            }
            Piece::Run(sql) => drop(query(session, sql).await?),
        }
    }
    Ok(())
}

/// What is counted of what a constraint or a unique index does not take.
#[derive(Clone, Copy, Debug)]
pub(super) enum Refused {
    Rows,
    Values,
}

/// The error with some of what it is about, where that can be found: the last of the statements gives a number and texts.
/// The transaction is of no more use then.
pub(super) async fn noted(
    session: &mut Session,
    error: DatabaseError,
    look: &[String],
    refused: Refused,
) -> DatabaseError {
    if error.fault() != Fault::Refused {
        return error;
    }
    let mut rows = Vec::new();
    for sql in look {
        match session.query(sql.clone()).await {
            Ok(found) => rows = found,
            Err(_) => return error,
        }
    }
    let Some(number) = rows.first().and_then(|row| row.at::<i64>(0).ok()).filter(|number| *number > 0) else {
        return error;
    };
    let shown = rows.iter().filter_map(|row| row.at::<Option<String>>(1).ok().flatten()).collect::<Vec<_>>();
    let what = match (refused, number) {
        (Refused::Rows, 1) => "1 row is in the way".to_owned(),
        (Refused::Rows, _) => format!("{number} rows are in the way"),
        (Refused::Values, 1) => "1 value is there more than once".to_owned(),
        (Refused::Values, _) => format!("{number} values are there more than once"),
    };
    let shown = if shown.is_empty() { String::new() } else { format!(": {}", shown.join(", ")) };
    error.with_note(format!("{what}{shown}"))
}

/// What it means that a query found rows.
fn answer(ask: &Ask, rows: &[Row]) -> Result<Option<RebuildFault>, DatabaseError> {
    let Some(first) = rows.first() else { return Ok(None) };
    let shown = || {
        let texts = rows.iter().map(|row| row.at::<Option<String>>(1)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, DatabaseError>(texts.into_iter().flatten().collect::<Vec<_>>())
    };
    Ok(Some(match ask {
        Ask::Nulls(column) => {
            RebuildFault::Nulls { column: column.clone(), rows: first.at(0)?, shown: shown()? }
        }
        Ask::Rows => RebuildFault::Rows { before: first.at(0)?, after: first.at(1)? },
        Ask::Values(column, column_type) => RebuildFault::Values {
            column: column.clone(),
            column_type: column_type.clone(),
            rows: first.at(0)?,
            shown: shown()?,
        },
    }))
}

/// The catalogue must hold what it should, and nothing else.
fn compare(expected: &[Entry], found: &[Entry]) -> Result<(), RebuildFault> {
    let missing = expected.iter().find(|entry| !found.contains(entry));
    let more = found.iter().find(|entry| !(entry.is_internal() || expected.contains(entry)));
    match missing.or(more) {
        Some(entry) => Err(RebuildFault::Differs { object: entry.words() }),
        None => Ok(()),
    }
}

/// Refuses to drop a column that something uses which the chain did not make. SQLite tells what does: it renames the column
/// in all of it, twice, and what differs has the name.
async fn refuse_users(
    session: &mut Session,
    rebuild: &Rebuild,
    expansion: &Expansion,
    before: &[Entry],
) -> Result<(), Stop> {
    for column in &expansion.dropped {
        let mut seen = Vec::new();
        for sql in look(&rebuild.table.name, column) {
            query(session, "SAVEPOINT migrate_look").await?;
            let renamed = session.query(sql).await;
            let entries = catalogue(session).await;
            query(session, "ROLLBACK TO migrate_look").await?;
            query(session, "RELEASE migrate_look").await?;
            if renamed.is_ok() {
                seen.push(entries?);
            }
        }
        let differs = |entry: &&Entry| match seen.as_slice() {
            [one, other] => {
                let sql = |entries: &[Entry]| {
                    let same = |it: &&Entry| it.kind == entry.kind && it.name == entry.name;
                    entries.iter().find(same).and_then(|entry| entry.sql.clone())
                };
                sql(one) != sql(other)
            }
            // Something is broken already, so that SQLite renames nothing: words have to do.
            _ => mentions(entry, &rebuild.table.name, column),
        };
        let ours = |entry: &Entry| {
            let is_table = entry.kind == Kind::Table && expansion.is_of(&entry.name);
            is_table || expansion.dropped_indexes.contains(&entry.name)
        };
        if let Some(user) = before.iter().filter(|entry| !ours(entry)).find(differs) {
            let fault = RebuildFault::ColumnUsed { column: column.clone(), user: user.words() };
            return Err(faulty(rebuild, fault));
        }
    }
    Ok(())
}

/// The views and triggers that do not work, with what SQLite says.
async fn broken(session: &mut Session, entries: &[Entry]) -> Result<BTreeMap<String, String>, Stop> {
    let mut broken = BTreeMap::new();
    let mut columns = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind == Kind::Trigger) {
        if !columns.contains_key(&entry.table) {
            let sql = probes::columns(&entry.table);
            // Of a view that is broken there are none to be had.
            let rows = session.query(sql).await.unwrap_or_default();
            let names = rows.iter().filter_map(|row| row.at::<String>(0).ok()).collect::<Vec<_>>();
            columns.insert(entry.table.clone(), names);
        }
    }
    for entry in entries {
        let columns = columns.get(&entry.table).map(Vec::as_slice).unwrap_or_default();
        let Some(sql) = probes::explain(entry, columns) else { continue };
        if let Err(error) = session.query(sql).await {
            broken.insert(entry.words(), error.to_string());
        }
    }
    Ok(broken)
}
