//! What failed: the errors of all stages.

use std::io;

use thiserror::Error;

use super::code::{self, Code};
use super::unknown_applied::UnknownApplied;
use crate::adopt::history::HistoryError;
use crate::dialect::{CreationError, LowerError, OfflineError, Stuck, Unsupported};
use crate::execute::{Cause, ExecuteError, FailedOperation};
use crate::graph::{GraphError, RouteError, TargetError};
use crate::ledger::LedgerRecord;
use crate::model::ModelError;
use crate::plan::{PlanError, StuckOperation};
use crate::registry::RegistryError;
use crate::run::{DatabaseFault, PushError};
use crate::script::Loss;
use crate::session::{DatabaseError, InspectError, LockError, OpenError};
use crate::site::Site;

/// What failed: the errors of all stages.
#[derive(Debug, Error)]
pub(crate) enum Problem {
    #[error("the downgrade would lose what it cannot bring back")]
    Consent(Vec<Loss>),
    #[error("the schema cannot be created: {0}")]
    Creation(CreationError),
    #[error(transparent)]
    Database(DatabaseFault),
    #[error(transparent)]
    Execute(Box<ExecuteError>),
    #[error(transparent)]
    Graph(#[from] GraphError),
    #[error(transparent)]
    History(#[from] HistoryError),
    #[error("what another tool has applied cannot be read: {0}")]
    HistoryTable(#[source] DatabaseError),
    #[error(transparent)]
    Inspect(#[from] InspectError),
    #[error("the ledger cannot be read or written: {0}")]
    Ledger(#[source] DatabaseError),
    #[error("the ledger cannot have this name: {0}")]
    LedgerName(Box<Unsupported>),
    #[error(transparent)]
    Lock(#[from] LockError),
    #[error(transparent)]
    Lower(#[from] LowerError),
    #[error(transparent)]
    Model(#[from] ModelError),
    #[error(transparent)]
    Offline(#[from] OfflineError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Push(#[from] PushError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Route(#[from] RouteError),
    #[error("no runtime for a blocking call can be made: {0}")]
    Runtime(#[from] io::Error),
    #[error("what the ledger keeps does not undo it all")]
    Stuck(Vec<(LedgerRecord, Stuck)>),
    #[error(transparent)]
    Target(#[from] TargetError),
    #[error("{0}")]
    UnknownApplied(Box<UnknownApplied>),
}

fn lock(error: &LockError) -> Code {
    match error {
        LockError::Database { .. } => code::LOCK,
        LockError::Interrupted => code::INTERRUPTED,
        LockError::Timeout { .. } => code::LOCK_TIMEOUT,
    }
}

impl Problem {
    pub(super) fn code(&self) -> Code {
        match self {
            Self::Consent(_) => code::LOSES_ROWS,
            Self::Database(_) => code::DATABASE,
            Self::Execute(error) => match &error.cause {
                Cause::BrokenReferences { .. } => code::BROKEN_REFERENCES,
                Cause::Database(_) => code::STATEMENT,
                Cause::DataStep { .. } | Cause::Panicked { .. } => code::DATA_STEP,
                Cause::Escaped => code::ESCAPED,
                Cause::HoldsValue(_) => code::HOLDS_VALUE,
                Cause::Interrupted => code::INTERRUPTED,
                Cause::Ledger(_) => code::LEDGER,
                Cause::Lock(error) => lock(error),
                Cause::Arrived { .. } => code::LOSES_ROWS,
                Cause::Modify(_) => code::COLUMN,
                Cause::NotEmpty { .. } => code::NOT_EMPTY,
                Cause::Rebuild { .. } => code::REBUILD,
                Cause::Resume(_) => code::UNRESUMABLE,
                Cause::Transaction(_) => code::TRANSACTION,
            },
            Self::Graph(_) => code::CHAIN_GRAPH,
            Self::History(_) | Self::HistoryTable(_) => code::HISTORY,
            Self::Inspect(_) => code::INSPECT,
            Self::Ledger(_) | Self::LedgerName(_) => code::LEDGER,
            Self::Lock(error) => lock(error),
            Self::Creation(_) | Self::Lower(_) => code::UNSUPPORTED,
            Self::Model(_) => code::MODEL,
            Self::Offline(_) => code::OFFLINE,
            Self::Open(error) => match error {
                OpenError::Connect { .. } | OpenError::Pool { .. } => code::CONNECT,
                OpenError::IllUrl { .. } | OpenError::UnknownScheme { .. } => code::CONNECT_URL,
                OpenError::Limit(_) | OpenError::LimitFailed { .. } => code::LIMIT,
                OpenError::MissingFile { .. } | OpenError::MissingFolder { .. } => code::CONNECT_FILE,
                OpenError::NotCompiled { .. } => code::DRIVER_MISSING,
                OpenError::MissingSchema { .. }
                | OpenError::SearchPath(_)
                | OpenError::SearchPathFailed { .. } => code::SEARCH_PATH,
            },
            Self::Plan(PlanError::DowngradeDiffers { .. }) => code::DOWNGRADE_DIFFERS,
            Self::Plan(PlanError::Irreversible { .. }) | Self::Stuck(_) => code::IRREVERSIBLE,
            Self::Plan(PlanError::MadeTwice { .. } | PlanError::Replay(_) | PlanError::UndoMisfit { .. }) => {
                code::CHAIN_REPLAY
            }
            Self::Push(error) => match error {
                PushError::Ambiguous(_) | PushError::Blocked(_) | PushError::Prefixed { .. } => code::PUSH,
                PushError::Elsewhere(_) => code::PUSH_LEDGER,
                PushError::Loses(_) => code::LOSES_ROWS,
                PushError::Uncounted(_) => code::INSPECT,
                PushError::Unfilled(_) => code::PUSH_ROWS,
            },
            Self::Registry(_) => code::CHAIN_REGISTRY,
            Self::Route(error) => match error {
                RouteError::HalfApplied { .. }
                | RouteError::UnfinishedDowngrade { .. }
                | RouteError::UnfinishedUpgrade { .. } => code::UNFINISHED,
                RouteError::Hole(_) => code::HOLE,
                RouteError::UnknownApplied { .. } => code::UNKNOWN_APPLIED,
                RouteError::AmbiguousPrefix { .. }
                | RouteError::AmbiguousStep { .. }
                | RouteError::AmbiguousWalk { .. }
                | RouteError::BehindHeads { .. }
                | RouteError::EmptyRange { .. }
                | RouteError::ManyCurrent { .. }
                | RouteError::ManyChains { .. }
                | RouteError::ManyHeads { .. }
                | RouteError::NeededOutside { .. }
                | RouteError::NotApplied { .. }
                | RouteError::NotOnBranch { .. }
                | RouteError::NotUnknown { .. }
                | RouteError::OnlyInLedger { .. }
                | RouteError::StampOverlap { .. }
                | RouteError::TooFewSteps { .. }
                | RouteError::UnderKnown { .. }
                | RouteError::UnknownBranch { .. }
                | RouteError::UnknownRevision { .. }
                | RouteError::WrongWay { .. } => code::TARGET,
            },
            Self::Target(_) => code::TARGET,
            Self::UnknownApplied(_) => code::UNKNOWN_APPLIED,
            Self::Runtime(_) => code::RUNTIME,
        }
    }

    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Consent(_) => Some(
                "give leave with `--allow destructive` (in code: `.consent(Consent::Destructive)`), or keep the rows \
                 elsewhere first"
                    .to_owned(),
            ),
            Self::Creation(error) => Some(error.unsupported.help.clone()),
            Self::Database(fault) => Some(fault.help()),
            Self::Execute(error) => Some(error.help()),
            Self::Ledger(_) => Some(
                "see that the user may read and write the ledger's table, and that nothing else has that name".to_owned(),
            ),
            Self::Graph(_) | Self::Lock(LockError::Database { .. }) | Self::Runtime(_) => None,
            Self::Inspect(error) => Some(error.help()),
            Self::History(error) => Some(error.help()),
            Self::HistoryTable(_) => Some(
                "see that the user may read that table, and that it is the tool's: `--table NAME` says what it is called"
                    .to_owned(),
            ),
            Self::Lock(LockError::Interrupted) => Some("nothing was changed".to_owned()),
            Self::Lock(LockError::Timeout { .. }) => Some(
                "wait for the other run to end, or wait for it longer: `--lock-wait 300` (in code: `.lock_wait(…)`)"
                    .to_owned(),
            ),
            Self::LedgerName(error) => Some(error.help.clone()),
            Self::Lower(error) => Some(error.unsupported.help.clone()),
            Self::Model(error) => error.help(),
            Self::Offline(error) => Some(error.help().to_owned()),
            Self::Open(error) => Some(error.help()),
            Self::Plan(error) => error.help(),
            Self::Push(error) => Some(error.help()),
            Self::Registry(error) => Some(error.help().to_owned()),
            Self::Route(error) => Some(error.help()),
            Self::Stuck(stuck) => Some(stuck_help(stuck)),
            Self::Target(error) => Some(error.help().to_owned()),
            Self::UnknownApplied(unknown) => Some(unknown.help()),
        }
    }

    /// What it is made of, where it is several things, each with its site if it has one.
    pub(super) fn parts(&self) -> Vec<(String, Option<Site>)> {
        match self {
            Self::Consent(losses) => {
                let part =
                    |loss: &Loss| (format!("revision `{}` {}", loss.revision, loss.hazard), Some(loss.site));
                losses.iter().map(part).collect()
            }
            Self::Stuck(stuck) => {
                let part = |(record, why): &(LedgerRecord, Stuck)| {
                    (format!("revision `{}`: {why}", record.entry.revision), None)
                };
                stuck.iter().map(part).collect()
            }
            Self::UnknownApplied(unknown) => unknown.lines().map(|line| (line, None)).collect(),
            Self::Plan(PlanError::Irreversible { operations }) => {
                let part = |stuck: &StuckOperation| {
                    (
                        format!("revision `{}`, {}: {}", stuck.revision, stuck.operation, stuck.irreversible),
                        Some(stuck.site),
                    )
                };
                operations.iter().map(part).collect()
            }
            Self::Push(error) => error.parts().into_iter().map(|part| (part, None)).collect(),
            Self::History(error) => error.faults().iter().map(|fault| (fault.to_string(), None)).collect(),
            Self::Offline(error) => {
                error.parts().into_iter().map(|(part, site)| (part, Some(site))).collect()
            }
            Self::Creation(_)
            | Self::Database(_)
            | Self::Execute(_)
            | Self::Graph(_)
            | Self::HistoryTable(_)
            | Self::Inspect(_)
            | Self::Ledger(_)
            | Self::LedgerName(_)
            | Self::Lock(_)
            | Self::Lower(_)
            | Self::Model(_)
            | Self::Open(_)
            | Self::Plan(_)
            | Self::Registry(_)
            | Self::Route(_)
            | Self::Runtime(_)
            | Self::Target(_) => Vec::new(),
        }
    }

    pub(super) fn sites(&self) -> Vec<Site> {
        match self {
            Self::Consent(losses) => losses.iter().map(|loss| loss.site).collect(),
            Self::Execute(error) => {
                vec![match &error.operation {
                    None => error.site,
                    Some(FailedOperation { site, .. }) => *site,
                }]
            }
            Self::Graph(
                GraphError::ChainRing { site, .. }
                | GraphError::Ring { site, .. }
                | GraphError::UnknownDependency { site, .. }
                | GraphError::UnknownDown { site, .. }
                | GraphError::UnknownNeed { site, .. },
            ) => vec![*site],
            Self::Lower(error) => vec![error.site],
            Self::Model(error) => error.sites(),
            Self::Offline(error) => error.sites(),
            Self::Plan(error) => error.sites(),
            Self::Registry(error) => match error {
                RegistryError::Duplicate { first, second, .. } => vec![*first, *second],
                RegistryError::NoChain => Vec::new(),
                RegistryError::SameName { sites, .. } => sites.to_vec(),
                RegistryError::Empty { site, .. }
                | RegistryError::Unwritten { site, .. }
                | RegistryError::Missing { site, .. }
                | RegistryError::Unread { site, .. } => vec![*site],
            },
            Self::Creation(_)
            | Self::Database(_)
            | Self::History(_)
            | Self::HistoryTable(_)
            | Self::Inspect(_)
            | Self::Ledger(_)
            | Self::LedgerName(_)
            | Self::Lock(_)
            | Self::Open(_)
            | Self::Push(_)
            | Self::Route(_)
            | Self::Runtime(_)
            | Self::Stuck(_)
            | Self::Target(_)
            | Self::UnknownApplied(_) => Vec::new(),
        }
    }
}

/// What to do about revisions that what the ledger keeps does not undo.
fn stuck_help(stuck: &[(LedgerRecord, Stuck)]) -> String {
    let ids = stuck.iter().map(|(record, _)| record.entry.revision.as_str()).collect::<Vec<_>>();
    let forget = ids.join(" --forget ");
    format!(
        "undo them with a program that has them; or undo by hand what they did, and take them out of the ledger: `stamp --forget {forget}`"
    )
}
