//! An option that a database does not have.

use migrate_core::Table;

#[derive(Table)]
#[table(mysql(engin = "Aria"), sqlite(strict = 1))]
struct Deal {
    id: i64,
}

fn main() {}
