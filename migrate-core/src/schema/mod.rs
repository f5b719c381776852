//! The logical schema: what the operations of a chain add up to, without SQL and without a database.
//!
//! A [`Schema`] is cheap to clone (its parts are shared), so every operation can be kept together
//! with the schema before it.

mod apart;
pub(crate) mod array_text;
mod canonical;
mod change;
mod collation;
mod column;
mod constraint;
mod conversion;
mod default;
mod dialect;
mod enum_type;
mod expression;
mod extension;
mod foreign;
mod function;
mod identifiers;
mod identity;
mod index;
mod native_type;
mod of_dialect;
mod options;
mod prefixed;
mod sequence;
mod table;
mod ties;
mod trigger;
mod types;
mod value;
mod view;

use std::sync::{Arc, LazyLock};

use imbl::{OrdMap, OrdSet};

use crate::name::{Name, QualifiedName};

pub use canonical::Canonical;
pub use collation::Collation;
pub use column::{Column, Generated, MySqlColumn, Storage};
pub use constraint::{
    Action, Check, Constraint, Exclusion, ExclusionElement, ForeignKey, Inheritance, Matching, NoActionWords,
    PrimaryKey, Timing, Unique, Validation,
};
pub use conversion::Conversion;
pub use default::{ColumnDefault, next_value, now};
pub use dialect::{Dialect, Dialects};
pub use enum_type::EnumType;
pub use expression::{Expression, expr};
pub use extension::Extension;
pub(crate) use function::without_default;
pub use function::{Argument, Function, Signature};
pub use identity::{Identity, IdentityMode, SequenceOptions};
pub use index::{
    Direction, Index, IndexKey, IndexPart, MySqlIndex, Nulls, NullsOrder, OperatorClass, Uniqueness, asc,
    desc, prefix,
};
pub(crate) use native_type::first_word;
pub use native_type::{Native, NativeType};
pub use options::{
    MySqlTable, Parameter, PartitionOf, PartitionStrategy, Partitioning, PostgresTable, SqliteTable,
    TableOptions,
};
pub use sequence::{Sequence, SequenceNumber, SequenceOwner};
pub use table::Table;
pub use trigger::Trigger;
pub use types::{Array, ColumnType, Enum, Temporal};
pub use value::Value;
pub use view::{Dependency, DroppedView, View};

/// The schemas, tables, enum types, views and the like that a chain has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    dialect: of_dialect::OfDialect,
    schemas: OrdSet<Name>,
    /// The keys of what there is much of are shared: with each operation, the nodes above what it changes are copied.
    tables: OrdMap<Arc<QualifiedName>, Arc<Table>>,
    enums: OrdMap<QualifiedName, Arc<EnumType>>,
    views: OrdMap<QualifiedName, Arc<View>>,
    /// The views that were dropped and not created since, for what creates them again as they were.
    dropped_views: OrdMap<QualifiedName, Arc<DroppedView>>,
    sequences: OrdMap<QualifiedName, Arc<Sequence>>,
    functions: OrdMap<Signature, Arc<Function>>,
    /// By table and name.
    triggers: OrdMap<(QualifiedName, Name), Arc<Trigger>>,
    extensions: OrdMap<Name, Arc<Extension>>,
    /// The names of the namespace that tables, indexes and keys of a schema share on PostgreSQL and SQLite: each behind
    /// itself in small letters, and before the table or view that holds it.
    relations: OrdSet<Arc<(QualifiedName, Name, QualifiedName)>>,
    /// The tables that reference another, as pairs of the referenced and the referencing one.
    references: OrdSet<(QualifiedName, QualifiedName)>,
    /// The tables that have columns of another, as pairs of that one and the one that has them.
    children: OrdSet<(QualifiedName, QualifiedName)>,
    /// The names of foreign keys in small letters, as pairs with the tables that they are of: MySQL and MariaDB have each
    /// once in a database.
    keys: OrdSet<(Name, QualifiedName)>,
    /// What other chains have made, with their names.
    foreign: OrdMap<foreign::Made, Arc<str>>,
}

/// Names that are sorted before all others, made once.
static FIRST: LazyLock<(Name, QualifiedName)> = LazyLock::new(|| (Name::from(""), QualifiedName::from("")));

impl Schema {
    /// The schemas that the chain has made or taken for its own, sorted.
    pub fn schemas(&self) -> impl Iterator<Item = &Name> {
        self.schemas.iter()
    }

    /// Whether there is a schema of this name: one of the chain's, or `public`, which PostgreSQL has in every database.
    pub fn has_schema(&self, name: &Name) -> bool {
        name.as_str() == "public" || self.schemas.contains(name)
    }

