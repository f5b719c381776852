//! Models pushed to databases: what differs is made, rows stay, and what would lose some is refused.

use std::thread;
use std::time::Instant;

use migrate_core::diff::{Object, Rename, Renames};
use migrate_core::execute::DatabaseState;
use migrate_core::run::{ChainSet, Drift, Push, Pushed, Pushing, Stamp};
use migrate_core::script::Consent;
use migrate_core::{Error, ErrorKind, Run};
use migrate_tests::{Database, Kind, Ledger, behind_a_writer, dump};

/// A chain that makes nothing, beside models.
macro_rules! chain {
    ($name:ident $text:literal) => {
        pub(super) mod migrations {
            mod first {
                use migrate_core::prelude::*;

                /// Nothing yet.
                #[revision(id = "a1")]
                fn upgrade(_op: &mut Operations) {}
            }

            mod second {
                use migrate_core::prelude::*;

                /// Nothing either.
                #[revision(id = "a2", down = "a1")]
                fn upgrade(_op: &mut Operations) {}
            }

            migrate_core::chain!(pub(crate) $name = $text);
        }
    };
}

/// What is pushed first.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod one {
    use migrate_core::{SqlEnum, Table};

    chain!(One "push_one");

    #[derive(Table)]
    #[table(check("amount >= 0"))]
    struct Deal {
        #[column(primary_key, identity)]
        id: i64,
        #[column(references = Person, on_delete = Cascade, index)]
        person_id: i64,
        #[column(default = 0)]
        amount: i64,
        #[column(default = Stage::Open)]
        stage: Stage,
        #[column(type = Varchar(20))]
        note: Option<String>,
    }

    #[derive(Table)]
    #[table(name = "people")]
    struct Person {
        #[column(primary_key, identity)]
        id: i64,
        #[column(type = Varchar(80), unique)]
        email: String,
    }

    #[derive(SqlEnum)]
    enum Stage {
        Open,
        Won,
    }
}

/// The same with a column renamed, one dropped, one added that has a default, one value more and another check.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod two {
    use migrate_core::{SqlEnum, Table};

    chain!(Two "push_two");

    #[derive(Table)]
    #[table(check("price >= 0 AND price < 1000000"), index(stage, desc(price)))]
    struct Deal {
        #[column(primary_key, identity)]
        id: i64,
        #[column(references = Person, on_delete = Cascade, index)]
        person_id: i64,
        #[column(default = 0, renamed_from = "amount")]
        price: i64,
        #[column(default = Stage::Open)]
        stage: Stage,
        #[column(default = true)]
        is_new: bool,
    }

    #[derive(Table)]
    #[table(name = "people")]
    struct Person {
        #[column(primary_key, identity)]
        id: i64,
        #[column(type = Varchar(120), unique)]
        email: String,
    }

    #[derive(SqlEnum)]
    enum Stage {
        Open,
        Won,
        Lost,
    }
}

/// One table with another name, a value less, and columns that rows have nothing for.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod three {
    use migrate_core::{SqlEnum, Table};

    chain!(Three "push_three");

    #[derive(Table)]
    struct Deal {
        #[column(primary_key, identity)]
        id: i64,
        #[column(references = Somebody, on_delete = Cascade, index)]
        person_id: i64,
        #[column(default = 0)]
        amount: i64,
        #[column(default = Stage::Open)]
        stage: Stage,
        #[column(type = Varchar(20))]
        note: String,
    }

    #[derive(Table)]
    struct Somebody {
        #[column(primary_key, identity)]
        id: i64,
        #[column(type = Varchar(80), unique)]
        email: String,
        age: i32,
    }

    #[derive(SqlEnum)]
    enum Stage {
        Open,
    }
}

/// A table that is made, and a key that rows of another do not keep.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod four {
    use migrate_core::Table;

    chain!(Four "push_four");

    #[derive(Table)]
    struct Added {
        #[column(primary_key)]
        id: i64,
    }

    #[derive(Table)]
    struct Pair {
        #[column(primary_key)]
        id: i64,
        #[column(unique)]
        number: i64,
    }
}

