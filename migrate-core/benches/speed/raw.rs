//! RAW, what any tool is measured against: one connection, a transaction for each revision, no tool.
//!
//! `raw URL HISTORY` applies the revisions of the file that the database has not recorded.

use std::collections::HashSet;
use std::error::Error;

use sqlx::{
    AssertSqlSafe, ColumnIndex, Connection, Database, Decode, Executor, MySql, Postgres, Row, Sqlite, Type,
    raw_sql,
};

struct Revision {
    number: i64,
    statements: Vec<String>,
}

fn read(path: &str) -> Result<Vec<Revision>, Box<dyn Error>> {
    let mut revisions: Vec<Revision> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        match (line.strip_prefix("-- revision "), revisions.last_mut()) {
            (Some(number), _) => revisions.push(Revision { number: number.parse()?, statements: Vec::new() }),
            (None, Some(revision)) => revision.statements.push(line.to_owned()),
            (None, None) => return Err("the file starts with no revision".into()),
        }
    }
    Ok(revisions)
}

async fn apply<D>(url: &str, revisions: Vec<Revision>) -> Result<(), sqlx::Error>
where
    D: Database,
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    for<'r> i64: Decode<'r, D> + Type<D>,
    usize: ColumnIndex<D::Row>,
{
    let mut connection = D::Connection::connect(url).await?;
    let recorded = connection.fetch_all(raw_sql("SELECT version FROM raw_versions")).await;
    let recorded: HashSet<i64> = match recorded {
        Ok(rows) => rows.iter().map(|row| row.get(0)).collect(),
        Err(_) => {
            connection
                .execute(raw_sql("CREATE TABLE raw_versions (version BIGINT NOT NULL PRIMARY KEY)"))
                .await?;
            HashSet::new()
        }
    };
    for revision in revisions.into_iter().filter(|revision| !recorded.contains(&revision.number)) {
        let mut transaction = connection.begin().await?;
        for statement in revision.statements {
            transaction.execute(raw_sql(AssertSqlSafe(statement))).await?;
        }
        let record = format!("INSERT INTO raw_versions (version) VALUES ({})", revision.number);
        transaction.execute(raw_sql(AssertSqlSafe(record))).await?;
        transaction.commit().await?;
    }
    connection.close().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(url), Some(history)) = (words.next(), words.next()) else {
        return Err("usage: raw URL HISTORY".into());
    };
    let revisions = read(&history)?;
    match url.split(':').next() {
        Some("mysql") => apply::<MySql>(&url, revisions).await?,
        Some("postgres") => apply::<Postgres>(&url, revisions).await?,
        Some("sqlite") => apply::<Sqlite>(&url, revisions).await?,
        _ => return Err(format!("`{url}` is no URL of a database").into()),
    }
    Ok(())
}
