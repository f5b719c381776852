//! The search path of PostgreSQL: where names without a schema are found and made.

use migrate_core::ErrorKind;
use migrate_core::run::{Ensure, Ensured, Look, Options, Stamp};
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};
use sqlx::postgres::PgPoolOptions;

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("currency", ["USD", "EUR"]);
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("currency", Enum("currency"));
            });
            op.on(Postgres, |op| {
                op.create_schema("shared").if_not_exists();
                op.create_table(("shared", "countries"), |t| {
                    t.column("code", Text).primary_key();
                    t.if_not_exists();
                });
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "note", Text).nullable();
            op.alter_column("deals", "id", |c| {
                c.set_comment("its number");
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

use shop::Shop;

/// The tables of a schema.
fn tables(database: &Database, schema: &str) -> String {
    database.sql(&format!("SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' ORDER BY 1;"))
}

#[test]
fn each_schema_is_a_place_of_its_own() {
    let database = Database::create(Kind::Postgres);
    database.sql("CREATE SCHEMA one; CREATE SCHEMA \"Two's\"; CREATE SCHEMA shared;");
    let url = database.url();
    let options = |schema: &str| Options::default().search_path([schema, "shared"]);
    assert_eq!(Shop.upgrade_url(&url).options(options("one")).blocking().unwrap().steps.len(), 2);
    let heads = |schema: &str| Look::url(Shop, &url).options(options(schema)).blocking().unwrap().heads();
    assert_eq!(heads("one"), ["r2"]);
    assert_eq!(heads("Two's"), [""; 0], "nothing is there yet");
    let ensure = || Ensure::url(Shop, &url).search_path(["Two's"]).blocking().unwrap();
    assert_eq!([ensure(), ensure()], [Ensured::Made, Ensured::There]);
    Stamp::url(Shop, &url, "base").options(options("Two's")).blocking().unwrap();
    assert_eq!(Shop.upgrade_url(&url).options(options("Two's")).blocking().unwrap().steps.len(), 2);
    for schema in ["one", "Two''s"] {
        assert_eq!(tables(&database, schema), "deals\nmigrate_ledger\n", "{schema}");
    }
    assert_eq!(tables(&database, "shared"), "countries\n");
    assert_eq!(tables(&database, "public"), "");
    let down = Shop.downgrade_url(&url, "r1").consent(Consent::Destructive);
    down.options(options("one")).blocking().unwrap();
    assert_eq!((heads("one"), heads("Two's")), (vec!["r1".to_owned()], vec!["r2".to_owned()]));
}

#[tokio::test]
async fn the_pool_keeps_its_own() {
    let database = Database::create(Kind::Postgres);
    database.sql("CREATE SCHEMA one; CREATE SCHEMA shared;");
    let pool = PgPoolOptions::new().max_connections(1).connect(&database.url()).await.unwrap();
    Shop.upgrade(&pool).search_path(["one"]).await.unwrap();
    let path = sqlx::query_scalar::<_, String>("SHOW search_path").fetch_one(&pool).await.unwrap();
    assert_eq!(path, "\"$user\", public");
    assert_eq!(tables(&database, "one"), "deals\nmigrate_ledger\n");
}

#[test]
fn a_schema_that_is_not_there_is_told_before_anything_is_made() {
    let database = Database::create(Kind::Postgres);
    let run = |schemas: [&str; 3]| Shop.upgrade_url(&database.url()).search_path(schemas).blocking();
    let error = run(["$user", "public", "shop's"]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    insta::assert_snapshot!(error, @r#"
    the schema `shop's` of the search path is not in the database
    help: correct the search path, or create the schema: `CREATE SCHEMA "shop's"`
    "#);
    assert_eq!(tables(&database, "public"), "");
}

#[test]
fn no_other_database_has_one() {
    for kind in [Kind::MySql, Kind::Sqlite] {
        let database = Database::create(kind);
        let error = Shop.upgrade_url(&database.url()).search_path(["shop"]).blocking().unwrap_err();
        assert_eq!(error.code().text, "search-path", "{kind}");
        assert!(error.to_string().contains("has no schemas to look in"), "{kind}: {error}");
    }
}
