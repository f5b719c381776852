//! Advisory locks (PostgreSQL manual 15, sections 9.27.10 and 13.3.5). They belong to the session and the database.

use crate::dialect::postgres_lock_key as key;
use crate::ledger::Ledger;
use crate::session::{Connection, DatabaseError};

/// Tries the lock, and prepares the session for its work: it gets a name where it has none, so that others can tell who
/// holds the lock, and the server looks twice a second whether the client is still there (14 and later), so that a
/// killed run does not hold it until its statement ends.
pub(super) async fn try_take(
    connection: &mut Connection,
    ledger: &Ledger,
    chain: &str,
) -> Result<bool, DatabaseError> {
    let key = key(ledger);
    let name = format!("migrate {chain}").replace('\'', "''");
    let rows = connection
        .query(format!(
            "SELECT pg_try_advisory_lock({key}) AS taken, \
             CASE WHEN current_setting('application_name') = '' THEN set_config('application_name', '{name}', false) END, \
             CASE WHEN current_setting('server_version_num')::int >= 140000 \
             THEN set_config('client_connection_check_interval', '500ms', false) END"
        ))
        .await?;
    rows.first().map_or(Ok(false), |row| row.get("taken"))
}

/// Who holds the lock. `pg_locks` splits the key in two numbers of 32 bits (manual 15, section 54.12).
pub(super) async fn holder(
    connection: &mut Connection,
    ledger: &Ledger,
) -> Result<Option<String>, DatabaseError> {
    let [high, low] = {
        let key = key(ledger).to_be_bytes();
        let (high, low) = key.split_at(4);
        [high, low].map(|half| half.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)))
    };
    let rows = connection
        .query(format!(
            "SELECT activity.pid, activity.application_name, activity.usename::text AS usename, \
             coalesce(host(activity.client_addr), 'the server itself') AS address, \
             to_char(activity.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS since \
             FROM pg_locks AS locks JOIN pg_stat_activity AS activity ON activity.pid = locks.pid \
             WHERE locks.locktype = 'advisory' AND locks.granted AND locks.objsubid = 1 \
             AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
             AND locks.classid::bigint = {high} AND locks.objid::bigint = {low}"
        ))
        .await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let text = |column| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    Ok(Some(format!(
        "process {} of the server, `{}`, user `{}` from {}, connected since {} UTC",
        text("pid")?,
        text("application_name")?,
        text("usename")?,
        text("address")?,
        text("since")?,
    )))
}

/// Gives the lock back, and says whether it was held.
pub(super) async fn give_back(connection: &mut Connection, ledger: &Ledger) -> Result<bool, DatabaseError> {
    let rows = connection.query(format!("SELECT pg_advisory_unlock({}) AS held", key(ledger))).await?;
    rows.first().map_or(Ok(false), |row| row.get("held"))
}
