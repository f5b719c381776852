//! Columns on MySQL and MariaDB.

use super::stored::same_words;
use super::{attributes, literal, names, product, table, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::definition::constraint;
use crate::dialect::difference::after;
use crate::dialect::hits::beside;
use crate::dialect::lower::{Lowered, guard};
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Hex, Sql, Text, sql};
use crate::dialect::{Unsupported, author};
use crate::live::Own;
use crate::name::Name;
use crate::operation::{AddColumn, Change, DropColumn, RenameColumn};
use crate::schema::{
    Column, ColumnDefault, ColumnType, Constraint, Expression, Generated, MySqlColumn, Schema, Storage,
    Table, Temporal, Value, first_word,
};
use crate::script::Statement;

/// Who reads a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// Both servers.
    Both,
    /// MySQL alone, in a comment that it reads as SQL.
    MySql,
}

/// The column as it stands in a table's definition.
pub(super) fn definition(column: &Column, schema: &Schema) -> Result<Sql, Unsupported> {
    definition_for(Reader::Both, column, schema)
}

fn definition_for(reader: Reader, column: &Column, schema: &Schema) -> Result<Sql, Unsupported> {
    attributes::column(column)?;
    let Column { name, column_type: _, nullable, default, identity, generated, collation, comment, mysql } =
        column;
    let MySqlColumn { check, invisible, on_update_now } = mysql;
    let invisible = invisible.then_some(" INVISIBLE");
    let column_type = types::column_type(column, schema)?;
    let collation = collation.as_ref().and_then(|collation| collation.name(MySql));
    let collation = collation.map(|collation| sql!(MySql; " COLLATE ", collation));
    let comment = comment.as_deref().map(|comment| sql!(MySql; " COMMENT ", Text(comment)));
    if let Some(Generated { expression, storage }) = generated {
        let what = format!("the expression of column `{name}`");
        let expression = author::expression(MySql, &what, expression)?;
        let storage = match storage {
            Storage::Stored => ") STORED",
            Storage::Virtual => ") VIRTUAL",
        };
        let (not_null, check) = if *nullable { (None, None) } else { taking_no_null(reader, name) };
        return Ok(sql!(
            MySql;
            name, " ", column_type, collation, " GENERATED ALWAYS AS (", expression, storage, not_null, invisible,
            comment, check,
        ));
    }
    let null = if *nullable { " NULL" } else { " NOT NULL" };
    let identity = identity.map(|_| " AUTO_INCREMENT");
    let default = match default {
        Some(default) => Some(sql!(MySql; " DEFAULT ", self::default(column, default)?)),
        None => None,
    };
    let on_update = on_update_now.then(|| sql!(MySql; " ON UPDATE ", current_timestamp(&column.column_type)));
    let check = match check {
        Some(check) => Some(sql!(MySql; " CHECK ", self::check(name, check)?)),
        None => None,
    };
    Ok(sql!(
        MySql;
        name, " ", column_type, collation, null, default, on_update, invisible, identity, comment, check,
    ))
}

/// What says that a generated column takes no NULL, and what stands behind all else. MariaDB has no `NOT NULL` for such a
/// column, and takes a check of its own in its place (tried on 10.11); MySQL would make that one of the table (tried on 8.0.28).
fn taking_no_null(reader: Reader, name: &Name) -> (Option<&'static str>, Option<Sql>) {
    let check = sql!(MySql; "CHECK (", name, " IS NOT NULL)");
    match (reader, product::mariadb_alone(check.clone())) {
        (Reader::MySql, _) => (Some(" NOT NULL"), None),
        (Reader::Both, Some(check)) => (Some(" /*!80000 NOT NULL */"), Some(sql!(MySql; " ", check))),
        (Reader::Both, None) => (None, Some(sql!(MySql; " ", check))),
    }
}

/// The time, as a column of this type may get it by itself.
fn current_timestamp(column_type: &ColumnType) -> Sql {
    sql!(MySql; "CURRENT_TIMESTAMP", types::fraction(column_type))
}

/// Whether a column's default is a word for the time without parentheses, which MySQL takes where a column is stated whole, and
/// not where its default is set alone (error 1064, tried on 8.0.28).
pub(super) fn has_bare_time(column: &Column) -> bool {
    let expression = column.default.as_ref().and_then(|default| match default {
        ColumnDefault::Expression(expression) => Some(expression),
        ColumnDefault::NextValue(_) | ColumnDefault::Now | ColumnDefault::Value(_) => None,
    });
    expression.is_some_and(|expression| is_current_timestamp(column, expression))
}

/// Whether a default is the time as a column of its type may get it by itself: in parentheses, MySQL would keep `now()` for it.
fn is_current_timestamp(column: &Column, default: &Expression) -> bool {
    let is_time = if let Some(native) = column.column_type.native() {
        let word = native.text(MySql).map(first_word).unwrap_or_default();
        ["datetime", "timestamp"].contains(&word.as_str())
    } else {
        matches!(column.column_type.temporal(), Some(Temporal::Timestamp | Temporal::TimestampTz))
    };
    let digits = types::fraction(&column.column_type).map(Sql::into_text);
    let is = |digits: &str| same_words(&default.text(MySql), &format!("current_timestamp{digits}"));
    is_time && (is(digits.as_deref().unwrap_or_default()) || (digits.is_none() && is("()")))
}

/// The check that is kept with a column, in parentheses.
fn check(name: &Name, check: &Expression) -> Result<Sql, Unsupported> {
    let what = format!("the check of column `{name}`");
    Ok(sql!(MySql; "(", author::expression(MySql, &what, check)?, ")"))
}

