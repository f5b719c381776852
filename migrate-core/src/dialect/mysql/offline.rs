//! Scripts for `mariadb` and `mysql`.
//!
//! A revision is one message of many statements, which the shell sends whole since its delimiter is another one. The server
//! leaves out the rest of a message behind an error, also where the shell goes on (`--force`). Changes of the schema commit by
//! themselves, so the ledger is told as a run tells it: that the revision is begun, how many of its operations are in, which of
//! them cannot be begun again, and that it is done. A run goes on behind a script that stopped.

use super::ledger::lock_name;
use crate::dialect::Dialect::MySql;
use crate::dialect::Took;
use crate::dialect::author;
use crate::dialect::ledger::{delete, progress, put_state, row, table};
use crate::dialect::offline::{Check, Manner, OfflineError, Page, Shell, Stamping, describe};
use crate::dialect::sql::{Piece, Text, Written, pieces, sql};
use crate::ledger::{LedgerEntry, State, begun};
use crate::live::{Conditional, Live, Offline, When};
use crate::plan::StepDirection;
use crate::script::{ScriptOperation, ScriptStep, Statement};

/// What sqlx sets when it connects, `IGNORE_SPACE` by a capability of the connection.
const SETTINGS: [&str; 2] = [
    "SET sql_mode = (SELECT CONCAT(@@sql_mode, ',PIPES_AS_CONCAT,IGNORE_SPACE,NO_ENGINE_SUBSTITUTION')), time_zone = '+00:00'",
    "SET NAMES utf8mb4",
];

/// The longest message of an error (MySQL manual, "SIGNAL Statement").
const LONGEST: usize = 128;

/// Sets the session and takes the lock.
pub(in crate::dialect) fn open(page: &mut Page, manner: Manner<'_>) {
    page.statements(&SETTINGS);
    page.statements(manner.limits);
    if manner.shell == Shell::MySql {
        page.statement("CREATE TEMPORARY TABLE migrate_check (says VARCHAR(255) PRIMARY KEY)");
    }
    let lock = lock_name(manner.ledger);
    let refused = sql!(MySql; "COALESCE(GET_LOCK(", Written(&lock), ", 0), 0) <> 1");
    check(page, manner, &[Check::not(refused, "another run of migrate holds the lock of this database")]);
    page.statement("SET @migrate_ready = 1");
    page.end_message();
}

/// Gives the lock back.
pub(in crate::dialect) fn close(page: &mut Page, manner: Manner<'_>) {
    page.title(format_args!("done"));
    page.piece(pieces!["DO RELEASE_LOCK(", Written(&lock_name(manner.ledger)), ")"]);
    page.end_message();
}

/// A revision.
pub(in crate::dialect) fn step(
    page: &mut Page,
    manner: Manner<'_>,
    step: &ScriptStep,
    makes_ledger: bool,
) -> Result<(), OfflineError> {
    begin(page, manner);
    if makes_ledger {
        page.statements(&MySql.ledger_create(manner.ledger));
    }
    let mut checks = Check::begins(manner, &step.entry, step.direction);
    checks.extend(step.operations.first().into_iter().flat_map(leading_guards));
    check(page, manner, &checks);
    let LedgerEntry { chain, revision, .. } = &step.entry;
    match step.direction {
        StepDirection::Down => {
            let (ledger, row) = (table(manner.ledger), row(chain, revision));
            page.piece(pieces!["SELECT journal INTO @migrate_journal FROM ", ledger, row]);
            page.piece(put_state(manner.ledger, &step.entry, State::Undo));
        }
        StepDirection::Up => page.piece(MySql.insert_intent(manner.ledger, &step.entry)),
    }
    let writer = Writer { manner, step };
    for (at, operation) in step.operations.iter().enumerate() {
        describe(page, operation);
        writer.operation(page, at, operation)?;
    }
    match step.direction {
        StepDirection::Down => page.piece(delete(manner.ledger, chain, revision)),
        StepDirection::Up => page.piece(MySql.update_done(manner.ledger, &step.entry)),
    }
    page.end_message();
    Ok(())
}

/// What is asked before anything of an operation runs.
fn leading_guards(operation: &ScriptOperation) -> impl Iterator<Item = Check> {
    operation.statements.iter().map_while(|statement| match statement {
        Statement::Guard { query, table, column, value, beside: _ } => {
            Some(Check::guard(MySql, query, table, column, value.as_deref()))
        }
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Ddl(_)
        | Statement::Dml(_)
        | Statement::Live(_) => None,
    })
}

