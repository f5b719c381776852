//! Reading the ledger.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Connection, DatabaseError, Fault, Row};
use crate::ledger::{Ledger, LedgerEntry, LedgerRecord, LedgerRow, State};

/// Chains' rows of the ledger, sorted by chain and revision; or that there is no ledger.
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

/// Reads how far chains are: one query. A SQLite file that another writes just now is waited for.
pub(crate) async fn read(
    connection: &mut Connection,
    ledger: &Ledger,
    chains: &[&str],
    wait: Duration,
) -> Result<Rows, DatabaseError> {
    let sql = connection.dialect().ledger_read(ledger, chains);
    let Some(answer) = patient(connection, sql, wait).await? else { return Ok(Rows::NoLedger) };
    let mut rows = Vec::new();
    for read in &answer {
        let chain = match chains {
            [chain] => *chain,
            _ => read.text(2).unwrap_or_default(),
        };
        let (ids, count) = (read.text(0).unwrap_or_default(), read.at::<i64>(1)?);
        let word = |word: &str| row(chain, word);
        if is_whole(ids, count) {
            for id in ids.split_terminator(' ') {
                rows.push(word(id)?);
            }
        } else {
            let each = connection.query(connection.dialect().ledger_read_each(ledger, chain)).await?;
            for id in &each {
                rows.push(word(id.text(0).unwrap_or_default())?);
            }
        }
    }
    rows.sort_unstable_by(|one, two| one.key().cmp(&two.key()));
    Ok(Rows::Found(rows))
}

/// A revision of the ledger that depends on some of other chains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needing {
    pub(crate) chain: String,
    pub(crate) revision: String,
    /// What it depends on, those of other chains behind the chain's name and a colon.
    pub(crate) depends_on: Vec<String>,
}

/// Reads what revisions of any chain depend on in others.
pub(crate) async fn needs(
    connection: &mut Connection,
    ledger: &Ledger,
    wait: Duration,
) -> Result<Vec<Needing>, DatabaseError> {
    let sql = connection.dialect().ledger_needs(ledger);
    let answer = patient(connection, sql, wait).await?.unwrap_or_default();
    let needing = |row: &Row| {
        let depends_on = row.get::<String>("depends_on")?;
        Ok(Needing {
            chain: row.get("chain")?,
            revision: row.get("revision")?,
            depends_on: depends_on.split_whitespace().map(str::to_owned).collect(),
        })
    };
    answer.iter().map(needing).collect()
}

/// Whether a text of so many ids, each with a blank behind it, was not cut short on its way.
fn is_whole(ids: &str, count: i64) -> bool {
    (ids.is_empty() || ids.ends_with(' ')) && i64::try_from(ids.split_terminator(' ').count()) == Ok(count)
}

/// An id, with its state behind it where it is not done.
fn row(chain: &str, word: &str) -> Result<LedgerRow, DatabaseError> {
    let (revision, state) = match word.split_once(':') {
        None => (word, State::Done),
        Some((revision, state)) => (revision, self::state(state)?),
    };
    Ok(LedgerRow { chain: chain.to_owned(), revision: revision.to_owned(), state })
}

fn state(word: &str) -> Result<State, DatabaseError> {
    State::from_word(word).ok_or_else(|| {
        DatabaseError::answer(format!(
            "the ledger holds a row of state `{word}`, which a newer version of migrate may have written"
        ))
    })
}

/// Reads everything that the ledger knows of chains, oldest first.
pub(crate) async fn records(
    connection: &mut Connection,
    ledger: &Ledger,
    chains: &[&str],
    wait: Duration,
) -> Result<Vec<LedgerRecord>, DatabaseError> {
    let sql = connection.dialect().ledger_records(ledger, chains);
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
pub(super) async fn patient(
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
