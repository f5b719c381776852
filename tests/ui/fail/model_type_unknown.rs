//! A field of a type that has no column type.

use migrate_core::Table;

struct Money(i64);

#[derive(Table)]
struct Offer {
    id: i64,
    price: Option<Money>,
    count: u32,
}

fn main() {}
