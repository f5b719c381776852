//! Changes of columns and constraints on SQLite, which has no statement for them: the table is rebuilt.

use super::{column, constraint, conversion, rebuild, table, types};
use crate::dialect::Dialect::Sqlite;
use crate::dialect::difference::after;
use crate::dialect::lower::Lowered;
use crate::dialect::names::{column as require_column, table as require_table};
use crate::dialect::sql::{Sql, sql};
use crate::dialect::{Unsupported, author};
use crate::live::Change;
use crate::operation::{AlterColumn, Nullability, RenameConstraint, ReplacePrimaryKey, SetType};
use crate::schema::{Column, Constraint, Schema, Table};

/// Changes a column.
pub(super) fn alter(operation: &AlterColumn, before: &Schema) -> Lowered {
    let changes = changes(operation, before, &after(before, operation.clone())?)?;
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![rebuild::statement(&operation.table, changes, before)?])
}

/// What changes of a table.
pub(super) fn changes(
    operation: &AlterColumn,
    before: &Schema,
    after: &Schema,
) -> Result<Vec<Change>, Unsupported> {
    let there = require_table(before, &operation.table)?;
    let then = require_table(after, &operation.table)?;
    let (old, new) = (require_column(there, &operation.column)?, require_column(then, &operation.column)?);
    table::key_fits(then)?;
    constraint::conditions(&then.checks, &then.indexes, then)?;
    let mut changes = Vec::new();
    // A key that is numbered stands with its column, any other behind the columns.
    if old.identity != new.identity {
        let old_key = there.primary_key.iter().cloned().map(Constraint::PrimaryKey);
        changes.extend(old_key.map(|constraint| Change::DropConstraint { constraint }));
        changes.extend(set_type(after, then, old, new, None)?);
        let new_key = then.primary_key.iter().cloned().map(Constraint::PrimaryKey);
        for key in new_key {
            changes.push(rebuild::addition(then, &key)?);
        }
    }
    if let Some(wanted) = &operation.set_type {
        changes.extend(convert((before, after), then, old, new, wanted)?);
    }
    changes.extend(defaults(old, new)?);
    let collation = |column: &Column| column.collation.as_ref().and_then(|it| it.name(Sqlite)).cloned();
    if collation(old) != collation(new) {
        changes.push(Change::SetCollation { column: new.name.clone(), collation: collation(new) });
    }
    match &operation.nullability {
        Some(Nullability::NotNull { fill }) => {
            let fill = fill.as_ref().map(|fill| column::default(new, fill)).transpose()?;
            let column = new.name.clone();
            changes.push(Change::SetNotNull { column, fill: fill.map(Sql::into_text) });
        }
        Some(Nullability::Nullable) => changes.push(Change::SetNullable { column: new.name.clone() }),
        None => {}
    }
    Ok(changes)
}

/// The default, written anew where its text changes with the type.
pub(super) fn defaults(old: &Column, new: &Column) -> Result<Option<Change>, Unsupported> {
    let text = |column: &Column| {
        let default = column.default.as_ref().map(|default| column::default(column, default));
        Ok::<_, Unsupported>(default.transpose()?.map(Sql::into_text))
    };
    let default = text(new)?;
    let differs = text(old)? != default;
    Ok(differs.then(|| Change::SetDefault { column: new.name.clone(), default }))
}

fn set_type(
    after: &Schema,
    then: &Table,
    old: &Column,
    new: &Column,
    using: Option<&Sql>,
) -> Result<Vec<Change>, Unsupported> {
    let declared = |column: &Column| match column.identity {
        Some(_) => Ok::<_, Unsupported>("INTEGER".to_owned()),
        None => Ok(types::column_type(&column.column_type, then.options.sqlite)?.into_text()),
    };
    let (name, column_type) = (&new.name, declared(new)?);
    if declared(old)? == column_type && old.column_type == new.column_type && using.is_none() {
        return Ok(Vec::new());
    }
    let wrong = conversion::wrong(after, name, &new.column_type).into_text();
    Ok(vec![
        Change::SetType { column: name.clone(), column_type },
        Change::Expect { column: name.clone(), words: new.column_type.to_string(), wrong },
    ])
}

/// A new type, with what becomes of the values.
fn convert(
    (before, after): (&Schema, &Schema),
    then: &Table,
    old: &Column,
    new: &Column,
    wanted: &SetType,
) -> Result<Vec<Change>, Unsupported> {
    let SetType { column_type, using, reverse_using: _ } = wanted;
    let value = match using {
        Some(using) => {
            let what = format!("the `using` of column `{}`", new.name);
            let using = author::expression(Sqlite, &what, using)?;
            Some(sql!(Sqlite; "(", using, ")"))
        }
        None => conversion::value(&new.name, &old.column_type, column_type),
    };
    let mut changes = set_type(after, then, old, new, value.as_ref())?;
    if value.is_some() && using.is_none() {
        // SQLite's functions make NULL of what they cannot read; the author may mean that, we do not.
        for change in &mut changes {
            if let Change::Expect { wrong, .. } = change {
                *wrong = conversion::or_lost(&new.name, wrong).into_text();
            }
        }
    }
    let (from, to) = (column::values(before, old), column::values(after, new));
    if from != to {
        let text = |check: Option<Sql>| check.map(Sql::into_text);
        changes.push(Change::SetValues { column: new.name.clone(), before: text(from), after: text(to) });
    }
    if let Some(value) = value {
        changes.push(Change::Convert { column: new.name.clone(), value: value.into_text() });
    }
    Ok(changes)
}

/// Renames a constraint.
pub(super) fn rename_constraint(operation: &RenameConstraint, before: &Schema) -> Lowered {
    let RenameConstraint { table, from, to } = operation;
    let constraint = require_constraint(require_table(before, table)?, from)?;
    let change = Change::RenameConstraint { constraint, to: to.clone() };
    Ok(vec![rebuild::statement(table, vec![change], before)?])
}

/// The constraint of this name.
pub(super) fn require_constraint(table: &Table, name: &crate::name::Name) -> Result<Constraint, Unsupported> {
    table.constraint(name).ok_or_else(|| {
        Unsupported::new(
            format!("table `{}` has no constraint `{name}`", table.name),
            "mend the operations before this one",
        )
    })
}

/// Replaces the primary key.
pub(super) fn replace_primary_key(operation: &ReplacePrimaryKey, before: &Schema) -> Lowered {
    let ReplacePrimaryKey { table, key } = operation;
    let after = after(before, operation.clone())?;
    let (there, then) = (require_table(before, table)?, require_table(&after, table)?);
    table::key_fits(then)?;
    let old = there.primary_key.iter().cloned().map(Constraint::PrimaryKey);
    let mut changes = old.map(|constraint| Change::DropConstraint { constraint }).collect::<Vec<_>>();
    changes.push(rebuild::addition(then, &Constraint::PrimaryKey(key.clone()))?);
    Ok(vec![rebuild::statement(table, changes, before)?])
}
