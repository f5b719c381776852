//! Indexes on MySQL and MariaDB.

use super::{attributes, constraint, look, table};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::table as require_table;
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, definition};
use crate::live::When;
use crate::name::{Name, QualifiedName};
use crate::operation::{CreateIndex, DropIndex, Existing, Missing, RenameIndex};
use crate::schema::{Index, MySqlIndex, Schema, Uniqueness};
use crate::script::Statement;

/// The index as it stands in a table's definition.
pub(super) fn definition(index: &Index) -> Result<Sql, Unsupported> {
    attributes::index(index)?;
    let Index {
        name,
        parts: _,
        uniqueness,
        predicate,
        method,
        include: _,
        nulls: _,
        parameters: _,
        mysql: MySqlIndex { comment, says_btree },
    } = index;
    if predicate.is_some() {
        return Err(Unsupported::new(
            format!("index `{name}` is of some rows only, and MySQL and MariaDB index all rows"),
            "create it where it can be: `op.on([Postgres, Sqlite], |op| { op.create_index(…).predicate(…); })`",
        ));
    }
    let method = method.as_ref().map(Name::as_str);
    let index_words = match (uniqueness, method) {
        (Uniqueness::Plain, Some("fulltext")) => "FULLTEXT INDEX ",
        (Uniqueness::Plain, Some("spatial")) => "SPATIAL INDEX ",
        (Uniqueness::Plain, _) => "INDEX ",
        (Uniqueness::Unique, _) => "UNIQUE INDEX ",
    };
    let comment = comment.as_deref().map(|comment| sql!(MySql; " COMMENT ", Text(comment)));
    let parts = definition::index_parts(MySql, index)?;
    let using = says_btree.then_some(" USING BTREE");
    Ok(sql!(MySql; index_words, name, " ", parts, using, comment))
}

/// Creates an index. One that a foreign key needed until now goes with it. MySQL has no words for one that may be there.
pub(super) fn create(operation: &CreateIndex, before: &Schema) -> Lowered {
    let CreateIndex { table, index, concurrency: _, existing } = operation;
    let after = after(before, operation.clone())?;
    let statements = table::alter(table, before, &after)?;
    match existing {
        Existing::Adopt => {
            alone(table, before, &after)?;
            let add = sql!(MySql; "ALTER TABLE ", table, " ADD ", definition(index)?);
            Ok(vec![look::conditional(
                table,
                look::index_by_any_case(table, &index.name),
                When::Missing,
                add,
            )])
        }
        Existing::Refuse => Ok(statements),
    }
}

/// An index that may be there or not must be none that a foreign key needs, or does without.
fn alone(table: &QualifiedName, before: &Schema, after: &Schema) -> Result<(), Unsupported> {
    let supports = |schema: &Schema| {
        let table = require_table(schema, table)?;
        Ok(constraint::supported(table).indexes.len() - table.indexes.len())
    };
    if supports(before)? == supports(after)? {
        return Ok(());
    }
    Err(Unsupported::new(
        "the index is one that a foreign key needs on MySQL and MariaDB, so that it is there or it is not",
        "leave the condition out there: `op.on([Postgres, Sqlite], |op| …)`",
    ))
}

/// Drops an index. One that a foreign key needs from now on comes with it.
pub(super) fn drop(operation: &DropIndex, before: &Schema) -> Lowered {
    let DropIndex { table, index, concurrency: _, missing } = operation;
    let after = after(before, operation.clone())?;
    let statements = table::alter(table, before, &after)?;
    match missing {
        Missing::Ignore => {
            alone(table, before, &after)?;
            let drop = sql!(MySql; "ALTER TABLE ", table, " DROP INDEX ", index);
            Ok(vec![look::conditional(table, look::index_by_any_case(table, index), When::Found, drop)])
        }
        Missing::Refuse => Ok(statements),
    }
}

/// Renames an index.
pub(super) fn rename(operation: &RenameIndex, before: &Schema) -> Lowered {
    let RenameIndex { table, from, to } = operation;
    let after = after(before, operation.clone())?;
    table::fits(require_table(&after, table)?, &after)?;
    Ok(vec![Statement::ddl(sql!(MySql; "ALTER TABLE ", table, " RENAME INDEX ", from, " TO ", to))])
}
