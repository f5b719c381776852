//! What other tools have applied, taken over: their tables are read and kept, and nothing is stamped where they say something
//! else than the revisions.

use migrate_core::adopt::history::{HistoryRow, Tool};
use migrate_core::autogenerate::{Step, pieces};
use migrate_core::dialect::Dialect;
use migrate_core::diff::{Comparison, Guessing, Renames};
use migrate_core::graph::Applied;
use migrate_core::operation::Operation;
use migrate_core::run::{
    Drift, Grown, GrownError, History, Inspect, Options, ReadHistory, Stamp, Stamped, grown, history_steps,
    without_others,
};
use migrate_core::source::Piece;
use migrate_core::{AnyChain, Error, Run, source};
use migrate_tests::{Database, Kind};

use crate::{ledger, schema};

/// The files of sqlx, as revisions.
mod of_sqlx {
    mod initial {
        use migrate_core::prelude::*;

        #[revision(id = "a0")]
        fn upgrade(_op: &mut Operations) {}
    }
    mod users {
        use migrate_core::prelude::*;

        #[revision(id = "1_users", down = "a0")]
        fn upgrade(op: &mut Operations) {
            op.sql(include_str!("adopting/1_users.sql"));
        }
    }
    mod deals {
        use migrate_core::prelude::*;

        #[revision(id = "2_deals", down = "1_users")]
        fn upgrade(op: &mut Operations) {
            op.sql(include_str!("adopting/2_deals.up.sql"))
                .reverse(include_str!("adopting/2_deals.down.sql"));
        }
    }
    mod declared {
        use migrate_core::prelude::*;

        #[revision(id = "d3", down = "2_deals")]
        fn upgrade(op: &mut Operations) {
            op.declare(|op| {
                op.create_table("users", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("email", Varchar(120)).unique();
                    // What the test's databases give a table that says nothing.
                    t.mysql().charset("utf8mb4").collation(migrate_tests::usual_collation());
                });
                op.create_table("deals", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("title", Varchar(80));
                    t.index(["title"]);
                    t.mysql().charset("utf8mb4").collation(migrate_tests::usual_collation());
                });
            });
        }
    }
    migrate_core::chain!(pub(super) Files = "files");
}

/// The same of refinery.
mod of_refinery {
    mod users {
        use migrate_core::prelude::*;

        #[revision(id = "V1__users")]
        fn upgrade(op: &mut Operations) {
            op.sql(include_str!("adopting/1_users.sql"));
        }
    }
    mod deals {
        use migrate_core::prelude::*;

        #[revision(id = "U2__deals", down = "V1__users")]
        fn upgrade(op: &mut Operations) {
            op.sql(include_str!("adopting/2_deals.up.sql"));
        }
    }
    migrate_core::chain!(pub(super) Files = "files_of_refinery");
}

/// A database of Alembic's that went on after it was adopted, and a revision of nobody else's between.
mod of_alembic {
    mod initial {
        use migrate_core::prelude::*;

        #[revision(id = "a0")]
        fn upgrade(_op: &mut Operations) {}
    }
    mod left {
        use migrate_core::prelude::*;

        /// The schema as Alembic has made it.
        ///
        /// It is what Alembic calls `d3`.
        #[revision(id = "d3", down = "a0")]
        fn upgrade(op: &mut Operations) {
            op.create_table("users", |t| {
                t.column("id", BigInt).primary_key();
                t.column("email", Varchar(120)).unique();
                t.mysql().charset("utf8mb4").collation(migrate_tests::usual_collation());
            });
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
                t.column("title", Varchar(80));
                t.index(["title"]);
                t.mysql().charset("utf8mb4").collation(migrate_tests::usual_collation());
            });
        }
    }
    migrate_core::chain!(pub(super) Left = "alembic");

    pub(super) mod later {
        mod left {
            use migrate_core::prelude::*;

            /// It is what Alembic calls `d3`.
            #[revision(id = "d3")]
            fn upgrade(op: &mut Operations) {
                op.create_table("users", |t| {
                    t.column("id", BigInt).primary_key();
                });
            }
        }
        mod ours {
            use migrate_core::prelude::*;

            #[revision(id = "f1", down = "d3")]
            fn upgrade(op: &mut Operations) {
                op.add_column("users", "ours", Integer).nullable();
            }
        }
        mod since {
            use migrate_core::prelude::*;

            /// It is what Alembic calls `e4`.
            #[revision(id = "e4", down = "f1")]
            fn upgrade(op: &mut Operations) {
                op.add_column("users", "theirs", Integer).nullable();
            }
        }
        migrate_core::chain!(pub(in super::super) Later = "later");
    }
}

