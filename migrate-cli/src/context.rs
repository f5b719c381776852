//! What a verb works with: the chain, where the database is, and the terminal.

use std::sync::Arc;
use std::time::Duration;

use migrate_core::AnyChain;
use migrate_core::graph::Graph;
use migrate_core::ledger::Ledger;
use migrate_core::name::{Name, Prefix};
use migrate_core::run::{self, ChainSet, LedgerView, Look, Options};
use migrate_core::source::Piece;

use crate::arguments::{self, Common};
use crate::chains;
use crate::config::{self, Flags, Key, Settings, Source, Sourced, Value};
use crate::draw::Terminal;
use crate::failure::Failure;
use crate::log;
use crate::url::{DatabaseUrl, UrlError};

/// What the program says of itself.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) own: AnyChain,
    /// Chains that it names beside it.
    pub(crate) named: Vec<AnyChain>,
    pub(crate) options: Options,
    pub(crate) default_url: Option<String>,
    pub(crate) rewrite: Option<Rewrite>,
}

/// A function of the program's that rewrites what the next revision does.
pub(crate) type Rewrite = fn(&mut Vec<Piece>);

/// What a verb works with.
#[derive(Debug)]
pub(crate) struct Context {
    /// The chains that the verb is about.
    pub(crate) chains: ChainSet,
    /// All chains of the program.
    pub(crate) known: Vec<AnyChain>,
    /// The names that the help and a shell know.
    pub(crate) grammar: arguments::Program,
    pub(crate) options: Options,
    pub(crate) settings: Settings,
    pub(crate) terminal: Terminal,
    pub(crate) rewrite: Option<Rewrite>,
    /// Not every verb needs a database.
    url: Result<DatabaseUrl, UrlError>,
}

impl Context {
    /// Decides what the common options mean, with what the environment and the configuration say.
    pub(crate) fn new(
        program: Program,
        grammar: arguments::Program,
        common: Common,
        terminal: Terminal,
    ) -> Result<Self, Failure> {
        let Program { own, named, options, default_url, rewrite } = program;
        let chains = chains::choose(own, &named, common.chain.as_deref())?;
        let mut said = config::of_options(&options);
        said.extend(default_url.map(|url| (Key::DatabaseUrl, Value::Text(url))));
        let current = std::env::current_dir()?;
        let settings = Settings::new(flags(common), |name| std::env::var_os(name), said, &current)?;
        let terminal = log::start(&settings, terminal)?;
        let known = chains::known(own, &named);
        settings.check_chains(&known.iter().map(|chain| chain.name()).collect::<Vec<_>>())?;
        let url = match settings.get(Key::DatabaseUrl) {
            Err(error) => Err(UrlError::Config(error)),
            Ok(Some(Sourced { value: Value::Text(url), .. })) => Ok(DatabaseUrl::new(url)),
            Ok(_) => Err(UrlError::Missing),
        };
        let options = read_options(options, &settings)?;
        Ok(Self { chains, known, grammar, options, settings, terminal, rewrite, url })
    }

    /// The chains' names, for what is said of all of them.
    pub(crate) fn title(&self) -> String {
        self.chains.names().join(", ")
    }

    /// The name of the chain, where the verb is about one.
    pub(crate) fn only_chain(&self) -> Option<&'static str> {
        match self.chains.names().as_slice() {
            [chain] => Some(*chain),
            _ => None,
        }
    }

    /// The one chain that a verb can be about.
    pub(crate) fn require_chain(&self) -> Result<AnyChain, Failure> {
        self.chains.only().ok_or_else(|| {
            let chains = self.chains.names().into_iter().map(str::to_owned).collect();
            Failure::ManyChains { chains }
        })
    }

    /// The graph of the one chain that a verb can be about.
    pub(crate) fn read_graph(&self) -> Result<Arc<Graph>, Failure> {
        let graphs = self.read_graphs()?;
        match graphs.as_slice() {
            [graph] => Ok(Arc::clone(graph)),
            several => {
                let chains = several.iter().map(|graph| graph.chain().to_owned()).collect();
                Err(Failure::ManyChains { chains })
            }
        }
    }

    /// The chains' graphs, for names with the prefixes that are asked for, each behind those that it depends on. It asks no
    /// database.
    pub(crate) fn read_graphs(&self) -> Result<Vec<Arc<Graph>>, Failure> {
        run::graphs(self.chains.clone(), &self.options).map_err(Failure::Core)
    }

    /// What the database's ledger says. It changes nothing.
    pub(crate) fn look(&self) -> Result<LedgerView, Failure> {
        Look::url(self.chains.clone(), self.require_url()?.secret())
            .options(self.options.clone())
            .blocking()
            .map_err(Failure::Core)
    }

    /// Where the database is.
    pub(crate) fn require_url(&self) -> Result<&DatabaseUrl, Failure> {
        self.url.as_ref().map_err(|error| Failure::Url(error.clone()))
    }
}

