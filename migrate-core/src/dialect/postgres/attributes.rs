//! What PostgreSQL has not of what columns, indexes and constraints may have.

use std::fmt;

use crate::dialect::{Unsupported, attributes};
use crate::schema::{Constraint, Direction, Index, IndexPart, Table, Uniqueness};

/// Access methods that keep no order (manual 15, "Index Types").
const UNORDERED: [&str; 5] = ["brin", "gin", "gist", "hash", "spgist"];

/// What are no access methods.
const MYSQL: [&str; 2] = ["fulltext", "spatial"];

/// A constraint of any kind is written whole.
pub(in crate::dialect) fn constraint(constraint: &Constraint) -> Result<(), Unsupported> {
    match constraint {
        Constraint::Exclusion(exclusion) => {
            let parts = exclusion.elements.iter().map(|element| &element.part);
            parts
                .into_iter()
                .try_for_each(|part| whole(format_args!("exclusion constraint `{}`", exclusion.name), part))
        }
        Constraint::Check(_)
        | Constraint::ForeignKey(_)
        | Constraint::PrimaryKey(_)
        | Constraint::Unique(_) => Ok(()),
    }
}

/// An index must be of whole values, and have an order only where its method keeps one.
pub(in crate::dialect) fn index(index: &Index) -> Result<(), Unsupported> {
    let Index {
        name,
        parts,
        uniqueness,
        predicate: _,
        method,
        include: _,
        nulls: _,
        parameters: _,
        mysql: _,
    } = index;
    let what = format_args!("index `{name}`");
    if let Some(method) = method.as_ref().filter(|method| MYSQL.contains(&method.as_str())) {
        return Err(Unsupported::new(
            format!("{what} is made by `{method}`, which MySQL and MariaDB alone have"),
            "use `gin` of a `tsvector`, or `gist`; `op.on(MySql, |op| …)` keeps it there",
        ));
    }
    parts.iter().try_for_each(|part| whole(what, part))?;
    let Some(method) = method.as_ref().filter(|method| UNORDERED.contains(&method.as_str())) else {
        return Ok(());
    };
    let ordered = |part: &IndexPart| part.direction == Direction::Descending || part.nulls.is_some();
    let fault = if parts.iter().any(ordered) {
        "is sorted"
    } else if *uniqueness == Uniqueness::Unique {
        "is unique"
    } else {
        return Ok(());
    };
    Err(Unsupported::new(
        format!("{what} {fault}, and `{method}` of PostgreSQL keeps no order"),
        "leave `.using(…)` out, or the order",
    ))
}

fn whole(what: fmt::Arguments<'_>, part: &IndexPart) -> Result<(), Unsupported> {
    match part.prefix {
        Some(length) => Err(Unsupported::new(
            format!("{what} is of the beginning of a column, which MySQL and MariaDB alone have"),
            format!(
                "index an expression, `expr(\"left({}, {length})\")`; `op.on(MySql, |op| …)` keeps the prefix there",
                part.column().map_or("…", |column| column.as_str())
            ),
        )),
        None => Ok(()),
    }
}

/// No generated column may be computed from another (manual 15, "Generated Columns"), and no foreign key may write one.
pub(super) fn generated(table: &Table) -> Result<(), Unsupported> {
    table.foreign_keys.iter().try_for_each(|key| attributes::key_writes(key, table))?;
    for column in &table.columns {
        let Some(generated) = &column.generated else { continue };
        let another = |other: &&crate::schema::Column| {
            other.generated.is_some() && generated.expression.mentions(&other.name)
        };
        if let Some(other) = table.columns.iter().find(another) {
            return Err(Unsupported::new(
                format!(
                    "column `{}` is computed from `{}`, which is computed too, and PostgreSQL computes from columns that are not",
                    column.name, other.name
                ),
                format!("write the expression of `{}` in its place", other.name),
            ));
        }
    }
    Ok(())
}
