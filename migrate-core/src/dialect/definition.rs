//! The parts of a table that every dialect writes alike.

use std::fmt;

use super::sql::{Operator, Sql, Text, pieces, sql};
use super::{Dialect, Unsupported, attributes, author};
use crate::name::{Name, QualifiedName};
use crate::operation::{DropTable, Dropping, Existing, Missing};
use crate::schema::{
    Action, Check, Constraint, Direction, Exclusion, ExclusionElement, Expression, ForeignKey, Index,
    IndexKey, IndexPart, Inheritance, Matching, Nulls, NullsOrder, OperatorClass, Parameter, PrimaryKey,
    Timing, Unique, Uniqueness, Validation,
};
use crate::script::Statement;

/// Names with commas between them, in parentheses.
pub(super) fn columns<'a>(dialect: Dialect, names: impl IntoIterator<Item = &'a Name>) -> Sql {
    sql!(dialect; "(", Sql::list(dialect, names), ")")
}

/// `CONSTRAINT "name" …`, as it stands in a table's definition.
pub(super) fn constraint(dialect: Dialect, constraint: &Constraint) -> Result<Sql, Unsupported> {
    attributes::constraint(dialect, constraint)?;
    Ok(match constraint {
        Constraint::Check(check) => self::check(dialect, check)?,
        Constraint::Exclusion(exclusion) => self::exclusion(dialect, exclusion)?,
        Constraint::ForeignKey(key) => {
            let columns = columns(dialect, &key.columns);
            sql!(dialect; "CONSTRAINT ", &key.name, " FOREIGN KEY ", columns, " ", references(dialect, key))
        }
        Constraint::PrimaryKey(PrimaryKey { name, columns: names, include, timing }) => {
            let (columns, include) = (columns(dialect, names), self::include(dialect, include));
            sql!(dialect; "CONSTRAINT ", name, " PRIMARY KEY ", columns, include, timing_words(*timing))
        }
        Constraint::Unique(Unique { name, columns: names, include, nulls, timing }) => {
            let (columns, include) = (columns(dialect, names), self::include(dialect, include));
            let nulls = nulls_words(*nulls).map(|words| sql!(dialect; words, " "));
            sql!(
                dialect; "CONSTRAINT ", name, " UNIQUE ", nulls, columns, include, timing_words(*timing),
            )
        }
    })
}

/// `CONSTRAINT "name" CHECK (…)`.
pub(super) fn check(dialect: Dialect, check: &Check) -> Result<Sql, Unsupported> {
    let Check { name, expression, validation, inheritance } = check;
    let expression = author::expression(dialect, &format!("check `{name}`"), expression)?;
    Ok(sql!(
        dialect; "CONSTRAINT ", name, " CHECK (", expression, ")", inheritance_words(*inheritance),
        validation_words(*validation),
    ))
}

/// `CONSTRAINT "name" EXCLUDE …`.
fn exclusion(dialect: Dialect, exclusion: &Exclusion) -> Result<Sql, Unsupported> {
    let Exclusion { name, method, elements, include, predicate, timing } = exclusion;
    let what = format!("exclusion constraint `{name}`");
    let elements = elements.iter().map(|ExclusionElement { part, operator }| {
        let mut sql = Sql::new(dialect);
        push_part(&mut sql, format_args!("{what}"), part)?;
        sql.push(pieces![" WITH ", Operator(operator)]);
        Ok(sql)
    });
    let elements = elements.collect::<Result<Vec<_>, _>>()?;
    let gist = method.is_none().then_some("gist");
    let predicate = match predicate {
        Some(predicate) => {
            Some(sql!(dialect; " WHERE (", author::expression(dialect, &what, predicate)?, ")"))
        }
        None => None,
    };
    Ok(sql!(
        dialect;
        "CONSTRAINT ", name, " EXCLUDE USING ", method.as_ref(), gist, " (", Sql::list(dialect, elements), ")",
        self::include(dialect, include), predicate, timing_words(*timing),
    ))
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
        timing,
        validation,
        matching,
        set_columns,
        no_action,
    } = key;
    let does = |event: &'static str, action: Action, said: bool| {
        // MariaDB alone keeps what means nothing.
        let said = (said && dialect == Dialect::MySql).then_some("NO ACTION");
        action_words(action).or(said).map(|words| sql!(dialect; event, words))
    };
    let set = (!set_columns.is_empty()).then(|| sql!(dialect; " ", columns(dialect, set_columns)));
    sql!(
        dialect;
        "REFERENCES ", referenced_table, " ", columns(dialect, referenced_columns), matching_words(*matching),
        does(" ON DELETE ", *on_delete, no_action.on_delete), set,
        does(" ON UPDATE ", *on_update, no_action.on_update), timing_words(*timing),
        validation_words(*validation),
    )
}

