//! A run that stopped at a revision: what is told of it, and what to do next.

use thiserror::Error;

use super::database_state::{DatabaseState, Recorded};
use super::halt::{Cause, Halt, HeldValue, Inside};
use crate::operation::{AlterColumn, Nullability, Operation};
use crate::plan::StepDirection;
use crate::schema::Uniqueness;
use crate::script::{ScriptOperation, ScriptStep};
use crate::session::DatabaseError;
use crate::site::Site;

/// An operation that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedOperation {
    /// What it does, in words.
    pub operation: String,
    /// Its place in the revision, counted from one.
    pub position: usize,
    /// How many operations the revision has.
    pub total: usize,
    /// Where the author wrote it.
    pub site: Site,
}

/// A run that stopped at a revision.
#[derive(Debug, Error)]
#[error("{}", self.headline())]
pub struct ExecuteError {
    /// The revision.
    pub revision: String,
    /// Whether it was being applied or undone.
    pub direction: StepDirection,
    /// Where the revision's id is written.
    pub site: Site,
    /// The operation at which it stopped, where it was at one.
    pub operation: Option<FailedOperation>,
    /// The SQL at which it stopped.
    pub statement: Option<String>,
    /// Why it stopped.
    pub cause: Cause,
    pub(super) inside: Inside,
    /// What would have let the operation through, where the database's error tells.
    advice: Option<String>,
    pub(super) done: Vec<String>,
    pub(super) left: Vec<String>,
    /// The revisions behind this one that went to the server with it.
    pub(super) sent_with: Vec<String>,
}

impl ExecuteError {
    pub(super) fn new(step: &ScriptStep, halt: Halt, inside: Inside) -> Self {
        let Halt { operation, statement, cause, partly: _ } = halt;
        let words = || step.operations.iter().map(ScriptOperation::words);
        let inside = if inside == Inside::Nothing && cause.lost_server() { Inside::Unknown } else { inside };
        let count = match inside {
            Inside::Recorded(count) | Inside::Unrecorded(count) => count,
            Inside::Nothing | Inside::Unknown => 0,
        };
        let failed = operation.and_then(|at| step.operations.get(at).map(|operation| (at, operation)));
        Self {
            revision: step.entry.revision.clone(),
            direction: step.direction,
            site: step.site,
            operation: failed.map(|(at, operation)| FailedOperation {
                operation: operation.words(),
                position: at + 1,
                total: step.operations.len(),
                site: operation.site,
            }),
            statement,
            advice: match (&cause, failed) {
                (Cause::Database(error), Some((_, failed))) => {
                    let found = error.advice().map(str::to_owned);
                    found.or_else(|| advice(&failed.operation, step, &inside, error))
                }
                _ => None,
            },
            cause,
            done: words().take(count).collect(),
            left: words().skip(count).collect(),
            sent_with: Vec::new(),
            inside,
        }
    }

    /// Notes how many rows an operation has gone through that is a backfill and not done.
    pub(super) fn note_rows(&mut self, operation: usize, rows: u64) {
        if self.inside == Inside::Recorded(operation)
            && let Some(words) = self.left.first_mut()
        {
            *words = format!("{words}; it is behind {rows} rows");
        }
    }

    /// Whether it is of no revision: what models say was pushed.
    fn is_push(&self) -> bool {
        self.revision.is_empty()
    }

    fn headline(&self) -> String {
        let Self { revision, direction, operation, cause, .. } = self;
        if self.is_push() {
            return match operation {
                None => format!("pushing the models: {cause}"),
                Some(FailedOperation { operation, .. }) => {
                    format!("pushing the models, cannot {operation}: {cause}")
                }
            };
        }
        let doing = match direction {
            StepDirection::Up => "applying",
            StepDirection::Down => "undoing",
        };
        match operation {
            None => format!("{doing} revision `{revision}`: {cause}"),
            Some(FailedOperation { operation, .. }) => {
                format!("{doing} revision `{revision}`, cannot {operation}: {cause}")
            }
        }
    }

