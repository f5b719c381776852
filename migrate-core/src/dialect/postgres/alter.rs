//! Changes of a column on PostgreSQL.
//!
//! `ALTER TABLE` does the parts of one statement in an order of its own: what goes, types, NULL, what comes (source of
//! 15, `AlterTablePass`). Indexes, constraints and foreign keys of the column are made again by the server.

use super::{column, constraint, names, table, types, view};
use crate::dialect::Dialect::Postgres;
use crate::dialect::difference::{Difference, after};
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, column as require_column, table as require_table};
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, author};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, Change, Nullability, RenameConstraint, ReplacePrimaryKey, SetType};
use crate::schema::{Column, ColumnType, Schema, Table, Timing};
use crate::script::Statement;

/// Changes a column: its type and default, then the rows that hold NULL, then what they must not break.
pub(super) fn alter(operation: &AlterColumn, before: &Schema) -> Lowered {
    let statements = in_place(operation, before, &after(before, operation.clone())?)?;
    if operation.set_type.is_some() || operation.collation.is_some() {
        view::around(statements, &operation.table, &operation.column, before)
    } else {
        Ok(statements)
    }
}

/// Changes a column that no view needs.
pub(super) fn in_place(operation: &AlterColumn, before: &Schema, after: &Schema) -> Lowered {
    let AlterColumn { table, column: name, set_type, nullability, default, identity, collation, mysql: _ } =
        operation;
    let described = require_table(after, table)?;
    constraint::keys(described)?;
    let (old, new) = (require_column(require_table(before, table)?, name)?, require_column(described, name)?);
    if set_type.is_some() || collation.is_some() {
        ungenerated(described, name)?;
    }
    let part = |rest: Sql| sql!(Postgres; "ALTER COLUMN ", name, " ", rest);
    let mut first = Vec::new();
    // No default is cast along with its column: the new type has it written anew.
    let restated = set_type.is_some() && old.default.is_some();
    if restated || *default == Some(Change::Drop) {
        first.push(part(sql!(Postgres; "DROP DEFAULT")));
    }
    let compared = |column: &Column| column.collation.as_ref().and_then(|it| it.name(Postgres)).cloned();
    let recollated = collation.is_some() && compared(old) != compared(new);
    if set_type.is_some() || recollated {
        // Without it, a type has its own collation.
        let collation = compared(new).map(|collation| sql!(Postgres; " COLLATE ", &collation));
        let using = set_type.as_ref().map(|set_type| using(old, set_type)).transpose()?.flatten();
        let column_type = types::column_type(&new.column_type)?;
        first.push(part(sql!(Postgres; "TYPE ", column_type, collation, using)));
    }
    if (restated || default.is_some())
        && let Some(default) = &new.default
    {
        first.push(part(sql!(Postgres; "SET DEFAULT ", column::default(new, default)?)));
    }
    let mut last = Vec::new();
    match nullability {
        Some(Nullability::NotNull { fill: _ }) => last.push(part(sql!(Postgres; "SET NOT NULL"))),
        Some(Nullability::Nullable) => last.push(part(sql!(Postgres; "DROP NOT NULL"))),
        None => {}
    }
    match identity {
        Some(Change::Drop) => last.push(part(sql!(Postgres; "DROP IDENTITY"))),
        Some(Change::Set(identity)) => {
            // An identity of another kind has a new sequence, which cannot come before the old one is gone.
            if old.identity.is_some() {
                first.push(part(sql!(Postgres; "DROP IDENTITY")));
            }
            last.push(part(sql!(Postgres; "ADD", column::identity(identity))));
        }
        None => {}
    }
    let mut statements = Vec::new();
    let renumbered = old.identity.is_some() && matches!(identity, Some(Change::Set(_)));
    if let Some(fill) = operation.fill() {
        statements.extend(changes(table, first));
        let value = column::default(new, fill)?;
        let fill = sql!(Postgres; "UPDATE ", table, " SET ", name, " = ", value, " WHERE ", name, " IS NULL");
        statements.push(Statement::dml(fill));
        // A table is not altered while checks of its rows are put off.
        if described.constraints().any(|constraint| constraint.timing() == Timing::Deferred) {
            statements.push(Statement::dml(sql!(Postgres; "SET CONSTRAINTS ALL IMMEDIATE")));
        }
        statements.extend(changes(table, last));
    } else if renumbered {
        statements.extend(changes(table, first));
        statements.extend(changes(table, last));
    } else {
        first.extend(last);
        statements.extend(changes(table, first));
    }
    if matches!(identity, Some(Change::Set(_))) {
        statements.push(Statement::dml(behind(table, name)));
    }
    Ok(statements)
}

/// The type of a column that others are computed from does not change (tried on 15).
fn ungenerated(table: &Table, name: &Name) -> Result<(), Unsupported> {
    let uses = |column: &&Column| {
        column.generated.as_ref().is_some_and(|generated| generated.expression.mentions(name))
    };
    match table.columns.iter().find(uses) {
        Some(column) => Err(Unsupported::new(
            format!(
                "column `{}` is computed from `{name}`, whose type PostgreSQL does not change then",
                column.name
            ),
            format!("drop `{}` first, and add it again behind", column.name),
        )),
        None => Ok(()),
    }
}

