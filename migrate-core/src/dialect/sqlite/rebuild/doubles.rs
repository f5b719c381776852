//! Values that rows have more than once, where a unique index is wanted.

use super::copying::tuple;
use super::expand::SHOWN;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, author, definition};
use crate::name::QualifiedName;
use crate::schema::{Index, Uniqueness};

/// What finds the values that a unique index does not take, as SQLite would not name them: how many, and some of them with
/// their number of rows. One with NULL in it is never a double.
pub(crate) fn doubles(table: &QualifiedName, index: &Index) -> Result<Option<String>, Unsupported> {
    match index.uniqueness {
        Uniqueness::Plain => return Ok(None),
        Uniqueness::Unique => {}
    }
    let parts = definition::index_values(Sqlite, index)?;
    let mut condition = Vec::new();
    if let Some(predicate) = &index.predicate {
        let predicate = author::expression(Sqlite, &format!("index `{}`", index.name), predicate)?;
        condition.push(sql!(Sqlite; "(", predicate, ")"));
    }
    condition.extend(parts.iter().map(|part| sql!(Sqlite; part.clone(), " IS NOT NULL")));
    let mut found = sql!(Sqlite; " FROM ", table);
    for (at, condition) in condition.into_iter().enumerate() {
        found.push(sql!(Sqlite; if at == 0 { " WHERE " } else { " AND " }, condition));
    }
    found.push(sql!(Sqlite; " GROUP BY ", Sql::list(Sqlite, parts.iter().cloned()), " HAVING count(*) > 1"));
    let shown = tuple(&parts)
        .map(|shown| sql!(Sqlite; shown, " || ", Text(" in "), " || count(*) || ", Text(" rows")));
    let Some(shown) = shown else { return Ok(None) };
    let query = sql!(
        Sqlite; "SELECT (SELECT count(*) FROM (SELECT 1", found.clone(), ")), ", shown, found, " LIMIT ", SHOWN,
    );
    Ok(Some(query.into_text()))
}
