//! Scripts that somebody runs with the database's own shell.

use super::{ChainSet, Options, collect, errand};
use crate::dialect::offline::{self, Manner, Stamping};
use crate::dialect::{self, SearchPath, Server, Shell};
use crate::error::{Error, Problem};
use crate::graph::{Applied, Chains, Goal, Graph, Others, Range, Target};
use crate::ledger::Ledger;
use crate::plan::{self, Plan, PlannedStep, WayBack};
use crate::script::{AcceptedScript, Consent, Loss};
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
        let (path, limits) = (self.search_path()?, self.limits()?);
        let manner = self.manner(path.as_ref(), &limits);
        Ok(Some(offline::stamp(&stamping, manner, &from.to_string(), &to.to_string())))
    }

    fn write(&self, from: &Target, to: &Target, goal: &Goal) -> Result<Option<String>, Error> {
        let chains = self.chains()?;
        let applied = chains.graphs().iter().map(|graph| applied(graph, from));
        let applied = applied.collect::<Result<Vec<_>, _>>()?;
        let route = chains.route(&applied, goal).map_err(|error| errand::told(error, &chains, &[]))?;
        if route.is_empty() {
            return Ok(None);
        }
        let (path, limits) = (self.search_path()?, self.limits()?);
        let (manner, chain) = (self.manner(path.as_ref(), &limits), plan::asked(&chains));
        let writer = offline::Writer::new(manner, &chain, &from.to_string(), &to.to_string());
        let mut writing = Writing::new(self, chain, writer);
        let made =
            plan::make_each(&chains, &applied, &route, self.shell.dialect(), WayBack::Kept, &mut |step| {
                writing.step(step);
            });
        made.map_err(Error::new)?;
        let text = writing.finish()?;
        if self.is_last {
            std::mem::forget((chains, route));
        }
        Ok(Some(text))
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

    fn limits(&self) -> Result<Vec<String>, Error> {
        let limits = self.options.limits().statements(self.shell);
        limits.map_err(|unsupported| Error::new(OpenError::Limit(Box::new(unsupported))))
    }

    fn manner<'a>(&'a self, search_path: Option<&'a SearchPath>, limits: &'a [String]) -> Manner<'a> {
        Manner { shell: self.shell, ledger: &self.ledger, search_path, limits }
    }
}

/// A script while it is made and written, a revision at a time: what one took of the memory serves the next.
struct Writing<'a> {
    offline: &'a Offline,
    chain: String,
    writer: offline::Writer<'a>,
    /// The last revision that does something.
    last: Option<AcceptedScript>,
    /// What is refused. What is told first stands first, whichever revision it is of.
    lowering: Option<Error>,
    ledger: Option<Error>,
    server: Option<Error>,
    losses: Vec<Loss>,
}

impl<'a> Writing<'a> {
    fn new(offline: &'a Offline, chain: String, writer: offline::Writer<'a>) -> Self {
        let (lowering, ledger, server) = (None, None, None);
        Self { offline, chain, writer, last: None, lowering, ledger, server, losses: Vec::new() }
    }

    fn step(&mut self, step: PlannedStep) {
        if self.lowering.is_some() {
            return;
        }
        let dialect = self.offline.shell.dialect();
        let script = match dialect::lower(Plan { dialect, chain: self.chain.clone(), steps: vec![step] }) {
            Ok(script) => script,
            Err(error) => {
                self.lowering = Some(Error::new(error));
                return;
            }
        };
        if self.ledger.is_none() {
            let last = self.last.as_ref().and_then(last_of);
            let clear = script
                .steps
                .iter()
                .try_for_each(|step| dialect::clear::of_step(dialect, last, step, &self.offline.ledger));
            self.ledger = clear.err().map(Error::new);
        }
        let server = self.offline.server.or_else(|| Server::newest(self.offline.shell));
        if let Some(server) = server
            && self.server.is_none()
        {
            self.server = dialect::versions::of_server(&script, server).err().map(Error::new);
        }
        match script.accept(self.offline.consent) {
            Ok(script) => {
                self.writer.write(&script);
                if last_of(&script).is_some() {
                    self.last = Some(script);
                }
            }
            Err(losses) => self.losses.extend(losses),
        }
    }

    fn finish(self) -> Result<String, Error> {
        let Self { offline, chain: _, writer, last, lowering, ledger, server, losses } = self;
        let behind = || {
            let last = last.as_ref().and_then(last_of);
            dialect::clear::behind(offline.shell.dialect(), last, &offline.ledger).err().map(Error::new)
        };
        if let Some(error) = lowering.or(ledger).or_else(behind).or(server) {
            return Err(error);
        }
        if !losses.is_empty() {
            return Err(Error::new(Problem::Consent(losses)));
        }
        if offline.is_last {
            std::mem::forget(last);
        }
        writer.finish().map_err(Error::new)
    }
}

/// The last operation of a script.
fn last_of(script: &AcceptedScript) -> Option<dialect::clear::Last<'_>> {
    let mut steps = script.script().steps.iter().rev();
    steps.find_map(|step| step.operations.last().map(|operation| (step, operation)))
}

/// What is applied where a target is: it, with all that it needs.
fn applied(graph: &Graph, target: &Target) -> Result<Applied, Error> {
    if *target == Target::BASE {
        return Ok(Applied::default());
    }
    let route = graph.route(&Applied::default(), &Goal::Upgrade(target.clone())).map_err(Error::new)?;
    Ok(route.leads_to(Applied::default()))
}
