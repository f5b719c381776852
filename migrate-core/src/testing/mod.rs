//! Databases of tests' own, at the head of a chain.
//!
//! `#[migrate_core::test(Shop)]` expands to a call of [`run()`]. A test gets an empty database that nobody else uses,
//! brought to head by the same run that an application makes. After a passing test it is dropped; after a failing
//! one it stays, and its URL is printed. A server that is missing is a failure and never a skipped test.

mod place;

use std::fmt;
use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::timeout;

use crate::dialect::Dialect;
use crate::graph::Target;
use crate::registry::{Chain, ChainDefinition};
use crate::run::{Look, Run};
use crate::session::redact;

use place::Place;

/// How many connections a test's pool opens at most.
const CONNECTIONS: u32 = 5;

/// How long a test's pool is given to close; connections that the test has leaked end with its runtime.
const CLOSE: Duration = Duration::from_secs(5);

/// What a test is called, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct TestName {
    module: &'static str,
    name: &'static str,
    file: &'static str,
    line: u32,
}

impl TestName {
    /// The name from its parts, as the macro knows them.
    pub const fn new(module: &'static str, name: &'static str, file: &'static str, line: u32) -> Self {
        Self { module, name, file, line }
    }
}

impl fmt::Display for TestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { module, name, file, line } = self;
        write!(f, "{module}::{name} at {file}:{line}")
    }
}

/// What a test may return: nothing, or a result.
pub trait Outcome: sealed::Outcome {
    /// Whether the test failed.
    #[doc(hidden)]
    fn failed(&self) -> bool;
}

impl Outcome for () {
    fn failed(&self) -> bool {
        false
    }
}

impl<E: fmt::Debug> Outcome for Result<(), E> {
    fn failed(&self) -> bool {
        self.is_err()
    }
}

/// A pool that a test may ask for: `SqlitePool`, `PgPool` or `MySqlPool`.
pub trait TestPool: sealed::TestPool + Clone + Send + 'static {
    /// The dialect of its database.
    #[doc(hidden)]
    const DIALECT: Dialect;

    /// Opens it.
    #[doc(hidden)]
    fn open(url: &str) -> impl Future<Output = Result<Self, sqlx::Error>>;

    /// Closes it, with all of its connections.
    #[doc(hidden)]
    fn shut(&self) -> impl Future<Output = ()>;
}

mod sealed {
    pub trait Outcome {}
    impl Outcome for () {}
    impl<E> Outcome for Result<(), E> {}

    pub trait TestPool {}
}

macro_rules! pools {
    ($($feature:literal $pool:ident $options:path, $dialect:ident;)*) => {
        $(
            #[cfg(feature = $feature)]
            impl sealed::TestPool for sqlx::$pool {}
            #[cfg(feature = $feature)]
            impl TestPool for sqlx::$pool {
                const DIALECT: Dialect = Dialect::$dialect;

                async fn open(url: &str) -> Result<Self, sqlx::Error> {
                    // A connection that stays idle would only be in the way of dropping the database.
                    <$options>::new().max_connections(CONNECTIONS).connect(url).await
                }

                async fn shut(&self) {
                    self.close().await;
                }
            }
        )*
    };
}

pools! {
    "mysql" MySqlPool sqlx::mysql::MySqlPoolOptions, MySql;
    "postgres" PgPool sqlx::postgres::PgPoolOptions, Postgres;
    "sqlite" SqlitePool sqlx::sqlite::SqlitePoolOptions, Sqlite;
}

/// Runs a test with a database of its own at the head of the chain. Called by generated code.
///
/// # Panics
///
/// When there is no server, when the database cannot be brought to head, and when the test panics.
#[expect(clippy::panic, reason = "a test fails by a panic")]
#[expect(clippy::print_stderr, reason = "the harness shows it below the failed test")]
pub fn run<C: Chain, P: TestPool, F: Future>(chain: C, name: TestName, test: impl FnOnce(P) -> F) -> F::Output
where
    F::Output: Outcome,
{
    let place = match prepare(chain, C::DEFINITION, P::DIALECT, name) {
        Ok(place) => place,
        Err(fault) => panic!("{name}: {fault}"),
    };
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        runtime.block_on(async {
            let pool = P::open(place.url()).await.expect("the test's database can be opened");
            let outcome = test(pool.clone()).await;
            if timeout(CLOSE, pool.shut()).await.is_err() {
                eprintln!("{name}: a connection was not given back to the pool");
            }
            outcome
        })
    }));
    let passed = outcome.as_ref().is_ok_and(|outcome| !outcome.failed());
    if passed {
        if let Err(fault) = place.remove() {
            panic!("{name}: {fault}");
        }
    } else {
        eprintln!("{name}: the database of the failed test is kept: {}", redact(place.url()));
    }
    match outcome {
        Ok(outcome) => outcome,
        Err(payload) => panic::resume_unwind(payload),
    }
}

/// Makes a database and brings it to head. What it returns has been looked at: a test on an empty database would
/// pass for nothing.
fn prepare(
    chain: impl Chain,
    definition: &ChainDefinition,
    dialect: Dialect,
    name: TestName,
) -> Result<Place, String> {
    let place = Place::make(dialect, name.name)?;
    let kept = |fault: String| format!("{fault}\nthe database is kept: {}", redact(place.url()));
    Run::upgrade_url(chain, place.url())
        .to(Target::HEADS)
        .blocking()
        .map_err(|error| kept(format!("the database cannot be brought to head\n{error}")))?;
    let view = Look::url(chain, place.url()).blocking().map_err(|error| kept(error.to_string()))?;
    let missing = view.graph.nodes().filter(|node| !view.applied.contains(*node)).count();
    if missing > 0 || view.records.is_empty() {
        let chain = definition.name;
        return Err(kept(format!(
            "the ledger lacks {missing} revisions of chain `{chain}` after an upgrade to head"
        )));
    }
    Ok(place)
}
