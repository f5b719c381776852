//! Comments on MySQL and MariaDB.

use super::alter;
use super::attributes::{self, COLUMN_COMMENT, TABLE_COMMENT};
use crate::dialect::Dialect::MySql;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{column as require_column, table as require_table};
use crate::dialect::sql::{Text, sql};
use crate::live::{Live, Modify};
use crate::operation::{Change, SetComment};
use crate::schema::Schema;
use crate::script::Statement;

/// Says what a table or a column is for, or no longer. A column is stated anew, with all else that it is.
pub(super) fn set(operation: &SetComment, before: &Schema) -> Lowered {
    let SetComment { table, column, comment } = operation;
    let Some(column) = column else {
        attributes::comment(format_args!("table `{table}`"), comment.as_deref(), TABLE_COMMENT)?;
        let text = Text(comment.as_deref().unwrap_or_default());
        return Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " COMMENT ", text))]);
    };
    attributes::comment(format_args!("column `{column}`"), comment.as_deref(), COLUMN_COMMENT)?;
    let text = |comment: &str| sql!(MySql; Text(comment)).into_text();
    let there = require_table(before, table)?;
    let alter::Hidden { column_type, default } = alter::Hidden::of(require_column(there, column)?, before)?;
    let mut modify = Modify {
        table: table.clone(),
        column: column.clone(),
        column_type,
        cast: None,
        null: None,
        default,
        identity: None,
        collation: None,
        comment: Some(comment.as_deref().map_or(Change::Drop, |comment| Change::Set(text(comment)))),
        own: None,
        offline: Vec::new(),
    };
    modify.offline = alter::offline(&modify, there, before)?;
    Ok(vec![Statement::Live(Live::Modify(modify))])
}