    /// What stands in a schema: its kind and its name.
    pub fn first_in_schema<'a>(&'a self, schema: &'a Name) -> Option<(&'static str, &'a QualifiedName)> {
        let within = move |name: &&QualifiedName| name.schema.as_ref() == Some(schema);
        let mut tables = self.tables.keys().map(|name| &**name);
        let table = tables.find(within).map(|name| ("table", name));
        let enums = || self.enums.keys().find(within).map(|name| ("enum", name));
        let view = || self.views.keys().find(within).map(|name| ("view", name));
        let function = || {
            let names = self.functions.keys().map(|signature| &signature.name);
            names.filter(|name| within(name)).map(|name| ("function", name)).next()
        };
        let sequence = || self.sequences.keys().find(within).map(|name| ("sequence", name));
        table.or_else(enums).or_else(view).or_else(sequence).or_else(function)
    }

    /// The table of this name.
    pub fn table(&self, name: &QualifiedName) -> Option<&Table> {
        self.tables.get(name).map(|table| &**table)
    }

    /// The tables, sorted by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values().map(|table| &**table)
    }

    /// The enum type of this name.
    pub fn enum_type(&self, name: &QualifiedName) -> Option<&EnumType> {
        self.enums.get(name).map(|enum_type| &**enum_type)
    }

    /// The enum types, sorted by name.
    pub fn enum_types(&self) -> impl Iterator<Item = &EnumType> {
        self.enums.values().map(|enum_type| &**enum_type)
    }

    /// The view of this name.
    pub fn view(&self, name: &QualifiedName) -> Option<&View> {
        self.views.get(name).map(|view| &**view)
    }

    /// The views, sorted by name.
    pub fn views(&self) -> impl Iterator<Item = &View> {
        self.views.values().map(|view| &**view)
    }

    /// The sequence of this name.
    pub fn sequence(&self, name: &QualifiedName) -> Option<&Sequence> {
        self.sequences.get(name).map(|sequence| &**sequence)
    }

    /// The sequences, sorted by name.
    pub fn sequences(&self) -> impl Iterator<Item = &Sequence> {
        self.sequences.values().map(|sequence| &**sequence)
    }

    /// The sequences that belong to columns of a table.
    pub fn sequences_of<'a>(&'a self, table: &'a QualifiedName) -> impl Iterator<Item = &'a Sequence> {
        let is_of = move |owner: &SequenceOwner| owner.table == *table;
        self.sequences().filter(move |sequence| sequence.owner.as_ref().is_some_and(is_of))
    }

    /// The columns that take their default from a sequence.
    pub fn columns_of_sequence<'a>(
        &'a self,
        name: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Table, &'a Column)> {
        let takes = move |column: &&Column| match &column.default {
            Some(ColumnDefault::NextValue(sequence)) => sequence == name,
            Some(ColumnDefault::Expression(_) | ColumnDefault::Now | ColumnDefault::Value(_)) | None => false,
        };
        // Without a sequence, which most schemas are, no table is looked at.
        let tables = self.tables().filter(|_| !self.sequences.is_empty());
        tables.flat_map(move |table| table.columns.iter().filter(takes).map(move |column| (table, column)))
    }

    /// The function of this name and these types.
    pub fn function(&self, signature: &Signature) -> Option<&Function> {
        self.functions.get(signature).map(|function| &**function)
    }

    /// The functions, sorted by name and types.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.values().map(|function| &**function)
    }

    /// The trigger of this name of a table or view.
    pub fn trigger(&self, table: &QualifiedName, name: &Name) -> Option<&Trigger> {
        self.triggers.get(&(table.clone(), name.clone())).map(|trigger| &**trigger)
    }

    /// The triggers, sorted by table and name.
    pub fn triggers(&self) -> impl Iterator<Item = &Trigger> {
        self.triggers.values().map(|trigger| &**trigger)
    }

    /// The triggers of a table or view, sorted by name.
    pub fn triggers_of<'a>(&'a self, table: &'a QualifiedName) -> impl Iterator<Item = &'a Trigger> {
        let start = (table.clone(), Name::from(""));
        let some = (!self.triggers.is_empty()).then(|| self.triggers.range(start..));
        let of = some.into_iter().flatten().take_while(move |((name, _), _)| name == table);
        of.map(|(_, trigger)| &**trigger)
    }

    /// The extension of this name.
    pub fn extension(&self, name: &Name) -> Option<&Extension> {
        self.extensions.get(name).map(|extension| &**extension)
    }

    /// The extensions, sorted by name.
    pub fn extensions(&self) -> impl Iterator<Item = &Extension> {
        self.extensions.values().map(|extension| &**extension)
    }

    /// The view of this name as it was when it was dropped, if it was not created since.
    pub fn dropped_view(&self, name: &QualifiedName) -> Option<&DroppedView> {
        self.dropped_views.get(name).map(|view| &**view)
    }

    /// The views that need a table or view, those that need them in turn too: each behind all that it needs.
    pub fn dependents(&self, relation: &QualifiedName) -> Vec<&View> {
        let mut found = Vec::<&View>::new();
        let mut wanted = vec![relation];
        while let Some(name) = wanted.pop() {
            for view in self.views().filter(|view| view.needs(name)) {
                // One that is found again stands behind what it was found by now.
                found.retain(|other| other.name != view.name);
                found.push(view);
                wanted.push(&view.name);
            }
        }
        found
    }

    /// The table or view that holds a name of the shared namespace of a schema: its own name, or that of an index, a unique
    /// constraint or a primary key of it.
    pub fn relation_owner(&self, name: &QualifiedName) -> Option<&QualifiedName> {
        self.relations_as(fold(name)).find(|(relation, _)| **relation == name.name).map(|(_, owner)| owner)
    }

    /// The names of the shared namespace of a schema that differ from this one in nothing but capitals, with the tables
    /// that hold them.
    pub fn relations_like<'a>(
        &'a self,
        name: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Name, &'a QualifiedName)> {
        self.relations_as(fold(name)).filter(move |(other, _)| **other != name.name)
    }

    /// The names of the shared namespace that are this one in small letters, with the tables that hold them.
    fn relations_as(&self, folded: QualifiedName) -> impl Iterator<Item = (&Name, &QualifiedName)> {
        let (name, table) = FIRST.clone();
        let start = (folded, name, table);
        // Most names are free, and to begin with a range costs more than to look.
        let first = self.relations.get_next(&start).filter(|relation| relation.0 == start.0);
        let like = first.map(|first| self.relations.range(Arc::clone(first)..));
        let like = like.into_iter().flatten().take_while(move |relation| relation.0 == start.0);
        like.map(|relation| (&relation.1, &relation.2))
    }

    /// The foreign keys of other tables that reference this one, with the table each belongs to.
    pub fn references_to<'a>(
        &'a self,
        referenced: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Table, &'a ForeignKey)> {
        let start = (referenced.clone(), FIRST.1.clone());
        self.references
            .range(start..)
            .take_while(move |(name, _)| name == referenced)
            .filter(move |(_, by)| by != referenced)
            .filter_map(|(_, by)| self.table(by))
            .flat_map(move |table| {
                let keys = table.foreign_keys.iter().filter(move |key| key.referenced_table == *referenced);
                keys.map(move |key| (table, key))
            })
    }

    /// The tables with a foreign key whose name is this one in small letters, sorted by name.
    pub(crate) fn tables_with_key_like(&self, name: &Name) -> impl Iterator<Item = &Table> {
        let folded = fold_name(name);
        let start = (folded.clone(), FIRST.1.clone());
        let like = self.keys.range(start..).take_while(move |(name, _)| *name == folded);
        like.filter_map(|(_, table)| self.table(table))
    }

    /// The tables that have columns of this one: its partitions, and those that inherit from it.
    pub fn children_of<'a>(&'a self, parent: &'a QualifiedName) -> impl Iterator<Item = &'a Table> {
        let start = (parent.clone(), FIRST.1.clone());
        // Most schemas have none, and to begin with a range costs more than to look.
        let some = (!self.children.is_empty()).then(|| self.children.range(start..));
        let of = some.into_iter().flatten().take_while(move |(name, _)| name == parent);
        of.filter_map(|(_, child)| self.table(child))
    }

    /// The columns whose type is this enum, or an array of it.
    pub fn columns_of_enum<'a>(
        &'a self,
        name: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Table, &'a Column)> {
        self.tables().flat_map(move |table| {
            table
                .columns
                .iter()
                .filter(move |column| column.column_type.enum_name() == Some(name))
                .map(move |column| (table, column))
        })
    }
}

/// A name in small letters; its schema as it is.
fn fold(name: &QualifiedName) -> QualifiedName {
    name.beside(&fold_name(&name.name))
}

/// A name in small letters.
fn fold_name(name: &Name) -> Name {
    let is_small = |character: char| !character.is_uppercase();
    if name.as_str().chars().all(is_small) { name.clone() } else { name.as_str().to_lowercase().into() }
}
