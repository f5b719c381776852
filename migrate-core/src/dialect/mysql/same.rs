//! Asking MySQL and MariaDB which texts mean the same.
//!
//! What a database holds is in the server's own words already. What is compared with it is made a part of something that
//! goes again, and read back: expressions on a temporary table of the same columns, queries as a view.

use super::catalogue::AS_KEPT;
use super::stored::{Whose, read_table, same_words};
use super::table;
use crate::dialect::Dialect::MySql;
use crate::dialect::same::{Subject, plainly};
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::{Name, QualifiedName};
use crate::operation::{CreateTable, Existing};
use crate::schema::{MySqlColumn, Schema, Table, TableOptions};
use crate::script::Statement;

/// What the names of all that goes again begin with.
pub(crate) const SCRATCH: &str = "migrate_same_";

/// Whether a view is one that was made to ask.
pub(crate) fn is_scratch(name: &str) -> bool {
    let number = name.strip_prefix(SCRATCH);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The query for the number of this connection, whose lock tells others that what is named after it is in use.
pub(crate) fn take() -> String {
    let (id, prefix) = ("CONNECTION_ID()", Text(SCRATCH));
    sql!(MySql; "SELECT ", id, ", GET_LOCK(CONCAT(", prefix, ", ", id, "), 0)").into_text()
}

/// Gives that lock back.
pub(crate) fn release(name: &str) -> String {
    sql!(MySql; "DO RELEASE_LOCK(", Text(name), ")").into_text()
}

/// The query for whether a view that was made to ask is in use no more, and what drops it then.
pub(crate) fn left(name: &str) -> [String; 2] {
    let is_free = sql!(MySql; "SELECT IS_FREE_LOCK(", Text(name), ")");
    [is_free, sql!(MySql; "DROP VIEW IF EXISTS ", &Name::from(name))].map(Sql::into_text)
}

/// Something that is made, asked for and dropped again.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    /// The statements, which answer with one row: its second column is the definition.
    pub(crate) sql: String,
    /// What drops it where they stopped halfway.
    pub(crate) clean: String,
    /// Whether others see it, as they do a view.
    pub(crate) is_seen: bool,
    /// The places of the pairs that it tells of.
    pub(crate) places: Vec<usize>,
}

/// What the server is to be asked, with the schema that the second of each pair is of.
pub(crate) fn probes(pairs: &[(Subject<'_>, Subject<'_>)], schema: &Schema, scratch: &str) -> Vec<Probe> {
    let mut probes = Vec::new();
    let mut tables = Vec::<(&Table, Vec<usize>)>::new();
    for (at, (_, subject)) in pairs.iter().enumerate() {
        match subject {
            Subject::Check(table, _)
            | Subject::Default(table, _)
            | Subject::Generated(table, _)
            | Subject::Index(table, _) => {
                match tables.iter_mut().find(|(other, _)| other.name == table.name) {
                    Some((_, places)) => places.push(at),
                    None => tables.push((table, vec![at])),
                }
            }
            Subject::View(view) => {
                let name = Name::from(scratch);
                let create = sql!(MySql; "CREATE OR REPLACE VIEW ", &name, " AS ", &view.query);
                let clean = sql!(MySql; "DROP VIEW IF EXISTS ", &name).into_text();
                let show = sql!(MySql; "SHOW CREATE VIEW ", &name).into_text();
                let sql = [create.into_text(), show, clean.clone()].join(";\n");
                probes.push(Probe { sql, clean, is_seen: true, places: vec![at] });
            }
            // Their texts are kept as they are written; there are no exclusion constraints, and partitions are no tables.
            Subject::Exclusion(..)
            | Subject::Function(_)
            | Subject::Partition(..)
            | Subject::PartitionKey(_)
            | Subject::TableTrigger(..)
            | Subject::ViewTrigger(..) => {}
        }
    }
    for (table, places) in tables {
        let subjects = places.iter().map(|at| pairs[*at].1).collect::<Vec<_>>();
        probes.extend(table_probe(table, &subjects, schema, scratch, places));
    }
    probes
}

