//! Tables on MySQL and MariaDB.
//!
//! They are compared as bytes (`utf8mb4_bin`), as text is on PostgreSQL and SQLite; the servers' own default takes
//! `a`, `A` and `á` for one. Blanks at the end are passed over in comparisons.

use super::{attributes, column, constraint, index, look, names, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::{Difference, after, constraints};
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, definition};
use crate::live::When;
use crate::name::QualifiedName;
use crate::operation::{CreateTable, DropTable, RenameTable};
use crate::schema::{Constraint, MySqlTable, Schema, Table};
use crate::script::Statement;

/// Creates a table with its indexes.
pub(super) fn create(operation: &CreateTable, before: &Schema) -> Lowered {
    let CreateTable { table, existing } = operation;
    fits(table, before)?;
    names::free_foreign_keys(&table.name, &constraints(table), before)?;
    let columns = table.columns.iter().map(|column| column::definition(column, before));
    let mut parts = columns.collect::<Result<Vec<_>, _>>()?;
    types::row_fits(&table.columns)?;
    let (keys, others): (Vec<_>, Vec<_>) = constraints(table)
        .into_iter()
        .partition(|constraint| matches!(constraint, Constraint::PrimaryKey(_) | Constraint::Unique(_)));
    for constraint in keys {
        parts.push(definition::constraint(MySql, &constraint)?);
    }
    for index in &constraint::supported(table).indexes {
        parts.push(index::definition(index)?);
    }
    for constraint in others {
        parts.push(definition::constraint(MySql, &constraint)?);
    }
    let parts = Sql::join(MySql, ",\n    ", parts);
    let existing = definition::existing_words(*existing);
    let create =
        sql!(MySql; "CREATE TABLE ", existing, &table.name, " (\n    ", parts, "\n)", options(table));
    Ok(vec![Statement::ddl(create)])
}

/// What stands behind the columns. A character set without a collation has its own default one, as a collation is of one
/// character set alone.
fn options(table: &Table) -> Sql {
    let MySqlTable { engine, charset, collation } = &table.options.mysql;
    let mut sql = sql!(MySql; " ENGINE=", engine.as_ref(), engine.is_none().then_some("InnoDB"));
    match (charset, collation) {
        (None, None) => sql.push(" DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"),
        (Some(charset), None) => sql.push(sql!(MySql; " DEFAULT CHARSET=", charset)),
        (None, Some(collation)) => sql.push(sql!(MySql; " COLLATE=", collation)),
        (Some(charset), Some(collation)) => {
            sql.push(sql!(MySql; " DEFAULT CHARSET=", charset, " COLLATE=", collation));
        }
    }
    if let Some(start) = table.columns.iter().find_map(|column| column.identity?.options.start) {
        sql.push(sql!(MySql; " AUTO_INCREMENT=", start));
    }
    if let Some(comment) = &table.comment {
        sql.push(sql!(MySql; " COMMENT=", Text(comment)));
    }
    sql
}

/// Drops a table.
pub(super) fn drop(operation: &DropTable) -> Vec<Statement> {
    definition::drop_table(MySql, operation)
}

/// Renames a table. What is in it keeps its names, and foreign keys follow.
pub(super) fn rename(operation: &RenameTable, before: &Schema) -> Lowered {
    let RenameTable { from, to, inner: _ } = operation;
    names::name(Role::Table, to)?;
    let table = require_table(before, from)?;
    let references_itself = table.foreign_keys.iter().any(|key| key.referenced_table == *from);
    if references_itself || before.references_to(from).next().is_some() {
        names::referenced(&operation.renamed())?;
    }
    let rename = sql!(MySql; "ALTER TABLE ", from, " RENAME TO ", to);
    match rename_inner(operation, table, before)? {
        None => Ok(vec![Statement::ddl(rename)]),
        // A run that was killed between the two begins again, and does what is left to do.
        Some((is_done, names)) => {
            let table = operation.renamed();
            Ok(vec![
                look::conditional(&table, look::table(from), When::Found, rename),
                look::conditional(&table, is_done, When::Missing, names),
            ])
        }
    }
}

