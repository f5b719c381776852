//! Files of rows.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use migrate_core::fixture::{Cell, Rows};
use migrate_core::name::{Prefix, QualifiedName};
use migrate_core::schema::Schema;
use serde_json::{Map, Value};

/// What a file is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Csv,
    Json,
    Sql,
}

/// Why a file of rows cannot be read.
#[derive(Debug)]
pub(crate) enum FileError {
    Csv { path: PathBuf, error: csv::Error },
    Ending { path: PathBuf },
    Json { path: PathBuf, error: serde_json::Error },
    Read { path: PathBuf, error: io::Error },
    Shape { path: PathBuf, fault: String },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Csv { path, error } => {
                write!(f, "`{}` is no CSV: {error}\nhelp: the first line names the columns", path.display())
            }
            Self::Ending { path } => write!(
                f,
                "what `{}` holds cannot be told\nhelp: name it `.sql`, `.csv` or `.json`",
                path.display()
            ),
            Self::Json { path, error } => write!(f, "`{}` is no JSON: {error}", path.display()),
            Self::Read { path, error } => write!(f, "cannot read `{}`: {error}", path.display()),
            Self::Shape { path, fault } => write!(
                f,
                "`{}`: {fault}\nhelp: write `[{{\"column\": value}}]`, or `{{\"table\": [{{\"column\": value}}]}}`",
                path.display()
            ),
        }
    }
}

/// What a file is.
pub(crate) fn kind(file: &Path) -> Result<Kind, FileError> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => Ok(Kind::Csv),
        Some("json") => Ok(Kind::Json),
        Some("sql") => Ok(Kind::Sql),
        Some(_) | None => Err(FileError::Ending { path: file.to_path_buf() }),
    }
}

/// The rows of a file.
pub(crate) fn read(
    file: &Path,
    kind: Kind,
    table: Option<&str>,
    null: Option<&str>,
) -> Result<Vec<Rows>, FileError> {
    let text =
        fs::read_to_string(file).map_err(|error| FileError::Read { path: file.to_path_buf(), error })?;
    // Spreadsheets put it there.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let table = table.map_or(stem, str::to_owned);
    match kind {
        Kind::Csv => csv(file, text, table, null).map(|rows| vec![rows]),
        Kind::Json => json(file, text, table),
        Kind::Sql => Ok(Vec::new()),
    }
}

fn csv(file: &Path, text: &str, table: String, null: Option<&str>) -> Result<Rows, FileError> {
    let ill = |error| FileError::Csv { path: file.to_path_buf(), error };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().map_err(ill)?.iter().map(str::to_owned).collect();
    let cell = |text: &str| if null == Some(text) { Cell::Null } else { Cell::Text(text.to_owned()) };
    let rows = reader.records().map(|record| Ok(record.map_err(ill)?.iter().map(cell).collect()));
    Ok(Rows { table, columns, rows: rows.collect::<Result<_, _>>()? })
}

/// Tables go by the names that the revisions have for them too, which have no prefix.
pub(crate) fn prefix_tables(schema: &Schema, prefix: &Prefix, rows: &mut [Rows]) {
    let is_there = |name: &str| schema.tables().any(|table| table.name.to_string() == name);
    for rows in rows.iter_mut().filter(|rows| !is_there(&rows.table)) {
        let named = match rows.table.split_once('.') {
            None => QualifiedName::from(rows.table.as_str()),
            Some((schema, table)) => QualifiedName::from((schema, table)),
        };
        let prefixed = prefix.qualified(&named).to_string();
        if is_there(&prefixed) {
            rows.table = prefixed;
        }
    }
}

/// An empty field of a CSV is NULL where its column may be, unless something else stands for NULL.
pub(crate) fn read_nulls(schema: &Schema, empty_is_null: bool, rows: &mut [Rows]) {
    if !empty_is_null {
        return;
    }
    for rows in rows {
        let Some(table) = schema.tables().find(|table| table.name.to_string() == rows.table) else {
            continue;
        };
        for (at, name) in rows.columns.iter().enumerate() {
            let column = table.columns.iter().find(|column| column.name.as_str() == name);
            if !column.is_some_and(|column| column.nullable) {
                continue;
            }
            for cell in rows.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
                if *cell == Cell::Text(String::new()) {
                    *cell = Cell::Null;
                }
            }
        }
    }
}

fn json(file: &Path, text: &str, table: String) -> Result<Vec<Rows>, FileError> {
    let shape = |fault: String| FileError::Shape { path: file.to_path_buf(), fault };
    let value =
        serde_json::from_str(text).map_err(|error| FileError::Json { path: file.to_path_buf(), error })?;
    let of = |table: String, list: Vec<Value>| -> Result<Vec<Rows>, FileError> {
        let mut all = Vec::<Rows>::new();
        for (at, row) in list.into_iter().enumerate() {
            let Value::Object(row) = row else {
                return Err(shape(format!("row {} of table `{table}` is no object", at + 1)));
            };
            push(&mut all, &table, &row);
        }
        Ok(all)
    };
    match value {
        Value::Array(list) => of(table, list),
        Value::Object(tables) => {
            let mut all = Vec::new();
            for (table, list) in tables {
                let Value::Array(list) = list else {
                    return Err(shape(format!("what stands for table `{table}` is no list of rows")));
                };
                all.extend(of(table, list)?);
            }
            Ok(all)
        }
        Value::Bool(_) | Value::Null | Value::Number(_) | Value::String(_) => {
            Err(shape("it holds no rows".to_owned()))
        }
    }
}

/// Adds a row to those with the same columns: one that leaves a column out has its default.
fn push(all: &mut Vec<Rows>, table: &str, row: &Map<String, Value>) {
    let columns = row.keys().cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    let cells = columns.iter().map(|column| cell(&row[column])).collect();
    match all.iter_mut().find(|rows| rows.columns == columns) {
        Some(rows) => rows.rows.push(cells),
        None => all.push(Rows { table: table.to_owned(), columns, rows: vec![cells] }),
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Array(_) | Value::Object(_) => Cell::Json(value.to_string()),
        Value::Bool(value) => Cell::Boolean(*value),
        Value::Null => Cell::Null,
        Value::Number(number) => Cell::Number(number.to_string()),
        Value::String(text) => Cell::Quoted { text: text.clone(), json: value.to_string() },
    }
}
