//! Tables of SQLite made anew, for what `ALTER TABLE` cannot do there.
//!
//! `change` makes the changes on the stored definition, `expand` works out the statements, `join` puts several changes of
//! one table together. All of it is pure: the catalogue comes as rows, from a database or from the replayed schema.

pub(in crate::dialect) mod authored;
mod change;
mod copying;
mod doubles;
mod expand;
mod fault;
pub(in crate::dialect) mod join;
pub(crate) mod probes;
#[cfg(test)]
mod tests;

use super::{constraint, table};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::difference::Difference;
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, definition};
use crate::live::{Change, Live, Offline, Rebuild};
use crate::name::{Name, QualifiedName};
use crate::schema::{Constraint, Index, Schema, Table};
use crate::script::Statement;

pub(crate) use doubles::doubles;
pub(super) use expand::BEFORE;
pub(crate) use expand::{Ask, Entry, Expansion, Kind, Piece, expand};
pub use fault::RebuildFault;
pub(crate) use probes::{look, mentions};

/// The statement that makes these changes.
pub(super) fn statement(
    table: &QualifiedName,
    changes: Vec<Change>,
    before: &Schema,
) -> Result<Statement, Unsupported> {
    let mut rebuild = Rebuild { table: table.clone(), changes, offline: Vec::new() };
    rebuild.offline = offline(&rebuild, before)?;
    Ok(Statement::Live(Live::Rebuild(rebuild)))
}

/// The SQL if the database held nothing but what the chain made.
fn offline(rebuild: &Rebuild, before: &Schema) -> Result<Vec<Offline>, Unsupported> {
    let there = require_table(before, &rebuild.table)?;
    let expansion = expand(&entries(before, there)?, rebuild)
        .map_err(|fault| Unsupported::new(fault.to_string(), "mend the operations before this one"))?;
    let table = &rebuild.table;
    let statements = expansion.pieces.into_iter().map(|piece| match piece {
        Piece::Ask { query, fault } => {
            let says = match fault {
                Ask::Nulls(column) => format!("rows of table `{table}` hold NULL in `{column}`"),
                Ask::Rows => format!("not all rows of table `{table}` were copied"),
                Ask::Values(column, column_type) => {
                    format!("rows of table `{table}` hold values in `{column}` that are no {column_type}")
                }
            };
            Offline::Ask { query, says }
        }
        Piece::Copy(copying) => Offline::Run(copying.sql),
        Piece::Index { sql, doubles: _ } => Offline::Run(sql),
        Piece::Run(sql) => Offline::Run(sql.trim_end_matches(';').to_owned()),
    });
    let legacy = |value| Offline::Run(sql!(Sqlite; "PRAGMA legacy_alter_table = ", value).into_text());
    let asked = strangers(before, there).into_iter().map(|(query, what)| {
        let says = format!(
            "table `{table}` has {what} that the chain does not know, and a script would lose: run `upgrade`"
        );
        Offline::Ask { query, says }
    });
    Ok(asked.chain([legacy("ON")]).chain(statements).chain([legacy("OFF")]).collect())
}

/// Queries for what a table has that the chain did not make.
fn strangers(schema: &Schema, there: &Table) -> [(String, &'static str); 2] {
    let name = Text(there.name.name.as_str());
    let list = |names: Vec<&Name>| {
        Sql::list(Sqlite, names.into_iter().map(|name| sql!(Sqlite; "lower(", Text(name.as_str()), ")")))
    };
    let columns = list(there.columns.iter().map(|column| &column.name).collect());
    let triggers =
        schema.triggers().filter(|trigger| trigger.table == there.name).map(|trigger| &trigger.name);
    let objects = list(there.indexes.iter().map(|index| &index.name).chain(triggers).collect());
    let column = sql!(
        Sqlite; "SELECT 1 FROM pragma_table_xinfo(", name, ") WHERE lower(name) NOT IN (", columns, ")"
    );
    let object = sql!(
        Sqlite; "SELECT 1 FROM main.sqlite_master WHERE lower(tbl_name) = lower(", name,
        ") AND type IN ('index', 'trigger') AND sql IS NOT NULL AND lower(name) NOT IN (", objects, ")",
    );
    [(column.into_text(), "columns"), (object.into_text(), "indexes or triggers")]
}

/// What the catalogue would hold of a table if the chain alone had made it.
fn entries(schema: &Schema, there: &Table) -> Result<Vec<Entry>, Unsupported> {
    let name = &there.name.name;
    let entry =
        |kind, of: &Name, sql| Entry { kind, name: of.to_string(), table: name.to_string(), sql: Some(sql) };
    let definition = table::definition(schema, there)?.into_text();
    let mut entries = vec![entry(Kind::Table, name, definition)];
    for index in &there.indexes {
        let sql = definition::create_index(Sqlite, &there.name, index)?.into_text();
        entries.push(entry(Kind::Index, &index.name, sql));
    }
    for trigger in schema.triggers().filter(|trigger| trigger.table == there.name) {
        entries.push(entry(Kind::Trigger, &trigger.name, super::trigger::definition(trigger)?.into_text()));
    }
    Ok(entries)
}

/// The change that adds a constraint to a table, which is given with it.
pub(super) fn addition(after: &Table, constraint: &Constraint) -> Result<Change, Unsupported> {
    let name = constraint.name().clone();
    Ok(match constraint::column_of(after, constraint) {
        Some(column) => Change::AddConstraint {
            constraint: name,
            column: Some(column.clone()),
            definition: super::column::column_constraint(constraint)?.into_text(),
        },
        None => Change::AddConstraint {
            constraint: name,
            column: None,
            definition: definition::constraint(Sqlite, constraint)?.into_text(),
        },
    })
}

/// The change that adds an index to a table.
pub(super) fn index_addition(table: &QualifiedName, index: &Index) -> Result<Change, Unsupported> {
    let sql = definition::create_index(Sqlite, table, index)?.into_text();
    Ok(Change::AddIndex { index: index.name.clone(), sql, doubles: doubles(table, index)? })
}

/// What of a table's constraints, indexes and generated columns has other texts.
pub(super) fn texts(there: &Table, then: &Table) -> Result<Vec<Change>, Unsupported> {
    let difference = Difference::between(there, then);
    let mut changes = Vec::new();
    for constraint in difference.dropped_constraints {
        changes.push(Change::DropConstraint { constraint });
    }
    for index in difference.dropped_indexes {
        changes.push(Change::DropIndex { index: index.name });
    }
    for new in &then.columns {
        let old = there.column(&new.name).and_then(|old| old.generated.as_ref());
        if old != new.generated.as_ref() {
            let generated = new.generated.as_ref().map(|it| super::column::generated(&new.name, it));
            let generated = generated.transpose()?.map(Sql::into_text);
            changes.push(Change::SetGenerated { column: new.name.clone(), generated });
        }
    }
    for constraint in &difference.added_constraints {
        changes.push(addition(then, constraint)?);
    }
    for index in &difference.added_indexes {
        changes.push(index_addition(&then.name, index)?);
    }
    Ok(changes)
}
