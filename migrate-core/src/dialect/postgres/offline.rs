//! Scripts for `psql`.
//!
//! A revision is a transaction that a check begins: when that or anything else in it fails, PostgreSQL takes nothing more until
//! its `COMMIT`, which is a rollback then. So it is whole or not there, also where `psql` goes on behind errors, or opens a
//! transaction of its own around all (`-1`), which the first `COMMIT` ends. What runs in no transaction is made by `\gexec` of a
//! query that finds nothing unless the part before it was committed in this very session.

use super::ledger::lock_key;
use crate::dialect::Dialect::Postgres;
use crate::dialect::Took;
use crate::dialect::author;
use crate::dialect::ledger::delete;
use crate::dialect::offline::{Check, Course, Manner, OfflineError, Page, Part, Stamping, describe};
use crate::dialect::sql::{Piece, Pieces, Sql, Text, Written, pieces, sql};
use crate::ledger::LedgerEntry;
use crate::live::{Conditional, Live, When};
use crate::plan::StepDirection;
use crate::script::{IndexGoal, Mode, ScriptOperation, ScriptStep, Segment, Statement};

/// What the session says of itself: that it holds the lock, the `search_path` that it began with, and how far a revision is.
const READY: &str = "migrate.ready";
const SEARCH_PATH: &str = "migrate.search_path";
const AT: &str = "migrate.at";

/// What sqlx sets when it connects, and what the text needs in order to be read as it is meant.
const SETTINGS: [&str; 6] = [
    "SET client_encoding = 'UTF8'",
    "SET standard_conforming_strings = on",
    "SET client_min_messages = warning",
    "SET DateStyle = 'ISO, MDY'",
    "SET TimeZone = 'UTC'",
    "SET extra_float_digits = 2",
];

/// Sets the session and takes the lock, in a transaction of its own, so that one that `psql` has opened ends with it.
pub(in crate::dialect) fn open(page: &mut Page, manner: Manner<'_>) {
    page.line("\\set ON_ERROR_STOP on");
    page.line("\\set AUTOCOMMIT on");
    page.statement("BEGIN");
    page.statements(&SETTINGS);
    if let Some(path) = manner.search_path {
        check(page, &[Check::nothing(Postgres, &path.missing, "a schema of the search path is not there")]);
        page.statement(&path.set);
    }
    page.statements(manner.limits);
    let lock = sql!(Postgres; "NOT pg_try_advisory_lock(", lock_key(manner.ledger), ")");
    let ready = [
        sql!(Postgres; "    PERFORM set_config(", Text(READY), ", 'yes', false);\n"),
        sql!(
            Postgres; "    PERFORM set_config(", Text(SEARCH_PATH), ", current_setting('search_path'), false);\n"
        ),
    ];
    let held = Check::not(lock, "another run of migrate holds the lock of this database");
    let [is_ready, knows_path] = ready;
    block(page, pieces![fails(&held), is_ready, knows_path]);
    page.statement("COMMIT");
}

/// Gives the lock back.
pub(in crate::dialect) fn close(page: &mut Page, manner: Manner<'_>) {
    page.title(format_args!("done"));
    block(page, pieces!["    PERFORM pg_advisory_unlock(", lock_key(manner.ledger), ");\n"]);
}

/// A revision.
pub(in crate::dialect) fn step(
    page: &mut Page,
    manner: Manner<'_>,
    step: &ScriptStep,
    makes_ledger: bool,
) -> Result<(), OfflineError> {
    let mut course = Course::new(manner, step);
    let mut makes_ledger = makes_ledger;
    for segment in step.segments() {
        match segment.mode {
            Mode::Autocommit => outside(page, manner, step, &mut course, &segment, makes_ledger),
            Mode::Batches | Mode::KeysOff | Mode::Transaction => {
                begin(page, manner, step, &course, makes_ledger);
                for operation in &step.operations[segment.operations.clone()] {
                    describe(page, operation);
                    for statement in &operation.statements {
                        self::statement(page, step, operation, statement)?;
                    }
                }
                course.closing(page, &segment);
                end(page, step, course.closed(&segment), segment.operations.end);
            }
        }
        makes_ledger = false;
    }
    Ok(())
}