/// A table that had a column more, and another type.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod five {
    use migrate_core::Table;

    chain!(Five "push_five");

    #[derive(Table)]
    struct Pair {
        #[column(primary_key)]
        id: i64,
        number: Option<i64>,
    }
}

/// A key of text, and what references it.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod six {
    use migrate_core::Table;

    chain!(Six "push_six");

    #[derive(Table)]
    struct Place {
        #[column(primary_key, type = Varchar(20))]
        code: String,
    }

    #[derive(Table)]
    struct Visit {
        #[column(primary_key)]
        id: i64,
        #[column(type = Varchar(20), references = Place)]
        place_code: String,
    }
}

/// The same of another type, which keeps no blanks at the end.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod seven {
    use migrate_core::Table;

    chain!(Seven "push_seven");

    #[derive(Table)]
    struct Place {
        #[column(primary_key, type = Char(20))]
        code: String,
    }

    #[derive(Table)]
    struct Visit {
        #[column(primary_key)]
        id: i64,
        #[column(type = Char(20), references = Place)]
        place_code: String,
    }
}

/// The same with another name for the table of the key.
#[expect(dead_code, reason = "models are read by their derives alone")]
mod eight {
    use migrate_core::Table;

    chain!(Eight "push_eight");

    #[derive(Table)]
    struct Spot {
        #[column(primary_key, type = Char(20))]
        code: String,
    }

    #[derive(Table)]
    struct Visit {
        #[column(primary_key)]
        id: i64,
        #[column(type = Char(20), references = Spot)]
        place_code: String,
    }
}

use eight::migrations::Eight;
use five::migrations::Five;
use four::migrations::Four;
use one::migrations::One;
use seven::migrations::Seven;
use six::migrations::Six;
use three::migrations::Three;
use two::migrations::Two;

fn push(chain: impl Into<ChainSet>, database: &Database) -> Result<Pushed, Error> {
    Push::url(chain, &database.url()).blocking()
}

/// Pushes what needs no leave.
fn pushed(chain: impl Into<ChainSet>, database: &Database) -> Pushed {
    push(chain, database).expect("nothing is in the way")
}

fn words(pushed: &Pushed) -> Vec<String> {
    pushed.changes.iter().map(|pushed| pushed.change.to_string()).collect()
}

/// That there is nothing more to push.
fn assert_done(chain: impl Into<ChainSet>, database: &Database) {
    let pushed = pushed(chain, database);
    assert!(pushed.changes.is_empty(), "{}: {:#?}", database.url(), words(&pushed));
}

const ROWS: &str = "INSERT INTO people (email) VALUES ('a@b.c');
     INSERT INTO deals (person_id, amount, stage, note) VALUES (1, 7, 'Won', 'kept'), (1, 0, 'Open', NULL);";

