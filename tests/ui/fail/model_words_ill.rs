//! Words that stand twice, or take something else.

use migrate_core::Table;

#[derive(Table)]
#[table(name = 1, comment, index(id, unique, unique), renamed_from(a))]
#[table]
struct Deal {
    #[column(unique, unique, name)]
    id: i64,
    #[column(default, nullable = true)]
    count: i64,
    #[column(nullable, not_null, identity, identity)]
    other: i64,
    #[column(skip, unique)]
    skipped: i64,
}

fn main() {}
