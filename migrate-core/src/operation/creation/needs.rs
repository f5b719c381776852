//! What a part of a schema needs of the others.

use std::collections::BTreeMap;

use super::{Extra, Part};
use crate::name::{Name, QualifiedName};
use crate::schema::{ColumnDefault, ColumnType, Exclusion, Expression, Function, Index, NativeType, Table};

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
    /// What extras make.
    extras: Vec<(&'a QualifiedName, usize)>,
    /// Where names without a schema are.
    home: Option<&'a Name>,
}

impl<'a> Places<'a> {
    pub(super) fn of(parts: &[Part<'a>], home: Option<&'a Name>) -> Self {
        let mut places = Self { home, ..Self::default() };
        for (at, part) in parts.iter().enumerate() {
            match part {
                Part::Extra(_, extra) => places.extras.extend(extra.makes.map(|name| (name, at))),
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
            Part::Extra(_, extra) => self.of_extra(extra),
            Part::Function(function) => self.of_function(function),
            Part::Table(table) => self.of_table(table),
            Part::View(view) => {
                let relations = view.depends_on.iter().filter_map(|it| self.relations.get(&it.relation));
                let relations = relations.map(|part| Need { part: *part, can_wait: false });
                let extras = self.extra(&view.query, false);
                relations.chain(self.called(&view.query, false)).chain(extras).collect()
            }
        };
        needs.retain(|need| need.part != at);
        needs
    }

    fn of_extra(&self, extra: Extra<'_>) -> Vec<Need> {
        let Extra { makes: _, text, order: _ } = extra;
        let relations = self.relations.iter().filter(|(name, _)| self.is_named(text, name));
        let relations = relations.map(|(_, part)| Need { part: *part, can_wait: false });
        let functions = self.functions.iter().filter(|(name, _)| self.is_named(text, name));
        let functions = functions.map(|(_, part)| Need { part: *part, can_wait: false });
        relations.chain(functions).chain(self.extra(text, false)).collect()
    }

    fn of_function(&self, function: &Function) -> Vec<Need> {
        let types = function.arguments.iter().map(|argument| &argument.argument_type);
        let texts = types.chain([&function.definition]).collect::<Vec<_>>();
        let is_named = |name: &QualifiedName| texts.iter().any(|text| self.is_named(text, name));
        let relations = self.relations.iter().filter(|(name, _)| is_named(name));
        let relations = relations.map(|(_, part)| Need { part: *part, can_wait: false });
        let extras = texts.iter().flat_map(|text| self.extra(text, false));
        relations.chain(texts.iter().flat_map(|text| self.called(text, false))).chain(extras).collect()
    }

    fn of_table(&self, table: &Table) -> Vec<Need> {
        let referenced =
            table.foreign_keys.iter().filter_map(|key| self.relations.get(&key.referenced_table));
        let mut needs = referenced.map(|part| Need { part: *part, can_wait: true }).collect::<Vec<_>>();
        let parents = table.options.postgres.parents().filter_map(|parent| self.relations.get(parent));
        needs.extend(parents.map(|part| Need { part: *part, can_wait: false }));
        if self.functions.is_empty() && self.extras.is_empty() {
            return needs;
        }
        for column in &table.columns {
            needs.extend(self.of_type(&column.column_type));
            let default = match &column.default {
                Some(ColumnDefault::Expression(expression)) => Some(expression),
                Some(ColumnDefault::NextValue(_) | ColumnDefault::Now | ColumnDefault::Value(_)) | None => {
                    None
                }
            };
            let generated = column.generated.iter().map(|generated| &generated.expression);
            for text in default.into_iter().chain(generated) {
                needs.extend(self.called(text, false).chain(self.extra(text, false)));
            }
        }
        let checks = table.checks.iter().map(|check| &check.expression);
        let exclusions = table.exclusions.iter().flat_map(Exclusion::expressions);
        let indexes = table.indexes.iter().flat_map(Index::expressions);
        let texts = checks.chain(exclusions).chain(indexes);
        for text in texts {
            needs.extend(self.called(text, true).chain(self.extra(text, false)));
        }
        needs
    }

    /// What a type in the databases' own words names.
    fn of_type(&self, column_type: &ColumnType) -> Vec<Need> {
        let texts = column_type.native().into_iter().flat_map(NativeType::texts);
        let texts = texts.map(|(_, text)| Expression::from(text));
        texts.flat_map(|text| self.extra(&text, false).collect::<Vec<_>>()).collect()
    }

    /// The functions that a text calls, as far as its words tell.
    fn called(&self, text: &Expression, can_wait: bool) -> impl Iterator<Item = Need> {
        let called = self
            .functions
            .iter()
            .filter(|(name, _)| text.calls(name) || self.at_home(name, |it| text.calls(it)));
        called.map(move |(_, part)| Need { part: *part, can_wait })
    }

    /// The extras that a text names.
    fn extra(&self, text: &Expression, can_wait: bool) -> impl Iterator<Item = Need> {
        let named = self.extras.iter().filter(|(name, _)| self.is_named(text, name));
        named.map(move |(_, part)| Need { part: *part, can_wait })
    }

    fn is_named(&self, text: &Expression, name: &QualifiedName) -> bool {
        text.mentions_relation(name) || self.at_home(name, |it| text.mentions_relation(it))
    }

    /// Whether something is so of a name without a schema when the schema that it is in is said.
    fn at_home(&self, name: &QualifiedName, is_so: impl Fn(&QualifiedName) -> bool) -> bool {
        let home = self.home.filter(|_| name.schema.is_none());
        home.is_some_and(|home| is_so(&name.within(Some(home.clone()))))
    }
}
