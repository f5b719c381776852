//! The way of a run: look, plan, accept, lock, look again, execute.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::future::join;

use super::errand::{self, Errand};
use super::{Settings, Transactions, collect, span};
use crate::dialect::{self, Dialect};
use crate::error::{Error, Problem};
use crate::event::{Event, tell};
use crate::execute::{Ended, Failure, Runner};
use crate::graph::{Applied, Chains, ChainsRoute, Goal, Graph, RouteError, StepDirection};
use crate::ledger::LedgerRecord;
use crate::plan::{self, Plan, WayBack};
use crate::report::{Report, ReportedChain, ReportedStep};
use crate::script::{AcceptedScript, Consent, Script};
use crate::session::{Needing, Session};

/// What a run may do, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leave {
    pub(super) consent: Consent,
    pub(super) transactions: Transactions,
}

/// Does what a run is sent for.
pub(super) async fn run(mut settings: Settings<'_>, errand: &Errand, leave: Leave) -> Result<Report, Error> {
    let start = Instant::now();
    let (mut session, chains) = begin(&mut settings).await?;
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    let applied = chains.applied(rows.as_slice());
    let report = |steps, after: &[Applied]| report(&chains, steps, &applied, after, start.elapsed());
    let Some(script) = accepted(&chains, &applied, errand, leave, &mut session).await? else {
        close(session).await;
        return Ok(report(Vec::new(), &applied));
    };
    let observer = &mut *settings.observer;
    planned(observer, script.script(), &chains);
    let locked = session.lock(observer).await;
    locked.map_err(|error| Error::new(error).after(report(Vec::new(), &applied)))?;
    let mut runner = Runner::new(&mut session, observer, rows);
    let result = execute(&mut runner, &chains, errand, leave, script).await;
    let steps = std::mem::take(&mut runner.steps);
    let report = report(steps, &chains.applied(runner.rows.as_slice()));
    match result {
        Ok(()) => {
            // The work is done and committed; a lock that cannot be given back goes with the connection.
            if let Err(error) = session.unlock().await {
                tracing::warn!(%error, "the session did not end as it should");
            }
            Ok(report)
        }
        Err(error) => {
            close(session).await;
            Err(error.after(report))
        }
    }
}

/// Runs the script, and makes a new one whenever others have changed the ledger.
async fn execute(
    runner: &mut Runner<'_>,
    chains: &Chains,
    errand: &Errand,
    leave: Leave,
    mut script: AcceptedScript,
) -> Result<(), Error> {
    let dialect = runner.session.dialect;
    // On SQLite each revision looks for itself.
    let mut changed = match dialect {
        Dialect::Sqlite => false,
        Dialect::MySql | Dialect::Postgres => {
            let rows = runner.session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
            let changed = rows.as_slice() != runner.rows.as_slice();
            runner.rows = rows;
            changed
        }
    };
    loop {
        if changed {
            let applied = chains.applied(runner.rows.as_slice());
            match accepted(chains, &applied, errand, leave, runner.session).await? {
                None => return Ok(()),
                Some(new) => script = new,
            }
            planned(runner.observer, script.script(), chains);
        }
        let ended = match leave.transactions {
            Transactions::All => {
                let mode = dialect::in_one::mode(script.script()).map_err(Error::new)?;
                runner.run_in_one(&script, mode).await
            }
            Transactions::PerRevision => runner.run(&script).await,
        };
        match ended {
            Ok(Ended::Done) => return Ok(()),
            Ok(Ended::Changed) => changed = true,
            Err(Failure::Execute(error)) => return Err(Error::new(Problem::Execute(error))),
            Err(Failure::Ledger(error)) => return Err(Error::new(Problem::Ledger(error))),
            Err(Failure::Lock(error)) => return Err(Error::new(error)),
        }
    }
}

fn planned(observer: &mut dyn crate::event::Observe, script: &Script, chains: &Chains) {
    let operations = script.steps.iter().map(|step| step.operations.len()).sum();
    let mut names = chains.asked_graphs().map(|graph| graph.chain()).collect::<BTreeSet<_>>();
    names.extend(script.steps.iter().map(|step| step.entry.chain.as_str()));
    tell(observer, Event::Planned { steps: script.steps.len(), operations, chains: names.len() });
}

