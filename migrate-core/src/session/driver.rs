//! What the drivers of sqlx do alike, written once for all of them.

use std::sync::Arc;

use futures_util::TryStreamExt;
use futures_util::future::BoxFuture;
use sqlx::{AssertSqlSafe, Column, Either, Executor, Row as _, SqlSafeStr};
// sqlx keeps the trait to itself, and its own `Transaction` borrows the connection that a data step needs.
use sqlx_core::transaction::TransactionManager;

use super::DatabaseError;
use super::connection::{Answer, MessageError};
use super::row::{Cell, Row};

/// A database of sqlx.
pub(crate) trait Driver: sqlx::Database {
    /// How a transaction begins, where not by `BEGIN`.
    const BEGIN: Option<&'static str>;

    /// How many rows a statement affected.
    fn affected(result: &Self::QueryResult) -> u64;

    /// A value of a row that came by the simple protocol.
    fn cell(row: &Self::Row, at: usize) -> Result<Cell, sqlx::Error>;
}

/// Sends statements as one message and collects what comes back.
pub(crate) fn send<'c, D: Driver>(
    connection: &'c mut D::Connection,
    sql: String,
) -> BoxFuture<'c, Result<Answer, MessageError>>
where
    &'c mut D::Connection: Executor<'c, Database = D>,
{
    let mut results = connection.fetch_many(sqlx::raw_sql(AssertSqlSafe(sql)));
    Box::pin(async move {
        let mut answer = Answer { rows: Vec::new(), affected: 0 };
        let mut completed = 0;
        let mut columns = None;
        loop {
            let result = results.try_next().await.and_then(|result| match result {
                None => Ok(true),
                Some(Either::Left(done)) => {
                    completed += 1;
                    columns = None;
                    answer.affected += D::affected(&done);
                    Ok(false)
                }
                Some(Either::Right(row)) => {
                    answer.rows.push(read::<D>(&row, &mut columns)?);
                    Ok(false)
                }
            });
            match result {
                Ok(false) => {}
                Ok(true) => return Ok(answer),
                Err(error) => return Err(MessageError { completed, rows: answer.rows, error: error.into() }),
            }
        }
    })
}

fn read<D: Driver>(row: &D::Row, columns: &mut Option<Arc<[String]>>) -> Result<Row, sqlx::Error> {
    let names =
        columns.get_or_insert_with(|| row.columns().iter().map(|column| column.name().to_owned()).collect());
    let cells = (0..names.len()).map(|at| D::cell(row, at)).collect::<Result<_, _>>()?;
    Ok(Row::new(Arc::clone(names), cells))
}

/// Opens a transaction of which sqlx knows.
pub(crate) async fn begin<D: Driver>(connection: &mut D::Connection) -> Result<(), DatabaseError> {
    let statement = D::BEGIN.map(SqlSafeStr::into_sql_str);
    Ok(D::TransactionManager::begin(connection, statement).await?)
}

/// Commits it.
pub(crate) async fn commit<D: Driver>(connection: &mut D::Connection) -> Result<(), DatabaseError> {
    Ok(D::TransactionManager::commit(connection).await?)
}

/// Rolls it back.
pub(crate) async fn rollback<D: Driver>(connection: &mut D::Connection) -> Result<(), DatabaseError> {
    Ok(D::TransactionManager::rollback(connection).await?)
}

/// How many transactions are nested.
pub(crate) fn depth<D: Driver>(connection: &D::Connection) -> usize {
    D::TransactionManager::get_transaction_depth(connection)
}

#[cfg(feature = "mysql")]
impl Driver for sqlx::MySql {
    const BEGIN: Option<&'static str> = None;

    fn affected(result: &Self::QueryResult) -> u64 {
        result.rows_affected()
    }

    fn cell(row: &Self::Row, at: usize) -> Result<Cell, sqlx::Error> {
        text_or_bytes::<Self>(row, at)
    }
}

#[cfg(feature = "postgres")]
impl Driver for sqlx::Postgres {
    const BEGIN: Option<&'static str> = None;

    fn affected(result: &Self::QueryResult) -> u64 {
        result.rows_affected()
    }

    fn cell(row: &Self::Row, at: usize) -> Result<Cell, sqlx::Error> {
        text_or_bytes::<Self>(row, at)
    }
}

#[cfg(any(feature = "mysql", feature = "postgres"))]
fn text_or_bytes<'r, D: Driver>(row: &'r D::Row, at: usize) -> Result<Cell, sqlx::Error>
where
    usize: sqlx::ColumnIndex<D::Row>,
    String: sqlx::Decode<'r, D>,
    Vec<u8>: sqlx::Decode<'r, D>,
{
    use sqlx::ValueRef;

    if row.try_get_raw(at)?.is_null() {
        return Ok(Cell::Null);
    }
    match row.try_get_unchecked::<'r, String, usize>(at) {
        Ok(text) => Ok(Cell::Text(text)),
        Err(_) => row.try_get_unchecked::<'r, Vec<u8>, usize>(at).map(Cell::Bytes),
    }
}

#[cfg(feature = "sqlite")]
impl Driver for sqlx::Sqlite {
    /// The lock for writing comes at once, so that no statement later finds that another writer was quicker.
    const BEGIN: Option<&'static str> = Some("BEGIN IMMEDIATE");

    fn affected(result: &Self::QueryResult) -> u64 {
        result.rows_affected()
    }

    fn cell(row: &Self::Row, at: usize) -> Result<Cell, sqlx::Error> {
        use sqlx::{TypeInfo, ValueRef};

        let value = row.try_get_raw(at)?;
        if value.is_null() {
            return Ok(Cell::Null);
        }
        let kind = value.type_info().name().to_owned();
        match kind.as_str() {
            "BLOB" => row.try_get_unchecked(at).map(Cell::Bytes),
            "INTEGER" => row.try_get_unchecked(at).map(Cell::Integer),
            "REAL" => row.try_get_unchecked(at).map(Cell::Real),
            _ => row.try_get_unchecked(at).map(Cell::Text),
        }
    }
}
