//! Comparing a database with what its chains have made of it.

use std::collections::BTreeSet;
use std::fmt;
use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, collect, drive, span, takes_options};
use crate::adopt::Said;
use crate::dialect;
use crate::error::{Error, Problem};
use crate::graph::{Chains, Graph};
use crate::inspect::{Inspected, Schemas, Wanted};
use crate::name::Name;
use crate::plan::PlanError;
use crate::replay;
use crate::schema::{Function, Schema};
use crate::session::{self, Compared, InspectError, Pool, PoolRuntime, Session, Source};

/// A comparison of a database with what the revisions make that its ledger says are applied. It takes no lock and changes
/// nothing: what it makes to ask the server what texts mean is temporary and rolled back. On MySQL and MariaDB a view cannot
/// be temporary: there one of the name `migrate_same_…` is made and dropped; where the process is killed between, the next
/// comparison or inspection drops it. Who may make nothing is told by how the server would run the texts.
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
    /// What they make, and what the database holds but for what other chains of the program have made.
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
    // What other chains of the program have made is theirs, though nobody asked for them.
    let mut made = Vec::new();
    for (graph, applied) in chains.graphs().iter().zip(&applied) {
        let schema = replay::schema(graph, applied.nodes(), session.dialect);
        made.push(schema.map_err(|error| Error::new(PlanError::from(error)))?);
    }
    let named = chains.asked().iter().flat_map(|at| names_of_schemas(&made[*at])).collect::<BTreeSet<_>>();
    let schemas = schemas.unwrap_or(Schemas::HomeAnd(named));
    let wanted = Wanted { schemas, ledger: session.ledger.clone() };
    let mut inspected = session::inspect(session, &wanted).await.map_err(Error::new)?;
    inspected.forget_renamings();
    let mut drifts = Vec::new();
    for at in chains.asked() {
        let (graph, own) = (&chains.graphs()[*at], &made[*at]);
        let mut found = inspected.clone();
        for (_, other) in made.iter().enumerate().filter(|(other, _)| other != at) {
            leave_out(&mut found, other, own)?;
        }
        let ids = applied[*at].nodes().map(|node| graph.entry(node).id.to_owned());
        drifts.push(ChainDrift {
            chain: graph.chain().to_owned(),
            applied: ids.collect(),
            compared: session::beside(session, found, own).await.map_err(Error::new)?,
        });
    }
    Ok(Drifted { inspected, chains: drifts })
}

/// What a database holds but for what other chains of the program make, as far as their revisions say.
///
/// # Errors
///
/// When a revision of theirs does not fit the ones before it, or the database cannot have what they make.
pub fn without_others(mut inspected: Inspected, own: &Graph, others: &[&Graph]) -> Result<Inspected, Error> {
    let unfit = |error| Error::new(PlanError::from(error));
    let dialect = inspected.dialect;
    let own = replay::schema(own, own.nodes(), dialect).map_err(unfit)?;
    let mut said = Said::nothing(dialect);
    for other in others {
        let other_schema = replay::schema(other, other.nodes(), dialect).map_err(unfit)?;
        leave_out(&mut inspected, &other_schema, &own)?;
        said = said.and(other).map_err(unfit)?;
    }
    inspected.unmodelled.retain(|it| !it.definition.as_deref().is_some_and(|text| said.makes(text)));
    Ok(inspected)
}

/// Takes what another chain has made out of what was found.
fn leave_out(inspected: &mut Inspected, other: &Schema, own: &Schema) -> Result<(), Error> {
    let (dialect, server, home) = (inspected.dialect, inspected.server, inspected.home.clone());
    let real = |schema: &Schema| {
        let real = dialect::realize(schema, dialect, server, home.as_ref());
        real.map_err(|unsupported| Error::new(InspectError::Unsupported(Box::new(unsupported))))
    };
    let (other, own) = (real(other)?, real(own)?);
    for table in other.tables().map(|table| &table.name) {
        if other.owner_of_table(table).is_none() && own.table(table).is_none() {
            inspected.schema.take_table(table);
            inspected.schema.take_sequences(table);
            inspected.schema.take_triggers(table);
            inspected.forget_traits(table);
        }
    }
    for view in other.views().map(|view| &view.name) {
        if other.owner_of_table(view).is_none() && own.view(view).is_none() {
            inspected.schema.take_view(view);
            inspected.schema.take_triggers(view);
            inspected.forget_traits(view);
        }
    }
    for it in other.enum_types().map(|it| &it.name) {
        if other.owner_of_enum(it).is_none() && own.enum_type(it).is_none() {
            inspected.schema.take_enum(it);
        }
    }
    for sequence in other.sequences().map(|sequence| &sequence.name) {
        if other.owner_of_sequence(sequence).is_none() && own.sequence(sequence).is_none() {
            inspected.schema.take_sequence(sequence);
        }
    }
    for function in other.functions().map(Function::signature) {
        if other.owner_of_function(&function).is_none() && own.function(&function).is_none() {
            inspected.schema.take_function(&function);
        }
    }
    for extension in other.extensions().map(|extension| &extension.name) {
        if other.owner_of_extension(extension).is_none() && own.extension(extension).is_none() {
            inspected.schema.take_extension(extension);
        }
    }
    for schema in other.schemas() {
        if other.owner_of_schema(schema).is_none() && !own.schemas().any(|own| own == schema) {
            inspected.schema.take_schema(schema);
        }
    }
    Ok(())
}

/// The schemas that a chain has made, and those that it names.
pub(super) fn names_of_schemas(schema: &Schema) -> Vec<Name> {
    let tables = schema.tables().map(|table| &table.name);
    let enums = schema.enum_types().map(|it| &it.name);
    let views = schema.views().map(|it| &it.name);
    let sequences = schema.sequences().map(|it| &it.name);
    let functions = schema.functions().map(|it| &it.name);
    let names = tables.chain(enums).chain(views).chain(sequences).chain(functions);
    let of_names = names.filter_map(|name| name.schema.clone());
    schema.schemas().cloned().chain(of_names).collect()
}
