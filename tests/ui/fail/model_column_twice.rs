//! Two fields of one column, and none.

use migrate_core::Table;

#[derive(Table)]
struct Deal {
    id: i64,
    #[column(name = "id")]
    number: i64,
}

#[derive(Table)]
struct Nothing {
    #[column(skip)]
    id: i64,
}

fn main() {}
