//! What MySQL and MariaDB have not of what columns, indexes, constraints and tables may have.

use std::fmt;

use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::attributes::{
    key_takes_no_null, no_parents, no_postgres_words, nulls_order, postgres_alone,
};
use crate::name::Name;
use crate::schema::{
    Column, Constraint, IdentityMode, Index, IndexKey, IndexPart, MySqlIndex, Nulls, SequenceOptions, Table,
    Timing, Uniqueness, Validation,
};

/// The most characters of a comment (manual, "CREATE TABLE").
pub(super) const COLUMN_COMMENT: usize = 1024;
pub(super) const TABLE_COMMENT: usize = 2048;

/// A constraint has nothing else.
pub(in crate::dialect) fn constraint(constraint: &Constraint) -> Result<(), Unsupported> {
    let (kind, name) = (constraint.kind(), constraint.name());
    let what = format_args!("{kind} `{name}`");
    if constraint.timing() != Timing::Immediate {
        return Err(Unsupported::new(
            format!("{what} may be deferred, which nothing may on MySQL and MariaDB"),
            "leave it as it is by default; `op.on([Postgres, Sqlite], |op| …)` keeps it there",
        ));
    }
    if constraint.validation() == Validation::NotValid {
        return Err(postgres_alone(
            MySql,
            &format!("{what} is not valid"),
            "add it as one that all rows keep, in a scope of its own: `op.on([MySql, Sqlite], |op| …)`",
        ));
    }
    no_postgres_words(MySql, constraint)?;
    let (include, nulls) = match constraint {
        Constraint::Check(_) | Constraint::ForeignKey(_) => return Ok(()),
        Constraint::Exclusion(_) => {
            return Err(postgres_alone(MySql, &format!("{what} is there"), "use a trigger, with `op.sql`"));
        }
        Constraint::PrimaryKey(key) => (&key.include, Nulls::Distinct),
        Constraint::Unique(unique) => (&unique.include, unique.nulls),
    };
    carries_none(what, include)?;
    distinct(what, nulls)
}

fn carries_none(what: fmt::Arguments<'_>, include: &[Name]) -> Result<(), Unsupported> {
    if include.is_empty() {
        return Ok(());
    }
    let help = "name the columns behind the others of an index, or leave them out";
    Err(postgres_alone(MySql, &format!("{what} includes columns"), help))
}

fn distinct(what: fmt::Arguments<'_>, nulls: Nulls) -> Result<(), Unsupported> {
    match nulls {
        Nulls::Distinct => Ok(()),
        Nulls::NotDistinct => Err(postgres_alone(
            MySql,
            &format!("{what} takes NULLs for equal"),
            "make a generated column that is never NULL unique",
        )),
    }
}

/// Whether an index is for searching: for words, or for places.
pub(super) fn is_of_words(index: &Index) -> bool {
    index.method.as_ref().is_some_and(|method| matches!(method.as_str(), "fulltext" | "spatial"))
}

/// An index is a B-tree of columns or their beginnings.
pub(in crate::dialect) fn index(index: &Index) -> Result<(), Unsupported> {
    let Index {
        name,
        parts,
        uniqueness,
        predicate: _,
        method,
        include,
        nulls,
        parameters: _,
        mysql: MySqlIndex { comment: text, says_btree },
    } = index;
    let what = format_args!("index `{name}`");
    comment(what, text.as_deref(), COLUMN_COMMENT)?;
    let is_whole = is_of_words(index);
    if is_whole && *uniqueness == Uniqueness::Unique {
        return Err(Unsupported::new(
            format!("{what} is unique, and made for searching"),
            "leave `.unique()` out, or `.using(…)`",
        ));
    }
    if is_whole && *says_btree {
        return Err(Unsupported::new(
            format!("{what} is made for searching, and says that it is a B-tree"),
            "leave `.using_btree()` out, or `.using(…)`",
        ));
    }
    if let Some(method) = method.as_ref().filter(|_| !is_whole) {
        return Err(Unsupported::new(
            format!("{what} is made by `{method}`, and InnoDB makes B-trees"),
            "leave `.using(…)` out; `op.on(Postgres, |op| …)` keeps it there",
        ));
    }
    carries_none(what, include)?;
    distinct(what, *nulls)?;
    for part in parts {
        let IndexPart { key, direction, nulls, opclass, collation, prefix: _ } = part;
        if let IndexKey::Expression(expression) = key {
            return Err(Unsupported::new(
                format!(
                    "{what} is of `{expression}`, and MariaDB indexes columns alone (MySQL has had expressions since 8.0.13)"
                ),
                "index a generated column: `.generated_virtual(…)`; `op.on([Postgres, Sqlite], |op| …)` keeps the expression there",
            ));
        }
        if let Some(opclass) = opclass {
            let what = format!("{what} has operator class `{opclass}`");
            return Err(postgres_alone(MySql, &what, "leave it out"));
        }
        if collation.as_ref().is_some_and(|collation| collation.name(MySql).is_some()) {
            return Err(Unsupported::new(
                format!("{what} has a collation, which only columns have on MySQL and MariaDB"),
                "say it of the column, or leave MySQL and MariaDB out: `.collate_on([Postgres, Sqlite], …)`",
            ));
        }
        if nulls.is_some_and(|nulls| nulls != nulls_order(MySql, *direction)) {
            return Err(Unsupported::new(
                format!(
                    "{what} sorts NULLs otherwise than MySQL and MariaDB, where they are less than all values"
                ),
                "leave it out; `op.on(Postgres, |op| …)` keeps it there",
            ));
        }
    }
    Ok(())
}

