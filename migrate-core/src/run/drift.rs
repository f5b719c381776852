//! Comparing a database with what its chains have made of it.

use std::collections::BTreeSet;
use std::fmt;
use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, collect, drive, span, takes_options};
use crate::error::{Error, Problem};
use crate::graph::Chains;
use crate::inspect::{Inspected, Schemas, Wanted};
use crate::name::Name;
use crate::plan::PlanError;
use crate::replay;
use crate::schema::Schema;
use crate::session::{self, Compared, Pool, PoolRuntime, Session, Source};

/// A comparison of a database with what the revisions make that its ledger says are applied. It takes no lock and changes
/// nothing: what it makes to ask the server what texts mean is temporary and rolled back.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
pub struct Drift<'a> {
    settings: Settings<'a>,
    schemas: Option<Schemas>,
}

takes_options!(Drift, settings);

/// How a database differs from what its chains have made of it.
#[derive(Clone, Debug)]
pub struct Drifted {
    /// What the database holds.
    pub inspected: Inspected,
    /// Each chain that was asked for, beside the database.
    pub chains: Vec<ChainDrift>,
}

/// A chain beside the database.
#[derive(Clone, Debug)]
pub struct ChainDrift {
    /// The chain's name.
    pub chain: String,
    /// The ids of the applied revisions that it is counted from, in order.
    pub applied: Vec<String>,
    /// What they make, and what the database holds.
    pub compared: Compared,
}

impl fmt::Debug for Drift<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { settings, schemas } = self;
        write!(f, "Drift({settings:?}, {schemas:?})")
    }
}

impl Drift<'_> {
    /// Compares a pool's database.
    pub fn new(chains: impl Into<ChainSet>, pool: &impl Pool) -> Self {
        Self { settings: Settings::new(chains.into(), pool.source()), schemas: None }
    }

    /// Compares the database of a URL.
    pub fn url(chains: impl Into<ChainSet>, url: &str) -> Self {
        Self { settings: Settings::new(chains.into(), Source::Url(url.to_owned())), schemas: None }
    }

    /// Looks at these schemas, on PostgreSQL; without this, at the connection's own and those that the chains name.
    #[must_use]
    pub fn schemas(self, schemas: Schemas) -> Self {
        Self { schemas: Some(schemas), ..self }
    }

    /// Compares on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Drifted, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for Drift<'a> {
    type Output = Result<Drifted, Error>;
    type IntoFuture = Pending<'a, Drifted>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { mut settings, schemas } = self;
        let drifted = async move {
            let chains = collect::chains(&settings.chains, &settings.options)?;
            let mut session = drive::open(&mut settings).await?;
            session.read_chains(&chains);
            let drifted = compared(&mut session, &chains, schemas).await;
            drive::close(session).await;
            drifted
        };
        Box::pin(drifted.instrument(span::inspect()))
    }
}

async fn compared(
    session: &mut Session,
    chains: &Chains,
    schemas: Option<Schemas>,
) -> Result<Drifted, Error> {
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    let applied = chains.applied(rows.as_slice());
    let mut made = Vec::new();
    for at in chains.asked() {
        let graph = &chains.graphs()[*at];
        let nodes = applied[*at].nodes().collect::<Vec<_>>();
        let schema = replay::schema(graph, nodes.iter().copied(), session.dialect);
        let schema = schema.map_err(|error| Error::new(PlanError::from(error)))?;
        let ids = nodes.iter().map(|node| graph.entry(*node).id.to_owned()).collect::<Vec<_>>();
        made.push((graph.chain().to_owned(), ids, schema));
    }
    let named = made.iter().flat_map(|(_, _, schema)| names_of_schemas(schema)).collect::<BTreeSet<_>>();
    let schemas = schemas.unwrap_or(Schemas::HomeAnd(named));
    let wanted = Wanted { schemas, ledger: session.ledger.clone() };
    let inspected = session::inspect(session, &wanted).await.map_err(Error::new)?;
    let mut drifts = Vec::new();
    for (chain, applied, schema) in made {
        let compared = session::beside(session, inspected.clone(), &schema).await.map_err(Error::new)?;
        drifts.push(ChainDrift { chain, applied, compared });
    }
    Ok(Drifted { inspected, chains: drifts })
}

/// The schemas that a chain has made, and those that it names.
fn names_of_schemas(schema: &Schema) -> Vec<Name> {
    let tables = schema.tables().map(|table| &table.name);
    let enums = schema.enum_types().map(|it| &it.name);
    let views = schema.views().map(|it| &it.name);
    let sequences = schema.sequences().map(|it| &it.name);
    let functions = schema.functions().map(|it| &it.name);
    let names = tables.chain(enums).chain(views).chain(sequences).chain(functions);
    let named = names.filter_map(|name| name.schema.clone());
    schema.schemas().cloned().chain(named).collect()
}
