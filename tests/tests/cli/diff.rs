//! How models, revisions and database differ from each other.

use migrate_tests::{Kind, Ledger, dump};

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn what_others_changed_in_a_database_is_told_and_mended_by_nobody() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard.run("upgrade -q heads").run("diff --drift").run("check --drift");
        orchard.database().sql(
            "ALTER TABLE trees ADD COLUMN height INT; DROP TABLE apples; CREATE TABLE strangers (id INT PRIMARY KEY);",
        );
        let before = dump(orchard.database(), Ledger::Included);
        orchard.run("check").run("check --drift");
        let shown = orchard.command().arg("diff").output().expect("the binary can be run");
        let shown = String::from_utf8(shown.stdout).expect("it prints UTF-8");
        for told in [
            "orchard: revisions and database differ; what makes the database as its revisions say:",
            "table `apples` is added\n    create table `apples`",
            "column `height` of `trees` is dropped\n    DESTRUCTIVE: drop column `height` of `trees`",
            "only in the database, and left alone:\n    table `strangers`",
        ] {
            assert!(shown.contains(told), "{kind}: {shown}");
        }
        orchard.run("diff --drift --include app* --include strangers").run("diff --drift --exclude *");
        orchard.run("diff --models").run("diff --models --drift");
        assert_eq!(dump(orchard.database(), Ledger::Included), before, "{kind}");
        assert_transcript!("diff", orchard);
    }
}

#[test]
fn a_chain_sees_nothing_of_the_tables_of_another() {
    let mut helpdesk = Transcript::on(Kind::Postgres, "helpdesk");
    helpdesk.run("upgrade -q --chain all");
    helpdesk.database().sql("ALTER TABLE users DROP COLUMN name; ALTER TABLE tickets ADD COLUMN done int;");
    for typed in [
        "diff --drift",
        "diff --drift --chain accounts",
        "check --drift --chain all",
        "check --offline --chain all",
    ] {
        helpdesk.run(typed);
    }
    assert_transcript!("diff_of_chains", helpdesk);
}