#[test]
fn models_are_pushed_and_rows_stay() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let look = Push::url(One, &database.url()).doing(Pushing::Look).blocking().unwrap();
        assert!(!look.changes.is_empty() && dump(&database, Ledger::Included).trim().is_empty(), "{kind}");
        let first = pushed(One, &database);
        assert_eq!(words(&first), words(&look), "{kind}");
        assert_done(One, &database);
        database.sql(ROWS);
        database.sql("CREATE TABLE strangers (id INT PRIMARY KEY); INSERT INTO strangers VALUES (1);");

        // The note of one row would be lost.
        let before = dump(&database, Ledger::Included);
        let error = push(Two, &database).unwrap_err();
        assert_eq!((error.kind(), error.code().text), (ErrorKind::Consent, "loses-rows"), "{kind}: {error}");
        let text = error.to_string();
        for part in [
            "column `note` of `deals` is dropped: `deals` loses the values of `note`: 1 row",
            "`--allow destructive`",
        ] {
            assert!(text.contains(part), "{kind}: {text}");
        }
        assert_eq!(dump(&database, Ledger::Included), before, "{kind}");
        let second = Push::url(Two, &database.url()).consent(Consent::Destructive).blocking();
        let second = second.unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_eq!(second.left, [Object::Table("strangers".into())], "{kind}");
        assert!(
            second.changes.iter().all(|it| it.operations.len() == it.change.operations.len()),
            "{kind}: {:?}",
            words(&second)
        );
        assert_done(Two, &database);
        database.sql("INSERT INTO deals (person_id, stage) VALUES (1, 'Lost')");
        let rows = database.sql("SELECT price, stage, is_new FROM deals ORDER BY id");
        assert_eq!(
            rows.replace("true", "1").replace(['\t', ',', '|'], " ").replace(" t", " 1").trim(),
            "7 Won 1\n0 Open 1\n0 Lost 1",
            "{kind}"
        );
        assert_eq!(database.sql("SELECT id FROM strangers").trim(), "1", "{kind}");
        assert!(!dump(&database, Ledger::Included).contains("migrate_ledger"), "{kind}");
    }
}

#[test]
fn what_only_a_person_knows_is_asked_for_where_there_are_rows() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        pushed(One, &database);
        database.sql(ROWS);
        let before = dump(&database, Ledger::Included);
        let error = push(Three, &database).unwrap_err();
        let guesses = &error.ambiguous().unwrap_or_else(|| panic!("{kind}: {error}")).guesses;
        let rename = Rename::Table { from: "people".into(), to: "somebodies".into() };
        assert_eq!(guesses.iter().map(|guess| &guess.rename).collect::<Vec<_>>(), [&rename], "{kind}");
        assert!(error.to_string().contains("table `people` is left alone"), "{kind}: {error}");
        let renames = Renames { renamed: vec![rename], apart: Vec::new() };
        let push = || Push::url(Three, &database.url()).renames(renames.clone()).blocking();
        let error = push().unwrap_err();
        assert_eq!((error.kind(), error.code().text), (ErrorKind::Consent, "push-rows"), "{kind}: {error}");
        let text = error.to_string();
        for part in [
            "NULL in `note`: 1 row",
            "hold \"Won\": 1 row",
            "in column `age`: 1 row",
            "let it be an `Option`",
        ] {
            assert!(text.contains(part), "{kind}: {part}: {text}");
        }
        assert_eq!(dump(&database, Ledger::Included), before, "{kind}");
        // Where no row asks for it there is nothing to say.
        database.sql("DELETE FROM deals; DELETE FROM people;");
        push().unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_done(Three, &database);
    }
}

#[test]
fn a_database_with_revisions_is_at_the_heads_or_refused() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        Run::upgrade_url(One, &url).to("a1").blocking().unwrap();
        let error = push(One, &database).unwrap_err();
        assert_eq!(error.code().text, "push-ledger", "{kind}: {error}");
        let text = error.to_string();
        for part in ["chain `push_one` is at `a1`, and 1 revision", "`upgrade`", "`db drop`"] {
            assert!(text.contains(part), "{kind}: {text}");
        }
        One.upgrade_url(&url).blocking().unwrap();
        let ledger = database.sql("SELECT * FROM migrate_ledger ORDER BY revision");
        pushed(One, &database);
        assert_done(One, &database);
        assert_eq!(database.sql("SELECT * FROM migrate_ledger ORDER BY revision"), ledger, "{kind}");
        database.sql("UPDATE migrate_ledger SET revision = 'b1' WHERE revision = 'a2'");
        let error = push(One, &database).unwrap_err();
        assert!(error.to_string().contains("holds `b1` of chain `push_one`"), "{kind}: {error}");
    }
}

