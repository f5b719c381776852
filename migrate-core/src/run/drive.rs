//! The way of a run: look, plan, accept, lock, look again, execute.

use std::time::Instant;

use super::Settings;
use crate::dialect::{self, Dialect};
use crate::error::{Error, Problem};
use crate::event::{Event, tell};
use crate::execute::{Ended, Failure, Runner};
use crate::graph::{self, Applied, Goal, Graph, Route};
use crate::plan;
use crate::registry::{self, ChainDefinition};
use crate::report::Report;
use crate::script::{AcceptedScript, Consent, Script};
use crate::session::{Rows, Session};

/// Brings a chain to a goal.
pub(super) async fn run(mut settings: Settings<'_>, goal: &Goal, consent: Consent) -> Result<Report, Error> {
    let start = Instant::now();
    let graph = graph_of(settings.chain)?;
    let mut session = open(&mut settings).await?;
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    let before = heads(&graph, &rows);
    let report = |steps, rows: &Rows| Report {
        chain: settings.chain.name.to_owned(),
        steps,
        before: before.clone(),
        after: heads(&graph, rows),
        took: start.elapsed(),
    };
    let Some(script) = accepted(&graph, &rows, goal, consent, session.dialect)? else {
        close(session).await;
        return Ok(report(Vec::new(), &rows));
    };
    let observer = &mut *settings.observer;
    planned(observer, script.script());
    session.lock(observer).await.map_err(|error| Error::new(error).after(report(Vec::new(), &rows)))?;
    let mut runner = Runner::new(&mut session, observer, rows);
    let result = locked(&mut runner, &graph, goal, consent, script).await;
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
async fn locked(
    runner: &mut Runner<'_>,
    graph: &Graph,
    goal: &Goal,
    consent: Consent,
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
            match accepted(graph, &runner.rows, goal, consent, dialect)? {
                None => return Ok(()),
                Some(new) => script = new,
            }
            planned(runner.observer, script.script());
        }
        match runner.run(&script).await {
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

/// Opens a session.
pub(super) async fn open(settings: &mut Settings<'_>) -> Result<Session, Error> {
    let session = Session::open(
        &settings.source,
        settings.runtime,
        settings.ledger.clone(),
        settings.chain.name,
        settings.lock_wait,
        settings.interrupt.clone(),
    )
    .await
    .map_err(Error::new)?;
    tell(&mut *settings.observer, Event::Connected { dialect: session.dialect });
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
    let applied = Applied::new(graph, rows.as_slice());
    applied.heads(graph).into_iter().map(|node| graph.entry(node).id.to_owned()).collect()
}

/// The script to a goal, accepted; `None` where there is nothing to do.
fn accepted(
    graph: &Graph,
    rows: &Rows,
    goal: &Goal,
    consent: Consent,
    dialect: Dialect,
) -> Result<Option<AcceptedScript>, Error> {
    match script(graph, &Applied::new(graph, rows.as_slice()), goal, dialect)? {
        None => Ok(None),
        Some(script) => {
            script.accept(consent).map(Some).map_err(|losses| Error::new(Problem::Consent(losses)))
        }
    }
}

/// The script to a goal; `None` where there is nothing to do.
pub(super) fn script(
    graph: &Graph,
    applied: &Applied,
    goal: &Goal,
    dialect: Dialect,
) -> Result<Option<Script>, Error> {
    let route: Route = graph.route(applied, goal).map_err(Error::new)?;
    if route.is_empty() {
        return Ok(None);
    }
    let plan = plan::make(graph, applied, &route, dialect).map_err(Error::new)?;
    dialect::lower(plan).map(Some).map_err(Error::new)
}
