//! Views, on all three databases.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{down, refusal, round, up};

fn shop(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80));
        t.column("note", Varchar(80)).nullable();
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt).references("people", "id");
        t.column("price", Integer);
        t.column("remark", Text).nullable();
    });
}

const ROWS: &str = "INSERT INTO people (name, note) VALUES ('a', 'x'), ('b', 'it''s'); \
                    INSERT INTO deals (person_id, price) VALUES (1, 10), (1, 20), (2, 30);";

fn totals(op: &mut Operations) {
    shop(op);
    op.create_view(
        "totals",
        "SELECT p.id, p.name, sum(d.price) AS total FROM people AS p JOIN deals AS d ON d.person_id = p.id \
         GROUP BY p.id, p.name -- by person",
    );
    op.create_view("rich", "SELECT name FROM totals WHERE total >= 30").depends_on(["totals"]);
}

#[test]
fn views_are_created_replaced_and_renamed() {
    let change = |op: &mut Operations| {
        op.create_view(
            "names",
            expr("SELECT name || '!' AS name FROM people")
                .on(MySql, "SELECT concat(name, '!') AS name FROM people"),
        );
        // Other columns in another order: what PostgreSQL does not do in place.
        op.replace_view(
            "totals",
            "SELECT sum(price) AS total, cast(person_id AS char(9)) AS name FROM deals GROUP BY person_id",
        );
        op.replace_view("rich", "SELECT name, total FROM totals WHERE total > 0 AND name <> 'it''s'");
        op.rename_view("rich", "all of \"them\"");
    };
    for kind in Kind::ALL {
        let names = if kind == Kind::MySql { "`all of \"them\"`" } else { "\"all of \"\"them\"\"\"" };
        let database = Database::create(kind);
        up(&database, [totals, change], "head").expect("the views are taken");
        database.sql(ROWS);
        assert_eq!(database.sql(&format!("SELECT count(*), min(total) FROM {names};")), "2\t30\n", "{kind}");
        assert_eq!(database.sql("SELECT name FROM names ORDER BY name;"), "a!\nb!\n", "{kind}");
        down(&database, [totals, change], "first").expect("the views are as they were");
        assert_eq!(database.sql("SELECT name FROM rich ORDER BY name;"), "a\nb\n", "{kind}");
        let question = "SELECT name, total FROM totals ORDER BY name;";
        let (_, answer) = round(kind, [totals, change], ROWS, question);
        assert_eq!(answer.lines().count(), 2, "{kind}: {answer}");
    }
}

#[test]
fn what_was_granted_on_a_view_stays_where_its_columns_do() {
    let more = |op: &mut Operations| {
        op.replace_view("rich", "SELECT name, total FROM totals WHERE total >= 20").depends_on(["totals"]);
    };
    let database = Database::create(Kind::Postgres);
    up(&database, [totals, more], "first").expect("the view is taken");
    database.sql("GRANT SELECT ON rich TO PUBLIC;");
    up(&database, [totals, more], "head").expect("the view is replaced");
    let granted = "SELECT relacl::text LIKE '%=r/%' FROM pg_class WHERE relname = 'rich';";
    assert_eq!(database.sql(granted), "t\n");
}

#[test]
fn tables_change_beneath_views_that_come_back() {
    let change = |op: &mut Operations| {
        op.without_views(["totals", "rich"], |op| {
            op.rename_column("people", "note", "hint");
            op.drop_column("deals", "remark");
        });
        op.add_column("people", "age", Integer).nullable();
    };
    for kind in Kind::ALL {
        let (top, answer) = round(
            kind,
            [totals, change],
            ROWS,
            "SELECT name, total FROM totals ORDER BY name; SELECT * FROM rich ORDER BY 1;",
        );
        assert_eq!(answer, "a\t30\nb\t30\na\nb\n", "{kind}");
        assert!(top.contains("hint"), "{kind}");
    }
}

#[test]
fn a_column_gets_another_type_beneath_views() {
    let change = |op: &mut Operations| {
        op.alter_column("deals", "price", |c| {
            c.set_type(BigInt);
        });
    };
    for kind in Kind::ALL {
        let (top, answer) = round(kind, [totals, change], ROWS, "SELECT name FROM rich ORDER BY 1;");
        assert_eq!(answer, "a\nb\n", "{kind}");
        assert!(top.to_lowercase().replace(['`', '"'], "").contains("price bigint"), "{kind}: {top}");
    }
}

#[test]
fn what_a_view_needs_does_not_go_unsaid() {
    let changes: [fn(&mut Operations); 5] = [
        |op| op.drop_table("deals"),
        |op| {
            op.rename_table("deals", "offers");
        },
        |op| {
            op.drop_column("deals", "price");
        },
        |op| op.rename_column("people", "name", "title"),
        |op| op.drop_view("totals"),
    ];
    let refusals = changes.map(|change| {
        let [one, two, three] = Kind::ALL.map(|kind| refusal(kind, [totals, change]));
        assert!(one == two && two == three, "{one}\n{two}\n{three}");
        one
    });
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn views_in_the_way_that_the_chain_did_not_make_are_named_with_what_to_type() {
    fn retyped(op: &mut Operations) {
        op.alter_column("deals", "price", |c| {
            c.set_type(BigInt);
        });
    }
    fn dropped(op: &mut Operations) {
        op.drop_column("deals", "remark");
    }
    let theirs = "CREATE SCHEMA reports; CREATE VIEW reports.prices AS SELECT id, price FROM deals; \
                  CREATE MATERIALIZED VIEW reports.\"Best of\" AS SELECT max(price) AS best FROM reports.prices; \
                  CREATE VIEW richest AS SELECT max(total) AS total FROM totals; \
                  CREATE VIEW remarks AS SELECT remark FROM deals;";
    let database = Database::create(Kind::Postgres);
    up(&database, [totals, retyped], "first").expect("the views are taken");
    database.sql(ROWS);
    database.sql(theirs);
    let error = up(&database, [totals, retyped], "head").expect_err("views are in the way").to_string();
    let drops = "DROP VIEW richest; DROP MATERIALIZED VIEW reports.\\\"Best of\\\"; DROP VIEW reports.prices";
    assert!(
        error.contains(&format!(
            "help: the chain did not make views `richest`, `reports.Best of`, `reports.prices`: drop them before, with \
             `op.sql(\"{drops}\")`, and create them again behind; then type `upgrade` again"
        )),
        "{error}"
    );
    let error = up(&database, [totals, dropped], "head").expect_err("a view is in the way").to_string();
    assert!(
        error.contains(
            "the chain did not make view `remarks`: drop it before, with `op.sql(\"DROP VIEW remarks\")`, and create it"
        ),
        "{error}"
    );
    database.sql(&drops.replace('\\', ""));
    up(&database, [totals, retyped], "head").expect("nothing is in the way");
}
