//! Scripts that somebody runs with the database's own shell.

use super::{ChainSet, Options, collect, drive, errand};
use crate::dialect::offline::{self, Manner, Stamping};
use crate::dialect::{self, SearchPath, Server, Shell};
use crate::error::{Error, Problem};
use crate::graph::{Applied, Chains, Goal, Graph, Others, Range, Target};
use crate::ledger::Ledger;
use crate::plan::{self, WayBack};
use crate::script::Consent;
use crate::session::OpenError;

/// A script for a database's own shell, which does what a run would do. It asks no database.
///
/// It is of the chains that are asked for alone: what they depend on in others must be in, and the script looks whether it is.
///
/// ```no_run
/// # mod migrations {
/// #     mod r1 {
/// #         use migrate_core::prelude::*;
/// #         #[revision(id = "a1")]
/// #         fn upgrade(_op: &mut Operations) {}
/// #     }
/// #     migrate_core::chain!(pub Shop = "shop");
/// # }
/// # use migrations::Shop;
/// use migrate_core::dialect::Shell;
/// use migrate_core::run::Offline;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let script = Offline::new(Shop, Shell::Psql).upgrade(&"base:head".parse()?)?;
/// std::fs::write("shop.sql", script.unwrap_or_default())?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Offline {
    chains: ChainSet,
    shell: Shell,
    server: Option<Server>,
    options: Options,
    /// As it is in the database.
    ledger: Ledger,
    consent: Consent,
    is_last: bool,
}

impl Offline {
    /// A script of a chain, or of several, for a shell.
    pub fn new(chains: impl Into<ChainSet>, shell: Shell) -> Self {
        Self {
            chains: chains.into(),
            shell,
            server: None,
            options: Options::default(),
            ledger: Ledger::default(),
            consent: Consent::Safe,
            is_last: false,
        }
    }

    /// Works on the database in this way. Nobody waits for a lock in it: where another run holds that, the script stops.
    #[must_use]
    pub fn options(self, options: Options) -> Self {
        Self { ledger: options.prefixed_ledger(), options, ..self }
    }

    /// The process ends behind it: what was made on the way is not taken apart, which takes as long as a good part of the
    /// writing does.
    #[doc(hidden)]
    #[must_use]
    pub fn last(self) -> Self {
        Self { is_last: true, ..self }
    }

    /// Says which server will run it, so that what that one is too old for is refused.
    #[must_use]
    pub fn server(self, server: Server) -> Self {
        Self { server: Some(server), ..self }
    }

    /// Allows a downgrade to lose rows.
    #[must_use]
    pub fn consent(self, consent: Consent) -> Self {
        Self { consent, ..self }
    }

    /// The script that applies the revisions of a range; nothing where there are none. Its beginning, with all that is before
    /// it, must be applied when the script is run, and is the base where it is left out; its end is the head then.
    ///
    /// # Errors
    ///
    /// When there is no such range, when the chain is faulty, or when something in it runs nowhere but in the program.
    pub fn upgrade(&self, range: &Range) -> Result<Option<String>, Error> {
        let to = range.to.clone().unwrap_or(Target::HEAD);
        let from = range.from.clone().unwrap_or(Target::BASE);
        self.write(&from, &to, &Goal::Upgrade(to.clone()))
    }

    /// What the script that [`upgrade`](Self::upgrade) writes needs of chains that it does not bring in: their names, each
    /// with the ids of the revisions that must be applied before it is run, as far as no other of them brings them.
    ///
    /// # Errors
    ///
    /// When there is no such range, or when the chain is faulty.
    pub fn needs(&self, range: &Range) -> Result<Vec<(String, Vec<String>)>, Error> {
        let to = range.to.clone().unwrap_or(Target::HEAD);
        let from = range.from.clone().unwrap_or(Target::BASE);
        let chains = self.chains()?;
        let applied = chains.graphs().iter().map(|graph| applied(graph, &from));
        let applied = applied.collect::<Result<Vec<_>, _>>()?;
        let route = chains.route(&applied, &Goal::Upgrade(to)).map_err(Error::new)?;
        Ok(chains.needs_outside(&route))
    }

