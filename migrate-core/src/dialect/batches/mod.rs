//! Backfills: the statements of a batch, which the dialects write alike but for the values of keys.

mod offline;

use super::lower::{Lower, Lowered};
use super::names::table as require_table;
use super::selected::{assignments, conditions, update_sql};
use super::sql::{Decimal, Hex, Piece, Sql, Text, Written, sql};
use super::{Dialect, Unsupported};
use crate::batches::{Batches, KeyColumn, KeyForm, KeyValue};
use crate::name::Name;
use crate::operation::{Backfill, UpdateRows};
use crate::schema::{Column, ColumnType, Schema};
use crate::script::Statement;

/// The backfill of an operation.
pub(super) fn backfill(lower: &dyn Lower, operation: &Backfill, before: &Schema) -> Lowered {
    let Backfill { update, by: _, tempo } = operation;
    let dialect = lower.dialect();
    let UpdateRows { table, set, selection, undo: _ } = update;
    let described = require_table(before, table)?;
    let key = operation.key(described).map_err(|fault| {
        Unsupported::new(format!("a backfill of `{table}` {fault}"), "name another key with `.by([\"…\"])`")
    })?;
    let columns = key
        .iter()
        .map(|column| KeyColumn { name: column.name.clone(), form: form(dialect, &column.column_type) });
    let mut batches = Batches {
        dialect,
        table: table.clone(),
        key: columns.collect(),
        set: assignments(lower, described, set)?.into_text(),
        condition: conditions(lower, described, selection)?.map(Sql::into_text),
        tempo: *tempo,
        whole: update_sql(lower, update, before)?.into_text(),
        offline: Vec::new(),
    };
    batches.offline = offline::statements(&batches, described, &key, before)?;
    Ok(vec![Statement::Backfill(Box::new(batches))])
}

/// How values of a type are written down.
fn form(dialect: Dialect, column_type: &ColumnType) -> KeyForm {
    match dialect {
        Dialect::MySql => match column_type {
            ColumnType::BigInt
            | ColumnType::Boolean
            | ColumnType::Integer
            | ColumnType::Numeric(..)
            | ColumnType::SmallInt => KeyForm::Number,
            ColumnType::Bytes | ColumnType::Uuid => KeyForm::Bytes,
            ColumnType::Native(native) if native.is_integer() => KeyForm::Number,
            ColumnType::Array(_)
            | ColumnType::Char(_)
            | ColumnType::Date
            | ColumnType::Double
            | ColumnType::Enum(_)
            | ColumnType::Json
            | ColumnType::Jsonb
            | ColumnType::Native(_)
            | ColumnType::Real
            | ColumnType::Text
            | ColumnType::Time
            | ColumnType::Timestamp
            | ColumnType::TimestampTz
            | ColumnType::Varchar(_) => KeyForm::Text,
        },
        Dialect::Postgres => KeyForm::Text,
        Dialect::Sqlite => KeyForm::AsStored,
    }
}

/// On which side of a key rows are.
#[derive(Clone, Copy)]
enum Side {
    /// Behind it.
    Behind,
    /// Up to it, and it itself.
    UpTo,
}

impl Side {
    /// How the last column of a key is compared.
    fn operator(self) -> &'static str {
        match self {
            Self::Behind => " > ",
            Self::UpTo => " <= ",
        }
    }

    /// How the columns before the last are.
    fn strict(self) -> &'static str {
        match self {
            Self::Behind => " > ",
            Self::UpTo => " < ",
        }
    }
}

