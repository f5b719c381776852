//! Enums and their values on real databases, over tables with rows in them.

use migrate_core::execute::DatabaseState;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, Ledger, Product, dump, product};

/// Tables that share an enum: in defaults, keys, indexes, checks and a foreign key.
macro_rules! base {
    () => {
        mod r1 {
            use migrate_core::prelude::*;

            #[revision(id = "r1")]
            fn upgrade(op: &mut Operations) {
                op.create_enum("currency", ["USD", "EUR", "AED"]);
                op.create_table("rates", |t| {
                    t.column("currency", Enum("currency")).primary_key();
                    t.column("rate", Double).default(1.5);
                });
                op.create_table("deals", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("price", Enum("currency")).default("EUR");
                    t.column("paid", Enum("currency")).nullable().check("paid <> 'AED'");
                    t.column("note", Varchar(40)).default("EUR");
                    t.index(["price", "note"]);
                });
                // MySQL and MariaDB hold a column to its type while a foreign key is there.
                op.on([Postgres, Sqlite], |op| {
                    op.add_foreign_key("deals", "price", "rates", "currency");
                    op.create_index("deals", ["paid"]).unique().predicate("price = 'EUR'").name("ux_paid");
                });
                op.insert("rates", ["currency", "rate"], [("USD", 1.0), ("EUR", 1.1), ("AED", 0.27)]);
                op.insert(
                    "deals",
                    ["id", "price", "paid", "note"],
                    [
                        (1, "USD", Some("EUR"), "EUR"),
                        (2, "EUR", Some("USD"), "two"),
                        (3, "EUR", None, "three"),
                    ],
                );
            }
        }
    };
}

