//! Constraints and indexes with the names that they have when none is given.

use sha2::{Digest, Sha256};

use crate::name::{Name, QualifiedName, hex};
use crate::schema::{
    Action, Check, Exclusion, ExclusionElement, Expression, ForeignKey, Index, IndexKey, IndexPart, Matching,
    NoActionWords, PrimaryKey, Timing, Unique, Validation,
};

pub(crate) fn primary_key(table: &QualifiedName, columns: Vec<Name>) -> PrimaryKey {
    PrimaryKey::new(Name::derive("pk", table, []), columns)
}

pub(crate) fn unique(table: &QualifiedName, columns: Vec<Name>) -> Unique {
    Unique::new(Name::derive("uq", table, &columns), columns)
}

pub(crate) fn foreign_key(
    table: &QualifiedName,
    columns: Vec<Name>,
    referenced_table: QualifiedName,
    referenced_columns: Vec<Name>,
) -> ForeignKey {
    ForeignKey {
        name: Name::derive("fk", table, &columns),
        columns,
        referenced_table,
        referenced_columns,
        on_delete: Action::default(),
        on_update: Action::default(),
        timing: Timing::Immediate,
        validation: Validation::Valid,
        matching: Matching::Simple,
        set_columns: Vec::new(),
        no_action: NoActionWords::default(),
    }
}

/// A check named by the hash of its text, since it has no columns to be named by.
pub(crate) fn check(table: &QualifiedName, expression: Expression) -> Check {
    Check::new(Name::derive("ck", table, [&text_name(&expression)]), expression)
}

/// The name of a check that is said of a column, behind other checks of the table.
pub(super) fn column_check(table: &QualifiedName, column: &Name, before: &[Check]) -> Name {
    let mut name = Name::derive("ck", table, [column]);
    let mut count = 1;
    while before.iter().any(|check| check.name == name) {
        count += 1;
        let suffix = Name::from(count.to_string().as_str());
        name = Name::derive("ck", table, [column, &suffix]);
    }
    name
}

pub(super) fn exclusion(table: &QualifiedName, elements: Vec<ExclusionElement>) -> Exclusion {
    let names = elements.iter().map(|element| part_name(&element.part)).collect::<Vec<_>>();
    Exclusion {
        name: Name::derive("ex", table, &names),
        method: None,
        elements,
        include: Vec::new(),
        predicate: None,
        timing: Timing::Immediate,
    }
}

pub(super) fn index(table: &QualifiedName, parts: Vec<IndexPart>) -> Index {
    let names = parts.iter().map(part_name).collect::<Vec<_>>();
    Index::new(Name::derive("ix", table, &names), parts)
}

/// What a part of an index gives to the index's name.
fn part_name(part: &IndexPart) -> Name {
    match &part.key {
        IndexKey::Column(column) => column.clone(),
        IndexKey::Expression(expression) => text_name(expression),
    }
}

/// Eight hexadecimal digits of an expression's hash.
fn text_name(expression: &Expression) -> Name {
    let digest = Sha256::digest(expression.common_text().as_bytes());
    hex(&digest[..4]).as_str().into()
}
