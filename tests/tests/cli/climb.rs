//! Up, down, and what is said on the way: the same on every database.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn the_chain_goes_up_and_down() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("current")
            .run("upgrade +1")
            .run("current")
            .run("upgrade")
            .run("upgrade head")
            .run("current")
            .run("history --indicate-current")
            .run("downgrade -1")
            .run("downgrade 2d970929c35")
            .run("downgrade 1975")
            .run("downgrade 1975 --allow destructive")
            .run("current")
            .run("downgrade base --allow destructive")
            .run("downgrade base")
            .run("current");
        assert_transcript!("climb", crm);
    }
}

#[test]
fn current_never_creates_the_ledger() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        // Otherwise the file itself would be missing.
        crm.database().sql("CREATE TABLE other (id INTEGER);");
        for typed in ["current", "current -v", "history -i", "plan", "downgrade base"] {
            crm.run(typed);
        }
        let dump = migrate_tests::dump(crm.database(), migrate_tests::Ledger::Included);
        assert!(!dump.contains("migrate_ledger"), "{dump}");
    }
}

#[test]
fn more_and_less_is_told() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q +1").run("upgrade").run("current -q").run("current -v").run("downgrade -v -1");
        assert_transcript!(format!("verbosity_{kind}"), crm);
    }
}

#[test]
fn a_stamp_counts_revisions_as_applied() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("stamp 3f00aa")
            .run("current")
            .run("stamp 3f00aa")
            .run("stamp 2d970929c35")
            .run("current")
            .run("stamp base")
            .run("current")
            .run("stamp +1");
        assert_transcript!("stamp", crm);
    }
}

#[test]
fn a_plan_shows_the_sql_and_what_it_destroys() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("plan").run("upgrade -q").run("plan").run("plan --downgrade -1").run("plan --downgrade base");
        assert_transcript!(format!("plan_{kind}"), crm);
    }
}

#[test]
fn a_plan_says_where_functions_run_and_what_is_looked_at_first() {
    for kind in Kind::ALL {
        let mut gated = Transcript::on(kind, "gated");
        gated.run("plan").run("stamp head").run("plan --downgrade first").run("plan --downgrade zzz");
        assert_transcript!(format!("plan_functions_{kind}"), gated);
    }
}

#[test]
fn the_ledger_can_have_another_name() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade +1 --ledger our_ledger").run("current --ledger our_ledger").run("current");
        assert_transcript!("ledger_name", crm);
    }
}
