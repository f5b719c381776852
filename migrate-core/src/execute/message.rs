//! Messages of several statements, and which of them failed.

use std::ops::Range;

use super::Keeping;
use crate::ledger::Ledger;
use crate::script::{ScriptStep, Statement};
use crate::session::MessageError;

use super::halt::{Cause, Halt};

/// What a statement of a message is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It opens or closes a transaction, or makes the ledger's table.
    Frame,
    /// It writes the ledger.
    Ledger,
    /// It is a statement of an operation, both counted from zero.
    Operation { operation: usize, statement: usize },
}

/// What stands between two statements.
pub(super) const SEPARATOR: &str = ";\n";

/// Statements that are sent together.
#[derive(Debug)]
pub(super) struct Message {
    /// Whether what writes the ledger is part of it.
    keeping: Keeping,
    text: String,
    roles: Vec<Role>,
    /// Behind which character each statement ends.
    ends: Vec<usize>,
}

impl Message {
    pub(super) fn new(keeping: Keeping) -> Self {
        Self { keeping, text: String::new(), roles: Vec::new(), ends: Vec::new() }
    }

    /// Takes all that is in it out.
    pub(super) fn take(&mut self) -> Self {
        let empty = Self::new(self.keeping);
        std::mem::replace(self, empty)
    }

    pub(super) fn push(&mut self, role: Role, sql: &str) {
        if role == Role::Ledger && self.keeping == Keeping::Nothing {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(SEPARATOR);
        }
        self.text.push_str(sql);
        self.roles.push(role);
        let before = self.ends.last().map_or(0, |end| end + SEPARATOR.len());
        self.ends.push(before + sql.chars().count());
    }

    /// Adds what makes the ledger's table.
    pub(super) fn create(&mut self, dialect: crate::dialect::Dialect, ledger: &Ledger) {
        for sql in dialect.ledger_create(ledger) {
            self.push(Role::Frame, &sql);
        }
    }

    /// Adds the statements of operations of a step that are SQL of ours.
    pub(super) fn operations(&mut self, step: &ScriptStep, operations: &Range<usize>) {
        let number = operations.len();
        for (operation, at) in step.operations.iter().enumerate().skip(operations.start).take(number) {
            for (statement, sql) in at.statements.iter().enumerate() {
                if let Some(sql) = self::sql(sql) {
                    self.push(Role::Operation { operation, statement }, sql);
                }
            }
        }
    }

    /// How many statements it has.
    pub(super) fn len(&self) -> usize {
        self.roles.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.roles.is_empty()
    }

    /// The message's text. The statements end with a semicolon each.
    pub(super) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// What stopped, given how many statements were done.
    pub(super) fn halt(&self, step: &ScriptStep, failure: MessageError) -> Halt {
        let MessageError { completed, rows: _, error } = failure;
        let stopped = match error.place() {
            // A message that cannot be parsed is refused as a whole, and any of its statements may be why.
            Some(place) if completed == 0 => self.ends.partition_point(|end| *end < place),
            Some(_) | None => completed,
        };
        match self.roles.get(stopped) {
            Some(Role::Operation { operation, statement }) => {
                let text = step.operations.get(*operation).and_then(|at| at.statements.get(*statement));
                Halt {
                    operation: Some(*operation),
                    statement: text.and_then(sql).map(str::to_owned),
                    cause: Cause::Database(error),
                    partly: *statement > 0,
                }
            }
            Some(Role::Ledger) => Halt::of(Cause::Ledger(error)),
            Some(Role::Frame) | None => Halt::of(Cause::Transaction(error)),
        }
    }

    /// Whether something of it is in and stays, given how many statements were done: where it begins with a transaction, that
    /// must be committed.
    pub(super) fn is_kept(&self, completed: usize) -> bool {
        let mut frames = self.roles.iter().enumerate().filter(|(_, role)| **role == Role::Frame);
        match (self.roles.first(), frames.nth(1)) {
            (Some(Role::Frame), Some((commit, _))) => completed > commit,
            (Some(Role::Frame), None) | (None, _) => false,
            (Some(Role::Ledger | Role::Operation { .. }), _) => completed > 0,
        }
    }

    /// How many operations are wholly in, given how many statements were done.
    pub(super) fn operations_in(&self, completed: usize) -> usize {
        match self.roles.get(completed) {
            Some(Role::Operation { operation, .. }) => *operation,
            Some(Role::Frame | Role::Ledger) | None => {
                let mut before = self.roles.iter().take(completed).rev();
                before
                    .find_map(|role| match role {
                        Role::Operation { operation, .. } => Some(*operation + 1),
                        Role::Frame | Role::Ledger => None,
                    })
                    .unwrap_or(0)
            }
        }
    }
}

/// The SQL of a statement.
pub(super) fn sql(statement: &Statement) -> Option<&str> {
    match statement {
        Statement::Author(sql)
        | Statement::Concurrent { sql, .. }
        | Statement::Ddl(sql)
        | Statement::Dml(sql) => Some(sql),
        Statement::Guard { query, .. } => Some(query),
        Statement::Backfill(_) | Statement::Data { .. } | Statement::Live(_) => None,
    }
}