/// Begins a message, behind whatever an error in the one before it left open.
fn begin(page: &mut Page, manner: Manner<'_>) {
    page.statement("ROLLBACK");
    page.statement("UNLOCK TABLES");
    let ready = sql!(MySql; "@migrate_ready IS NULL");
    let says = "this session does not hold the lock, for the script did not begin as it should";
    check(page, manner, &[Check::not(ready, says)]);
}

/// What writes the operations of a revision.
struct Writer<'a> {
    manner: Manner<'a>,
    step: &'a ScriptStep,
}

impl Writer<'_> {
    fn operation(&self, page: &mut Page, at: usize, operation: &ScriptOperation) -> Result<(), OfflineError> {
        if is_rows(operation) {
            self.rows(page, at, operation)?;
        } else {
            for (place, statement) in operation.statements.iter().enumerate() {
                self.statement(page, (at, place), operation, statement)?;
            }
            page.piece(self.progress(at + 1));
        }
        Ok(())
    }

    /// An operation that only writes rows, which are in together with what the ledger says of them.
    fn rows(&self, page: &mut Page, at: usize, operation: &ScriptOperation) -> Result<(), OfflineError> {
        let mut sql = vec!["START TRANSACTION".to_owned()];
        for statement in &operation.statements {
            if let Statement::Dml(text) = statement {
                sql.push(page.passed(self.step, operation, text)?.into_owned());
            } else if let Statement::Backfill(batches) = statement {
                sql.push(page.passed(self.step, operation, &batches.whole)?.into_owned());
            }
        }
        sql.extend([sql!(MySql; self.progress(at + 1)).into_text(), "COMMIT".to_owned()]);
        if at == 0 {
            self.or(page, &sql, &self.not_begun());
        } else {
            page.statements(&sql);
        }
        Ok(())
    }

    /// A statement, and what the ledger is told where it fails. MySQL has handlers of errors in procedures alone: there the
    /// ledger goes on to say what it says.
    fn or<S: AsRef<str>>(&self, page: &mut Page, sql: &[S], otherwise: &str) {
        let is_block =
            self.manner.shell == Shell::MariaDb && sql.iter().all(|sql| author::fits_in_block(sql.as_ref()));
        if is_block {
            page.line("BEGIN NOT ATOMIC");
            page.line("DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN");
            for sql in ["ROLLBACK", otherwise, "RESIGNAL", "END"] {
                page.statement(sql);
            }
        }
        page.statements(sql);
        if is_block {
            page.statement("END");
        }
    }

    /// What lets the ledger say what it said before the revision.
    fn not_begun(&self) -> String {
        let LedgerEntry { chain, revision, .. } = &self.step.entry;
        match self.step.direction {
            StepDirection::Down => {
                let (ledger, row) = (table(self.manner.ledger), row(chain, revision));
                let done = Text(State::Done.word());
                sql!(
                    MySql; "UPDATE ", ledger, " SET state = ", done, ", progress = 0, journal = @migrate_journal", row
                )
                .into_text()
            }
            StepDirection::Up => MySql.ledger_delete(self.manner.ledger, chain, revision),
        }
    }

    fn statement(
        &self,
        page: &mut Page,
        (at, place): (usize, usize),
        operation: &ScriptOperation,
        statement: &Statement,
    ) -> Result<(), OfflineError> {
        let step = self.step;
        match statement {
            Statement::Author(sql) | Statement::Data { offline: Some(sql), .. } => {
                self.mark(page, at, place);
                for (number, piece) in author::pieces(MySql, sql).into_iter().enumerate() {
                    let piece = page.passed(step, operation, piece)?.into_owned();
                    match (number, at, place) {
                        (0, 0, 0) => self.or(page, &[piece], &self.not_begun()),
                        // Nothing of it is in then.
                        (0, _, 0) => {
                            let unmarked = MySql.ledger_journal(self.manner.ledger, &step.entry);
                            self.or(page, &[piece], &unmarked);
                        }
                        _ => page.statement(&piece),
                    }
                }
                page.statement("COMMIT");
            }
            Statement::Backfill(batches) => {
                let sql = page.passed(step, operation, &batches.whole)?;
                page.statement(&sql);
            }
            Statement::Concurrent { sql, .. } | Statement::Ddl(sql) | Statement::Dml(sql) => {
                let sql = page.passed(step, operation, sql)?;
                if at == 0 && leading_guards(operation).count() == place {
                    self.or(page, &[sql], &self.not_begun());
                } else {
                    page.statement(&sql);
                }
            }
            // Asked before the revision began.
            Statement::Guard { .. } if at == 0 && leading_guards(operation).count() > place => {}
            Statement::Guard { query, table, column, value, beside: _ } => {
                check(page, self.manner, &[Check::guard(MySql, query, table, column, value.as_deref())]);
            }
            Statement::Live(Live::Conditional(conditional)) => {
                self.conditional(page, operation, conditional)?;
            }
            Statement::Live(Live::Modify(modify)) => {
                for piece in &modify.offline {
                    match piece {
                        Offline::Ask { query, says } => {
                            check(page, self.manner, &[Check::nothing(MySql, query, says.as_str())]);
                        }
                        Offline::Mark => self.mark(page, at, place),
                        Offline::Run(sql) => {
                            let sql = page.passed(step, operation, sql)?;
                            page.statement(&sql);
                        }
                    }
                }
            }
            // A script with such a data step was refused; the others are SQLite's.
            Statement::Data { offline: None, .. }
            | Statement::Live(Live::Joined { .. } | Live::Rebuild(_)) => {}
        }
        Ok(())
    }

    /// Does something where the catalogue calls for it. MySQL has no conditions outside of procedures: there the condition
    /// chooses what is prepared (manual, "PREPARE Statement", which says what may be).
    fn conditional(
        &self,
        page: &mut Page,
        operation: &ScriptOperation,
        conditional: &Conditional,
    ) -> Result<(), OfflineError> {
        let Conditional { table: _, look, when, statements } = conditional;
        let when = match when {
            When::Found => "EXISTS",
            When::Missing => "NOT EXISTS",
        };
        let is_block = self.manner.shell == Shell::MariaDb;
        if is_block {
            page.line(&sql!(MySql; "IF ", when, " (", Written(look), ") THEN").into_text());
        }
        for sql in statements {
            let sql = page.passed(self.step, operation, sql)?;
            if is_block {
                page.statement(&sql);
                continue;
            }
            let chosen = sql!(MySql; "SET @migrate_sql = IF(", when, " (", Written(look), "), ", Text(&sql), ", 'DO 0')");
            page.statement(&chosen.into_text());
            page.statements(&[
                "PREPARE migrate_sql FROM @migrate_sql",
                "EXECUTE migrate_sql",
                "DEALLOCATE PREPARE migrate_sql",
            ]);
        }
        if is_block {
            page.statement("END IF");
        }
        Ok(())
    }

    /// Says that a statement of an operation is begun, and cannot be begun again.
    fn mark(&self, page: &mut Page, at: usize, place: usize) {
        let mut entry = self.step.entry.clone();
        if let Some(hash) = entry.journal.get_mut(at) {
            *hash = begun(place, hash);
        }
        page.statement(&MySql.ledger_journal(self.manner.ledger, &entry));
    }

    /// Says how many operations are in.
    fn progress(&self, operations: usize) -> impl Piece {
        let LedgerEntry { chain, revision, .. } = &self.step.entry;
        let operations = u32::try_from(operations).unwrap_or(u32::MAX);
        progress(self.manner.ledger, chain, revision, operations)
    }
}

