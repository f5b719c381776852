//! Several changes of one table in one revision make one rebuild.

use migrate_core::graph::Goal;
use migrate_core::live::Live;
use migrate_core::run::Look;
use migrate_core::script::{Mode, Script, Statement};
use migrate_tests::{Database, Kind};

use crate::{assert_clean, master};

mod shop {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("stage", ["open", "closed"]);
            op.create_table("people", |t| {
                t.column("id", BigInt).primary_key();
                t.column("name", Text).nullable();
            });
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("person_id", BigInt);
                t.column("code", Varchar(10)).unique();
                t.column("size", Text).nullable();
                t.column("stage", Enum("stage")).default("open");
                t.column("note", Text).nullable();
                t.column("area", Integer).nullable();
                t.check("area > 0 OR note IS NULL").name("ck_both");
                t.index(["area"]);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_constraint("deals", "uq_deals_code");
            op.add_column("deals", "slug", Varchar(20)).nullable();
            op.create_table("lines", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
            op.create_index("deals", ["slug"]);
            op.alter_column("deals", "size", |c| {
                c.set_type(Integer);
                c.not_null().fill(0);
                c.set_default(1);
            });
            op.drop_index("deals", "ix_deals_area");
            op.add_foreign_key("deals", "person_id", "people", "id").on_delete(Cascade);
            op.alter_column("people", "name", |c| {
                c.not_null().fill("nobody");
            });
            op.drop_column("deals", "note").cascade();
            op.drop_column("deals", "area");
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// Rebuilds of the tables, and how many more changes each of them makes.
fn rebuilds(script: &Script) -> Vec<(String, usize)> {
    let statements = script.steps.iter().flat_map(|step| &step.operations).flat_map(|at| &at.statements);
    let statements = statements.collect::<Vec<_>>();
    let joined = |at: usize| {
        let is_joined = |statement: &&&Statement| matches!(statement, Statement::Live(Live::Joined { with, .. }) if *with == at);
        statements.iter().filter(is_joined).count()
    };
    let places = script.steps.iter().flat_map(|step| step.operations.iter().enumerate());
    let found = places.flat_map(|(at, operation)| operation.statements.iter().map(move |it| (at, it)));
    found
        .filter_map(|(at, statement)| match statement {
            Statement::Live(Live::Rebuild(rebuild)) => Some((rebuild.table.to_string(), joined(at))),
            _ => None,
        })
        .collect()
}

#[test]
fn each_table_is_rebuilt_once() {
    let database = Database::create(Kind::Sqlite);
    shop::Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    let view = Look::url(shop::Shop, &database.url()).blocking().unwrap();
    let script = view.script(Goal::Upgrade("head".parse().unwrap())).unwrap().unwrap();
    assert_eq!(rebuilds(&script), [("people".to_owned(), 0), ("deals".to_owned(), 6)]);
    let segments = script.steps[0].segments();
    assert_eq!(segments.iter().map(|segment| segment.mode).collect::<Vec<_>>(), [Mode::KeysOff]);
}

#[test]
fn one_rebuild_does_what_all_of_them_asked_for() {
    let database = Database::create(Kind::Sqlite);
    shop::Shop.upgrade_url(&database.url()).to("r1").blocking().unwrap();
    database.sql(
        "INSERT INTO people VALUES (1, NULL), (2, 'Ada');
         INSERT INTO deals VALUES (1, 1, 'a', '7', 'closed', 'n', 3), (2, 2, 'b', NULL, 'open', NULL, NULL);",
    );
    let before = master(&database);
    shop::Shop.upgrade_url(&database.url()).blocking().unwrap();
    let after = master(&database);
    for wanted in [
        "\"size\" INT NOT NULL DEFAULT 1",
        "\"person_id\" BIGINT NOT NULL CONSTRAINT \"fk_deals_person_id\" REFERENCES \"people\" (\"id\") ON DELETE CASCADE",
        "\"slug\" VARCHAR(20)",
        "CREATE INDEX \"ix_deals_slug\"",
        "\"name\" TEXT NOT NULL",
        "\"stage\" TEXT NOT NULL DEFAULT 'open' CHECK (\"stage\" IN ('open', 'closed'))",
    ] {
        assert!(after.contains(wanted), "{wanted} in {after}");
    }
    for gone in ["uq_deals_code", "ix_deals_area", "note", "area", "ck_both"] {
        assert!(!after.contains(gone), "{gone} in {after}");
    }
    assert_eq!(
        database.sql("SELECT * FROM deals ORDER BY id; SELECT * FROM people ORDER BY id;"),
        "1\t1\ta\t7\tclosed\t\n2\t2\tb\t0\topen\t\n1\tnobody\n2\tAda\n"
    );
    assert_clean(&database);
    let error = shop::Shop.downgrade_url(&database.url(), "r1").blocking().unwrap_err();
    assert_eq!(error.code().text, "loses-rows", "{error}");
    let consent = migrate_core::script::Consent::Destructive;
    shop::Shop.downgrade_url(&database.url(), "r1").consent(consent).blocking().unwrap();
    let words = |text: &str| {
        let words = text.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned);
        let mut words = words.collect::<Vec<_>>();
        words.sort();
        words.join("\n")
    };
    assert_eq!(words(&master(&database)), words(&before));
    assert_clean(&database);
}

/// Rows are touched between two changes of a table, with foreign keys on.
mod torn {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("size", Text).nullable();
            });
            op.create_table("lines", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
            op.insert("deals", ["id", "size"], [(1, "1"), (2, "2"), (3, "3")]);
            op.insert("lines", ["deal_id"], [(1,), (2,), (3,)]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("deals", "size", |c| {
                c.not_null();
            });
            op.sql("DELETE FROM deals WHERE id = 2").reverse("SELECT 1");
            op.alter_column("deals", "size", |c| {
                c.set_type(Integer);
            });
        }
    }
    migrate_core::chain!(pub(super) Torn = "torn");
}

#[test]
fn rows_between_two_changes_cascade_and_both_changes_are_made() {
    let database = Database::create(Kind::Sqlite);
    torn::Torn.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(
        database.sql("SELECT id, typeof(size) FROM deals; SELECT deal_id FROM lines;"),
        "1\tinteger\n3\tinteger\n1\n3\n"
    );
    assert_eq!(database.sql("SELECT revision, state FROM migrate_ledger;"), "r1\tdone\nr2\tdone\n");
    assert_clean(&database);
}
