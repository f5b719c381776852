//! What we sell, and where to.

use migrate_core::Table;
use rust_decimal::Decimal;

use super::Company;

/// What prices are in.
#[derive(Clone, Debug, Table)]
pub struct Currency {
    #[column(primary_key, type = Char(3))]
    pub code: String,
    #[column(type = Varchar(60))]
    pub name: String,
    #[column(default = 2)]
    pub minor_units: i16,
}

/// Where we sell to.
#[derive(Clone, Debug, Table)]
pub struct Country {
    #[column(primary_key, type = Char(2))]
    pub code: String,
    #[column(type = Varchar(80), unique)]
    pub name: String,
    #[column(type = Char(3), references = Currency, on_delete = Restrict, index)]
    pub currency_code: String,
    #[column(type = Varchar(6))]
    pub calling_code: Option<String>,
}

/// What we sell.
#[derive(Clone, Debug, Table)]
pub struct Product {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(type = Varchar(40), unique)]
    pub sku: String,
    #[column(type = Varchar(200))]
    pub name: String,
    pub description: Option<String>,
    #[column(type = Numeric(12, 2), check = expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"))]
    pub price: Decimal,
    #[column(type = Char(3), references = Currency, on_delete = Restrict, index)]
    pub currency_code: String,
    pub weight_grams: Option<i32>,
    #[column(default = true)]
    pub is_listed: bool,
}

/// Where a company is.
#[derive(Clone, Debug, Table)]
#[table(unique(company_id, street, postal_code))]
pub struct Address {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = Company, on_delete = Cascade, index)]
    pub company_id: i64,
    #[column(type = Varchar(200))]
    pub street: String,
    #[column(type = Varchar(120))]
    pub city: String,
    #[column(type = Varchar(12))]
    pub postal_code: Option<String>,
    #[column(type = Char(2), references = Country, on_delete = Restrict, index)]
    pub country_code: String,
}
