//! Constraints on MySQL and MariaDB.
//!
//! InnoDB wants an index on the columns of a foreign key. Where there is none it makes one by itself, which stays
//! when the foreign key goes. Here each such index is written out: what indexes a table has follows from the table
//! alone, and a downgrade leaves what was there before.

use std::borrow::Cow;

use super::{attributes, names, table, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::attributes::{key_writes, postgres_alone};
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{Role, columns_fit, differ_in_case, ill, table as require_table};
use crate::dialect::sql::sql;
use crate::name::{Name, QualifiedName};
use crate::operation::{AddConstraint, DropConstraint, KeyKind, UseIndex, ValidateConstraint};
use crate::schema::{
    Action, Check, ColumnType, Constraint, Direction, ForeignKey, Index, IndexPart, Schema, Table,
};
use crate::script::Statement;

/// The most columns of a key or an index (MySQL's manual, "Column Indexes"; MariaDB has 32).
const PARTS: usize = 16;

/// The most keys and indexes of a table, the primary key among them.
const KEYS: usize = 64;

/// The most columns of a table (InnoDB).
const COLUMNS: usize = 1017;

/// Adds a constraint.
pub(super) fn add(operation: &AddConstraint, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}

/// Drops a constraint.
pub(super) fn drop(operation: &DropConstraint, before: &Schema) -> Lowered {
    table::alter(&operation.table, before, &after(before, operation.clone())?)
}

/// Makes a unique index the index of a constraint. A unique constraint is a unique index there; the primary key is the
/// table's own order, so that its rows are written anew.
pub(super) fn use_index(operation: &UseIndex, before: &Schema) -> Lowered {
    let UseIndex { table, index, kind, name, timing: _ } = operation;
    let after = after(before, operation.clone())?;
    let (_, constraint) = operation
        .with(require_table(before, table)?)
        .map_err(|misfit| Unsupported::new(misfit.to_string(), "mend the operations before this one"))?;
    attributes::constraint(&constraint)?;
    match kind {
        KeyKind::Primary => table::alter(table, before, &after),
        KeyKind::Unique => {
            table::fits(require_table(&after, table)?, &after)?;
            let rename = sql!(MySql; "ALTER TABLE ", table, " RENAME INDEX ", index, " TO ", name);
            Ok((index != name).then(|| Statement::ddl(rename)).into_iter().collect())
        }
    }
}

/// Says that every constraint is valid there.
pub(super) fn validate(operation: &ValidateConstraint, _before: &Schema) -> Lowered {
    let what = format!("constraint `{}` is not valid until now", operation.constraint);
    Err(postgres_alone(MySql, &what, "add it as one that all rows keep, in a scope of its own"))
}

/// The table with the indexes that its foreign keys need.
pub(super) fn supported(table: &Table) -> Cow<'_, Table> {
    let supporting = supporting_indexes(table);
    if supporting.is_empty() {
        return Cow::Borrowed(table);
    }
    let mut physical = table.clone();
    physical.indexes.extend(supporting);
    Cow::Owned(physical)
}

/// The indexes that a table's foreign keys need: of a foreign key whose columns begin no key and no index of the
/// table, one of its name on its columns.
pub(super) fn supporting_indexes(table: &Table) -> Vec<Index> {
    let needy = table.foreign_keys.iter().filter(|key| !begins_an_index(table, &key.columns));
    needy
        .map(|key| {
            let parts = key.columns.iter().map(|column| IndexPart::from(column.clone()));
            Index::new(key.name.clone(), parts.collect())
        })
        .collect()
}

/// Whether columns, in this order, are the first of a key or an index.
fn begins_an_index(table: &Table, columns: &[Name]) -> bool {
    let primary = table.primary_key.iter().any(|key| key.columns.starts_with(columns));
    let unique = table.uniques.iter().any(|unique| unique.columns.starts_with(columns));
    let index = |index: &Index| {
        let column = |part: &IndexPart| {
            part.whole_column().filter(|_| part.direction == Direction::Ascending).cloned()
        };
        index.predicate.is_none()
            && !attributes::is_of_words(index)
            && index.parts.iter().map_while(column).collect::<Vec<_>>().starts_with(columns)
    };
    primary || unique || table.indexes.iter().any(index)
}

