//! The oldest and the newest PostgreSQL that is supported: the same revisions do the same there, and what a version lacks is
//! an error that names it.

use migrate_core::Error;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, described};

/// What goes another way by the version, or in parts: values of enums, indexes beside writers, columns that are cast.
mod changes {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("currency", ["USD", "EUR", "GBP"]);
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("currency", Enum("currency")).default("USD");
                t.column("closed_at", Double).nullable();
                t.column("note", Text).nullable();
            });
            op.insert("deals", ["id", "currency", "closed_at"], [(1, "GBP", 1_700_000_000.0)]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_enum_value("currency", "AED");
            op.insert("deals", ["id", "currency", "closed_at"], [(2, "AED", 0.5)]);
            op.create_index("deals", "closed_at").concurrently();
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.remove_enum_value("currency", "GBP").map_to("EUR");
            op.alter_column("deals", "closed_at", |c| {
                c.set_type(TimestampTz)
                    .using("to_timestamp(closed_at)")
                    .reverse_using("extract(epoch from closed_at)");
            });
            op.alter_column("deals", "note", |c| {
                c.not_null().fill("none");
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// What 13 and 15 have no word for.
mod newer {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("prices", |t| {
                t.column("id", BigInt).primary_key();
                t.column("code", Text).nullable();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_index("prices", "code").unique().nulls_not_distinct();
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.add_column("prices", "upper_code", Text).nullable().generated_virtual("upper(code)");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn the_oldest_and_the_newest_do_what_the_usual_one_does() {
    let climb = |database: &Database| {
        let url = database.url();
        changes::Shop.upgrade_url(&url).blocking().unwrap();
        let head = described(database);
        let rows =
            database.sql("SELECT id, currency, closed_at AT TIME ZONE 'UTC', note FROM deals ORDER BY id;");
        changes::Shop.downgrade_url(&url, "r1").consent(Consent::Destructive).blocking().unwrap();
        let base = described(database);
        let undone = database.sql("SELECT id, currency, closed_at FROM deals ORDER BY id;");
        changes::Shop.upgrade_url(&url).blocking().unwrap();
        assert_eq!(described(database), head);
        (head, rows, base, undone)
    };
    let usual = climb(&Database::create(Kind::Postgres));
    assert_eq!(usual.1, "1\tEUR\t2023-11-14 22:13:20\tnone\n2\tAED\t1970-01-01 00:00:00.5\tnone\n");
    for major in [13, 18] {
        assert_eq!(climb(&Database::create_on_postgres(major)), usual, "PostgreSQL {major}");
    }
}

#[test]
fn what_a_version_lacks_is_told_before_anything_runs() {
    let refused = |error: &Error, server: &str, words: &str| {
        assert_eq!(error.code().text, "unsupported", "{error}");
        assert!(error.to_string().contains(server) && error.to_string().contains(words), "{error}");
    };
    let old = Database::create_on_postgres(13);
    let error = newer::Shop.upgrade_url(&old.url()).blocking().unwrap_err();
    refused(&error, "PostgreSQL 13.", "has no NULLS NOT DISTINCT: they came with PostgreSQL 15.0");
    assert_eq!(described(&old), "");
    newer::Shop.upgrade_url(&old.url()).to("r1").blocking().unwrap();

    let usual = Database::create(Kind::Postgres);
    let error = newer::Shop.upgrade_url(&usual.url()).blocking().unwrap_err();
    refused(&error, "PostgreSQL 15.", "they came with PostgreSQL 18.0");
    newer::Shop.upgrade_url(&usual.url()).to("r2").blocking().unwrap();

    let new = Database::create_on_postgres(18);
    newer::Shop.upgrade_url(&new.url()).blocking().unwrap();
    assert_eq!(new.sql("INSERT INTO prices VALUES (1, 'a'); SELECT upper_code FROM prices;"), "A\n");
}
