//! What is done only where it is not done yet: the catalogue is asked first.

use super::lower::Lowered;
use super::mysql::look as mysql;
use super::sql::{Sql, Text, sql};
use super::{Dialect, Unsupported};
use crate::live::{Conditional, Live, When};
use crate::name::{Name, QualifiedName};
use crate::operation::{DropColumn, DropConstraint, Fate, IfNeeded, Operation};
use crate::schema::{Constraint, Schema};
use crate::script::Statement;

/// What is looked for.
enum Part<'a> {
    Column(&'a Name),
    Constraint(&'a Name),
    PrimaryKey(&'a Name),
}

/// The statements, behind a query that tells whether they are needed.
pub(super) fn lower(dialect: Dialect, operation: &IfNeeded, before: &Schema) -> Lowered {
    let IfNeeded { operation: inner, fate } = operation;
    match fate {
        Fate::Drop => {}
        Fate::Leave => return Ok(Vec::new()),
    }
    let (table, part, when) = if let Operation::AddColumn(add) = &**inner {
        (add.table(), Part::Column(&add.column().name), When::Missing)
    } else if let Operation::AddConstraint(add) = &**inner {
        let part = match &add.constraint {
            Constraint::PrimaryKey(key) => Part::PrimaryKey(&key.name),
            Constraint::Check(_)
            | Constraint::Exclusion(_)
            | Constraint::ForeignKey(_)
            | Constraint::Unique(_) => Part::Constraint(add.constraint.name()),
        };
        (&add.table, part, When::Missing)
    } else if let Operation::DropColumn(DropColumn { table, column, .. }) = &**inner {
        (table, Part::Column(column), When::Found)
    } else if let Operation::DropConstraint(DropConstraint { table, constraint }) = &**inner {
        let there = before.table(table).and_then(|table| table.primary_key.as_ref());
        let part = match there {
            Some(key) if key.name == *constraint => Part::PrimaryKey(constraint),
            Some(_) | None => Part::Constraint(constraint),
        };
        (table, part, When::Found)
    } else {
        return dialect.lower(inner, before);
    };
    let statements = if operation.is_unknown(before) {
        vec![unknown(dialect, table, &part)?.into_text()]
    } else {
        let lowered = dialect.lower(inner, before)?;
        lowered.into_iter().map(|statement| in_place(dialect, table, statement)).collect::<Result<_, _>>()?
    };
    let look = look(dialect, table, &part)?.into_text();
    Ok(vec![Statement::Live(Live::Conditional(Conditional { table: table.clone(), look, when, statements }))])
}

/// A statement that may run behind a query; a table that is made anew may not.
fn in_place(dialect: Dialect, table: &QualifiedName, statement: Statement) -> Result<String, Unsupported> {
    match statement {
        Statement::Ddl(sql) | Statement::Dml(sql) => Ok(sql),
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Guard { .. }
        | Statement::Live(_) => Err(anew(dialect, table)),
    }
}

fn anew(dialect: Dialect, table: &QualifiedName) -> Unsupported {
    Unsupported::new(
        format!(
            "table `{table}` would be made anew for it on {}, which is not done on a condition",
            dialect.title()
        ),
        "do it without `if_needed` there: `op.on(Sqlite, |op| …)` beside `op.on([Postgres, MySql], |op| op.if_needed(…))`",
    )
}

/// Drops what the chain does not know, and what is not there as a rule where somebody else runs what is printed. MySQL and
/// SQLite have no words for that; MySQL takes the comment for one.
fn unknown(dialect: Dialect, table: &QualifiedName, part: &Part<'_>) -> Result<Sql, Unsupported> {
    let if_exists = match dialect {
        Dialect::MySql => "/*M! IF EXISTS */ ",
        Dialect::Postgres => "IF EXISTS ",
        Dialect::Sqlite => "",
    };
    match (dialect, part) {
        (_, Part::Column(column)) => {
            Ok(sql!(dialect; "ALTER TABLE ", table, " DROP COLUMN ", if_exists, *column))
        }
        (Dialect::MySql | Dialect::Postgres, Part::Constraint(name) | Part::PrimaryKey(name)) => {
            Ok(sql!(dialect; "ALTER TABLE ", table, " DROP CONSTRAINT ", if_exists, *name))
        }
        (Dialect::Sqlite, Part::Constraint(_) | Part::PrimaryKey(_)) => Err(anew(dialect, table)),
    }
}

/// The query that finds it.
fn look(dialect: Dialect, table: &QualifiedName, part: &Part<'_>) -> Result<Sql, Unsupported> {
    Ok(match (dialect, part) {
        (Dialect::MySql, Part::Column(column)) => mysql::column(table, column),
        (Dialect::MySql, Part::Constraint(name)) => mysql::constraint(table, name),
        (Dialect::MySql, Part::PrimaryKey(_)) => mysql::constraint(table, &Name::from("PRIMARY")),
        (Dialect::Postgres, Part::Column(column)) => {
            let quoted = sql!(dialect; table).into_text();
            sql!(
                dialect; "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(", Text(&quoted),
                ") AND NOT attisdropped AND attname = ", Text(column.as_str()),
            )
        }
        (Dialect::Postgres, Part::Constraint(name) | Part::PrimaryKey(name)) => {
            let quoted = sql!(dialect; table).into_text();
            sql!(
                dialect; "SELECT 1 FROM pg_constraint WHERE conrelid = to_regclass(", Text(&quoted), ") AND conname = ",
                Text(name.as_str()),
            )
        }
        (Dialect::Sqlite, Part::Column(column)) => sql!(
            dialect; "SELECT 1 FROM pragma_table_xinfo(", Text(table.name.as_str()), ") WHERE lower(name) = lower(",
            Text(column.as_str()), ")",
        ),
        (Dialect::Sqlite, Part::Constraint(_) | Part::PrimaryKey(_)) => return Err(anew(dialect, table)),
    })
}
