//! Revisions that fail in their middle: what is left, what is said, and that the retry works.

use migrate_core::execute::{DatabaseState, Recorded};
use migrate_core::{Error, ErrorKind};
use migrate_tests::{Database, Kind};

use crate::{ledger, schema};

/// The base that all chains here share.
macro_rules! base {
    () => {
        mod r1 {
            use migrate_core::prelude::*;

            #[revision(id = "r1")]
            fn upgrade(op: &mut Operations) {
                op.create_table("people", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("name", Varchar(100));
                });
            }
        }
    };
}

/// `r2` says something that no database understands, between two good operations.
mod broken {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        /// Adds deals.
        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.insert("people", ["id", "name"], [(1, "Ada")]);
            op.sql("UPDATE nowhere SET a = 1").reverse("SELECT 1");
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// The same, mended.
mod mended {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.insert("people", ["id", "name"], [(1, "Ada")]);
            op.sql("UPDATE people SET name = 'Ada Lovelace'").reverse("SELECT 1");
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// The same, with an operation changed that MariaDB has already.
mod edited {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("note", Text);
            });
            op.insert("people", ["id", "name"], [(1, "Ada")]);
            op.sql("UPDATE people SET name = 'Ada Lovelace'").reverse("SELECT 1");
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

/// All SQL is ours, so that it goes as one message; it fails where a table is there already.
mod whole {
    base!();
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.insert("people", ["id", "name"], [(1, "Ada")]);
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("offers", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

fn redacted(error: &Error, line: &str) -> String {
    // The line changes with every edit of this file.
    let text = error.to_string();
    let at = text.find("failing.rs:").expect("the site is in this file");
    let (before, rest) = text.split_at(at + "failing.rs:".len());
    let (number, after) = rest.split_once(':').expect("a line and a column");
    let number = number.parse::<usize>().expect("a line");
    let source = include_str!("failing.rs").lines().nth(number - 1).expect("the line is in this file");
    assert_eq!(source.trim(), line);
    let column = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    format!("{before}LINE{}", &after[column..])
}

#[test]
fn a_failure_leaves_the_revision_before_and_the_retry_works() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let url = database.url();
        broken::Shop.upgrade_url(&url).to("r1").blocking().unwrap();
        let before = schema(&database);

        let error = broken::Shop.upgrade_url(&url).blocking().unwrap_err();
        assert_eq!((error.kind(), error.code().text), (ErrorKind::Execute, "statement"));
        assert_eq!(error.state(), Some(&DatabaseState::Unchanged));
        assert_eq!(error.statement(), Some("UPDATE nowhere SET a = 1"));
        assert!(error.report().expect("a run had begun").is_empty());
        insta::assert_snapshot!(
            format!("failure_{kind}"),
            redacted(&error, "op.sql(\"UPDATE nowhere SET a = 1\").reverse(\"SELECT 1\");")
        );
        assert_eq!(schema(&database), before, "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
        assert_eq!(database.sql("SELECT count(*) FROM people;"), "0\n", "{kind}");

        mended::Shop.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql("SELECT name FROM people;"), "Ada Lovelace\n", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
    }
}

#[test]
fn a_failure_in_the_first_revision_leaves_nothing_at_all() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        database.sql("CREATE TABLE people (id INT);");
        let error = broken::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert!(error.to_string().contains("create table `people`"), "{error}");
        assert!(
            !migrate_tests::dump(&database, migrate_tests::Ledger::Included).contains("migrate_ledger"),
            "{kind}"
        );
    }
}

#[test]
fn mariadb_goes_on_behind_what_is_in() {
    let database = Database::create(Kind::MySql);
    let url = database.url();
    let error = broken::Shop.upgrade_url(&url).blocking().unwrap_err();
    insta::assert_snapshot!(
        "failure_mysql",
        redacted(&error, "op.sql(\"UPDATE nowhere SET a = 1\").reverse(\"SELECT 1\");")
            .replace(database.name(), "DATABASE")
    );
    let Some(DatabaseState::Inside { done, left, recorded, .. }) = error.state() else { panic!("{error}") };
    assert_eq!((done.len(), left.len(), *recorded), (2, 2, Recorded::Yes));
    assert_eq!(error.report().expect("a run had begun").steps.len(), 1);
    assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n");

    let refused = broken::Shop.downgrade_url(&url, "base").blocking().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Ledger, "{refused}");
    let refused = edited::Shop.upgrade_url(&url).blocking().unwrap_err();
    assert_eq!(refused.code().text, "unresumable", "{refused}");
    assert!(refused.to_string().contains("operation 1, which is in, was changed since"), "{refused}");

    mended::Shop.upgrade_url(&url).blocking().unwrap();
    assert_eq!(database.sql("SELECT name FROM people;"), "Ada Lovelace\n");
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n");
}

