//! A script that is run twice, overlaps with another, or comes too early or too late.

use migrate_tests::shell::{self, Behind};
use migrate_tests::{Database, Kind};

use crate::chains::Plain;
use crate::state::{down, fails, run, state, up};

const ALL: [Behind; 4] = [Behind::Stops, Behind::StopsInOne, Behind::GoesOn, Behind::GoesOnInOne];

#[test]
fn a_script_does_what_a_run_does_and_nothing_when_it_is_run_again() {
    for kind in Kind::ALL {
        let (online, offline) = (Database::create(kind), Database::create(kind));
        Plain.upgrade_url(&online.url()).blocking().unwrap();
        let script = up(Plain, kind, "base:head");
        run(&offline, &script);
        let there = state(&offline);
        assert_eq!(there, state(&online), "{kind}");
        for behind in ALL {
            let told = fails(&offline, &script, behind);
            assert!(told.contains("revision `r1` is applied already"), "{kind} {behind:?}: {told}");
            assert_eq!(state(&offline), there, "{kind} {behind:?}");
        }
        let script = down(Plain, kind, "head:base");
        run(&offline, &script);
        let told = fails(&offline, &script, Behind::GoesOn);
        assert!(told.contains("revision `r5` is not applied"), "{kind}: {told}");
        online.sql("DELETE FROM deals;");
        migrate_core::Run::downgrade_url(Plain, &online.url(), "base")
            .consent(migrate_core::script::Consent::Destructive)
            .blocking()
            .unwrap();
        assert_eq!(state(&offline), state(&online), "{kind}, down");
    }
}

#[test]
fn none_runs_whose_parent_is_not_in() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        run(&database, &up(Plain, kind, "base:r1"));
        let there = state(&database);
        for behind in ALL {
            let told = fails(&database, &up(Plain, kind, "r2:head"), behind);
            assert!(
                told.contains("revision `r3` needs `r2`, which is not applied"),
                "{kind} {behind:?}: {told}"
            );
            assert_eq!(state(&database), there, "{kind} {behind:?}");
        }
        run(&database, &up(Plain, kind, "r1:r3"));
        let there = state(&database);
        for behind in ALL {
            let told = fails(&database, &down(Plain, kind, "r2:base"), behind);
            assert!(told.contains("another applied revision needs `r2`"), "{kind} {behind:?}: {told}");
            assert_eq!(state(&database), there, "{kind} {behind:?}");
        }
    }
}

#[test]
fn two_scripts_that_overlap_do_their_revisions_once() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        run(&database, &up(Plain, kind, "base:r3"));
        let there = state(&database);
        let second = up(Plain, kind, "r2:r4");
        let told = fails(&database, &second, Behind::Stops);
        assert!(told.contains("revision `r3` is applied already"), "{kind}: {told}");
        assert_eq!(state(&database), there, "{kind}");
        // One that goes on may do what fits, or nothing.
        shell::run(&database, &second, Behind::GoesOn);
        let behind = state(&database);
        let (online, url) = (Database::create(kind), database.url());
        Plain.upgrade_url(&online.url()).to("r4").blocking().unwrap();
        assert!(behind == there || behind == state(&online), "{kind}: {behind}");
        Plain.upgrade_url(&url).to("r4").blocking().unwrap();
        assert_eq!(state(&database), state(&online), "{kind}");
    }
}
