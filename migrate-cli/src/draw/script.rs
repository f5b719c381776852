//! A script as SQL to read.

use std::fmt::Write as _;

use migrate_core::batches::Batches;
use migrate_core::dialect::Dialect;
use migrate_core::ledger::{LedgerRecord, State};
use migrate_core::live::{Conditional, Live, When};
use migrate_core::plan::StepDirection;
use migrate_core::script::{Script, ScriptOperation, ScriptStep, Statement};

use super::count;

/// A script while it is drawn: comments that say what each statement is for, and the statements.
///
/// It is for reading. The transactions and the ledger's rows, which make it a run, are not in it.
#[derive(Debug)]
pub(crate) struct Drawing<'a> {
    /// What the ledger tells: of what an earlier run left unfinished, how many operations are in.
    records: &'a [LedgerRecord],
    /// The steps, each behind its chain, which stands before it where it is not the script's.
    text: String,
    /// Where the chain of a step is to be named, and which that is.
    chains: Vec<(usize, String)>,
    revisions: usize,
    operations: usize,
    destructive: usize,
}

impl<'a> Drawing<'a> {
    /// A drawing of no step yet.
    pub(crate) fn of(records: &'a [LedgerRecord]) -> Self {
        Self { records, text: String::new(), chains: Vec::new(), revisions: 0, operations: 0, destructive: 0 }
    }

    /// Draws a step behind the others.
    pub(crate) fn add(&mut self, step: ScriptStep) {
        let record = self.records.iter().find(|record| record.entry.key() == step.entry.key());
        self.revisions += 1;
        self.operations += step.operations.len();
        self.destructive += step.operations.iter().filter(|operation| is_destructive(operation)).count();
        let unfinished = record.filter(|record| record.state != State::Done);
        let place = draw_step(&mut self.text, &step, unfinished);
        self.chains.push((place, step.entry.chain));
    }

    /// The whole drawing.
    pub(crate) fn into_text(self, dialect: Dialect, chain: &str) -> String {
        let summary = summary(self.revisions, self.operations, self.destructive);
        let mut text = String::with_capacity(self.text.len() + 256);
        comment(&mut text, &format!("chain `{chain}` on {dialect}: {summary}"));
        let mut from = 0;
        for (place, of) in self.chains.iter().filter(|(_, of)| of != chain) {
            let _ = write!(text, "{} of chain `{of}`", &self.text[from..*place]);
            from = *place;
        }
        text.push_str(&self.text[from..]);
        text
    }
}

/// A script that is whole.
pub(crate) fn script(script: Script, records: &[LedgerRecord]) -> String {
    let Script { dialect, chain, steps } = script;
    let mut drawing = Drawing::of(records);
    for step in steps {
        drawing.add(step);
    }
    drawing.into_text(dialect, &chain)
}

/// `2 revisions, 7 operations, 1 of them destructive`.
fn summary(revisions: usize, operations: usize, destructive: usize) -> String {
    let mut summary = format!("{}, {}", count(revisions, "revision"), count(operations, "operation"));
    if destructive > 0 {
        let _ = write!(summary, ", {destructive} of them destructive");
    }
    summary
}

fn is_destructive(operation: &ScriptOperation) -> bool {
    operation.hazards.iter().any(migrate_core::operation::Hazard::is_destructive)
}

/// Draws a step, and says where its chain can be named.
fn draw_step(text: &mut String, step: &ScriptStep, unfinished: Option<&LedgerRecord>) -> usize {
    let ScriptStep { entry, site, direction, operations, names: _ } = step;
    let verb = match direction {
        StepDirection::Down => "undo",
        StepDirection::Up => "apply",
    };
    text.push('\n');
    let head = format!("-- {verb} revision {}", entry.revision);
    let place = text.len() + head.len();
    comment(text, &format!("{} at {site}: {}", &head[3..], entry.message));
    let in_already = unfinished.map_or(0, |record| record.progress);
    if unfinished.is_some() {
        let known =
            format!("{in_already} of its {} are known to be in", count(operations.len(), "operation"));
        comment(
            text,
            &format!("an earlier run stopped inside it: {known}, and a run goes on behind what is"),
        );
    }
    let segments = step.segments_behind(usize::try_from(in_already).unwrap_or(usize::MAX));
    let ends = segments.iter().rev().skip(1).map(|segment| segment.operations.end).collect::<Vec<_>>();
    for (at, operation) in (0_u32..).zip(operations) {
        if ends.iter().any(|end| u32::try_from(*end) == Ok(at)) {
            text.push('\n');
            comment(text, "what stands above is committed here: the revision cannot be one transaction");
        }
        if at < in_already {
            text.push('\n');
            comment(text, &format!("in already: {} at {}", operation.words(), operation.site));
        } else {
            draw_operation(text, operation);
            if let Some(cursor) = unfinished.filter(|_| at == in_already).and_then(LedgerRecord::cursor) {
                comment(
                    text,
                    &format!(
                        "a run goes on behind the {} that an earlier one did of it; what stands here begins anew",
                        count(usize::try_from(cursor.seen).unwrap_or(usize::MAX), "row")
                    ),
                );
            }
        }
    }
    place
}