#[test]
fn what_was_pushed_is_what_revisions_make() {
    let both = || ChainSet::from(helpdesk::Helpdesk).and(accounts::Accounts);
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        pushed(both(), &database);
        assert_done(both(), &database);
        Stamp::url(both(), &url, "head").blocking().unwrap();
        let drifted = Drift::url(both(), &url).blocking().unwrap();
        // What stands on others is compared with them too, and has a view of its own.
        for chain in drifted.chains.iter().filter(|chain| chain.chain == "accounts") {
            let found = chain.compared.mends_database(migrate_core::diff::Comparison::default()).unwrap();
            let words = found.changes.iter().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(words, Vec::<String>::new(), "{kind}: {}", chain.chain);
        }
        assert_done(both(), &database);
    }
}

#[test]
fn of_two_pushes_at_once_one_works() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        let all = thread::scope(|scope| {
            let push = || Push::url(One, &url).blocking().map(|pushed| pushed.changes.len());
            let pushes = [scope.spawn(push), scope.spawn(push), scope.spawn(push)];
            pushes.map(|push| push.join().expect("it does not panic"))
        });
        let all = all.map(|pushed| pushed.unwrap_or_else(|error| panic!("{kind}: {error}")));
        assert_eq!(all.iter().filter(|changes| **changes > 0).count(), 1, "{kind}: {all:?}");
        assert_done(One, &database);
    }
}

#[test]
fn a_push_that_fails_says_what_is_in() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        database.sql("CREATE TABLE pairs (id BIGINT NOT NULL PRIMARY KEY, number BIGINT NOT NULL); INSERT INTO pairs VALUES (1, 7), (2, 7);");
        let error = push(Four, &database).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("pushing the models, cannot add unique constraint"), "{kind}: {text}");
        match (kind, error.state()) {
            (Kind::MySql, Some(DatabaseState::PartlyPushed { done, left })) => {
                assert!(done[0] == "create table `addeds`" && left.len() == 1, "{text}");
                assert!(text.contains("goes on from what is in"), "{text}");
            }
            (Kind::Postgres | Kind::Sqlite, Some(DatabaseState::Unchanged)) => {}
            (_, state) => panic!("{kind}: {state:?}: {text}"),
        }
        database.sql("UPDATE pairs SET number = 8 WHERE id = 2");
        pushed(Four, &database);
        assert_done(Four, &database);
    }
}

#[test]
fn a_row_that_comes_while_a_push_is_under_way_is_not_lost() {
    // Of SQLite nobody else writes then.
    for kind in [Kind::Postgres, Kind::MySql] {
        for (row, told) in [
            ("INSERT INTO pairs VALUES (1, '2026-01-02', NULL);", "get other values: 1 row"),
            ("INSERT INTO pairs VALUES (1, NULL, 'x');", "`pairs` loses the values of `note`: 1 row"),
        ] {
            let database = Database::create(kind);
            database.sql("CREATE TABLE pairs (id BIGINT NOT NULL PRIMARY KEY, number DATE, note TEXT)");
            let error = behind_a_writer(&database, row, || push(Five, &database)).unwrap_err();
            let text = error.to_string();
            assert_eq!(
                (error.kind(), error.code().text),
                (ErrorKind::Consent, "loses-rows"),
                "{kind}: {text}"
            );
            for part in [told, ", which came while the push was under way", "it counts the rows anew"] {
                assert!(text.contains(part), "{kind}: {part}: {text}");
            }
            match (kind, error.state()) {
                (Kind::MySql, Some(DatabaseState::PartlyPushed { left, .. })) => {
                    assert_eq!(
                        left.last().map(String::as_str),
                        Some("drop column `note` of `pairs`"),
                        "{text}"
                    );
                }
                (_, Some(DatabaseState::Unchanged)) => {}
                (_, state) => panic!("{kind}: {state:?}: {text}"),
            }
            let row = database.sql("SELECT * FROM pairs");
            assert!(row.contains("2026-01-02") || row.contains('x'), "{kind}: {row}");
        }
    }
}

