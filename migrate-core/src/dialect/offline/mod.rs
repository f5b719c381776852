//! Scripts for the databases' own shells: an accepted script as text that somebody runs with `psql`, `mariadb`, `mysql` or
//! `sqlite3`, and that leaves what a run would leave.
//!
//! A shell may go on behind an error, be told to make all of it one transaction, or be killed. So nothing hangs on its options:
//! each revision looks whether it fits what the ledger says, and an error leaves the rest of it out. How that is done is each
//! dialect's own `offline.rs`; what they have in common stands here.

mod check;
mod course;
mod error;
mod messages;
mod page;
mod shell;

use std::fmt::Write as _;

use super::{Dialect, SearchPath, mysql, postgres, sqlite};
use crate::ledger::{Ledger, LedgerEntry};
use crate::plan::StepDirection;
use crate::script::{AcceptedScript, ScriptOperation, ScriptStep, Statement};

pub(super) use check::Check;
pub(super) use course::{Course, Part};
pub use error::{OfflineError, OfflineStep};
pub(super) use page::Page;
pub use shell::Shell;

/// How a script is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'a> {
    pub(crate) shell: Shell,
    pub(crate) ledger: &'a Ledger,
    /// PostgreSQL's `search_path`; the session's own where there is none.
    pub(crate) search_path: Option<&'a SearchPath>,
    /// The statements that limit how long others wait and run.
    pub(crate) limits: &'a [String],
}

/// What a script changes in the ledger alone.
#[derive(Clone, Debug)]
pub(crate) struct Stamping {
    pub(crate) chain: String,
    /// The revisions that no longer count as applied, in the order they go.
    pub(crate) deleted: Vec<String>,
    /// Those that do from now on, in the order they come.
    pub(crate) inserted: Vec<LedgerEntry>,
}

/// What writes a script that runs revisions, one after the other.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    manner: Manner<'a>,
    page: Page,
    /// Whether a revision stands there already.
    begun: bool,
    authored: sqlite::rebuild::authored::Authored,
    /// The data steps, which no script can run.
    data: Vec<OfflineStep>,
    /// What a script would lose.
    loses: Option<OfflineError>,
    fault: Option<OfflineError>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(manner: Manner<'a>, chain: &str, from: &str, to: &str) -> Self {
        let mut page = Page::new(manner.shell);
        head(&mut page, manner, chain, &format!("from {from} to {to}"));
        open(&mut page, manner);
        let authored = sqlite::rebuild::authored::Authored::default();
        Self { manner, page, begun: false, authored, data: Vec::new(), loses: None, fault: None }
    }

    /// Writes revisions behind those that stand there.
    pub(crate) fn write(&mut self, script: &AcceptedScript) {
        let script = script.script();
        for step in &script.steps {
            self.data.extend(data_steps(step));
            match script.dialect {
                Dialect::MySql | Dialect::Postgres => {}
                Dialect::Sqlite => self.loses = self.loses.take().or(self.authored.refuse(step).err()),
            }
            let is_sound = self.data.is_empty() && self.loses.is_none() && self.fault.is_none();
            if is_sound && let Err(fault) = self.step(script.dialect, step) {
                self.fault = Some(fault);
            }
        }
    }

    fn step(&mut self, dialect: Dialect, step: &ScriptStep) -> Result<(), OfflineError> {
        let Self { manner, page, begun, .. } = self;
        let LedgerEntry { revision, message, .. } = &step.entry;
        page.title(format_args!("{} revision {revision}: {message}", verb(step.direction)));
        let makes_ledger = !*begun && step.direction == StepDirection::Up;
        *begun = true;
        match dialect {
            Dialect::MySql => mysql::offline::step(page, *manner, step, makes_ledger),
            Dialect::Postgres => postgres::offline::step(page, *manner, step, makes_ledger),
            Dialect::Sqlite => sqlite::offline::step(page, *manner, step, makes_ledger),
        }
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// When something in it runs nowhere but in the program, or the shell would change it.
    pub(crate) fn finish(self) -> Result<String, OfflineError> {
        let Self { manner, mut page, begun: _, authored: _, data, loses, fault } = self;
        if !data.is_empty() {
            return Err(OfflineError::DataSteps { steps: data });
        }
        if let Some(fault) = loses.or(fault) {
            return Err(fault);
        }
        close(&mut page, manner);
        Ok(page.into_text())
    }
}