impl Batches {
    /// Opens the transaction of a batch; nothing on SQLite, where it has to wait for its turn.
    ///
    /// Of a comparison of rows PostgreSQL estimates the first column alone, and would read the whole table for a batch that
    /// begins with one value of it and ends with another.
    pub(crate) fn begin(&self) -> &'static str {
        match self.dialect {
            Dialect::MySql => "START TRANSACTION;\n",
            Dialect::Postgres if self.key.len() > 1 => "BEGIN;\nSET LOCAL enable_seqscan = off;\n",
            Dialect::Postgres => "BEGIN;\n",
            Dialect::Sqlite => "",
        }
    }

    /// Asks for the key of the last row of the next batch, a column each; no row where fewer are left.
    pub fn end(&self, after: &[KeyValue], size: u32) -> String {
        let dialect = self.dialect;
        let values = self.key.iter().map(|column| written(dialect, column));
        sql!(
            dialect;
            "SELECT ", Sql::list(dialect, values), " FROM ", &self.table, self.condition_of(after, None, false),
            " ORDER BY ", Sql::list(dialect, self.key.iter().map(|column| &column.name)),
            " LIMIT 1 OFFSET ", i64::from(size.saturating_sub(1)),
        )
        .into_text()
    }

    /// Counts the rows that are left.
    pub fn left(&self, after: &[KeyValue]) -> String {
        sql!(self.dialect; "SELECT count(*) FROM ", &self.table, self.condition_of(after, None, false))
            .into_text()
    }

    /// Changes the rows behind a key and up to another.
    pub fn update(&self, after: &[KeyValue], up_to: Option<&[KeyValue]>) -> String {
        sql!(
            self.dialect;
            "UPDATE ", &self.table, " SET ", Written(&self.set), self.condition_of(after, up_to, true),
        )
        .into_text()
    }

    /// Asks how many rows the table has, as far as the database knows it without counting.
    pub fn estimate(&self) -> String {
        let ask = match self.dialect {
            Dialect::MySql | Dialect::Postgres => "EXPLAIN SELECT 1 FROM ",
            Dialect::Sqlite => "SELECT count(*) FROM ",
        };
        sql!(self.dialect; ask, &self.table).into_text()
    }

    /// What stands behind the table's name, or the assignments.
    fn condition_of(&self, after: &[KeyValue], up_to: Option<&[KeyValue]>, chosen: bool) -> Option<Sql> {
        let dialect = self.dialect;
        let mut pieces = Vec::new();
        if !after.is_empty() {
            pieces.push(self.range(Side::Behind, after));
        }
        if let Some(up_to) = up_to {
            pieces.push(self.range(Side::UpTo, up_to));
        }
        if chosen {
            pieces.extend(self.condition.as_deref().map(|condition| sql!(dialect; Written(condition))));
        }
        let any = !pieces.is_empty();
        any.then(|| sql!(dialect; " WHERE ", Sql::join(dialect, " AND ", pieces)))
    }

    /// The rows on one side of a key.
    fn range(&self, side: Side, key: &[KeyValue]) -> Sql {
        let dialect = self.dialect;
        let names = self.key.iter().map(|column| &column.name);
        let pairs = names.zip(key.iter().map(|value| literal(dialect, value)));
        between(dialect, side.strict(), side.operator(), pairs.collect())
    }
}

/// Rows whose key is on one side of values: all columns but the last are compared `strict`ly where those before are equal.
///
/// MySQL and MariaDB look through the whole index for a comparison of rows (tried on MariaDB 10.11), and through a range of it
/// where it is written out.
fn between<V: Piece + Clone>(
    dialect: Dialect,
    strict: &'static str,
    last: &'static str,
    pairs: Vec<(&Name, V)>,
) -> Sql {
    if let [(name, value)] = pairs.as_slice() {
        return sql!(dialect; *name, last, value.clone());
    }
    match dialect {
        Dialect::MySql => {
            let equal = |(name, value): &(&Name, V)| sql!(dialect; *name, " = ", value.clone());
            let cases = pairs.iter().enumerate().map(|(at, (name, value))| {
                let operator = if at + 1 == pairs.len() { last } else { strict };
                let own = sql!(dialect; *name, operator, value.clone());
                let all = pairs.iter().take(at).map(equal).chain([own]);
                sql!(dialect; "(", Sql::join(dialect, " AND ", all), ")")
            });
            sql!(dialect; "(", Sql::join(dialect, " OR ", cases.collect::<Vec<_>>()), ")")
        }
        Dialect::Postgres | Dialect::Sqlite => {
            let (names, values): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
            sql!(dialect; "(", Sql::list(dialect, names), ")", last, "(", Sql::list(dialect, values), ")")
        }
    }
}

/// A value of a column of the key, written down behind the letter of its kind.
fn written(dialect: Dialect, column: &KeyColumn) -> Sql {
    let KeyColumn { name, form } = column;
    match (dialect, form) {
        (Dialect::MySql, KeyForm::Bytes) => sql!(dialect; "CONCAT('b', HEX(", name, "))"),
        (Dialect::MySql, KeyForm::Number) => sql!(dialect; "CONCAT('n', ", name, ")"),
        (Dialect::MySql, KeyForm::AsStored | KeyForm::Text) => sql!(dialect; "CONCAT('t', ", name, ")"),
        (Dialect::Postgres, _) => sql!(dialect; "'t' || ", name, "::text"),
        (Dialect::Sqlite, _) => sql!(
            dialect;
            "CASE typeof(", name, ") WHEN 'integer' THEN 'n' || ", name,
            " WHEN 'real' THEN 'f' || ", name, " WHEN 'blob' THEN 'b' || hex(", name, ") ELSE 't' || ", name, " END",
        ),
    }
}

/// A value of a column of the key, to compare the column with.
fn literal(dialect: Dialect, value: &KeyValue) -> Sql {
    match value {
        KeyValue::Bytes(bytes) => sql!(dialect; Hex(bytes)),
        KeyValue::Number(number) => sql!(dialect; Decimal(number)),
        // A literal of text cannot hold a NUL, which these two keep in text all the same.
        KeyValue::Text(text) if text.contains('\0') => match dialect {
            Dialect::MySql => sql!(dialect; "_utf8mb4 ", Hex(text.as_bytes())),
            Dialect::Postgres | Dialect::Sqlite => sql!(dialect; "CAST(", Hex(text.as_bytes()), " AS TEXT)"),
        },
        KeyValue::Text(text) => sql!(dialect; Text(text)),
    }
}

/// The columns of a key by name.
fn names<'a>(key: &'a [&'a Column]) -> impl Iterator<Item = &'a Name> + Clone {
    key.iter().map(|column| &column.name)
}
