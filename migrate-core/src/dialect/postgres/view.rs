//! Views on PostgreSQL.

use super::{names, trigger};
use crate::dialect::Dialect::Postgres;
use crate::dialect::definition::create_view;
use crate::dialect::lower::Lowered;
use crate::dialect::names::Role;
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, difference};
use crate::name::{Name, QualifiedName};
use crate::operation::{CreateView, DropView, RenameView, ReplaceView, RestoreView, ViewDefinition};
use crate::schema::{Schema, View};
use crate::script::Statement;

/// Creates a view.
pub(super) fn create(operation: &CreateView, before: &Schema) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    names::name(Role::View, &name.name)?;
    names::free_type(Role::View, name, before)?;
    Ok(vec![Statement::ddl(create_view(Postgres, "CREATE VIEW ", name, query)?)])
}

/// Drops a view.
pub(super) fn drop(operation: &DropView) -> Vec<Statement> {
    vec![Statement::ddl(sql!(Postgres; "DROP VIEW ", &operation.view))]
}

/// Renames a view.
pub(super) fn rename(operation: &RenameView, before: &Schema) -> Lowered {
    let RenameView { from, to } = operation;
    names::name(Role::View, to)?;
    names::free_type(Role::View, &operation.renamed(), before)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER VIEW ", from, " RENAME TO ", to))])
}

/// Creates a view again.
pub(super) fn restore(operation: &RestoreView, before: &Schema) -> Lowered {
    let after = difference::after(before, operation.clone())?;
    let View { name, query, depends_on: _ } = crate::dialect::names::view(&after, &operation.view)?;
    let create = create_view(Postgres, "CREATE VIEW ", name, query)?;
    Ok(std::iter::once(create).chain(trigger::again(name, &after)?).map(Statement::ddl).collect())
}

/// Replaces a view: in its place where its columns allow that, which only the server knows, and with what was granted on
/// it; else it is dropped and created, and with it the views that need it.
pub(super) fn replace(operation: &ReplaceView, before: &Schema) -> Lowered {
    let ViewDefinition { name, query, depends_on: _ } = &operation.definition;
    let in_place = create_view(Postgres, "CREATE OR REPLACE VIEW ", name, query)?;
    let dependents = before.dependents(name);
    let mut anew =
        dependents.iter().rev().map(|view| sql!(Postgres; "DROP VIEW ", &view.name)).collect::<Vec<_>>();
    anew.push(sql!(Postgres; "DROP VIEW ", name));
    anew.push(create_view(Postgres, "CREATE VIEW ", name, query)?);
    anew.extend(trigger::again(name, before)?);
    anew.extend(again(&dependents, before)?);
    let anew = anew.into_iter().map(|statement| sql!(Postgres; "    ", statement, ";\n"));
    let block = sql!(
        Postgres;
        "BEGIN\n    ", in_place, ";\nEXCEPTION WHEN invalid_table_definition THEN\n", Sql::join(Postgres, "", anew), "END",
    );
    Ok(vec![Statement::ddl(sql!(Postgres; "DO ", Text(&block.into_text())))])
}

/// Statements that change the type of a column, between the drop of the views that need it, which PostgreSQL asks for, and
/// their creation as they were.
pub(super) fn around(
    statements: Vec<Statement>,
    table: &QualifiedName,
    column: &Name,
    before: &Schema,
) -> Lowered {
    around_columns(statements, &[(table, column)], before)
}

/// The same of statements that change the types of several columns.
pub(super) fn around_columns(
    statements: Vec<Statement>,
    columns: &[(&QualifiedName, &Name)],
    before: &Schema,
) -> Lowered {
    let mut views = Vec::<&View>::new();
    for view in before.views() {
        if columns.iter().any(|(table, column)| view.needs_column(table, column)) {
            let dependents = before.dependents(&view.name);
            views.extend(std::iter::once(view).chain(dependents));
        }
    }
    // Each before those that need it.
    views.sort_by_key(|view| (before.dependents(&view.name).len(), &view.name));
    views.reverse();
    views.dedup();
    let drops = views.iter().rev().map(|view| Statement::ddl(sql!(Postgres; "DROP VIEW ", &view.name)));
    let creates = again(&views, before)?.into_iter().map(Statement::ddl);
    Ok(drops.chain(statements).chain(creates).collect())
}

/// Creates views as they are, with their triggers.
fn again(views: &[&View], before: &Schema) -> Result<Vec<Sql>, Unsupported> {
    let mut statements = Vec::new();
    for view in views {
        statements.push(create_view(Postgres, "CREATE VIEW ", &view.name, &view.query)?);
        statements.extend(trigger::again(&view.name, before)?);
    }
    Ok(statements)
}
