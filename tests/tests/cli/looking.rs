//! The verbs that only look: text and JSON.

use std::collections::BTreeSet;

use migrate_tests::Kind;
use serde_json::Value;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn what_needs_no_database() {
    let mut orchard = Transcript::offline("orchard");
    for typed in [
        "heads",
        "heads -v",
        "branches",
        "branches -v",
        "history",
        "history -g",
        "history -r left@base:left@heads",
        "history -r 2a01:2a03 -v",
        "history -g -v -r :left@2a01",
        "history -r :right@head-1",
        "history -r 2a03:2a01",
        "history -r 2a03",
        "history -r 2a0:",
        "show",
        "show right",
        "show 4a02 sub-2@base+1",
        "show heads",
        "show base",
        "show 9",
    ] {
        orchard.run(typed);
    }
    insta::assert_snapshot!(orchard.text());
}

#[test]
fn a_merged_chain_is_drawn() {
    let mut crm = Transcript::offline("crm");
    crm.run("history -g").run("branches").run("history -g -v -r 1975:3f00aa").run("show");
    insta::assert_snapshot!(crm.text());
}

#[test]
fn a_database_is_looked_at_and_nothing_is_made() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        // Otherwise the file itself would be missing.
        orchard.database().sql("CREATE TABLE other (id INTEGER);");
        for typed in ["status", "current", "current --check-heads", "show current", "history -r current:"] {
            orchard.run(typed);
        }
        let dump = migrate_tests::dump(orchard.database(), migrate_tests::Ledger::Included);
        assert!(!dump.contains("migrate_ledger"), "{dump}");
        orchard.run("upgrade -q net@head").run("upgrade -q right");
        for typed in [
            "status",
            "current",
            "current --check-heads",
            "history -i",
            "history -i -g -r current:",
            "history -r :current",
            "show current",
            "show left@+1",
            "show right@-1",
        ] {
            orchard.run(typed);
        }
        orchard.run("upgrade -q heads").run("status").run("current --check-heads -q");
        assert_transcript!(format!("looking_{kind}"), orchard);
    }
}

#[test]
fn a_status_tells_what_is_unknown_and_what_has_changed() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard.run("upgrade -q heads");
        orchard.database().sql(
            "UPDATE migrate_ledger SET revision = 'fffff' WHERE revision = '4a02';
             UPDATE migrate_ledger SET hash = '1:00' WHERE revision = '2a01';
             UPDATE migrate_ledger SET hash = '0:00' WHERE revision = '2a02';
             UPDATE migrate_ledger SET parents = '2a01' WHERE revision = '3a01';",
        );
        orchard.run("status").run("status -v").run("current --check-heads");
        assert_transcript!(format!("status_{kind}"), orchard);
    }
}

