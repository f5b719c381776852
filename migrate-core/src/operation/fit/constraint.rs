//! Constraints and indexes.

use std::fmt;

use crate::name::{Name, QualifiedName};
use crate::operation::{Misfit, fit};
use crate::schema::{
    Action, ColumnType, Constraint, ForeignKey, Index, IndexKey, IndexPart, Nulls, Schema, Table, Uniqueness,
};

fn columns(table: &Table, names: &[Name], what: fmt::Arguments<'_>) -> Result<(), Misfit> {
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    if names.is_empty() {
        return ill("has no column".to_owned());
    }
    for (at, name) in names.iter().enumerate() {
        fit::may_have_column(table, name)?;
        if names.iter().take(at).any(|other| other == name) {
            return ill(format!("names column `{name}` twice"));
        }
    }
    Ok(())
}

/// A constraint must fit its table and what it references. Whether its name is free is asked elsewhere.
pub(in crate::operation) fn constraint(
    schema: &Schema,
    table: &Table,
    constraint: &Constraint,
) -> Result<(), Misfit> {
    let (kind, name) = (constraint.kind(), constraint.name());
    let what = format_args!("{kind} `{name}`");
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    match constraint {
        Constraint::Check(check) => {
            if check.expression.common_text().trim().is_empty() {
                return ill("has no expression".to_owned());
            }
            Ok(())
        }
        Constraint::Exclusion(exclusion) => {
            if exclusion.elements.is_empty() {
                return ill("compares nothing".to_owned());
            }
            for element in &exclusion.elements {
                part(table, &element.part, what)?;
                if !is_operator(&element.operator) {
                    return ill(format!("compares by `{}`, which is no operator", element.operator));
                }
            }
            included(table, &exclusion.include, what)
        }
        Constraint::ForeignKey(key) => {
            columns(table, &key.columns, what)?;
            foreign_key_target(schema, table, key)?;
            if let Some(column) = key.set_columns.iter().find(|column| !key.columns.contains(column)) {
                return ill(format!("sets column `{column}`, which is none of its own"));
            }
            if !key.set_columns.is_empty() && !matches!(key.on_delete, Action::SetDefault | Action::SetNull) {
                return ill("names columns to set, and sets none".to_owned());
            }
            let sets_null = key.on_delete == Action::SetNull || key.on_update == Action::SetNull;
            let is_set = |name: &&Name| {
                key.on_update == Action::SetNull
                    || key.set_columns.is_empty()
                    || key.set_columns.contains(name)
            };
            let mut set = key.columns.iter().filter(is_set);
            match set.find(|name| table.column(name).is_some_and(|column| !column.nullable)) {
                Some(column) if sets_null && !schema.has_late_nulls() => {
                    ill(format!("sets column `{column}` to NULL, which the column does not take"))
                }
                _ => Ok(()),
            }
        }
        Constraint::PrimaryKey(key) => {
            columns(table, &key.columns, what)?;
            included(table, &key.include, what)
        }
        Constraint::Unique(unique) => {
            columns(table, &unique.columns, what)?;
            included(table, &unique.include, what)
        }
    }
}

/// Whether this is the name of an operator (PostgreSQL's manual, "Lexical Structure").
fn is_operator(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| "+-*/<>=~!@#%^&|`?".contains(character))
        && !text.contains("--")
        && !text.contains("/*")
}

/// A part of an index must be of a column that is there, or of an expression.
fn part(table: &Table, part: &IndexPart, what: fmt::Arguments<'_>) -> Result<(), Misfit> {
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    let IndexPart { key, direction: _, nulls: _, opclass: _, collation, prefix } = part;
    match key {
        IndexKey::Column(name) => {
            let Some(column) = fit::may_have_column(table, name)? else { return Ok(()) };
            let column_type = &column.column_type;
            if collation.is_some() && !column_type.is_text() && !column_type.is_native() {
                return ill(format!("has a collation for column `{name}`, which is no text"));
            }
            match prefix {
                Some(0) => ill(format!("is of no character of column `{name}`")),
                Some(_)
                    if !column_type.is_text()
                        && *column_type != ColumnType::Bytes
                        && !column_type.is_native() =>
                {
                    ill(format!("is of a beginning of column `{name}`, which is neither text nor bytes"))
                }
                Some(_) | None => Ok(()),
            }
        }
        IndexKey::Expression(expression) if expression.common_text().trim().is_empty() => {
            ill("has an empty expression".to_owned())
        }
        IndexKey::Expression(_) if prefix.is_some() => ill("is of a beginning of an expression".to_owned()),
        IndexKey::Expression(_) => Ok(()),
    }
}

/// Columns that an index carries along must be there.
fn included(table: &Table, include: &[Name], what: fmt::Arguments<'_>) -> Result<(), Misfit> {
    if include.is_empty() { Ok(()) } else { columns(table, include, what) }
}