    /// What state the database is in, where the revision itself says it.
    pub(crate) fn state(&self) -> Option<DatabaseState> {
        let inside = |recorded| DatabaseState::Inside {
            revision: self.revision.clone(),
            direction: self.direction,
            done: self.done.clone(),
            left: self.left.clone(),
            recorded,
        };
        match self.inside {
            Inside::Nothing => None,
            Inside::Recorded(_) | Inside::Unrecorded(_) if self.is_push() => {
                Some(DatabaseState::PartlyPushed { done: self.done.clone(), left: self.left.clone() })
            }
            Inside::Unknown if self.is_push() => Some(DatabaseState::PushUnknown),
            Inside::Recorded(_) => Some(inside(Recorded::Yes)),
            Inside::Unrecorded(_) => Some(inside(Recorded::No)),
            Inside::Unknown => Some(DatabaseState::Unknown {
                revision: self.revision.clone(),
                sent_with: self.sent_with.clone(),
            }),
        }
    }

    /// What to do next.
    pub fn help(&self) -> String {
        if self.is_push() {
            return self.push_help();
        }
        let again = match self.direction {
            StepDirection::Up => "`upgrade`",
            StepDirection::Down if self.site == Site::LEDGER => "`downgrade --stored`",
            StepDirection::Down => "`downgrade`",
        };
        match (&self.cause, &self.inside) {
            (Cause::Escaped, _) => {
                "take what ends the transaction out of the revision, and put right by hand what is in"
                    .to_owned()
            }
            (Cause::Resume(unresumable), _) => unresumable.help(&self.revision),
            (Cause::BrokenReferences { .. }, _) => {
                format!("put right the rows that the error shows, then type {again} again")
            }
            (Cause::HoldsValue(held), _) => {
                let HeldValue { table, column, value, rows: _ } = &**held;
                match self.direction {
                    StepDirection::Up => format!(
                        "say what they get instead, `.map_to(\"…\")` behind `remove_enum_value`, or give them another \
                         `{column}` first, with `op.update(…)` before it"
                    ),
                    StepDirection::Down => format!(
                        "give the rows of `{table}` another `{column}` than `{value}`, then type {again} again"
                    ),
                }
            }
            (Cause::NotEmpty { table, column }, _) => match self.direction {
                StepDirection::Up => format!(
                    "give `{column}` a default or make it nullable, or empty `{table}` if its rows can go"
                ),
                StepDirection::Down => format!("empty `{table}` if its rows can go, and type {again} again"),
            },
            (Cause::Modify(fault), _) => format!("{}; then type {again} again", fault.help()),
            (Cause::Rebuild { fault, .. }, _) if let Some(help) = fault.help(self.direction) => {
                format!("{help}; then type {again} again")
            }
            (Cause::Interrupted, Inside::Nothing | Inside::Recorded(_)) => {
                format!("type {again} again to go on")
            }
            (_, Inside::Unknown) => {
                format!("type `current` to see whether the revision is in, then {again} again")
            }
            (_, Inside::Unrecorded(_)) => {
                format!("undo by hand what is in, then type {again} again")
            }
            (_, Inside::Nothing) if let Some(advice) = &self.advice => {
                format!("{advice}; then type {again} again")
            }
            (_, Inside::Recorded(_)) => {
                let advice = self.advice.as_deref().unwrap_or("put right what failed");
                format!("{advice}; then type {again} again: it goes on behind what is in")
            }
            (_, Inside::Nothing) => format!("put right what failed, then type {again} again"),
        }
    }
}

impl ExecuteError {
    /// What to do next where models were pushed: a push looks at what the database holds, so it goes on from there.
    fn push_help(&self) -> String {
        let first = match &self.cause {
            Cause::HoldsValue(held) => {
                let HeldValue { table, column, value, rows: _ } = &**held;
                format!("give the rows of `{table}` another `{column}` than `{value}`")
            }
            Cause::NotEmpty { table, column } => format!(
                "give `{column}` a default or make it an `Option`, or empty `{table}` if its rows can go"
            ),
            Cause::Modify(fault) => fault.help(),
            Cause::Rebuild { fault, .. } => {
                fault.help(StepDirection::Down).unwrap_or_else(|| "put right what failed".to_owned())
            }
            Cause::BrokenReferences { .. } => "put right the rows that the error shows".to_owned(),
            Cause::Arrived { .. } => {
                return "push again: it counts the rows anew, and asks for leave".to_owned();
            }
            Cause::Interrupted => return "push again to go on".to_owned(),
            Cause::Database(_)
            | Cause::DataStep { .. }
            | Cause::Escaped
            | Cause::Ledger(_)
            | Cause::Lock(_)
            | Cause::Panicked { .. }
            | Cause::Resume(_)
            | Cause::Transaction(_) => {
                self.advice.clone().unwrap_or_else(|| "put right what failed".to_owned())
            }
        };
        match self.inside {
            Inside::Nothing => format!("{first}; then push again"),
            Inside::Recorded(_) | Inside::Unrecorded(_) | Inside::Unknown => {
                format!("{first}; then push again: it goes on from what is in")
            }
        }
    }
}

