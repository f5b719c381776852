//! Inspecting a database.

use std::fmt;
use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, drive, span, takes_options};
use crate::error::Error;
use crate::inspect::{Inspected, Schemas, Wanted};
use crate::session::{self, Pool, PoolRuntime, Source};

/// An inspection: what a database holds, by its catalogue, whoever made it. It takes no lock and changes nothing.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
pub struct Inspect<'a> {
    settings: Settings<'a>,
    schemas: Schemas,
}

takes_options!(Inspect, settings);

impl fmt::Debug for Inspect<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { settings, schemas } = self;
        write!(f, "Inspect({settings:?}, {schemas:?})")
    }
}

impl Inspect<'_> {
    /// Inspects a pool's database.
    pub fn new(pool: &impl Pool) -> Self {
        Self::of(pool.source())
    }

    /// Inspects the database of a URL.
    pub fn url(url: &str) -> Self {
        Self::of(Source::Url(url.to_owned()))
    }

    fn of(source: Source) -> Self {
        let chains = ChainSet::from_iter([]);
        Self { settings: Settings::new(chains, source), schemas: Schemas::default() }
    }

    /// Looks at these schemas, on PostgreSQL; without this, at the connection's own.
    #[must_use]
    pub fn schemas(self, schemas: Schemas) -> Self {
        Self { schemas, ..self }
    }

    /// Inspects on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Inspected, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Inspect<'a> {
    type Output = Result<Inspected, Error>;
    type IntoFuture = Pending<'a, Inspected>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { mut settings, schemas } = self;
        let inspected = async move {
            let mut session = drive::open(&mut settings).await?;
            let wanted = Wanted { schemas, ledger: session.ledger.clone() };
            let inspected = session::inspect(&mut session, &wanted).await.map_err(Error::new);
            drive::close(session).await;
            inspected
        };
        Box::pin(inspected.instrument(span::inspect()))
    }
}
