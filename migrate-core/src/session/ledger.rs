//! Reading the ledger.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Connection, DatabaseError, Fault, Row};
use crate::ledger::{Ledger, LedgerEntry, LedgerRecord, LedgerRow, State};

/// A chain's rows of the ledger, sorted by revision; or that there is no ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    Found(Vec<LedgerRow>),
    NoLedger,
}

impl Rows {
    pub(crate) fn as_slice(&self) -> &[LedgerRow] {
        match self {
            Self::Found(rows) => rows,
            Self::NoLedger => &[],
        }
    }
}

/// Reads how far the chain is: one query. A SQLite file that another writes just now is waited for.
pub(crate) async fn read(
    connection: &mut Connection,
    ledger: &Ledger,
    chain: &str,
    wait: Duration,
) -> Result<Rows, DatabaseError> {
    let sql = connection.dialect().ledger_read(ledger, chain);
    let Some(answer) = patient(connection, sql, wait).await? else { return Ok(Rows::NoLedger) };
    let Some(answer) = answer.first() else {
        return Err(DatabaseError::answer("the ledger's count has no row"));
    };
    let (ids, count) = (answer.text(0).unwrap_or_default(), answer.at::<i64>(1)?);
    let mut rows = if is_whole(ids, count) {
        ids.split_terminator(' ').map(row).collect::<Result<Vec<_>, _>>()?
    } else {
        let each = connection.query(connection.dialect().ledger_read_each(ledger, chain)).await?;
        each.iter().map(|row| self::row(row.text(0).unwrap_or_default())).collect::<Result<Vec<_>, _>>()?
    };
    rows.sort_unstable_by(|one, two| one.revision.cmp(&two.revision));
    Ok(Rows::Found(rows))
}

/// Whether a text of so many ids, each with a blank behind it, was not cut short on its way.
fn is_whole(ids: &str, count: i64) -> bool {
    (ids.is_empty() || ids.ends_with(' ')) && i64::try_from(ids.split_terminator(' ').count()) == Ok(count)
}

/// An id, with its state behind it where it is not done.
fn row(word: &str) -> Result<LedgerRow, DatabaseError> {
    let (revision, state) = match word.split_once(':') {
        None => (word, State::Done),
        Some((revision, state)) => (revision, self::state(state)?),
    };
    Ok(LedgerRow { revision: revision.to_owned(), state })
}

fn state(word: &str) -> Result<State, DatabaseError> {
    State::from_word(word).ok_or_else(|| {
        DatabaseError::answer(format!(
            "the ledger holds a row of state `{word}`, which a newer version of migrate may have written"
        ))
    })
}

/// Reads everything that the ledger knows of the chain, oldest first.
pub(crate) async fn records(
    connection: &mut Connection,
    ledger: &Ledger,
    chain: &str,
    wait: Duration,
) -> Result<Vec<LedgerRecord>, DatabaseError> {
    let sql = connection.dialect().ledger_records(ledger, chain);
    let Some(answer) = patient(connection, sql, wait).await? else { return Ok(Vec::new()) };
    answer.iter().map(record).collect()
}

fn record(row: &Row) -> Result<LedgerRecord, DatabaseError> {
    let words = |text: String| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let progress = row.get::<i64>("progress")?;
    Ok(LedgerRecord {
        entry: LedgerEntry {
            chain: row.get("chain")?,
            revision: row.get("revision")?,
            parents: words(row.get("parents")?),
            depends_on: words(row.get("depends_on")?),
            message: row.get("message")?,
            hash: row.get("hash")?,
            journal: row.get::<String>("journal")?.lines().map(str::to_owned).collect(),
            downgrade: row.get("downgrade")?,
        },
        state: state(&row.get::<String>("state")?)?,
        progress: u32::try_from(progress).map_err(|error| {
            DatabaseError::answer(format!("the ledger holds a progress of {progress}: {error}"))
        })?,
        applied_at: row.get("applied_at")?,
        duration_us: row.get("duration_us")?,
        tool: row.get("tool")?,
    })
}

/// The rows of a query on the ledger, `None` where there is no ledger.
async fn patient(
    connection: &mut Connection,
    sql: String,
    wait: Duration,
) -> Result<Option<Vec<Row>>, DatabaseError> {
    let start = Instant::now();
    loop {
        match connection.query(sql.clone()).await {
            Ok(rows) => return Ok(Some(rows)),
            Err(error) if error.fault() == Fault::MissingTable => return Ok(None),
            Err(error) if error.fault() == Fault::Busy && start.elapsed() < wait => {
                sleep(Duration::from_millis(50)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_cut_short_is_known() {
        assert!(is_whole("", 0));
        assert!(is_whole("a b:intent ", 2));
        for cut in ["", "a", "a ", "a b", "a b:int", "a b:intent"] {
            assert!(!is_whole(cut, 2), "{cut:?}");
        }
    }
}