fn foreign_key_target(schema: &Schema, table: &Table, key: &ForeignKey) -> Result<(), Misfit> {
    let referenced = if key.referenced_table == table.name {
        table
    } else {
        fit::require_table(schema, &key.referenced_table)?
    };
    for column in &key.referenced_columns {
        fit::may_have_column(referenced, column)?;
    }
    if key.columns.len() != key.referenced_columns.len() {
        return Err(Misfit::Ill {
            what: format!("foreign key `{}` of table `{}`", key.name, table.name),
            fault: format!(
                "has {} columns and references {}",
                key.columns.len(),
                key.referenced_columns.len()
            ),
        });
    }
    for (column, referenced_column) in key.columns.iter().zip(&key.referenced_columns) {
        let Some(ours) = fit::may_have_column(table, column)? else { continue };
        let Some(theirs) = fit::may_have_column(referenced, referenced_column)? else { continue };
        let (ours, theirs) = (&ours.column_type, &theirs.column_type);
        if !(may_reference(ours, theirs) || schema.has_loose_keys() && may_be_compared(ours, theirs)) {
            return Err(Misfit::Ill {
                what: format!("foreign key `{}` of table `{}`", key.name, table.name),
                fault: format!(
                    "references `{}`.`{referenced_column}`, which is {theirs}, from `{column}`, which is {ours}",
                    referenced.name
                ),
            });
        }
    }
    // The key may be the parent's.
    if !referenced.has_parents() && !referenced.is_key(&key.referenced_columns) {
        let columns = key.referenced_columns.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        return Err(Misfit::NotAKey { table: referenced.name.clone(), columns: columns.join(", ") });
    }
    Ok(())
}

/// The type of a column that changes must go with those that foreign keys tie it to.
pub(in crate::operation) fn column_types(
    schema: &Schema,
    after: &Table,
    column: &Name,
) -> Result<(), Misfit> {
    let of = |table: &QualifiedName, column: &Name| {
        let table = if *table == after.name { Some(after) } else { schema.table(table) };
        table.and_then(|table| table.column(column)).map(|column| column.column_type.clone())
    };
    let own = after.foreign_keys.iter().map(|key| (after, key));
    for (by, key) in own.chain(schema.references_to(&after.name)) {
        for (ours, theirs) in key.columns.iter().zip(&key.referenced_columns) {
            let referencing = (&by.name, ours);
            let referenced = (&key.referenced_table, theirs);
            let is_it = |(table, name): (&QualifiedName, &Name)| *table == after.name && name == column;
            if !is_it(referencing) && !is_it(referenced) {
                continue;
            }
            let other = if is_it(referencing) { referenced } else { referencing };
            let (Some(column_type), Some(other_type)) = (of(&after.name, column), of(other.0, other.1))
            else {
                continue;
            };
            if !may_reference(&column_type, &other_type) {
                return Err(Misfit::TypeInUse {
                    table: after.name.clone(),
                    column: column.clone(),
                    by: by.name.clone(),
                    key: key.name.clone(),
                    other: format!("`{}`.`{}`, which is {other_type}", other.0, other.1),
                });
            }
        }
    }
    Ok(())
}

/// Whether a column may reference one of another type on every dialect: the same type, or text of other lengths.
fn may_reference(ours: &ColumnType, theirs: &ColumnType) -> bool {
    let is_text =
        |column_type: &ColumnType| matches!(column_type, ColumnType::Varchar(_) | ColumnType::Char(_));
    ours == theirs || (is_text(ours) && is_text(theirs))
}

/// Whether a column may be compared with one of another type where a dialect is not strict with foreign keys; of what has
/// the databases' own words they judge themselves.
fn may_be_compared(ours: &ColumnType, theirs: &ColumnType) -> bool {
    (ours.is_integer() && theirs.is_integer())
        || (ours.is_text() && theirs.is_text())
        || ours.is_native()
        || theirs.is_native()
}

/// An index must fit its table. Whether its name is free is asked elsewhere.
pub(in crate::operation) fn index(table: &Table, index: &Index) -> Result<(), Misfit> {
    let what = format_args!("index `{}`", index.name);
    let Index {
        name: _,
        parts,
        uniqueness,
        predicate: _,
        method: _,
        include,
        nulls,
        parameters: _,
        mysql: _,
    } = index;
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    if parts.is_empty() {
        return ill("has no column".to_owned());
    }
    for (at, part) in parts.iter().enumerate() {
        self::part(table, part, what)?;
        if let Some(name) = part.column().filter(|_| parts[..at].iter().any(|other| other.key == part.key)) {
            return ill(format!("names column `{name}` twice"));
        }
    }
    if *nulls == Nulls::NotDistinct && *uniqueness == Uniqueness::Plain {
        return ill("takes NULLs for equal and is not unique".to_owned());
    }
    included(table, include, what)
}

/// The foreign keys, of any table, that would reference no key once these columns are none.
pub(in crate::operation) fn key_not_in_use(
    schema: &Schema,
    after: &Table,
    kind: &'static str,
    gone: &Name,
) -> Result<(), Misfit> {
    let own = after.foreign_keys.iter().filter(|key| key.referenced_table == after.name);
    let users = own.map(|key| (after, key)).chain(schema.references_to(&after.name));
    for (by, key) in users {
        if !after.is_key(&key.referenced_columns) {
            return Err(Misfit::KeyInUse {
                table: after.name.clone(),
                kind,
                constraint: gone.clone(),
                by: by.name.clone(),
                key: key.name.clone(),
            });
        }
    }
    Ok(())
}
