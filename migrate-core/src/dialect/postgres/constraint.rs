//! Constraints on PostgreSQL.

use super::{attributes, names, table};
use crate::dialect::Dialect::Postgres;
use crate::dialect::difference::{Difference, after};
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, columns_fit, table as require_table};
use crate::dialect::sql::sql;
use crate::dialect::{Unsupported, definition};
use crate::name::Name;
use crate::operation::{AddConstraint, DropConstraint, KeyKind, UseIndex, ValidateConstraint};
use crate::schema::{ColumnType, Constraint, Exclusion, Nulls, PrimaryKey, Schema, Table, Unique};
use crate::script::Statement;

/// The most columns of a key or an index (manual 15, appendix K).
const PARTS: usize = 32;

/// The most columns of a table (manual 15, appendix K).
const COLUMNS: usize = 1600;

/// Adds a constraint.
pub(super) fn add(operation: &AddConstraint, before: &Schema) -> Lowered {
    names::name(Role::Constraint, operation.constraint.name())?;
    let after = after(before, operation.clone())?;
    let after = require_table(&after, &operation.table)?;
    keys(after)?;
    table::alter(&operation.table, &Difference::between(require_table(before, &operation.table)?, after))
}

/// Takes out of constraints that one statement would make those that PostgreSQL would make no index of their own for,
/// and so leave out without a word: they have the same columns as another (tried on 15).
pub(super) fn take_twins(constraints: &mut Vec<Constraint>) -> Vec<Constraint> {
    let mut apart = Vec::<Constraint>::new();
    let mut twins = Vec::new();
    for constraint in std::mem::take(constraints) {
        let is_twin = apart.iter().any(|other| are_twins(other, &constraint));
        if is_twin { twins.push(constraint) } else { apart.push(constraint) }
    }
    *constraints = apart;
    twins
}

/// Whether two constraints have one index but for its name.
fn are_twins(one: &Constraint, other: &Constraint) -> bool {
    match (one, other) {
        (Constraint::Exclusion(one), Constraint::Exclusion(other)) => {
            *one == Exclusion { name: one.name.clone(), ..other.clone() }
        }
        _ => unique_of(one).is_some_and(|one| Some(one) == unique_of(other)),
    }
}

/// A primary key or a unique constraint as a unique constraint without a name.
fn unique_of(constraint: &Constraint) -> Option<Unique> {
    let name = Name::from("");
    match constraint {
        Constraint::PrimaryKey(key) => {
            let PrimaryKey { name: _, columns, include, timing } = key.clone();
            Some(Unique { name, columns, include, nulls: Nulls::Distinct, timing })
        }
        Constraint::Unique(unique) => Some(Unique { name, ..unique.clone() }),
        Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => None,
    }
}

/// Drops a constraint.
pub(super) fn drop(operation: &DropConstraint, before: &Schema) -> Lowered {
    let after = after(before, operation.clone())?;
    unreferenced(before, require_table(before, &operation.table)?, &operation.constraint)?;
    let (before, after) =
        (require_table(before, &operation.table)?, require_table(&after, &operation.table)?);
    table::alter(&operation.table, &Difference::between(before, after))
}

/// Makes a unique index the index of a constraint.
pub(super) fn use_index(operation: &UseIndex, before: &Schema) -> Lowered {
    let UseIndex { table, index, kind, name, timing } = operation;
    names::name(Role::Constraint, name)?;
    unreferenced(before, require_table(before, table)?, index)?;
    // The database would say of the columns that they take no NULL, and replay would not know it.
    crate::dialect::attributes::key_takes_no_null(require_table(&after(before, operation.clone())?, table)?)?;
    let kind = match kind {
        KeyKind::Primary => " PRIMARY KEY USING INDEX ",
        KeyKind::Unique => " UNIQUE USING INDEX ",
    };
    let add = sql!(Postgres; "ADD CONSTRAINT ", name, kind, index, definition::timing_words(*timing));
    Ok(vec![Statement::ddl(sql!(Postgres; "ALTER TABLE ", table, " ", add))])
}

