//! Texts that a server may know to be the same, and what of one schema another gets where they are.

use super::sides::Sides;
use super::{Comparison, Kind, TextOf};
use crate::name::Name;
use crate::schema::{ColumnDefault, Constraint, Schema, Table};

/// Gives a table the text of another one.
pub(super) fn take_text(text: &TextOf, before: &Table, after: &mut Table, name: &Name) {
    match text {
        TextOf::Check(..) => {
            let checks = after.checks.iter_mut().filter(|check| check.name == *name);
            for check in checks {
                if let Some(Constraint::Check(other)) = before.constraint(name) {
                    check.expression = other.expression;
                }
            }
        }
        TextOf::Default(..) => take_column(before, after, name, |before, after| {
            after.default.clone_from(&before.default);
        }),
        TextOf::Exclusion(..) => {
            for exclusion in after.exclusions.iter_mut().filter(|exclusion| exclusion.name == *name) {
                if let Some(Constraint::Exclusion(other)) = before.constraint(name) {
                    exclusion.elements = other.elements;
                    exclusion.predicate = other.predicate;
                }
            }
        }
        TextOf::Generated(..) => take_column(before, after, name, |before, after| {
            if let (Some(before), Some(after)) = (&before.generated, &mut after.generated) {
                after.expression = before.expression.clone();
            }
        }),
        TextOf::Index(..) => {
            for index in after.indexes.iter_mut().filter(|index| index.name == *name) {
                if let Some(other) = before.index(name) {
                    index.parts.clone_from(&other.parts);
                    index.predicate.clone_from(&other.predicate);
                }
            }
        }
        TextOf::Function(_)
        | TextOf::Partition(_)
        | TextOf::PartitionKey(_)
        | TextOf::Trigger(..)
        | TextOf::View(_) => {}
    }
}

/// Gives a table the words of another one's partitions.
pub(super) fn take_partition(text: &TextOf, before: &Table, after: &mut Table) {
    let (before, after) = (&before.options.postgres, &mut after.options.postgres);
    if let TextOf::PartitionKey(_) = text {
        after.partition_by.clone_from(&before.partition_by);
    } else if let (Some(before), Some(after)) = (&before.partition_of, &mut after.partition_of) {
        after.bounds = before.bounds.clone();
    }
}

fn take_column(
    before: &Table,
    after: &mut Table,
    name: &Name,
    take: impl Fn(&crate::schema::Column, &mut crate::schema::Column),
) {
    if let Some(before) = before.column(name) {
        for column in after.columns.iter_mut().filter(|column| column.name == *name) {
            take(before, column);
        }
    }
}

/// The places where both schemas have a text and the texts differ: what a server may know to be the same.
pub(super) fn texts(before: &Schema, after: &Schema, how: &Comparison) -> Vec<TextOf> {
    let sides = Sides { before, after, how };
    let mut texts = Vec::new();
    for after in sides.after.tables().filter(|table| sides.takes_relation(&table.name)) {
        if let Some(before) = sides.before.table(&after.name) {
            table_texts(before, after, &mut texts);
        }
    }
    if sides.has(Kind::Function) {
        for after in sides.after.functions() {
            let signature = after.signature();
            if sides.before.function(&signature).is_some_and(|before| before != after) {
                texts.push(TextOf::Function(signature));
            }
        }
    }
    if sides.has(Kind::View) {
        for after in sides.after.views() {
            if sides.before.view(&after.name).is_some_and(|before| before.query != after.query) {
                texts.push(TextOf::View(after.name.clone()));
            }
        }
    }
    if sides.has(Kind::Trigger) {
        for after in sides.after.triggers() {
            let before = sides.before.trigger(&after.table, &after.name);
            if before.is_some_and(|before| before != after) {
                texts.push(TextOf::Trigger(after.table.clone(), after.name.clone()));
            }
        }
    }
    texts
}

fn table_texts(before: &Table, after: &Table, texts: &mut Vec<TextOf>) {
    if std::ptr::eq(before, after) || before == after {
        return;
    }
    let table = || after.name.clone();
    let (own, other) = (&after.options.postgres, &before.options.postgres);
    if let (Some(one), Some(two)) = (&other.partition_of, &own.partition_of)
        && one.bounds != two.bounds
    {
        texts.push(TextOf::Partition(table()));
    }
    if let (Some(one), Some(two)) = (&other.partition_by, &own.partition_by)
        && one != two
    {
        texts.push(TextOf::PartitionKey(table()));
    }
    for column in &after.columns {
        let Some(other) = before.column(&column.name) else { continue };
        let is_text = |default: &ColumnDefault| match default {
            ColumnDefault::Expression(_) | ColumnDefault::Now | ColumnDefault::Value(_) => true,
            ColumnDefault::NextValue(_) => false,
        };
        if let (Some(one), Some(two)) = (&other.default, &column.default)
            && one != two
            && (is_text(one) || is_text(two))
        {
            texts.push(TextOf::Default(table(), column.name.clone()));
        }
        if let (Some(one), Some(two)) = (&other.generated, &column.generated)
            && one.expression != two.expression
        {
            texts.push(TextOf::Generated(table(), column.name.clone()));
        }
    }
    for constraint in after.constraints() {
        match (before.constraint(constraint.name()), constraint) {
            (Some(Constraint::Check(one)), Constraint::Check(two)) if one.expression != two.expression => {
                texts.push(TextOf::Check(table(), two.name));
            }
            (Some(Constraint::Exclusion(one)), Constraint::Exclusion(two))
                if one.elements != two.elements || one.predicate != two.predicate =>
            {
                texts.push(TextOf::Exclusion(table(), two.name));
            }
            (
                _,
                Constraint::Check(_)
                | Constraint::Exclusion(_)
                | Constraint::ForeignKey(_)
                | Constraint::PrimaryKey(_)
                | Constraint::Unique(_),
            ) => {}
        }
    }
    for index in &after.indexes {
        let Some(other) = before.index(&index.name) else { continue };
        let has_text = index.expressions().next().is_some() || other.expressions().next().is_some();
        if has_text && (other.parts != index.parts || other.predicate != index.predicate) {
            texts.push(TextOf::Index(table(), index.name.clone()));
        }
    }
}
