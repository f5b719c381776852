//! The application: it brings its database to the head of the chain, takes an order, and prints a report.

use std::error::Error;
use std::process::ExitCode;

use shop::{Report, Shop, Store};
use sqlx::{MySqlPool, PgPool, SqlitePool};

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stderr, reason = "a program with a terminal")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("shop-app: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite://shop.db?mode=rwc".to_owned());
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("mysql" | "mariadb") => {
            let pool = MySqlPool::connect(&url).await?;
            Shop.upgrade(&pool).await?;
            sell(&pool).await
        }
        Some("postgres" | "postgresql") => {
            let pool = PgPool::connect(&url).await?;
            Shop.upgrade(&pool).await?;
            sell(&pool).await
        }
        Some("sqlite") => {
            let pool = SqlitePool::connect(&url).await?;
            Shop.upgrade(&pool).await?;
            sell(&pool).await
        }
        _ => Err("DATABASE_URL is no sqlite:, postgres: or mysql: address".into()),
    }
}

/// A day at the shop.
#[expect(clippy::print_stdout, reason = "a program with a terminal")]
async fn sell(store: &impl Store) -> Result<(), Box<dyn Error>> {
    store.put_product("TEA-100", "Tea, 100 g", "4.90").await?;
    store.put_product("POT-1", "Teapot", "39.00").await?;
    for company in ["Fischer & Söhne", "Tea Time Ltd"] {
        store.put_company(company).await?;
    }
    let paid = store.add_order("Fischer & Söhne", &[("TEA-100", 12), ("POT-1", 1)]).await?;
    store.pay(&paid).await?;
    let open = store.add_order("Tea Time Ltd", &[("TEA-100", 30)]).await?;
    println!("took the orders {paid} (paid) and {open}\n");

    let report = store.sales().await?.into_iter().collect::<Report>();
    print!("{report}");
    Ok(())
}
