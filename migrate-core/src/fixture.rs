//! Fixtures: rows that came as text, in the SQL that inserts them.
//!
//! A fixture is no revision: nothing of it is in the ledger. What its values mean is decided by the columns' types in the
//! schema that the chain has made, so that a mistake is found before anything runs, and named by table, row and column.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::dialect::{Dialect, Unsupported};
use crate::name::{Name, QualifiedName};
use crate::operation::{InsertRows, Misfit, Operate as _};
use crate::schema::{Column, ColumnType, Schema, Table, Value};
use crate::script::Statement;

/// Rows for one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The table: `name`, or `schema.name`.
    pub table: String,
    /// The columns that the rows have values for.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

/// A value as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// True or false, of JSON.
    Boolean(bool),
    /// A list or an object of JSON, as its text.
    Json(String),
    /// A number of JSON, as its digits.
    Number(String),
    /// Nothing.
    Null,
    /// A string of JSON.
    Quoted {
        /// The string.
        text: String,
        /// The same as it stands in JSON, in its quotes.
        json: String,
    },
    /// Text of a file that knows no types, which is whatever the column's type reads in it.
    Text(String),
}

/// Why a fixture does not fit the schema.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FixtureError {
    /// A value is none of the column's type.
    #[error("row {row} of table `{table}`: {text} is no {column_type} for column `{column}`")]
    Cell {
        /// The table.
        table: QualifiedName,
        /// The row, counted from one.
        row: usize,
        /// The column.
        column: Name,
        /// The column's type.
        column_type: ColumnType,
        /// The value.
        text: String,
    },
    /// The rows do not fit the table.
    #[error("row {row} of table `{table}` does not fit: {misfit}")]
    Misfit {
        /// The table.
        table: QualifiedName,
        /// The row, counted from one.
        row: usize,
        /// Why.
        misfit: Box<Misfit>,
    },
    /// There is no such column.
    #[error("table `{table}` has no column `{column}`{}", did_you_mean(.near.as_deref()))]
    UnknownColumn {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
        /// The likeliest slip.
        near: Option<String>,
    },
    /// There is no such table in the chain's schema.
    #[error("the chain has no table `{table}` here{}", did_you_mean(.near.as_deref()))]
    UnknownTable {
        /// The table.
        table: String,
        /// The likeliest slip.
        near: Option<String>,
    },
    /// The dialect cannot hold the rows.
    #[error("rows of table `{table}`: {unsupported}")]
    Unsupported {
        /// The table.
        table: QualifiedName,
        /// Why.
        unsupported: Box<Unsupported>,
    },
}

impl FixtureError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Cell { column_type: ColumnType::Bytes, .. } => {
                r"write bytes as hexadecimal digits behind `\x`: `\x00ff`".to_owned()
            }
            Self::Cell { .. } => "mend the value in the file".to_owned(),
            Self::Misfit { misfit, .. } => misfit.help().unwrap_or_else(|| "mend the row in the file".to_owned()),
            Self::UnknownColumn { .. } => {
                "name the columns as the table has them at the revision that the database is at".to_owned()
            }
            Self::UnknownTable { .. } => {
                "name the file after the table, or the table with `--table`; `upgrade` first, if a revision makes it"
                    .to_owned()
            }
            Self::Unsupported { unsupported, .. } => unsupported.help.clone(),
        }
    }
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The statements that insert rows, none with a semicolon: those of a table behind those of the tables that it references,
/// and otherwise in the order in which they are given.
///
/// # Errors
///
/// When a table or a column is not in the schema, or a value is none of its column's type.
pub fn statements(schema: &Schema, dialect: Dialect, fixtures: &[Rows]) -> Result<Vec<String>, FixtureError> {
    let found = fixtures.iter().map(|rows| Ok((find_table(schema, &rows.table)?, rows)));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let mut statements = Vec::new();
    for at in parents_first(&found) {
        let (table, rows) = found[at];
        if rows.rows.is_empty() {
            continue;
        }
        let insert = insert(schema, table, rows)?;
        let lowered = dialect.lower(&insert.into(), schema).map_err(|unsupported| {
            FixtureError::Unsupported { table: table.name.clone(), unsupported: Box::new(unsupported) }
        })?;
        statements.extend(lowered.into_iter().filter_map(|statement| match statement {
            Statement::Dml(sql) => Some(sql),
            Statement::Author(_)
            | Statement::Backfill(_)
            | Statement::Concurrent { .. }
            | Statement::Data { .. }
            | Statement::Ddl(_)
            | Statement::Guard { .. }
            | Statement::Live(_) => None,
        }));
    }
    Ok(statements)
}

