//! Tables on PostgreSQL.

use super::{column, comment, constraint, names, options, schema};
use crate::dialect::Dialect::Postgres;
use crate::dialect::difference::{Difference, constraints};
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, definition};
use crate::name::{DERIVED_NAME_BYTES, Name, QualifiedName};
use crate::operation::{CreateTable, DropTable, Existing, InnerNames, MoveTable, RenameTable};
use crate::schema::{Constraint, Schema, Table};
use crate::script::Statement;

/// Creates a table, then its indexes.
pub(super) fn create(operation: &CreateTable, before: &Schema) -> Lowered {
    let CreateTable { table, existing } = operation;
    names::table(table)?;
    names::free_type(Role::Table, &table.name, before)?;
    constraint::keys(table)?;
    let mut parts = table.columns.iter().map(column::definition).collect::<Result<Vec<_>, _>>()?;
    let mut constraints = constraints(table);
    let twins = constraint::take_twins(&mut constraints);
    let late = take_late(table, &mut constraints);
    for constraint in constraints {
        parts.push(definition::constraint(Postgres, &constraint)?);
    }
    let words = definition::existing_words(*existing);
    let create = options::around(table, words, &parts)?;
    let mut statements = vec![Statement::ddl(create)];
    match existing {
        Existing::Adopt if !twins.is_empty() => return Err(twin_of_unknown(table, &twins[0])),
        Existing::Adopt if !late.is_empty() => return Err(late_of_unknown(table, &late[0])),
        Existing::Adopt | Existing::Refuse => statements.extend(add(&table.name, &twins)?),
    }
    for index in &table.indexes {
        let create = definition::create_index_as(Postgres, words, &table.name, index)?;
        statements.push(Statement::ddl(create));
    }
    statements.extend(add(&table.name, &late)?);
    statements.extend(table.comment.as_ref().map(|text| comment::of_table(&table.name, Some(text))));
    statements.extend(comment::of_columns(&table.name, &table.columns));
    Ok(statements)
}

/// Takes out the foreign keys of a table to itself whose columns are unique by an index alone, which comes behind the table.
fn take_late(table: &Table, constraints: &mut Vec<Constraint>) -> Vec<Constraint> {
    if !table.foreign_keys.iter().any(|key| key.referenced_table == table.name) {
        return Vec::new();
    }
    let bare = Table { indexes: Vec::new(), ..table.clone() };
    let is_late = |constraint: &mut Constraint| match constraint {
        Constraint::ForeignKey(key) => {
            key.referenced_table == table.name && !bare.is_key(&key.referenced_columns)
        }
        Constraint::Check(_)
        | Constraint::Exclusion(_)
        | Constraint::PrimaryKey(_)
        | Constraint::Unique(_) => false,
    };
    constraints.extract_if(.., is_late).collect()
}

fn late_of_unknown(table: &Table, key: &Constraint) -> Unsupported {
    Unsupported::new(
        format!(
            "{} `{}` references columns that are unique by an index alone, which comes behind the table",
            key.kind(),
            key.name()
        ),
        format!(
            "make them a unique constraint; or leave out `if_not_exists()`, so that the key can be added behind table `{}`",
            table.name
        ),
    )
}

/// Adds constraints, each by a statement of its own.
fn add(table: &QualifiedName, constraints: &[Constraint]) -> Lowered {
    let add = |constraint| {
        let constraint = definition::constraint(Postgres, constraint)?;
        Ok(Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, "\n    ADD ", constraint)))
    };
    constraints.iter().map(add).collect()
}

fn twin_of_unknown(table: &Table, twin: &Constraint) -> Unsupported {
    Unsupported::new(
        format!(
            "PostgreSQL leaves out {} `{}`, which has the columns of another key",
            twin.kind(),
            twin.name()
        ),
        format!(
            "leave it out of the table; or leave out `if_not_exists()`, so that it can be added behind table `{}`",
            table.name
        ),
    )
}

/// Drops a table.
pub(super) fn drop(operation: &DropTable) -> Vec<Statement> {
    definition::drop_table(Postgres, operation)
}

