//! The search path: where PostgreSQL looks for what is named without a schema.

use super::names::{Role, ill};
use super::sql::{Sql, Text, sql};
use super::{Dialect, Unsupported, postgres};
use crate::name::Name;

/// The SQL that sets a search path, each one statement without a semicolon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPath {
    /// Selects those of the schemas that are not in the database, in their order: each as it is, and quoted for SQL.
    pub missing: String,
    /// Sets it for the session.
    pub set: String,
}

impl Dialect {
    /// The SQL that has names without a schema looked for in these.
    ///
    /// # Errors
    ///
    /// When it is another database than PostgreSQL, or a name is none.
    pub fn search_path(self, schemas: &[Name]) -> Result<SearchPath, Unsupported> {
        match self {
            Self::MySql | Self::Sqlite => Err(Unsupported::new(
                format!("{self} has no schemas to look in"),
                "leave the search path out here: it is PostgreSQL's",
            )),
            Self::Postgres => {
                for schema in schemas {
                    if schema.as_str().is_empty() {
                        return Err(ill(Role::Schema, schema, "has an empty name"));
                    }
                    if schema.as_str().contains('\0') {
                        return Err(ill(Role::Schema, schema, "holds a NUL"));
                    }
                    postgres::names::name(Role::Schema, schema)?;
                }
                Ok(SearchPath { missing: missing(schemas).into_text(), set: set(schemas).into_text() })
            }
        }
    }
}

fn set(schemas: &[Name]) -> Sql {
    sql!(Dialect::Postgres; "SET search_path TO ", Sql::list(Dialect::Postgres, schemas))
}

/// `$user` and `pg_temp` stand for schemas that need not be there (manual 15, section 20.11.1).
fn missing(schemas: &[Name]) -> Sql {
    let row = |(at, schema): (i64, &Name)| sql!(Dialect::Postgres; "(", at, ", ", Text(schema.as_str()), ")");
    let rows = Sql::list(Dialect::Postgres, (0..).zip(schemas).map(row));
    sql!(
        Dialect::Postgres;
        "SELECT named.schema, quote_ident(named.schema) FROM (VALUES ", rows, ") AS named (at, schema) \
         WHERE named.schema NOT IN ('$user', 'pg_temp') \
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = named.schema) ORDER BY named.at"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_kept_in_their_order() {
        let path = Dialect::Postgres.search_path(&["$user".into(), "a\"b'c".into()]).unwrap();
        assert_eq!(path.set, r#"SET search_path TO "$user", "a""b'c""#);
        assert!(path.missing.contains("(VALUES (0, '$user'), (1, 'a\"b''c'))"), "{}", path.missing);
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        for dialect in [Dialect::MySql, Dialect::Sqlite] {
            assert!(dialect.search_path(&["shop".into()]).is_err(), "{dialect}");
        }
        for name in ["", "a\0b", &"x".repeat(64)] {
            assert!(Dialect::Postgres.search_path(&[name.into()]).is_err(), "{name:?}");
        }
    }
}
