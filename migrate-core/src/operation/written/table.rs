//! How tables and columns are written.

use super::constraint::{self, actions, add_constraint, create_index, timing};
use super::{HolePlace, Holes};
use crate::code::{self, Code};
use crate::name::{Name, QualifiedName};
use crate::operation::{Existing, named};
use crate::schema::{
    Collation, Column, Constraint, ForeignKey, Inheritance, Matching, MySqlColumn, MySqlTable, PartitionOf,
    PartitionStrategy, Partitioning, PostgresTable, PrimaryKey, SqliteTable, Table, TableOptions, Unique,
    Validation,
};

/// What creates a table.
pub(in crate::operation) fn create_table(table: &Table, existing: Existing) -> Code {
    let Table {
        name,
        columns,
        primary_key,
        uniques,
        foreign_keys,
        checks,
        exclusions,
        indexes,
        comment,
        options,
    } = table;
    let inline = Inline::of(table);
    let column = |(at, column): (usize, &Column)| {
        let start =
            Code::on("t", "column", [code::name(&column.name), code::column_type(&column.column_type)]);
        inline.constraints(at, described(start, column, Holes::NONE))
    };
    let mut body = columns.iter().enumerate().map(column).collect::<Vec<_>>();
    let primary_key = primary_key.iter().filter(|_| inline.primary_key.is_none());
    let primary_key = primary_key.cloned().map(Constraint::PrimaryKey);
    let uniques = uniques[inline.uniques.len()..].iter().cloned().map(Constraint::Unique);
    let keys = foreign_keys[inline.foreign_keys.len()..].iter().cloned().map(Constraint::ForeignKey);
    let checks = checks[inline.checks.len()..].iter().cloned().map(Constraint::Check);
    let exclusions = exclusions.iter().cloned().map(Constraint::Exclusion);
    let constraints = primary_key.chain(uniques).chain(keys).chain(checks).chain(exclusions);
    body.extend(constraints.map(|constraint| constraint::constraint(name, &constraint)));
    body.extend(indexes.iter().map(|index| constraint::index(name, index)));
    body.extend(comment.as_ref().map(|comment| Code::on("t", "comment", [code::text(comment)])));
    body.extend(of_options(options));
    if existing == Existing::Adopt {
        body.push(Code::on("t", "if_not_exists", []));
    }
    Code::op("create_table", [code::qualified(name), Code::closure("t", body)])
}

/// What single databases have of a table.
fn of_options(options: &TableOptions) -> Vec<Code> {
    let TableOptions { mysql, postgres, sqlite } = options;
    let mut codes = Vec::new();
    if *mysql != MySqlTable::default() {
        let MySqlTable { engine, charset, collation, others, partition_by } = mysql;
        let code = Code::on("t", "mysql", []).then_with("engine", engine.as_ref().map(code::name));
        let code = code.then_with("charset", charset.as_ref().map(code::name));
        let code = code.then_with("collation", collation.as_ref().map(code::name));
        let code = code.then_with("options", others.as_deref().map(code::text));
        codes.push(code.then_with("partition_by", partition_by.as_ref().map(code::expression)));
    }
    if *postgres != PostgresTable::default() {
        codes.push(of_postgres(postgres));
    }
    if *sqlite != SqliteTable::default() {
        let SqliteTable { strict, without_rowid } = sqlite;
        let code = Code::on("t", "sqlite", []).then_if(*strict, "strict");
        codes.push(code.then_if(*without_rowid, "without_rowid"));
    }
    codes
}

