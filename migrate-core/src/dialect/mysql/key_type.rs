//! Types of columns that foreign keys hold on to, on MySQL and MariaDB.
//!
//! While a foreign key is there, neither `MODIFY` nor a column in its place will do on either side, whatever
//! `foreign_key_checks` says, and a key that is dropped and made again in one statement is there twice (errors 1832, 1833
//! and 1005, tried on MariaDB 10.11). So the keys go first and come back behind, each if it is there or is not, and a run
//! that was killed begins again from the first. The indexes that support them stay.

use super::{alter, constraint, look};
use crate::dialect::Dialect::MySql;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::sql::sql;
use crate::dialect::{Unsupported, definition};
use crate::live::When;
use crate::name::Name;
use crate::operation::SetKeyType;
use crate::schema::{Constraint, ForeignKey, Schema, Table};
use crate::script::Statement;

/// Gives a key another type.
pub(super) fn set(operation: &SetKeyType, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    let keys = before.keys_of_columns(&operation.columns(before));
    let without = without(before, &keys)?;
    let mut statements = Vec::new();
    for change in operation.changes(before) {
        statements.extend(alter::free(&change, &without, &after)?);
    }
    around(statements, &keys)
}

/// The schema while foreign keys are away: their indexes are there.
pub(super) fn without(before: &Schema, keys: &[(&Table, &ForeignKey)]) -> Result<Schema, Unsupported> {
    let mut without = before.without_keys(keys);
    for (table, _) in keys {
        let supported = constraint::supported(table);
        let there = crate::dialect::names::table(&without, &table.name)?;
        let physical = Table { indexes: supported.into_owned().indexes, ..there.clone() };
        without.put_table(physical);
    }
    Ok(without)
}

/// Statements between the drop of foreign keys and their return.
pub(super) fn around(statements: Vec<Statement>, keys: &[(&Table, &ForeignKey)]) -> Lowered {
    let mut all = Vec::new();
    for (table, key) in keys {
        let drop = sql!(MySql; "ALTER TABLE ", &table.name, " DROP FOREIGN KEY ", &key.name);
        all.push(look::conditional(&table.name, look::constraint(&table.name, &key.name), When::Found, drop));
    }
    all.extend(statements);
    for (table, key) in keys {
        let key_sql = definition::constraint(MySql, &Constraint::ForeignKey((*key).clone()))?;
        let add = sql!(MySql; "ALTER TABLE ", &table.name, " ADD ", key_sql);
        all.push(look::conditional(
            &table.name,
            look::constraint(&table.name, &key.name),
            When::Missing,
            add,
        ));
    }
    Ok(all)
}

/// Says that a foreign key is in the way of other values.
pub(super) fn held(column: &Name, keys: &[(&Table, &ForeignKey)]) -> Unsupported {
    let keys = keys.iter().map(|(by, key)| (by.name.source(), &key.name, &by.name)).collect::<Vec<_>>();
    let (first, drops) = match keys.as_slice() {
        [] => (String::new(), String::new()),
        [(source, key, by), ..] => {
            (format!("foreign key `{key}` of `{by}`"), format!("op.drop_constraint({source}, \"{key}\")"))
        }
    };
    Unsupported::new(
        format!("{first} holds the values of column `{column}` to those on its other side"),
        format!("drop it first, `{drops}`, change both sides, and add it again behind"),
    )
}
