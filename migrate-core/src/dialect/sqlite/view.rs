//! Views on SQLite, which looks at what they are made of when they are read.

use super::names;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::definition::create_view;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, view as require_view};
use crate::dialect::sql::sql;
use crate::name::QualifiedName;
use crate::operation::{CreateView, DropView, RenameView, ReplaceView, RestoreView, ViewDefinition};
use crate::schema::{Expression, Schema, View};
use crate::script::Statement;

/// Creates a view.
pub(super) fn create(operation: &CreateView, before: &Schema) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    names::relation(Role::View, &name.name, before)?;
    Ok(vec![Statement::ddl(create_view(Sqlite, "CREATE VIEW ", name, query)?)])
}

/// Drops a view.
pub(super) fn drop(operation: &DropView) -> Vec<Statement> {
    vec![Statement::ddl(sql!(Sqlite; "DROP VIEW ", &operation.view))]
}

/// Renames a view: SQLite renames tables only, so it is created again.
pub(super) fn rename(operation: &RenameView, before: &Schema) -> Lowered {
    let RenameView { from, to } = operation;
    names::relation(Role::View, to, before)?;
    anew(from, &operation.renamed(), &require_view(before, from)?.query)
}

/// Creates a view again.
pub(super) fn restore(operation: &RestoreView, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let View { name, query, depends_on: _ } = require_view(&after, &operation.view)?;
    Ok(vec![Statement::ddl(create_view(Sqlite, "CREATE VIEW ", name, query)?)])
}

/// Replaces a view.
pub(super) fn replace(operation: &ReplaceView) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    anew(name, name, query)
}

fn anew(from: &QualifiedName, to: &QualifiedName, query: &Expression) -> Lowered {
    let drop = sql!(Sqlite; "DROP VIEW ", from);
    Ok(vec![Statement::ddl(drop), Statement::ddl(create_view(Sqlite, "CREATE VIEW ", to, query)?)])
}
