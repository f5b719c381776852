//! The user's chain behind one type, so that nothing of the command line is compiled anew in the user's crate.

use std::fmt::Debug;

use migrate_core::dialect::Shell;
use migrate_core::graph::{Graph, Target};
use migrate_core::registry::ChainDefinition;
use migrate_core::run::{Ensure, Look, Offline, Stamp};
use migrate_core::{Chain, Error, Run};

/// What the command line asks of a chain.
pub(crate) trait AnyChain: Debug + Send + Sync {
    /// The name in the ledger.
    fn name(&self) -> &'static str;
    /// What `chain!` knew of it.
    fn definition(&self) -> &'static ChainDefinition;
    /// The graph of its revisions.
    fn graph(&self) -> Result<Graph, Error>;
    /// Whether its revisions fit each other on every dialect, and its downgrades lead back.
    fn prove(&self) -> Result<(), Error>;
    /// The making of the ledger.
    fn ensure(&self, url: &str) -> Ensure<'static>;
    /// A look at a database.
    fn look(&self, url: &str) -> Look<'static>;
    /// A script for a shell.
    fn offline(&self, shell: Shell) -> Offline;
    /// A stamp of a target, to which others can be added.
    fn stamp(&self, url: &str, target: Target) -> Stamp<'static>;
    /// A stamp that takes a revision out which the program does not have, to which others can be added.
    fn forget(&self, url: &str, revision: &str) -> Stamp<'static>;
    /// A run up.
    fn upgrade(&self, url: &str, target: Target) -> Run<'static>;
    /// A run down.
    fn downgrade(&self, url: &str, target: Target) -> Run<'static>;
    /// A run down by what the ledger keeps.
    fn undo_stored(&self, url: &str, wanted: Vec<String>) -> Run<'static>;
}

impl<C: Chain> AnyChain for C {
    fn name(&self) -> &'static str {
        C::DEFINITION.name
    }

    fn definition(&self) -> &'static ChainDefinition {
        C::DEFINITION
    }

    fn graph(&self) -> Result<Graph, Error> {
        migrate_core::run::graph(*self)
    }

    fn prove(&self) -> Result<(), Error> {
        migrate_core::run::prove(*self)
    }

    fn ensure(&self, url: &str) -> Ensure<'static> {
        Ensure::url(*self, url)
    }

    fn look(&self, url: &str) -> Look<'static> {
        Look::url(*self, url)
    }

    fn offline(&self, shell: Shell) -> Offline {
        Offline::new(*self, shell)
    }

    fn stamp(&self, url: &str, target: Target) -> Stamp<'static> {
        Stamp::url(*self, url, target)
    }

    fn forget(&self, url: &str, revision: &str) -> Stamp<'static> {
        Stamp::forget_url(*self, url, revision)
    }

    fn upgrade(&self, url: &str, target: Target) -> Run<'static> {
        Run::upgrade_url(*self, url).to(target)
    }

    fn downgrade(&self, url: &str, target: Target) -> Run<'static> {
        Run::downgrade_url(*self, url, target)
    }

    fn undo_stored(&self, url: &str, wanted: Vec<String>) -> Run<'static> {
        Run::undo_stored_url(*self, url, wanted)
    }
}
