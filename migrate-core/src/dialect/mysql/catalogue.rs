//! What the catalogue of MySQL and MariaDB is asked.

use crate::dialect::Dialect::MySql;
use crate::dialect::sql::{Sql, sql};
use crate::name::Name;

/// Everything but the definitions of tables, views and sequences, of the connection's own database, in one message. Every row has
/// the same columns. MySQL 8 has `of` for a word of its own.
pub(crate) const OBJECTS: &str = "\
SELECT 'database' AS kind, database() AS name, '' AS `of`, '' AS one, '' AS two, '' AS three, '' AS four, '' AS text;
SELECT 'relation' AS kind, table_name AS name, '' AS `of`, table_type AS one, '' AS two, '' AS three, '' AS four, '' AS text
FROM information_schema.tables WHERE table_schema = database() ORDER BY BINARY table_name;
SELECT 'view' AS kind, table_name AS name, '' AS `of`, check_option AS one, security_type AS two, '' AS three, '' AS four,
    view_definition AS text
FROM information_schema.views WHERE table_schema = database() ORDER BY BINARY table_name;
SELECT 'trigger' AS kind, trigger_name AS name, event_object_table AS `of`, action_timing AS one, event_manipulation AS two,
    '' AS three, '' AS four, action_statement AS text
FROM information_schema.triggers WHERE trigger_schema = database() ORDER BY BINARY trigger_name;
SELECT 'argument' AS kind, specific_name AS name, routine_type AS `of`, coalesce(parameter_mode, '') AS one,
    coalesce(parameter_name, '') AS two, dtd_identifier AS three, '' AS four, '' AS text
FROM information_schema.parameters WHERE specific_schema = database() AND ordinal_position > 0
ORDER BY BINARY specific_name, ordinal_position;
SELECT 'routine' AS kind, routine_name AS name, routine_type AS `of`, is_deterministic AS one, sql_data_access AS two,
    security_type AS three, coalesce(dtd_identifier, '') AS four, coalesce(routine_definition, '') AS text
FROM information_schema.routines WHERE routine_schema = database() ORDER BY BINARY routine_name;
SELECT 'event' AS kind, event_name AS name, '' AS `of`, '' AS one, '' AS two, '' AS three, '' AS four, '' AS text
FROM information_schema.events WHERE event_schema = database() ORDER BY BINARY event_name";

/// The database of the connection in one row, and then what its user may do, with what the roles that are in force bring.
pub(crate) const GRANTS: &str = "SELECT database(); SHOW GRANTS";

/// How many definitions are asked for in a message.
pub(crate) const AT_ONCE: usize = 500;

/// What has definitions sent as they are kept, and what ends that: MySQL would make question marks of what its own character set
/// has and the connection's has not, the bytes of a default and half of the characters of an expression (tried on 8.0.28).
pub(crate) const AS_KEPT: [&str; 2] =
    ["SET character_set_results = NULL", "SET character_set_results = utf8mb4"];

/// What asks for definitions: of what kind, and a name each. Each answers with the name and the definition.
pub(crate) fn definitions<'a>(of: impl IntoIterator<Item = (Defined, &'a str)>) -> String {
    let shows = of.into_iter().map(|(defined, name)| {
        let show = match defined {
            Defined::Event => "SHOW CREATE EVENT ",
            Defined::Procedure => "SHOW CREATE PROCEDURE ",
            Defined::Sequence => "SHOW CREATE SEQUENCE ",
            Defined::Table => "SHOW CREATE TABLE ",
            Defined::View => "SHOW CREATE VIEW ",
        };
        sql!(MySql; show, &Name::from(name))
    });
    let [as_kept, end] = AS_KEPT;
    sql!(MySql; as_kept, ";\n", Sql::join(MySql, ";\n", shows), ";\n", end).into_text()
}

/// What has a definition that is asked for by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defined {
    Event,
    Procedure,
    Sequence,
    Table,
    View,
}
