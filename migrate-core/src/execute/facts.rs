//! Asking the catalogue of MySQL and MariaDB what is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Fact, Part};
use crate::session::{DatabaseError, Session};

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
