//! What the catalogue of MySQL and MariaDB can tell of a schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Schema, Table};
use crate::session::{DatabaseError, Session};

/// Something that the catalogue can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fact {
    /// The table, view, sequence or function.
    pub(super) table: String,
    /// In lower case: only tables can be told apart by case.
    part: Part,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Column(String),
    Constraint(String),
    Function,
    Index(String),
    PrimaryKey,
    /// A table, a view or a sequence, which share one namespace.
    Table,
    Trigger(String),
}

pub(super) fn facts(schema: &Schema) -> BTreeSet<Fact> {
    let relations = schema.views().map(|view| &view.name);
    let relations = relations.chain(schema.sequences().map(|sequence| &sequence.name));
    let relations = relations.map(|name| Fact { table: name.to_string(), part: Part::Table });
    let functions = schema.functions().map(|function| &function.name);
    let functions = functions.map(|name| Fact { table: name.to_string(), part: Part::Function });
    let triggers = schema.triggers().map(|trigger| {
        let part = Part::Trigger(trigger.name.as_str().to_lowercase());
        Fact { table: trigger.table.to_string(), part }
    });
    schema.tables().flat_map(table_facts).chain(relations).chain(functions).chain(triggers).collect()
}

fn table_facts(table: &Table) -> Vec<Fact> {
    let name = table.name.to_string();
    let lower = |name: &crate::name::Name| name.as_str().to_lowercase();
    let mut parts = vec![Part::Table];
    parts.extend(table.columns.iter().map(|column| Part::Column(lower(&column.name))));
    parts.extend(table.indexes.iter().map(|index| Part::Index(lower(&index.name))));
    parts.extend(table.primary_key.iter().map(|_| Part::PrimaryKey));
    parts.extend(table.uniques.iter().map(|unique| Part::Constraint(lower(&unique.name))));
    parts.extend(table.foreign_keys.iter().map(|key| Part::Constraint(lower(&key.name))));
    parts.extend(table.checks.iter().map(|check| Part::Constraint(lower(&check.name))));
    parts.into_iter().map(|part| Fact { table: name.clone(), part }).collect()
}

/// What the catalogue says of the tables.
pub(super) async fn live(
    session: &mut Session,
    tables: &BTreeSet<String>,
) -> Result<BTreeSet<Fact>, DatabaseError> {
    let names = tables.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let here = format!("= database() AND BINARY table_name IN ({names})");
    let rows = session
        .query(format!(
            "SELECT table_name AS t, 'table' AS kind, '' AS name FROM information_schema.tables WHERE table_schema {here} \
             UNION ALL SELECT table_name, 'column', column_name FROM information_schema.columns WHERE table_schema {here} \
             UNION ALL SELECT DISTINCT table_name, 'index', index_name FROM information_schema.statistics WHERE table_schema {here} \
             UNION ALL SELECT table_name, 'constraint', constraint_name FROM information_schema.table_constraints \
             WHERE constraint_schema {here} \
             UNION ALL SELECT event_object_table, 'trigger', trigger_name FROM information_schema.triggers \
             WHERE trigger_schema = database() AND BINARY event_object_table IN ({names}) \
             UNION ALL SELECT routine_name, 'function', '' FROM information_schema.routines \
             WHERE routine_schema = database() AND routine_type = 'FUNCTION' AND BINARY routine_name IN ({names})"
        ))
        .await?;
    let mut facts = BTreeSet::new();
    let kinds = BTreeMap::from([
        ("column", 0),
        ("constraint", 1),
        ("index", 2),
        ("table", 3),
        ("trigger", 4),
        ("function", 5),
    ]);
    for row in rows {
        let (table, kind): (String, String) = (row.get("t")?, row.get("kind")?);
        let name = row.get::<String>("name")?.to_lowercase();
        let part = match kinds.get(kind.as_str()) {
            Some(0) => Part::Column(name),
            Some(1) if name == "primary" => Part::PrimaryKey,
            Some(1) => Part::Constraint(name),
            Some(2) => Part::Index(name),
            Some(4) => Part::Trigger(name),
            Some(5) => Part::Function,
            Some(_) | None => Part::Table,
        };
        facts.insert(Fact { table, part });
    }
    Ok(facts)
}

/// The dialect's own quoting writes names and literals for statements; here any bytes will do.
fn quoted(name: &str) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let hex = name.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect::<String>();
    format!("_utf8mb4 X'{hex}'")
}