    /// The script that undoes revisions, from those that are applied when it is run down to the end of the range, which stays.
    ///
    /// # Errors
    ///
    /// As [`upgrade`](Self::upgrade) has, and where rows would be lost without leave.
    pub fn downgrade(&self, range: &Range) -> Result<Option<String>, Error> {
        let to = range.to.clone().unwrap_or(Target::BASE);
        let from = range.from.clone().unwrap_or(Target::HEAD);
        self.write(&from, &to, &Goal::Downgrade(to.clone()))
    }

    /// The script that has the ledger say that the end of a range is applied, where its beginning was; nothing where that is
    /// the same.
    ///
    /// # Errors
    ///
    /// As [`upgrade`](Self::upgrade) has.
    pub fn stamp(&self, range: &Range) -> Result<Option<String>, Error> {
        let chains = self.chains()?;
        let graph = errand::only(&chains, "--sql")?;
        let to = range.to.clone().unwrap_or(Target::HEAD);
        let from = range.from.clone().unwrap_or(Target::BASE);
        let applied = applied(graph, &from)?;
        let stamp = graph.stamp(&applied, std::slice::from_ref(&to), Others::Keep).map_err(Error::new)?;
        if stamp.insert.is_empty() && stamp.delete.is_empty() {
            return Ok(None);
        }
        let plan = plan::entries(graph, &stamp.insert, self.shell.dialect()).map_err(Error::new)?;
        let script = dialect::lower(plan).map_err(Error::new)?;
        let stamping = Stamping {
            chain: graph.chain().to_owned(),
            deleted: stamp.delete.iter().map(|node| graph.entry(*node).id.to_owned()).collect(),
            inserted: script.steps.into_iter().map(|step| step.entry).collect(),
        };
        let path = self.search_path()?;
        let manner = self.manner(path.as_ref());
        Ok(Some(offline::stamp(&stamping, manner, &from.to_string(), &to.to_string())))
    }

    fn write(&self, from: &Target, to: &Target, goal: &Goal) -> Result<Option<String>, Error> {
        let chains = self.chains()?;
        let applied = chains.graphs().iter().map(|graph| applied(graph, from));
        let applied = applied.collect::<Result<Vec<_>, _>>()?;
        let dialect = self.shell.dialect();
        let errand = goal.clone().into();
        let script = drive::script(&chains, &applied, (&[], &[]), &errand, dialect, WayBack::Kept)?;
        let Some(script) = script else { return Ok(None) };
        dialect::clear::of_ledger(&script, &self.ledger).map_err(Error::new)?;
        if let Some(server) = self.server {
            dialect::versions::of_server(&script, server).map_err(Error::new)?;
        }
        let script = script.accept(self.consent).map_err(|losses| Error::new(Problem::Consent(losses)))?;
        let path = self.search_path()?;
        let text = offline::run(&script, self.manner(path.as_ref()), &from.to_string(), &to.to_string());
        if self.is_last {
            std::mem::forget((script, chains));
        }
        text.map(Some).map_err(Error::new)
    }

    /// The chains that were asked for, and no others: nothing is known of what those have made.
    fn chains(&self) -> Result<Chains, Error> {
        let all = collect::chains(&self.chains, &self.options)?;
        let chains = Chains::new(all.asked_graphs().cloned(), &self.chains.names());
        let named = dialect::clear::ledger_name(self.shell.dialect(), &self.ledger);
        named.map_err(|unsupported| Error::new(Problem::LedgerName(Box::new(unsupported))))?;
        Ok(chains)
    }

    fn search_path(&self) -> Result<Option<SearchPath>, Error> {
        let schemas = self.options.search_path.as_slice();
        if schemas.is_empty() {
            return Ok(None);
        }
        let path = self.shell.dialect().search_path(schemas);
        path.map(Some).map_err(|unsupported| Error::new(OpenError::SearchPath(Box::new(unsupported))))
    }

    fn manner<'a>(&'a self, search_path: Option<&'a SearchPath>) -> Manner<'a> {
        Manner { shell: self.shell, ledger: &self.ledger, search_path }
    }
}

/// What is applied where a target is: it, with all that it needs.
fn applied(graph: &Graph, target: &Target) -> Result<Applied, Error> {
    if *target == Target::BASE {
        return Ok(Applied::default());
    }
    let route = graph.route(&Applied::default(), &Goal::Upgrade(target.clone())).map_err(Error::new)?;
    Ok(route.leads_to(Applied::default()))
}
