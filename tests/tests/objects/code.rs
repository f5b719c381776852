//! Functions, triggers and extensions.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind, Product, product};

use crate::rig::{but_mysql, down, refusal, round, schema, up};

fn shop(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("title", Varchar(80));
        t.column("price", Numeric(10, 2)).default(0);
        t.column("note", Varchar(80)).nullable();
    });
    op.create_table("log", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("what", Varchar(80));
    });
}

const ROWS: &str = "INSERT INTO deals (title, price) VALUES ('a', 119), ('b', 238);";

fn types(text: &str) -> migrate_core::schema::Expression {
    expr(text).on(MySql, "DECIMAL(10, 2)")
}

fn net(op: &mut Operations) {
    shop(op);
    op.on([Postgres, MySql], |op| {
        op.create_function(
            "net",
            [("price", types("numeric")), ("rate", types("numeric"))],
            expr("RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT price / (1 + rate); $$; -- net").on(
                MySql,
                "RETURNS DECIMAL(10, 2) DETERMINISTIC
                 BEGIN
                   DECLARE net DECIMAL(10, 2); -- the price; less what is a tax
                   IF rate = 0 THEN RETURN price; END IF;
                   SET net = CASE WHEN rate > 0 THEN price / (1 + rate) ELSE price END;
                   RETURN net;
                 END;",
            ),
        );
    });
}

#[test]
fn functions_are_created_replaced_and_dropped() {
    let change = |op: &mut Operations| {
        op.on([Postgres, MySql], |op| {
            op.replace_function(
                "net",
                [("price", types("numeric")), ("rate", types("NUMERIC"))],
                expr("RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT 7'")
                    .on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC RETURN 7"),
            );
        });
        op.on(Postgres, |op| {
            op.create_function(
                "net",
                [("price", "numeric DEFAULT 1")],
                "RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN price END; END",
            );
            op.drop_function("net", "numeric");
            op.create_function("net", (), "RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$");
        });
        op.on(MySql, |op| op.create_function("one", (), "RETURNS INT DETERMINISTIC RETURN 1"));
    };
    for kind in but_mysql(&[Kind::MySql, Kind::Postgres]) {
        let question = "SELECT sum(net(price, 0.19)) = 300, sum(net(price, 0.19)) = 14 FROM deals;";
        let (_, answer) = round(kind, [net, change], ROWS, question);
        assert_eq!(answer, if kind == Kind::MySql { "0\t1\n" } else { "f\tt\n" });
        let database = Database::create(kind);
        up(&database, [net, change], "head").expect("the functions are taken");
        down(&database, [net, change], "first").expect("the functions are as they were");
        database.sql(ROWS);
        let (yes, no) = if kind == Kind::MySql { ("1", "0") } else { ("t", "f") };
        assert_eq!(database.sql(question), format!("{yes}\t{no}\n"), "{kind}");
        let functions = "SELECT count(*) FROM information_schema.routines WHERE routine_name IN ('net', 'one') \
                         AND routine_schema IN ('public', database());";
        let functions =
            if kind == Kind::Postgres { functions.replace(", database()", "") } else { functions.to_owned() };
        assert_eq!(database.sql(&functions), "1\n", "{kind}");
    }
}

fn logged(op: &mut Operations) {
    shop(op);
    op.on(Postgres, |op| {
        op.create_function(
            "write_log",
            (),
            "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (what) VALUES (TG_ARGV[0] || NEW.title); RETURN NEW; END; $$",
        );
    });
    op.create_trigger("log_deals", "deals", "AFTER INSERT", log("new; "));
}

/// What writes a line for each row: with statements of its own between `BEGIN` and `END`.
fn log(what: &str) -> migrate_core::schema::Expression {
    expr(&format!("FOR EACH ROW EXECUTE FUNCTION write_log('{what}')"))
        .on(
            MySql,
            &format!(
                "FOR EACH ROW BEGIN
                   DECLARE line VARCHAR(80); -- what; is written
                   IF NEW.title <> '' THEN SET line = concat('{what}', NEW.title); ELSE SET line = ''; END IF;
                   INSERT INTO log (what) VALUES (line);
                 END;"
            ),
        )
        .on(
            Sqlite,
            &format!("BEGIN INSERT INTO log (what) VALUES ('{what}' || NEW.title); SELECT CASE WHEN 1 THEN 2 END; END; -- done"),
        )
}