/// Opens a transaction that goes on only if all is as it should be.
fn begin(page: &mut Page, manner: Manner<'_>, step: &ScriptStep, course: &Course<'_>, makes_ledger: bool) {
    page.statement("BEGIN");
    if makes_ledger {
        page.statements(&Postgres.ledger_create(manner.ledger));
    }
    let mut checks = vec![ready()];
    checks.extend(course.checks());
    if let Part::Behind(done) = course.part() {
        checks.push(Check::not(sql!(Postgres; "NOT ", is_at(&step.entry, done)), stopped(&step.entry)));
    }
    check(page, &checks);
}

/// Commits, and has the session know how far that is where more follows.
fn end(page: &mut Page, step: &ScriptStep, more: bool, done: usize) {
    if more {
        let at = at(&step.entry, done);
        block(page, pieces!["    PERFORM set_config(", Text(AT), ", ", Text(&at), ", false);\n"]);
    }
    page.statement("COMMIT");
}

fn statement(
    page: &mut Page,
    step: &ScriptStep,
    operation: &ScriptOperation,
    statement: &Statement,
) -> Result<(), OfflineError> {
    match statement {
        Statement::Author(sql) | Statement::Data { offline: Some(sql), .. } => {
            for piece in author::pieces(Postgres, sql) {
                let piece = page.passed(step, operation, piece)?;
                page.statement(&piece);
            }
            // It may have changed it, and the ledger would not be found any more.
            let set = "    PERFORM set_config('search_path', current_setting(";
            block(page, pieces![set, Text(SEARCH_PATH), "), false);\n"]);
        }
        Statement::Backfill(batches) => {
            let sql = page.passed(step, operation, &batches.whole)?;
            page.statement(&sql);
        }
        Statement::Concurrent { sql, .. } | Statement::Ddl(sql) | Statement::Dml(sql) => {
            let sql = page.passed(step, operation, sql)?;
            page.statement(&sql);
        }
        Statement::Guard { query, table, column, value, beside: _ } => {
            check(page, &[Check::guard(Postgres, query, table, column, value.as_deref())]);
        }
        Statement::Live(Live::Conditional(Conditional { table: _, look, when, statements })) => {
            let when = match when {
                When::Found => "EXISTS",
                When::Missing => "NOT EXISTS",
            };
            let mut body = sql!(Postgres; "    IF ", when, " (", Written(look), ") THEN\n");
            for sql in statements {
                body.push(sql!(Postgres; "        ", Written(sql), ";\n"));
            }
            body.push("    END IF;\n");
            block(page, body);
        }
        // A script with such a data step was refused; the others are those of other dialects.
        Statement::Data { offline: None, .. }
        | Statement::Live(Live::Joined { .. } | Live::Modify(_) | Live::Rebuild(_)) => {}
    }
    Ok(())
}

/// An operation outside of any transaction, recorded as begun before it and as in behind it.
fn outside(
    page: &mut Page,
    manner: Manner<'_>,
    step: &ScriptStep,
    course: &mut Course<'_>,
    segment: &Segment,
    makes_ledger: bool,
) {
    let entry = &step.entry;
    let first = segment.operations.start;
    if course.part() == Part::First {
        begin(page, manner, step, course, makes_ledger);
        course.opening(page);
        course.opened();
        end(page, step, true, first);
    }
    let reached = is_at(entry, first);
    let mut lacks = Vec::new();
    for operation in &step.operations[segment.operations.clone()] {
        describe(page, operation);
        page.comment("in no transaction, and only if what is above is committed:");
        for statement in &operation.statements {
            if let Statement::Concurrent { sql, goal, look, sweep } = statement {
                lacks.push(concurrent(page, &reached, sql, *goal, look, sweep));
            }
        }
    }
    let lacking = Sql::join(Postgres, " OR ", lacks.iter().cloned());
    // As a run does it: what failed and left nothing was not begun.
    if first == 0 && step.direction == StepDirection::Up {
        let take_back = delete(manner.ledger, &entry.chain, &entry.revision);
        let (reached, lacking) = (&reached, &lacking);
        page.piece(pieces![take_back, " AND ", reached, " AND (", lacking, ")"]);
    }
    begin(page, manner, step, course, false);
    check(page, &[Check::not(lacking, format!("revision `{}` stopped at the error above", entry.revision))]);
    course.closing(page, segment);
    end(page, step, course.closed(segment), segment.operations.end);
}

