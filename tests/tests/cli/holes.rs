//! Revisions that are not applied below applied ones, and the ways out.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn an_upgrade_into_a_hole_runs_nothing_and_names_the_ways_out() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard.run("upgrade -q 2a03");
        let dump = migrate_tests::dump(orchard.database(), migrate_tests::Ledger::LeftOut);
        // As if it had been put between the others since.
        orchard.database().sql("DELETE FROM migrate_ledger WHERE revision = '2a02';");
        for typed in ["check", "plan", "upgrade heads", "upgrade +1", "upgrade 2a02"] {
            orchard.run(typed);
        }
        assert_eq!(migrate_tests::dump(orchard.database(), migrate_tests::Ledger::LeftOut), dump, "{kind}");
        orchard.run("stamp 2a03").run("current").run("upgrade 2a03");
        assert_transcript!("holes", orchard);
    }
}

#[test]
fn a_hole_in_another_chain_is_named_with_both() {
    for kind in Kind::ALL {
        let mut helpdesk = Transcript::on(kind, "helpdesk");
        helpdesk.run("upgrade -q");
        helpdesk.database().sql("DELETE FROM migrate_ledger WHERE revision = 'c47b90d1e36';");
        for typed in ["upgrade --chain all", "upgrade --chain accounts", "upgrade"] {
            helpdesk.run(typed);
        }
        helpdesk.run("stamp --chain accounts c47b90d1e36");
        helpdesk.database().sql("DELETE FROM migrate_ledger WHERE revision = 'a10c5e2f7b1';");
        helpdesk
            .run("upgrade --chain all")
            .run("stamp --chain accounts c47b90d1e36")
            .run("upgrade --chain all");
        assert_transcript!("holes_between", helpdesk);
    }
}

#[test]
fn a_status_names_the_holes() {
    let mut orchard = Transcript::on(Kind::Sqlite, "orchard");
    orchard.run("upgrade -q 2a03");
    orchard.database().sql("DELETE FROM migrate_ledger WHERE revision = '2a02';");
    orchard.run("status");
    assert_transcript!("holes_status", orchard);
}
