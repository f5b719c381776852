//! Words that nobody knows, each with the one that was meant.

use migrate_core::Table;

#[derive(Table)]
#[table(index_on(id), nmae = "deals", index(id, uniqe = true))]
struct Deal {
    #[column(primary_keys, "id")]
    id: i64,
    #[column(defualt = 1)]
    count: i64,
}

fn main() {}