fn matching_words(matching: Matching) -> Option<&'static str> {
    match matching {
        Matching::Full => Some(" MATCH FULL"),
        Matching::Simple => None,
    }
}

fn inheritance_words(inheritance: Inheritance) -> Option<&'static str> {
    match inheritance {
        Inheritance::Inherited => None,
        Inheritance::NoInherit => Some(" NO INHERIT"),
    }
}

/// Names and values in parentheses, which PostgreSQL is told.
pub(super) fn parameters(dialect: Dialect, parameters: &[Parameter]) -> Sql {
    let parameters = parameters.iter().map(|Parameter { name, value }| {
        let names = name.split('.').map(Name::from).collect::<Vec<_>>();
        sql!(dialect; Sql::join(dialect, ".", &names), " = ", Text(value))
    });
    sql!(dialect; "(", Sql::list(dialect, parameters), ")")
}

/// Columns that an index carries along, behind a blank.
fn include(dialect: Dialect, names: &[Name]) -> Option<Sql> {
    (!names.is_empty()).then(|| sql!(dialect; " INCLUDE ", columns(dialect, names)))
}

/// When a constraint is asked, behind a blank.
pub(super) fn timing_words(timing: Timing) -> Option<&'static str> {
    match timing {
        Timing::Deferrable => Some(" DEFERRABLE"),
        Timing::Deferred => Some(" DEFERRABLE INITIALLY DEFERRED"),
        Timing::Immediate => None,
    }
}

fn validation_words(validation: Validation) -> Option<&'static str> {
    match validation {
        Validation::NotValid => Some(" NOT VALID"),
        Validation::Valid => None,
    }
}

fn nulls_words(nulls: Nulls) -> Option<&'static str> {
    match nulls {
        Nulls::Distinct => None,
        Nulls::NotDistinct => Some("NULLS NOT DISTINCT"),
    }
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

/// What an index is on, in parentheses.
pub(super) fn index_parts(dialect: Dialect, index: &Index) -> Result<Sql, Unsupported> {
    parts(dialect, format_args!("index `{}`", index.name), &index.parts)
}

/// Columns and expressions, in parentheses.
pub(super) fn parts(
    dialect: Dialect,
    what: fmt::Arguments<'_>,
    parts: &[IndexPart],
) -> Result<Sql, Unsupported> {
    let mut sql = sql!(dialect; "(");
    for (at, part) in parts.iter().enumerate() {
        sql.push((at > 0).then_some(", "));
        push_part(&mut sql, what, part)?;
    }
    sql.push(")");
    Ok(sql)
}

/// The values that an index is of, without their order.
pub(super) fn index_values(dialect: Dialect, index: &Index) -> Result<Vec<Sql>, Unsupported> {
    let value = |part| {
        let mut sql = Sql::new(dialect);
        push_value(&mut sql, format_args!("index `{}`", index.name), part)?;
        Ok(sql)
    };
    index.parts.iter().map(value).collect()
}