fn table_probe(
    of: &Table,
    subjects: &[Subject<'_>],
    schema: &Schema,
    scratch: &str,
    places: Vec<usize>,
) -> Option<Probe> {
    let is_asked = |wanted: &dyn Fn(&Subject<'_>) -> bool| subjects.iter().any(wanted);
    let mut table = Table::new(QualifiedName::from(scratch));
    table.columns.clone_from(&of.columns);
    for column in &mut table.columns {
        let asked = |it: &Subject<'_>| matches!(it, Subject::Default(_, other) if other.name == column.name);
        if !is_asked(&asked) {
            column.default = None;
        }
        column.identity = None;
        column.mysql = MySqlColumn::default();
    }
    let checks = of
        .checks
        .iter()
        .filter(|check| is_asked(&|it| matches!(it, Subject::Check(_, other) if other.name == check.name)));
    table.checks = checks.cloned().collect();
    let indexes = of
        .indexes
        .iter()
        .filter(|index| is_asked(&|it| matches!(it, Subject::Index(_, other) if other.name == index.name)));
    table.indexes = indexes.cloned().collect();
    table.options = TableOptions::default();
    (table.options.mysql.charset, table.options.mysql.collation) =
        (of.options.mysql.charset.clone(), of.options.mysql.collation.clone());
    let create = CreateTable { table, existing: Existing::Refuse };
    let statements = table::create(&create, schema).ok()?;
    let create = statements.into_iter().find_map(|statement| match statement {
        Statement::Ddl(sql) => {
            sql.strip_prefix("CREATE TABLE ").map(|rest| format!("CREATE TEMPORARY TABLE {rest}"))
        }
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Dml(_)
        | Statement::Guard { .. }
        | Statement::Live(_) => None,
    })?;
    let name = Name::from(scratch);
    let show = sql!(MySql; "SHOW CREATE TABLE ", &name).into_text();
    let clean = sql!(MySql; "DROP TEMPORARY TABLE IF EXISTS ", &name).into_text();
    let [as_kept, end] = AS_KEPT.map(str::to_owned);
    let sql = [clean.clone(), create, as_kept, show, end, clean.clone()].join(";\n");
    Some(Probe { sql, clean, is_seen: false, places })
}

/// Which of the pairs that a probe tells of are the same, by the definition that it answered with.
pub(crate) fn answered(
    probe: &Probe,
    definition: &str,
    pairs: &[(Subject<'_>, Subject<'_>)],
    scratch: &str,
    whose: Whose,
) -> Vec<usize> {
    let made = read_table(definition, &QualifiedName::from(scratch), whose).map(|found| found.table);
    let made = made.as_ref();
    let is_same = |at: &&usize| match pairs[**at] {
        (Subject::View(there), Subject::View(_)) => {
            let head = format!("VIEW `{scratch}` AS ");
            let query = definition.find(&head).map(|start| &definition[start + head.len()..]);
            query.is_some_and(|query| same_words(query, &there.query.text(MySql)))
        }
        (Subject::Check(table, there), Subject::Check(_, it)) => {
            let made = made.and_then(|made| made.checks.iter().find(|made| made.name == it.name));
            made.is_some_and(|made| plainly(MySql, Subject::Check(table, there), Subject::Check(table, made)))
        }
        (Subject::Default(_, there), Subject::Default(_, it)) => {
            made.and_then(|made| made.column(&it.name)).is_some_and(|made| made.default == there.default)
        }
        (Subject::Generated(_, there), Subject::Generated(_, it)) => {
            made.and_then(|made| made.column(&it.name)).is_some_and(|made| made.generated == there.generated)
        }
        (Subject::Index(table, there), Subject::Index(_, it)) => {
            let made = made.and_then(|made| made.index(&it.name));
            made.is_some_and(|made| plainly(MySql, Subject::Index(table, there), Subject::Index(table, made)))
        }
        _ => false,
    };
    probe.places.iter().filter(is_same).copied().collect()
}
