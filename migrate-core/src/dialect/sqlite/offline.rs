//! Scripts for `sqlite3`.
//!
//! SQLite goes on inside of a transaction behind a statement that failed, and would commit half of it. So what belongs together
//! is one block: its semicolons stand at the beginning of lines, and `sqlite3`, which reads lines until one ends a statement,
//! runs the block as a whole and leaves out the rest of it behind an error. The transaction stays open then, the `BEGIN` of the
//! next block fails, and so nothing more runs, also where the shell goes on behind errors.

use crate::dialect::Dialect::Sqlite;
use crate::dialect::Took;
use crate::dialect::author;
use crate::dialect::ledger::delete;
use crate::dialect::offline::{Check, Course, Manner, OfflineError, Page, Stamping, describe};
use crate::dialect::sql::{Pieces, Sql, Text, pieces, sql};
use crate::live::{Conditional, Live, Offline, When};
use crate::operation::Operation;
use crate::plan::StepDirection;
use crate::script::{Mode, ScriptOperation, ScriptStep, Statement};

/// How many rows referenced nothing before.
const ORPHANS: &str =
    "CREATE TEMP TABLE migrate_orphans AS SELECT count(*) AS before FROM pragma_foreign_key_check";

/// Sets the session.
pub(in crate::dialect) fn open(page: &mut Page) {
    page.line(".bail on");
    page.line(".timeout 60000");
    page.statement("PRAGMA foreign_keys = ON");
}

/// A revision.
pub(in crate::dialect) fn step(
    page: &mut Page,
    manner: Manner<'_>,
    step: &ScriptStep,
    makes_ledger: bool,
) -> Result<(), OfflineError> {
    let mut course = Course::new(manner, step);
    for (at, segment) in step.segments().iter().enumerate() {
        let keys_off = segment.mode == Mode::KeysOff;
        if keys_off {
            page.comment("a pragma that does nothing inside of a transaction");
            page.statement("PRAGMA foreign_keys = OFF");
        }
        begin(page);
        if makes_ledger && at == 0 {
            page.all_in_block(&Sqlite.ledger_create(manner.ledger));
        }
        let mut checks = course.checks();
        if keys_off {
            let on = sql!(Sqlite; "(SELECT foreign_keys FROM pragma_foreign_keys) <> 0");
            checks.push(Check::not(on, "foreign keys could not be switched off"));
        }
        check(page, &checks);
        if keys_off {
            page.in_block(ORPHANS);
        }
        for operation in &step.operations[segment.operations.clone()] {
            describe(page, operation);
            for statement in &operation.statements {
                self::statement(page, step, operation, statement)?;
            }
        }
        if keys_off {
            let more = sql!(
                Sqlite;
                "(SELECT count(*) FROM pragma_foreign_key_check) > (SELECT before FROM temp.migrate_orphans)"
            );
            check(
                page,
                &[Check::not(more, "rows would be left that reference nothing (PRAGMA foreign_key_check)")],
            );
            page.in_block("DROP TABLE temp.migrate_orphans");
        }
        course.closing(page, segment);
        end(page);
        if keys_off {
            page.statement("PRAGMA foreign_keys = ON");
        }
        course.closed(segment);
    }
    Ok(())
}

/// Begins a block.
fn begin(page: &mut Page) {
    page.line("BEGIN IMMEDIATE");
}

/// Commits and ends a block.
fn end(page: &mut Page) {
    page.piece_in_block("COMMIT");
    page.line(";");
}

