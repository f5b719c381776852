//! Views on MySQL and MariaDB.

use super::names;
use crate::dialect::Dialect::MySql;
use crate::dialect::definition::create_view;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::sql;
use crate::operation::{CreateView, DropView, RenameView, ReplaceView, RestoreView, ViewDefinition};
use crate::schema::{Schema, View};
use crate::script::Statement;

/// Creates a view.
pub(super) fn create(operation: &CreateView) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    names::name(Role::View, &name.name)?;
    Ok(vec![Statement::ddl(create_view(MySql, "CREATE VIEW ", name, query)?)])
}

/// Drops a view.
pub(super) fn drop(operation: &DropView) -> Vec<Statement> {
    vec![Statement::ddl(sql!(MySql; "DROP VIEW ", &operation.view))]
}

/// Renames a view.
pub(super) fn rename(operation: &RenameView) -> Lowered {
    let RenameView { from, to } = operation;
    names::name(Role::View, to)?;
    Ok(vec![Statement::ddl(sql!(MySql; "RENAME TABLE ", from, " TO ", to))])
}

/// Creates a view again.
pub(super) fn restore(operation: &RestoreView, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let View { name, query, depends_on: _ } = crate::dialect::names::view(&after, &operation.view)?;
    Ok(vec![Statement::ddl(create_view(MySql, "CREATE VIEW ", name, query)?)])
}

/// Replaces a view. Views that need it read what it is then.
pub(super) fn replace(operation: &ReplaceView) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    Ok(vec![Statement::ddl(create_view(MySql, "CREATE OR REPLACE VIEW ", name, query)?)])
}