/// The same as a script for the database's own client (`psql`, `mariadb`, `sqlite3`): one transaction, with the settings
/// that the values are written for.
///
/// # Errors
///
/// As [`statements`] has.
pub fn script(schema: &Schema, dialect: Dialect, fixtures: &[Rows]) -> Result<String, FixtureError> {
    let statements = statements(schema, dialect, fixtures)?;
    let settings = dialect.client_settings().join("\n");
    let rows = statements.iter().map(|sql| dialect.client_statement(sql)).collect::<String>();
    Ok(format!("{settings}\n{}{rows}COMMIT;\n", dialect.fixture_begin()))
}

fn find_table<'a>(schema: &'a Schema, typed: &str) -> Result<&'a Table, FixtureError> {
    schema.tables().find(|table| table.name.to_string() == typed).ok_or_else(|| {
        let names = schema.tables().map(|table| table.name.to_string()).collect::<Vec<_>>();
        let near = near(typed, names.iter().map(String::as_str));
        FixtureError::UnknownTable { table: typed.to_owned(), near }
    })
}

/// The places of fixtures, each behind those of the tables that its table references.
fn parents_first(fixtures: &[(&Table, &Rows)]) -> Vec<usize> {
    let mut places = BTreeMap::<&QualifiedName, Vec<usize>>::new();
    for (at, (table, _)) in fixtures.iter().enumerate() {
        places.entry(&table.name).or_default().push(at);
    }
    let (mut ordered, mut seen) = (Vec::new(), BTreeSet::new());
    for start in 0..fixtures.len() {
        // A fixture is written once it stands on the stack for the second time, behind all that it references.
        let mut stack = vec![(start, false)];
        while let Some((at, ready)) = stack.pop() {
            if ready {
                ordered.push(at);
            } else if seen.insert(at) {
                stack.push((at, true));
                let parents = fixtures[at].0.foreign_keys.iter().rev().map(|key| &key.referenced_table);
                let of_parents = parents.filter_map(|parent| places.get(parent)).flatten();
                stack.extend(
                    of_parents.filter(|parent| !seen.contains(parent)).map(|parent| (*parent, false)),
                );
            }
        }
    }
    ordered
}

fn insert(schema: &Schema, table: &Table, rows: &Rows) -> Result<InsertRows, FixtureError> {
    let columns =
        rows.columns.iter().map(|column| find_column(table, column)).collect::<Result<Vec<_>, _>>()?;
    let values = rows.rows.iter().enumerate().map(|(at, row)| {
        let cells = columns.iter().zip(row).map(|(column, cell)| {
            value(column, cell).ok_or_else(|| FixtureError::Cell {
                table: table.name.clone(),
                row: at + 1,
                column: column.name.clone(),
                column_type: column.column_type.clone(),
                text: shown(cell),
            })
        });
        cells.collect::<Result<Vec<_>, _>>()
    });
    let names = columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    let of = |rows| InsertRows { table: table.name.clone(), columns: names.clone(), rows };
    let insert = of(values.collect::<Result<Vec<_>, _>>()?);
    let Err(misfit) = insert.apply(&mut schema.clone()) else { return Ok(insert) };
    // Which row it is, is asked only where one is wrong.
    let is_wrong = |row: &&Vec<Value>| of(vec![(*row).clone()]).apply(&mut schema.clone()).is_err();
    let row = insert.rows.iter().position(|row| is_wrong(&row)).map_or(1, |at| at + 1);
    Err(FixtureError::Misfit { table: table.name.clone(), row, misfit: Box::new(misfit) })
}

fn find_column<'a>(table: &'a Table, typed: &str) -> Result<&'a Column, FixtureError> {
    table.columns.iter().find(|column| column.name.as_str() == typed).ok_or_else(|| {
        let near = near(typed, table.columns.iter().map(|column| column.name.as_str()));
        FixtureError::UnknownColumn { table: table.name.clone(), column: typed.to_owned(), near }
    })
}

fn near<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names = names.into_iter().map(Name::from).collect::<Vec<_>>();
    Name::from(typed).nearest(&names).map(|name| name.as_str().to_owned())
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Boolean(value) => format!("`{value}`"),
        Cell::Json(text) | Cell::Number(text) | Cell::Quoted { text, json: _ } | Cell::Text(text) => {
            format!("`{text}`")
        }
        Cell::Null => "nothing".to_owned(),
    }
}