pub(super) fn draw_operation(text: &mut String, operation: &ScriptOperation) {
    let words = operation.words();
    let ScriptOperation { operation: _, site, before: _, hazards, statements, cut: _, compound: _, kept: _ } =
        operation;
    text.push('\n');
    comment(text, &format!("{words} at {site}"));
    for hazard in hazards {
        let mark = if hazard.is_destructive() { "DESTRUCTIVE: " } else { "" };
        comment(text, &format!("{mark}{hazard}"));
    }
    if statements.is_empty() {
        comment(text, "nothing to run here");
    }
    for statement in statements {
        match statement {
            Statement::Author(sql) => draw_author(text, sql),
            Statement::Backfill(batches) => draw_backfill(text, batches),
            Statement::Concurrent { sql, goal: _, look: _, sweep: _ } => {
                comment(text, "in no transaction:");
                let _ = writeln!(text, "{sql};");
            }
            Statement::Data { name, function: _, offline: _ } => {
                comment(text, &format!("here runs the author's function `{name}`"));
            }
            Statement::Ddl(sql) | Statement::Dml(sql) => {
                let _ = writeln!(text, "{sql};");
            }
            Statement::Guard { query, table: _, column: _, value: _, beside: _ } => {
                comment(text, "asked first, and must find nothing:");
                comment(text, &format!("{query};"));
            }
            Statement::Live(Live::Conditional(Conditional { table: _, look, when, statements })) => {
                let found = match when {
                    When::Found => "something",
                    When::Missing => "nothing",
                };
                comment(text, &format!("only if this finds {found}: {look};"));
                draw_lines(text, statements);
            }
            Statement::Live(Live::Joined { table, with }) => {
                comment(text, &format!("done by the rebuild of `{table}` in operation {}", with + 1));
            }
            Statement::Live(live @ Live::Modify(_)) => {
                comment(
                    text,
                    "a run works this out from the stored definition, so that all else of the column stays;",
                );
                comment(text, "if the table is as the chain made it:");
                draw_lines(text, &live.offline());
            }
            Statement::Live(live @ Live::Rebuild(_)) => {
                comment(
                    text,
                    "a run works this out from the stored definition, so that all else in it stays;",
                );
                comment(text, "with foreign keys switched off, and if the database is as the chain made it:");
                draw_lines(text, &live.offline());
            }
        }
    }
}

/// A backfill as somebody runs it without us.
fn draw_backfill(text: &mut String, batches: &Batches) {
    comment(text, "a run commits it batch by batch and goes on behind the last one if it is stopped;");
    comment(text, "without one, in no transaction:");
    for sql in &batches.offline {
        match batches.dialect {
            // The client ends a statement at a semicolon unless it is told otherwise.
            Dialect::MySql if sql.contains(';') => {
                let _ = writeln!(text, "DELIMITER $$\n{sql}$$\nDELIMITER ;");
            }
            Dialect::MySql | Dialect::Postgres | Dialect::Sqlite => {
                let _ = writeln!(text, "{sql};");
            }
        }
    }
}

fn draw_lines<S: AsRef<str>>(text: &mut String, statements: &[S]) {
    for sql in statements {
        let _ = writeln!(text, "{};", sql.as_ref());
    }
}

/// The author's own SQL, as it is, and ended so that what follows is no part of it.
fn draw_author(text: &mut String, sql: &str) {
    let sql = sql.trim();
    text.push_str(sql);
    let last = sql.lines().next_back().unwrap_or_default();
    // A semicolon behind a comment would be in it.
    let is_comment = last.contains("--") || last.contains('#');
    match (is_comment, last.ends_with(';')) {
        (true, _) => text.push_str("\n;\n"),
        (false, true) => text.push('\n'),
        (false, false) => text.push_str(";\n"),
    }
}

/// Every line behind `-- `: a name can hold a line break, and what stands behind that must not run.
pub(super) fn comment(text: &mut String, what: &str) {
    for line in what.split(['\n', '\r']) {
        text.push_str("-- ");
        text.push_str(line);
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_does_not_end_a_comment() {
        let mut text = String::new();
        comment(&mut text, "create table `a\nDROP TABLE b\r-- c`");
        assert!(text.lines().all(|line| line.starts_with("-- ")), "{text}");
    }

    #[test]
    fn author_sql_is_ended_outside_its_comments() {
        for (sql, drawn) in [
            ("UPDATE a SET b = 1", "UPDATE a SET b = 1;\n"),
            ("UPDATE a SET b = 1;\n", "UPDATE a SET b = 1;\n"),
            ("UPDATE a SET b = 1 -- one", "UPDATE a SET b = 1 -- one\n;\n"),
            ("UPDATE a SET b = 1 -- one;", "UPDATE a SET b = 1 -- one;\n;\n"),
        ] {
            let mut text = String::new();
            draw_author(&mut text, sql);
            assert_eq!(text, drawn);
        }
    }
}