/// SQL of its own, and then that of files, of which alone is declared what it made.
mod declared_late {
    mod first {
        use migrate_core::prelude::*;

        #[revision(id = "own")]
        fn upgrade(op: &mut Operations) {
            op.sql("CREATE TABLE unsaid (id INT)");
            op.create_table("said", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod file {
        use migrate_core::prelude::*;

        #[revision(id = "1_users", down = "own")]
        fn upgrade(op: &mut Operations) {
            op.sql(include_str!("adopting/1_users.sql"));
        }
    }
    mod declared {
        use migrate_core::prelude::*;

        #[revision(id = "d2", down = "1_users")]
        fn upgrade(op: &mut Operations) {
            op.declare(|op| {
                op.create_table("users", |t| {
                    t.column("id", BigInt).primary_key();
                });
            });
        }
    }
    migrate_core::chain!(pub(super) Late = "late");
}

/// A database that there are no words for in part, as it was adopted.
mod of_traits {
    mod left {
        use migrate_core::prelude::*;

        /// It is what Alembic calls `t1`.
        #[revision(id = "t1")]
        fn upgrade(op: &mut Operations) {
            op.on(Sqlite, |op| {
                op.sql(include_str!("adopting/deals.sqlite.sql")).reverse("DROP TABLE deals").effect(|op| {
                    op.create_table("deals", |t| {
                        t.column("id", BigInt).primary_key();
                        t.column("title", Text).unique();
                    });
                });
            });
            op.on(MySql, |op| {
                op.sql(include_str!("adopting/deals.mysql.sql")).reverse("DROP TABLE deals").effect(|op| {
                    op.create_table("deals", |t| {
                        t.column("id", BigInt).identity().primary_key();
                        t.column("title", Varchar(80)).nullable();
                        t.mysql().charset("utf8mb4").collation(migrate_tests::usual_collation());
                    });
                });
            });
            op.on(Postgres, |op| {
                op.create_table("deals", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("title", Text);
                });
                op.sql("ALTER TABLE deals ENABLE ROW LEVEL SECURITY")
                    .reverse("ALTER TABLE deals DISABLE ROW LEVEL SECURITY");
                op.sql("CREATE POLICY mine ON deals USING ((id > 0))").reverse("DROP POLICY mine ON deals");
                op.sql("CREATE MATERIALIZED VIEW sums AS\n SELECT 1 AS one")
                    .reverse("DROP MATERIALIZED VIEW sums");
            });
        }
    }
    migrate_core::chain!(pub(super) Traits = "traits");
}

/// A file of sqlx's beside a branch of nobody else's, and on a revision of another chain.
mod of_branches {
    mod ours {
        use migrate_core::prelude::*;

