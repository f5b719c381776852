//! The script: a plan in the SQL of one dialect, ready to be shown, accepted and run.
//!
//! Made by [`dialect::lower`](crate::dialect::lower) alone.

use crate::graph::StepDirection;
use crate::ledger::LedgerEntry;
use crate::name::Name;
use crate::operation::{DataFunction, Hazard, Operation};
use crate::schema::{Dialect, Schema};
use crate::site::Site;

/// One statement of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// SQL of the author's: one statement or several, sent as a message of its own.
    Author(String),
    /// A function of the author's.
    Data {
        /// The step's name.
        name: String,
        /// What runs.
        function: DataFunction,
    },
    /// SQL of ours that changes the schema: one statement without a semicolon.
    Ddl(String),
    /// SQL of ours that changes rows: one statement without a semicolon.
    Dml(String),
    /// A query that must return no row, or what follows would fail or lose something.
    Guard {
        /// The query.
        query: String,
        /// The table that must be empty.
        table: Name,
        /// The column that the table's rows would have no value for.
        column: Name,
    },
}

/// An operation with its statements.
#[derive(Clone, Debug)]
pub struct ScriptOperation {
    /// The operation.
    pub operation: Operation,
    /// Where the author wrote it; for a derived one, where what it undoes was written.
    pub site: Site,
    /// The schema before it.
    pub before: Schema,
    /// What it may cost.
    pub hazards: Vec<Hazard>,
    /// Its statements, in order. None where the dialect needs none.
    pub statements: Vec<Statement>,
}

/// A revision that is applied or undone.
#[derive(Clone, Debug)]
pub struct ScriptStep {
    /// What the ledger is told.
    pub entry: LedgerEntry,
    /// Where the revision's id is written.
    pub site: Site,
    /// Up or down.
    pub direction: StepDirection,
    /// What runs, in order.
    pub operations: Vec<ScriptOperation>,
}

impl ScriptStep {
    /// Whether all of it can go to the server as one message: nothing of the author's is in it, and nothing that
    /// must be looked at before the next.
    pub fn is_one_message(&self) -> bool {
        self.operations.iter().flat_map(|operation| &operation.statements).all(|statement| match statement {
            Statement::Author(_) | Statement::Data { .. } | Statement::Guard { .. } => false,
            Statement::Ddl(_) | Statement::Dml(_) => true,
        })
    }

    /// The destructive hazards of its operations, with the operations' sites.
    pub fn destructive(&self) -> impl Iterator<Item = (&Hazard, Site)> {
        self.operations.iter().flat_map(|operation| {
            let hazards = operation.hazards.iter().filter(|hazard| hazard.is_destructive());
            hazards.map(|hazard| (hazard, operation.site))
        })
    }
}

/// A plan in the SQL of one dialect.
#[derive(Clone, Debug)]
pub struct Script {
    /// The dialect.
    pub dialect: Dialect,
    /// The chain's name.
    pub chain: String,
    /// The revisions, in the order they run.
    pub steps: Vec<ScriptStep>,
}

/// What the user allows beyond what authors wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// Nothing: a downgrade must lose no rows.
    #[default]
    Safe,
    /// A downgrade may lose rows.
    Destructive,
}

/// A script that may run. Made by [`Script::accept`] alone.
#[derive(Clone, Debug)]
pub struct AcceptedScript(Script);

impl AcceptedScript {
    /// The script.
    pub fn script(&self) -> &Script {
        &self.0
    }
}

/// Something that a downgrade would lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The revision.
    pub revision: String,
    /// What it loses.
    pub hazard: Hazard,
    /// Where the operation that would be undone is written.
    pub site: Site,
}

impl Script {
    /// Accepts the script if nothing in it needs more leave than is given. What an author wrote in an upgrade is
    /// leave enough; a downgrade that loses rows needs it.
    ///
    /// # Errors
    ///
    /// With all that would be lost without leave.
    pub fn accept(self, consent: Consent) -> Result<AcceptedScript, Vec<Loss>> {
        let losses = match consent {
            Consent::Destructive => Vec::new(),
            Consent::Safe => self.losses(),
        };
        if losses.is_empty() { Ok(AcceptedScript(self)) } else { Err(losses) }
    }

    /// What the downgrades of the script would lose.
    fn losses(&self) -> Vec<Loss> {
        let downs = self.steps.iter().filter(|step| step.direction == StepDirection::Down);
        downs
            .flat_map(|step| {
                step.destructive().map(|(hazard, site)| Loss {
                    revision: step.entry.revision.clone(),
                    hazard: hazard.clone(),
                    site,
                })
            })
            .collect()
    }
}
