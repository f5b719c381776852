//! What was bought.

use migrate_core::{SqlEnum, Table};
use rust_decimal::Decimal;
use sqlx::types::Uuid;
use sqlx::types::chrono::{DateTime, Utc};

use super::{Address, Company, Deal, Product, Tag};

/// What a company has bought at once.
#[derive(Clone, Debug, Table)]
#[table(
    index(company_id, desc(placed_at)),
    index(status, placed_at),
    check("shipping_cost >= 0", name = "ck_orders_shipping_cost", on = [MySql, Postgres]),
    check("CAST(shipping_cost AS REAL) >= 0", name = "ck_orders_shipping_cost", on = Sqlite)
)]
pub struct Order {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(type = Varchar(20), unique)]
    pub number: String,
    #[column(references = Company, on_delete = Restrict, key_name = "fk_orders_account_id")]
    pub company_id: i64,
    #[column(references = Deal, on_delete = SetNull, index)]
    pub deal_id: Option<i64>,
    #[column(default = OrderStatus::New)]
    pub status: OrderStatus,
    #[column(default = now())]
    pub placed_at: DateTime<Utc>,
    #[column(references = Address, on_delete = SetNull)]
    pub address_id: Option<i64>,
    #[column(type = Numeric(8, 2), default = "0.00")]
    pub shipping_cost: Decimal,
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]
#[sql_enum(rename_all = "lowercase")]
pub enum OrderStatus {
    New,
    Paid,
    Shipped,
    Returned,
    Cancelled,
}

/// What an order is made of.
#[derive(Clone, Debug, Table)]
pub struct OrderItem {
    #[column(primary_key, references = Order, on_delete = Cascade)]
    pub order_id: i64,
    #[column(primary_key)]
    pub position: i16,
    #[column(references = Product, on_delete = Restrict, index)]
    pub product_id: i64,
    #[column(default = 1, check = "quantity > 0")]
    pub quantity: i32,
    #[column(type = Numeric(12, 2))]
    pub unit_price: Decimal,
}

/// Which order is marked with what.
#[derive(Clone, Debug, Table)]
pub struct OrderTag {
    #[column(primary_key, references = Order, on_delete = Cascade)]
    pub order_id: i64,
    #[column(primary_key, references = Tag, on_delete = Cascade, index)]
    pub tag_id: i32,
}

/// What was paid for an order.
#[derive(Clone, Debug, Table)]
pub struct Payment {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(references = Order, on_delete = Cascade, index)]
    pub order_id: i64,
    #[column(default = PaymentMethod::Card)]
    pub method: PaymentMethod,
    #[column(type = Numeric(12, 2))]
    pub amount: Decimal,
    pub answer: Option<sqlx::types::JsonValue>,
    pub receipt: Option<Vec<u8>>,
    #[column(default = now())]
    pub paid_at: DateTime<Utc>,
}

/// How an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]
#[sql_enum(rename_all = "lowercase")]
pub enum PaymentMethod {
    Card,
    Transfer,
    #[sql_enum(name = "cash on delivery")]
    CashOnDelivery,
}