#[test]
fn triggers_are_created_replaced_and_dropped() {
    let change = |op: &mut Operations| {
        op.replace_trigger("log_deals", "deals", expr("AFTER UPDATE -- only"), log("changed; "));
        op.create_trigger("more", "deals", "AFTER INSERT", log("more; "));
        op.drop_trigger("more", "deals");
        op.rename_table("deals", "offers");
    };
    for kind in but_mysql(&Kind::ALL) {
        round(kind, [logged, change], ROWS, "SELECT what FROM log ORDER BY id;");
        let database = Database::create(kind);
        up(&database, [logged, change], "first").expect("the triggers are taken");
        database.sql(ROWS);
        up(&database, [logged, change], "head").expect("the triggers are taken");
        database
            .sql("INSERT INTO offers (title) VALUES ('c'); UPDATE offers SET title = 'd' WHERE title = 'a';");
        down(&database, [logged, change], "first").expect("the triggers are as they were");
        database.sql("INSERT INTO deals (title) VALUES ('e');");
        let lines = database.sql("SELECT what FROM log ORDER BY id;");
        assert_eq!(lines, "new; a\nnew; b\nchanged; d\nnew; e\n", "{kind}");
    }
}

#[test]
fn a_table_takes_its_triggers_along_and_brings_them_back() {
    let change = |op: &mut Operations| op.drop_table("deals");
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [logged, change], "first").expect("the triggers are taken");
        let before = schema(&database);
        up(&database, [logged, change], "head").expect("the table goes");
        assert!(!schema(&database).contains("log_deals"), "{kind}");
        down(&database, [logged, change], "first").expect("the table comes back");
        assert_eq!(schema(&database), before, "{kind}");
        database.sql(ROWS);
        assert_eq!(database.sql("SELECT count(*) FROM log;"), "2\n", "{kind}");
    }
}

#[test]
fn a_column_changes_beneath_triggers() {
    let change = |op: &mut Operations| {
        op.alter_column("deals", "price", |c| {
            c.set_type(Numeric(12, 3));
        });
        op.add_check("deals", "title <> 'x'");
        op.alter_column("log", "what", |c| {
            c.set_type(Varchar(90));
        });
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [logged, change], "first").expect("the trigger is taken");
        let before = schema(&database);
        database.sql(ROWS);
        up(&database, [logged, change], "head").expect("the columns change");
        database.sql("INSERT INTO deals (title) VALUES ('c');");
        assert_eq!(database.sql("SELECT count(*) FROM log;"), "3\n", "{kind}");
        down(&database, [logged, change], "first").expect("the columns are as they were");
        database.sql("INSERT INTO deals (title) VALUES ('d');");
        assert_eq!(database.sql("SELECT count(*) FROM log;"), "4\n", "{kind}");
        let blanks = |text: String| text.split_whitespace().collect::<String>();
        assert_eq!(blanks(schema(&database)), blanks(before), "{kind}");
    }
}

#[test]
fn triggers_of_views_come_back_with_them() {
    let first = |op: &mut Operations| {
        logged(op);
        op.create_view("cheap", "SELECT id, title FROM deals WHERE id < 10");
        op.on(Postgres, |op| {
            op.create_function(
                "into_deals",
                (),
                "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO deals (title) VALUES (NEW.title); RETURN NEW; END $$",
            );
        });
        op.create_trigger(
            "into_cheap",
            "cheap",
            "INSTEAD OF INSERT",
            expr("FOR EACH ROW EXECUTE FUNCTION into_deals()")
                .on(Sqlite, "BEGIN INSERT INTO deals (title) VALUES (NEW.title); END"),
        );
    };
    let second = |op: &mut Operations| {
        op.replace_view("cheap", "SELECT title, note FROM deals");
        op.rename_view("cheap", "dear");
        op.without_views(["dear"], |op| {
            op.add_column("deals", "more", Integer).nullable();
        });
    };
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        up(&database, [first, second], "first").expect("the view is taken");
        let before = schema(&database);
        up(&database, [first, second], "head").expect("the view is replaced");
        database.sql("INSERT INTO dear (title) VALUES ('x');");
        down(&database, [first, second], "first").expect("the view is as it was");
        database.sql("INSERT INTO cheap (title) VALUES ('y');");
        assert_eq!(database.sql("SELECT title FROM deals ORDER BY id;"), "x\ny\n", "{kind}");
        let blanks = |text: String| text.split_whitespace().collect::<String>();
        assert_eq!(blanks(schema(&database)), blanks(before), "{kind}");
    }
}