/// What the command line says of the configuration.
fn flags(common: Common) -> Flags {
    let Common {
        config,
        env,
        chain: _,
        database_url,
        ledger,
        lock_timeout,
        lock_wait,
        search_path,
        statement_timeout,
        log,
        prefix,
        quiet: _,
        verbose: _,
    } = common;
    let values = [
        (Key::DatabaseUrl, database_url.map(Value::Text)),
        (Key::Ledger, ledger.map(Value::Text)),
        (Key::LockTimeout, lock_timeout.map(Value::Seconds)),
        (Key::LockWait, lock_wait.map(Value::Seconds)),
        (Key::Log, log.map(Value::Text)),
        (Key::Prefix, prefix.map(Value::Text)),
        (Key::SearchPath, search_path.map(|schemas| Value::words(&schemas))),
        (Key::StatementTimeout, statement_timeout.map(Value::Seconds)),
    ];
    let values = values.into_iter().filter_map(|(key, value)| Some((key, value?)));
    Flags { config, env, values: values.collect() }
}

/// The program's own options, as far as nothing else is said.
pub(crate) fn read_options(mut options: Options, settings: &Settings) -> Result<Options, Failure> {
    if let Some(Sourced { value: Value::Text(typed), source }) = settings.said(Key::Ledger)? {
        options.ledger = read_ledger(typed, source)?;
    }
    if let Some(Sourced { value: Value::Seconds(seconds), .. }) = settings.said(Key::LockWait)? {
        options.lock_wait = Duration::from_secs(seconds.into());
    }
    for (key, limit) in [
        (Key::LockTimeout, &mut options.lock_timeout),
        (Key::StatementTimeout, &mut options.statement_timeout),
    ] {
        if let Some(Sourced { value: Value::Seconds(seconds), .. }) = settings.said(key)? {
            *limit = Some(seconds)
                .filter(|seconds| *seconds > 0)
                .map(|seconds| Duration::from_secs(seconds.into()));
        }
    }
    if let Some(Sourced { value: Value::Text(typed), source }) = settings.said(Key::Prefix)? {
        options.prefix = read_prefix(&typed, source)?;
    }
    for (chain, said) in settings.chain_prefixes() {
        let Sourced { value: typed, source } = said?;
        options = options.chain_prefix(chain, read_prefix(&typed, source)?);
    }
    if let Some(Sourced { value: Value::Words(schemas), .. }) = settings.said(Key::SearchPath)? {
        options = options.search_path(schemas.iter().map(String::as_str));
    }
    Ok(options)
}

fn read_prefix(typed: &str, source: Source) -> Result<Prefix, Failure> {
    typed.parse().map_err(|error| Failure::Prefix { error, source })
}

/// Reads `name` or `schema.name`.
fn read_ledger(typed: String, source: Source) -> Result<Ledger, Failure> {
    let (schema, table) = match typed.split_once('.') {
        None => (None, typed.as_str()),
        Some((schema, table)) => (Some(schema), table),
    };
    if table.is_empty() || table.contains('.') || schema.is_some_and(str::is_empty) {
        return Err(Failure::LedgerName { typed, source });
    }
    Ok(Ledger { table: Name::from(table), schema: schema.map(Name::from) })
}
