//! The rows of a database, read with its own client.

use std::collections::BTreeMap;

use migrate_core::schema::{Schema, Table};
use migrate_tests::{Database, Kind};

/// The values of a column, row by row.
type Values = Vec<String>;

/// The rows of all tables, column by column.
pub(crate) struct Rows(BTreeMap<String, BTreeMap<String, Values>>);

impl Rows {
    /// Reads the rows of all tables of a schema.
    pub(crate) fn read(database: &Database, schema: &Schema) -> Self {
        let kind = database.kind();
        let queries = tables(schema).map(|table| query(kind, table)).collect::<Vec<_>>();
        if queries.is_empty() {
            return Self(BTreeMap::new());
        }
        let text = database.sql(&queries.concat());
        let mut parts = text.split("#table\n").skip(1);
        let tables = tables(schema).map(|table| {
            let part = parts.next().expect("each table answers");
            let mut columns =
                table.columns.iter().map(|it| (it.name.to_string(), Values::new())).collect::<Vec<_>>();
            for line in part.lines() {
                for ((_, values), value) in columns.iter_mut().zip(line.split('\t')) {
                    values.push(value.to_owned());
                }
            }
            (table.name.to_string(), columns.into_iter().collect())
        });
        Self(tables.collect())
    }

    /// Where others differ from these: `table` where there are more or fewer rows, `table.column` where values of a column do.
    /// What has another name now is not compared.
    pub(crate) fn changes(&self, after: &Self) -> Vec<String> {
        let mut changes = Vec::new();
        for (table, columns) in &self.0 {
            let Some(others) = after.0.get(table) else { continue };
            let pairs = columns.iter().filter_map(|(name, values)| Some((name, values, others.get(name)?)));
            if pairs.clone().any(|(_, values, others)| values.len() != others.len()) {
                changes.push(table.clone());
                continue;
            }
            let differ = pairs.filter(|(_, values, others)| values != others);
            changes.extend(differ.map(|(column, _, _)| format!("{table}.{column}")));
        }
        changes
    }
}

/// The tables that have columns of their own: the rows of a partition are those of its parent.
fn tables(schema: &Schema) -> impl Iterator<Item = &Table> {
    schema.tables().filter(|table| !table.columns.is_empty())
}

fn query(kind: Kind, table: &Table) -> String {
    let quote = |name: &str| match kind {
        Kind::MySql => format!("`{name}`"),
        Kind::Postgres | Kind::Sqlite => format!("\"{name}\""),
    };
    let value = |name: &str| match kind {
        Kind::Postgres => format!("replace(quote_nullable({}::text), chr(10), '|')", quote(name)),
        Kind::MySql | Kind::Sqlite => format!("replace(quote({}), char(10), '|')", quote(name)),
    };
    let values =
        table.columns.iter().map(|column| value(column.name.as_str())).collect::<Vec<_>>().join(", ");
    let order = table.columns.iter().map(|column| quote(column.name.as_str())).collect::<Vec<_>>().join(", ");
    let name = &table.name;
    let from = match &name.schema {
        None => quote(name.name.as_str()),
        Some(schema) => format!("{}.{}", quote(schema.as_str()), quote(name.name.as_str())),
    };
    // JSON has no order on PostgreSQL; the first columns have one.
    let order = if kind == Kind::Postgres { "1".to_owned() } else { order };
    format!("SELECT '#table'; SELECT {values} FROM {from} ORDER BY {order};\n")
}
