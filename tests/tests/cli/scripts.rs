//! Scripts for the databases' own shells: `--sql`.

use crate::transcript::Transcript;

#[test]
fn a_script_asks_no_database() {
    let mut crm = Transcript::offline("crm");
    crm.run("upgrade --sql --dialect sqlite base:2d97");
    crm.run("upgrade --sql --dialect postgres 1975:2d97");
    crm.run("downgrade --sql --dialect mariadb 2d97:1975 --allow destructive");
    crm.run("downgrade --sql --dialect mysql 2d97:1975 --yes");
    crm.run("stamp --sql --dialect postgres 2d97:2e5b");
    insta::assert_snapshot!(crm.text());
}

#[test]
fn there_is_no_such_script() {
    let mut crm = Transcript::offline("crm");
    crm.run("upgrade --sql");
    crm.run("upgrade --sql --dialect oracle");
    crm.run("upgrade --sql --dialect sqlite nonsense");
    crm.run("upgrade --sql --dialect sqlite head:head");
    crm.run("upgrade --sql --dialect sqlite head:base");
    crm.run("upgrade --sql --dialect sqlite current:head");
    crm.run("upgrade --sql --dialect sqlite +1");
    crm.run("upgrade --dialect sqlite");
    crm.run("upgrade --sql --plan");
    crm.run("upgrade --sql --dialect sqlite --server-version 3.40");
    crm.run("upgrade --sql --dialect postgres --server-version new");
    crm.run("downgrade --sql --dialect sqlite base");
    crm.run("downgrade --sql --dialect sqlite -1");
    crm.run("downgrade --sql --dialect sqlite current:base");
    crm.run("downgrade --sql --dialect sqlite head:base");
    crm.run("stamp --sql --dialect sqlite -1");
    crm.run("stamp --sql --dialect sqlite 2d97 2e5b");
    crm.run("upgrade --sql --dialect postgres --ledger a.b.c");
    insta::assert_snapshot!(crm.text());
}

#[test]
fn a_data_step_is_named() {
    let mut gated = Transcript::offline("gated");
    gated.run("upgrade --sql --dialect sqlite");
    insta::assert_snapshot!(gated.text());
}