/// What changes of what the servers alone have of a column.
pub(super) fn own(old: &Column, new: &Column) -> Result<Own, Unsupported> {
    attributes::column(new)?;
    let MySqlColumn { check, invisible, on_update_now } = &new.mysql;
    let check_after = check.as_ref().map(|check| self::check(&new.name, check).map(Sql::into_text));
    let on_update = on_update_now.then(|| current_timestamp(&new.column_type).into_text());
    Ok(Own {
        check: change(old.mysql.check != *check, check_after.transpose()?),
        invisible: Some(*invisible).filter(|invisible| *invisible != old.mysql.invisible),
        on_update: change(old.mysql.on_update_now != *on_update_now, on_update),
    })
}

fn change(differs: bool, value: Option<String>) -> Option<Change<String>> {
    differs.then(|| value.map_or(Change::Drop, Change::Set))
}

pub(super) fn default(column: &Column, default: &ColumnDefault) -> Result<Sql, Unsupported> {
    match default {
        ColumnDefault::Expression(expression) if is_current_timestamp(column, expression) => {
            Ok(current_timestamp(&column.column_type))
        }
        ColumnDefault::Expression(expression) => {
            let what = format!("the default of column `{}`", column.name);
            Ok(sql!(MySql; "(", author::expression(MySql, &what, expression)?, ")"))
        }
        ColumnDefault::NextValue(sequence) => Ok(sql!(MySql; "nextval(", sequence, ")")),
        ColumnDefault::Now => Ok(sql!(MySql; now(&column.column_type))),
        ColumnDefault::Value(value) => {
            let literal = literal::literal(&column.column_type, value)?;
            if *value == Value::Null || !types::wants_parentheses(&column.column_type) {
                return Ok(literal);
            }
            match value {
                // In an expression, MariaDB 10.11 forgets to escape what it reads behind `_utf8mb4`.
                Value::Text(text) if text.contains('\\') => {
                    Ok(sql!(MySql; "(CONVERT(", Hex(text.as_bytes()), " USING utf8mb4))"))
                }
                Value::Boolean(_)
                | Value::Bytes(_)
                | Value::Float(_)
                | Value::Integer(_)
                | Value::Null
                | Value::Text(_) => Ok(sql!(MySql; "(", literal, ")")),
            }
        }
    }
}

/// The time in UTC, in the column's type.
fn now(column_type: &ColumnType) -> &'static str {
    match column_type.temporal() {
        Some(Temporal::Date) => "(UTC_DATE())",
        Some(Temporal::Time) => "(UTC_TIME(6))",
        Some(Temporal::Timestamp | Temporal::TimestampTz) | None => "(UTC_TIMESTAMP(6))",
    }
}

/// Adds a column with its constraints.
pub(super) fn add(operation: &AddColumn, before: &Schema) -> Lowered {
    names::column(&operation.column().name, require_table(before, operation.table())?)?;
    let after = after(before, operation.clone())?;
    let guard = guard(MySql, operation, beside(operation.table(), before, &after));
    Ok(guard.into_iter().chain(table::alter(operation.table(), before, &after)?).collect())
}

/// Drops a column with what uses it.
pub(super) fn drop(operation: &DropColumn, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}

/// Renames a column. Indexes and constraints follow, checks too (tried on MariaDB 10.11). On MySQL, checks and generated
/// columns are in the way (errors 3959 and 3108, tried on 8.0.28): there they are stated anew in the same statement.
pub(super) fn rename(operation: &RenameColumn, before: &Schema) -> Lowered {
    let RenameColumn { table, from, to } = operation;
    let there = require_table(before, table)?;
    let mut others = there.clone();
    others.columns.retain(|column| column.name != *from);
    names::column(to, &others)?;
    let rename = sql!(MySql; "RENAME COLUMN ", from, " TO ", to);
    let after = after(before, operation.clone())?;
    let (first, behind) = followers(there, require_table(&after, table)?, &after)?;
    let in_comment = |words: Vec<Sql>| product::mysql_alone(Sql::join(MySql, " ", words));
    let has = (!first.is_empty(), !behind.is_empty());
    let around = match (in_comment(first), in_comment(behind)) {
        (Some(first), Some(behind)) => {
            let blank = |has: bool| has.then_some(" ");
            sql!(MySql; first, blank(has.0), rename, blank(has.1), behind)
        }
        // What would end the comment is in the way there, as MySQL says.
        (None, _) | (_, None) => rename,
    };
    Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " ", around))])
}

/// What goes before a column of the table is renamed, and what comes behind, each with the comma between.
fn followers(old: &Table, new: &Table, after: &Schema) -> Result<(Vec<Sql>, Vec<Sql>), Unsupported> {
    let (mut first, mut behind) = (Vec::new(), Vec::new());
    for (old, new) in old.checks.iter().zip(&new.checks).filter(|(old, new)| old.expression != new.expression)
    {
        first.push(sql!(MySql; "DROP CONSTRAINT ", &old.name, ","));
        behind.push(sql!(MySql; ", ADD ", constraint(MySql, &Constraint::Check(new.clone()))?));
    }
    let columns = old.columns.iter().zip(&new.columns);
    for (_, new) in columns.filter(|(old, new)| new.generated.is_some() && old.generated != new.generated) {
        behind.push(sql!(MySql; ", MODIFY COLUMN ", definition_for(Reader::MySql, new, after)?));
    }
    Ok((first, behind))
}
