//! Asking the catalogue of MySQL and MariaDB.

use super::InspectError;
use crate::dialect::Server;
use crate::dialect::modify::as_text;
use crate::dialect::mysql_catalogue::{AT_ONCE, Defined, GRANTS, OBJECTS, definitions};
use crate::dialect::mysql_inspection::{
    self as dialect, SCRATCH, answered, forms, is_scratch, probes, questions,
};
use crate::dialect::same::Subject;
use crate::dialect::show_triggers;
use crate::inspect::mysql::{self, Catalogue, Object, Other};
use crate::inspect::{Inspected, Wanted};
use crate::schema::Schema;
use crate::session::{DatabaseError, Row, Session};

/// Sends one message for all that has a row, and one for each so many tables, whose definitions are asked for by name.
pub(super) async fn read(session: &mut Session, wanted: &Wanted) -> Result<Inspected, InspectError> {
    let server = session.server().await?;
    let mut catalogue = Catalogue::default();
    let (mut defined, mut scratch) = (Vec::new(), Vec::new());
    for row in session.query(OBJECTS.to_owned()).await? {
        let object = object(&row)?;
        if is_scratch(&object.name) && matches!(object.kind.as_str(), "relation" | "view") {
            if object.kind == "view" {
                scratch.push(object.name);
            }
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
            // What is told of it here has lost the character sets before its texts. Where there is none, it may not be seen.
            ("view", _, _) if !object.text.is_empty() => {
                let name = object.name.clone();
                catalogue.objects.push(object);
                defined.push((Defined::View, name));
                continue;
            }
            ("routine", "PROCEDURE", _) => Defined::Procedure,
            ("event", _, _) => Defined::Event,
            (kind, of, _) => {
                shown(kind, of, &object)?;
                catalogue.objects.push(object);
                continue;
            }
        };
        defined.push((what, object.name));
    }
    for chunk in defined.chunks(AT_ONCE) {
        let asked = definitions(chunk.iter().map(|(what, name)| (*what, name.as_str())));
        let rows = session.query_as_kept(asked).await?;
        for ((what, name), row) in chunk.iter().zip(&rows) {
            let (name, definition) = (name.clone(), definition(*what, row)?);
            match what {
                Defined::Event => catalogue.others.push((Other::Event, name, definition)),
                Defined::Procedure => catalogue.others.push((Other::Procedure, name, definition)),
                Defined::Sequence => catalogue.sequences.push((name, definition)),
                Defined::Table => catalogue.tables.push((name, definition)),
                Defined::View => catalogue.views.push((name, definition)),
            }
        }
    }
    for name in scratch {
        clear(session, &name).await;
    }
    Ok(mysql::read(&catalogue, wanted, server))
}

/// The text of a view or of a function is empty for who may not see it.
fn shown(kind: &str, of: &str, object: &Object) -> Result<(), InspectError> {
    let (what, grant) = match (kind, of) {
        _ if !object.text.is_empty() => return Ok(()),
        ("view", _) => ("the query of view", "SHOW VIEW ON the database"),
        ("routine", "FUNCTION") => {
            ("the body of function", "SELECT ON mysql.proc (on MySQL: SHOW_ROUTINE ON *.*)")
        }
        _ => return Ok(()),
    };
    Err(InspectError::Hidden { what: format!("{what} `{}`", object.name), grant })
}

/// Nobody sees triggers who may not make them: that there are none means nothing then.
///
/// # Errors
///
/// When the user may not see them.
pub(in crate::session) async fn see_triggers(session: &mut Session) -> Result<(), InspectError> {
    let rows = session.query(GRANTS.to_owned()).await?;
    let rows = rows.iter().map(|row| row.at::<String>(0)).collect::<Result<Vec<_>, _>>()?;
    if rows.split_first().is_none_or(|(database, grants)| !show_triggers(grants, database)) {
        let (what, grant) = ("triggers, and the schema has some".to_owned(), "TRIGGER ON the database");
        return Err(InspectError::Hidden { what, grant });
    }
    Ok(())
}

