//! Values of enums, which are checks of columns on SQLite: in every table that uses them, with rows in them.

use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};

use crate::{assert_clean, master};

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
                    t.column("price", Enum("currency")).default("EUR").references("rates", "currency");
                    t.column("paid", Enum("currency")).nullable().check("paid <> 'AED'");
                    t.column("note", Varchar(40)).default("EUR");
                    t.index(["price", "note"]);
                    t.index(["paid"]).predicate("price = 'EUR'").name("ix_paid");
                });
                op.insert("rates", ["currency"], [("USD",), ("EUR",), ("AED",)]);
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

mod shop {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_enum_value("currency", "GBP").after("EUR");
            op.add_enum_value("currency", "CHF");
            op.insert("rates", ["currency"], [("GBP",), ("CHF",)]);
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
            op.remove_enum_value("currency", "GBP").map_to("USD");
            op.reorder_enum("currency", ["CHF", "AED", "euro's", "USD"]);
            op.rename_enum("currency", "coin");
            op.add_column("deals", "fee", Enum("coin")).default("CHF");
        }
    }
    mod r5 {
        use migrate_core::prelude::*;

        #[revision(id = "r5", down = "r4")]
        fn upgrade(op: &mut Operations) {
            op.remove_enum_value("coin", "USD");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

fn rows(database: &Database) -> String {
    database.sql(
        "SELECT id, price, paid, note FROM deals ORDER BY id; SELECT currency FROM rates ORDER BY currency;",
    )
}

fn words(text: &str) -> Vec<String> {
    let mut words = text.split([',', '\n']).map(|word| word.trim().to_owned()).collect::<Vec<_>>();
    words.retain(|word| !word.is_empty());
    words.sort();
    words
}

#[test]
fn values_change_in_every_table_and_everything_else_stays() {
    let database = Database::create(Kind::Sqlite);
    let url = database.url();
    let up = |to: &str| shop::Shop.upgrade_url(&url).to(to).blocking().unwrap();
    up("r1");
    let (base, base_rows) = (master(&database), rows(&database));
    up("r2");
    assert_eq!(rows(&database), base_rows.replace("EUR\nUSD\n", "CHF\nEUR\nGBP\nUSD\n"));
    assert_eq!(
        master(&database).matches("'USD', 'EUR', 'GBP', 'AED', 'CHF'").count(),
        3,
        "{}",
        master(&database)
    );
    up("r3");
    assert_eq!(
        rows(&database),
        "1\tUSD\teuro's\tEUR\n2\teuro's\tUSD\ttwo\n3\teuro's\t\tthree\nAED\nCHF\nGBP\nUSD\neuro's\n"
    );
    let catalogue = master(&database);
    assert!(catalogue.contains("WHERE price = 'euro''s'"), "{catalogue}");
    assert!(catalogue.contains("\"price\" TEXT NOT NULL DEFAULT 'euro''s'"), "{catalogue}");
    assert!(catalogue.contains("\"note\" VARCHAR(40) NOT NULL DEFAULT 'EUR'"), "{catalogue}");
    database.sql("UPDATE deals SET price = 'GBP' WHERE id = 3; DELETE FROM rates WHERE currency = 'USD'; UPDATE deals SET price = 'euro''s' WHERE id = 1;");
    up("r4");
    assert_eq!(
        rows(&database),
        "1\teuro's\teuro's\tEUR\n2\teuro's\tUSD\ttwo\n3\tUSD\t\tthree\nAED\nCHF\nUSD\neuro's\n"
    );
    assert_clean(&database);
    let error = shop::Shop.upgrade_url(&url).blocking().unwrap_err();
    assert_eq!(error.code().text, "holds-value", "{error}");
    database.sql("UPDATE deals SET price = 'AED', paid = NULL WHERE price = 'USD' OR paid = 'USD'; DELETE FROM rates WHERE currency = 'USD';");
    up("r5");
    for refused in ["INSERT INTO deals (price) VALUES ('USD');", "INSERT INTO deals (paid) VALUES ('AED');"] {
        assert!(database.try_sql(refused).is_err(), "{refused}");
    }
    database.sql("INSERT INTO deals (paid) VALUES ('CHF');");
    shop::Shop.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap_err();
    database
        .sql("DELETE FROM rates WHERE currency = 'CHF'; UPDATE deals SET paid = NULL WHERE paid = 'CHF';");
    shop::Shop.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap();
    assert_eq!(words(&master(&database)), words(&base));
    assert_clean(&database);
}