fn statement(
    page: &mut Page,
    step: &ScriptStep,
    operation: &ScriptOperation,
    statement: &Statement,
) -> Result<(), OfflineError> {
    match statement {
        Statement::Author(sql) | Statement::Data { offline: Some(sql), .. } => {
            for piece in author::pieces(Sqlite, sql) {
                let piece = page.passed(step, operation, piece)?;
                page.in_block(&piece);
            }
        }
        Statement::Backfill(batches) => {
            let sql = page.passed(step, operation, &batches.whole)?;
            page.in_block(&sql);
        }
        Statement::Concurrent { sql, .. } | Statement::Ddl(sql) | Statement::Dml(sql) => {
            let sql = page.passed(step, operation, sql)?;
            page.in_block(&sql);
        }
        Statement::Guard { query, table, column, value, beside: _ } => {
            check(page, &[Check::guard(Sqlite, query, table, column, value.as_deref())]);
        }
        Statement::Live(Live::Conditional(conditional)) => {
            self::conditional(page, step, operation, conditional)?;
        }
        Statement::Live(Live::Joined { table, with }) => {
            page.block_comment(&format!("done with operation {}, by which `{table}` is made anew", with + 1));
        }
        Statement::Live(Live::Rebuild(rebuild)) => {
            for piece in &rebuild.offline {
                match piece {
                    Offline::Ask { query, says } => {
                        check(page, &[Check::nothing(Sqlite, query, says.as_str())]);
                    }
                    Offline::Mark => {}
                    Offline::Run(sql) => {
                        let sql = page.passed(step, operation, sql)?;
                        page.in_block(&sql);
                    }
                }
            }
        }
        // A script with such a data step was refused; the other is MySQL's.
        Statement::Data { offline: None, .. } | Statement::Live(Live::Modify(_)) => {}
    }
    Ok(())
}

/// What is done where the catalogue calls for it. SQLite does nothing on a condition, so the database must be as the chain
/// knows it.
fn conditional(
    page: &mut Page,
    step: &ScriptStep,
    operation: &ScriptOperation,
    conditional: &Conditional,
) -> Result<(), OfflineError> {
    let Conditional { table, look, when, statements } = conditional;
    let unknown = matches!(&operation.operation, Operation::IfNeeded(it) if it.is_unknown(&operation.before));
    let says =
        |what: &str| format!("table `{table}` is not as the chain made it, {what}: run `upgrade` instead");
    let check_of = match (when, unknown) {
        (When::Found, true) => Check::nothing(Sqlite, look, says("and has what a script cannot take away")),
        (When::Found, false) => Check::something(Sqlite, look, says("and has not what is taken away")),
        (When::Missing, _) => Check::nothing(Sqlite, look, says("and has what is added")),
    };
    check(page, &[check_of]);
    if !(*when == When::Found && unknown) {
        for sql in statements {
            let sql = page.passed(step, operation, sql)?;
            page.in_block(&sql);
        }
    }
    Ok(())
}

/// What the ledger alone is told.
pub(in crate::dialect) fn stamp(page: &mut Page, manner: Manner<'_>, stamping: &Stamping) {
    let Stamping { chain, deleted, inserted } = stamping;
    begin(page);
    page.all_in_block(&Sqlite.ledger_create(manner.ledger));
    for revision in deleted {
        check(page, &Check::can_go(manner, chain, revision));
        page.piece_in_block(delete(manner.ledger, chain, revision));
    }
    for entry in inserted {
        check(page, &Check::begins(manner, entry, StepDirection::Up));
        page.piece_in_block(Sqlite.insert_done(manner.ledger, entry, Took::Stamped));
    }
    end(page);
}

/// Fails where a condition holds. Outside of triggers SQLite raises no errors.
fn check(page: &mut Page, checks: &[Check]) {
    page.piece_in_block("CREATE TEMP TABLE migrate_check (passed)");
    let all = |sql: &mut Sql| {
        for Check { fault, says } in checks {
            sql.push(pieces!["    SELECT RAISE(ABORT, ", Text(says), ")\n        WHERE ", fault, ";\n"]);
        }
    };
    let begins = "CREATE TEMP TRIGGER migrate_checks BEFORE INSERT ON migrate_check BEGIN\n";
    page.piece_in_block(pieces![begins, Pieces(all), "END"]);
    page.piece_in_block("INSERT INTO temp.migrate_check VALUES (1)");
    page.piece_in_block("DROP TABLE temp.migrate_check");
}
