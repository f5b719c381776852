//! Revisions in the ledger that the program does not have: what every verb does with them, and the ways out.

use migrate_tests::{Database, Kind, Ledger, dump};

use crate::transcript::{Transcript, assert_transcript};

/// A database to which a program went ahead, and another program.
fn left_ahead(kind: Kind, program: &'static str, target: &str) -> Transcript {
    let mut ahead = Transcript::on(kind, "ahead");
    ahead.run("upgrade -q a1");
    ahead.database().sql("INSERT INTO accounts (name) VALUES ('Ann'), ('Bob');");
    ahead.run(&format!("upgrade -q {target}")).switch(program);
    ahead
}

fn schema(database: &Database) -> String {
    dump(database, Ledger::LeftOut)
}

#[test]
fn every_verb_beside_revisions_that_the_program_lacks() {
    for kind in Kind::ALL {
        let mut behind = left_ahead(kind, "behind", "b2");
        for typed in [
            "current",
            "current --check-heads",
            "history -i",
            "history -r current:",
            "heads",
            "branches",
            "show current",
            "check",
            "ensure-version",
            "upgrade",
            "upgrade a1",
            "plan",
            "downgrade base",
            "downgrade b2",
            "plan --downgrade b1",
            "show b9",
            "stamp b2",
            "stamp c1",
            "stamp -1",
            "stamp --forget c1",
            "stamp --forget b9",
            "downgrade --stored c1",
            "downgrade --stored b1 c1",
            "downgrade",
            "downgrade a1 b1",
        ] {
            behind.run(typed);
        }
        assert_transcript!("every_verb", behind);
    }
}

#[test]
fn what_the_program_lacks_is_shown_and_undone() {
    for kind in Kind::ALL {
        let mut behind = left_ahead(kind, "behind", "b2");
        let alone = Transcript::on(kind, "behind");
        alone.command().args(["upgrade", "a1"]).output().expect("the binary can be run");
        behind
            .run("status")
            .run("show b2")
            .run("plan --stored")
            .run("downgrade --stored")
            .run("downgrade --stored --plan b2")
            .run("downgrade --stored b2 --allow destructive")
            .run("current")
            .run("downgrade --stored --yes")
            .run("downgrade --stored");
        assert_eq!(schema(behind.database()), schema(alone.database()), "{kind}");
        let names = behind.database().sql("SELECT name FROM accounts ORDER BY id;");
        assert_eq!(names, "Ann's; again\nBob\n", "{kind}");
        behind.run("upgrade").run("status");
        assert_transcript!(format!("undone_{kind}"), behind);
    }
}

#[test]
fn what_the_program_lacks_is_shown_as_json() {
    let behind = left_ahead(Kind::Sqlite, "behind", "b3");
    let output = behind.command().args(["show", "b2", "b3", "--format", "json"]).output();
    let shown = serde_json::from_slice::<serde_json::Value>(&output.expect("it can be run").stdout);
    let shown = shown.expect("it prints JSON");
    assert_eq!(shown["revisions"], serde_json::json!([]));
    let can_be_undone = |at: usize| shown["unknown"][at]["can_be_undone_by_sql"].as_bool();
    assert_eq!((can_be_undone(0), can_be_undone(1)), (Some(true), Some(false)));
}

#[test]
fn what_stands_on_a_deleted_revision_is_undone_with_it() {
    for kind in Kind::ALL {
        let mut mended = left_ahead(kind, "mended", "b2");
        mended
            .run("current")
            .run("downgrade -1")
            .run("downgrade --stored")
            .run("downgrade --stored b1 --yes")
            .run("downgrade --stored a1 --yes")
            .run("upgrade")
            .run("current");
        assert_transcript!("deleted", mended);
    }
}

#[test]
fn what_only_code_undoes_is_told_and_can_be_forgotten() {
    for kind in Kind::ALL {
        let mut behind = left_ahead(kind, "behind", "b3");
        behind
            .run("downgrade --stored --yes")
            .run("show b3")
            .run("stamp --forget b3")
            .run("downgrade --stored --yes")
            .run("stamp c1 --forget b1")
            .run("current");
        assert_transcript!("only_code", behind);
    }
}

#[test]
fn what_was_left_half_done_is_told() {
    for kind in Kind::ALL {
        let mut behind = left_ahead(kind, "behind", "b2");
        behind.database().sql("UPDATE migrate_ledger SET state = 'intent' WHERE revision = 'b2';");
        behind.run("current").run("check").run("downgrade --stored --yes").run("upgrade");
        behind.run("upgrade a1").run("stamp a1");
        let shown = |behind: &Transcript, verb: &str| {
            let output = behind.command().args(verb.split(' ')).output().expect("the binary can be run");
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
        };
        behind.database().sql("UPDATE migrate_ledger SET progress = 1 WHERE revision = 'b2';");
        let (status, way_back) = (shown(&behind, "status"), shown(&behind, "show b2"));
        assert!(status.contains("b2 Accounts have stages. (half applied, begun at "), "{kind}: {status}");
        assert!(!way_back.contains("in already"), "{kind}: {way_back}");
        behind.run("stamp --forget b2");
        assert_transcript!("half_done", behind);
    }
}

#[test]
fn what_fails_says_what_to_type() {
    for kind in Kind::ALL {
        let behind = left_ahead(kind, "behind", "b2");
        behind.database().sql("ALTER TABLE accounts RENAME TO renamed;");
        let output = behind.command().args(["downgrade", "--stored", "--yes"]).output();
        let told = String::from_utf8_lossy(&output.expect("the binary can be run").stderr).into_owned();
        assert!(told.contains("type `downgrade --stored` again"), "{kind}: {told}");
    }
}