fn of_postgres(options: &PostgresTable) -> Code {
    let PostgresTable { inherits, parameters, partition_by, partition_of, unlogged } = options;
    let mut code = Code::on("t", "postgres", []);
    if !inherits.is_empty() {
        code = code.then("inherits", [code::array(inherits.iter().map(code::qualified))]);
    }
    if let Some(PartitionOf { parent, bounds }) = partition_of {
        code = code.then("partition_of", [code::qualified(parent), code::expression(bounds)]);
    }
    if let Some(Partitioning { strategy, parts }) = partition_by {
        let method = match strategy {
            PartitionStrategy::Hash => "partition_by_hash",
            PartitionStrategy::List => "partition_by_list",
            PartitionStrategy::Range => "partition_by_range",
        };
        code = code.then(method, [code::index_parts(parts)]);
    }
    let with = (!parameters.is_empty()).then(|| code::parameters(parameters));
    code.then_if(*unlogged, "unlogged").then_with("with", with)
}

/// What makes a column another one on MySQL and MariaDB.
pub(in crate::operation) fn set_mysql(column: &MySqlColumn) -> Code {
    let nothing = || Code::closure("c", Vec::new());
    Code::on("c", "mysql", [of_mysql(column).unwrap_or_else(nothing)])
}

/// What MySQL and MariaDB alone have of a column.
fn of_mysql(column: &MySqlColumn) -> Option<Code> {
    let MySqlColumn { check, invisible, on_update_now } = column;
    let mut said = Vec::new();
    said.extend(check.as_ref().map(|check| Code::on("c", "check", [code::expression(check)])));
    for (method, is_so) in [("invisible", invisible), ("on_update_now", on_update_now)] {
        said.extend(is_so.then(|| Code::on("c", method, [])));
    }
    (!said.is_empty()).then(|| Code::closure("c", said))
}

/// What adds a column, and then the constraints that cannot be said of a column.
pub(in crate::operation) fn add_column(addition: &Table, holes: Holes<'_>) -> Vec<Code> {
    let Table {
        name,
        columns,
        primary_key,
        uniques,
        foreign_keys,
        checks,
        exclusions,
        indexes,
        comment: _,
        options: _,
    } = addition;
    let inline = Inline::of(addition);
    let column = |(at, column): (usize, &Column)| {
        let arguments =
            [code::qualified(name), code::name(&column.name), code::column_type(&column.column_type)];
        inline.constraints(at, described(Code::op("add_column", arguments), column, holes))
    };
    let mut codes = columns.iter().enumerate().map(column).collect::<Vec<_>>();
    let primary_key = primary_key.iter().filter(|_| inline.primary_key.is_none());
    let primary_key = primary_key.cloned().map(Constraint::PrimaryKey);
    let uniques = uniques[inline.uniques.len()..].iter().cloned().map(Constraint::Unique);
    let checks = checks[inline.checks.len()..].iter().cloned().map(Constraint::Check);
    let exclusions = exclusions.iter().cloned().map(Constraint::Exclusion);
    let keys = foreign_keys[inline.foreign_keys.len()..].iter().cloned().map(Constraint::ForeignKey);
    let before = primary_key.chain(uniques).chain(checks).chain(exclusions);
    codes.extend(before.map(|constraint| add_constraint(name, &constraint)));
    codes.extend(indexes.iter().map(|index| create_index(name, index)));
    codes.extend(keys.map(|key| add_constraint(name, &key)));
    codes
}

/// What a column is, behind its name and type.
fn described(code: Code, column: &Column, holes: Holes<'_>) -> Code {
    let Column { name: _, column_type: _, nullable, default, identity, generated, collation, comment, mysql } =
        column;
    let code = match identity {
        None => code,
        Some(crate::schema::Identity::BY_DEFAULT) => code.then("identity", []),
        Some(identity) => code.then("identity_as", [code::identity(identity)]),
    };
    let code = match generated.as_ref().map(code::generated) {
        None => code,
        Some((method, expression)) => code.then(method, [expression]),
    };
    let default = holes.or(&HolePlace::Default, default.as_ref().map(code::default));
    let code = code.then_if(*nullable, "nullable").then_with("default", default);
    let code = match collation {
        None => code,
        Some(collation) => collated(code, collation),
    };
    code.then_with("comment", comment.as_deref().map(code::text)).then_with("mysql", of_mysql(mysql))
}