/// Every key of a document, and of what is in it.
fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| keys(value, into)),
        Value::Object(map) => {
            for (key, value) in map {
                into.insert(key.clone());
                keys(value, into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn document(transcript: &Transcript, typed: &str) -> Value {
    let output = transcript.command().args(typed.split(' ')).output().expect("the binary can be run");
    assert!(output.status.success(), "{typed}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

#[test]
fn every_key_of_the_json_is_documented() {
    let page = include_str!("../../../migrate-cli/docs/json.md");
    let mut found = BTreeSet::new();
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard.run("upgrade -q left@heads").run("upgrade -q net");
        orchard.database().sql(
            "UPDATE migrate_ledger SET revision = 'fffff' WHERE revision = '4a01';
             UPDATE migrate_ledger SET hash = '1:00' WHERE revision = '2a01';
             UPDATE migrate_ledger SET state = 'undo' WHERE revision = '2a03';
             DROP TABLE apples;",
        );
        for verb in [
            "heads",
            "branches",
            "history -i",
            "show",
            "show current",
            "current",
            "status",
            "check --offline",
            "schema heads",
            "config",
            "diff --drift",
        ] {
            let verb = if verb == "show" { "show 2a01" } else { verb };
            let document = document(&orchard, &format!("{verb} --format json"));
            assert_eq!(document["version"], 1);
            assert_eq!(document["verb"], verb.split(' ').next().expect("a verb"));
            assert_eq!(document["chain"], "orchard");
            keys(&document, &mut found);
        }
        // What is unknown or unfinished stops a plan.
        let crm = Transcript::on(kind, "crm");
        let plan = document(&crm, "plan --format json");
        assert_eq!(plan["current_after"], serde_json::json!(["4c4c4c"]));
        assert_eq!(plan["is_destructive"], true);
        assert_eq!(plan["steps"].as_array().expect("a list").len(), 5);
        keys(&plan, &mut found);
        let status = document(&orchard, "status --format json");
        let ids = |key: &str| {
            let rows = status[key].as_array().expect("a list").iter();
            rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids("unknown"), ["fffff"]);
        assert_eq!(ids("changed"), ["2a01"]);
        assert_eq!(ids("unfinished"), ["2a03"]);
        assert_eq!(ids("pending"), ["3a01", "4a01", "4a02"]);
        assert_eq!(status["is_at_heads"], false);
        assert_eq!(status["current"], serde_json::json!(["2a03", "2b01"]));
        assert_eq!(status["database"]["dialect"], kind.to_string());
    }
    let helpdesk = Transcript::on(Kind::Sqlite, "helpdesk");
    helpdesk.command().args(["push", "-q", "--chain", "all"]).output().expect("the binary can be run");
    helpdesk
        .database()
        .sql("ALTER TABLE users ADD COLUMN height INT; INSERT INTO users (email) VALUES ('a');");
    let push = document(&helpdesk, "push --chain all --plan --format json");
    assert_eq!(push["changes"][0]["hits"][0]["rows"], 0);
    keys(&push, &mut found);
    for key in &found {
        assert!(page.contains(&format!("`{key}`")), "docs/json.md says nothing of `{key}`");
    }
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let key = line.split('`').nth(1).expect("a key");
        let is_verb = [
            "heads", "branches", "check", "config", "diff", "history", "show", "status", "plan", "push",
            "schema",
        ]
        .contains(&key);
        assert!(is_verb || found.contains(key), "`{key}` of docs/json.md is in no document");
    }
}

#[test]
fn a_plan_as_json() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q 3f00aa").run("plan --format json").run("upgrade -q");
        crm.run("plan --format json").run("plan --downgrade -1 --format json").run("plan +9 --format json");
        assert_transcript!(format!("plan_json_{kind}"), crm);
    }
}

#[test]
fn a_run_can_be_shown_instead() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        let plan = crm.command().arg("plan").output().expect("the binary can be run").stdout;
        let shown = crm.command().args(["upgrade", "--plan"]).output().expect("the binary can be run").stdout;
        assert_eq!(String::from_utf8_lossy(&plan), String::from_utf8_lossy(&shown));
        crm.run("current").run("upgrade -q").run("downgrade 1975 --plan -q").run("downgrade 1975");
        crm.run("downgrade 1975 --yes -q").run("current");
        assert_transcript!(format!("shown_{kind}"), crm);
    }
}

#[test]
fn a_check_ends_with_a_code() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("check --offline").run("check").run("upgrade -q").run("check").run("check -q");
        crm.database().sql("UPDATE migrate_ledger SET hash = '1:00' WHERE revision = '3f00aa';");
        crm.run("check");
        crm.database().sql("UPDATE migrate_ledger SET state = 'intent' WHERE revision = '4c4c4c';");
        crm.run("check")
            .run("current --check-heads")
            .run("downgrade -9")
            .run("check --offline --format json");
        let output = crm.command().args(["check", "-q", "--format", "json"]).output();
        let output = output.expect("the binary can be run");
        assert_eq!(output.status.code(), Some(6));
        let check = serde_json::from_slice::<Value>(&output.stdout).expect("it prints JSON");
        assert_eq!(check["is_in_order"], false);
        assert_eq!(check["database"]["dialect"], kind.to_string());
        assert_eq!(check["sources"]["edited"], serde_json::json!([]));
        assert_eq!(check["missing"], serde_json::json!(["4c4c4c"]));
        assert_eq!(check["unfinished"], serde_json::json!(["4c4c4c"]));
        assert_eq!(check["changed"], serde_json::json!(["3f00aa"]));
        assert_transcript!("check", crm);
        let mut leaning = Transcript::on(kind, "leaning");
        leaning.run("ensure-version").run("ensure-version").run("current").run("check");
        leaning.run("ensure-version --ledger other").run("upgrade -q cargo");
        let dump = migrate_tests::dump(leaning.database(), migrate_tests::Ledger::Included);
        assert!(dump.contains("migrate_ledger") && dump.contains("other"), "{dump}");
        assert_transcript!("ensure", leaning);
    }
}

#[test]
fn the_json_of_a_chain() {
    let mut crm = Transcript::offline("crm");
    crm.run("heads --format json").run("branches --format json").run("history -r 3f00aa: --format json");
    insta::assert_snapshot!(crm.text());
}
