//! What the catalogue of SQLite is asked.

/// The statements of all objects, with what `table_list` calls a table: `shadow` is what a virtual table keeps its own in.
/// Indexes of constraints have no statement, and are none of their own.
pub(crate) const OBJECTS: &str = "\
SELECT it.type AS kind, it.name AS name, it.tbl_name AS of, it.sql AS sql, coalesce(list.type, '') AS list
FROM sqlite_schema AS it
LEFT JOIN pragma_table_list AS list ON list.schema = 'main' AND list.name = it.name AND it.type IN ('table', 'view')
WHERE it.sql IS NOT NULL AND it.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
ORDER BY it.rowid";