/// The text of a script that changes the ledger alone.
pub(crate) fn stamp(stamping: &Stamping, manner: Manner<'_>, from: &str, to: &str) -> String {
    let mut page = Page::new(manner.shell);
    head(&mut page, manner, &stamping.chain, &format!("the ledger alone, from {from} to {to}"));
    open(&mut page, manner);
    page.title(format_args!("what the ledger says"));
    match manner.shell.dialect() {
        Dialect::MySql => mysql::offline::stamp(&mut page, manner, stamping),
        Dialect::Postgres => postgres::offline::stamp(&mut page, manner, stamping),
        Dialect::Sqlite => sqlite::offline::stamp(&mut page, manner, stamping),
    }
    close(&mut page, manner);
    page.into_text()
}

/// What a reader should know first.
fn head(page: &mut Page, manner: Manner<'_>, chain: &str, what: &str) {
    let shell = manner.shell;
    page.comment(&format!("chain `{chain}` on {}: {what}", shell.title()));
    page.comment(&format!(
        "written by migrate {}; run it with  {}",
        env!("CARGO_PKG_VERSION"),
        shell.usage()
    ));
    page.comment(
        "It stops at the first error. Each revision first looks whether the ledger has what it stands on, and not itself:",
    );
    page.comment("run twice, or behind an error, it changes nothing.");
}

fn open(page: &mut Page, manner: Manner<'_>) {
    match manner.shell.dialect() {
        Dialect::MySql => mysql::offline::open(page, manner),
        Dialect::Postgres => postgres::offline::open(page, manner),
        Dialect::Sqlite => sqlite::offline::open(page),
    }
}

fn close(page: &mut Page, manner: Manner<'_>) {
    match manner.shell.dialect() {
        Dialect::MySql => mysql::offline::close(page, manner),
        Dialect::Postgres => postgres::offline::close(page, manner),
        Dialect::Sqlite => {}
    }
}

fn verb(direction: StepDirection) -> &'static str {
    match direction {
        StepDirection::Down => "undo",
        StepDirection::Up => "apply",
    }
}

/// What an operation is, in comments.
pub(super) fn describe(page: &mut Page, operation: &ScriptOperation) {
    let (words, site) = (operation.words(), operation.site);
    if operation.hazards.is_empty() && page.dialect() != Dialect::Sqlite {
        return page.remark(format_args!("{words} at {site}"));
    }
    let mut text = format!("{words} at {site}");
    for hazard in &operation.hazards {
        let mark = if hazard.is_destructive() { "DESTRUCTIVE: " } else { "" };
        let _ = write!(text, "\n{mark}{hazard}");
    }
    match page.dialect() {
        Dialect::MySql | Dialect::Postgres => page.comment(&text),
        Dialect::Sqlite => page.block_comment(&text),
    }
}

/// The functions of the author's in a step, which run in the program and nowhere else.
fn data_steps(step: &ScriptStep) -> impl Iterator<Item = OfflineStep> {
    step.operations.iter().flat_map(move |operation| {
        operation.statements.iter().filter_map(move |statement| data_step(step, operation, statement))
    })
}

fn data_step(step: &ScriptStep, operation: &ScriptOperation, statement: &Statement) -> Option<OfflineStep> {
    match statement {
        Statement::Data { name, function: _, offline: None } => Some(OfflineStep {
            revision: step.entry.revision.clone(),
            name: name.clone(),
            site: operation.site,
        }),
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Data { offline: Some(_), .. }
        | Statement::Ddl(_)
        | Statement::Dml(_)
        | Statement::Guard { .. }
        | Statement::Live(_) => None,
    }
}