fn push_value(sql: &mut Sql, what: fmt::Arguments<'_>, part: &IndexPart) -> Result<(), Unsupported> {
    let IndexPart { key, direction: _, nulls: _, opclass: _, collation, prefix } = part;
    let dialect = sql.dialect();
    match key {
        IndexKey::Column(column) => sql.push(column),
        IndexKey::Expression(expression) => {
            let expression = author::expression(dialect, &what.to_string(), expression)?;
            sql.push(pieces!["(", expression, ")"]);
        }
    }
    if let Some(length) = prefix {
        sql.push(pieces!["(", i64::from(*length), ")"]);
    }
    if let Some(collation) = collation.as_ref().and_then(|collation| collation.name(dialect)) {
        sql.push(pieces![" COLLATE ", collation]);
    }
    Ok(())
}

fn push_part(sql: &mut Sql, what: fmt::Arguments<'_>, part: &IndexPart) -> Result<(), Unsupported> {
    let IndexPart { key: _, direction, nulls, opclass, collation: _, prefix: _ } = part;
    let dialect = sql.dialect();
    push_value(sql, what, part)?;
    if let Some(opclass) = opclass {
        let OperatorClass { name, parameters } = opclass;
        sql.push(sql!(dialect; " ", name));
        if !parameters.is_empty() {
            sql.push(sql!(dialect; " ", self::parameters(dialect, parameters)));
        }
    }
    match direction {
        Direction::Ascending => {}
        Direction::Descending => sql.push(" DESC"),
    }
    // What the database does anyway goes without saying, as some of them know no words for it.
    match nulls.filter(|nulls| *nulls != attributes::nulls_order(dialect, *direction)) {
        None => {}
        Some(NullsOrder::First) => sql.push(" NULLS FIRST"),
        Some(NullsOrder::Last) => sql.push(" NULLS LAST"),
    }
    Ok(())
}

/// `CREATE INDEX`, on the dialects that know partial indexes.
pub(super) fn create_index(
    dialect: Dialect,
    table: &QualifiedName,
    index: &Index,
) -> Result<Sql, Unsupported> {
    create_index_as(dialect, "", table, index)
}

/// What stands before the name of what is created.
pub(super) fn existing_words(existing: Existing) -> &'static str {
    match existing {
        Existing::Adopt => "IF NOT EXISTS ",
        Existing::Refuse => "",
    }
}

/// What stands before the name of what is dropped.
pub(super) fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::Ignore => "IF EXISTS ",
        Missing::Refuse => "",
    }
}

/// `DROP TABLE`, or nothing for a table that is left.
pub(super) fn drop_table(dialect: Dialect, operation: &DropTable) -> Vec<Statement> {
    let DropTable { table, dropping } = operation;
    let drop = match dropping {
        Dropping::Certain => "DROP TABLE ",
        Dropping::IfExists => "DROP TABLE IF EXISTS ",
        Dropping::Leave => return Vec::new(),
    };
    vec![Statement::ddl(sql!(dialect; drop, table))]
}

/// `CREATE INDEX` with words behind it.
pub(super) fn create_index_as(
    dialect: Dialect,
    words: &'static str,
    table: &QualifiedName,
    index: &Index,
) -> Result<Sql, Unsupported> {
    attributes::index(dialect, index)?;
    let Index { name, parts: _, uniqueness, predicate, method, include, nulls, parameters, mysql: _ } = index;
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
    let using = method.as_ref().map(|method| sql!(dialect; "USING ", method, " "));
    let nulls = nulls_words(*nulls).map(|words| sql!(dialect; " ", words));
    let with = match dialect {
        // It says nothing to the others.
        Dialect::Postgres if !parameters.is_empty() => {
            Some(sql!(dialect; " WITH ", self::parameters(dialect, parameters)))
        }
        Dialect::MySql | Dialect::Postgres | Dialect::Sqlite => None,
    };
    Ok(sql!(
        dialect;
        create, words, name, " ON ", table, " ", using, index_parts(dialect, index)?,
        self::include(dialect, include), nulls, with, predicate,
    ))
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