/// What helps against a limit.
const LONGER: &str = "let it run for longer, by `--statement-timeout`";

/// What would have let an operation through: SQLSTATE of PostgreSQL, numbers of MySQL and MariaDB, extended result codes of
/// SQLite.
fn advice(
    operation: &Operation,
    step: &ScriptStep,
    inside: &Inside,
    error: &DatabaseError,
) -> Option<String> {
    let code = error.code()?;
    match code {
        "55P03" | "1205" => {
            let advice = "others hold a lock on it: have them end (`pg_stat_activity` and `SHOW PROCESSLIST` tell who), or \
                          wait for longer, by `--lock-timeout`";
            return Some(advice.to_owned());
        }
        "1969" => return Some(LONGER.to_owned()),
        // What is cancelled by hand has the same code.
        "57014" if error.to_string().contains("statement timeout") => return Some(LONGER.to_owned()),
        _ => {}
    }
    if step.entry.revision.is_empty() {
        return push_advice(operation, code).map(str::to_owned);
    }
    if let Operation::AlterColumn(AlterColumn { set_type, nullability, .. }) = operation {
        let advice = match code {
            _ if step.direction == StepDirection::Down => return None,
            "23502" if matches!(nullability, Some(Nullability::NotNull { fill: None })) => {
                "say what they get: `c.not_null().fill(…)`, or write them before"
            }
            "22P02" | "22001" | "22003" | "22007" | "22008" | "1264" | "1265" | "1292" | "1366" | "1406"
                if set_type.is_some() =>
            {
                "say with `.using(…)` how such values are converted, or write others before"
            }
            _ => return None,
        };
        return Some(advice.to_owned());
    }
    let wants_rows = matches!(operation, Operation::AddConstraint(_) | Operation::ReplacePrimaryKey(_))
        || matches!(operation, Operation::CreateIndex(it) if it.index.uniqueness == Uniqueness::Unique);
    match code {
        // A row is there twice, or does not keep a check or a foreign key.
        "23503" | "23505" | "23514" | "1062" | "1452" | "3819" | "4025" | "275" | "1555" | "2067" if wants_rows => {
            Some(match (step.direction, inside) {
                (StepDirection::Down, _) => "change or delete the rows that are in the way".to_owned(),
                (StepDirection::Up, Inside::Recorded(_)) => {
                    let parents = step.entry.parents.join(" ");
                    let parents = if parents.is_empty() { "base" } else { &parents };
                    format!(
                        "put the rows right, by hand or with `op.update(…)` or `op.delete(…)` right before it (to give the \
                         revision up, undo by hand what is in and type `stamp {parents}`)"
                    )
                }
                (StepDirection::Up, _) => {
                    "put the rows right in a revision before, or with `op.update(…)` or `op.delete(…)` before it".to_owned()
                }
            })
        }
        _ => None,
    }
}

/// The same where models are pushed.
fn push_advice(operation: &Operation, code: &str) -> Option<&'static str> {
    let wants_rows = matches!(operation, Operation::AddConstraint(_) | Operation::ReplacePrimaryKey(_))
        || matches!(operation, Operation::CreateIndex(it) if it.index.uniqueness == Uniqueness::Unique);
    match code {
        // A row is there twice, or does not keep a check or a foreign key.
        "23503" | "23505" | "23514" | "1062" | "1452" | "3819" | "4025" | "275" | "1555" | "2067"
            if wants_rows =>
        {
            Some("change or delete the rows that are in the way (`db shell` opens the database)")
        }
        "22P02" | "22001" | "22003" | "22007" | "22008" | "1264" | "1265" | "1292" | "1366" | "1406"
            if matches!(operation, Operation::AlterColumn(_)) =>
        {
            Some("change the values that do not fit (`db shell` opens the database)")
        }
        _ => None,
    }
}
