//! What the application asks of its database, each test with a database of its own at the head of the chain.

use shop::{Report, Shop, Store, Total};
use sqlx::{Error, MySqlPool, PgPool, SqlitePool};

async fn totals(store: &impl Store) -> Result<(), Error> {
    store.put_company("Tea Time Ltd").await?;
    store.put_product("TEA-100", "Tea, 100 g", "4.90").await?;
    store.put_product("POT-1", "Teapot", "39.00").await?;
    let number = store.add_order("Tea Time Ltd", &[("TEA-100", 3), ("POT-1", 2)]).await?;
    let sales = store.sales().await?;
    assert_eq!(sales.len(), 1, "{sales:?}");
    assert_eq!((sales[0].items, sales[0].cents, sales[0].status.as_str()), (2, 9270, "new"));

    // A new price is for new orders.
    store.put_product("TEA-100", "Tea, 100 g", "5.10").await?;
    store.add_order("Tea Time Ltd", &[("TEA-100", 1)]).await?;
    store.pay(&number).await?;
    let report = store.sales().await?.into_iter().collect::<Report>();
    assert_eq!(report.total("Tea Time Ltd"), Total { orders: 2, cents: 9780, unpaid: 510 });
    Ok(())
}

async fn an_order_is_taken_whole(store: &impl Store) -> Result<(), Error> {
    store.put_company("Tea Time Ltd").await?;
    store.put_product("TEA-100", "Tea, 100 g", "4.90").await?;
    let refused = store.add_order("Tea Time Ltd", &[("TEA-100", 1), ("COFFEE", 1)]).await;
    assert!(matches!(refused, Err(Error::RowNotFound)), "{refused:?}");
    assert_eq!(store.sales().await?, []);
    Ok(())
}

#[migrate_core::test(Shop)]
async fn totals_on_mysql(pool: MySqlPool) -> Result<(), Error> {
    totals(&pool).await
}

#[migrate_core::test(Shop)]
async fn totals_on_postgres(pool: PgPool) -> Result<(), Error> {
    totals(&pool).await
}

#[migrate_core::test(Shop)]
async fn totals_on_sqlite(pool: SqlitePool) -> Result<(), Error> {
    totals(&pool).await
}

#[migrate_core::test(Shop)]
async fn an_order_is_taken_whole_on_mysql(pool: MySqlPool) -> Result<(), Error> {
    an_order_is_taken_whole(&pool).await
}

#[migrate_core::test(Shop)]
async fn an_order_is_taken_whole_on_postgres(pool: PgPool) -> Result<(), Error> {
    an_order_is_taken_whole(&pool).await
}

#[migrate_core::test(Shop)]
async fn an_order_is_taken_whole_on_sqlite(pool: SqlitePool) -> Result<(), Error> {
    an_order_is_taken_whole(&pool).await
}

#[migrate_core::test(Shop)]
async fn seed_rows_are_there(pool: SqlitePool) {
    let countries = "SELECT COUNT(*) FROM countries WHERE calling_code LIKE '+%'";
    assert_eq!(sqlx::query_scalar::<_, i64>(countries).fetch_one(&pool).await.unwrap(), 7);
    let tags: Vec<String> =
        sqlx::query_scalar("SELECT name FROM tags ORDER BY id").fetch_all(&pool).await.unwrap();
    assert_eq!(tags, ["key account", "renewal", "at risk"]);
}
