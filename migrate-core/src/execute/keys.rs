//! Foreign keys switched off while SQLite's tables are rebuilt.
//!
//! The pragma does nothing inside a transaction (pragma.html, `foreign_keys`), and with keys on, dropping the old table
//! would delete the rows that reference it.

use super::halt::Cause;
use crate::session::{DatabaseError, Keys, Session};

/// How many of the rows that reference nothing an error shows.
const SHOWN: usize = 5;

/// Switches foreign keys off, where they are on.
pub(super) async fn switch_off(session: &mut Session) -> Result<(), DatabaseError> {
    let rows = session.connection.query("PRAGMA foreign_keys".to_owned()).await?;
    if rows.first().map(|row| row.at::<i64>(0)).transpose()? == Some(1) {
        session.connection.note_keys(Keys::Off);
        session.connection.query("PRAGMA foreign_keys = OFF".to_owned()).await?;
    }
    Ok(())
}

/// Switches them on again, where [`switch_off`] has switched them off.
pub(super) async fn switch_on(session: &mut Session) -> Result<(), DatabaseError> {
    if session.connection.keys() == Keys::Off {
        session.connection.query("PRAGMA foreign_keys = ON".to_owned()).await?;
        session.connection.note_keys(Keys::AsFound);
    }
    Ok(())
}

/// How many rows reference nothing. None where it cannot be told: a foreign key references what is no key.
pub(super) async fn count_orphans(session: &mut Session) -> Option<i64> {
    let rows = session.query("SELECT count(*) FROM pragma_foreign_key_check".to_owned()).await.ok()?;
    rows.first()?.at(0).ok()
}

/// Refuses to commit what left rows that reference nothing, but for those that were there before.
pub(super) async fn refuse_new_orphans(session: &mut Session, before: i64) -> Result<(), Cause> {
    let sql = "SELECT \"table\", coalesce(rowid, 0), parent FROM pragma_foreign_key_check";
    let rows = session.query(sql.to_owned()).await.map_err(Cause::Transaction)?;
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) <= before {
        return Ok(());
    }
    let shown = rows.iter().rev().take(SHOWN).map(|row| {
        Ok(format!("row {} of `{}` to `{}`", row.at::<i64>(1)?, row.at::<String>(0)?, row.at::<String>(2)?))
    });
    let shown = shown.collect::<Result<Vec<_>, DatabaseError>>().map_err(Cause::Transaction)?;
    Err(Cause::BrokenReferences { rows: rows.len(), before, shown })
}
