//! What a verb works with: the chain, where the database is, and the terminal.

use std::ffi::OsString;
use std::sync::Arc;

use migrate_core::graph::Graph;
use migrate_core::ledger::Ledger;
use migrate_core::name::Name;
use migrate_core::run::LedgerView;

use crate::arguments::Common;
use crate::chain::AnyChain;
use crate::draw::Terminal;
use crate::failure::Failure;
use crate::url::{self, DatabaseUrl, UrlError};

/// What a verb works with.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) chain: Arc<dyn AnyChain>,
    pub(crate) ledger: Ledger,
    pub(crate) terminal: Terminal,
    /// Not every verb needs a database.
    url: Result<DatabaseUrl, UrlError>,
}

impl Context {
    /// Decides what the common options mean.
    pub(crate) fn new(
        chain: Arc<dyn AnyChain>,
        common: Common,
        variable: Option<OsString>,
        default_url: Option<&str>,
        terminal: Terminal,
    ) -> Result<Self, Failure> {
        let Common { database_url, ledger, quiet: _, verbose: _ } = common;
        Ok(Self {
            chain,
            ledger: ledger.map(|name| read_ledger(&name)).transpose()?.unwrap_or_default(),
            terminal,
            url: url::resolve(database_url, variable, default_url),
        })
    }

    /// The chain's graph. It asks no database.
    pub(crate) fn read_graph(&self) -> Result<Graph, Failure> {
        self.chain.graph().map_err(Failure::Core)
    }

    /// What the database's ledger says. It changes nothing.
    pub(crate) fn look(&self) -> Result<LedgerView, Failure> {
        let look = self.chain.look(self.require_url()?.secret());
        look.ledger(self.ledger.clone()).blocking().map_err(Failure::Core)
    }

    /// Where the database is.
    pub(crate) fn require_url(&self) -> Result<&DatabaseUrl, Failure> {
        self.url.as_ref().map_err(|error| Failure::Url(error.clone()))
    }
}

/// Reads `name` or `schema.name`.
fn read_ledger(typed: &str) -> Result<Ledger, Failure> {
    let (schema, table) = match typed.split_once('.') {
        None => (None, typed),
        Some((schema, table)) => (Some(schema), table),
    };
    if table.is_empty() || table.contains('.') || schema.is_some_and(str::is_empty) {
        return Err(Failure::LedgerName { typed: typed.to_owned() });
    }
    Ok(Ledger { table: Name::from(table), schema: schema.map(Name::from) })
}