/// The changes as one statement.
fn changes(table: &QualifiedName, changes: Vec<Sql>) -> Option<Statement> {
    let any = !changes.is_empty();
    let changes = Sql::join(Postgres, ",\n    ", changes);
    any.then(|| Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, "\n    ", changes)))
}

/// Lets the sequence of a column go on behind the numbers that rows have.
fn behind(table: &QualifiedName, column: &Name) -> Sql {
    let quoted = sql!(Postgres; table).into_text();
    sql!(
        Postgres;
        "SELECT setval(pg_get_serial_sequence(", Text(&quoted), ", ", Text(column.as_str()), "), max(", column,
        ")) FROM ", table, " HAVING max(", column, ") >= 1",
    )
}

/// What the values become, where PostgreSQL would not have it so by itself.
fn using(old: &Column, set_type: &SetType) -> Result<Option<Sql>, Unsupported> {
    let cast = cast(old, set_type)?;
    match cast {
        // Error 42611 (tried on 15): the values of a computed column are what its expression says.
        Some(_) if old.generated.is_some() => Err(Unsupported::new(
            format!(
                "column `{}` is computed, and PostgreSQL does not compute it as {} by itself",
                old.name, set_type.column_type
            ),
            "drop the column, and add it again with the other type and an expression that has it",
        )),
        cast => Ok(cast),
    }
}

fn cast(old: &Column, set_type: &SetType) -> Result<Option<Sql>, Unsupported> {
    let SetType { column_type, using, reverse_using: _ } = set_type;
    if let Some(using) = using {
        let what = format!("the `using` of column `{}`", old.name);
        return Ok(Some(sql!(Postgres; " USING (", author::expression(Postgres, &what, using)?, ")")));
    }
    let name = &old.name;
    // An explicit cast to text of a length would cut what is longer: only types that have no assignment cast get one
    // (pg_cast of 15), and instants, which would be read in the session's time zone.
    let cast = match (&old.column_type, column_type) {
        (ColumnType::Boolean, _) => Some(sql!(Postgres; name, "::integer")),
        (ColumnType::Date, ColumnType::TimestampTz) => {
            Some(sql!(Postgres; name, "::timestamp AT TIME ZONE 'UTC'"))
        }
        (ColumnType::Timestamp, ColumnType::TimestampTz)
        | (ColumnType::TimestampTz, ColumnType::Timestamp) => {
            Some(sql!(Postgres; name, " AT TIME ZONE 'UTC'"))
        }
        (ColumnType::TimestampTz, ColumnType::Date) => {
            Some(sql!(Postgres; "(", name, " AT TIME ZONE 'UTC')::date"))
        }
        (
            ColumnType::Char(_) | ColumnType::Enum(_) | ColumnType::Text | ColumnType::Varchar(_),
            ColumnType::BigInt
            | ColumnType::Enum(_)
            | ColumnType::Integer
            | ColumnType::Numeric(..)
            | ColumnType::SmallInt,
        ) => Some(sql!(Postgres; name, "::text::", types::column_type(column_type)?)),
        (
            ColumnType::Array(_)
            | ColumnType::BigInt
            | ColumnType::Bytes
            | ColumnType::Char(_)
            | ColumnType::Date
            | ColumnType::Double
            | ColumnType::Enum(_)
            | ColumnType::Integer
            | ColumnType::Json
            | ColumnType::Jsonb
            | ColumnType::Native(_)
            | ColumnType::Numeric(..)
            | ColumnType::Real
            | ColumnType::SmallInt
            | ColumnType::Text
            | ColumnType::Time
            | ColumnType::Timestamp
            | ColumnType::TimestampTz
            | ColumnType::Uuid
            | ColumnType::Varchar(_),
            _,
        ) => None,
    };
    Ok(cast.map(|cast| sql!(Postgres; " USING ", cast)))
}

/// Renames a constraint, with the index that stands behind it.
pub(super) fn rename_constraint(operation: &RenameConstraint) -> Lowered {
    let RenameConstraint { table, from, to } = operation;
    names::name(Role::Constraint, to)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, " RENAME CONSTRAINT ", from, " TO ", to))])
}

/// Replaces the primary key in one statement.
pub(super) fn replace_primary_key(operation: &ReplacePrimaryKey, before: &Schema) -> Lowered {
    let ReplacePrimaryKey { table: name, key } = operation;
    names::name(Role::Constraint, &key.name)?;
    let after = after(before, operation.clone())?;
    let (before_table, after_table) = (require_table(before, name)?, require_table(&after, name)?);
    constraint::keys(after_table)?;
    if let Some(old) = &before_table.primary_key {
        constraint::unreferenced(before, before_table, &old.name)?;
    }
    table::alter(name, &Difference::between(before_table, after_table))
}
