//! Changes of columns and constraints on MySQL and MariaDB.

use super::{column, key_type, literal, modify, table, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, column as require_column, table as require_table};
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author};
use crate::live::{Cast, Live, Modify, Null, Nulls, Offline};
use crate::name::Name;
use crate::operation::{
    AlterColumn, Change, CreateTable, Existing, Nullability, RenameConstraint, ReplacePrimaryKey, SetType,
};
use crate::schema::{
    Action, Column, ColumnDefault, ColumnType, Constraint, ForeignKey, Schema, Table, Value,
};
use crate::script::Statement;

/// Changes a column. A default alone has a statement that keeps all else; everything else states the column anew.
pub(super) fn alter(operation: &AlterColumn, before: &Schema) -> Lowered {
    let AlterColumn { table, column, .. } = operation;
    let after = after(before, operation.clone())?;
    let keys = before.keys_of_columns(&[(table.clone(), column.clone())]);
    if keys.is_empty() {
        return free(operation, before, &after);
    }
    let statements = free(operation, &key_type::without(before, &keys)?, &after)?;
    let modify = statements.iter().find_map(Statement::as_modify);
    match modify {
        // Values that become others would match those on the other side no longer.
        Some(Modify { cast: Some(_), .. } | Modify { collation: Some(_), .. }) => {
            Err(key_type::held(column, &keys))
        }
        Some(Modify { column_type: Some(_), .. }) => key_type::around(statements, &keys),
        Some(_) | None => free(operation, before, &after),
    }
}

/// Changes a column that no foreign key holds to its type.
pub(super) fn free(operation: &AlterColumn, before: &Schema, after: &Schema) -> Lowered {
    let AlterColumn {
        table: name,
        column: column_name,
        set_type,
        nullability,
        default,
        identity,
        collation,
        mysql,
    } = operation;
    let (before_table, after_table) = (require_table(before, name)?, require_table(after, name)?);
    table::fits(after_table, after)?;
    types::row_fits(&after_table.columns)?;
    let (old, new) = (require_column(before_table, column_name)?, require_column(after_table, column_name)?);
    computed(old, nullability.as_ref())?;
    if *nullability == Some(Nullability::Nullable) && !old.nullable {
        referenced_by_not_null(before, before_table, old)?;
    }
    let compared = |column: &Column| column.collation.as_ref().and_then(|it| it.name(MySql)).cloned();
    let recollated = collation.is_some() && compared(old) != compared(new);
    let own = match mysql {
        Some(_) => Some(column::own(old, new)?),
        None => None,
    };
    let default_alone =
        set_type.is_none() && nullability.is_none() && identity.is_none() && !recollated && own.is_none();
    if default_alone && default.is_none() {
        return Ok(Vec::new());
    }
    // MySQL takes no default of such a type in the statement for it, neither in parentheses nor NULL (error 1101, tried on
    // 8.0.28).
    if default_alone && !types::wants_parentheses(&new.column_type) && !column::has_bare_time(new) {
        let change = match &new.default {
            // What has no default at all is no column to leave out of a row, one that takes NULL too.
            None if new.nullable => sql!(MySql; "SET DEFAULT NULL"),
            None => sql!(MySql; "DROP DEFAULT"),
            Some(default) => sql!(MySql; "SET DEFAULT ", column::default(new, default)?),
        };
        return Ok(vec![Statement::ddl(
            sql!(MySql; "ALTER TABLE ", name, " ALTER COLUMN ", column_name, " ", change),
        )]);
    }
    let (old_type, new_type) = (types::column_type(old, before)?, types::column_type(new, after)?);
    let retyped = old_type != new_type;
    let cast = match set_type {
        Some(set_type) => cast(old, set_type, before, after)?,
        None => None,
    };
    // Of the new type the default must be too, where the server has one type for both.
    new.default.as_ref().map(|default| column::default(new, default)).transpose()?;
    if cast.is_some() {
        numbered(after_table, column_name)?;
    }
    let hidden = Hidden::of(new, after)?;
    let restated = (retyped || hidden.default.is_some()) && new.default.is_some();
    let default = match &new.default {
        Some(default) if restated || operation.default.is_some() => {
            Some(Change::Set(column::default(new, default)?.into_text()))
        }
        Some(_) | None => default.as_ref().map(|_| Change::Drop),
    };
    let null = match nullability {
        Some(Nullability::NotNull { fill }) => {
            let fill = fill.as_ref().map(|fill| column::default(new, fill).map(Sql::into_text));
            Some(Null::No { fill: fill.transpose()? })
        }
        Some(Nullability::Nullable) => Some(Null::Yes),
        None => None,
    };
    let identity = identity.map(|identity| match identity {
        Change::Drop => Change::Drop,
        Change::Set(_) => Change::Set(()),
    });
    let collation = recollated
        .then(|| compared(new).map_or(Change::Drop, |name| Change::Set(sql!(MySql; &name).into_text())));
    if !retyped
        && cast.is_none()
        && null.is_none()
        && default.is_none()
        && identity.is_none()
        && collation.is_none()
        && own.is_none()
    {
        return Ok(Vec::new());
    }
    let mut modify = Modify {
        table: name.clone(),
        column: column_name.clone(),
        column_type: (retyped || cast.is_some()).then(|| new_type.into_text()).or(hidden.column_type),
        cast,
        null,
        default,
        identity,
        collation,
        comment: None,
        own,
        offline: Vec::new(),
    };
    modify.offline = offline(&modify, before_table, before)?;
    Ok(vec![Statement::Live(Live::Modify(modify))])
}

