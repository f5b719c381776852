//! A default that is no value.

use migrate_core::Table;

struct Money;

#[derive(Table)]
struct Deal {
    #[column(default = Money)]
    price: i64,
}

fn main() {}
