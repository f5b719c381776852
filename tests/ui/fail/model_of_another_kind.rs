//! What is no struct with named fields.

use migrate_core::Table;

#[derive(Table)]
struct Tuple(i64);

#[derive(Table)]
enum Choice {
    One,
}

#[derive(Table)]
struct Generic<T> {
    id: T,
}

fn main() {}
