//! How many rows a change would hit, asked of a database.

use std::collections::BTreeSet;

use super::Dialect;
use super::mysql::product::mysql_alone;
use super::sql::{Sql, Text, sql};
use crate::diff::{Rows, Which};
use crate::name::{Prefix, QualifiedName};
use crate::schema::{ColumnDefault, ForeignKey, Schema};
use crate::script::Beside;

/// The query for the numbers of all of these, in one row: each in the column `n` with its place behind it.
pub(crate) fn count(dialect: Dialect, rows: &[Rows], prefix: &Prefix) -> String {
    let counts = rows.iter().enumerate().map(|(at, rows)| {
        let Rows { table, which } = rows;
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        let table = prefix.qualified(table);
        sql!(dialect; "(SELECT count(*) FROM ", &table, condition(dialect, which), ") AS n", at)
    });
    sql!(dialect; "SELECT ", Sql::list(dialect, counts)).into_text()
}

/// What an operation uses beside its table: the tables that its new foreign keys reference (error 1100 on MySQL where they are
/// not held with it, tried on 8.0.28), and sequences.
pub(crate) fn beside(table: &QualifiedName, before: &Schema, after: &Schema) -> Beside {
    let (old, new) = (before.table(table), after.table(table));
    let is_new = |key: &&ForeignKey| old.is_none_or(|old| !old.foreign_keys.contains(key));
    let keys = new.into_iter().flat_map(|new| &new.foreign_keys).filter(is_new);
    let mut tables = keys.map(|key| key.referenced_table.clone()).collect::<BTreeSet<_>>();
    tables.retain(|other| other != table && before.table(other).is_some());
    let mut columns = [old, new].into_iter().flatten().flat_map(|table| &table.columns);
    let numbered = columns.any(|column| matches!(column.default, Some(ColumnDefault::NextValue(_))));
    Beside { tables: tables.into_iter().collect(), numbered }
}

/// Lets go of the tables that are held on MySQL and MariaDB.
pub(crate) const RELEASE: &str = "UNLOCK TABLES";

/// The code of the error that a user of MySQL or MariaDB gets who may not hold tables.
pub(crate) const MAY_NOT_HOLD: &str = "1044";

/// What keeps everybody else from writing a table: until the transaction ends on PostgreSQL, until it is let go on MySQL and
/// MariaDB. On SQLite whoever writes has the database alone.
pub(crate) fn hold(dialect: Dialect, table: &QualifiedName, beside: &Beside) -> Option<String> {
    match dialect {
        Dialect::MySql if beside.numbered => None,
        Dialect::MySql => {
            let mut others = Sql::new(dialect);
            for other in &beside.tables {
                others.push(sql!(dialect; ", ", other, " READ"));
            }
            let others = mysql_alone(others);
            Some(sql!(dialect; "LOCK TABLES ", table, " WRITE", others).into_text())
        }
        Dialect::Postgres => {
            Some(sql!(dialect; "LOCK TABLE ", table, " IN ACCESS EXCLUSIVE MODE").into_text())
        }
        Dialect::Sqlite => None,
    }
}

fn condition(dialect: Dialect, which: &Which) -> Option<Sql> {
    let condition = match which {
        Which::All => return None,
        Which::Beyond(column, least, greatest) => {
            sql!(dialect; column, " < ", *least, " OR ", column, " > ", *greatest)
        }
        // Whatever the enum is to the database, as text it is its value.
        Which::Holding(column, value) => match dialect {
            Dialect::Postgres => sql!(dialect; "CAST(", column, " AS text) = ", Text(value)),
            Dialect::MySql | Dialect::Sqlite => sql!(dialect; column, " = ", Text(value)),
        },
        Which::Longer(column, length) => {
            let function = match dialect {
                Dialect::MySql | Dialect::Postgres => "char_length(",
                Dialect::Sqlite => "length(",
            };
            sql!(dialect; function, column, ") > ", i64::from(*length))
        }
        Which::Null(column) => sql!(dialect; column, " IS NULL"),
        Which::Valued(column) => sql!(dialect; column, " IS NOT NULL"),
    };
    Some(sql!(dialect; " WHERE ", condition))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_query_counts_all() {
        let rows = |which| Rows { table: "deals".into(), which };
        let all = [
            rows(Which::All),
            rows(Which::Beyond("a".into(), -5, 5)),
            rows(Which::Holding("b".into(), "it's".to_owned())),
            rows(Which::Longer("c".into(), 20)),
            rows(Which::Null("d".into())),
        ];
        let prefix = "x_".parse::<Prefix>().expect("it is one");
        let sql = |dialect| count(dialect, &all, &prefix);
        assert_eq!(
            sql(Dialect::Sqlite),
            "SELECT (SELECT count(*) FROM \"x_deals\") AS n0, \
             (SELECT count(*) FROM \"x_deals\" WHERE \"a\" < -5 OR \"a\" > 5) AS n1, \
             (SELECT count(*) FROM \"x_deals\" WHERE \"b\" = 'it''s') AS n2, \
             (SELECT count(*) FROM \"x_deals\" WHERE length(\"c\") > 20) AS n3, \
             (SELECT count(*) FROM \"x_deals\" WHERE \"d\" IS NULL) AS n4"
        );
        assert!(
            sql(Dialect::Postgres).contains("CAST(\"b\" AS text) = 'it''s'"),
            "{}",
            sql(Dialect::Postgres)
        );
        assert!(sql(Dialect::MySql).contains("char_length(`c`) > 20"), "{}", sql(Dialect::MySql));
    }
}
