//! Two primary keys.

use migrate_core::Table;

#[derive(Table)]
#[table(primary_key(shop, number))]
struct Deal {
    #[column(primary_key)]
    id: i64,
    shop: i64,
    number: i64,
}

fn main() {}
