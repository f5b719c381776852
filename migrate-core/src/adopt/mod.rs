//! Adopting a database that is there already: what its first revision does.
//!
//! It is pure: it works on what [`run::Inspect`](crate::run::Inspect) found, and says what makes the same again in an empty
//! database. What there are words for becomes operations; what there are none for becomes the server's own statement, in the
//! place where it finds what it needs.

pub mod history;
mod models;
mod reverse;
mod said;
mod since;
#[cfg(test)]
mod tests;

pub use models::{Models, models};
pub(crate) use said::Said;
pub use since::LeftOut;
pub(crate) use since::{Since, since};

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::Dialect;
use crate::inspect::{Inspected, Stage, Unmodelled};
use crate::name::QualifiedName;
use crate::operation::creation::{Extra, Order, Step, creation_with};
use crate::operation::{Concurrency, CreateIndex, Operation, Operations, Recorded, Sql};
use crate::schema::{Expression, Schema};
use crate::site::Site;

/// What makes a database again that is there.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// What the first revision does, in an order that runs in an empty database.
    pub operations: Vec<Operation>,
    /// What it cannot say, and the database does not either.
    pub left_out: Vec<Unmodelled>,
}

impl Adopted {
    /// All of it as a declaration of what SQL before has done, which runs nothing; `None` where there is nothing to declare.
    /// What there are no words for is left out.
    pub fn into_declaration(self) -> Option<Operation> {
        let declared = Operations::record(|op| {
            for operation in self.operations {
                match operation {
                    Operation::Sql(sql) => {
                        sql.effect.into_iter().for_each(|effect| op.add(effect.operation));
                    }
                    other => op.add(other),
                }
            }
        });
        (!declared.is_empty()).then(|| Sql::declaration(declared).into())
    }
}

/// What the first revision of a database does.
pub fn adopt(inspected: &Inspected) -> Adopted {
    let Inspected { dialect, server: _, home, schema: found, unmodelled } = inspected;
    let schema = &without_strangers(found);
    let (mut said, left_out) = unmodelled.iter().partition::<Vec<_>, _>(|it| it.definition.is_some());
    // What is said of something that there are no words for either stands behind that.
    said.sort_by_key(|it| place(it));
    let texts =
        said.iter().filter_map(|it| it.definition.as_deref()).map(Expression::from).collect::<Vec<_>>();
    // A table that its own words make is made by them, and replay is told what it is.
    let mut own_words = BTreeMap::new();
    let mut extras = Vec::new();
    let mut numbers = Vec::new();
    for (at, (unmodelled, text)) in said.iter().zip(&texts).enumerate() {
        if makes_relation(&text.common_text()) && has_relation(inspected, &unmodelled.name) {
            own_words.insert(&unmodelled.name, text);
            continue;
        }
        let makes = is_named(&text.common_text()).then_some(&unmodelled.name);
        let order = match unmodelled.stage {
            Stage::BeforeTables => Order::First,
            Stage::BehindTables => Order::Last,
        };
        extras.push(Extra { makes, text, order });
        numbers.push(at);
    }
    let mut left_out = left_out.into_iter().cloned().collect::<Vec<_>>();
    let mut told = BTreeSet::new();
    let mut operations = Vec::new();
    for step in creation_with(schema, &extras, home.as_ref()) {
        match step {
            Step::Extra(number) => {
                let unmodelled = said[numbers[number]];
                let text = texts[numbers[number]].clone();
                let reverse = reverse::of(unmodelled, *dialect).map(Expression::from);
                operations.push(Sql { text, reverse, effect: Vec::new() }.into());
            }
            Step::Operation(operation) => {
                match made(&operation).and_then(|name| own_words.get_key_value(name)) {
                    // A table whose keys wait for other tables: its own words would not run before those.
                    Some((name, _)) if is_cut(&operation, inspected) => {
                        left_out.extend(said.iter().filter(|it| it.name == **name).map(|it| (*it).clone()));
                        operations.push(*operation);
                    }
                    Some((name, text)) if told.insert(*name) => {
                        operations.extend(in_own_words((*text).clone(), *operation, *dialect));
                    }
                    Some(_) | None => operations.push(*operation),
                }
            }
        }
    }
    left_out.sort();
    Adopted { operations, left_out }
}

