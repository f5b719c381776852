//! Extensions.

use super::names;
use crate::dialect::Dialect::Postgres;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::{Text, sql};
use crate::operation::{CreateExtension, DropExtension, Existing, Fate, UpdateExtension};
use crate::schema::Extension;
use crate::script::Statement;

/// Creates an extension.
pub(super) fn create(operation: &CreateExtension) -> Lowered {
    let CreateExtension { extension: Extension { name, schema, version }, existing } = operation;
    names::name(Role::Extension, name)?;
    let existing = match existing {
        Existing::Adopt => Some("IF NOT EXISTS "),
        Existing::Refuse => None,
    };
    let schema = schema.as_ref().map(|schema| sql!(Postgres; " SCHEMA ", schema));
    let version = version.as_ref().map(|version| sql!(Postgres; " VERSION ", Text(version)));
    Ok(vec![Statement::ddl(sql!(Postgres; "CREATE EXTENSION ", existing, name, schema, version))])
}

/// Updates an extension.
pub(super) fn update(operation: &UpdateExtension) -> Vec<Statement> {
    let UpdateExtension { extension, version } = operation;
    let version = version.as_ref().map(|version| sql!(Postgres; " TO ", Text(version)));
    vec![Statement::ddl(sql!(Postgres; "ALTER EXTENSION ", extension, " UPDATE", version))]
}

/// Drops an extension, which the server refuses where something uses it.
pub(super) fn drop(operation: &DropExtension) -> Vec<Statement> {
    let DropExtension { extension, fate } = operation;
    match fate {
        Fate::Drop => vec![Statement::ddl(sql!(Postgres; "DROP EXTENSION ", extension))],
        Fate::Leave => Vec::new(),
    }
}