#[test]
fn a_key_that_others_reference_changes_its_type_where_there_are_no_rows() {
    // Of SQLite nobody else writes then.
    for kind in [Kind::Postgres, Kind::MySql] {
        let database = Database::create(kind);
        pushed(Six, &database);
        let before = dump(&database, Ledger::Included);
        let row = "INSERT INTO places VALUES ('here');";
        let error = behind_a_writer(&database, row, || push(Seven, &database)).unwrap_err();
        assert_eq!(error.code().text, "loses-rows", "{kind}: {error}");
        database.sql("DELETE FROM places");
        assert_eq!(dump(&database, Ledger::Included), before, "{kind}");
        let seven = pushed(Seven, &database);
        assert!(!seven.changes.is_empty(), "{kind}");
        assert_done(Seven, &database);
        // The foreign key is there again.
        assert!(database.try_sql("INSERT INTO visits VALUES (1, 'nowhere')").is_err(), "{kind}");
    }
}

#[test]
fn rows_that_come_are_looked_for_by_the_name_that_the_push_gave_their_table() {
    for kind in [Kind::Postgres, Kind::MySql] {
        let database = Database::create(kind);
        pushed(Six, &database);
        let rename = Rename::Table { from: "places".into(), to: "spots".into() };
        let renames = || Renames { renamed: vec![rename.clone()], apart: Vec::new() };
        let push = || Push::url(Eight, &database.url()).renames(renames()).blocking();
        let error = behind_a_writer(&database, "INSERT INTO places VALUES ('here');", push).unwrap_err();
        assert_eq!(error.code().text, "loses-rows", "{kind}: {error}");
        assert!(database.try_sql("INSERT INTO visits VALUES (1, 'nowhere')").is_err(), "{kind}");
        let table = if kind == Kind::MySql { "spots" } else { "places" };
        database.sql(&format!("DELETE FROM {table}"));
        push().unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_done(Eight, &database);
    }
}

#[test]
fn a_push_that_is_dropped_is_gone_on_with() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for kind in Kind::ALL {
        let made = || {
            let database = Database::create(kind);
            pushed(One, &database);
            database.sql(ROWS);
            database
        };
        let two = |database: &Database| Push::url(Two, &database.url()).consent(Consent::Destructive);
        let whole = made();
        let start = Instant::now();
        runtime.block_on(two(&whole).into_future()).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let (took, schema) = (start.elapsed(), dump(&whole, Ledger::Included));
        let rows = "SELECT id, price, stage FROM deals ORDER BY id";
        for part in 1..6 {
            let database = made();
            let push = two(&database).into_future();
            // Dropped a little later than the one before.
            let _ = runtime.block_on(async { tokio::time::timeout(took * part / 6, push).await });
            two(&database).blocking().unwrap_or_else(|error| panic!("{kind} {part}: {error}"));
            assert_eq!(dump(&database, Ledger::Included), schema, "{kind} {part}");
            assert_eq!(database.sql(rows), whole.sql(rows), "{kind} {part}");
            assert_done(Two, &database);
        }
    }
}

#[test]
fn what_a_killed_push_left_of_a_column_goes_with_the_next() {
    let database = Database::create(Kind::MySql);
    pushed(One, &database);
    let columns = || database.sql("SHOW COLUMNS FROM people");
    let before = columns();
    database.sql(ROWS);
    database.sql(
        "ALTER TABLE people ADD COLUMN migrate_new_values INT NULL COMMENT 'new values of a column whose change was not finished';
         UPDATE people SET migrate_new_values = 7;",
    );
    assert_done(One, &database);
    assert_eq!(columns(), before);
    // What somebody calls alike is his.
    database.sql("ALTER TABLE people ADD COLUMN migrate_new_values INT NULL DEFAULT 7;");
    assert_eq!(push(One, &database).unwrap_err().code().text, "loses-rows");
}
