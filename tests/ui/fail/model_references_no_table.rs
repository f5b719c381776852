//! A foreign key to a struct that is no table.

use migrate_core::Table;

struct Deal {
    id: i64,
}

#[derive(Table)]
struct Offer {
    id: i64,
    #[column(references = Deal)]
    deal_id: i64,
}

fn main() {}
