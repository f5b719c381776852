//! Counting the rows that changes would hit.

use std::fmt;
use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, drive, span, takes_options};
use crate::dialect;
use crate::diff::Rows;
use crate::error::Error;
use crate::session::{InspectError, Pool, PoolRuntime, Source};

/// Counts the rows of a database that changes would hit. It takes no lock and changes nothing.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called. What it gives are the numbers, in the order
/// of the rows that were asked for.
pub struct Count<'a> {
    settings: Settings<'a>,
    rows: Vec<Rows>,
}

takes_options!(Count, settings);

impl fmt::Debug for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { settings, rows } = self;
        write!(f, "Count({settings:?}, {rows:?})")
    }
}

impl Count<'_> {
    /// Counts in a pool's database.
    pub fn new(pool: &impl Pool, rows: Vec<Rows>) -> Self {
        Self::of(pool.source(), rows)
    }

    /// Counts in the database of a URL.
    pub fn url(url: &str, rows: Vec<Rows>) -> Self {
        Self::of(Source::Url(url.to_owned()), rows)
    }

    fn of(source: Source, rows: Vec<Rows>) -> Self {
        Self { settings: Settings::new(ChainSet::from_iter([]), source), rows }
    }

    /// Counts on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has: when the database cannot be reached, or has not the tables and columns.
    pub fn blocking(mut self) -> Result<Vec<u64>, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Count<'a> {
    type Output = Result<Vec<u64>, Error>;
    type IntoFuture = Pending<'a, Vec<u64>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { mut settings, rows } = self;
        let counted = async move {
            if rows.is_empty() {
                return Ok(Vec::new());
            }
            let mut session = drive::open(&mut settings).await?;
            let sql = dialect::count(session.dialect, &rows, &settings.options.prefix);
            let counted = session.query(sql).await.and_then(|found| {
                let number = |at| found.first().map_or(Ok(0), |row| row.get::<i64>(&format!("n{at}")));
                (0..rows.len()).map(|at| number(at).map(i64::unsigned_abs)).collect()
            });
            drive::close(session).await;
            counted.map_err(|error| Error::new(InspectError::Count(error)))
        };
        Box::pin(counted.instrument(span::count()))
    }
}