/// Whether an operation only writes rows, which are in together with what the ledger says of them.
fn is_rows(operation: &ScriptOperation) -> bool {
    !operation.statements.is_empty()
        && operation
            .statements
            .iter()
            .all(|statement| matches!(statement, Statement::Backfill(_) | Statement::Dml(_)))
}

/// What the ledger alone is told.
pub(in crate::dialect) fn stamp(page: &mut Page, manner: Manner<'_>, stamping: &Stamping) {
    let Stamping { chain, deleted, inserted } = stamping;
    begin(page, manner);
    page.statements(&MySql.ledger_create(manner.ledger));
    page.statement("START TRANSACTION");
    for revision in deleted {
        check(page, manner, &Check::can_go(manner, chain, revision));
        page.piece(delete(manner.ledger, chain, revision));
    }
    for entry in inserted {
        check(page, manner, &Check::begins(manner, entry, StepDirection::Up));
        page.piece(MySql.insert_done(manner.ledger, entry, Took::Stamped));
    }
    page.statement("COMMIT");
    page.end_message();
}

/// As much of a message as an error can have.
fn first_of(says: &str) -> &str {
    if says.len() <= LONGEST {
        return says;
    }
    says.char_indices().nth(LONGEST).map_or(says, |(end, _)| &says[..end])
}

/// Fails where a condition holds. MySQL has no conditions outside of procedures; there the message is a key
/// that comes twice.
fn check(page: &mut Page, manner: Manner<'_>, checks: &[Check]) {
    for Check { fault, says } in checks {
        let says = first_of(says);
        if manner.shell == Shell::MariaDb {
            let signals = " THEN\n    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ";
            page.piece(pieces!["IF ", fault, signals, Text(says), ";\nEND IF"]);
        } else {
            let twice = " FROM (SELECT 1 UNION ALL SELECT 2) AS twice WHERE ";
            page.piece(pieces!["INSERT INTO migrate_check SELECT ", Text(says), twice, fault]);
        }
    }
}