/// A default from a sequence is not looked up while a table is locked to write other values into a column.
pub(super) fn numbered(table: &Table, cast: &Name) -> Result<(), Unsupported> {
    let is_numbered = |column: &&Column| matches!(column.default, Some(ColumnDefault::NextValue(_)));
    let Some(numbered) = table.columns.iter().find(is_numbered) else { return Ok(()) };
    Err(Unsupported::new(
        format!(
            "column `{}` takes its default from a sequence, which MariaDB does not look up while it locks the table to \
             convert values of `{cast}`",
            numbered.name
        ),
        "drop the default first, `c.drop_default()`, and set it again behind, each in an `op.alter_column` of its own",
    ))
}

/// What of a column MariaDB keeps and does not show: in `SHOW CREATE TABLE`, a character that takes four bytes is a question
/// mark in a default and in a value of an enum, which would be so from then on where a column is stated anew.
pub(super) struct Hidden {
    pub(super) column_type: Option<String>,
    pub(super) default: Option<Change<String>>,
}

impl Hidden {
    pub(super) fn of(column: &Column, schema: &Schema) -> Result<Self, Unsupported> {
        let is_hidden = |text: &str| text.chars().any(|character| u32::from(character) > 0xFFFF);
        let values = column.column_type.enum_name().and_then(|name| schema.enum_type(name));
        let column_type = values
            .filter(|it| it.values.iter().any(|value| is_hidden(value)))
            .map(|_| types::column_type(column, schema).map(Sql::into_text));
        let default = match &column.default {
            Some(default @ ColumnDefault::Value(Value::Text(text))) if is_hidden(text) => {
                Some(Change::Set(column::default(column, default)?.into_text()))
            }
            Some(_) | None => None,
        };
        Ok(Self { column_type: column_type.transpose()?, default })
    }
}