/// Drops what was left by a comparison that was killed. One that is at work holds the lock of that name.
async fn clear(session: &mut Session, name: &str) {
    let [is_free, drop] = dialect::left(name);
    let is_free = session.query(is_free).await.ok().and_then(|rows| rows.first()?.at::<i64>(0).ok());
    if is_free == Some(1)
        && let Err(error) = session.query(drop).await
    {
        tracing::warn!(%error, "`{name}` is left of a comparison that was killed, and cannot be dropped");
    }
}

/// What is made to ask the server is called so: by the number of the connection, whose lock tells others that it is at work.
async fn scratch(session: &mut Session) -> Result<String, DatabaseError> {
    let rows = session.query(dialect::take()).await?;
    let number = rows.first().map(|row| row.at::<i64>(0)).transpose()?.unwrap_or_default();
    Ok(format!("{SCRATCH}{number}"))
}

/// Asks which of these pairs are the same in the server's words: in one message, or in one for each table and view where
/// something in that one cannot be made. What cannot be made at all is told by how the server understands it, and what
/// it does not understand is the same as nothing.
pub(in crate::session) async fn same(
    session: &mut Session,
    pairs: &[(Subject<'_>, Subject<'_>)],
    schema: &Schema,
    server: Option<Server>,
) -> Vec<usize> {
    let mut name = format!("{SCRATCH}0");
    let mut asked = probes(pairs, schema, &name);
    // A temporary table is the session's own.
    let is_seen = asked.iter().any(|probe| probe.is_seen);
    if is_seen {
        name = scratch(session).await.unwrap_or_else(|_| format!("{SCRATCH}{}", std::process::id()));
        asked = probes(pairs, schema, &name);
    }
    let mut same = Vec::new();
    if asked.is_empty() {
        return same;
    }
    let release = is_seen.then(|| dialect::release(&name));
    let all = asked.iter().map(|probe| probe.sql.as_str()).chain(release.as_deref());
    let rows = session.query_as_kept(all.collect::<Vec<_>>().join(";\n")).await.unwrap_or_default();
    let is_whole = rows.len() == asked.len();
    for (at, probe) in asked.iter().enumerate() {
        let row =
            if is_whole { rows.get(at).cloned() } else { alone(session, &probe.sql, &probe.clean).await };
        match row.and_then(|row| definition(Defined::Table, &row).ok()) {
            Some(definition) => same.extend(answered(probe, &definition, pairs, &name, server.into())),
            None => {
                for at in &probe.places {
                    if is_understood_alike(session, pairs[*at]).await {
                        same.push(*at);
                    }
                }
            }
        }
    }
    if !is_whole && let Some(release) = release {
        // It goes with the connection at the latest.
        drop(session.query(release).await);
    }
    same
}

/// Whether the server understands two texts alike, which it tells whoever may read the tables.
async fn is_understood_alike(session: &mut Session, (one, other): (Subject<'_>, Subject<'_>)) -> bool {
    let (Some(one), Some(other)) = (questions(one), questions(other)) else { return false };
    let mut traces = Vec::new();
    for question in [one, other] {
        let rows = session.query(question).await.unwrap_or_default();
        traces.push(rows.last().and_then(|row| definition_at(row, 0).ok()).unwrap_or_default());
    }
    let told = traces.iter().map(|trace| forms(trace)).collect::<Vec<_>>();
    !told[0].is_empty() && told[0] == told[1]
}

async fn alone(session: &mut Session, sql: &str, clean: &str) -> Option<Row> {
    match session.query_as_kept(sql.to_owned()).await {
        Ok(rows) => rows.into_iter().next(),
        Err(error) => {
            tracing::debug!(%error, "a text cannot be asked for");
            // What stopped halfway may have left it; who may make nothing may drop nothing either.
            drop(session.query(clean.to_owned()).await);
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
        Defined::Sequence | Defined::Table | Defined::View => 1,
    };
    definition_at(row, at)
}

/// The text at a place, which drivers may take for bytes.
fn definition_at(row: &Row, at: usize) -> Result<String, DatabaseError> {
    match row.text(at) {
        Some(text) => Ok(text.to_owned()),
        None => Ok(row.at::<Option<Vec<u8>>>(at)?.map(|bytes| as_text(&bytes)).unwrap_or_default()),
    }
}
