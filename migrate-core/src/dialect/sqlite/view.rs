//! Views on SQLite, which looks at what they are made of when they are read.

use super::{names, trigger};
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
    let after = after(before, operation.clone())?;
    anew(from, &operation.renamed(), &require_view(before, from)?.query, &after)
}

/// Creates a view again.
pub(super) fn restore(operation: &RestoreView, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let View { name, query, depends_on: _ } = require_view(&after, &operation.view)?;
    created(name, query, &after)
}

/// Replaces a view.
pub(super) fn replace(operation: &ReplaceView, before: &Schema) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    anew(name, name, query, before)
}

fn anew(from: &QualifiedName, to: &QualifiedName, query: &Expression, after: &Schema) -> Lowered {
    let drop = Statement::ddl(sql!(Sqlite; "DROP VIEW ", from));
    Ok(std::iter::once(drop).chain(created(to, query, after)?).collect())
}

/// Creates a view with the triggers that it has.
fn created(name: &QualifiedName, query: &Expression, after: &Schema) -> Lowered {
    let mut statements = vec![Statement::ddl(create_view(Sqlite, "CREATE VIEW ", name, query)?)];
    for trigger in after.triggers_of(name) {
        statements.push(Statement::ddl(trigger::definition(trigger)?));
    }
    Ok(statements)
}
