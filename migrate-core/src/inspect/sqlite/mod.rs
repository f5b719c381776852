//! SQLite: a database is the statements that made it.

mod rows;
#[cfg(test)]
mod tests;

use super::{Inspected, Stage, Unmodelled, Wanted};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::{Beyond, Stored, StoredObject, read_stored};
use crate::name::QualifiedName;
use crate::schema::{ForeignKey, Schema, Trigger};

pub(crate) use rows::{Catalogue, Object};

/// Reads what the catalogue holds.
pub(crate) fn read(catalogue: &Catalogue, wanted: &Wanted) -> Inspected {
    let Catalogue { objects } = catalogue;
    let ledger = wanted.ledger.table.as_str();
    // A virtual table's own tables come and go with it.
    let is_wanted = |it: &&Object| it.list != "shadow" && !it.of.eq_ignore_ascii_case(ledger);
    let mut unmodelled = Vec::new();
    let mut stored = Vec::new();
    for object in objects.iter().filter(is_wanted) {
        let Object { kind, name, of, sql, list } = object;
        let kind = match (kind.as_str(), list.as_str()) {
            ("index", _) => StoredObject::Index,
            ("trigger", _) => StoredObject::Trigger,
            ("view", _) => StoredObject::View,
            (_, "virtual") => {
                unmodelled.push(beyond(&Beyond::new("virtual table", name, "", Some(sql))));
                continue;
            }
            _ => StoredObject::Table,
        };
        stored.push(Stored { kind, name, table: of, sql });
    }
    let found = read_stored(&stored);
    let (mut schema, astray) = without_stray_keys(&found.schema);
    // What waits on something that there are no words for has none either.
    let is_known = |of: &QualifiedName| schema.table(of).is_some() || schema.view(of).is_some();
    let lost = schema.triggers().filter(|it| !is_known(&it.table)).cloned().collect::<Vec<_>>();
    for Trigger { name, table, event: _, definition: _ } in &lost {
        schema.take_trigger(table, name);
        let text =
            stored.iter().find(|it| matches!(it.kind, StoredObject::Trigger) && name.as_str() == it.name);
        let of = table.name.as_str();
        unmodelled.push(beyond(&Beyond::new("trigger", name.as_str(), of, text.map(|it| it.sql))));
    }
    // A trait of a table can be told by all of the table's statement alone.
    let statement = |table: &str| {
        let mut tables = stored.iter().filter(|it| matches!(it.kind, StoredObject::Table));
        tables.find(|it| it.name == table).map(|it| it.sql.to_owned())
    };
    unmodelled.extend(found.beyond.iter().map(|it| {
        let told = beyond(it);
        let definition = told.definition.or_else(|| statement(&it.name));
        Unmodelled { definition, ..told }
    }));
    unmodelled.extend(astray.into_iter().map(|(table, key)| {
        let told = Beyond::new("foreign key to no key", &table, &key, statement(&table).as_deref());
        beyond(&told)
    }));
    unmodelled.sort();
    Inspected { dialect: Sqlite, server: None, home: None, schema, unmodelled }
}

/// The schema without foreign keys to what is not there, or to what is no key: SQLite takes them, and tells when a row
/// is written. Gives their tables and names too.
fn without_stray_keys(schema: &Schema) -> (Schema, Vec<(String, String)>) {
    let mut astray = Vec::new();
    let mut mended = schema.clone();
    for table in schema.tables() {
        let leads_nowhere = |key: &ForeignKey| {
            let target = schema.table(&key.referenced_table);
            !target.is_some_and(|target| target.is_key(&key.referenced_columns))
        };
        if table.foreign_keys.iter().any(leads_nowhere) {
            let mut table = table.clone();
            let gone = table.foreign_keys.extract_if(.., |key| leads_nowhere(key));
            astray.extend(
                gone.map(|key| (table.name.name.to_string(), key.name.to_string())).collect::<Vec<_>>(),
            );
            mended.put_table(table);
        }
    }
    (mended, astray)
}

fn beyond(it: &Beyond) -> Unmodelled {
    let Beyond { kind, name, detail, definition } = it;
    Unmodelled {
        stage: Stage::BehindTables,
        kind,
        name: name.as_str().into(),
        detail: detail.clone(),
        definition: definition.clone(),
    }
}