/// What InnoDB asks of the constraints and indexes of a table.
pub(super) fn fits(table: &Table, schema: &Schema) -> Result<(), Unsupported> {
    let physical = supported(table);
    for key in &table.foreign_keys {
        foreign_key(key, table, schema)?;
    }
    columns_fit(MySql, table, COLUMNS)?;
    let keys = physical.indexes.len() + table.uniques.len() + usize::from(table.primary_key.is_some());
    if keys > KEYS {
        return Err(Unsupported::new(
            format!(
                "table `{}` has {keys} keys and indexes, and MySQL's and MariaDB's have at most {KEYS}",
                table.name
            ),
            "leave some out, or move columns to another table",
        ));
    }
    for support in supporting_indexes(table) {
        let names = table.uniques.iter().map(|unique| &unique.name);
        let mut names = names.chain(table.indexes.iter().map(|index| &index.name));
        if names.any(|name| *name == support.name || differ_in_case(name, &support.name)) {
            let fault =
                "has the name of an index, and MySQL and MariaDB want an index of the foreign key's name";
            return Err(ill(Role::Constraint, &support.name, fault));
        }
    }
    table.checks.iter().try_for_each(|check| check_fits(check, table))?;
    let whole = |columns: &[Name]| columns.iter().cloned().map(IndexPart::from).collect::<Vec<_>>();
    let primary = physical.primary_key.iter().map(|key| (&key.name, whole(&key.columns)));
    let uniques = physical.uniques.iter().map(|unique| (&unique.name, whole(&unique.columns)));
    primary.chain(uniques).try_for_each(|(name, parts)| index_fits(table, name, &parts))?;
    let mut sorted = physical.indexes.iter().filter(|index| !attributes::is_of_words(index));
    sorted.try_for_each(|index| index_fits(table, &index.name, &index.parts))?;
    identity_fits(&physical)
}

fn foreign_key(key: &ForeignKey, table: &Table, schema: &Schema) -> Result<(), Unsupported> {
    let ForeignKey {
        name,
        columns: _,
        referenced_table,
        referenced_columns: _,
        on_delete,
        on_update,
        timing: _,
        validation: _,
        matching: _,
        set_columns: _,
        no_action: _,
    } = key;
    if [on_delete, on_update].contains(&&Action::SetDefault) {
        return Err(Unsupported::new(
            format!("foreign key `{name}` sets a default, which InnoDB passes over"),
            "use `SetNull`, `Cascade` or `Restrict`",
        ));
    }
    names::referenced(referenced_table)?;
    key_writes(key, table)?;
    let referenced =
        if *referenced_table == table.name { Some(table) } else { schema.table(referenced_table) };
    referenced.map_or(Ok(()), |referenced| references_fit(key, referenced))
}

/// What a foreign key references must begin a key or an index of the referenced table, in the same order.
pub(super) fn references_fit(key: &ForeignKey, referenced: &Table) -> Result<(), Unsupported> {
    if begins_an_index(referenced, &key.referenced_columns) {
        return Ok(());
    }
    Err(Unsupported::new(
        format!(
            "foreign key `{}` references columns of `{}` in another order than the key there has them, which InnoDB does not find",
            key.name, referenced.name
        ),
        "list the columns on both sides in the order of the referenced key",
    ))
}

/// A foreign key of a table to itself and the index it references do not go in one statement (error 1553, tried on MariaDB
/// 10.11), and two would leave an operation half in.
pub(super) fn drops_fit(
    table: &QualifiedName,
    constraints: &[Constraint],
    indexes: &[Index],
) -> Result<(), Unsupported> {
    let begins = |columns: &[Name], key: &ForeignKey| columns.starts_with(&key.referenced_columns);
    for constraint in constraints {
        let Constraint::ForeignKey(key) = constraint else { continue };
        let by_key = constraints.iter().any(|other| match other {
            Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => false,
            Constraint::PrimaryKey(other) => begins(&other.columns, key),
            Constraint::Unique(other) => begins(&other.columns, key),
        });
        let by_index =
            || indexes.iter().any(|index| begins(&index.columns().cloned().collect::<Vec<_>>(), key));
        if key.referenced_table == *table && (by_key || by_index()) {
            return Err(Unsupported::new(
                format!(
                    "foreign key `{}` of `{table}` references a key that would go with it, which MySQL and MariaDB do not do at once",
                    key.name
                ),
                format!("drop it first: `op.drop_constraint({}, \"{}\")`", table.source(), key.name),
            ));
        }
    }
    Ok(())
}