/// What was done, and where the chains are that were asked for or that have a step.
fn report(
    chains: &Chains,
    steps: Vec<ReportedStep>,
    before: &[Applied],
    after: &[Applied],
    took: Duration,
) -> Report {
    let concerns = |at: &usize| {
        let name = chains.graphs()[*at].chain();
        chains.asked().contains(at) || steps.iter().any(|step| step.chain == name)
    };
    let place = |at: usize| place(&chains.graphs()[at], &before[at], &after[at]);
    let mut places = (0..chains.graphs().len()).filter(concerns).map(place).collect::<Vec<_>>();
    let last = chains.asked_graphs().last().map(|graph| graph.chain());
    let last = places.iter().position(|place| Some(place.chain.as_str()) == last);
    let ReportedChain { chain, before, after, unknown, half_applied } =
        last.map(|at| places.remove(at)).unwrap_or_default();
    Report { chain, steps, before, after, unknown, half_applied, others: places, took }
}

/// Where a chain is before and after.
pub(super) fn place(graph: &Graph, before: &Applied, after: &Applied) -> ReportedChain {
    ReportedChain {
        chain: graph.chain().to_owned(),
        before: heads(graph, before),
        after: heads(graph, after),
        unknown: after.unknown().to_vec(),
        half_applied: after.half_applied().to_vec(),
    }
}

/// Opens a session, and builds the chains' graphs while the server makes up its mind.
async fn begin(settings: &mut Settings<'_>) -> Result<(Session, Chains), Error> {
    let (asked, options) = (settings.chains.clone(), settings.options.clone());
    let chains = async {
        // Until the connection is asked for.
        for _ in 0..2 {
            tokio::task::yield_now().await;
        }
        collect::chains(&asked, &options)
    };
    let (session, chains) = join(open(settings), chains).await;
    // A faulty chain is told first: no database makes it good.
    let chains = chains?;
    let mut session = session?;
    session.read_chains(&chains);
    Ok((session, chains))
}

/// Opens a session.
pub(super) async fn open(settings: &mut Settings<'_>) -> Result<Session, Error> {
    let options = &settings.options;
    let (ledger, search_path) = (options.prefixed_ledger(), options.search_path.clone());
    let (lock_wait, limits) = (options.lock_wait, options.limits());
    let chains = settings.chains.names().into_iter().map(str::to_owned).collect();
    let interrupt = settings.interrupt.clone();
    let session = Session::open(&settings.source, settings.runtime, ledger, chains, lock_wait, interrupt);
    let mut session = session.await.map_err(Error::new)?;
    span::note(session.dialect);
    let tag = settings.tag.as_deref();
    tell(&mut *settings.observer, Event::Connected { dialect: session.dialect, tag });
    session.connection.set_tag(settings.tag.clone());
    if let Err(unsupported) = dialect::clear::ledger_name(session.dialect, &session.ledger) {
        close(session).await;
        return Err(Error::new(Problem::LedgerName(Box::new(unsupported))));
    }
    let set = match session.set_search_path(&search_path).await {
        Ok(()) => session.set_limits(limits).await,
        Err(error) => Err(error),
    };
    if let Err(error) = set {
        close(session).await;
        return Err(Error::new(error));
    }
    Ok(session)
}

/// Closes a session of which nothing more is wanted.
pub(super) async fn close(session: Session) {
    if let Err(error) = session.close().await {
        tracing::debug!(%error, "the session did not end as it should");
    }
}

/// The applied heads.
pub(super) fn heads(graph: &Graph, applied: &Applied) -> Vec<String> {
    applied.heads(graph).into_iter().map(|node| graph.entry(node).id.to_owned()).collect()
}

/// The script of an errand, accepted; `None` where there is nothing to do.
async fn accepted(
    chains: &Chains,
    applied: &[Applied],
    errand: &Errand,
    leave: Leave,
    session: &mut Session,
) -> Result<Option<AcceptedScript>, Error> {
    let unreadable = |error| Error::new(Problem::Ledger(error));
    let is_known = applied.iter().all(|applied| applied.unknown().is_empty());
    let records = match errand {
        Errand::Goal(_) if is_known => Vec::new(),
        Errand::Goal(_) | Errand::Stored(_) => session.records().await.map_err(unreadable)?,
    };
    let needs = match errand {
        Errand::Goal(Goal::Upgrade(_)) => Vec::new(),
        Errand::Goal(Goal::Downgrade(_)) | Errand::Stored(_) => session.needs().await.map_err(unreadable)?,
    };
    match script(chains, applied, (&records, &needs), errand, session.dialect, WayBack::Kept)? {
        None => Ok(None),
        Some(script) => {
            dialect::clear::of_ledger(&script, &session.ledger).map_err(Error::new)?;
            if let Some(server) =
                session.server().await.map_err(|error| Error::new(Problem::Ledger(error)))?
            {
                dialect::versions::of_server(&script, server).map_err(Error::new)?;
            }
            if leave.transactions == Transactions::All {
                dialect::in_one::mode(&script).map_err(Error::new)?;
            }
            script.accept(leave.consent).map(Some).map_err(|losses| Error::new(Problem::Consent(losses)))
        }
    }
}

