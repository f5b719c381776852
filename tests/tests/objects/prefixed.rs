//! Names with a prefix: two installations of one chain in a database, with SQL of the author's that has the names made.

use migrate_core::name::Prefix;
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::script::Consent;
use migrate_core::{Error, ErrorKind};
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects, Record};
use crate::rig::{schema, up};

fn prefix(text: &str) -> Prefix {
    text.parse().expect("it is a prefix")
}

fn up_with(database: &Database, revisions: [Record; 2], text: &str) -> Result<(), Error> {
    chain::set(revisions);
    Objects.upgrade_url(&database.url()).prefix(prefix(text)).blocking().map(|_| ())
}

fn down_with(database: &Database, revisions: [Record; 2], text: &str) -> Result<(), Error> {
    chain::set(revisions);
    let down = Objects.downgrade_url(&database.url(), "base").prefix(prefix(text));
    down.consent(Consent::Destructive).blocking().map(|_| ())
}

async fn shout(connection: &mut Connection) -> Result<(), DataError> {
    let deals = connection.prefixed("deals");
    connection.execute(&format!("UPDATE {deals} SET title = upper(title)")).await?;
    Ok(())
}

fn tables(op: &mut Operations) {
    op.create_table("log", |t| {
        t.column("id", BigInt).identity().primary_key();
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("title", Varchar(80)).unique();
        t.index(["title"]).name("by_title");
        t.check("title <> ''").name("titled");
    });
    op.insert("deals", ["id", "title"], [(101, "a"), (102, "b")]);
}

/// Everything whose text names tables and functions.
fn texts(op: &mut Operations) {
    let (deals, log) = (op.prefixed("deals"), op.prefixed("log"));
    op.create_view("titles", format!("SELECT d.title FROM {deals} AS d")).depends_on(["deals"]);
    op.create_view("all_titles", format!("SELECT title FROM {}", op.prefixed("titles")));
    op.on([Postgres, MySql], |op| {
        let count = op.prefixed("deal_count");
        op.create_function(
            "deal_count",
            (),
            expr(&format!("RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM {deals}'"))
                .on(MySql, &format!("RETURNS BIGINT READS SQL DATA RETURN (SELECT count(*) FROM {deals})")),
        );
        op.create_view("counted", format!("SELECT {count}() AS deals"));
    });
    op.on(Postgres, |op| {
        op.create_function(
            "noted",
            (),
            format!("RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO {log} DEFAULT VALUES; RETURN NEW; END $$"),
        );
    });
    op.create_trigger(
        "noting",
        "deals",
        "AFTER INSERT",
        expr(&format!("FOR EACH ROW EXECUTE FUNCTION {}()", op.prefixed("noted")))
            .on(MySql, &format!("FOR EACH ROW INSERT INTO {log} VALUES ()"))
            .on(Sqlite, &format!("FOR EACH ROW BEGIN INSERT INTO {log} (id) VALUES (NULL); END")),
    );
    op.sql(format!("INSERT INTO {deals} (title) VALUES ('c')"))
        .reverse(format!("DELETE FROM {deals} WHERE title = 'C'"));
    op.data_step("shout", shout).reverse(shout);
    op.rename_index("deals", "by_title", "ix_deals_title");
    op.drop_constraint("deals", "titled");
}

#[test]
fn two_installations_do_not_see_each_other() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [tables, texts], "head").expect("without a prefix");
        let alone = schema(&database);
        for text in ["a_", "irma_"] {
            up_with(&database, [tables, texts], text)
                .unwrap_or_else(|error| panic!("{kind}, {text}: {error:?}"));
            let titles = database.sql(&format!("SELECT title FROM {text}all_titles ORDER BY title;"));
            assert_eq!(titles, "A\nB\nC\n", "{kind}");
            assert_eq!(database.sql(&format!("SELECT count(*) FROM {text}log;")), "1\n", "{kind}");
        }
        database.sql("DELETE FROM a_deals;");
        assert_eq!(database.sql("SELECT count(*) FROM all_titles, irma_all_titles;"), "9\n", "{kind}");
        // What was done once is not done again.
        up_with(&database, [tables, texts], "irma_").expect("nothing to do");
        for text in ["irma_", "a_"] {
            down_with(&database, [tables, texts], text)
                .unwrap_or_else(|error| panic!("{kind}, {text}: {error:?}"));
        }
        assert_eq!(schema(&database), alone, "{kind}");
        assert_eq!(database.sql("SELECT title FROM all_titles ORDER BY title;"), "A\nB\nC\n", "{kind}");
    }
}

#[test]
fn sql_that_forgets_the_prefix_is_refused_before_anything_runs() {
    let forgetful: [(Record, &str); 5] = [
        (
            |op| {
                op.create_view("titles", "SELECT title FROM deals");
            },
            "`deals`, which is `irma_deals`",
        ),
        (
            |op| {
                op.sql("UPDATE deals SET title = 'x'");
            },
            "`deals`, which is `irma_deals`",
        ),
        (
            |op| {
                op.update("deals").set("title", expr("(SELECT max(id) FROM log)")).all_rows();
            },
            "`log`",
        ),
        (
            |op| op.create_trigger("noting", "deals", "AFTER INSERT", "BEGIN DELETE FROM log; END"),
            "`log`, which is `irma_log`",
        ),
        (
            |op| {
                op.create_function("f", (), "RETURNS int LANGUAGE sql AS 'SELECT 1'");
                op.create_view("g", "SELECT f() AS f");
            },
            "`f`, which is `irma_f`",
        ),
    ];
    let database = Database::create(Kind::Sqlite);
    for (record, told) in forgetful {
        let error = up_with(&database, [tables, record], "irma_").expect_err("it names what has a prefix");
        assert_eq!(error.kind(), ErrorKind::Chain, "{error:?}");
        assert!(error.message().contains(told), "{error:?}");
        assert!(error.help().is_some_and(|help| help.contains("op.prefixed(")), "{error:?}");
        assert_eq!(schema(&database), "", "nothing ran");
    }
}

/// A table's name that is just short enough, and one whose index is named by its hash.
fn long(op: &mut Operations) {
    op.create_table("t123456789_123456789_123456789_123456789_123456789_12345678", |t| {
        t.column("id", BigInt).primary_key();
        t.column("other", BigInt).unique();
        t.index(["id", "other"]);
    });
}

#[test]
fn names_are_measured_with_the_prefix() {
    let nothing: Record = |_| {};
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up_with(&database, [long, nothing], "irm_").expect("63 bytes");
        down_with(&database, [long, nothing], "irm_").expect("63 bytes");
        assert_eq!(schema(&database), "", "{kind}");
    }
    let error = up_with(&Database::create(Kind::Postgres), [long, nothing], "irmas_").expect_err("65 bytes");
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error:?}");
    assert!(error.message().contains("irmas_t123456789"), "{error:?}");
}
