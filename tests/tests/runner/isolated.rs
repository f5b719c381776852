//! `#[migrate_core::test]`: a database of its own for each test.

use std::panic;
use std::sync::Mutex;

use migrate_core::testing::{TestName, run};
use sqlx::{MySqlPool, PgPool, SqlitePool};

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

use shop::Shop;

macro_rules! writes_and_counts {
    ($name:ident, $pool:ty) => {
        #[migrate_core::test(Shop)]
        async fn $name(pool: $pool) -> Result<(), sqlx::Error> {
            sqlx::raw_sql("INSERT INTO deals VALUES (1)").execute(&pool).await?;
            let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM deals").fetch_one(&pool).await?;
            assert_eq!(count, 1, "nobody else has written here");
            Ok(())
        }
    };
}

writes_and_counts!(one_on_mysql, MySqlPool);
writes_and_counts!(another_on_mysql, MySqlPool);
writes_and_counts!(one_on_postgres, PgPool);
writes_and_counts!(another_on_postgres, PgPool);
writes_and_counts!(one_on_sqlite, SqlitePool);
writes_and_counts!(another_on_sqlite, SqlitePool);

const NAME: TestName = TestName::new("isolated", "an inner test", "isolated.rs", 1);

#[test]
fn a_passing_test_leaves_no_database() {
    let name = Mutex::new(String::new());
    run(Shop, NAME, async |pool: PgPool| {
        // A connection that is never given back does not keep the database.
        let leaked = pool.acquire().await.unwrap().leak();
        std::mem::forget(leaked);
        let (database,): (String,) =
            sqlx::query_as("SELECT current_database()").fetch_one(&pool).await.unwrap();
        *name.lock().unwrap() = database;
    });
    let name = name.into_inner().unwrap();
    assert!(name.starts_with("migrate_test_an_inner_test_"), "{name}");
    let database = migrate_tests::Database::create(migrate_tests::Kind::Postgres);
    let count = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}';");
    assert_eq!(database.sql(&count), "0\n");
}

#[test]
fn a_failing_test_keeps_its_database() {
    let file = Mutex::new(String::new());
    let failed = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        run(Shop, NAME, async |pool: SqlitePool| {
            let (path,): (String,) =
                sqlx::query_as("SELECT file FROM pragma_database_list").fetch_one(&pool).await.unwrap();
            *file.lock().unwrap() = path;
            assert!(pool.is_closed(), "on purpose");
        });
    }));
    assert!(failed.is_err());
    let file = file.into_inner().unwrap();
    let folder = std::path::Path::new(&file).parent().unwrap();
    assert!(folder.join("test.db").exists());
    std::fs::remove_dir_all(folder).unwrap();

    let error = run(Shop, NAME, async |pool: SqlitePool| {
        let (path,): (String,) = sqlx::query_as("SELECT file FROM pragma_database_list")
            .fetch_one(&pool)
            .await
            .map_err(|error| error.to_string())?;
        Err::<(), String>(path)
    });
    let file = error.unwrap_err();
    assert!(std::path::Path::new(&file).exists(), "{file}");
    std::fs::remove_dir_all(std::path::Path::new(&file).parent().unwrap()).unwrap();
}
