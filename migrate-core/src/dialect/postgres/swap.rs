//! An enum type in the place of another, since PostgreSQL neither takes a value out of one nor moves one (manual 15,
//! `ALTER TYPE`).
//!
//! The old type gets another name, the new one its own, and every column that uses it is cast. What compares such a column
//! with a value holds on to the old type: checks, conditions of indexes and foreign keys go before and come back behind.

use super::{column, enums, table, types, view};
use crate::dialect::Dialect::Postgres;
use crate::dialect::Unsupported;
use crate::dialect::difference::Difference;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{column as require_column, table as require_table};
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, ColumnType, Expression, IndexKey, Schema, Table};
use crate::script::Statement;

/// Puts a type with the values after in the place of the one before. Rows that hold the first of `map` get the second.
pub(super) fn types(
    name: &QualifiedName,
    before: &Schema,
    after: &Schema,
    map: Option<(&str, &str)>,
) -> Lowered {
    let values = after.enum_type(name).map(|enum_type| enum_type.values.clone()).unwrap_or_default();
    let old = name.beside(&Name::derive("old", name, []));
    let mut users = before.columns_of_enum(name).map(|(table, _)| table).collect::<Vec<_>>();
    users.dedup_by(|one, other| one.name == other.name);
    let mut statements = Vec::new();
    for user in &users {
        let held = held(user, name)?;
        statements.extend(table::alter(&user.name, &Difference::between(user, &without(user, &held)))?);
    }
    statements.push(Statement::ddl(sql!(Postgres; "ALTER TYPE ", name, " RENAME TO ", &old.name)));
    statements.push(Statement::ddl(enums::create_type(name, &values)));
    for user in &users {
        statements.push(Statement::ddl(cast(user, require_table(after, &user.name)?, name, map)?));
    }
    for user in &users {
        let (held, after) = (held(user, name)?, require_table(after, &user.name)?);
        let stripped = without(after, &held);
        statements.extend(table::alter(&user.name, &Difference::between(&stripped, after))?);
    }
    statements.push(Statement::ddl(sql!(Postgres; "DROP TYPE ", &old)));
    let columns = before.columns_of_enum(name).map(|(table, column)| (&table.name, &column.name));
    view::around_columns(statements, &columns.collect::<Vec<_>>(), before)
}

/// The names of the constraints and indexes of a table that hold on to the type of its columns.
fn held(table: &Table, name: &QualifiedName) -> Result<Vec<Name>, Unsupported> {
    let ours = table.columns.iter().filter(|column| column.column_type.enum_name() == Some(name));
    let ours = ours.map(|column| &column.name).collect::<Vec<_>>();
    let mentions = |expression: &Expression| ours.iter().any(|column| expression.mentions(column));
    if let Some(column) = table
        .columns
        .iter()
        .find(|column| column.generated.as_ref().is_some_and(|it| mentions(&it.expression)))
    {
        return Err(Unsupported::new(
            format!(
                "column `{}` of `{}` is computed from one of enum `{name}`, whose type PostgreSQL does not change then",
                column.name, table.name
            ),
            format!("drop `{}` first, and add it again behind", column.name),
        ));
    }
    let checks = table.checks.iter().filter(|check| mentions(&check.expression)).map(|check| &check.name);
    let keys =
        table.foreign_keys.iter().filter(|key| key.columns.iter().any(|column| ours.contains(&column)));
    let indexes = table.indexes.iter().filter(|index| {
        let computed = index.parts.iter().any(|part| match &part.key {
            IndexKey::Column(_) => false,
            IndexKey::Expression(expression) => mentions(expression),
        });
        computed || index.predicate.as_ref().is_some_and(mentions)
    });
    let exclusions = table.exclusions.iter().filter(|exclusion| {
        let part = |key: &IndexKey| match key {
            IndexKey::Column(column) => ours.contains(&column),
            IndexKey::Expression(expression) => mentions(expression),
        };
        exclusion.elements.iter().any(|element| part(&element.part.key))
            || exclusion.predicate.as_ref().is_some_and(mentions)
    });
    let names = checks.chain(keys.map(|key| &key.name)).chain(indexes.map(|index| &index.name));
    Ok(names.chain(exclusions.map(|exclusion| &exclusion.name)).cloned().collect())
}

fn without(table: &Table, held: &[Name]) -> Table {
    let mut table = table.clone();
    table.take_constraints(|name| held.contains(name));
    table.indexes.retain(|index| !held.contains(&index.name));
    table
}

/// Casts the columns of a table, with their defaults, in one statement.
fn cast(
    before: &Table,
    after: &Table,
    name: &QualifiedName,
    map: Option<(&str, &str)>,
) -> Result<Sql, Unsupported> {
    let mut changes = Vec::new();
    for old in before.columns.iter().filter(|column| column.column_type.enum_name() == Some(name)) {
        let part = |rest: Sql| sql!(Postgres; "ALTER COLUMN ", &old.name, " ", rest);
        if old.default.is_some() {
            changes.push(part(sql!(Postgres; "DROP DEFAULT")));
        }
        let column_type = types::column_type(&old.column_type)?;
        let using = sql!(Postgres; using(old, map), "::", column_type.clone());
        changes.push(part(sql!(Postgres; "TYPE ", column_type, " USING ", using)));
        let new = require_column(after, &old.name)?;
        if let Some(default) = &new.default {
            changes.push(part(sql!(Postgres; "SET DEFAULT ", column::default(new, default)?)));
        }
    }
    let changes = Sql::join(Postgres, ",\n    ", changes);
    Ok(sql!(Postgres; "ALTER TABLE ", &before.name, "\n    ", changes))
}

/// What a row's value is, as text.
fn using(column: &Column, map: Option<(&str, &str)>) -> Sql {
    let name = &column.name;
    match (&column.column_type, map) {
        (ColumnType::Array(_), None) => sql!(Postgres; name, "::text[]"),
        (ColumnType::Array(_), Some((from, to))) => {
            sql!(Postgres; "array_replace(", name, "::text[], ", Text(from), ", ", Text(to), ")")
        }
        (_, None) => sql!(Postgres; name, "::text"),
        (_, Some((from, to))) => {
            let (from, to) = (Text(from), Text(to));
            sql!(Postgres; "(CASE ", name, "::text WHEN ", from, " THEN ", to, " ELSE ", name, "::text END)")
        }
    }
}
