//! A program that upgrades a database: what the tests start many of at once, and kill.
//!
//! `runner-process <chain> <url> [<seconds to wait for the lock>]`; in the place of the chain stands `push`, `drift` or `adopt` for
//! what is done with a chain of its own instead. What happens goes to stdout, a line each.
#![expect(clippy::print_stdout, reason = "the test that started it reads it")]

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use migrate_core::adopt::history::Tool;
use migrate_core::event::{Event, Observe};
use migrate_core::run::{Drift, History, Push, Stamp};
use migrate_core::script::Consent;
use migrate_core::{Error, Run};

mod quick {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("runs", |t| {
                t.column("revision", Varchar(10));
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.sql("INSERT INTO runs VALUES ('r2')");
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.create_index("deals", ["id"]);
            op.sql("INSERT INTO runs VALUES ('r3')");
        }
    }
    mod r4 {
        use migrate_core::prelude::*;

        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "note", Text).nullable();
            op.data_step("count", async |connection: &mut Connection| {
                connection.execute("INSERT INTO runs VALUES ('r4')").await?;
                Ok::<_, DataError>(())
            });
        }
    }

    migrate_core::chain!(pub(super) Quick = "quick");
}

/// Its second revision takes ten seconds.
mod slow {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("runs", |t| {
                t.column("revision", Varchar(10));
            });
        }
    }
    mod r2 {
        use std::time::Duration;

        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.on(Postgres, |op| {
                op.sql("SELECT pg_sleep(10)");
            });
            op.on(MySql, |op| {
                op.sql("DO sleep(10)");
            });
            op.on(Sqlite, |op| {
                op.data_step("sleep", async |_: &mut Connection| {
                    tokio::time::sleep(Duration::from_secs(10)).await;
                    Ok::<_, DataError>(())
                });
            });
            op.sql("INSERT INTO runs VALUES ('r2')");
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.sql("INSERT INTO runs VALUES ('r3')");
        }
    }

    migrate_core::chain!(pub(super) Slow = "slow");
}

/// Its second revision changes a table that somebody may hold.
mod blocked {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("offers", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.add_column("deals", "note", Text).nullable();
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }

    migrate_core::chain!(pub(super) Blocked = "blocked");
}

/// Its second revision is three parts on PostgreSQL.
mod parts {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("title", Varchar(100));
            });
            op.insert("deals", ["id", "title"], [(1, "one"), (2, "two")]);
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("deals", "note", Text).nullable();
            op.create_index("deals", "title").unique().concurrently();
            op.create_table("orders", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }

    migrate_core::chain!(pub(super) Parts = "parts");
}

/// Its second revision makes a table of SQLite anew.
mod rebuilt {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("code", Varchar(20)).unique();
                t.column("size", Text);
                t.index(["size"]);
            });
            op.create_table("lines", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_constraint("deals", "uq_deals_code");
            op.alter_column("deals", "size", |c| {
                c.set_type(Integer);
            });
        }
    }

    migrate_core::chain!(pub(super) Rebuilt = "rebuilt");
}

/// Its second revision counts every row of a table up by one, which must not be done twice.
mod counted {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("items", |t| {
                t.column("shop", Integer).primary_key();
                t.column("code", Varchar(40)).primary_key();
                t.column("n", Integer);
            });
        }
    }
    mod r2 {
        use std::time::Duration;

        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.add_column("items", "note", Text).nullable();
            op.backfill("items")
                .set("n", expr("n + 1"))
                .set("note", expr("upper(code)"))
                .predicate("n >= 0")
                .batch_size(20)
                .batch_time(Duration::from_millis(20))
                .at_most(60)
                .pause(Duration::from_millis(1))
                .leave_rows();
            op.create_index("items", ["n"]);
        }
    }

    migrate_core::chain!(pub(super) Counted = "counted");
}

/// It has models, and a view.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod kept {
    use migrate_core::{SqlEnum, Table};

    pub(super) mod migrations {
        mod r1 {
            use migrate_core::prelude::*;

            #[revision(id = "1_deals")]
            fn upgrade(op: &mut Operations) {
                op.create_table("deals", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("title", Varchar(20));
                    t.column("price", Double).nullable();
                    t.column("note", Text).nullable();
                });
                op.create_view("large", "SELECT id, title FROM deals WHERE price > 10");
            }
        }

        migrate_core::chain!(pub(crate) Kept = "kept");
    }

    #[derive(Table)]
    #[table(check("id > 0"))]
    struct Deal {
        #[column(primary_key)]
        id: i64,
        #[column(type = Varchar(40), unique)]
        title: String,
        price: Option<f32>,
        #[column(default = Stage::Open)]
        stage: Stage,
        #[column(references = Person)]
        person_id: Option<i64>,
    }

    #[derive(Table)]
    #[table(name = "people")]
    struct Person {
        #[column(primary_key, identity)]
        id: i64,
    }

    #[derive(SqlEnum)]
    enum Stage {
        Open,
        Won,
    }
}

use kept::migrations::Kept;

struct Lines;

impl Observe for Lines {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Batch { progress, .. } => println!("rows {} {}", progress.seen, progress.changed),
            Event::Started { revision, .. } => println!("started {revision}"),
            Event::Operation { operation, .. } => println!("operation {operation}"),
            Event::Finished { revision, .. } => println!("finished {revision}"),
            Event::Resumed { revision, operations } => println!("resumed {revision} behind {operations}"),
            Event::Waiting { .. } => println!("waiting"),
            Event::Connected { .. } | Event::Locked { .. } | Event::Planned { .. } => {}
        }
    }
}

fn told<T>(result: Result<T, Error>) -> ExitCode {
    match result {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn main() -> ExitCode {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    let [chain, url, rest @ ..] = arguments.as_slice() else { return ExitCode::from(2) };
    match chain.as_str() {
        "adopt" => return told(Stamp::adopting_url(Kept, url, History::of(Tool::Alembic)).blocking()),
        "drift" => return told(Drift::url(Kept, url).blocking()),
        "push" => return told(Push::url(Kept, url).consent(Consent::Destructive).blocking()),
        _ => {}
    }
    let run = match chain.as_str() {
        "blocked" => Run::upgrade_url(blocked::Blocked, url),
        "counted" => Run::upgrade_url(counted::Counted, url),
        "kept" => Run::upgrade_url(Kept, url),
        "counted to r1" => Run::upgrade_url(counted::Counted, url).to("r1"),
        "parts" => Run::upgrade_url(parts::Parts, url),
        "quick" => Run::upgrade_url(quick::Quick, url),
        "rebuilt" => Run::upgrade_url(rebuilt::Rebuilt, url),
        "slow" => Run::upgrade_url(slow::Slow, url),
        _ => return ExitCode::from(2),
    };
    let wait = rest.first().and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    match run.observe(Lines).lock_wait(Duration::from_secs(wait)).blocking() {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}
