//! Locks with a name (MariaDB documentation, `GET_LOCK`). They belong to the session and to the whole server, so the
//! database's name is in the lock's; a name has at most 64 characters.

use crate::dialect::mysql_lock_name as name;
use crate::ledger::Ledger;
use crate::session::{Connection, DatabaseError};

/// Tries the lock.
pub(super) async fn try_take(connection: &mut Connection, ledger: &Ledger) -> Result<bool, DatabaseError> {
    let rows = connection.query(format!("SELECT get_lock({}, 0) AS taken", name(ledger))).await?;
    match rows.first().map(|row| row.get::<Option<i64>>("taken")).transpose()?.flatten() {
        Some(1) => Ok(true),
        Some(0) => Ok(false),
        // Out of memory, or the thread was killed.
        other => Err(DatabaseError::answer(format!("GET_LOCK answered {other:?}"))),
    }
}

/// Who holds the lock.
pub(super) async fn holder(
    connection: &mut Connection,
    ledger: &Ledger,
) -> Result<Option<String>, DatabaseError> {
    let rows = connection
        .query(format!(
            "SELECT id, user, host, coalesce(time, 0) AS time, coalesce(left(info, 80), state, '') AS doing \
             FROM information_schema.processlist WHERE id = is_used_lock({})",
            name(ledger)
        ))
        .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some(format!(
        "connection {} of the server, user `{}` from {}, for {} s at `{}`",
        row.get::<i64>("id")?,
        row.get::<String>("user")?,
        row.get::<String>("host")?,
        row.get::<i64>("time")?,
        row.get::<String>("doing")?,
    )))
}

/// Gives the lock back, and says whether it was held.
pub(super) async fn give_back(connection: &mut Connection, ledger: &Ledger) -> Result<bool, DatabaseError> {
    let rows = connection.query(format!("SELECT release_lock({}) AS held", name(ledger))).await?;
    Ok(rows.first().map(|row| row.get::<Option<i64>>("held")).transpose()?.flatten() == Some(1))
}
