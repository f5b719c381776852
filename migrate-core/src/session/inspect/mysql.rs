//! Asking the catalogue of MySQL and MariaDB.

use super::InspectError;
use crate::dialect::modify::as_text;
use crate::dialect::mysql_catalogue::{AT_ONCE, Defined, OBJECTS, definitions};
use crate::dialect::mysql_inspection::{SCRATCH, answered, probes};
use crate::dialect::same::Subject;
use crate::inspect::mysql::{self, Catalogue, Object, Other};
use crate::inspect::{Inspected, Wanted};
use crate::schema::Schema;
use crate::session::{DatabaseError, Row, Session};

/// Sends one message for all that has a row, and one for each so many tables, whose definitions are asked for by name.
pub(super) async fn read(session: &mut Session, wanted: &Wanted) -> Result<Inspected, InspectError> {
    let server = session.server().await?;
    let mut catalogue = Catalogue::default();
    let mut defined = Vec::new();
    for row in session.query(OBJECTS.to_owned()).await? {
        let object = object(&row)?;
        // Another comparison is at work.
        if object.name.starts_with(SCRATCH) {
            continue;
        }
        let what = match (object.kind.as_str(), object.of.as_str(), object.more[0].as_str()) {
            ("database", _, _) => {
                catalogue.database = object.name;
                continue;
            }
            ("relation", _, "BASE TABLE" | "SYSTEM VERSIONED") => Defined::Table,
            ("relation", _, "SEQUENCE") => Defined::Sequence,
            ("relation", _, _) => continue,
            ("routine", "PROCEDURE", _) => Defined::Procedure,
            ("event", _, _) => Defined::Event,
            _ => {
                catalogue.objects.push(object);
                continue;
            }
        };
        defined.push((what, object.name));
    }
    for chunk in defined.chunks(AT_ONCE) {
        let asked = definitions(chunk.iter().map(|(what, name)| (*what, name.as_str())));
        let rows = session.query(asked).await?;
        for ((what, name), row) in chunk.iter().zip(&rows) {
            let (name, definition) = (name.clone(), definition(*what, row)?);
            match what {
                Defined::Event => catalogue.others.push((Other::Event, name, definition)),
                Defined::Procedure => catalogue.others.push((Other::Procedure, name, definition)),
                Defined::Sequence => catalogue.sequences.push((name, definition)),
                Defined::Table => catalogue.tables.push((name, definition)),
            }
        }
    }
    Ok(mysql::read(&catalogue, wanted, server))
}

/// Asks which of these pairs are the same in the server's words: in one message, or in one for each table and view where
/// something in that one cannot be made. What cannot be made is the same as nothing.
pub(in crate::session) async fn same(
    session: &mut Session,
    pairs: &[(Subject<'_>, Subject<'_>)],
    schema: &Schema,
) -> Vec<usize> {
    let scratch = format!("{SCRATCH}{}", std::process::id());
    let probes = probes(pairs, schema, &scratch);
    let mut same = Vec::new();
    let all = probes.iter().map(|probe| probe.sql.as_str()).collect::<Vec<_>>().join(";\n");
    if probes.is_empty() {
        return same;
    }
    let rows = session.query(all).await.unwrap_or_default();
    let is_whole = rows.len() == probes.len();
    for (at, probe) in probes.iter().enumerate() {
        let row =
            if is_whole { rows.get(at).cloned() } else { alone(session, &probe.sql, &probe.clean).await };
        let definition = row.and_then(|row| definition(Defined::Table, &row).ok());
        same.extend(definition.into_iter().flat_map(|it| answered(probe, &it, pairs, &scratch)));
    }
    same
}

async fn alone(session: &mut Session, sql: &str, clean: &str) -> Option<Row> {
    match session.query(sql.to_owned()).await {
        Ok(rows) => rows.into_iter().next(),
        Err(error) => {
            tracing::debug!(%error, "a text cannot be asked for");
            // What stopped halfway may have left it.
            if let Err(error) = session.query(clean.to_owned()).await {
                tracing::warn!(%error, "what was made to ask the server is left: {clean}");
            }
            None
        }
    }
}

fn object(row: &Row) -> Result<Object, DatabaseError> {
    // Some of these are text of the server's own that drivers take for bytes.
    let text = |column: &str| match row.get::<Option<String>>(column) {
        Ok(text) => Ok(text.unwrap_or_default()),
        Err(_) => row.get::<Vec<u8>>(column).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    };
    Ok(Object {
        kind: text("kind")?,
        name: text("name")?,
        of: text("of")?,
        more: [text("one")?, text("two")?, text("three")?, text("four")?],
        text: text("text")?,
    })
}

/// The definition in an answer to `SHOW CREATE …`; none of what the user may not see.
fn definition(what: Defined, row: &Row) -> Result<String, DatabaseError> {
    let at = match what {
        Defined::Event => 3,
        Defined::Procedure => 2,
        Defined::Sequence | Defined::Table => 1,
    };
    match row.text(at) {
        Some(text) => Ok(text.to_owned()),
        None => Ok(row.at::<Option<Vec<u8>>>(at)?.map(|bytes| as_text(&bytes)).unwrap_or_default()),
    }
}
