//! Chains of several crates in one database: an application on the tables of another crate.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn what_a_chain_depends_on_comes_with_it_and_each_keeps_its_heads() {
    for kind in Kind::ALL {
        let mut helpdesk = Transcript::on(kind, "helpdesk");
        helpdesk
            .run("upgrade +1")
            .run("upgrade")
            .run("upgrade")
            .run("current")
            .run("current --chain all")
            .run("current --chain all --check-heads")
            .run("check --chain accounts")
            .run("upgrade --chain all")
            .run("check --chain all")
            .run("downgrade --chain accounts a10c5e2f7b1")
            .run("downgrade --chain accounts a10c5e2f7b1 --allow destructive")
            .run("current --chain all")
            .run("downgrade --chain all base --allow destructive")
            .run("upgrade --chain accounts")
            .run("upgrade head --chain all -q")
            .run("downgrade base --yes")
            .run("stamp head")
            .run("stamp --chain accounts base")
            .run("stamp --chain all head");
        assert_transcript!("packages", helpdesk);
    }
}

#[test]
fn what_is_shown_of_several_chains_names_each() {
    let mut helpdesk = Transcript::on(Kind::Sqlite, "helpdesk");
    helpdesk
        .run("plan")
        .run("plan --format json --chain all")
        .run("upgrade")
        .run("plan --chain all")
        .run("plan --chain accounts --downgrade base")
        .run("status --chain all")
        .run("heads --chain all --format json")
        .run("history --chain all -i")
        .run("history --chain all -g")
        .run("heads --chain all")
        .run("branches --chain all")
        .run("show --chain all")
        .run("show c47b --chain all")
        .run("show 7b3e --format json");
    assert_transcript!("packages_shown", helpdesk);
}

#[test]
fn a_script_of_one_chain_says_what_must_be_in_before_it() {
    let helpdesk = Transcript::offline("helpdesk");
    for (typed, told) in [
        ("upgrade --sql --dialect sqlite", "chain `accounts` must be at `c47b90d1e36`"),
        ("upgrade --sql --dialect sqlite 5d21", "chain `accounts` must be at `a10c5e2f7b1`"),
        ("upgrade --sql --dialect sqlite --chain accounts", ""),
        ("upgrade --sql --dialect sqlite --chain all", ""),
    ] {
        let output = helpdesk.command().args(typed.split(' ')).output().expect("the binary can be run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(told) && said.is_empty() == told.is_empty(), "{typed}: {said}");
    }
}

#[test]
fn a_chain_that_cannot_be_meant_is_told() {
    let mut helpdesk = Transcript::on(Kind::Sqlite, "helpdesk");
    helpdesk
        .run("upgrade --chain billing")
        .run("upgrade accounts@head")
        .run("upgrade helpdesk@head")
        .run("show a99 --chain all")
        .run("upgrade 7b3e --chain all")
        .run("downgrade --chain all -1")
        .run("schema --chain all")
        .run("upgrade --chain all")
        .run("upgrade c47b --chain accounts")
        .run("upgrade c47b")
        .run("show c47b")
        .run("upgrade --sql --dialect sqlite 5d21:c47b")
        .run("downgrade --stored --chain accounts base --yes");
    helpdesk.database().sql(
        "INSERT INTO migrate_ledger (chain, revision, parents, depends_on, message, hash, journal, state, progress, \
         applied_at, duration_us, tool) VALUES ('billing', 'b1', '', 'accounts:e82f6a40b57', 'Invoices', '1:0', '', 'done', \
         0, '2026-01-01 00:00:00', 0, '0.1.0');",
    );
    helpdesk
        .run("downgrade --chain accounts -1 --yes")
        .run("stamp --chain accounts base")
        .run("downgrade base --yes");
    assert_transcript!("packages_refused", helpdesk);
}
