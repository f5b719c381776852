//! Indexes and keys of fields that are not there.

use migrate_core::Table;

#[derive(Table)]
#[table(index(titel), unique(asc(id)), index(desc(nothing), lower(title)), index())]
#[table(primary_key("idd"), exclude(title), check())]
struct Deal {
    id: i64,
    title: String,
}

fn main() {}