        #[revision(id = "0own", branch = "ours")]
        fn upgrade(op: &mut Operations) {
            op.create_table("ours", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    mod users {
        use migrate_core::prelude::*;

        #[revision(id = "1_users", branch = "theirs", depends_on = [super::super::of_traits::Traits("t1")])]
        fn upgrade(op: &mut Operations) {
            op.sql(include_str!("adopting/1_users.sql"));
        }
    }
    mod joined {
        use migrate_core::prelude::*;

        #[revision(id = "9joined", down = ["0own", "1_users"])]
        fn upgrade(op: &mut Operations) {
            op.sql("SELECT 1").reverse("SELECT 1");
        }
    }
    migrate_core::chain!(pub(super) Branches = "branches");
}

use declared_late::Late;
use of_alembic::Left;
use of_alembic::later::Later;
use of_branches::Branches;
use of_sqlx::Files;
use of_traits::Traits;

const USERS: &str = include_str!("adopting/1_users.sql");
const DEALS: &str = include_str!("adopting/2_deals.up.sql");

/// What `sha384sum` says of the two.
const SUMS: [&str; 2] = [
    "ca10dd8ccb99baf3da988a2b7c115667153923331fb05d18800dd8d83e9ec302346f9a31235ffb63cddf44b8ca66f35c",
    "ce5bbd64538cad3def327dc0188f2f4464731199d032c8918c5427959ae1a24014c28d293c261a6126e8dbbaea1f77ae",
];

/// A database as sqlx leaves it.
fn sqlx(kind: Kind) -> Database {
    let database = Database::create(kind);
    let (time, bytes) = match kind {
        Kind::MySql | Kind::Sqlite => ("TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP", "BLOB"),
        Kind::Postgres => ("TIMESTAMPTZ NOT NULL DEFAULT now()", "BYTEA"),
    };
    let sum = |at: usize| match kind {
        Kind::MySql | Kind::Sqlite => format!("X'{}'", SUMS[at]),
        Kind::Postgres => format!("'\\x{}'", SUMS[at]),
    };
    database.sql(&format!(
        "{USERS}{DEALS}CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, \
         installed_on {time}, success BOOLEAN NOT NULL, checksum {bytes} NOT NULL, execution_time BIGINT NOT NULL);
         INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (1, 'users', TRUE, {}, -1), (2, 'deals', TRUE, {}, 12345);",
        sum(0),
        sum(1)
    ));
    database
}

/// The table of sqlx with its rows.
fn table(database: &Database) -> String {
    database.sql("SELECT version, description, installed_on, success, execution_time FROM _sqlx_migrations ORDER BY 1;")
}

fn take_over(database: &Database, history: History) -> Result<Stamped, Error> {
    Stamp::adopting_url(Files, &database.url(), history).blocking()
}

fn refused(database: &Database) -> String {
    take_over(database, History::of(Tool::Sqlx)).unwrap_err().to_string()
}

#[test]
fn what_sqlx_has_applied_is_stamped_and_nothing_is_touched() {
    for kind in Kind::ALL {
        let database = sqlx(kind);
        let before = (schema(&database), table(&database), database.sql("SELECT * FROM users;"));
        let stamped = take_over(&database, History::of(Tool::Sqlx)).unwrap();
        assert_eq!(stamped.inserted, ["a0", "1_users", "2_deals", "d3"], "{kind:?}");
        assert_eq!(stamped.after, ["d3"]);
        assert_eq!(before, (schema(&database), table(&database), database.sql("SELECT * FROM users;")));
        // Again, and from where sqlx was before.
        assert_eq!(take_over(&database, History::of(Tool::Sqlx)).unwrap().inserted, [""; 0]);
        let report = Run::upgrade_url(Files, &database.url()).blocking().unwrap();
        assert!(report.is_empty(), "{kind:?}: {report}");
        let drifted = Drift::url(Files, &database.url()).blocking().unwrap();
        let diff = drifted.chains[0].compared.mends_database(Comparison::default()).unwrap();
        let told = diff.changes.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(told, [""; 0], "{kind:?}");

        // An empty database gets the same, and the way back leads through the file.
        let empty = Database::create(kind);
        Run::upgrade_url(Files, &empty.url()).blocking().unwrap();
        database.sql("DROP TABLE _sqlx_migrations;");
        assert_eq!(schema(&empty), schema(&database), "{kind:?}");
        Run::downgrade_url(Files, &empty.url(), "1_users").blocking().unwrap();
        assert!(empty.try_sql("SELECT * FROM deals;").is_err(), "{kind:?}");
        assert_eq!(empty.sql("SELECT email FROM users;").trim(), "a@b.c");
        Run::upgrade_url(Files, &empty.url()).blocking().unwrap();
    }
}

#[test]
fn where_sqlx_says_something_else_nothing_is_stamped() {
    for kind in Kind::ALL {
        let database = sqlx(kind);
        database.sql("UPDATE _sqlx_migrations SET success = FALSE WHERE version = 2;");
        let told = refused(&database);
        assert!(told.contains("version `2` (deals) failed in the middle"), "{told}");
        database.sql("UPDATE _sqlx_migrations SET success = TRUE, checksum = '' WHERE version = 2;");
        let told = refused(&database);
        assert!(
            told.contains("version `2` has another checksum than the SQL of revision `2_deals`"),
            "{told}"
        );
        assert!(told.contains("`--changed 2`"), "{told}");
        database.sql("DELETE FROM _sqlx_migrations WHERE version = 1;");
        let told = refused(&database);
        assert!(told.contains("revision `1_users` is not applied, though a later one is"), "{told}");
        database.sql("UPDATE _sqlx_migrations SET version = 7;");
        let told = refused(&database);
        assert!(
            told.contains("version `7` (deals) is applied, and the chain has no revision of it"),
            "{told}"
        );
        assert!(database.try_sql("SELECT * FROM migrate_ledger;").is_err(), "{kind:?}: no ledger was made");

        // What has changed is taken as it is where that is said, up to where sqlx was.
        database.sql(
            "UPDATE _sqlx_migrations SET version = 1; ALTER TABLE _sqlx_migrations RENAME TO history_of_sqlx;",
        );
        let told = refused(&database);
        assert!(
            told.contains("sqlx has never worked on this database: there is no table `_sqlx_migrations`"),
            "{told}"
        );
        let history = History::of(Tool::Sqlx).table("history_of_sqlx").changed("1");
        assert_eq!(take_over(&database, history.clone()).unwrap().inserted, ["a0", "1_users"], "{kind:?}");
        // What was applied since is not taken out again.
        database.sql("DROP TABLE deals;");
        Run::upgrade_url(Files, &database.url()).blocking().unwrap();
        let stamped = take_over(&database, history.clone()).unwrap();
        assert_eq!((stamped.inserted, stamped.deleted), (Vec::new(), Vec::new()), "{kind}");
        assert_eq!(ledger(&database).lines().count(), 4);
        // Nor what was begun.
        database.sql("UPDATE migrate_ledger SET state = 'intent' WHERE revision = 'd3';");
        assert_eq!(take_over(&database, history).unwrap().inserted, [""; 0], "{kind}");
        assert!(ledger(&database).contains("d3\tintent"), "{kind}");
    }
}

#[test]
fn the_tables_of_refinery_and_alembic_are_read_too() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        database.sql(&format!(
            "{USERS}{DEALS}CREATE TABLE refinery_schema_history (version INT PRIMARY KEY, name VARCHAR(255), \
             applied_on VARCHAR(255), checksum VARCHAR(255));
             INSERT INTO refinery_schema_history VALUES (1, 'users', '2026-01-01T00:00:00Z', '13935414277179681380'), \
             (2, 'deals', '2026-01-01T00:00:00Z', '16236407904705686412');
             CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, \
             CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
             INSERT INTO alembic_version VALUES ('d3');"
        ));
        let stamp = Stamp::adopting_url(of_refinery::Files, &database.url(), History::of(Tool::Refinery));
        assert_eq!(stamp.blocking().unwrap().inserted, ["V1__users", "U2__deals"], "{kind:?}");
        let told = take_over(&database, History::of(Tool::Alembic)).unwrap_err().to_string();
        assert!(
            told.contains("revision `1_users` stands before what was applied, and is none of the tool's"),
            "{told}"
        );
        assert_eq!(of_alembic(Left, &database).unwrap().after, ["d3"], "{kind:?}");
        assert_eq!(of_alembic(Left, &database).unwrap().inserted, [""; 0], "{kind:?}");
        database.sql("UPDATE alembic_version SET version_num = 'f00d';");
        let told = of_alembic(Left, &database).unwrap_err().to_string();
        assert!(told.contains("version `f00d` is applied, and the chain has no revision of it"), "{told}");
    }
}

fn of_alembic(chain: impl Into<AnyChain>, database: &Database) -> Result<Stamped, Error> {
    let chain = chain.into();
    Stamp::adopting_url(chain, &database.url(), History::of(Tool::Alembic)).blocking()
}

/// A database with nothing but the table of Alembic's, at a head.
fn at(kind: Kind, head: &str) -> Database {
    let database = Database::create(kind);
    database.sql(&format!(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
         INSERT INTO alembic_version VALUES ('{head}');"
    ));
    database
}

#[test]
fn what_alembic_does_after_it_was_adopted_is_the_next_revision() {
    for kind in Kind::ALL {
        let database = at(kind, "d3");
        let not_yet = |told: Result<Grown, GrownError>| told.unwrap_err().to_string();
        let told = not_yet(beyond(&database));
        assert!(told.contains("does not say that revision `a0` is applied"), "{told}");
        Run::upgrade_url(Left, &database.url()).blocking().unwrap();
        assert_eq!(written(&beyond(&database).unwrap()), "", "{kind:?}");
        database.sql(
            "INSERT INTO users VALUES (1, 'a@b.c');
             ALTER TABLE users ADD COLUMN name VARCHAR(40) DEFAULT 'nobody' NOT NULL;
             CREATE TABLE tags (id BIGINT NOT NULL, user_id BIGINT NOT NULL, name VARCHAR(20),
                 CONSTRAINT pk_tags PRIMARY KEY (id),
                 CONSTRAINT fk_tags_user_id FOREIGN KEY (user_id) REFERENCES users (id));
             CREATE INDEX ix_tags_user_id ON tags (user_id);
             CREATE UNIQUE INDEX ux_tags_name ON tags (name);
             UPDATE alembic_version SET version_num = 'e4';",
        );
        match kind {
            Kind::MySql => database.sql("DROP INDEX ix_deals_title ON deals;"),
            Kind::Postgres | Kind::Sqlite => database.sql("DROP INDEX ix_deals_title;"),
        };
        let text = written(&beyond(&database).unwrap());
        for part in [
            "op.add_column(\"users\", \"name\", Varchar(40))\n        .default(\"nobody\");",
            "op.create_table(\"tags\", |t| {",
            ".references(\"users\", \"id\")",
            "op.drop_index(\"deals\", \"ix_deals_title\");",
        ] {
            assert!(text.contains(part), "{kind:?}: {part} is not in\n{text}");
        }
        assert!(!text.contains("alembic_version"), "{kind:?}: {text}");
    }
}

/// What a database holds beyond the chain.
fn beyond(database: &Database) -> Result<Grown, GrownError> {
    beyond_chain(Left.into(), database)
}

fn beyond_chain(chain: AnyChain, database: &Database) -> Result<Grown, GrownError> {
    let drifted = Drift::url(chain, &database.url()).blocking().unwrap();
    let graph = migrate_core::run::graph(chain).unwrap();
    grown(&graph, &drifted.chains[0], &[], None, Renames::default(), Guessing::Ask)
}

fn written(grown: &Grown) -> String {
    let steps = grown.changes.iter().cloned().map(Step::everywhere).collect::<Vec<_>>();
    let statements = |operations: &[Operation]| operations.iter().cloned().map(Piece::from).collect();
    let pieces: [Vec<Piece>; 3] = [statements(&grown.before), pieces(&steps), statements(&grown.behind)];
    source::body(&pieces.concat()).unwrap()
}

fn left_out(grown: &Grown) -> Vec<String> {
    grown.left_out.iter().map(ToString::to_string).collect()
}

#[test]
fn a_table_with_traits_is_not_made_again_when_it_changes() {
    for (kind, new) in [
        (
            Kind::Sqlite,
            "CREATE TABLE tags (id BIGINT NOT NULL, name TEXT NOT NULL, CONSTRAINT pk_tags PRIMARY KEY (id), \
             CONSTRAINT uq_tags_name UNIQUE (name) ON CONFLICT REPLACE, CONSTRAINT uq_tags_id UNIQUE (id, name) ON CONFLICT FAIL)",
        ),
        (
            Kind::MySql,
            "CREATE TABLE tags (id BIGINT NOT NULL, name VARCHAR(80) COMPRESSED NOT NULL, more TEXT COMPRESSED, PRIMARY KEY (id))",
        ),
    ] {
        let database = at(kind, "t1");
        Run::upgrade_url(Traits, &database.url()).blocking().unwrap();
        let found = beyond_chain(Traits.into(), &database).unwrap();
        assert_eq!((written(&found).as_str(), left_out(&found)), ("", Vec::new()), "{kind:?}");
        // The number that comes next is another one.
        database.sql(&format!(
            "INSERT INTO deals VALUES (41, 'one'); ALTER TABLE deals ADD COLUMN note VARCHAR(20); {new};"
        ));
        let found = beyond_chain(Traits.into(), &database).unwrap();
        let text = written(&found);
        assert!(text.contains("op.add_column(\"deals\", \"note\""), "{kind:?}: {text}");
        assert!(
            !text.contains("DROP TABLE deals") && !text.contains("DROP TABLE `deals`"),
            "{kind:?}: {text}"
        );
        assert_eq!(text.matches("op.sql(").count(), 1, "{kind:?}: {text}");
        assert_eq!(text.matches("op.create_table(\"tags\"").count(), 1, "{kind:?}: its effect alone: {text}");
        assert_eq!(text.matches(".effect(").count(), 1, "{kind:?}: {text}");
        assert_eq!(left_out(&found), [""; 0], "{kind:?}");
        // A trait that comes to a table that is there.
        database.sql(match kind {
            Kind::MySql => "ALTER TABLE deals ADD COLUMN other TEXT COMPRESSED;",
            Kind::Postgres | Kind::Sqlite => {
                "ALTER TABLE deals ADD COLUMN other TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x';"
            }
        });
        let found = beyond_chain(Traits.into(), &database).unwrap();
        if kind == Kind::MySql {
            assert!(left_out(&found).iter().any(|it| it.starts_with("column option `deals`")), "{found:?}");
        }
        assert!(!written(&found).contains("CREATE TABLE deals"));
    }
}

#[test]
fn what_has_no_words_and_is_otherwise_now_is_told() {
    let database = at(Kind::Postgres, "t1");
    Run::upgrade_url(Traits, &database.url()).blocking().unwrap();
    let found = beyond_chain(Traits.into(), &database).unwrap();
    assert_eq!((written(&found).as_str(), left_out(&found)), ("", Vec::new()));
    database.sql(
        "DROP MATERIALIZED VIEW sums; CREATE MATERIALIZED VIEW sums AS SELECT 2 AS two; DROP POLICY mine ON deals;
         CREATE DOMAIN digits AS text; CREATE POLICY yours ON deals;
         ALTER TABLE alembic_version ENABLE ROW LEVEL SECURITY; ALTER TABLE alembic_version REPLICA IDENTITY FULL;
         CREATE POLICY all_of_it ON alembic_version;",
    );
    let found = beyond_chain(Traits.into(), &database).unwrap();
    let text = written(&found);
    assert_eq!(text.matches("op.sql(").count(), 2, "{text}");
    assert!(text.contains("CREATE DOMAIN digits AS text") && text.contains("CREATE POLICY yours"), "{text}");
    assert_eq!(
        left_out(&found),
        [
            "materialized view `sums`, which the SQL of the chain makes in other words; say by hand what was done to it",
            "what `CREATE POLICY mine ON deals USING ((id > 0))` makes and the database no longer has; drop it by hand",
        ]
    );
    database.sql("ALTER TABLE deals DISABLE ROW LEVEL SECURITY;");
    let told = left_out(&beyond_chain(Traits.into(), &database).unwrap()).concat();
    assert!(told.contains("what `ALTER TABLE deals ENABLE ROW LEVEL SECURITY` makes"), "{told}");
    // A table that goes takes all of it along.
    database.sql("DROP TABLE deals;");
    let told = left_out(&beyond_chain(Traits.into(), &database).unwrap()).concat();
    assert!(!told.contains("deals"), "{told}");
}

#[test]
fn what_stands_beside_the_files_of_a_tool_is_none_of_its_own() {
    for kind in Kind::ALL {
        let database = sqlx(kind);
        database.sql("DELETE FROM _sqlx_migrations WHERE version = 2;");
        let rows = ReadHistory::url(&database.url(), History::of(Tool::Sqlx)).blocking().unwrap();
        let graph = migrate_core::run::graph(Branches).unwrap();
        let steps = |rows: &[HistoryRow]| {
            let steps = history_steps(&graph, &Applied::default(), rows, (Tool::Sqlx, kind.dialect()));
            steps.unwrap().into_iter().map(|step| step.revision).collect::<Vec<_>>()
        };
        assert_eq!(steps(&rows), ["1_users", "9joined"], "{kind:?}");
        // A new file stands on all that is there.
        let more = HistoryRow { version: "10".to_owned(), ..rows[0].clone() };
        assert_eq!(steps(&[rows[0].clone(), more]), ["0own", "1_users", "9joined"]);

        // What it depends on in another chain, nobody has looked at.
        let adopt = || Stamp::adopting_url(Branches, &database.url(), History::of(Tool::Sqlx)).blocking();
        let told = adopt().unwrap_err().to_string();
        let expected = "what sqlx has applied depends on revision `t1` of chain `traits`, which the ledger does not say is applied";
        assert!(told.contains(expected) && told.contains("`upgrade --chain traits`"), "{kind:?}: {told}");
        Stamp::url(Traits, &database.url(), "t1").blocking().unwrap();
        assert_eq!(adopt().unwrap().inserted, ["1_users"], "{kind:?}");
    }
}

#[test]
fn what_another_chain_makes_is_not_adopted() {
    for kind in Kind::ALL {
        let database = at(kind, "t1");
        Run::upgrade_url(Traits, &database.url()).blocking().unwrap();
        database.sql("CREATE TABLE tickets (id BIGINT NOT NULL PRIMARY KEY);");
        let inspected = Inspect::url(&database.url()).blocking().unwrap().without_bookkeeping();
        let graph = |chain: AnyChain| migrate_core::run::graph(chain).unwrap();
        let own = without_others(inspected, &graph(Late.into()), &[&graph(Traits.into())]).unwrap();
        let adopted = migrate_core::adopt::adopt(&own);
        let words = adopted.operations.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(words, ["create table `tickets`"], "{kind:?}");
        assert_eq!(adopted.left_out, [], "{kind:?}");
        // The same with what is found once more.
        Run::upgrade_url(Late, &database.url()).to("own").blocking().unwrap();
        let drifted = Drift::url(Late, &database.url()).blocking().unwrap();
        let mut drift = drifted.chains[0].clone();
        drift.applied.extend(["1_users".to_owned(), "d2".to_owned()]);
        let others = graph(Traits.into());
        let found = grown(&graph(Late.into()), &drift, &[&others], None, Renames::default(), Guessing::Never)
            .unwrap();
        let statements = found.before.iter().chain(&found.behind).map(ToString::to_string);
        assert_eq!(statements.collect::<Vec<_>>(), [""; 0], "{kind:?}");
    }
}

#[test]
fn a_revision_that_was_never_alembics_is_not_stamped_with_its_own() {
    for kind in Kind::ALL {
        let database = at(kind, "e4");
        let told = of_alembic(Later, &database).unwrap_err().to_string();
        assert!(
            told.contains("revision `f1` stands before what was applied, and is none of the tool's"),
            "{told}"
        );
        assert!(!told.contains("`d3`"), "{told}");
        assert!(database.try_sql("SELECT * FROM migrate_ledger;").is_err(), "{kind:?}: no ledger was made");
        Run::upgrade_url(Later, &database.url()).to("f1").blocking().unwrap();
        assert_eq!(
            of_alembic(Later, &database).unwrap().inserted,
            ["e4"],
            "{kind:?}: the ledger knows the others"
        );
    }
}

#[test]
fn a_declaration_tells_of_the_sql_right_before_it_alone() {
    for dialect in Dialect::ALL {
        let not_known = |chain: AnyChain| {
            let graph = migrate_core::run::graph(chain).unwrap();
            let creation =
                migrate_core::run::creation(&graph, &graph.heads(), dialect, &Options::default()).unwrap();
            creation.not_known.into_iter().map(|it| it.revision).collect::<Vec<_>>()
        };
        assert_eq!(not_known(Files.into()), [""; 0]);
        assert_eq!(not_known(Late.into()), ["own"]);
    }
}