#[test]
fn extensions_are_created_and_dropped() {
    let extensions = |op: &mut Operations| {
        op.create_schema("tools");
        op.create_extension("citext").schema("tools");
        op.create_extension("pg_trgm").if_not_exists();
    };
    let database = Database::create(Kind::Postgres);
    database.sql("CREATE EXTENSION pg_trgm;");
    let before = schema(&database);
    up(&database, [extensions, |_| {}], "head").expect("the extensions are there");
    let question = "SELECT extname, nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname <> 'plpgsql' ORDER BY 1;";
    assert_eq!(database.sql(question), "citext\ttools\npg_trgm\tpublic\n");
    down(&database, [extensions, |_| {}], "base").expect("the one that was made goes");
    assert_eq!(database.sql(question), "pg_trgm\tpublic\n");
    assert_eq!(schema(&database), before);
}

#[test]
fn what_a_database_has_not_is_refused() {
    let function = |op: &mut Operations| op.create_function("f", (), "RETURNS INT RETURN 1");
    let extension = |op: &mut Operations| {
        op.create_extension("citext");
    };
    let unsound = |op: &mut Operations| {
        shop(op);
        op.create_trigger("t", "deals", "AFTER INSERT", "FOR EACH ROW BEGIN SELECT 1; END; COMMIT");
    };
    let mut refusals = Vec::new();
    refusals.push(refusal(Kind::Sqlite, [function, |_| {}]));
    refusals.extend([Kind::MySql, Kind::Sqlite].map(|kind| refusal(kind, [extension, |_| {}])));
    refusals.extend(Kind::ALL.map(|kind| refusal(kind, [unsound, |_| {}])));
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn a_run_goes_on_behind_what_is_in_on_mariadb() {
    let change = |op: &mut Operations| {
        op.create_view("titles", "SELECT title FROM deals");
        if product() == Product::MariaDb {
            op.create_sequence("numbers");
        }
        op.create_function("one", (), "RETURNS INT DETERMINISTIC BEGIN RETURN 1; END");
        op.create_trigger("log_more", "deals", "AFTER INSERT", log("more; "));
        op.replace_view("titles", "SELECT title, price FROM deals");
        op.without_views(["titles"], |op| op.rename_column("deals", "note", "hint"));
    };
    let undo = [
        "DROP VIEW titles;",
        if product() == Product::MariaDb { "DROP SEQUENCE numbers;" } else { "" },
        "DROP FUNCTION one;",
        "DROP TRIGGER log_more;",
        "CREATE OR REPLACE VIEW titles AS SELECT title FROM deals;",
        "CREATE VIEW titles AS SELECT title, price FROM deals;",
        "ALTER TABLE deals RENAME COLUMN hint TO note;",
        "DROP VIEW titles;",
    ];
    for kept in 0..=undo.len() {
        let database = Database::create(Kind::MySql);
        up(&database, [logged, change], "head").expect("all is taken");
        let top = schema(&database);
        database.sql(&undo[kept..].iter().rev().copied().collect::<String>());
        database.sql("UPDATE migrate_ledger SET state = 'intent', progress = 0 WHERE revision = 'second';");
        up(&database, [logged, change], "head").unwrap_or_else(|error| panic!("{kept}: {error:?}"));
        assert_eq!(schema(&database), top, "{kept}");
    }
}
