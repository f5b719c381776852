//! The first difference of two schemas, in words, for whoever must have two that are alike.

use super::properties::{Described, differences};
use crate::name::{Name, QualifiedName};
use crate::schema::{Column, Constraint, Extension, Function, Index, Schema, Sequence, Table, Trigger};

impl Schema {
    /// The first difference between this schema and the one that is wanted, in words. The order of columns, constraints and
    /// indexes is none, and what a view depends on follows from its text.
    pub fn difference(&self, wanted: &Self) -> Option<String> {
        if let Some(missing) = wanted.schemas().find(|schema| !self.schemas().any(|other| other == *schema)) {
            return Some(format!("schema `{missing}` is missing"));
        }
        if let Some(extra) = self.schemas().find(|schema| !wanted.schemas().any(|other| other == *schema)) {
            return Some(format!("there is a schema `{extra}`"));
        }
        let (found, it) = (self, wanted);
        let name = |name: &QualifiedName| format!("`{name}`");
        first("enum", it.enum_types(), |x| found.enum_type(&x.name), |x| name(&x.name))
            .or_else(|| extra("enum", found.enum_types(), |x| it.enum_type(&x.name), |x| name(&x.name)))
            .or_else(|| first("view", it.views(), |x| found.view(&x.name), |x| name(&x.name)))
            .or_else(|| extra("view", found.views(), |x| it.view(&x.name), |x| name(&x.name)))
            .or_else(|| self.code_difference(wanted))
            .or_else(|| extra("table", found.tables(), |x| it.table(&x.name), |x| name(&x.name)))
            .or_else(|| first("table", it.tables(), |x| found.table(&x.name), |x| name(&x.name)))
            .or_else(|| {
                let mut both = it.tables().filter_map(|it| Some((found.table(&it.name)?, it)));
                both.find_map(|(found, wanted)| in_tables(found, wanted))
            })
    }

    /// The first difference in functions, triggers, sequences and extensions.
    fn code_difference(&self, wanted: &Self) -> Option<String> {
        let (found, it) = (self, wanted);
        let function = |it: &Function| format!("`{}`", it.signature());
        let trigger = |it: &Trigger| format!("`{}` of `{}`", it.name, it.table);
        let sequence = |it: &Sequence| format!("`{}`", it.name);
        let extension = |it: &Extension| format!("`{}`", it.name);
        first("function", it.functions(), |x| found.function(&x.signature()), function)
            .or_else(|| extra("function", found.functions(), |x| it.function(&x.signature()), function))
            .or_else(|| first("trigger", it.triggers(), |x| found.trigger(&x.table, &x.name), trigger))
            .or_else(|| extra("trigger", found.triggers(), |x| it.trigger(&x.table, &x.name), trigger))
            .or_else(|| first("sequence", it.sequences(), |x| found.sequence(&x.name), sequence))
            .or_else(|| extra("sequence", found.sequences(), |x| it.sequence(&x.name), sequence))
            .or_else(|| first("extension", it.extensions(), |x| found.extension(&x.name), extension))
            .or_else(|| extra("extension", found.extensions(), |x| it.extension(&x.name), extension))
    }
}

/// The first of a list that is missing or another one.
fn first<'a, T: Described + PartialEq + 'a>(
    kind: &str,
    wanted: impl IntoIterator<Item = &'a T>,
    find: impl Fn(&'a T) -> Option<&'a T>,
    name: impl Fn(&'a T) -> String,
) -> Option<String> {
    wanted.into_iter().find_map(|wanted| match find(wanted) {
        None => Some(format!("{kind} {} is missing", name(wanted))),
        Some(found) if std::ptr::eq(found, wanted) || found.is_like(wanted) => None,
        Some(found) => {
            let differences = differences(found, wanted);
            let words = differences.iter().map(|it| {
                let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
                format!("{} is {} instead of {}", it.property, text(&it.before), text(&it.after))
            });
            let words = words.collect::<Vec<_>>().join(", ");
            Some(format!("{kind} {} is another: {words}", name(wanted)))
        }
    })
}

/// The first of a list that should not be there.
fn extra<'a, T: 'a>(
    kind: &str,
    found: impl IntoIterator<Item = &'a T>,
    find: impl Fn(&'a T) -> Option<&'a T>,
    name: impl Fn(&'a T) -> String,
) -> Option<String> {
    let extra = found.into_iter().find(|found| find(found).is_none())?;
    Some(format!("there is a {kind} {}", name(extra)))
}

fn in_tables(found: &Table, wanted: &Table) -> Option<String> {
    if std::ptr::eq(found, wanted) || found == wanted {
        return None;
    }
    let name = |name: &Name| format!("`{name}` of `{}`", wanted.name);
    let column = |it: &Column| name(&it.name);
    let index = |it: &Index| name(&it.name);
    first("column", &wanted.columns, |it| found.column(&it.name), column)
        .or_else(|| extra("column", &found.columns, |it| wanted.column(&it.name), column))
        .or_else(|| first("index", &wanted.indexes, |it| found.index(&it.name), index))
        .or_else(|| extra("index", &found.indexes, |it| wanted.index(&it.name), index))
        .or_else(|| {
            let all = |table: &Table| table.constraints().collect::<Vec<_>>();
            let (one, other) = (all(found), all(wanted));
            let of = |list: &'_ [Constraint], it: &Constraint| {
                list.iter().position(|other| other.name() == it.name())
            };
            let constraint = |it: &Constraint| name(it.name());
            first("constraint", &other, |it| of(&one, it).map(|at| &one[at]), constraint)
                .or_else(|| extra("constraint", &one, |it| of(&other, it).map(|at| &other[at]), constraint))
        })
}
