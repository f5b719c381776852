//! A foreign key to a field that is not there.

use migrate_core::Table;

#[derive(Table)]
struct Deal {
    #[column(primary_key)]
    id: i64,
    title: String,
}

#[derive(Table)]
struct Offer {
    id: i64,
    #[column(references = Deal::number)]
    deal_id: i64,
}

fn main() {}
