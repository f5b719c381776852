//! Tables on SQLite.

use super::{attributes, column, constraint, conversion, names, rebuild, types};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::attributes::key_writes;
use crate::dialect::difference::{after, constraints};
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, columns_fit, table as require_table};
use crate::dialect::sql::{Lines, Remark, Sql, Text, pieces, sql};
use crate::dialect::{Unsupported, definition};
use crate::live::Change;
use crate::operation::{CreateTable, DropTable, Existing, RenameTable, SetTableOptions};
use crate::schema::{Action, ForeignKey, Index, Schema, SqliteTable, Table};
use crate::script::Statement;

/// The most columns of a table (manual, "Implementation Limits").
pub(super) const COLUMNS: usize = 2000;

/// Creates a table, then its indexes.
pub(super) fn create(operation: &CreateTable, before: &Schema) -> Lowered {
    let CreateTable { table, existing } = operation;
    names::table(table, before)?;
    columns_fit(Sqlite, table, COLUMNS)?;
    key_fits(table)?;
    constraint::conditions(&table.checks, &table.indexes, table)?;
    let words = definition::existing_words(*existing);
    let mut statements = vec![Statement::ddl(definition_with(before, table, words)?)];
    statements.extend(start(table, *existing));
    for index in &table.indexes {
        statements.push(Statement::ddl(definition::create_index_as(Sqlite, words, &table.name, index)?));
    }
    Ok(statements)
}

/// `CREATE TABLE`.
pub(super) fn definition(schema: &Schema, table: &Table) -> Result<Sql, Unsupported> {
    definition_with(schema, table, "")
}

/// `CREATE TABLE` with words before the name.
fn definition_with(schema: &Schema, table: &Table, words: &'static str) -> Result<Sql, Unsupported> {
    let constraints = constraints(table);
    let of = |column| column::definition_among(schema, table, &constraints, column);
    let mut parts = table.columns.iter().map(of).collect::<Result<Vec<_>, _>>()?;
    for constraint in constraints {
        if constraint::column_of(table, &constraint).is_none() {
            parts.push(definition::constraint(Sqlite, &constraint)?);
        }
    }
    let lines = Lines(&parts);
    let comment = table.comment.as_ref().map(|comment| pieces![Remark(comment), " "]);
    let options = options(table.options.sqlite).map(|words| pieces![" ", words]);
    let create = pieces!["CREATE TABLE ", words, &table.name, " ", comment, "(", lines, ")", options];
    Ok(Sql::of(Sqlite, lines.room(), create))
}

/// What stands behind the columns.
fn options(table: SqliteTable) -> Option<&'static str> {
    let SqliteTable { strict, without_rowid } = table;
    match (strict, without_rowid) {
        (false, false) => None,
        (false, true) => Some("WITHOUT ROWID"),
        (true, false) => Some("STRICT"),
        (true, true) => Some("STRICT, WITHOUT ROWID"),
    }
}

/// Makes a table strict, or one without a rowid, or the other way round. The table is rebuilt.
pub(super) fn set_options(operation: &SetTableOptions, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let (there, then) = (require_table(before, &operation.table)?, require_table(&after, &operation.table)?);
    let (old, new) = (there.options.sqlite, then.options.sqlite);
    if old == new {
        return Ok(Vec::new());
    }
    attributes::table(then)?;
    let options = options(new).map(str::to_owned);
    let mut changes = vec![Change::SetOptions { options }];
    for column in then.columns.iter().filter(|column| column.identity.is_none() && old.strict != new.strict) {
        let column_type = |table| types::column_type(&column.column_type, table).map(Sql::into_text);
        let (before_type, column_type) = (column_type(old)?, column_type(new)?);
        let name = || column.name.clone();
        if before_type != column_type {
            changes.push(Change::SetType { column: name(), column_type });
        }
        if new.strict && column.generated.is_none() {
            let wrong = conversion::wrong(&after, &column.name, &column.column_type).into_text();
            changes.push(Change::Expect { column: name(), words: column.column_type.to_string(), wrong });
        }
    }
    Ok(vec![rebuild::statement(&operation.table, changes, before)?])
}

