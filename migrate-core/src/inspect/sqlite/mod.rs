//! SQLite: a database is the statements that made it.

mod rows;
#[cfg(test)]
mod tests;

use super::{Inspected, Stage, Unmodelled, Wanted};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::{Beyond, Stored, StoredObject, read_stored};

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
    unmodelled.extend(found.beyond.iter().map(beyond));
    unmodelled.sort();
    Inspected { dialect: Sqlite, server: None, home: None, schema: found.schema, unmodelled }
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