/// What a value of a file is in a column of this type; `None` where it is nothing that the type has.
fn value(column: &Column, cell: &Cell) -> Option<Value> {
    let is_json = matches!(column.column_type, ColumnType::Json | ColumnType::Jsonb);
    let text = match cell {
        Cell::Null => return Some(Value::Null),
        Cell::Boolean(value) if is_json => return Some(Value::Text(value.to_string())),
        Cell::Boolean(value) => {
            let may_be = column.column_type == ColumnType::Boolean || column.column_type.is_native();
            return may_be.then_some(Value::Boolean(*value));
        }
        Cell::Json(text) if column.column_type.is_native() => return Some(Value::Text(text.clone())),
        Cell::Json(text) => return is_json.then(|| Value::Text(text.clone())),
        Cell::Quoted { text: _, json } if is_json => return Some(Value::Text(json.clone())),
        Cell::Number(text) if column.column_type.is_native() => {
            return Some(text.trim().parse().map_or_else(|_| Value::Text(text.clone()), Value::Integer));
        }
        Cell::Number(text) | Cell::Quoted { text, json: _ } | Cell::Text(text) => text,
    };
    match &column.column_type {
        ColumnType::BigInt | ColumnType::Integer | ColumnType::SmallInt => {
            text.trim().parse().ok().map(Value::Integer)
        }
        ColumnType::Boolean => match text.trim().to_ascii_lowercase().as_str() {
            "1" | "t" | "true" | "yes" => Some(Value::Boolean(true)),
            "0" | "f" | "false" | "no" => Some(Value::Boolean(false)),
            _ => None,
        },
        ColumnType::Bytes => bytes(text).map(Value::Bytes),
        ColumnType::Double | ColumnType::Real => text.trim().parse().ok().map(Value::Float),
        ColumnType::Array(_)
        | ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Enum(_)
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Native(_)
        | ColumnType::Numeric(..)
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => Some(Value::Text(text.clone())),
    }
}

/// The bytes of `\x00ff`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix(r"\x")?.as_bytes();
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    pairs.iter().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operations;

    fn schema() -> Schema {
        let mut schema = Schema::default();
        let recorded = Operations::record(|op| {
            op.create_table("tags", |t| {
                t.column("id", ColumnType::BigInt).primary_key();
                t.column("deal_id", ColumnType::BigInt);
                t.column("data", ColumnType::Bytes).nullable();
            });
            op.create_table("deals", |t| {
                t.column("id", ColumnType::BigInt).primary_key();
                t.column("open", ColumnType::Boolean);
            });
            op.add_foreign_key("tags", ["deal_id"], "deals", ["id"]);
        });
        for recorded in recorded {
            recorded.operation.apply(&mut schema).expect("the schema fits");
        }
        schema
    }

    fn rows(table: &str, columns: &[&str], rows: &[&[&str]]) -> Rows {
        let cell = |text: &&str| Cell::Text((*text).to_owned());
        Rows {
            table: table.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    }

    #[test]
    fn rows_are_typed_by_their_columns_and_stand_behind_what_they_reference() {
        let fixtures = [
            rows("tags", &["id", "deal_id", "data"], &[&["7", "1", r"\x00ff"]]),
            rows("deals", &["id", "open"], &[&["1", "true"], &["2", "0"]]),
        ];
        let statements = statements(&schema(), Dialect::Sqlite, &fixtures).expect("they fit");
        insta::assert_snapshot!(statements.join(";\n"), @r#"
        INSERT INTO "deals" ("id", "open") VALUES
        (1, 1),
        (2, 0);
        INSERT INTO "tags" ("id", "deal_id", "data") VALUES
        (7, 1, X'00FF')
        "#);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let error = |rows: Rows| {
            let error = statements(&schema(), Dialect::Sqlite, &[rows]).expect_err("it does not fit");
            format!("{error}\nhelp: {}", error.help())
        };
        let errors = [
            error(rows("deal", &["id"], &[&["1"]])),
            error(rows("deals", &["id", "opne"], &[&["1", "1"]])),
            error(rows("deals", &["id", "open"], &[&["1", "1"], &["2", "maybe"]])),
            error(rows("tags", &["id", "deal_id", "data"], &[&["1", "1", "ff"]])),
            error(rows("deals", &["id"], &[&["1"]])),
        ];
        insta::assert_snapshot!(errors.join("\n\n"));
    }
}