/// What it is if the database held nothing but what the chain made.
pub(super) fn offline(modify: &Modify, table: &Table, before: &Schema) -> Result<Vec<Offline>, Unsupported> {
    let create = table::create(&CreateTable { table: table.clone(), existing: Existing::Refuse }, before)?;
    let definition = create.iter().find_map(|statement| match statement {
        Statement::Ddl(sql) => Some(sql.as_str()),
        Statement::Author(_)
        | Statement::Backfill(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Dml(_)
        | Statement::Guard { .. }
        | Statement::Live(_) => None,
    });
    let definition = definition.unwrap_or_default();
    let expansion = modify::expand(modify, definition);
    let expansion = expansion.map_err(|fault| Unsupported::new(fault.to_string(), fault.help()))?;
    Ok(expansion.offline(modify))
}

/// Whether it takes NULL is not changed of a computed column: `NOT NULL` is a syntax error behind its expression on MariaDB
/// (tried on 10.11), where a check stands in its place. MySQL would take it.
fn computed(column: &Column, nullability: Option<&Nullability>) -> Result<(), Unsupported> {
    if column.generated.is_none() || nullability.is_none() {
        return Ok(());
    }
    Err(Unsupported::new(
        format!("column `{}` is computed, and MariaDB has no words for whether such takes NULL", column.name),
        "drop the column, and add it again as it shall be",
    ))
}

/// A column that another one follows by `ON UPDATE CASCADE` takes NULL only where that one does (error 1833, tried on
/// MariaDB 10.11).
fn referenced_by_not_null(before: &Schema, table: &Table, column: &Column) -> Result<(), Unsupported> {
    let own =
        table.foreign_keys.iter().filter(|key| key.referenced_table == table.name).map(|key| (table, key));
    let follows = |(by, key): &(&Table, &ForeignKey)| {
        let mut pairs = key.columns.iter().zip(&key.referenced_columns);
        key.on_update == Action::Cascade
            && pairs.any(|(from, to)| {
                *to == column.name && by.column(from).is_some_and(|referencing| !referencing.nullable)
            })
    };
    match before.references_to(&table.name).chain(own).find(follows) {
        None => Ok(()),
        Some((by, key)) => Err(Unsupported::new(
            format!(
                "column `{}` is followed by foreign key `{}` of `{}`, whose column takes no NULL",
                column.name, key.name, by.name
            ),
            format!(
                "drop it first, `op.drop_constraint({}, \"{}\")`, and add it again behind",
                by.name.source(),
                key.name
            ),
        )),
    }
}

/// What the values become, where the server's own conversion is none: the author's expression, or numbers and values of
/// enum types from text. `MODIFY` is exact or refuses for all other pairs that have a conversion.
fn cast(
    old: &Column,
    set_type: &SetType,
    before: &Schema,
    after: &Schema,
) -> Result<Option<Cast>, Unsupported> {
    let SetType { column_type, using, reverse_using: _ } = set_type;
    let temporal = matches!(
        column_type,
        ColumnType::Date | ColumnType::Time | ColumnType::Timestamp | ColumnType::TimestampTz
    );
    if let Some(using) = using {
        let what = format!("the `using` of column `{}`", old.name);
        let value = sql!(MySql; "(", author::expression(MySql, &what, using)?, ")").into_text();
        let nulls = if author::speaks_of_null(MySql, &value) { Nulls::Meant } else { Nulls::Refused };
        return Ok(Some(Cast { value, nulls, temporal }));
    }
    let is_text = matches!(old.column_type, ColumnType::Char(_) | ColumnType::Text | ColumnType::Varchar(_));
    if !is_text {
        return Ok(None);
    }
    let name = &old.name;
    let value = match column_type {
        ColumnType::BigInt | ColumnType::Integer | ColumnType::SmallInt => {
            sql!(MySql; "CAST(", name, " AS SIGNED)")
        }
        // Text that is a number would be taken for a value's place.
        ColumnType::Enum(enum_name) => {
            let values = after.enum_type(enum_name).or_else(|| before.enum_type(enum_name));
            let values = values.map(|enum_type| enum_type.values.as_slice()).unwrap_or_default();
            let branches = values.iter().map(|value| {
                let text = literal::literal(&ColumnType::Text, &Value::Text(value.clone()))?;
                Ok(sql!(MySql; " WHEN ", text.clone(), " THEN ", text))
            });
            let branches = branches.collect::<Result<Vec<_>, Unsupported>>()?;
            sql!(MySql; "(CASE ", name, Sql::join(MySql, "", branches), " END)")
        }
        ColumnType::Numeric(precision, scale) => {
            sql!(MySql; "CAST(", name, " AS DECIMAL(", i64::from(*precision), ", ", i64::from(*scale), "))")
        }
        ColumnType::Array(_)
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Double
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Native(_)
        | ColumnType::Real
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => return Ok(None),
    };
    Ok(Some(Cast { value: value.into_text(), nulls: Nulls::Refused, temporal }))
}

/// Renames a constraint. A primary key has no name there, and a unique constraint is its index. What has no statement
/// for it, a foreign key or a check, is dropped and made again in one.
pub(super) fn rename_constraint(operation: &RenameConstraint, before: &Schema) -> Lowered {
    let RenameConstraint { table, from, to } = operation;
    super::names::name(Role::Constraint, to)?;
    match require_table(before, table)?.constraint(from) {
        Some(Constraint::PrimaryKey(_)) => Ok(Vec::new()),
        Some(Constraint::Unique(_)) => {
            Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " RENAME INDEX ", from, " TO ", to))])
        }
        // Dropped and made again in one statement, it would be there twice (error 1005, tried on MariaDB 10.11).
        Some(Constraint::ForeignKey(_)) if from.as_str().to_lowercase() == to.as_str().to_lowercase() => {
            let table = table.source();
            Err(Unsupported::new(
                format!(
                    "`{from}` and `{to}` are one name to MySQL and MariaDB, which make a foreign key anew to rename it"
                ),
                format!(
                    "give it another name on the way: `op.rename_constraint({table}, \"{from}\", \"for a moment\")` and \
                     `op.rename_constraint({table}, \"for a moment\", \"{to}\")`"
                ),
            ))
        }
        Some(Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_)) | None => {
            table::alter(table, before, &after(before, operation.clone())?)
        }
    }
}

/// Replaces the primary key in one statement, so that `AUTO_INCREMENT` is never without a key.
pub(super) fn replace_primary_key(operation: &ReplacePrimaryKey, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}
