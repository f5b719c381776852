//! Tables.

use super::{
    Check, Column, ColumnDefault, Constraint, Exclusion, ForeignKey, Index, PrimaryKey, TableOptions, Timing,
    Unique,
};
use crate::name::{Name, QualifiedName};

/// A table with all that stands inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: QualifiedName,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The primary key, if it has one.
    pub primary_key: Option<PrimaryKey>,
    /// The unique constraints, in the order they were made.
    pub uniques: Vec<Unique>,
    /// The foreign keys, in the order they were made.
    pub foreign_keys: Vec<ForeignKey>,
    /// The checks, in the order they were made.
    pub checks: Vec<Check>,
    /// The exclusion constraints, in the order they were made.
    pub exclusions: Vec<Exclusion>,
    /// The indexes, in the order they were made.
    pub indexes: Vec<Index>,
    /// What it is for, in words.
    pub comment: Option<String>,
    /// What single databases have of it besides.
    pub options: TableOptions,
}

impl Table {
    /// A table without columns.
    pub fn new(name: impl Into<QualifiedName>) -> Self {
        Self {
            name: name.into(),
            // Most tables have some.
            columns: Vec::with_capacity(8),
            primary_key: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            indexes: Vec::new(),
            comment: None,
            options: TableOptions::default(),
        }
    }

    /// The column of this name.
    pub fn column(&self, name: &Name) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == *name)
    }

    /// The index of this name.
    pub fn index(&self, name: &Name) -> Option<&Index> {
        self.indexes.iter().find(|index| index.name == *name)
    }

    /// The constraint of this name.
    pub fn constraint(&self, name: &Name) -> Option<Constraint> {
        let check = self.checks.iter().find(|check| check.name == *name).cloned().map(Constraint::Check);
        let key =
            || self.foreign_keys.iter().find(|key| key.name == *name).cloned().map(Constraint::ForeignKey);
        let primary =
            || self.primary_key.as_ref().filter(|key| key.name == *name).cloned().map(Constraint::PrimaryKey);
        let unique =
            || self.uniques.iter().find(|unique| unique.name == *name).cloned().map(Constraint::Unique);
        let exclusion = || {
            self.exclusions
                .iter()
                .find(|exclusion| exclusion.name == *name)
                .cloned()
                .map(Constraint::Exclusion)
        };
        check.or_else(key).or_else(primary).or_else(unique).or_else(exclusion)
    }

    /// All constraints, in the order to write them in: the primary key, unique and exclusion constraints, checks,
    /// foreign keys.
    pub fn constraints(&self) -> impl Iterator<Item = Constraint> {
        let primary = self.primary_key.iter().cloned().map(Constraint::PrimaryKey);
        let uniques = self.uniques.iter().cloned().map(Constraint::Unique);
        let exclusions = self.exclusions.iter().cloned().map(Constraint::Exclusion);
        let checks = self.checks.iter().cloned().map(Constraint::Check);
        let keys = self.foreign_keys.iter().cloned().map(Constraint::ForeignKey);
        primary.chain(uniques).chain(exclusions).chain(checks).chain(keys)
    }

    /// Puts a constraint in behind those of its kind.
    pub(crate) fn put_constraint(&mut self, constraint: Constraint) {
        match constraint {
            Constraint::Check(check) => self.checks.push(check),
            Constraint::Exclusion(exclusion) => self.exclusions.push(exclusion),
            Constraint::ForeignKey(key) => self.foreign_keys.push(key),
            Constraint::PrimaryKey(key) => self.primary_key = Some(key),
            Constraint::Unique(unique) => self.uniques.push(unique),
        }
    }

    /// Takes the constraints out whose names are such.
    pub(crate) fn take_constraints(&mut self, gone: impl Fn(&Name) -> bool) {
        self.checks.retain(|check| !gone(&check.name));
        self.exclusions.retain(|exclusion| !gone(&exclusion.name));
        self.foreign_keys.retain(|key| !gone(&key.name));
        self.primary_key.take_if(|key| gone(&key.name));
        self.uniques.retain(|unique| !gone(&unique.name));
    }

    /// The names of all constraints.
    pub fn constraint_names(&self) -> impl Iterator<Item = &Name> {
        let primary = self.primary_key.iter().map(|key| &key.name);
        let uniques = self.uniques.iter().map(|unique| &unique.name);
        let keys = self.foreign_keys.iter().map(|key| &key.name);
        let exclusions = self.exclusions.iter().map(|exclusion| &exclusion.name);
        primary
            .chain(uniques)
            .chain(keys)
            .chain(self.checks.iter().map(|check| &check.name))
            .chain(exclusions)
    }

    /// Whether it has columns of other tables, which do not stand among its own.
    pub fn has_parents(&self) -> bool {
        self.options.postgres.parents().next().is_some()
    }

    /// The tables, types and sequences that it names: itself, those that it references or has columns of, and those of its
    /// columns.
    pub fn names(&self) -> Vec<&QualifiedName> {
        let referenced = self.foreign_keys.iter().map(|key| &key.referenced_table);
        let types = self.columns.iter().filter_map(|column| column.column_type.enum_name());
        let sequences = self.columns.iter().filter_map(|column| match &column.default {
            Some(ColumnDefault::NextValue(sequence)) => Some(sequence),
            Some(ColumnDefault::Expression(_) | ColumnDefault::Now | ColumnDefault::Value(_)) | None => None,
        });
        let parents = self.options.postgres.parents();
        std::iter::once(&self.name).chain(referenced).chain(types).chain(sequences).chain(parents).collect()
    }

    /// The names that this table holds in the namespace of relations: its own and those of its primary key,
    /// unique and exclusion constraints and indexes, which PostgreSQL and SQLite keep in one.
    pub fn relation_names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name.name)
            .chain(self.primary_key.iter().map(|key| &key.name))
            .chain(self.uniques.iter().map(|unique| &unique.name))
            .chain(self.exclusions.iter().map(|exclusion| &exclusion.name))
            .chain(self.indexes.iter().map(|index| &index.name))
    }

    /// Whether these columns, in any order, are the primary key or a unique constraint, so that a foreign
    /// key may reference them.
    pub fn is_key(&self, columns: &[Name]) -> bool {
        let same = |key: &[Name]| key.len() == columns.len() && key.iter().all(|name| columns.contains(name));
        // A key that may be broken within a transaction is none that PostgreSQL lets be referenced.
        self.primary_key.as_ref().is_some_and(|key| key.timing == Timing::Immediate && same(&key.columns))
            || self.uniques.iter().any(|unique| unique.timing == Timing::Immediate && same(&unique.columns))
            || self.indexes.iter().filter_map(Index::unique_columns).any(|columns| same(&columns))
    }
}
