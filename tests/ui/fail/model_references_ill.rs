//! What `references` does not take.

use migrate_core::Table;

#[derive(Table)]
#[table(foreign_key(a, b, references("deals", "id")))]
#[table(foreign_key(a, b))]
struct Offer {
    #[column(references = "deals")]
    a: i64,
    #[column(references("deals"))]
    b: i64,
    #[column(on_delete = Cascade)]
    c: i64,
}

fn main() {}
