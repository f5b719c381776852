//! What needs no database.

use crate::transcript::Transcript;

#[test]
fn history_and_heads_ask_no_database() {
    let mut crm = Transcript::offline("crm");
    crm.run("history").run("history -v").run("heads").run("heads -v");
    insta::assert_snapshot!(crm.text());
}

#[test]
fn several_heads_are_listed() {
    let mut forked = Transcript::offline("forked");
    forked.run("heads").run("history");
    insta::assert_snapshot!(forked.text());
}

#[test]
fn the_help_lists_verbs_targets_and_exit_codes() {
    let mut crm = Transcript::offline("crm");
    crm.run("--help").run("--version");
    insta::assert_snapshot!(crm.text());
}

#[test]
fn every_verb_has_help_with_examples() {
    let mut crm = Transcript::offline("crm");
    for verb in
        ["upgrade", "downgrade", "stamp", "current", "status", "history", "heads", "branches", "show", "plan"]
    {
        crm.run(&format!("{verb} --help"));
    }
    insta::assert_snapshot!(crm.text());
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    let mut crm = Transcript::offline("crm");
    crm.run("").run("histroy").run("heads --verbos").run("history extra").run("heads -q -v");
    insta::assert_snapshot!(crm.text());
}
