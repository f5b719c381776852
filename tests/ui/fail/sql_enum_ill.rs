//! Enums that are no enum types.

use migrate_core::SqlEnum;

#[derive(SqlEnum)]
enum Currency {
    Eur(i64),
    Usd,
    #[sql_enum(name = "Usd", rename = "x")]
    Dollar,
}

#[derive(SqlEnum)]
#[sql_enum(rename_all = "snakecase", nam = "stage")]
enum Stage {
    Open,
}

#[derive(SqlEnum)]
enum Nothing {}

#[derive(SqlEnum)]
struct Struct;

fn main() {}
