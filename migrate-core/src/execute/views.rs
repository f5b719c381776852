//! Views in the way of a change on PostgreSQL, by their names.

use super::halt::{Cause, Halt};
use crate::dialect::view_users;
use crate::name::QualifiedName;
use crate::script::ScriptStep;
use crate::session::Session;

/// Adds what to do about views that the chain did not make, where these are what the server refused an operation for.
/// What failed is rolled back by then.
pub(super) async fn named(session: &mut Session, step: &ScriptStep, mut halt: Halt) -> Halt {
    let Cause::Database(error) = &halt.cause else { return halt };
    // "cannot alter type of a column used by a view or rule", "other objects depend on it" (manual 15, appendix A).
    if !matches!(error.code(), Some("0A000" | "2BP01")) {
        return halt;
    }
    let Some(failed) = halt.operation.and_then(|at| step.operations.get(at)) else { return halt };
    let Some(query) = view_users(&failed.operation, &failed.before) else { return halt };
    // A session that is of no more use says nothing.
    let Ok(rows) = session.query(query).await else { return halt };
    let (mut views, mut drops) = (Vec::new(), Vec::new());
    for row in rows {
        let (Ok(schema), Ok(view), Ok(drop)) =
            (row.at::<String>(0), row.at::<String>(1), row.at::<String>(2))
        else {
            return halt;
        };
        let schema = (!schema.is_empty()).then(|| schema.as_str().into());
        let name = QualifiedName { schema, name: view.as_str().into() };
        // Those of the chain go and come again by themselves.
        if failed.before.view(&name).is_none() {
            views.push(format!("`{name}`"));
            drops.push(drop);
        }
    }
    if !views.is_empty() {
        let (noun, them) = if views.len() == 1 { ("view", "it") } else { ("views", "them") };
        let (views, drops) = (views.join(", "), drops.join("; "));
        let advice = if step.entry.revision.is_empty() {
            format!("drop {noun} {views} before (`{drops}`), and create {them} again behind")
        } else {
            format!(
                "the chain did not make {noun} {views}: drop {them} before, with `op.sql({drops:?})`, and create {them} again \
                 behind"
            )
        };
        halt.cause = match halt.cause {
            Cause::Database(error) => Cause::Database(error.with_advice(advice)),
            cause => cause,
        };
    }
    halt
}