/// The script of an errand; `None` where there is nothing to do. The ledger's rows are asked where it holds revisions that
/// the graphs do not have.
pub(super) fn script(
    chains: &Chains,
    applied: &[Applied],
    (records, needs): (&[LedgerRecord], &[Needing]),
    errand: &Errand,
    dialect: Dialect,
    way_back: WayBack,
) -> Result<Option<Script>, Error> {
    let script = match errand {
        Errand::Goal(goal) => {
            let route = chains.route(applied, goal).map_err(|error| errand::told(error, chains, records))?;
            if route.is_empty() {
                return Ok(None);
            }
            refuse_needed(&gone_by(chains, &route), needs, (chains, applied))?;
            let plan = plan::make_all(chains, applied, &route, dialect, way_back).map_err(Error::new)?;
            dialect::lower(plan).map_err(Error::new)?
        }
        Errand::Stored(wanted) => {
            let graph = errand::only(chains, "--stored")?;
            let records = errand::of(graph, records);
            match errand::stored(graph, &records, wanted, dialect)? {
                None => return Ok(None),
                Some(script) => script,
            }
        }
    };
    let gone = script.steps.iter().filter(|step| step.direction == StepDirection::Down);
    let gone = gone.map(|step| format!("{}:{}", step.entry.chain, step.entry.revision)).collect();
    refuse_needed(&gone, needs, (chains, applied))?;
    Ok(Some(script))
}

/// Gives away each step of the script that leads to a goal as soon as it is made, as a script of its own and without its way
/// back; and then the names of the chains that were asked for. On an error, what was given away is no script.
///
/// # Errors
///
/// As [`script`] has.
pub(super) fn each_step(
    chains: &Chains,
    applied: &[Applied],
    (records, needs): (&[LedgerRecord], &[Needing]),
    goal: &Goal,
    dialect: Dialect,
    take: &mut dyn FnMut(Script),
) -> Result<Option<String>, Error> {
    let route = chains.route(applied, goal).map_err(|error| errand::told(error, chains, records))?;
    if route.is_empty() {
        return Ok(None);
    }
    refuse_needed(&gone_by(chains, &route), needs, (chains, applied))?;
    // What no plan can be made of is told first, wherever it is.
    let mut lowered = Ok(());
    plan::make_each(chains, applied, &route, dialect, WayBack::LeftOut, &mut |step| {
        if lowered.is_ok() {
            let plan = Plan { dialect, chain: step.entry.chain.clone(), steps: vec![step] };
            lowered = dialect::lower(plan).map(&mut *take);
        }
    })
    .map_err(Error::new)?;
    lowered.map_err(Error::new)?;
    Ok(Some(plan::asked(chains)))
}

/// What a route undoes, each behind its chain and a colon.
fn gone_by(chains: &Chains, route: &ChainsRoute) -> BTreeSet<String> {
    let gone = route.routes.iter().flat_map(|(at, route)| {
        let graph = &chains.graphs()[*at];
        let down = route.steps().iter().filter(|(_, direction)| *direction == StepDirection::Down);
        down.map(|(node, _)| format!("{}:{}", graph.chain(), graph.entry(*node).id))
    });
    gone.collect()
}

/// Refuses to undo what something depends on that stays, since the program does not have it.
pub(super) fn refuse_needed(
    gone: &BTreeSet<String>,
    needs: &[Needing],
    (chains, applied): (&Chains, &[Applied]),
) -> Result<(), Error> {
    let (mut revisions, mut by) = (BTreeSet::new(), BTreeSet::new());
    for Needing { chain, revision, depends_on } in needs {
        let this = format!("{chain}:{revision}");
        let needed = depends_on.iter().filter(|id| gone.contains(*id)).cloned().collect::<Vec<_>>();
        if !needed.is_empty() && !gone.contains(&this) {
            revisions.extend(needed);
            by.insert(this);
        }
    }
    if by.is_empty() {
        return Ok(());
    }
    let ways = chains.ways_to_undo(applied, &by);
    let (revisions, by) = (revisions.into_iter().collect(), by.into_iter().collect());
    Err(Error::new(RouteError::NeededOutside { revisions, by, ways }))
}
