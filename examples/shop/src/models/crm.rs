//! Whom we sell to, and what they may buy.

use migrate_core::{SqlEnum, Table};
use rust_decimal::Decimal;
use sqlx::types::chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// Somebody who works with the shop.
#[derive(Clone, Debug, Table)]
pub struct User {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(type = Varchar(255), unique)]
    pub email: String,
    #[column(type = Varchar(120))]
    pub name: String,
    #[column(default = true)]
    pub is_active: bool,
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// Whom we sell to. They were called accounts once, and their keys still are.
#[derive(Clone, Debug, Table)]
#[table(
    primary_key(id, name = "pk_accounts"),
    unique(name, name = "uq_accounts_name"),
    index(owner_id, name = "ix_accounts_owner_id")
)]
pub struct Company {
    #[column(identity)]
    pub id: i64,
    #[column(type = Varchar(200))]
    pub name: String,
    #[column(references = User, on_delete = SetNull, key_name = "fk_accounts_owner_id")]
    pub owner_id: Option<i64>,
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// Whom we talk to there.
#[derive(Clone, Debug, Table)]
#[expect(clippy::duplicated_attributes, reason = "a column may be in several indexes")]
#[table(index(company_id, name = "ix_contacts_account_id"), index(company_id, email, unique))]
pub struct Contact {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = Company, on_delete = Cascade, key_name = "fk_contacts_account_id")]
    pub company_id: i64,
    #[column(type = Varchar(255))]
    pub email: Option<String>,
    #[column(type = Varchar(40))]
    pub phone: Option<String>,
    #[column(type = Varchar(80), default = "")]
    pub first_name: String,
    #[column(type = Varchar(80), default = "")]
    pub last_name: String,
}

/// What they may buy.
#[derive(Clone, Debug, Table)]
#[expect(clippy::duplicated_attributes, reason = "a column may be in several indexes")]
#[table(
    index(company_id, stage, name = "ix_deals_account_id_stage"),
    index(stage, desc(created_at), name = "ix_deals_newest")
)]
pub struct Deal {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = Company, on_delete = Cascade, key_name = "fk_deals_account_id")]
    pub company_id: i64,
    #[column(references = Contact, on_delete = SetNull, index)]
    pub contact_id: Option<i64>,
    #[column(type = Varchar(200))]
    pub title: String,
    #[column(type = Varchar(20), default = "open", check = "stage IN ('open', 'won', 'lost')")]
    pub stage: String,
    #[column(type = Numeric(12, 2), default = 0)]
    pub amount: Decimal,
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// What we offer for, and in which currency.
#[derive(Clone, Debug, Table)]
#[table(check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"), name = "ck_offers_price_positive"))]
pub struct Offer {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = Deal, on_delete = Cascade, index)]
    pub deal_id: i64,
    #[column(type = Numeric(10, 2), default = 0)]
    pub price: Decimal,
    #[column(default = DealCurrency::Eur)]
    pub currency: DealCurrency,
    pub valid_until: NaiveDate,
    pub note: Option<String>,
}

/// The currencies of offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]
#[sql_enum(rename_all = "UPPERCASE")]
pub enum DealCurrency {
    Usd,
    Eur,
    Aed,
}

/// What was done, or is to be done, for a deal.
#[derive(Clone, Debug, Table)]
#[table(
    // MariaDB has no partial indexes; there the whole table is in it.
    index(due_on, predicate = "done_at IS NULL", name = "ix_activities_open", on = [Postgres, Sqlite]),
    index(due_on, done_at, name = "ix_activities_open", on = MySql)
)]
pub struct Activity {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = Deal, on_delete = Cascade, index)]
    pub deal_id: i64,
    #[column(references = User, on_delete = SetNull, index)]
    pub user_id: Option<i64>,
    pub kind: ActivityKind,
    pub body: String,
    pub due_on: Option<DateTime<Utc>>,
    pub starts_at: Option<NaiveTime>,
    pub done_at: Option<DateTime<Utc>>,
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// What is done for deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]
#[sql_enum(rename_all = "lowercase")]
pub enum ActivityKind {
    Call,
    Meeting,
    Note,
}

/// What deals and orders are marked with.
#[derive(Clone, Debug, Table)]
pub struct Tag {
    #[column(primary_key)]
    pub id: i32,
    #[column(type = Varchar(40), unique)]
    pub name: String,
    #[column(type = Char(7), default = "#888888")]
    pub color: String,
}

/// Which deal is marked with what.
#[derive(Clone, Debug, Table)]
#[table(primary_key(deal_id, tag_id))]
pub struct DealTag {
    #[column(references = Deal, on_delete = Cascade)]
    pub deal_id: i64,
    #[column(references = Tag, on_delete = Cascade, index)]
    pub tag_id: i32,
}
