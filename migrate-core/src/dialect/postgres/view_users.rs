//! The views that PostgreSQL will not let go of what an operation changes.

use crate::dialect::Dialect::Postgres;
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::{Name, QualifiedName};
use crate::operation::Operation;
use crate::schema::Schema;

/// What finds the views that use what an operation changes or drops, and those that use these: the name of the schema, where
/// the connection does not look there by itself, the view's name, and what drops it. None where the operation is of
/// another kind.
pub(crate) fn view_users(operation: &Operation, before: &Schema) -> Option<String> {
    let used = used(operation, before);
    if used.is_empty() {
        return None;
    }
    let used = used.into_iter().map(|(relation, column)| {
        let relation = sql!(Postgres; relation).into_text();
        let is_it = sql!(Postgres; "d.refobjid = to_regclass(", Text(&relation), ")");
        match column {
            None => is_it,
            Some(column) => sql!(
                Postgres;
                "(", is_it, " AND d.refobjsubid IN (SELECT attnum FROM pg_attribute WHERE attrelid = d.refobjid AND ",
                "attname = ", Text(column.as_str()), "))",
            ),
        }
    });
    // A view depends on what its rule selects (manual 15, "pg_depend"), and on itself.
    let depends =
        "FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid ";
    let query = sql!(
        Postgres;
        "WITH RECURSIVE users (oid) AS (SELECT r.ev_class ", depends,
        "WHERE d.refclassid = 'pg_class'::regclass AND r.ev_class <> d.refobjid AND (",
        Sql::join(Postgres, " OR ", used), ") UNION SELECT r.ev_class ", depends,
        "JOIN users u ON d.refclassid = 'pg_class'::regclass AND d.refobjid = u.oid AND r.ev_class <> u.oid) ",
        "SELECT CASE WHEN pg_table_is_visible(c.oid) THEN '' ELSE n.nspname::text END, c.relname::text, ",
        "CASE c.relkind WHEN 'm' THEN 'DROP MATERIALIZED VIEW ' ELSE 'DROP VIEW ' END || c.oid::regclass::text ",
        "FROM users JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace ",
        "WHERE c.relkind IN ('m', 'v') ORDER BY c.oid DESC",
    );
    Some(query.into_text())
}

/// The tables and views that an operation changes or drops, with the column where it is one.
fn used<'a>(operation: &'a Operation, before: &'a Schema) -> Vec<(&'a QualifiedName, Option<&'a Name>)> {
    if let Operation::AlterColumn(it) = operation {
        return vec![(&it.table, Some(&it.column))];
    }
    if let Operation::DropColumn(it) = operation {
        return vec![(&it.table, Some(&it.column))];
    }
    if let Operation::DropTable(it) = operation {
        return vec![(&it.table, None)];
    }
    if let Operation::DropView(it) = operation {
        return vec![(&it.view, None)];
    }
    let name = if let Operation::RemoveEnumValue(it) = operation {
        &it.name
    } else if let Operation::ReorderEnum(it) = operation {
        &it.name
    } else {
        return Vec::new();
    };
    before.columns_of_enum(name).map(|(table, column)| (&table.name, Some(&column.name))).collect()
}
