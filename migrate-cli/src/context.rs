//! What a verb works with: the chain, where the database is, and the terminal.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;

use migrate_core::graph::Graph;
use migrate_core::ledger::Ledger;
use migrate_core::name::Name;
use migrate_core::run::{LedgerView, Options};

use crate::arguments::Common;
use crate::chain::AnyChain;
use crate::draw::Terminal;
use crate::failure::Failure;
use crate::url::{self, DatabaseUrl, UrlError};

/// What a verb works with.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) chain: Arc<dyn AnyChain>,
    pub(crate) options: Options,
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
        let Common { database_url, ledger, lock_wait, search_path, quiet: _, verbose: _ } = common;
        let mut options = Options::default();
        if let Some(name) = ledger {
            options.ledger = read_ledger(&name)?;
        }
        if let Some(seconds) = lock_wait {
            options.lock_wait = Duration::from_secs(seconds.into());
        }
        if let Some(schemas) = search_path {
            options = options.search_path(schemas.iter().map(String::as_str));
        }
        Ok(Self { chain, options, terminal, url: url::resolve(database_url, variable, default_url) })
    }

    /// The chain's graph. It asks no database.
    pub(crate) fn read_graph(&self) -> Result<Graph, Failure> {
        self.chain.graph().map_err(Failure::Core)
    }

    /// What the database's ledger says. It changes nothing.
    pub(crate) fn look(&self) -> Result<LedgerView, Failure> {
        let look = self.chain.look(self.require_url()?.secret());
        look.options(self.options.clone()).blocking().map_err(Failure::Core)
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
