//! Databases in memory, whose one connection is borrowed and goes back to its pool as it came.

use std::future::{Future, IntoFuture};
use std::task::Poll;

use sqlx::SqlitePool;
use sqlx::sqlite::SqlitePoolOptions;

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("code", Varchar(10)).unique();
            });
            op.create_table("lines", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
            op.insert("deals", ["id", "code"], [(1, "one"), (2, "two")]);
            op.insert("lines", ["deal_id"], [(1,), (2,)]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_constraint("deals", "uq_deals_code");
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("deals", "code", |c| {
                c.set_type(Integer);
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

use shop::Shop;

async fn one_connection() -> SqlitePool {
    SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap()
}

async fn number(pool: &SqlitePool, sql: &'static str) -> i64 {
    sqlx::query_scalar::<_, i64>(sql).fetch_one(pool).await.unwrap()
}

async fn assert_as_it_came(pool: &SqlitePool) {
    assert_eq!(number(pool, "PRAGMA foreign_keys").await, 1);
    assert_eq!(number(pool, "PRAGMA legacy_alter_table").await, 0);
    assert_eq!(number(pool, "SELECT count(*) FROM lines").await, 2);
}

#[tokio::test]
async fn a_borrowed_connection_goes_back_as_it_came() {
    let pool = one_connection().await;
    Shop.upgrade(&pool).to("r2").await.unwrap();
    assert_as_it_came(&pool).await;
    let error = Shop.upgrade(&pool).await.unwrap_err();
    assert!(error.to_string().contains("2 rows have a `code` that is no Integer"), "{error}");
    assert_as_it_came(&pool).await;
    Shop.downgrade(&pool, "r1").await.unwrap();
    assert_as_it_came(&pool).await;
}

#[tokio::test]
async fn a_run_that_is_dropped_in_its_middle_leaves_the_old_table() {
    let mut unfinished = 0;
    for looks in (1..200).step_by(3) {
        let pool = one_connection().await;
        Shop.upgrade(&pool).to("r1").await.unwrap();
        looked_at(Shop.upgrade(&pool).to("r2").into_future(), looks).await;
        assert_as_it_came(&pool).await;
        let applied = number(&pool, "SELECT count(*) FROM migrate_ledger").await;
        let unique = number(&pool, "SELECT count(*) FROM pragma_index_list('deals')").await;
        assert_eq!(applied + unique, 2, "after {looks} looks");
        assert_eq!(number(&pool, "SELECT count(*) FROM deals").await, 2);
        unfinished += i64::from(applied == 1);
    }
    assert!(unfinished > 0, "{unfinished} of the runs were dropped in their middle");
}

/// Drops a future when it was looked at so many times, if it is not done by then.
async fn looked_at<F: Future>(future: F, most: usize) {
    let mut future = Box::pin(future);
    let mut looks = 0;
    std::future::poll_fn(|context| {
        looks += 1;
        let done = future.as_mut().poll(context).is_ready();
        if done || looks == most { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// The test of a chain's user has the last revision, tables that were rebuilt and foreign keys that are on.
mod tested {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("code", Varchar(10)).nullable();
            });
            op.create_table("lines", |t| {
                t.column("deal_id", BigInt).references("deals", "id");
            });
            op.alter_column("deals", "code", |c| {
                c.not_null();
            });
        }
    }
    migrate_core::chain!(pub(super) Tested = "tested");
}

use tested::Tested;

#[migrate_core::test(Tested)]
async fn a_users_test_has_the_rebuilt_tables(pool: SqlitePool) {
    sqlx::raw_sql("INSERT INTO deals VALUES (1, 'a')").execute(&pool).await.unwrap();
    assert!(sqlx::raw_sql("INSERT INTO deals VALUES (2, NULL)").execute(&pool).await.is_err());
    assert!(sqlx::raw_sql("INSERT INTO lines VALUES (2)").execute(&pool).await.is_err());
}
