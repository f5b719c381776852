//! What SQLite stores of a schema, as schema values.
//!
//! The same reader is used for what a database holds and for what we would write, so that what two spellings of one thing
//! have in common is known here alone. Nothing is looked at but the statements of `sqlite_schema`.

mod code;
mod column;
mod default;
mod index;
mod names;
mod table;
#[cfg(test)]
mod tests;

use crate::name::QualifiedName;
use crate::operation::mentioned;
use crate::schema::{EnumType, Schema, Table, View};

/// A statement of `sqlite_schema`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stored<'a> {
    /// What it makes.
    pub(crate) kind: StoredObject,
    /// The name of that.
    pub(crate) name: &'a str,
    /// The table that it is of, or its own name.
    pub(crate) table: &'a str,
    /// The statement.
    pub(crate) sql: &'a str,
}

/// What a statement makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StoredObject {
    Table,
    Index,
    View,
    Trigger,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// What there are words for.
    pub(crate) schema: Schema,
    /// What there are no words for, in the order in which it was found.
    pub(crate) beyond: Vec<Beyond>,
}

/// Something that there are no words for: a thing, with the statement that makes it, or a trait of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beyond {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) definition: Option<String>,
}

impl Beyond {
    pub(crate) fn new(kind: &'static str, name: &str, detail: &str, definition: Option<&str>) -> Self {
        let definition = definition.map(str::to_owned);
        Self { kind, name: name.to_owned(), detail: detail.to_owned(), definition }
    }

    fn thing(kind: &'static str, stored: &Stored<'_>) -> Self {
        let detail = if stored.name == stored.table { "" } else { stored.table };
        Self::new(kind, stored.name, detail, Some(stored.sql))
    }
}

/// A table on its way, with the enum types that its columns turn out to be of.
#[derive(Clone, Debug)]
struct Draft {
    table: Table,
    enums: Vec<EnumType>,
    beyond: Vec<Beyond>,
}

/// Reads the statements of a database, in any order.
pub(crate) fn schema(stored: &[Stored<'_>]) -> Found {
    let mut found = Found::default();
    let of = |kind| stored.iter().filter(move |it| it.kind == kind);
    let mut tables = Vec::new();
    for it in of(StoredObject::Table) {
        match super::StoredTable::read(it.sql) {
            Ok(table) => tables.push(table::table(&table, it.name)),
            Err(_) => found.beyond.push(Beyond::thing("table", it)),
        }
    }
    names::resolve(tables.iter_mut().map(|draft| &mut draft.table));
    for it in of(StoredObject::Index) {
        let table = tables.iter_mut().map(|draft| &mut draft.table).find(|table| is(table, it.table));
        match table.map(|table| (index::index(it, table), table)) {
            Some((Some(index), table)) => table.indexes.push(index),
            Some((None, _)) | None => found.beyond.push(Beyond::thing("index", it)),
        }
    }
    for Draft { table, enums, beyond } in tables {
        found.schema.put_table(table);
        for enum_type in enums {
            found.schema.put_enum(enum_type);
        }
        found.beyond.extend(beyond);
    }
    for it in of(StoredObject::View) {
        match code::view(it) {
            Some((view, names_columns)) => {
                if names_columns {
                    found.beyond.push(Beyond::thing("columns of a view", it));
                }
                found.schema.put_view(view);
            }
            None => found.beyond.push(Beyond::thing("view", it)),
        }
    }
    // What a view needs may be another, which may come behind it.
    let views = found.schema.views().cloned().collect::<Vec<_>>();
    for view in views {
        let depends_on = mentioned(&found.schema, &view.name, &view.query);
        found.schema.put_view(View { depends_on, ..view });
    }
    for it in of(StoredObject::Trigger) {
        let on = relation(&found.schema, it.table);
        match code::trigger(it, on) {
            Some(trigger) => found.schema.put_trigger(trigger),
            None => found.beyond.push(Beyond::thing("trigger", it)),
        }
    }
    found
}

fn is(table: &Table, name: &str) -> bool {
    super::is_same(table.name.name.as_str(), name)
}

/// The table or view that a statement calls so, in whatever capitals.
fn relation(schema: &Schema, name: &str) -> QualifiedName {
    let tables = schema.tables().map(|table| &table.name);
    let mut all = tables.chain(schema.views().map(|view| &view.name));
    let found = all.find(|known| super::is_same(known.name.as_str(), name));
    found.cloned().unwrap_or_else(|| name.into())
}
