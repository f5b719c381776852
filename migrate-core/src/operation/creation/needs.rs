//! What a part of a schema needs of the others.

use std::collections::BTreeMap;

use super::Part;
use crate::name::QualifiedName;
use crate::schema::{ColumnDefault, Exclusion, Expression, Function, Index, Table};

/// What a part needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    /// Which part.
    pub(super) part: usize,
    /// Whether what needs it can be added when both are there.
    pub(super) can_wait: bool,
}

/// Where the parts of each name stand.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    relations: BTreeMap<&'a QualifiedName, usize>,
    functions: Vec<(&'a QualifiedName, usize)>,
}

impl<'a> Places<'a> {
    pub(super) fn of(parts: &[Part<'a>]) -> Self {
        let mut places = Self::default();
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Function(function) => places.functions.push((&function.name, at)),
                Part::Table(table) => drop(places.relations.insert(&table.name, at)),
                Part::View(view) => drop(places.relations.insert(&view.name, at)),
            }
        }
        places
    }

    /// What a part needs, but for itself.
    pub(super) fn needs(&self, at: usize, part: Part<'_>) -> Vec<Need> {
        let mut needs = match part {
            Part::Function(function) => self.of_function(function),
            Part::Table(table) => self.of_table(table),
            Part::View(view) => {
                let relations = view.depends_on.iter().filter_map(|it| self.relations.get(&it.relation));
                let relations = relations.map(|part| Need { part: *part, can_wait: false });
                relations.chain(self.called(&view.query, false)).collect()
            }
        };
        needs.retain(|need| need.part != at);
        needs
    }

    fn of_function(&self, function: &Function) -> Vec<Need> {
        let types = function.arguments.iter().map(|argument| &argument.argument_type);
        let texts = types.chain([&function.definition]).collect::<Vec<_>>();
        let is_named = |name: &QualifiedName| texts.iter().any(|text| text.mentions_relation(name));
        let relations = self.relations.iter().filter(|(name, _)| is_named(name));
        let relations = relations.map(|(_, part)| Need { part: *part, can_wait: false });
        relations.chain(texts.iter().flat_map(|text| self.called(text, false))).collect()
    }

    fn of_table(&self, table: &Table) -> Vec<Need> {
        let referenced =
            table.foreign_keys.iter().filter_map(|key| self.relations.get(&key.referenced_table));
        let mut needs = referenced.map(|part| Need { part: *part, can_wait: true }).collect::<Vec<_>>();
        if self.functions.is_empty() {
            return needs;
        }
        for column in &table.columns {
            let default = match &column.default {
                Some(ColumnDefault::Expression(expression)) => Some(expression),
                Some(ColumnDefault::NextValue(_) | ColumnDefault::Now | ColumnDefault::Value(_)) | None => {
                    None
                }
            };
            let generated = column.generated.iter().map(|generated| &generated.expression);
            needs.extend(default.into_iter().chain(generated).flat_map(|text| self.called(text, false)));
        }
        let checks = table.checks.iter().map(|check| &check.expression);
        let exclusions = table.exclusions.iter().flat_map(Exclusion::expressions);
        let indexes = table.indexes.iter().flat_map(Index::expressions);
        let texts = checks.chain(exclusions).chain(indexes);
        needs.extend(texts.flat_map(|text| self.called(text, true)));
        needs
    }

    /// The functions that a text calls, as far as its words tell.
    fn called(&self, text: &Expression, can_wait: bool) -> impl Iterator<Item = Need> {
        let called = self.functions.iter().filter(|(name, _)| text.calls(name));
        called.map(move |(_, part)| Need { part: *part, can_wait })
    }
}
