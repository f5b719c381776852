//! A column that references a primary key of two.

use migrate_core::Table;

#[derive(Table)]
#[table(primary_key(shop, number))]
struct Deal {
    shop: i64,
    number: i64,
}

#[derive(Table)]
struct Offer {
    #[column(references = Deal)]
    deal: i64,
}

fn main() {}