/// Looks whether rows keep a constraint.
pub(super) fn validate(operation: &ValidateConstraint) -> Vec<Statement> {
    let ValidateConstraint { table, constraint } = operation;
    let validate = sql!(Postgres; "ALTER TABLE ", table, " VALIDATE CONSTRAINT ", constraint);
    vec![Statement::ddl(validate)]
}

/// A foreign key holds on to the very key or unique index that it found, the oldest, so that this cannot go while the
/// foreign key is there, not even where another of the same columns would do (tried on 15).
pub(super) fn unreferenced(schema: &Schema, table: &Table, key: &Name) -> Result<(), Unsupported> {
    let primary = table.primary_key.iter().map(|key| (&key.name, key.columns.clone()));
    let uniques = table.uniques.iter().map(|unique| (&unique.name, unique.columns.clone()));
    let indexes = table.indexes.iter().filter_map(|index| Some((&index.name, index.unique_columns()?)));
    let keys = primary.chain(uniques).chain(indexes).collect::<Vec<_>>();
    let own = table.foreign_keys.iter().filter(|foreign| foreign.referenced_table == table.name);
    for foreign in schema.references_to(&table.name).map(|(_, foreign)| foreign).chain(own) {
        let same = |columns: &[Name]| {
            columns.len() == foreign.referenced_columns.len()
                && columns.iter().all(|column| foreign.referenced_columns.contains(column))
        };
        if keys.iter().find(|(_, columns)| same(columns)).is_some_and(|(name, _)| *name == key) {
            return Err(Unsupported::new(
                format!(
                    "foreign key `{}` holds on to `{key}` of `{}`, which PostgreSQL does not drop then",
                    foreign.name, table.name
                ),
                format!("drop `{}` first, and add it again behind", foreign.name),
            ));
        }
    }
    Ok(())
}

/// A table must not have too many columns, and its keys and indexes must be of columns that have an order.
pub(super) fn keys(table: &Table) -> Result<(), Unsupported> {
    columns_fit(Postgres, table, COLUMNS)?;
    attributes::generated(table)?;
    crate::dialect::attributes::key_takes_no_null(table)?;
    let with = |columns: &[Name], include: &[Name]| [columns, include].concat();
    let primary = table.primary_key.iter().map(|key| (&key.name, with(&key.columns, &key.include), 0));
    let uniques =
        table.uniques.iter().map(|unique| (&unique.name, with(&unique.columns, &unique.include), 0));
    let indexes = table.indexes.iter().map(|index| {
        let columns = index.columns().cloned().collect::<Vec<_>>();
        let expressions = index.parts.len() - columns.len();
        (&index.name, with(&columns, &index.include), expressions)
    });
    let mut keys = primary.chain(uniques).chain(indexes);
    keys.try_for_each(|(name, columns, expressions)| key(table, name, &columns, expressions))
}

fn key(table: &Table, name: &Name, columns: &[Name], expressions: usize) -> Result<(), Unsupported> {
    let parts = columns.len() + expressions;
    if parts > PARTS {
        return Err(Unsupported::new(
            format!("`{name}` has {parts} columns, and PostgreSQL's keys and indexes have at most {PARTS}"),
            "use fewer columns",
        ));
    }
    let is_json = |column: &&Name| {
        let json = [ColumnType::Json, ColumnType::Array(Box::new(ColumnType::Json))];
        table.column(column).is_some_and(|column| json.contains(&column.column_type))
    };
    match columns.iter().find(is_json) {
        Some(column) => Err(Unsupported::new(
            format!(
                "`{name}` uses column `{column}`, which is `Json`, and PostgreSQL cannot compare values of `JSON`"
            ),
            "make the column `Jsonb`",
        )),
        None => Ok(()),
    }
}
