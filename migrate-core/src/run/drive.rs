//! The way of a run: look, plan, accept, lock, look again, execute.

use std::time::Instant;

use futures_util::future::join;

use super::errand::{self, Errand};
use super::{Settings, Transactions, span};
use crate::dialect::{self, Dialect};
use crate::error::{Error, Problem};
use crate::event::{Event, tell};
use crate::execute::{Ended, Failure, Runner};
use crate::graph::{self, Applied, Graph, Route};
use crate::ledger::LedgerRecord;
use crate::plan;
use crate::registry::{self, ChainDefinition};
use crate::report::Report;
use crate::script::{AcceptedScript, Consent, Script};
use crate::session::{Rows, Session};

/// What a run may do, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leave {
    pub(super) consent: Consent,
    pub(super) transactions: Transactions,
}

/// Does what a run is sent for.
pub(super) async fn run(mut settings: Settings<'_>, errand: &Errand, leave: Leave) -> Result<Report, Error> {
    let start = Instant::now();
    let (mut session, graph) = begin(&mut settings).await?;
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    let applied = Applied::new(&graph, rows.as_slice());
    let before = applied_heads(&graph, &applied);
    let chain = settings.chain.name;
    let report = |steps, rows: &Rows| {
        let applied = Applied::new(&graph, rows.as_slice());
        Report {
            chain: chain.to_owned(),
            steps,
            before: before.clone(),
            after: applied_heads(&graph, &applied),
            unknown: applied.unknown().to_vec(),
            took: start.elapsed(),
        }
    };
    let Some(script) = accepted(&graph, &applied, errand, leave, &mut session).await? else {
        close(session).await;
        return Ok(report(Vec::new(), &rows));
    };
    let observer = &mut *settings.observer;
    planned(observer, script.script());
    let locked = session.lock(observer).await;
    locked.map_err(|error| Error::new(error).after(report(Vec::new(), &rows)))?;
    let mut runner = Runner::new(&mut session, observer, rows);
    let result = execute(&mut runner, &graph, errand, leave, script).await;
    let steps = std::mem::take(&mut runner.steps);
    let report = report(steps, &runner.rows);
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
    graph: &Graph,
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
            let applied = Applied::new(graph, runner.rows.as_slice());
            match accepted(graph, &applied, errand, leave, runner.session).await? {
                None => return Ok(()),
                Some(new) => script = new,
            }
            planned(runner.observer, script.script());
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

fn planned(observer: &mut dyn crate::event::Observe, script: &Script) {
    let operations = script.steps.iter().map(|step| step.operations.len()).sum();
    tell(observer, Event::Planned { steps: script.steps.len(), operations });
}

/// Collects and builds a chain's graph.
pub(super) fn graph_of(chain: &'static ChainDefinition) -> Result<Graph, Error> {
    let entries = registry::collect(chain).map_err(Error::new)?;
    graph::build(chain.name, &entries).map_err(Error::new)
}

/// Opens a session, and builds the chain's graph while the server makes up its mind.
async fn begin(settings: &mut Settings<'_>) -> Result<(Session, Graph), Error> {
    let (chain, prefix) = (settings.chain, settings.options.prefix_of(settings.chain.name).clone());
    let graph = async {
        // Until the connection is asked for.
        for _ in 0..2 {
            tokio::task::yield_now().await;
        }
        graph_of(chain).map(|graph| graph.with_prefix(prefix))
    };
    let (session, graph) = join(open(settings), graph).await;
    // A faulty chain is told first: no database makes it good.
    let graph = graph?;
    Ok((session?, graph))
}

/// Opens a session.
pub(super) async fn open(settings: &mut Settings<'_>) -> Result<Session, Error> {
    let options = &settings.options;
    let (ledger, search_path) = (options.prefixed_ledger(), options.search_path.clone());
    let lock_wait = options.lock_wait;
    let (chain, interrupt) = (settings.chain.name, settings.interrupt.clone());
    let session = Session::open(&settings.source, settings.runtime, ledger, chain, lock_wait, interrupt);
    let mut session = session.await.map_err(Error::new)?;
    span::note(session.dialect);
    let tag = settings.tag.as_deref();
    tell(&mut *settings.observer, Event::Connected { dialect: session.dialect, tag });
    session.connection.set_tag(settings.tag.clone());
    session.connection.set_prefix(settings.options.prefix_of(settings.chain.name).clone());
    if let Err(unsupported) = dialect::clear::ledger_name(session.dialect, &session.ledger) {
        close(session).await;
        return Err(Error::new(Problem::LedgerName(Box::new(unsupported))));
    }
    if let Err(error) = session.set_search_path(&search_path).await {
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
pub(super) fn heads(graph: &Graph, rows: &Rows) -> Vec<String> {
    applied_heads(graph, &Applied::new(graph, rows.as_slice()))
}

pub(super) fn applied_heads(graph: &Graph, applied: &Applied) -> Vec<String> {
    applied.heads(graph).into_iter().map(|node| graph.entry(node).id.to_owned()).collect()
}

/// The script of an errand, accepted; `None` where there is nothing to do.
async fn accepted(
    graph: &Graph,
    applied: &Applied,
    errand: &Errand,
    leave: Leave,
    session: &mut Session,
) -> Result<Option<AcceptedScript>, Error> {
    let records = match errand {
        Errand::Goal(_) if applied.unknown().is_empty() => Vec::new(),
        Errand::Goal(_) | Errand::Stored(_) => {
            session.records().await.map_err(|error| Error::new(Problem::Ledger(error)))?
        }
    };
    match script(graph, applied, &records, errand, session.dialect)? {
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
/// the graph does not have.
pub(super) fn script(
    graph: &Graph,
    applied: &Applied,
    records: &[LedgerRecord],
    errand: &Errand,
    dialect: Dialect,
) -> Result<Option<Script>, Error> {
    let goal = match errand {
        Errand::Goal(goal) => goal,
        Errand::Stored(wanted) => return errand::stored(graph, records, wanted, dialect),
    };
    let route: Route = graph.route(applied, goal).map_err(|error| errand::told(error, records))?;
    if route.is_empty() {
        return Ok(None);
    }
    let plan = plan::make(graph, applied, &route, dialect).map_err(Error::new)?;
    dialect::lower(plan).map(Some).map_err(Error::new)
}