mod values {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_enum_value("currency", "GBP").after("EUR");
            op.add_enum_value("currency", "CHF");
            op.insert("rates", ["currency", "rate"], [("GBP", 1.3), ("CHF", 1.2)]);
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.rename_enum_value("currency", "EUR", "euro's");
        }
    }
    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            op.sql("DELETE FROM rates WHERE currency = 'CHF'")
                .reverse("INSERT INTO rates (currency, rate) VALUES ('CHF', 1.2)");
            op.remove_enum_value("currency", "CHF");
            op.reorder_enum("currency", ["GBP", "AED", "euro's", "USD"]);
        }
    }
    mod r5 {
        use migrate_core::prelude::*;

        #[revision(id = "r5", down = "r4")]
        fn upgrade(op: &mut Operations) {
            op.rename_enum("currency", "coin");
            op.add_column("deals", "fee", Enum("coin")).default("GBP");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// What the tables hold.
fn rows(database: &Database) -> String {
    let text = database.sql("SELECT id, price, paid, note FROM deals ORDER BY id;");
    let text = text.replace("\tNULL\t", "\t-\t").replace("\t\t", "\t-\t");
    text + &database.sql("SELECT count(*) FROM rates;")
}

/// The values in the order that the database sorts them in. SQLite has text.
fn sorted(database: &Database) -> String {
    match database.kind() {
        Kind::MySql | Kind::Postgres => database.sql("SELECT currency FROM rates ORDER BY currency;"),
        Kind::Sqlite => String::new(),
    }
}

#[test]
fn values_change_in_every_column_and_everything_else_stays() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        let up = |to: &str| values::Shop.upgrade_url(&url).to(to).blocking().unwrap();
        up("r1");
        let (base, base_rows) = (dump(&database, Ledger::LeftOut), rows(&database));

        up("r2");
        assert_eq!(rows(&database), "1\tUSD\tEUR\tEUR\n2\tEUR\tUSD\ttwo\n3\tEUR\t-\tthree\n5\n", "{kind}");
        up("r3");
        assert_eq!(
            rows(&database),
            "1\tUSD\teuro's\tEUR\n2\teuro's\tUSD\ttwo\n3\teuro's\t-\tthree\n5\n",
            "{kind}"
        );
        if kind != Kind::Sqlite {
            assert_eq!(sorted(&database), "USD\neuro's\nGBP\nAED\nCHF\n", "{kind}");
        }
        database.sql("INSERT INTO deals (note) VALUES ('default');");
        assert_eq!(database.sql("SELECT price FROM deals WHERE note = 'default';"), "euro's\n", "{kind}");
        up("r4");
        assert_eq!(
            rows(&database),
            "1\tUSD\teuro's\tEUR\n2\teuro's\tUSD\ttwo\n3\teuro's\t-\tthree\n4\teuro's\t-\tdefault\n4\n",
            "{kind}"
        );
        if kind != Kind::Sqlite {
            assert_eq!(sorted(&database), "GBP\nAED\neuro's\nUSD\n", "{kind}");
        }
        up("r5");
        assert_eq!(database.sql("SELECT DISTINCT fee FROM deals;"), "GBP\n", "{kind}");
        if kind != Kind::MySql || product() == Product::MariaDb {
            insta::assert_snapshot!(format!("head_{kind}"), dump(&database, Ledger::LeftOut));
        }
        let keys = if kind == Kind::Sqlite { "PRAGMA foreign_keys = ON; " } else { "" };
        for refused in [
            "INSERT INTO deals (price) VALUES ('CHF')",
            "INSERT INTO deals (price) VALUES ('EUR')",
            "INSERT INTO deals (paid) VALUES ('AED')",
            "DELETE FROM rates WHERE currency = 'USD'",
            "INSERT INTO deals (price, paid) VALUES ('euro''s', 'USD')",
        ] {
            // Neither the foreign key nor the partial index is there.
            if kind == Kind::MySql && (refused.starts_with("DELETE") || refused.contains("price, paid")) {
                continue;
            }
            assert!(database.try_sql(&format!("{keys}{refused};")).is_err(), "{kind}: {refused}");
        }

        // `GBP` is of `r2`, whose downgrade would take it from a row.
        database.sql("UPDATE deals SET paid = 'GBP' WHERE note = 'default';");
        let down = values::Shop.downgrade_url(&url, "r1").consent(Consent::Destructive);
        let error = down.blocking().unwrap_err();
        assert_eq!(error.code().text, "holds-value", "{kind}: {error}");
        database.sql("DELETE FROM deals WHERE note = 'default';");
        values::Shop.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap();
        assert_eq!(dump(&database, Ledger::LeftOut), base, "{kind}");
        assert_eq!(rows(&database), base_rows, "{kind}");
        if kind == Kind::Sqlite {
            assert_eq!(database.sql("PRAGMA foreign_key_check; PRAGMA integrity_check;"), "ok\n");
        }
    }
}

mod removed {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.remove_enum_value("currency", "USD");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

mod mapped {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.sql("UPDATE deals SET paid = NULL WHERE paid = 'USD'").reverse("SELECT 1");
            op.sql("DELETE FROM rates WHERE currency = 'USD'").reverse("SELECT 1");
            op.remove_enum_value("currency", "USD").map_to("EUR");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn rows_that_hold_a_removed_value_are_counted_before_anything_runs() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        removed::Shop.upgrade_url(&url).to("r1").blocking().unwrap();
        database.sql("INSERT INTO deals (price) VALUES ('USD'), ('USD');");
        let (before, before_rows) = (dump(&database, Ledger::Included), rows(&database));
        let error = removed::Shop.upgrade_url(&url).blocking().unwrap_err();
        assert_eq!(error.code().text, "holds-value", "{kind}: {error}");
        assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{kind}: {error}");
        assert!(error.message().ends_with("3 rows of `deals` hold `USD` in `price`"), "{kind}: {error}");
        assert!(error.help().unwrap().contains(".map_to("), "{kind}: {error}");
        database.sql("UPDATE deals SET price = 'EUR' WHERE price = 'USD';");
        let error = removed::Shop.upgrade_url(&url).blocking().unwrap_err();
        assert!(error.message().ends_with("1 row of `deals` holds `USD` in `paid`"), "{kind}: {error}");
        assert_eq!(dump(&database, Ledger::Included), before, "{kind}");
        assert_ne!(rows(&database), before_rows, "{kind}");