/// Makes the first number that the table gives out another than one (manual, "AUTOINCREMENT").
fn start(table: &Table, existing: Existing) -> Option<Statement> {
    let start = table.columns.iter().find_map(|column| column.identity?.options.start)?;
    let values = sql!(Sqlite; Text(table.name.name.as_str()), ", ", start.saturating_sub(1));
    let name = Text(table.name.name.as_str());
    let insert = match existing {
        // A table that is there goes on as it does.
        Existing::Adopt => sql!(
            Sqlite;
            "INSERT INTO sqlite_sequence (name, seq) SELECT ", values,
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ", name, ")",
        ),
        Existing::Refuse => sql!(Sqlite; "INSERT INTO sqlite_sequence (name, seq) VALUES (", values, ")"),
    };
    (start > 1).then(|| Statement::ddl(insert))
}

/// A table has a key as it needs one: only the rowid is numbered, and only a primary key of one column is the rowid (manual,
/// "AUTOINCREMENT").
pub(super) fn key_fits(table: &Table) -> Result<(), Unsupported> {
    attributes::table(table)?;
    // SQLite takes the key, and refuses every row that it would write (tried on 3.51).
    table.foreign_keys.iter().try_for_each(|key| key_writes(key, table))?;
    let key = table.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    for column in table.columns.iter().filter(|column| column.identity.is_some()) {
        if *key != [column.name.clone()] {
            return Err(Unsupported::new(
                format!(
                    "SQLite numbers only the primary key, and identity `{}` of `{}` is not the whole of it",
                    column.name, table.name
                ),
                "make the column the primary key by itself, with a unique constraint for what else is unique",
            ));
        }
    }
    Ok(())
}

/// Drops a table.
pub(super) fn drop(operation: &DropTable, before: &Schema) -> Vec<Statement> {
    let mut statements = definition::drop_table(Sqlite, operation);
    // SQLite deletes the rows one by one before it drops their table, and RESTRICT does not wait for the last of them.
    let restricts =
        |key: &ForeignKey| key.referenced_table == operation.table && key.on_delete == Action::Restrict;
    let table = before.table(&operation.table);
    if !statements.is_empty() && table.is_some_and(|table| table.foreign_keys.iter().any(restricts)) {
        statements.insert(0, Statement::ddl(sql!(Sqlite; "PRAGMA defer_foreign_keys = ON")));
        statements.push(Statement::ddl(sql!(Sqlite; "PRAGMA defer_foreign_keys = OFF")));
    }
    statements
}

/// Renames a table. What is in it keeps its names, and foreign keys follow.
pub(super) fn rename(operation: &RenameTable, before: &Schema) -> Lowered {
    let RenameTable { from, to, inner: _ } = operation;
    names::relation(Role::Table, to, before)?;
    let table = require_table(before, from)?;
    let mut statements = Vec::new();
    let mut changes = Vec::new();
    for (name, after) in operation.followers(table) {
        match (table.index(&name), table.constraint(&name)) {
            (Some(index), _) => {
                names::relation(Role::Index, &after, before)?;
                statements.push(Statement::ddl(sql!(Sqlite; "DROP INDEX ", &name)));
                let index = Index { name: after, ..index.clone() };
                statements.push(Statement::ddl(definition::create_index(
                    Sqlite,
                    &operation.renamed(),
                    &index,
                )?));
            }
            (None, Some(constraint)) => changes.push(Change::RenameConstraint { constraint, to: after }),
            (None, None) => {}
        }
    }
    let rename = Statement::ddl(sql!(Sqlite; "ALTER TABLE ", from, " RENAME TO ", to));
    let rebuild = (!changes.is_empty()).then(|| rebuild::statement(from, changes, before)).transpose()?;
    Ok(rebuild.into_iter().chain([rename]).chain(statements).collect())
}