fn check_fits(check: &Check, table: &Table) -> Result<(), Unsupported> {
    let Check { name, expression, validation: _, inheritance: _ } = check;
    if let Some(column) = table.columns.iter().find(|column| expression.double_quotes(MySql, &column.name)) {
        return Err(Unsupported::new(
            format!("check `{name}` has \"{}\", which is no column but text there", column.name),
            format!("say it for MySQL and MariaDB too: `expr(\"…\").on(MySql, \"… `{}` …\")`", column.name),
        ));
    }
    let moves = |key: &&ForeignKey| {
        let by_update = matches!(key.on_update, Action::Cascade | Action::SetDefault | Action::SetNull);
        let by_delete = matches!(key.on_delete, Action::SetDefault | Action::SetNull);
        (by_update || by_delete) && key.columns.iter().any(|column| expression.mentions(column))
    };
    match table.foreign_keys.iter().find(moves) {
        Some(key) => Err(Unsupported::new(
            format!(
                "check `{name}` is of a column that foreign key `{}` may change, which MySQL and MariaDB do not take",
                key.name
            ),
            "leave the check or the action of the foreign key out there: `op.on([Postgres, Sqlite], |op| …)`",
        )),
        None => Ok(()),
    }
}

fn index_fits(table: &Table, name: &Name, parts: &[IndexPart]) -> Result<(), Unsupported> {
    if parts.len() > PARTS {
        return Err(Unsupported::new(
            format!(
                "`{name}` has {} columns, and MySQL's keys and indexes have at most {PARTS}",
                parts.len()
            ),
            "use fewer columns",
        ));
    }
    let mut bytes = 0_u32;
    for part in parts {
        let Some(column) = part.column().and_then(|column| table.column(column)) else { continue };
        if let Some(prefix) = part.prefix {
            if let ColumnType::Char(longest) | ColumnType::Varchar(longest) = column.column_type
                && prefix > longest
            {
                return Err(Unsupported::new(
                    format!(
                        "`{name}` is of {prefix} characters of column `{}`, which is `{}`",
                        column.name, column.column_type
                    ),
                    "index the column as a whole",
                ));
            }
            let each = types::character_bytes(&column.column_type);
            bytes = bytes.saturating_add(prefix.saturating_mul(each));
            continue;
        }
        let Some(more) = types::index_bytes(&column.column_type) else {
            return Err(Unsupported::new(
                format!(
                    "`{name}` uses column `{}`, which is `{}`, and MySQL and MariaDB index only the beginning of such a column",
                    column.name, column.column_type
                ),
                format!(
                    "make the column `Varchar(n)`, leave it out of keys and indexes, or index its beginning alone: `prefix(\"{}\", 100)`",
                    column.name
                ),
            ));
        };
        bytes = bytes.saturating_add(more);
    }
    if bytes > types::INDEX {
        return Err(Unsupported::new(
            format!(
                "`{name}` needs {bytes} bytes, four for each character, and InnoDB's indexes have at most {}",
                types::INDEX
            ),
            "make its columns shorter",
        ));
    }
    Ok(())
}

fn identity_fits(table: &Table) -> Result<(), Unsupported> {
    let mut identities = table.columns.iter().filter(|column| column.identity.is_some());
    let Some(identity) = identities.next() else { return Ok(()) };
    if let Some(second) = identities.next() {
        return Err(Unsupported::new(
            format!(
                "`{}` and `{}` are identities, and MySQL and MariaDB have one in a table",
                identity.name, second.name
            ),
            "keep one of them",
        ));
    }
    let first = |columns: &[Name]| columns.first() == Some(&identity.name);
    let keyed = table.primary_key.iter().any(|key| first(&key.columns))
        || table.uniques.iter().any(|unique| first(&unique.columns))
        || table.indexes.iter().any(|index| index.columns().next() == Some(&identity.name));
    if !keyed {
        return Err(Unsupported::new(
            format!(
                "identity `{}` of `{}` begins no key and no index, which MySQL and MariaDB ask of it",
                identity.name, table.name
            ),
            "make it the primary key, or add an index on it",
        ));
    }
    if let Some(check) = table.checks.iter().find(|check| check.expression.mentions(&identity.name)) {
        return Err(Unsupported::new(
            format!(
                "check `{}` is of the identity `{}`, which MySQL and MariaDB do not take",
                check.name, identity.name
            ),
            "leave the check out there: `op.on([Postgres, Sqlite], |op| …)`",
        ));
    }
    Ok(())
}

/// The constraint's drop, as a part of `ALTER TABLE`.
pub(super) fn drop_words(constraint: &Constraint) -> &'static str {
    match constraint {
        Constraint::Check(_) | Constraint::Exclusion(_) => "DROP CONSTRAINT ",
        Constraint::ForeignKey(_) => "DROP FOREIGN KEY ",
        Constraint::PrimaryKey(_) => "DROP PRIMARY KEY",
        Constraint::Unique(_) => "DROP INDEX ",
    }
}