/// Where something stands among what there are no words for.
fn place(unmodelled: &Unmodelled) -> u8 {
    match unmodelled.kind {
        "comment" => 2,
        "state of a trigger" => 1,
        _ => 0,
    }
}

/// What makes something that there are no words for; none where the database does not say it.
fn statement(unmodelled: &Unmodelled, dialect: Dialect) -> Option<Operation> {
    let text = Expression::from(unmodelled.definition.as_deref()?);
    let reverse = reverse::of(unmodelled, dialect).map(Expression::from);
    Some(Sql { text, reverse, effect: Vec::new() }.into())
}

/// The schema with views that need nothing but what is in it: what there are no words for cannot be asked for.
fn without_strangers(found: &Schema) -> Schema {
    let mut schema = found.clone();
    for view in found.views() {
        let is_known = |name: &QualifiedName| found.table(name).is_some() || found.view(name).is_some();
        if !view.depends_on.iter().all(|dependency| is_known(&dependency.relation)) {
            let mut view = view.clone();
            view.depends_on.retain(|dependency| is_known(&dependency.relation));
            schema.put_view(view);
        }
    }
    schema
}

/// Whether an operation makes a table without all that it is to have in the end.
fn is_cut(operation: &Operation, inspected: &Inspected) -> bool {
    match operation {
        Operation::CreateTable(create) => inspected.schema.table(&create.table.name) != Some(&create.table),
        _ => false,
    }
}

/// Whether the schema has a table or view of this name.
fn has_relation(inspected: &Inspected, name: &QualifiedName) -> bool {
    inspected.schema.table(name).is_some() || inspected.schema.view(name).is_some()
}

/// The table or view that an operation makes.
fn made(operation: &Operation) -> Option<&QualifiedName> {
    match operation {
        Operation::CreateTable(create) => Some(&create.table.name),
        Operation::CreateView(create) => Some(&create.definition.name),
        _ => None,
    }
}

/// An operation that is done by a statement of the server's own, and what that does not do.
fn in_own_words(text: Expression, operation: Operation, dialect: Dialect) -> Vec<Operation> {
    let (drop, operation, behind) = match operation {
        Operation::CreateTable(mut create) => {
            // Indexes stand in the words of a table on MySQL and MariaDB alone.
            let indexes = match dialect {
                Dialect::MySql => Vec::new(),
                Dialect::Postgres | Dialect::Sqlite => std::mem::take(&mut create.table.indexes),
            };
            let table = create.table.name.clone();
            let index = |index| CreateIndex::certain(table.clone(), index, Concurrency::Plain).into();
            let behind = indexes.into_iter().map(index).collect();
            ("DROP TABLE ", create.into(), behind)
        }
        operation => ("DROP VIEW ", operation, Vec::new()),
    };
    let reverse = reverse::name_behind(&text.common_text()).map(|name| format!("{drop}{name}").into());
    let effect = vec![Recorded { operation, site: Site::DATABASE, dialects: None, compound: None }];
    let first = Sql { text, reverse, effect }.into();
    std::iter::once(first).chain::<Vec<_>>(behind).collect()
}

/// The words of a statement up to its first bracket, in small letters.
fn words(text: &str) -> Vec<String> {
    let head = text.split(['(', '"', '`', '\'']).next().unwrap_or_default();
    head.split_whitespace().map(str::to_ascii_lowercase).collect()
}

/// Whether a statement makes a table or a view.
fn makes_relation(text: &str) -> bool {
    match words(text).iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["create", "table" | "view", ..] => true,
        ["create", rest @ ..] => {
            let kind = rest
                .iter()
                .find(|word| matches!(**word, "table" | "view" | "trigger" | "function" | "index"));
            matches!(kind, Some(&"table" | &"view"))
                && !rest.starts_with(&["foreign"])
                && !rest.starts_with(&["virtual"])
        }
        _ => false,
    }
}

/// Whether a statement makes something that others name: a type, an aggregate, a virtual table.
fn is_named(text: &str) -> bool {
    const KINDS: [&str; 13] = [
        "aggregate",
        "collation",
        "domain",
        "foreign",
        "function",
        "materialized",
        "operator",
        "procedure",
        "sequence",
        "table",
        "text",
        "type",
        "virtual",
    ];
    match words(text).iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["create", "or", "replace", kind, ..] | ["create", kind, ..] => {
            KINDS.contains(kind) || *kind == "view"
        }
        _ => false,
    }
}