/// Renames what is in a table and follows its name, behind a query that finds whether that is done: in a statement of its own, since MariaDB 10.11 forgets the other foreign
/// keys of a table that is renamed in one statement with a foreign key dropped and another added.
fn rename_inner(
    operation: &RenameTable,
    table: &Table,
    before: &Schema,
) -> Result<Option<(Sql, Sql)>, Unsupported> {
    let after = after(before, operation.clone())?;
    let renamed = operation.renamed();
    let described = require_table(&after, &renamed)?;
    fits(described, &after)?;
    let (there, then) = (constraint::supported(table), constraint::supported(described));
    let mut drops = Vec::new();
    let mut changes = Vec::new();
    let mut additions = Vec::new();
    let mut added = Vec::new();
    let mut is_done = None;
    for (old, new) in constraints(&there).iter().zip(&constraints(&then)) {
        if old.name() == new.name() {
            continue;
        }
        match new {
            // It is called `PRIMARY` whatever its name.
            Constraint::PrimaryKey(_) => {}
            Constraint::Unique(_) => {
                changes.push(sql!(MySql; "RENAME INDEX ", old.name(), " TO ", new.name()));
                is_done = Some(look::index(&renamed, new.name()));
            }
            Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => {
                is_done = Some(look::constraint(&renamed, new.name()));
                drops.push(sql!(MySql; constraint::drop_words(old), old.name()));
                additions.push(sql!(MySql; "ADD ", definition::constraint(MySql, new)?));
                added.push(new.clone());
            }
        }
    }
    names::free_foreign_keys(&renamed, &added, &after)?;
    for (old, new) in there.indexes.iter().zip(&then.indexes).filter(|(old, new)| old.name != new.name) {
        changes.push(sql!(MySql; "RENAME INDEX ", &old.name, " TO ", &new.name));
        is_done = Some(look::index(&renamed, &new.name));
    }
    drops.extend(changes);
    drops.extend(additions);
    let changes = Sql::join(MySql, ",\n    ", drops);
    Ok(is_done.map(|is_done| (is_done, sql!(MySql; "ALTER TABLE ", &renamed, "\n    ", changes))))
}

/// What the servers ask of a table.
pub(super) fn fits(table: &Table, schema: &Schema) -> Result<(), Unsupported> {
    names::table(table)?;
    attributes::table(table)?;
    constraint::fits(table, schema)
}

/// Makes the difference between two schemas to a table, in one statement: no statement of the servers' can be taken
/// back, so an operation is in or it is not.
pub(super) fn alter(name: &QualifiedName, before: &Schema, after: &Schema) -> Lowered {
    let table = require_table(after, name)?;
    fits(table, after)?;
    for (_, key) in after.references_to(name) {
        constraint::references_fit(key, table)?;
    }
    let before_table = require_table(before, name)?;
    let difference = Difference::between(&constraint::supported(before_table), &constraint::supported(table));
    names::free_foreign_keys(name, &difference.added_constraints, before)?;
    let Difference {
        dropped_constraints,
        dropped_indexes,
        dropped_columns,
        added_columns,
        added_indexes,
        added_constraints,
    } = difference;
    constraint::drops_fit(name, &dropped_constraints, &dropped_indexes)?;
    let mut changes = Vec::new();
    for constraint in &dropped_constraints {
        let words = constraint::drop_words(constraint);
        changes.push(match constraint {
            Constraint::PrimaryKey(_) => sql!(MySql; words),
            Constraint::Check(_)
            | Constraint::Exclusion(_)
            | Constraint::ForeignKey(_)
            | Constraint::Unique(_) => {
                sql!(MySql; words, constraint.name())
            }
        });
    }
    for index in &dropped_indexes {
        changes.push(sql!(MySql; "DROP INDEX ", &index.name));
    }
    for column in &dropped_columns {
        changes.push(sql!(MySql; "DROP COLUMN ", &column.name));
    }
    for column in &added_columns {
        changes.push(sql!(MySql; "ADD COLUMN ", column::definition(column, after)?));
    }
    types::row_fits(&table.columns)?;
    for index in &added_indexes {
        changes.push(sql!(MySql; "ADD ", index::definition(index)?));
    }
    for constraint in &added_constraints {
        changes.push(sql!(MySql; "ADD ", definition::constraint(MySql, constraint)?));
    }
    // An index that goes may be the very one that a foreign key needs from now on.
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let changes = Sql::join(MySql, ",\n    ", changes);
    Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", name, "\n    ", changes))])
}