        mapped::Shop.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql("SELECT DISTINCT price FROM deals;"), "EUR\n", "{kind}");
        assert!(database.try_sql("INSERT INTO deals (price) VALUES ('USD');").is_err(), "{kind}");
    }
}

mod merged {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.on([Postgres, Sqlite], |op| {
                op.drop_index("deals", "ux_paid");
                op.drop_constraint("deals", "fk_deals_price");
            });
            op.sql("DELETE FROM rates WHERE currency = 'USD'").reverse("SELECT 1");
            op.remove_enum_value("currency", "EUR").map_to("USD");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn rows_and_defaults_that_hold_a_removed_value_get_the_one_it_is_mapped_to() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        merged::Shop.upgrade_url(&url).to("r1").blocking().unwrap();
        let base = dump(&database, Ledger::LeftOut);
        database.sql("DELETE FROM deals WHERE price = 'USD';");
        merged::Shop.upgrade_url(&url).blocking().unwrap();
        database.sql("INSERT INTO deals (note) VALUES ('default');");
        assert_eq!(rows(&database), "2\tUSD\tUSD\ttwo\n3\tUSD\t-\tthree\n4\tUSD\t-\tdefault\n2\n", "{kind}");
        assert!(database.try_sql("INSERT INTO deals (price) VALUES ('EUR');").is_err(), "{kind}");
        merged::Shop.downgrade_url(&url, "r1").blocking().unwrap();
        assert_eq!(dump(&database, Ledger::LeftOut), base, "{kind}");
    }
}

/// An enum that is there before the chain, and a value that is used in the revision that adds it.
mod adopted {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("mood", ["good", "bad"]).if_not_exists();
            op.create_table("people", |t| {
                t.column("id", BigInt).primary_key();
                t.column("mood", Enum("mood")).default("good");
            });
            op.create_table("pets", |t| {
                t.column("id", BigInt).primary_key();
                t.column("mood", Enum("mood")).nullable();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_enum_value("mood", "best").before("good");
            op.alter_column("people", "mood", |c| {
                c.set_default("best");
            });
            op.create_table("moods", |t| {
                t.column("mood", Enum("mood")).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Moods = "moods");
}

#[test]
fn an_enum_that_is_there_already_is_shared_and_stays() {
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    database.sql("CREATE TYPE mood AS ENUM ('bad', 'good');");
    let error = adopted::Moods.upgrade_url(&url).blocking().unwrap_err();
    assert!(error.message().contains("enum \"mood\" has other values: {bad,good}"), "{error}");
    database.sql("DROP TYPE mood; CREATE TYPE mood AS ENUM ('good', 'bad');");
    let before = dump(&database, Ledger::LeftOut);
    adopted::Moods.upgrade_url(&url).to("r1").blocking().unwrap();
    adopted::Moods.downgrade_url(&url, "base").consent(Consent::Destructive).blocking().unwrap();
    assert_eq!(dump(&database, Ledger::LeftOut), before);
}

#[test]
fn a_value_used_in_the_revision_that_adds_it_is_committed_first_and_not_added_again() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        adopted::Moods.upgrade_url(&url).to("r1").blocking().unwrap();
        let base = dump(&database, Ledger::LeftOut);
        database.sql("CREATE TABLE moods (id INT);");
        let error = adopted::Moods.upgrade_url(&url).blocking().unwrap_err();
        if kind == Kind::Postgres {
            assert!(error.to_string().contains("stopped after 1 of 3 operations"), "{error}");
            // The value is in, and nothing says that it is there already.
            assert_eq!(database.sql("SELECT enum_range(NULL::mood);"), "{best,good,bad}\n");
        }
        database.sql("DROP TABLE moods;");
        adopted::Moods.upgrade_url(&url).blocking().unwrap();
        database.sql("INSERT INTO people (id) VALUES (1);");
        assert_eq!(database.sql("SELECT mood FROM people;"), "best\n", "{kind}");
        database.sql("DELETE FROM people;");
        adopted::Moods.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap();
        assert_eq!(dump(&database, Ledger::LeftOut), base, "{kind}");
    }
}