#[test]
fn a_message_that_fails_in_its_middle_is_told_apart() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        whole::Shop.upgrade_url(&url).to("r1").blocking().unwrap();
        database.sql("CREATE TABLE orders (id INT);");
        let before = schema(&database);
        let error = whole::Shop.upgrade_url(&url).blocking().unwrap_err();
        let text = error.to_string();
        assert!(text.contains("applying revision `r2`, cannot create table `orders`"), "{kind}: {text}");
        assert!(error.statement().expect("a statement failed").starts_with("CREATE TABLE"), "{kind}");
        if kind == Kind::MySql {
            assert!(
                text.starts_with("the database is inside revision `r2`: applying it stopped after 2 of 4"),
                "{text}"
            );
            assert_eq!(ledger(&database), "r1\tdone\nr2\tintent\n");
        } else {
            assert_eq!(schema(&database), before, "{kind}");
            assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
        }
        database.sql("DROP TABLE orders;");
        whole::Shop.upgrade_url(&url).blocking().unwrap();
        assert_eq!(database.sql("SELECT name FROM people;"), "Ada\n", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
    }
}

#[test]
fn mariadb_takes_back_the_intent_of_a_revision_of_which_nothing_is_in() {
    let database = Database::create(Kind::MySql);
    let url = database.url();
    whole::Shop.upgrade_url(&url).to("r1").blocking().unwrap();
    database.sql("CREATE TABLE deals (id INT);");
    let error = whole::Shop.upgrade_url(&url).blocking().unwrap_err();
    assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{error}");
    assert_eq!(ledger(&database), "r1\tdone\n");
}

#[test]
fn an_interrupted_downgrade_of_mariadb_goes_on() {
    let database = Database::create(Kind::MySql);
    let url = database.url();
    let all = migrate_core::script::Consent::Destructive;
    whole::Shop.upgrade_url(&url).blocking().unwrap();
    let journal = "SELECT journal, state, progress FROM migrate_ledger WHERE revision = 'r2';";
    let before = database.sql(journal);
    // The downgrade drops `offers`, then `orders`, which is not there.
    database.sql("DROP TABLE orders;");
    let error = whole::Shop.downgrade_url(&url, "r1").consent(all).blocking().unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the database is inside revision `r2`: undoing it stopped after 1 of 4"),
        "{error}"
    );
    assert_eq!(ledger(&database), "r1\tdone\nr2\tundo\n");
    let refused = whole::Shop.upgrade_url(&url).blocking().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Ledger, "{refused}");
    database.sql("CREATE TABLE orders (id BIGINT PRIMARY KEY);");
    whole::Shop.downgrade_url(&url, "r1").consent(all).blocking().unwrap();
    assert_eq!(ledger(&database), "r1\tdone\n");

    // One that stops before its first operation is as if it had not begun.
    whole::Shop.upgrade_url(&url).blocking().unwrap();
    database.sql("DROP TABLE offers;");
    let error = whole::Shop.downgrade_url(&url, "r1").consent(all).blocking().unwrap_err();
    assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{error}");
    assert_eq!(database.sql(journal), before);
}

#[test]
fn what_mariadb_has_unrecorded_is_found_in_the_catalogue() {
    let database = Database::create(Kind::MySql);
    let url = database.url();
    whole::Shop.upgrade_url(&url).blocking().unwrap();
    let (done, head) =
        (database.sql("SELECT journal FROM migrate_ledger WHERE revision = 'r2';"), schema(&database));
    assert_eq!(done.lines().count(), 4);
    // As if the client had been killed behind the third operation.
    database.sql(
        "DROP TABLE offers; UPDATE migrate_ledger SET state = 'intent', progress = 2 WHERE revision = 'r2';",
    );
    whole::Shop.upgrade_url(&url).blocking().unwrap();
    assert_eq!(schema(&database), head);
    // As if something else had made a table since: like no state that the revision passes through.
    database.sql(
        "DROP TABLE orders; UPDATE migrate_ledger SET state = 'intent', progress = 2 WHERE revision = 'r2';",
    );
    let error = whole::Shop.upgrade_url(&url).blocking().unwrap_err();
    assert_eq!(error.code().text, "unresumable");
    assert!(
        error.to_string().contains("from what is in the database it cannot be told where to go on"),
        "{error}"
    );
}

#[test]
fn an_unfinished_revision_on_postgres_or_sqlite_is_nothing_of_ours() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let url = database.url();
        whole::Shop.upgrade_url(&url).blocking().unwrap();
        database.sql("UPDATE migrate_ledger SET state = 'intent' WHERE revision = 'r2';");
        let error = whole::Shop.upgrade_url(&url).blocking().unwrap_err();
        assert_eq!(error.code().text, "unresumable", "{kind}: {error}");
        assert!(error.to_string().contains("something else wrote that"), "{kind}: {error}");
    }
}
