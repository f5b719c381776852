//! Queries that find whether something is there, before what may be done already, or need not be done.

use crate::dialect::Dialect::MySql;
use crate::dialect::sql::{Sql, Text, sql};
use crate::live::{Conditional, Live, When};
use crate::name::{Name, QualifiedName};
use crate::script::Statement;

/// Finds a table.
pub(super) fn table(table: &QualifiedName) -> Sql {
    sql!(
        MySql; "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND BINARY table_name = ",
        Text(table.name.as_str()),
    )
}

/// Finds a column.
pub(in crate::dialect) fn column(table: &QualifiedName, column: &Name) -> Sql {
    sql!(
        MySql; "SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND BINARY table_name = ",
        Text(table.name.as_str()), " AND column_name = ", Text(column.as_str()),
    )
}

/// Finds a foreign key, a check or a unique constraint. Names of these differ in more than capitals.
pub(in crate::dialect) fn constraint(table: &QualifiedName, constraint: &Name) -> Sql {
    sql!(
        MySql;
        "SELECT 1 FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND BINARY table_name = ",
        Text(table.name.as_str()), " AND constraint_name = ", Text(constraint.as_str()),
    )
}

/// Finds an index.
pub(super) fn index(table: &QualifiedName, index: &Name) -> Sql {
    sql!(
        MySql;
        "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND BINARY table_name = ",
        Text(table.name.as_str()), " AND BINARY index_name = ", Text(index.as_str()), " LIMIT 1",
    )
}

/// Finds an index by a name in any capitals: two that differ in nothing else cannot be of one table.
pub(super) fn index_by_any_case(table: &QualifiedName, index: &Name) -> Sql {
    sql!(
        MySql;
        "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND BINARY table_name = ",
        Text(table.name.as_str()), " AND index_name = ", Text(index.as_str()), " LIMIT 1",
    )
}

/// A statement that runs where a query finds something, or nothing.
pub(super) fn conditional(table: &QualifiedName, look: Sql, when: When, sql: Sql) -> Statement {
    Statement::Live(Live::Conditional(Conditional {
        table: table.clone(),
        look: look.into_text(),
        when,
        statements: vec![sql.into_text()],
    }))
}