fn collated(code: Code, collation: &Collation) -> Code {
    let code = code.then_with("collate", collation.common().map(code::name));
    collation.dialect_names().fold(code, |code, (dialect, name)| {
        code.then("collate_on", [Code::word(dialect.variant()), code::name(name)])
    })
}

/// The constraints that are said of columns: which column each is of. Those of a kind are the first of that kind, and in
/// the order of the columns, so that they are recorded in the order that they have.
#[derive(Debug)]
struct Inline<'a> {
    table: &'a Table,
    primary_key: Option<usize>,
    uniques: Vec<usize>,
    foreign_keys: Vec<usize>,
    checks: Vec<usize>,
}

impl<'a> Inline<'a> {
    fn of(table: &'a Table) -> Self {
        let (name, columns, checks) = (&table.name, &table.columns, &table.checks);
        let place = |column: &Name| columns.iter().position(|other| other.name == *column);
        let only = |columns: &[Name]| match columns {
            [column] => place(column),
            [] | [..] => None,
        };
        let is_derived = |key: &&PrimaryKey| **key == named::primary_key(name, key.columns.clone());
        let primary_key = table.primary_key.as_ref().filter(is_derived).and_then(|key| only(&key.columns));
        let uniques = ordered(table.uniques.iter().map(|unique: &Unique| {
            let is_derived = *unique == named::unique(name, unique.columns.clone());
            only(&unique.columns).filter(|_| is_derived)
        }));
        let foreign_keys = ordered(table.foreign_keys.iter().map(|key: &ForeignKey| {
            let is_single = key.referenced_columns.len() == 1
                && key.validation == Validation::Valid
                && key.set_columns.is_empty();
            only(&key.columns).filter(|_| is_single)
        }));
        let checks = ordered(checks.iter().enumerate().map(|(at, check)| {
            let is_it =
                |column: &Column| check.name == named::column_check(name, &column.name, &checks[..at]);
            let is_plain =
                check.validation == Validation::Valid && check.inheritance == Inheritance::Inherited;
            columns.iter().position(is_it).filter(|_| is_plain)
        }));
        Self { table, primary_key, uniques, foreign_keys, checks }
    }

    /// Says the constraints of a column behind it, the foreign keys last.
    fn constraints(&self, at: usize, code: Code) -> Code {
        let Self { table, primary_key, uniques, foreign_keys, checks } = self;
        let mut code = code.then_if(*primary_key == Some(at), "primary_key");
        for _ in uniques.iter().filter(|column| **column == at) {
            code = code.then("unique", []);
        }
        for (check, _) in table.checks.iter().zip(checks).filter(|(_, column)| **column == at) {
            code = code.then("check", [code::expression(&check.expression)]);
        }
        for (key, _) in table.foreign_keys.iter().zip(foreign_keys).filter(|(_, column)| **column == at) {
            code = references(code, &table.name, key);
        }
        code
    }
}

/// The places of the first of them, as long as each has one and it is not before the last one's.
fn ordered(places: impl Iterator<Item = Option<usize>>) -> Vec<usize> {
    let mut ordered = Vec::<usize>::new();
    for place in places {
        match place {
            Some(place) if ordered.last().is_none_or(|last| *last <= place) => ordered.push(place),
            Some(_) | None => break,
        }
    }
    ordered
}

fn references(code: Code, table: &QualifiedName, key: &ForeignKey) -> Code {
    let ForeignKey {
        name,
        columns,
        referenced_table,
        referenced_columns,
        on_delete,
        on_update,
        timing: when,
        validation: _,
        matching,
        set_columns: _,
        no_action,
    } = key;
    let column = referenced_columns.first().map_or_else(|| code::text(""), code::name);
    let code = code.then("references", [code::qualified(referenced_table), column]);
    let code = code.then_if(*matching == Matching::Full, "match_full");
    let code = timing(actions(code, *on_delete, *on_update, *no_action), *when);
    let is_derived = *name == Name::derive("fk", table, columns);
    if is_derived { code } else { code.then("key_name", [code::name(name)]) }
}
