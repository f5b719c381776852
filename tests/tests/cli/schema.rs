//! `schema`: what creates the tables of a revision.

use migrate_tests::{Kind, shape};

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn the_schema_of_each_dialect_needs_no_database() {
    let mut crm = Transcript::offline("crm");
    for dialect in ["postgres", "mariadb", "sqlite"] {
        crm.run(&format!("schema --dialect {dialect}"));
    }
    crm.run("schema 1975 --dialect mysql --format json")
        .run("schema base --dialect sqlite")
        .run("schema --database-url postgres://nobody@nowhere/nothing 1975")
        .run("schema --help");
    insta::assert_snapshot!(crm.text());
}

#[test]
fn what_is_wrong_with_a_schema_is_told() {
    let mut crm = Transcript::offline("crm");
    crm.run("schema")
        .run("schema --dialect oracle")
        .run("schema 99 --dialect sqlite")
        .run("schema --dialect sqlite current");
    let mut forked = Transcript::offline("forked");
    forked.run("schema --dialect sqlite").run("schema heads --dialect sqlite");
    insta::assert_snapshot!([crm.text(), forked.text()].concat());
}

#[test]
fn the_schema_of_what_is_applied_makes_the_same_again() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q deals").run("schema current");
        assert_transcript!(format!("the_schema_of_what_is_applied_on_{}", kind.dialect().name()), crm);
        let output = crm.command().args(["schema", "current"]).output().expect("the binary can be run");
        let there = shape(crm.database());
        crm.database().clear();
        crm.database().sql(&String::from_utf8(output.stdout).expect("it prints UTF-8"));
        assert_eq!(shape(crm.database()), there, "{kind}");
    }
}
