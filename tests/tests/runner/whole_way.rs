//! From an empty database to head, to base, and to head again.

use migrate_core::Report;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};

use crate::{ledger, schema};

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        /// Initial tables.
        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("people", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("name", Varchar(100));
                t.index(["name"]);
            });
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
                t.column("price", Numeric(10, 2)).default(0);
            });
        }
    }

    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.insert("people", ["id", "name"], [(1, "Ada Lovelace"), (2, "Alan Turing")]);
            op.add_column("people", "first", Varchar(100)).nullable();
            op.add_column("people", "last", Varchar(100)).nullable();
            op.data_step("split names", split).reverse(async |_: &mut Connection| Ok::<_, DataError>(()));
        }

        async fn split(connection: &mut Connection) -> Result<(), DataError> {
            for row in connection.fetch_all("SELECT id, name FROM people").await? {
                let (id, name): (i64, String) = (row.get("id")?, row.get("name")?);
                let (first, last) = name.split_once(' ').ok_or("one name")?;
                let update = format!("UPDATE people SET first = '{first}', last = '{last}' WHERE id = {id}");
                assert_eq!(connection.execute(&update).await?, 1);
            }
            Ok(())
        }
    }

    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.sql("UPDATE people SET name = upper(name)").reverse("UPDATE people SET name = lower(name)");
            op.rename_table("deals", "offers");
            op.create_index("offers", ["price"]);
        }
    }

    migrate_core::chain!(pub(super) Shop = "shop");
}

use shop::Shop;

fn ids(report: &Report) -> Vec<&str> {
    report.steps.iter().map(|step| step.revision.as_str()).collect()
}

#[test]
fn up_down_and_up_again_leave_the_same() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let up = Shop.upgrade_url(&database.url()).blocking().unwrap();
        assert_eq!(ids(&up), ["r1", "r2", "r3"], "{kind}");
        assert_eq!(
            (up.before.as_slice(), up.after.as_slice()),
            ([].as_slice(), ["r3".to_owned()].as_slice())
        );
        assert_eq!(up.steps[0].message, "Initial tables.");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n", "{kind}");
        assert_eq!(
            database.sql("SELECT first, last, name FROM people ORDER BY id;"),
            "Ada\tLovelace\tADA LOVELACE\nAlan\tTuring\tALAN TURING\n",
            "{kind}"
        );
        let head = schema(&database);

        let nothing = Shop.upgrade_url(&database.url()).blocking().unwrap();
        assert!(nothing.is_empty(), "{kind}: {nothing}");

        let refused = Shop.downgrade_url(&database.url(), "base").blocking().unwrap_err();
        assert_eq!(refused.code().text, "loses-rows", "{kind}: {refused}");
        let down =
            Shop.downgrade_url(&database.url(), "base").consent(Consent::Destructive).blocking().unwrap();
        assert_eq!(ids(&down), ["r3", "r2", "r1"], "{kind}");
        assert_eq!(schema(&database), "", "{kind}: nothing is left but the ledger");
        assert_eq!(ledger(&database), "", "{kind}");

        Shop.upgrade_url(&database.url()).blocking().unwrap();
        assert_eq!(schema(&database), head, "{kind}");
    }
}

#[test]
fn targets_are_reached_one_by_one() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        assert_eq!(ids(&Shop.upgrade_url(&url).to("+1").blocking().unwrap()), ["r1"], "{kind}");
        assert_eq!(ids(&Shop.upgrade_url(&url).to("r2").blocking().unwrap()), ["r2"], "{kind}");
        assert_eq!(ids(&Shop.upgrade_url(&url).to("head").blocking().unwrap()), ["r3"], "{kind}");
        let down = Shop.downgrade_url(&url, "-1").consent(Consent::Destructive).blocking().unwrap();
        assert_eq!((ids(&down), down.after.join(" ")), (vec!["r3"], "r2".to_owned()), "{kind}");
        let wrong = Shop.downgrade_url(&url, "r3").blocking().unwrap_err();
        assert_eq!(wrong.kind(), migrate_core::ErrorKind::Target, "{kind}: {wrong}");
    }
}
