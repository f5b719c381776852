//! What the application asks of its database, whichever of the three it is.
//!
//! The queries know the schema at the chain's head, and nothing of how it came about.

use std::future::Future;

use sqlx::{Error, MySql, MySqlPool, PgPool, Postgres, QueryBuilder, Sqlite, SqlitePool};

use crate::report::Sale;

/// What an order is made of: products by their number, and how many of each.
pub type Line<'a> = (&'a str, i32);

/// The shop's questions and changes. Implemented for the three pools of sqlx.
pub trait Store {
    /// Puts a product on the list, or changes its price if it is there.
    ///
    /// # Errors
    ///
    /// When the database says so.
    fn put_product(
        &self,
        sku: &str,
        name: &str,
        price: &str,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// Makes a company known, if it is not.
    ///
    /// # Errors
    ///
    /// When the database says so.
    fn put_company(&self, name: &str) -> impl Future<Output = Result<(), Error>> + Send;

    /// Takes an order at today's prices and returns its number. All of it is taken, or nothing.
    ///
    /// # Errors
    ///
    /// [`Error::RowNotFound`] when there is no such company or product; otherwise what the database says.
    fn add_order(
        &self,
        company: &str,
        lines: &[Line<'_>],
    ) -> impl Future<Output = Result<String, Error>> + Send;

    /// Marks an order as paid.
    ///
    /// # Errors
    ///
    /// [`Error::RowNotFound`] when there is no such order; otherwise what the database says.
    fn pay(&self, number: &str) -> impl Future<Output = Result<(), Error>> + Send;

    /// What was sold, order by order.
    ///
    /// # Errors
    ///
    /// When the database says so.
    fn sales(&self) -> impl Future<Output = Result<Vec<Sale>, Error>> + Send;
}

/// Fails where a statement was to change a row and found none.
fn found(rows: u64) -> Result<(), Error> {
    if rows == 0 { Err(Error::RowNotFound) } else { Ok(()) }
}

// `QueryBuilder` writes the placeholders of each database: `$1` here, `?` there. Amounts are bound as text, which
// PostgreSQL alone wants to be told to read as a number. Everything else is the same.
macro_rules! store {
    ($($pool:ty: $database:ty, $amount:literal, $amount_end:literal;)*) => {$(
        impl Store for $pool {
            async fn put_product(&self, sku: &str, name: &str, price: &str) -> Result<(), Error> {
                let mut update = QueryBuilder::<$database>::new("UPDATE products SET price = ");
                update.push($amount).push_bind(price).push($amount_end);
                update.push(" WHERE sku = ").push_bind(sku);
                if update.build().execute(self).await?.rows_affected() > 0 {
                    return Ok(());
                }
                let mut insert = QueryBuilder::<$database>::new(
                    "INSERT INTO products (currency_code, sku, name, price) VALUES ('EUR', ",
                );
                insert.push_bind(sku).push(", ").push_bind(name).push(", ");
                insert.push($amount).push_bind(price).push($amount_end).push(")");
                insert.build().execute(self).await?;
                Ok(())
            }

            async fn put_company(&self, name: &str) -> Result<(), Error> {
                let mut count =
                    QueryBuilder::<$database>::new("SELECT COUNT(*) FROM companies WHERE name = ");
                count.push_bind(name);
                if count.build_query_scalar::<i64>().fetch_one(self).await? == 0 {
                    let mut insert =
                        QueryBuilder::<$database>::new("INSERT INTO companies (name) VALUES (");
                    insert.push_bind(name).push(")").build().execute(self).await?;
                }
                Ok(())
            }

            async fn add_order(&self, company: &str, lines: &[Line<'_>]) -> Result<String, Error> {
                let mut transaction = self.begin().await?;
                let orders = sqlx::query_scalar::<$database, i64>("SELECT COUNT(*) FROM orders");
                let number = format!("S-{:05}", orders.fetch_one(&mut *transaction).await? + 1);

                let mut order =
                    QueryBuilder::<$database>::new("INSERT INTO orders (company_id, number) SELECT c.id, ");
                order.push_bind(&number).push(" FROM companies c WHERE c.name = ").push_bind(company);
                found(order.build().execute(&mut *transaction).await?.rows_affected())?;

                for (position, (sku, quantity)) in (1_i16..).zip(lines) {
                    let mut item = QueryBuilder::<$database>::new(
                        "INSERT INTO order_items (order_id, product_id, unit_price, position, quantity) \
                         SELECT o.id, p.id, p.price, ",
                    );
                    item.push(position).push(", ").push(quantity);
                    item.push(" FROM orders o, products p WHERE o.number = ").push_bind(&number);
                    item.push(" AND p.sku = ").push_bind(*sku);
                    found(item.build().execute(&mut *transaction).await?.rows_affected())?;
                }
                transaction.commit().await?;
                Ok(number)
            }

            async fn pay(&self, number: &str) -> Result<(), Error> {
                let mut update =
                    QueryBuilder::<$database>::new("UPDATE orders SET status = 'paid' WHERE number = ");
                found(update.push_bind(number).build().execute(self).await?.rows_affected())
            }

            async fn sales(&self) -> Result<Vec<Sale>, Error> {
                let query = sqlx::query_as::<$database, (String, String, String, i64, i64)>(
                    "SELECT c.name, t.number, t.status, t.items, t.cents \
                     FROM order_totals t JOIN companies c ON c.id = t.company_id ORDER BY t.number",
                );
                let rows = query.fetch_all(self).await?;
                let sale = |(company, number, status, items, cents)| Sale { company, number, status, items, cents };
                Ok(rows.into_iter().map(sale).collect())
            }
        }
    )*};
}

store! {
    MySqlPool: MySql, "", "";
    PgPool: Postgres, "CAST(", " AS NUMERIC)";
    SqlitePool: Sqlite, "", "";
}
