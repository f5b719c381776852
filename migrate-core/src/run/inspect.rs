//! Inspecting a database.

use std::fmt;
use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, drive, span, takes_options};
use crate::error::Error;
use crate::inspect::{Inspected, Schemas, Wanted};
use crate::schema::Schema;
use crate::session::{self, Compared, Pool, PoolRuntime, Source};

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

/// An inspection of a database beside the schema that it should hold. What it makes to ask the server what texts mean is
/// temporary and rolled back.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
#[derive(Debug)]
pub struct Beside<'a> {
    inspect: Inspect<'a>,
    schema: Schema,
}

impl<'a> Inspect<'a> {
    /// Compares what is found with a schema.
    #[must_use]
    pub fn beside(self, schema: Schema) -> Beside<'a> {
        Beside { inspect: self, schema }
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

impl Beside<'_> {
    /// Compares on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Compared, Error> {
        self.inspect.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Beside<'a> {
    type Output = Result<Compared, Error>;
    type IntoFuture = Pending<'a, Compared>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { inspect: Inspect { mut settings, schemas }, schema } = self;
        let compared = async move {
            let mut session = drive::open(&mut settings).await?;
            let wanted = Wanted { schemas, ledger: session.ledger.clone() };
            let compared = session::compare(&mut session, &schema, &wanted).await.map_err(Error::new);
            drive::close(session).await;
            compared
        };
        Box::pin(compared.instrument(span::inspect()))
    }
}
