//! Tables on MySQL and MariaDB.
//!
//! They are compared as bytes (`utf8mb4_bin`), as text is on PostgreSQL and SQLite; the servers' own default takes
//! `a`, `A` and `á` for one. Blanks at the end are passed over in comparisons.

use super::{attributes, column, constraint, index, look, modify, names, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::{Difference, after, constraints};
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::{Lines, Sql, Text, pieces, sql};
use crate::dialect::{Unsupported, author, definition};
use crate::live::When;
use crate::name::{Name, QualifiedName};
use crate::operation::{Change, CreateTable, DropTable, Engine, RenameTable, SetTableOptions, TextEncoding};
use crate::schema::{ColumnType, Constraint, Expression, MySqlTable, Schema, Table};
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
    for index in table.indexes.iter().chain(&constraint::supporting_indexes(table)) {
        parts.push(index::definition(index)?);
    }
    for constraint in others {
        parts.push(definition::constraint(MySql, &constraint)?);
    }
    let (existing, lines, options) = (definition::existing_words(*existing), Lines(&parts), options(table)?);
    let create = pieces!["CREATE TABLE ", existing, &table.name, " (", lines, ")", options];
    let create = Sql::of(MySql, lines.room(), create);
    Ok(vec![Statement::ddl(create)])
}

/// What stands behind the columns. A character set without a collation has its own default one, as a collation is of one
/// character set alone.
fn options(table: &Table) -> Result<Sql, Unsupported> {
    let MySqlTable { engine, charset, collation, others, partition_by } = &table.options.mysql;
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
    if let Some(others) = others {
        let what = format!("what is said of table `{}`", table.name);
        sql.push(sql!(MySql; " ", author::expression(MySql, &what, &Expression::from(others.as_str()))?));
    }
    if let Some(partition_by) = partition_by {
        let what = format!("the partitions of table `{}`", table.name);
        sql.push(sql!(MySql; "\nPARTITION BY ", author::expression(MySql, &what, partition_by)?));
    }
    Ok(sql)
}

/// Gives a table another engine, or its text another character set. One statement, which refuses text that the character
/// set does not have.
pub(super) fn set_options(operation: &SetTableOptions, before: &Schema) -> Lowered {
    let SetTableOptions {
        table: name,
        engine,
        text,
        strict: _,
        without_rowid: _,
        partition_by,
        parameters: _,
        unlogged: _,
    } = operation;
    let after = after(before, operation.clone())?;
    let table = require_table(&after, name)?;
    fits(table, &after)?;
    let mut changes = Vec::new();
    if let Some(Engine { name: engine }) = engine {
        engine_fits(engine.as_ref(), table, before)?;
        changes.push(sql!(MySql; "ENGINE=", engine.as_ref(), engine.is_none().then_some("InnoDB")));
    }
    if let Some(text) = text {
        converts(table, before)?;
        changes.push(sql!(MySql; "CONVERT TO ", characters(text)));
    }
    let partitions = match partition_by {
        None => None,
        Some(Change::Drop) => Some(sql!(MySql; " REMOVE PARTITIONING")),
        Some(Change::Set(partition_by)) => {
            let what = format!("the partitions of table `{name}`");
            Some(sql!(MySql; " PARTITION BY ", author::expression(MySql, &what, partition_by)?))
        }
    };
    if changes.is_empty() && partitions.is_none() {
        return Ok(Vec::new());
    }
    let changes = (!changes.is_empty()).then(|| sql!(MySql; " ", Sql::list(MySql, changes)));
    let change = sql!(MySql; "ALTER TABLE ", name, changes, partitions);
    Ok(modify::strictly(change).into_iter().map(Statement::Ddl).collect())
}

/// A character set with a collation. A collation's name begins with its character set's.
fn characters(text: &TextEncoding) -> Sql {
    let TextEncoding { charset, collation } = text;
    match (charset, collation) {
        (None, None) => sql!(MySql; "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"),
        (Some(charset), None) => sql!(MySql; "CHARACTER SET ", charset),
        (None, Some(collation)) => {
            let charset = Name::from(collation.as_str().split('_').next().unwrap_or_default());
            sql!(MySql; "CHARACTER SET ", &charset, " COLLATE ", collation)
        }
        (Some(charset), Some(collation)) => {
            sql!(MySql; "CHARACTER SET ", charset, " COLLATE ", collation)
        }
    }
}

/// `CONVERT TO` takes all columns of text along: what has a collation of its own, JSON among it, would lose that, and
/// what foreign keys hold cannot go.
fn converts(table: &Table, before: &Schema) -> Result<(), Unsupported> {
    let own = table.columns.iter().find(|column| {
        let is_own = column.collation.as_ref().is_some_and(|collation| collation.name(MySql).is_some());
        is_own || matches!(column.column_type, ColumnType::Json | ColumnType::Jsonb)
    });
    if let Some(column) = own {
        return Err(Unsupported::new(
            format!(
                "column `{}` has a collation of its own, which MySQL and MariaDB convert with the others",
                column.name
            ),
            "say it for each column, `c.collate(…)`, or drop that of the column first and set it again behind",
        ));
    }
    let texts = table
        .columns
        .iter()
        .filter(|column| column.column_type.is_text() || column.column_type.enum_name().is_some());
    let texts = texts.map(|column| (table.name.clone(), column.name.clone())).collect::<Vec<_>>();
    match before.keys_of_columns(&texts).first() {
        None => Ok(()),
        Some((by, key)) => Err(Unsupported::new(
            format!("foreign key `{}` of `{}` is of text that would be converted", key.name, by.name),
            format!(
                "drop it first, `op.drop_constraint({}, \"{}\")`, convert both tables, and add it again behind",
                by.name.source(),
                key.name
            ),
        )),
    }
}

/// Only InnoDB has foreign keys.
fn engine_fits(engine: Option<&Name>, table: &Table, before: &Schema) -> Result<(), Unsupported> {
    let is_innodb = engine.is_none_or(|engine| engine.as_str().eq_ignore_ascii_case("InnoDB"));
    match before.references_to(&table.name).next() {
        Some((by, key)) if !is_innodb => Err(Unsupported::new(
            format!(
                "foreign key `{}` of `{}` references the table, as it can of InnoDB alone",
                key.name, by.name
            ),
            "leave it of InnoDB, or drop the foreign key first",
        )),
        Some(_) | None => Ok(()),
    }
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
