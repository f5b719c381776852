//! A script of which the shell gets a part: the file was cut off, or the shell was killed.

use migrate_tests::shell::{self, Behind};
use migrate_tests::{Database, Kind};

use crate::chains::Steady;
use crate::state::{state, up};

/// How many places a script is cut at.
const CUTS: usize = 9;

#[test]
fn a_run_goes_on_behind_a_script_that_was_cut_off() {
    for kind in Kind::ALL {
        let (online, offline) = (Database::create(kind), Database::create(kind));
        Steady.upgrade_url(&online.url()).to("r2").blocking().unwrap();
        let whole = state(&online);
        let script = up(Steady, kind, "base:r2");
        let lines = script.split_inclusive('\n').collect::<Vec<_>>();
        for cut in 1..=CUTS {
            let part = lines[..lines.len() * cut / (CUTS + 1)].concat();
            offline.clear();
            shell::run(&offline, &part, Behind::Stops);
            Steady.upgrade_url(&offline.url()).to("r2").blocking().unwrap();
            assert_eq!(state(&offline), whole, "{kind} behind\n{part}");
        }
    }
}
