//! The parts of a table that every dialect writes alike.

use super::sql::{Sql, sql};
use super::{Dialect, Unsupported, attributes, author};
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Action, Check, Constraint, Direction, Expression, ForeignKey, Index, PrimaryKey, Unique, Uniqueness,
};

/// Names with commas between them, in parentheses.
pub(super) fn columns<'a>(dialect: Dialect, names: impl IntoIterator<Item = &'a Name>) -> Sql {
    sql!(dialect; "(", Sql::list(dialect, names), ")")
}

/// `CONSTRAINT "name" …`, as it stands in a table's definition.
pub(super) fn constraint(dialect: Dialect, constraint: &Constraint) -> Result<Sql, Unsupported> {
    attributes::constraint(dialect, constraint)?;
    Ok(match constraint {
        Constraint::Check(check) => self::check(dialect, check)?,
        Constraint::Exclusion(exclusion) => {
            return Err(attributes::lacks(dialect, &format!("exclusion constraint `{}`", exclusion.name)));
        }
        Constraint::ForeignKey(key) => {
            let columns = columns(dialect, &key.columns);
            sql!(dialect; "CONSTRAINT ", &key.name, " FOREIGN KEY ", columns, " ", references(dialect, key))
        }
        Constraint::PrimaryKey(PrimaryKey { name, columns: names, include: _, timing: _ }) => {
            sql!(dialect; "CONSTRAINT ", name, " PRIMARY KEY ", columns(dialect, names))
        }
        Constraint::Unique(Unique { name, columns: names, include: _, nulls: _, timing: _ }) => {
            sql!(dialect; "CONSTRAINT ", name, " UNIQUE ", columns(dialect, names))
        }
    })
}

/// `CONSTRAINT "name" CHECK (…)`.
pub(super) fn check(dialect: Dialect, check: &Check) -> Result<Sql, Unsupported> {
    let Check { name, expression, validation: _ } = check;
    let expression = author::expression(dialect, &format!("check `{name}`"), expression)?;
    Ok(sql!(dialect; "CONSTRAINT ", name, " CHECK (", expression, ")"))
}

/// `REFERENCES …` of a foreign key, with what it does.
pub(super) fn references(dialect: Dialect, key: &ForeignKey) -> Sql {
    let ForeignKey {
        name: _,
        columns: _,
        referenced_table,
        referenced_columns,
        on_delete,
        on_update,
        timing: _,
        validation: _,
    } = key;
    let does =
        |event: &'static str, action: Action| action_words(action).map(|words| sql!(dialect; event, words));
    sql!(
        dialect;
        "REFERENCES ", referenced_table, " ", columns(dialect, referenced_columns),
        does(" ON DELETE ", *on_delete), does(" ON UPDATE ", *on_update),
    )
}

fn action_words(action: Action) -> Option<&'static str> {
    match action {
        Action::Cascade => Some("CASCADE"),
        Action::NoAction => None,
        Action::Restrict => Some("RESTRICT"),
        Action::SetDefault => Some("SET DEFAULT"),
        Action::SetNull => Some("SET NULL"),
    }
}

/// What an index is on: its columns with their directions, in parentheses.
pub(super) fn index_parts(dialect: Dialect, index: &Index) -> Sql {
    let parts = index.columns().zip(&index.parts).map(|(column, part)| match part.direction {
        Direction::Ascending => sql!(dialect; column),
        Direction::Descending => sql!(dialect; column, " DESC"),
    });
    sql!(dialect; "(", Sql::list(dialect, parts), ")")
}

/// `CREATE INDEX`, on the dialects that know partial indexes.
pub(super) fn create_index(
    dialect: Dialect,
    table: &QualifiedName,
    index: &Index,
) -> Result<Sql, Unsupported> {
    create_index_as(dialect, "", table, index)
}

/// `CREATE INDEX` with words behind it.
pub(super) fn create_index_as(
    dialect: Dialect,
    words: &'static str,
    table: &QualifiedName,
    index: &Index,
) -> Result<Sql, Unsupported> {
    attributes::index(dialect, index)?;
    let Index { name, parts: _, uniqueness, predicate, method: _, include: _, nulls: _ } = index;
    let create = match uniqueness {
        Uniqueness::Plain => "CREATE INDEX ",
        Uniqueness::Unique => "CREATE UNIQUE INDEX ",
    };
    let predicate = match predicate {
        Some(predicate) => {
            let predicate = author::expression(dialect, &format!("index `{name}`"), predicate)?;
            Some(sql!(dialect; " WHERE ", predicate))
        }
        None => None,
    };
    Ok(sql!(dialect; create, words, name, " ON ", table, " ", index_parts(dialect, index), predicate))
}

/// `CREATE VIEW`, by these words.
pub(super) fn create_view(
    dialect: Dialect,
    words: &'static str,
    name: &QualifiedName,
    query: &Expression,
) -> Result<Sql, Unsupported> {
    let query = author::expression(dialect, &format!("view `{name}`"), query)?;
    Ok(sql!(dialect; words, name, " AS\n", query))
}
