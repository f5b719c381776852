//! What SQLite has not of what columns, indexes, constraints and tables may have.

use std::fmt;

use crate::dialect::Dialect::Sqlite;
use crate::dialect::attributes::{no_parents, no_postgres_words, nulls_order, postgres_alone};
use crate::dialect::{Unsupported, author};
use crate::schema::{
    Column, ColumnType, Constraint, Generated, IdentityMode, Index, IndexPart, Nulls, SequenceOptions, Table,
    Timing, Validation,
};

/// A constraint may be deferred if it is a foreign key, and has nothing else.
pub(in crate::dialect) fn constraint(constraint: &Constraint) -> Result<(), Unsupported> {
    let (kind, name) = (constraint.kind(), constraint.name());
    let what = format_args!("{kind} `{name}`");
    if constraint.validation() == Validation::NotValid {
        return Err(postgres_alone(
            Sqlite,
            &format!("{what} is not valid"),
            "add it as one that all rows keep, in a scope of its own: `op.on([MySql, Sqlite], |op| …)`",
        ));
    }
    no_postgres_words(Sqlite, constraint)?;
    let (include, nulls) = match constraint {
        Constraint::Check(_) | Constraint::ForeignKey(_) => return Ok(()),
        Constraint::Exclusion(_) => {
            return Err(postgres_alone(Sqlite, &format!("{what} is there"), "use a trigger, with `op.sql`"));
        }
        Constraint::PrimaryKey(key) => (&key.include, Nulls::Distinct),
        Constraint::Unique(unique) => (&unique.include, unique.nulls),
    };
    if constraint.timing() != Timing::Immediate {
        return Err(Unsupported::new(
            format!("{what} may be deferred, and SQLite defers foreign keys alone"),
            "leave it as it is by default; `op.on(Postgres, |op| …)` keeps it there",
        ));
    }
    carries_none(what, !include.is_empty())?;
    distinct(what, nulls)
}

fn carries_none(what: fmt::Arguments<'_>, carries: bool) -> Result<(), Unsupported> {
    if carries {
        let help = "name the columns behind the others of an index, or leave them out";
        return Err(postgres_alone(Sqlite, &format!("{what} includes columns"), help));
    }
    Ok(())
}

fn distinct(what: fmt::Arguments<'_>, nulls: Nulls) -> Result<(), Unsupported> {
    match nulls {
        Nulls::Distinct => Ok(()),
        Nulls::NotDistinct => Err(postgres_alone(
            Sqlite,
            &format!("{what} takes NULLs for equal"),
            "make a unique index of an expression that is never NULL: `expr(\"coalesce(…, '')\")`",
        )),
    }
}

/// An index is a B-tree of whole columns and of expressions.
pub(in crate::dialect) fn index(index: &Index) -> Result<(), Unsupported> {
    let Index { name, parts, uniqueness: _, predicate: _, method, include, nulls, parameters: _, mysql: _ } =
        index;
    let what = format_args!("index `{name}`");
    if let Some(method) = method {
        let what = format!("{what} is made by `{method}`");
        return Err(postgres_alone(Sqlite, &what, "leave `.using(…)` out"));
    }
    carries_none(what, !include.is_empty())?;
    distinct(what, *nulls)?;
    for part in parts {
        let IndexPart { key: _, direction, nulls, opclass, collation: _, prefix } = part;
        if let Some(opclass) = opclass {
            let what = format!("{what} has operator class `{opclass}`");
            return Err(postgres_alone(Sqlite, &what, "leave it out"));
        }
        if let Some(length) = prefix {
            return Err(Unsupported::new(
                format!("{what} is of the beginning of a column, which MySQL and MariaDB alone have"),
                format!(
                    "index an expression, `expr(\"substr({}, 1, {length})\")`; `op.on(MySql, |op| …)` keeps the prefix there",
                    part.column().map_or("…", |column| column.as_str())
                ),
            ));
        }
        if nulls.is_some_and(|nulls| nulls != nulls_order(Sqlite, *direction)) {
            return Err(Unsupported::new(
                format!("{what} sorts NULLs otherwise than SQLite, where they are less than all values"),
                "leave it out; `op.on(Postgres, |op| …)` keeps it there",
            ));
        }
    }
    Ok(())
}

/// A column is numbered by default, one by one, and computed without losing digits.
pub(super) fn column(column: &Column) -> Result<(), Unsupported> {
    let name = &column.name;
    if let Some(identity) = column.identity {
        if identity.mode == IdentityMode::Always {
            let what = format!("identity `{name}` takes no number that a row brings");
            return Err(postgres_alone(Sqlite, &what, "use `.identity()`"));
        }
        let start = SequenceOptions { start: identity.options.start, ..SequenceOptions::NONE };
        if identity.options != start || start.start.is_some_and(|start| start < 1) {
            return Err(Unsupported::new(
                format!(
                    "identity `{name}` goes otherwise than up, one by one, without an end, as SQLite's do"
                ),
                "say no more than a start; `op.on(Postgres, |op| …)` keeps the rest there",
            ));
        }
    }
    let Some(Generated { expression, storage: _ }) = &column.generated else { return Ok(()) };
    let says = expression.dialect_texts().any(|(dialect, _)| dialect == Sqlite);
    if matches!(column.column_type, ColumnType::Numeric(..))
        && !says
        && author::computes(Sqlite, &expression.common_text())
    {
        return Err(Unsupported::new(
            format!(
                "column `{name}` is computed, and SQLite, which keeps its numbers as text, would compute them as floating-point ones"
            ),
            format!(
                "say it for SQLite too: `expr(\"{expression}\").on(Sqlite, \"printf('%.2f', {expression})\")`"
            ),
        ));
    }
    Ok(())
}

/// A table without a rowid has a primary key, and numbers no rows; no key is of a generated column.
pub(super) fn table(table: &Table) -> Result<(), Unsupported> {
    no_parents(Sqlite, table)?;
    if table.options.sqlite.without_rowid {
        if let Some(column) = table.columns.iter().find(|column| column.identity.is_some()) {
            return Err(Unsupported::new(
                format!(
                    "table `{}` has no rowid, which is what SQLite would number for identity `{}`",
                    table.name, column.name
                ),
                "leave `.without_rowid()` out, or `.identity()`",
            ));
        }
        if table.primary_key.is_none() {
            return Err(Unsupported::new(
                format!("table `{}` has neither a rowid nor a primary key", table.name),
                "give it a primary key, which `op.replace_primary_key` makes in the place of another, or leave `.without_rowid()` out",
            ));
        }
    }
    let generated =
        |name: &&crate::name::Name| table.column(name).is_some_and(|column| column.generated.is_some());
    let key = table.primary_key.iter().flat_map(|key| &key.columns).find(generated);
    match key {
        Some(column) => Err(Unsupported::new(
            format!("column `{column}` is computed and in the primary key, where SQLite has none such"),
            "make it unique instead",
        )),
        None => Ok(()),
    }
}
