//! Tables, and what they are made of.

use crate::name::Name;
use crate::operation::{Misfit, fit};
use crate::schema::{Schema, Table, Validation};

/// A table's parts must fit each other and the schema; its own name is not looked at.
pub(in crate::operation) fn table(schema: &Schema, table: &Table) -> Result<(), Misfit> {
    if table.columns.is_empty() {
        return Err(Misfit::Ill {
            what: format!("table `{}`", table.name),
            fault: "has no column".to_owned(),
        });
    }
    for (at, column) in table.columns.iter().enumerate() {
        if table.columns.iter().take(at).any(|other| other.name == column.name) {
            return Err(Misfit::ColumnExists { table: table.name.clone(), column: column.name.clone() });
        }
        fit::column(schema, &table.name, column)?;
    }
    distinct_names(table)?;
    for constraint in table.constraints() {
        fit::constraint(schema, table, &constraint)?;
    }
    comment(&format!("table `{}`", table.name), table.comment.as_deref())?;
    for index in &table.indexes {
        fit::index(table, index)?;
    }
    Ok(())
}

pub(in crate::operation) fn distinct_names(table: &Table) -> Result<(), Misfit> {
    let mut seen = Vec::<&Name>::new();
    for name in table.constraint_names() {
        fit::name(name)?;
        if seen.contains(&name) {
            return Err(Misfit::ConstraintExists { table: table.name.clone(), constraint: name.clone() });
        }
        seen.push(name);
    }
    for index in &table.indexes {
        fit::name(&index.name)?;
        if seen.contains(&&index.name) || index.name == table.name.name {
            let holder = format!("another index or constraint of table `{}`", table.name);
            return Err(Misfit::RelationExists { name: table.name.beside(&index.name), holder });
        }
        seen.push(&index.name);
    }
    Ok(())
}

/// The constraints of a new table must be valid.
pub(in crate::operation) fn valid(table: &Table) -> Result<(), Misfit> {
    match table.constraints().find(|constraint| constraint.validation() == Validation::NotValid) {
        Some(constraint) => Err(Misfit::Ill {
            what: format!("{} `{}` of table `{}`", constraint.kind(), constraint.name(), table.name),
            fault: "is not valid, and a new table has no row that it could not be valid for".to_owned(),
        }),
        None => Ok(()),
    }
}

/// A comment must be text that a database keeps.
pub(in crate::operation) fn comment(what: &str, comment: Option<&str>) -> Result<(), Misfit> {
    match comment {
        Some(text) if text.contains('\0') => {
            Err(Misfit::Ill { what: what.to_owned(), fault: "has a comment that holds a NUL".to_owned() })
        }
        Some(_) | None => Ok(()),
    }
}
