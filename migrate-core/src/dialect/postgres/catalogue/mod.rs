//! The queries of PostgreSQL's catalogue. They are those of every version from 13 on.
//!
//! Each row of an answer is the kind of thing that it is of and a JSON object, whose fields are those of
//! [`crate::inspect`]'s rows. What an extension brought is in none of them.

use std::collections::BTreeSet;

use crate::dialect::Dialect::Postgres;
use crate::dialect::sql::{Sql, Text, sql};
use crate::inspect::{Schemas, Wanted};
use crate::name::Name;

/// The kinds of rows and what brings them. What is seldom much is brought by one query.
const QUERIES: [&[(&str, &str)]; 9] = [
    &[
        ("setting", include_str!("settings.sql")),
        ("sequence", include_str!("sequences.sql")),
        ("enum", include_str!("enums.sql")),
        ("extension", include_str!("extensions.sql")),
    ],
    &[("relation", include_str!("relations.sql"))],
    &[("column", include_str!("columns.sql"))],
    &[("constraint", include_str!("constraints.sql"))],
    &[("index", include_str!("indexes.sql"))],
    &[("view", include_str!("views.sql"))],
    &[("function", include_str!("functions.sql"))],
    &[("trigger", include_str!("triggers.sql"))],
    &[("other", include_str!("others.sql"))],
];

/// What reads the catalogue as it is at one moment, as one message. It brings the kind and the JSON of each row.
pub(crate) fn read(wanted: &Wanted) -> String {
    let schemas = within(&wanted.schemas);
    let queries = QUERIES.map(|parts| {
        let parts = parts.iter().map(|(kind, query)| {
            sql!(
                Postgres;
                "(SELECT ", Text(kind), " AS kind, row_to_json(found)::text AS row FROM (\n", *query, ") AS found)",
            )
        });
        sql!(
            Postgres;
            "WITH wanted AS (SELECT oid, nspname, NULLIF(nspname, current_schema()) AS said \
             FROM pg_catalog.pg_namespace WHERE ", schemas.clone(), ")\n",
            Sql::join(Postgres, "\nUNION ALL\n", parts), ";\n",
        )
    });
    let queries = Sql::join(Postgres, "", queries);
    sql!(Postgres; "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n", queries, "COMMIT").into_text()
}

/// Which schemas are looked at.
fn within(schemas: &Schemas) -> Sql {
    match schemas {
        Schemas::All => {
            sql!(Postgres; "nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'")
        }
        Schemas::Home => sql!(Postgres; "nspname = current_schema()"),
        Schemas::HomeAnd(names) => {
            sql!(Postgres; "nspname = current_schema() OR nspname IN (NULL", listed(names), ")")
        }
    }
}

fn listed(names: &BTreeSet<Name>) -> Sql {
    let names = names.iter().map(|name| sql!(Postgres; ", ", Text(name.as_str())));
    Sql::join(Postgres, "", names)
}
