//! Branches with labels, several bases, dependencies: where targets lead, and what is said where they lead nowhere.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn branches_go_up_and_down_by_their_labels() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard
            .run("upgrade left@+1")
            .run("upgrade net@head")
            .run("current")
            .run("upgrade right")
            .run("upgrade left@heads")
            .run("upgrade heads")
            .run("current")
            .run("downgrade sub-2@base --allow destructive")
            .run("downgrade right@-1 --allow destructive")
            .run("downgrade 2a02 --allow destructive")
            .run("downgrade left@base --allow destructive")
            .run("current")
            .run("downgrade base --allow destructive");
        assert_transcript!("branches", orchard);
    }
}

#[test]
fn a_head_that_another_depends_on_comes_with_it_and_stays_one() {
    for kind in Kind::ALL {
        let mut leaning = Transcript::on(kind, "leaning");
        leaning
            .run("heads")
            .run("history -g")
            .run("upgrade")
            .run("upgrade cargo")
            .run("current --check-heads")
            .run("upgrade heads")
            .run("downgrade crew")
            .run("downgrade -1 --allow destructive")
            .run("current")
            .run("upgrade -q cargo")
            .run("downgrade crew@base --allow destructive")
            .run("stamp cargo")
            .run("stamp crew cargo")
            .run("stamp aa01")
            .run("current");
        assert_transcript!("leaning", leaning);
    }
}

#[test]
fn targets_that_lead_nowhere_name_the_candidates() {
    let mut orchard = Transcript::on(Kind::Sqlite, "orchard");
    for typed in [
        "upgrade",
        "upgrade left@head",
        "upgrade lfet@head",
        "upgrade 2a0",
        "upgrade 2a04",
        "upgrade right@2a02",
        "upgrade 1a00+1",
        "upgrade base+1",
        "upgrade left@1a00+3",
        "upgrade 3a01+1",
        "upgrade 1a00-2",
        "upgrade right@head+1",
        "upgrade right@base",
        "upgrade +1",
        "upgrade left@",
        "upgrade a@b@c",
        "upgrade 1a00:2a01",
        "upgrade 2a/01",
        "upgrade current",
        "upgrade -q heads",
        "upgrade 2a02",
        "upgrade 3a01-1",
        "downgrade -1",
        "downgrade left@-1",
        "downgrade right@-2",
        "downgrade heads",
        "downgrade right@+1",
    ] {
        orchard.run(typed);
    }
    assert_transcript!("nowhere", orchard);
}

#[test]
fn stamps_of_several_branches_of_steps_and_with_a_purge() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard
            .run("stamp 2a01 right")
            .run("current")
            .run("stamp left@+1")
            .run("stamp left@-1 4a01")
            .run("stamp right@base")
            .run("stamp 2a01 2a03")
            .run("stamp base right")
            .run("stamp -2")
            .run("stamp heads")
            .run("stamp -1")
            .run("stamp left@1a00")
            .run("current");
        orchard.database().sql("UPDATE migrate_ledger SET revision = 'fffff' WHERE revision = '4a01';");
        orchard.run("stamp 1a00").run("current").run("stamp --purge net").run("current");
        assert_transcript!("stamps", orchard);
    }
}
