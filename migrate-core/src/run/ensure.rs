//! Making the ledger, and nothing else.

use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, drive, span, takes_options};
use crate::dialect::Dialect;
use crate::error::{Error, Problem};
use crate::event::Observe;
use crate::session::{Pool, PoolRuntime, Rows, Session, Source};

/// Makes the ledger's table where it is not there, as the first run would.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
#[derive(Debug)]
pub struct Ensure<'a>(Settings<'a>);

takes_options!(Ensure, 0);

/// What became of the ledger's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ensured {
    /// It was made.
    Made,
    /// It was there.
    There,
}

impl<'a> Ensure<'a> {
    /// Makes the ledger of a pool's database.
    pub fn new(chains: impl Into<ChainSet>, pool: &impl Pool) -> Self {
        Self(Settings::new(chains.into(), pool.source()))
    }

    /// Makes the ledger of the database of a URL.
    pub fn url(chains: impl Into<ChainSet>, url: &str) -> Self {
        Self(Settings::new(chains.into(), Source::Url(url.to_owned())))
    }

    /// Tells an observer what happens.
    #[must_use]
    pub fn observe(mut self, observer: impl Observe + 'a) -> Self {
        self.0.observer = Box::new(observer);
        self
    }

    /// Does it on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Ensured, Error> {
        self.0.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Ensure<'a> {
    type Output = Result<Ensured, Error>;
    type IntoFuture = Pending<'a, Ensured>;

    fn into_future(self) -> Self::IntoFuture {
        let mut settings = self.0;
        let span = span::ensure(&settings);
        let all = async move {
            let mut session = drive::open(&mut settings).await?;
            let ensured = ensure(&mut session, &mut *settings.observer).await;
            drive::close(session).await;
            ensured
        };
        Box::pin(all.instrument(span))
    }
}

async fn ensure(session: &mut Session, observer: &mut dyn Observe) -> Result<Ensured, Error> {
    let unreadable = |error| Error::new(Problem::Ledger(error));
    if let Rows::Found(_) = session.rows().await.map_err(unreadable)? {
        return Ok(Ensured::There);
    }
    session.lock(observer).await.map_err(Error::new)?;
    // Another may have made it meanwhile.
    if let Rows::Found(_) = session.rows().await.map_err(unreadable)? {
        return Ok(Ensured::There);
    }
    let sqls = session.dialect.ledger_create(&session.ledger);
    // MySQL and MariaDB commit with each.
    let is_transaction = session.dialect != Dialect::MySql;
    if is_transaction {
        session.begin(observer).await.map_err(Error::new)?;
    }
    for sql in sqls {
        session.query(sql).await.map_err(unreadable)?;
    }
    if is_transaction {
        session.connection.commit().await.map_err(unreadable)?;
    }
    Ok(Ensured::Made)
}
