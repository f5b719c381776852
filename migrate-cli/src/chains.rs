//! Which chain of the program a command line is about.

use migrate_core::AnyChain;
use migrate_core::run::ChainSet;

use crate::failure::Failure;

/// What is typed for all chains of the program.
pub(crate) const ALL: &str = "all";

/// The chains of the program, its own first.
pub(crate) fn known(own: AnyChain, named: &[AnyChain]) -> Vec<AnyChain> {
    let mut known = vec![own];
    for chain in named.iter().copied().chain(AnyChain::linked()) {
        // Where two have one name, the one that is named is meant.
        if known.iter().all(|other| other.name() != chain.name()) {
            known.push(chain);
        }
    }
    known
}

/// The chains that are meant: the program's own, where nothing is typed.
pub(crate) fn choose(own: AnyChain, named: &[AnyChain], typed: Option<&str>) -> Result<ChainSet, Failure> {
    let Some(typed) = typed else { return Ok(own.into()) };
    let known = known(own, named);
    if typed == ALL {
        return Ok(known.into_iter().collect());
    }
    known.iter().find(|chain| chain.name() == typed).map(|chain| (*chain).into()).ok_or_else(|| {
        let mut known = known.iter().map(|chain| chain.name().to_owned()).collect::<Vec<_>>();
        known.sort();
        Failure::NoChain { typed: typed.to_owned(), known }
    })
}
