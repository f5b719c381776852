//! What an author writes in SQL or Rust, and operations of a team's own.

use migrate_core::operation::Compound;
use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

/// A table whose rows say when they came.
struct CreateLog {
    name: &'static str,
}

impl Compound for CreateLog {
    fn record(&self, op: &mut Operations) {
        op.create_table(self.name, |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("came_at", Timestamp).default(now());
        });
        op.create_index(self.name, ["came_at"]);
    }
}

async fn shout(connection: &mut Connection) -> Result<(), DataError> {
    let people = connection.prefixed("people");
    connection.execute(&format!("UPDATE {people} SET name = upper(name)")).await?;
    Ok(())
}

async fn calm_down(connection: &mut Connection) -> Result<(), DataError> {
    let people = connection.prefixed("people");
    let names = "CASE id WHEN 1 THEN 'Ada' WHEN 2 THEN 'Bob' ELSE 'Eve' END";
    connection.execute(&format!("UPDATE {people} SET name = {names}")).await?;
    Ok(())
}

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Run SQL",
            rust!(|op| {
                op.sql("UPDATE deals SET note = 'none' WHERE note IS NULL")
                    .reverse("UPDATE deals SET note = NULL WHERE note = 'none'");
            }),
        )
        .changes(&["deals.note"])
        .finds("SELECT note FROM deals ORDER BY id", "first\nnone\nit's late\nnone"),
        example(
            "Run SQL and say what it does to the schema",
            rust!(|op| {
                op.sql(
                    expr("ALTER TABLE visits ADD COLUMN place INTEGER")
                        .on(Sqlite, "ALTER TABLE visits ADD COLUMN place INT"),
                )
                .reverse("ALTER TABLE visits DROP COLUMN place")
                .effect(|op| {
                    op.add_column("visits", "place", Integer).nullable();
                });
            }),
        ),
        example(
            "Declare what SQL before has done",
            rust!(|op| {
                op.sql(
                    expr("ALTER TABLE visits ADD COLUMN room INTEGER")
                        .on(Sqlite, "ALTER TABLE visits ADD COLUMN room INT"),
                )
                .reverse("ALTER TABLE visits DROP COLUMN room");
                op.declare(|op| {
                    op.add_column("visits", "room", Integer).nullable();
                });
            }),
        )
        .about("Nothing of it runs. It may stand in a later revision, for all that came before."),
        example(
            "Run Rust",
            rust!(|op| {
                op.data_step("shout", shout)
                    .reverse(calm_down)
                    .offline_sql("UPDATE people SET name = upper(name)")
                    .offline_reverse_sql(
                        "UPDATE people SET name = CASE id WHEN 1 THEN 'Ada' WHEN 2 THEN 'Bob' ELSE 'Eve' END",
                    );
            }),
        )
        .about("An async function gets the connection, inside the revision's transaction. The SQL is for scripts (`upgrade --sql`).")
        .changes(&["people.name"])
        .finds("SELECT name FROM people ORDER BY id", "ADA\nBOB\nEVE"),
        example(
            "Run an operation of your own",
            rust!(|op| {
                op.run(CreateLog { name: "logins" });
            }),
        )
        .about("A `Compound` records others. It has their SQL and their way back."),
        example(
            "Do something on some databases",
            rust!(|op| {
                op.on([Postgres, MySql], |op| {
                    op.add_check("deals", "amount < 1000000");
                });
            }),
        ),
    ];
    Group { title: "Your own SQL, Rust and operations", examples }
}
