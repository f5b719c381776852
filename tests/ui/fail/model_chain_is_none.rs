//! A chain that is none.

use migrate_core::Table;

struct NoChain;

#[derive(Table)]
#[table(chain = NoChain)]
struct Deal {
    id: i64,
}

fn main() {}