/// Makes or drops an index while its table is written. Returns the condition that this has failed.
fn concurrent(page: &mut Page, reached: &Sql, sql: &str, goal: IndexGoal, look: &str, sweep: &str) -> Sql {
    let whole = sql!(Postgres; "EXISTS (SELECT 1 FROM (", Written(look), ") AS it (whole) WHERE whole)");
    let there = sql!(Postgres; "EXISTS (", Written(look), ")");
    let half = sql!(Postgres; "EXISTS (SELECT 1 FROM (", Written(look), ") AS it (whole) WHERE NOT whole)");
    let run = |page: &mut Page, sql: &str, condition: Sql| {
        let query = sql!(Postgres; "SELECT ", Text(sql), "\n    WHERE ", condition, " \\gexec");
        page.line(&query.into_text());
    };
    match goal {
        IndexGoal::Gone => {
            run(page, sql, reached.clone());
            there
        }
        IndexGoal::There => {
            // What an earlier, killed build left would be in the way.
            run(page, sweep, sql!(Postgres; reached.clone(), " AND ", half.clone()));
            page.line("\\set ON_ERROR_STOP off");
            run(page, sql, reached.clone());
            page.line("\\set ON_ERROR_STOP on");
            page.comment("what a failed build leaves would be in the way of writers:");
            run(page, sweep, sql!(Postgres; reached.clone(), " AND ", half));
            sql!(Postgres; "NOT ", whole)
        }
    }
}

/// What the ledger alone is told.
pub(in crate::dialect) fn stamp(page: &mut Page, manner: Manner<'_>, stamping: &Stamping) {
    let Stamping { chain, deleted, inserted } = stamping;
    page.statement("BEGIN");
    page.statements(&Postgres.ledger_create(manner.ledger));
    check(page, &[ready()]);
    for revision in deleted {
        check(page, &Check::can_go(manner, chain, revision));
        page.piece(delete(manner.ledger, chain, revision));
    }
    for entry in inserted {
        check(page, &Check::begins(manner, entry, StepDirection::Up));
        page.piece(Postgres.insert_done(manner.ledger, entry, Took::Stamped));
    }
    page.statement("COMMIT");
}

/// The session must hold the lock and be set.
fn ready() -> Check {
    let is_not = sql!(Postgres; "current_setting(", Text(READY), ", true) IS DISTINCT FROM 'yes'");
    Check::not(is_not, "this session does not hold the lock, for the script did not begin as it should")
}

/// How far a revision is, as the session knows it.
fn at(entry: &LedgerEntry, done: usize) -> String {
    format!("{} {} {done}", entry.chain, entry.revision)
}

fn is_at(entry: &LedgerEntry, done: usize) -> Sql {
    let at = at(entry, done);
    sql!(Postgres; "coalesce(current_setting(", Text(AT), ", true), '') = ", Text(&at))
}

fn stopped(entry: &LedgerEntry) -> String {
    format!("revision `{}` did not run up to here", entry.revision)
}

fn check(page: &mut Page, checks: &[Check]) {
    let all = |sql: &mut Sql| checks.iter().for_each(|check| sql.push(fails(check)));
    block(page, Pieces(all));
}

/// Fails where a condition holds.
fn fails(check: &Check) -> impl Piece {
    let Check { fault, says } = check;
    let raises = " THEN\n        RAISE EXCEPTION USING MESSAGE = ";
    pieces!["    IF ", fault, raises, Text(says), ";\n    END IF;\n"]
}

/// A block of PL/pgSQL.
fn block(page: &mut Page, body: impl Piece) {
    // Room for what a revision asks before it begins.
    let mut text = Sql::with_room(Postgres, 1024);
    text.push(body);
    let free = |mark: &String| !text.text().contains(mark.as_str());
    let mut marks = (0..=u32::MAX).map(|number| match number {
        0 => "$migrate$".to_owned(),
        _ => format!("$migrate{number}$"),
    });
    let mark = marks.find(free).expect("a text does not hold infinitely many marks");
    let mark = Written(&mark);
    page.piece(pieces!["DO ", mark, " BEGIN\n", &text, "END ", mark]);
}
