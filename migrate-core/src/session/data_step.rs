//! Data steps: functions of the author's that work with rows.

use std::any::Any;
use std::error::Error;
use std::future::Future;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::Connection;
use crate::operation::{DataFunction, DataStep, Operation, Operations};
use crate::schema::Expression;
use crate::site::Site;

/// What a data step returns when it fails: any error, and text.
pub type DataError = Box<dyn Error + Send + Sync + 'static>;

/// An async function or closure that a data step can be: it takes the connection, and its future can move between
/// threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no data step",
    label = "no `async fn(&mut Connection) -> Result<(), DataError>` whose future is `Send`",
    note = "write `async fn step(connection: &mut Connection) -> Result<(), DataError>`, or an async closure with the \
            argument's type: `async |connection: &mut Connection| {{ …; Ok::<_, DataError>(()) }}`",
    note = "its future must be `Send`: nothing like an `Rc` may be alive across an `.await`"
)]
pub trait DataFn<'a>: sealed::Sealed<'a> {
    /// Calls the function.
    #[doc(hidden)]
    fn call(&self, connection: &'a mut Connection) -> BoxFuture<'a, Result<(), DataError>>;
}

mod sealed {
    pub trait Sealed<'a> {}
}

impl<'a, F, R, E> sealed::Sealed<'a> for F
where
    F: Fn(&'a mut Connection) -> R,
    R: Future<Output = Result<(), E>> + Send + 'a,
    E: Into<DataError>,
{
}

impl<'a, F, R, E> DataFn<'a> for F
where
    F: Fn(&'a mut Connection) -> R,
    R: Future<Output = Result<(), E>> + Send + 'a,
    E: Into<DataError>,
{
    fn call(&self, connection: &'a mut Connection) -> BoxFuture<'a, Result<(), DataError>> {
        let future = self(connection);
        Box::pin(async move { future.await.map_err(Into::into) })
    }
}

/// What a data step is kept as.
trait Step: Send + Sync {
    fn call<'a>(&self, connection: &'a mut Connection) -> BoxFuture<'a, Result<(), DataError>>;
}

impl<F> Step for F
where
    F: for<'a> DataFn<'a> + Send + Sync,
{
    fn call<'a>(&self, connection: &'a mut Connection) -> BoxFuture<'a, Result<(), DataError>> {
        DataFn::call(self, connection)
    }
}

struct Kept(Box<dyn Step>);

fn keep(function: impl for<'a> DataFn<'a> + Send + Sync + 'static) -> DataFunction {
    let kept: Arc<dyn Any + Send + Sync> = Arc::new(Kept(Box::new(function)));
    DataFunction::new(kept)
}

/// Calls what [`Operations::data_step`] kept.
pub(crate) fn call<'a>(
    function: &DataFunction,
    connection: &'a mut Connection,
) -> BoxFuture<'a, Result<(), DataError>> {
    let kept = function.inner().downcast_ref::<Kept>().expect("only `keep` makes data functions");
    kept.0.call(connection)
}

/// Says more of a data step.
#[derive(Debug)]
pub struct DataStepBuilder<'a> {
    step: &'a mut DataStep,
}

impl DataStepBuilder<'_> {
    /// What undoes the step, for the downgrade.
    #[expect(clippy::return_self_not_must_use, reason = "the step is recorded already")]
    pub fn reverse(self, function: impl for<'a> DataFn<'a> + Send + Sync + 'static) -> Self {
        self.step.reverse = Some(keep(function));
        self
    }

    /// SQL that does the same in a script for `psql`, `mariadb` or `sqlite3` (`upgrade --sql`), where no function can run.
    /// Without it there is no script of the revision.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # async fn shout(_: &mut Connection) -> Result<(), DataError> { Ok(()) }
    /// # async fn calm_down(_: &mut Connection) -> Result<(), DataError> { Ok(()) }
    /// # fn upgrade(op: &mut Operations) {
    /// op.data_step("shout", shout)
    ///     .reverse(calm_down)
    ///     .offline_sql("UPDATE people SET name = upper(name)")
    ///     .offline_reverse_sql("UPDATE people SET name = lower(name)");
    /// # }
    /// ```
    #[expect(clippy::return_self_not_must_use, reason = "the step is recorded already")]
    pub fn offline_sql(self, sql: impl Into<Expression>) -> Self {
        self.step.offline = Some(sql.into());
        self
    }

    /// SQL that undoes the step in a script; see [`offline_sql`](Self::offline_sql).
    #[expect(clippy::return_self_not_must_use, reason = "the step is recorded already")]
    pub fn offline_reverse_sql(self, sql: impl Into<Expression>) -> Self {
        self.step.offline_reverse = Some(sql.into());
        self
    }
}

impl Operations {
    /// Runs an async function of yours with the connection, in the revision's transaction.
    ///
    /// The name is what stands for the function in the revision's hash and in the ledger: it stays, whatever
    /// becomes of the code. A transaction that the function begins through sqlx nests in the revision's. On MySQL and
    /// MariaDB, a statement that changes the schema commits, there as everywhere.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.data_step("split names", split_names).reverse(async |connection: &mut Connection| {
    ///     connection.execute("UPDATE people SET name = first || ' ' || last").await?;
    ///     Ok::<_, DataError>(())
    /// });
    /// # }
    ///
    /// async fn split_names(connection: &mut Connection) -> Result<(), DataError> {
    ///     for row in connection.fetch_all("SELECT id, name FROM people").await? {
    ///         let (id, name): (i64, String) = (row.get("id")?, row.get("name")?);
    ///         let (first, last) = name.split_once(' ').ok_or_else(|| format!("{id} has one name: {name}"))?;
    ///         let (first, last) = (first.replace('\'', "''"), last.replace('\'', "''"));
    ///         let update = format!("UPDATE people SET first = '{first}', last = '{last}' WHERE id = {id}");
    ///         connection.execute(&update).await?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    #[track_caller]
    pub fn data_step(
        &mut self,
        name: impl Into<String>,
        function: impl for<'a> DataFn<'a> + Send + Sync + 'static,
    ) -> DataStepBuilder<'_> {
        let step = DataStep {
            name: name.into(),
            function: keep(function),
            reverse: None,
            offline: None,
            offline_reverse: None,
        };
        match self.push(step, Site::caller()) {
            Operation::DataStep(step) => DataStepBuilder { step },
            other => unreachable!("recorded as {other:?}"),
        }
    }
}
