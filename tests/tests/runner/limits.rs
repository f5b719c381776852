//! How long a statement of a run waits for a lock of others, and how long it may run.

use std::time::Duration;

use migrate_core::run::Options;
use migrate_tests::{Database, Kind, Product, product};

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
            });
            let longest = match migrate_tests::product() {
                migrate_tests::Product::MariaDb => "@@max_statement_time",
                migrate_tests::Product::MySql => "0",
            };
            let limits = expr("SELECT 1 AS lock_timeout, 1 AS statement_timeout")
                .on(Postgres, "CREATE TABLE limits AS SELECT current_setting('lock_timeout') AS a, current_setting('statement_timeout') AS b")
                .on(MySql, &format!("CREATE TABLE limits AS SELECT @@lock_wait_timeout AS a, @@innodb_lock_wait_timeout AS b, {longest} AS c"));
            op.sql(limits).reverse(expr("DROP TABLE limits").on(Sqlite, "SELECT 1"));
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "note", Text).nullable();
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

use shop::Shop;

#[test]
fn the_server_is_told_how_long_statements_may_wait_and_run() {
    for (kind, said, held) in [
        (Kind::Postgres, "1500ms", "BEGIN; LOCK TABLE deals IN ACCESS EXCLUSIVE MODE;"),
        (Kind::MySql, "2", "LOCK TABLES deals WRITE;"),
    ] {
        let database = Database::create(kind);
        let url = database.url();
        let wait = || Options::default().lock_timeout(Duration::from_millis(1500));
        let mut run = Shop
            .upgrade_url(&url)
            .to("r1")
            .options(wait().statement_timeout(Duration::from_mins(1)))
            .blocking();
        let mut runs = if kind == Kind::Postgres { "1min" } else { "60" };
        if kind == Kind::MySql && product() == Product::MySql {
            let error = run.unwrap_err();
            assert!(error.to_string().contains("MySQL limits how long a SELECT may run"), "{error}");
            run = Shop.upgrade_url(&url).to("r1").options(wait()).blocking();
            runs = "";
        }
        run.unwrap();
        let found = database.sql("SELECT * FROM limits;");
        assert!(found.starts_with(said) && found.contains(runs), "{found}");

        let mut holder = database.session();
        holder.sql(held).unwrap();
        let short = Options::default().lock_timeout(Duration::from_millis(100));
        let error = Shop.upgrade_url(&url).options(short).blocking().unwrap_err().to_string();
        assert!(error.contains("others hold a lock on it") && error.contains("`--lock-timeout`"), "{error}");
        drop(holder);
        assert_eq!(Shop.upgrade_url(&url).blocking().unwrap().steps.len(), 1, "{kind:?}");
    }
}

#[test]
fn a_limit_that_a_database_has_not_is_told() {
    let database = Database::create(Kind::Sqlite);
    let limits = Options::default().lock_timeout(Duration::from_secs(1));
    let error = Shop.upgrade_url(&database.url()).options(limits).blocking().unwrap_err();
    assert_eq!(error.code().text, "limit", "{error}");
    // None is no limit.
    let none = Options::default().lock_timeout(Duration::ZERO);
    assert_eq!(Shop.upgrade_url(&database.url()).options(none).blocking().unwrap().steps.len(), 2);
}