/// A column is numbered by default and one by one.
pub(super) fn column(column: &Column) -> Result<(), Unsupported> {
    let name = &column.name;
    comment(format_args!("column `{name}`"), column.comment.as_deref(), COLUMN_COMMENT)?;
    if column.generated.is_some() && column.mysql.check.is_some() && !column.nullable {
        return Err(Unsupported::new(
            format!("column `{name}` is computed and not nullable, which MariaDB keeps as its check"),
            "make the check one of the table: `t.check(…)`",
        ));
    }
    let Some(identity) = column.identity else { return Ok(()) };
    if identity.mode == IdentityMode::Always {
        let what = format!("identity `{name}` takes no number that a row brings");
        return Err(postgres_alone(MySql, &what, "use `.identity()`"));
    }
    let start = SequenceOptions { start: identity.options.start, ..SequenceOptions::NONE };
    if identity.options != start || start.start.is_some_and(|start| start < 1) {
        return Err(Unsupported::new(
            format!(
                "identity `{name}` goes otherwise than up, by the server's own step, without an end, as those of MySQL and MariaDB do"
            ),
            "say no more than a start; `op.on(Postgres, |op| …)` keeps the rest there",
        ));
    }
    Ok(())
}

/// A comment is not too long, and the same text whatever the session's `sql_mode` is.
pub(super) fn comment(
    what: fmt::Arguments<'_>,
    comment: Option<&str>,
    most: usize,
) -> Result<(), Unsupported> {
    let Some(comment) = comment else { return Ok(()) };
    let length = comment.chars().count();
    if length > most {
        return Err(Unsupported::new(
            format!("the comment of {what} has {length} characters, and MySQL and MariaDB keep {most}"),
            "shorten it",
        ));
    }
    if let Some(character) = comment.chars().find(|character| character.len_utf8() > 3) {
        return Err(Unsupported::new(
            format!(
                "the comment of {what} holds `{character}`, and MySQL and MariaDB keep no character above U+FFFF in comments"
            ),
            "write it otherwise",
        ));
    }
    if comment.contains('\\') {
        return Err(Unsupported::new(
            format!(
                "the comment of {what} has a backslash, and what that means in a comment depends on `sql_mode` of MySQL and MariaDB"
            ),
            "write it otherwise",
        ));
    }
    Ok(())
}

/// A table's comment fits; no primary key is of a generated column, and none is computed from an identity.
pub(super) fn table(table: &Table) -> Result<(), Unsupported> {
    comment(format_args!("table `{}`", table.name), table.comment.as_deref(), TABLE_COMMENT)?;
    no_parents(MySql, table)?;
    key_takes_no_null(table)?;
    let engine = table.options.mysql.engine.as_ref();
    if let (Some(engine), Some(key)) = (engine, table.foreign_keys.first())
        && !engine.as_str().eq_ignore_ascii_case("InnoDB")
    {
        return Err(Unsupported::new(
            format!("foreign key `{}` is of a table of engine `{engine}`, which passes it over", key.name),
            "leave the engine out, which is InnoDB then, or the foreign key",
        ));
    }
    let find = |name: &Name| table.column(name).filter(|column| column.generated.is_some());
    if let Some(column) = table.primary_key.iter().flat_map(|key| &key.columns).find_map(find) {
        return Err(Unsupported::new(
            format!(
                "column `{}` is computed and in the primary key, where MariaDB has none such",
                column.name
            ),
            "make it unique instead",
        ));
    }
    let Some(identity) = table.columns.iter().find(|column| column.identity.is_some()) else {
        return Ok(());
    };
    let computed = |column: &&Column| {
        column.generated.as_ref().is_some_and(|generated| generated.expression.mentions(&identity.name))
    };
    match table.columns.iter().find(computed) {
        Some(column) => Err(Unsupported::new(
            format!(
                "column `{}` is computed from identity `{}`, which MySQL and MariaDB do not take",
                column.name, identity.name
            ),
            "compute it where it is read, in a view; `op.on([Postgres, Sqlite], |op| …)` keeps the column there",
        )),
        None => Ok(()),
    }
}