/// Renames a table. What is in it keeps its names, or follows, the sequence of an identity too.
pub(super) fn rename(operation: &RenameTable, before: &Schema) -> Lowered {
    let RenameTable { from, to, inner } = operation;
    names::name(Role::Table, to)?;
    let renamed = operation.renamed();
    names::free_type(Role::Table, &renamed, before)?;
    let mut statements = vec![Statement::ddl(sql!(Postgres; "ALTER TABLE ", from, " RENAME TO ", to))];
    let table = require_table(before, from)?;
    for (name, after) in operation.followers(table) {
        let (name, after) = (&name, &after);
        statements.push(Statement::ddl(if table.index(name).is_some() {
            names::name(Role::Index, after)?;
            sql!(Postgres; "ALTER INDEX ", &from.beside(name), " RENAME TO ", after)
        } else {
            names::name(Role::Constraint, after)?;
            sql!(Postgres; "ALTER TABLE ", &renamed, " RENAME CONSTRAINT ", name, " TO ", after)
        }));
    }
    match inner {
        InnerNames::Follow | InnerNames::Listed(_) => {
            let numbered = table.columns.iter().filter(|column| column.identity.is_some());
            statements.extend(numbered.filter_map(|column| rename_sequence(operation, &column.name)));
        }
        InnerNames::Keep => {}
    }
    Ok(statements)
}

/// Renames the sequence of an identity, if it has the name that PostgreSQL gives one. It has another where that was taken,
/// or too long.
fn rename_sequence(operation: &RenameTable, column: &Name) -> Option<Statement> {
    let name = |table: &Name| {
        let name = Name::from(format!("{table}_{column}_seq").as_str());
        (name.as_str().len() <= DERIVED_NAME_BYTES).then_some(name)
    };
    let (from, to) = (name(&operation.from.name)?, name(&operation.to)?);
    let sequence = operation.from.beside(&from);
    let quoted = |name: &QualifiedName| sql!(Postgres; name).into_text();
    let body = sql!(
        Postgres;
        "BEGIN IF pg_get_serial_sequence(", Text(&quoted(&operation.renamed())), ", ", Text(column.as_str()),
        ")::regclass = to_regclass(", Text(&quoted(&sequence)), ") THEN ALTER SEQUENCE ", &sequence, " RENAME TO ", &to,
        "; END IF; END",
    );
    Some(Statement::ddl(sql!(Postgres; "DO ", Text(&body.into_text()))))
}

/// Moves a table.
pub(super) fn move_to_schema(operation: &MoveTable, before: &Schema) -> Lowered {
    let MoveTable { table, schema } = operation;
    names::free_type(Role::Table, &operation.moved(), before)?;
    Ok(vec![schema::set(sql!(Postgres; "ALTER TABLE ", table), schema.as_ref())])
}

/// Makes a difference to a table: indexes that go, all else in one statement, indexes that come.
pub(super) fn alter(table: &QualifiedName, difference: &Difference) -> Lowered {
    let Difference {
        dropped_constraints,
        dropped_indexes,
        dropped_columns,
        added_columns,
        added_indexes,
        added_constraints,
    } = difference;
    let mut statements = Vec::new();
    let mut changes = Vec::new();
    for constraint in dropped_constraints {
        // A unique index cannot go before the table's own foreign key that references it.
        let first = match constraint {
            Constraint::Check(_)
            | Constraint::Exclusion(_)
            | Constraint::PrimaryKey(_)
            | Constraint::Unique(_) => false,
            Constraint::ForeignKey(key) => key.referenced_table == *table && !dropped_indexes.is_empty(),
        };
        let drop = sql!(Postgres; "DROP CONSTRAINT ", constraint.name());
        if first {
            statements.push(Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, " ", drop)));
        } else {
            changes.push(drop);
        }
    }
    for column in dropped_columns {
        changes.push(sql!(Postgres; "DROP COLUMN ", &column.name));
    }
    for column in added_columns {
        changes.push(sql!(Postgres; "ADD COLUMN ", column::definition(column)?));
    }
    let mut added_constraints = added_constraints.clone();
    let twins = constraint::take_twins(&mut added_constraints);
    for constraint in &added_constraints {
        changes.push(sql!(Postgres; "ADD ", definition::constraint(Postgres, constraint)?));
    }
    for index in dropped_indexes {
        statements.push(Statement::ddl(sql!(Postgres; "DROP INDEX ", &table.beside(&index.name))));
    }
    if !changes.is_empty() {
        let changes = Sql::join(Postgres, ",\n    ", changes);
        statements.push(Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, "\n    ", changes)));
    }
    statements.extend(add(table, &twins)?);
    for index in added_indexes {
        statements.push(Statement::ddl(definition::create_index(Postgres, table, index)?));
    }
    statements.extend(comment::of_columns(table, added_columns));
    Ok(statements)
}
