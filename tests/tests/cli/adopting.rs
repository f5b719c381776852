//! `cargo migrate adopt` on the sources of a package: what another tool's files become, without a database. With one it is
//! part of the walk in `autogenerate`.

use crate::sources::{LINEAR, Package};

#[test]
fn the_files_of_sqlx_become_revisions_that_include_them() {
    let mut package = Package::new(&LINEAR[..1]);
    package.run(&["adopt", "--from", "sqlx", "--no-database"]);
    package.put("migrations/20240101120000_users.sql", "CREATE TABLE users (id BIGINT PRIMARY KEY);\n");
    package
        .put("migrations/20240102083000_add-deals.up.sql", "CREATE TABLE deals (id BIGINT PRIMARY KEY);\n");
    package.put("migrations/20240102083000_add-deals.down.sql", "DROP TABLE deals;\n");
    package.put("migrations/20240103000000_nothing.up.sql", "-- Add up migration script here\n");
    package.put("migrations/20240103000000_nothing.down.sql", "-- Add down migration script here\n");
    package.run(&["adopt", "--from", "sqlx", "--no-database"]);
    package.cat("src/migrations/mod.rs");
    package.cat("src/migrations/r20240101_120000_users.rs");
    package.cat("src/migrations/r20240102_083000_add_deals.rs");
    package.cat("src/migrations/r20240103_000000_nothing.rs");
    package.run(&["history"]).run(&["adopt", "--from", "sqlx", "--no-database"]);
    package.put("migrations/20240104000000_more.sql", "DROP TABLE users;\n");
    package.run(&["adopt", "--from", "sqlx", "--no-database"]).run(&["heads"]);
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn what_makes_no_history_is_told_before_anything_is_written() {
    let mut package = Package::new(LINEAR);
    package.put("db/V1__initial.sql", "CREATE TABLE users (id BIGINT PRIMARY KEY);\n");
    package.put("db/later/V2__code.rs", "pub fn migration() -> String { String::new() }\n");
    package.run(&["adopt", "--from", "refinery", "--no-database", "--folder", "db"]);
    package.run(&["adopt", "--from", "sqlx", "--no-database", "--folder", "db"]);
    package.run(&["adopt", "--from", "alembic", "--no-database"]);
    package.run(&["adopt", "--from", "flyway"]);
    let revisions = package.read("src/migrations/mod.rs");
    std::fs::remove_file(package.path().join("db/later/V2__code.rs")).expect("it is there");
    package.put("db/later/V2__more.sql", "DROP TABLE users;\n");
    package.run(&["adopt", "--from", "refinery", "--no-database", "--folder", "db"]);
    package.cat("src/migrations/r0002_more.rs");
    assert_eq!(package.problems(), Vec::<String>::new());
    assert!(!revisions.contains("r0001"), "{revisions}");
    insta::assert_snapshot!(package.transcript());
}
