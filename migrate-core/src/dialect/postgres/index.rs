//! Indexes on PostgreSQL.

use super::{constraint, names};
use crate::dialect::Dialect::Postgres;
use crate::dialect::definition;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, table as require_table};
use crate::dialect::sql::{Sql, Text, sql};
use crate::name::{Name, QualifiedName};
use crate::operation::{Concurrency, CreateIndex, DropIndex, Existing, RenameIndex};
use crate::schema::Schema;
use crate::script::{IndexGoal, Statement};

/// Creates an index.
pub(super) fn create(operation: &CreateIndex, before: &Schema) -> Lowered {
    let CreateIndex { table, index, concurrency, existing } = operation;
    names::name(Role::Index, &index.name)?;
    constraint::keys(require_table(&after(before, operation.clone())?, table)?)?;
    Ok(vec![match concurrency {
        Concurrency::Concurrent => {
            let words = match existing {
                Existing::Adopt => "CONCURRENTLY IF NOT EXISTS ",
                Existing::Refuse => "CONCURRENTLY ",
            };
            let sql = definition::create_index_as(Postgres, words, table, index)?;
            concurrent(sql, IndexGoal::There, table, &index.name)
        }
        Concurrency::Plain => {
            let words = definition::existing_words(*existing);
            Statement::ddl(definition::create_index_as(Postgres, words, table, index)?)
        }
    }])
}

/// Drops an index.
pub(super) fn drop(operation: &DropIndex, before: &Schema) -> Lowered {
    let DropIndex { table, index, concurrency, missing } = operation;
    let condition = definition::missing_words(*missing);
    constraint::unreferenced(before, require_table(before, table)?, index)?;
    Ok(vec![match concurrency {
        Concurrency::Concurrent => {
            let sql = sql!(Postgres; "DROP INDEX CONCURRENTLY ", condition, &table.beside(index));
            concurrent(sql, IndexGoal::Gone, table, index)
        }
        Concurrency::Plain => Statement::ddl(sql!(Postgres; "DROP INDEX ", condition, &table.beside(index))),
    }])
}

/// Renames an index.
pub(super) fn rename(operation: &RenameIndex, _before: &Schema) -> Lowered {
    let RenameIndex { table, from, to } = operation;
    names::name(Role::Index, to)?;
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER INDEX ", &table.beside(from), " RENAME TO ", to))])
}

/// A statement that runs in no transaction, with what finds and takes away the half-made index that it leaves when it is
/// killed (manual 15, `CREATE INDEX`, "Building Indexes Concurrently").
fn concurrent(sql: Sql, goal: IndexGoal, table: &QualifiedName, index: &Name) -> Statement {
    let index = &table.beside(index);
    let (table, name) = (sql!(Postgres; table).into_text(), sql!(Postgres; index).into_text());
    let look = sql!(
        Postgres;
        "SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(", Text(&name),
        ") AND indrelid = to_regclass(", Text(&table), ")",
    );
    let sweep = sql!(Postgres; "DROP INDEX CONCURRENTLY IF EXISTS ", index);
    Statement::Concurrent { sql: sql.into_text(), goal, look: look.into_text(), sweep: sweep.into_text() }
}
