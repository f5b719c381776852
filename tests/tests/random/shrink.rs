//! Fewer operations with a fault of the same kind.

use migrate_tests::Kind;

use crate::chain::Step;
use crate::run::{FAULT, Place, Tally};

/// The most runs to spend on it.
const RUNS: usize = 150;

/// What kind of fault it is: its first letters, without the revision.
pub(crate) fn nature(fault: &str) -> String {
    let what = fault.split_once(FAULT).map_or(fault, |(_, what)| what);
    what.chars().filter(|c| !c.is_ascii_digit()).take(60).collect()
}

/// Leaves out what a fault does not need, as long as the chain without it fails too, and tells what is left. Operations
/// that no longer fit then are left out by themselves.
pub(crate) fn shrink(kind: Kind, chain: &[Vec<Step>]) -> String {
    let mut chain = chain.to_vec();
    let mut told = String::from("the chain does not fail again");
    let mut runs = 0;
    let mut place = Place::new(kind);
    let mut fails = |chain: &[Vec<Step>]| {
        runs += 1;
        if runs > RUNS {
            return None;
        }
        let mut tally = Tally::default();
        let fault = place.run(chain, &mut tally).err();
        if tally.chains == 0 {
            // What failed left something behind.
            place = Place::new(kind);
        }
        fault
    };
    let Some(fault) = fails(&chain) else { return told };
    let wanted = nature(&fault);
    let mut fails = |chain: &[Vec<Step>]| fails(chain).filter(|fault| nature(fault) == wanted);
    told.clone_from(&fault);
    // Whole revisions from the end, then single operations.
    let mut size = chain.len();
    while size > 0 {
        let mut at = chain.len();
        while at > 0 {
            let from = at.saturating_sub(size);
            let mut fewer = chain.clone();
            fewer.drain(from..at);
            if let Some(fault) = fails(&fewer) {
                (chain, told) = (fewer, fault);
            }
            at = from;
        }
        size /= 2;
    }
    for revision in (0..chain.len()).rev() {
        for at in (0..chain[revision].len()).rev() {
            let mut fewer = chain.clone();
            fewer[revision].remove(at);
            if let Some(fault) = fails(&fewer) {
                (chain, told) = (fewer, fault);
            }
        }
    }
    format!("with fewer operations:\n{told}")
}
