//! A foreign key to a model without a primary key.

use migrate_core::Table;

#[derive(Table)]
struct Deal {
    id: i64,
}

#[derive(Table)]
struct Offer {
    #[column(references = Deal)]
    deal_id: i64,
}

fn main() {}
