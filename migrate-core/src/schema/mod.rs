//! The logical schema: what the operations of a chain add up to, without SQL and without a database.
//!
//! A [`Schema`] is cheap to clone (its parts are shared), so every operation can be kept together
//! with the schema before it.

mod canonical;
mod column;
mod constraint;
mod default;
mod dialect;
mod difference;
mod enum_type;
mod expression;
mod identifiers;
mod index;
mod table;
mod types;
mod value;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use crate::name::Name;

pub use canonical::Canonical;
pub use column::{Column, Identity};
pub use constraint::{Action, Check, Constraint, ForeignKey, PrimaryKey, Unique};
pub use default::{ColumnDefault, now};
pub use dialect::{Dialect, Dialects};
pub use enum_type::EnumType;
pub use expression::{Expression, expr};
pub use index::{Direction, Index, IndexPart, Uniqueness, asc, desc};
pub use table::Table;
pub use types::{Array, ColumnType, Enum};
pub use value::Value;

/// The tables and enum types that a chain has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    tables: OrdMap<Name, Arc<Table>>,
    enums: OrdMap<Name, Arc<EnumType>>,
    /// The names of the namespace that tables, indexes and keys share on PostgreSQL and SQLite: each behind itself in
    /// small letters, and before the table that holds it.
    relations: OrdSet<(Name, Name, Name)>,
    /// The tables that reference another, as pairs of the referenced and the referencing one.
    references: OrdSet<(Name, Name)>,
}

impl Schema {
    /// The table of this name.
    pub fn table(&self, name: &Name) -> Option<&Table> {
        self.tables.get(name).map(|table| &**table)
    }

    /// The tables, sorted by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values().map(|table| &**table)
    }

    /// The enum type of this name.
    pub fn enum_type(&self, name: &Name) -> Option<&EnumType> {
        self.enums.get(name).map(|enum_type| &**enum_type)
    }

    /// The enum types, sorted by name.
    pub fn enum_types(&self) -> impl Iterator<Item = &EnumType> {
        self.enums.values().map(|enum_type| &**enum_type)
    }

    /// The table that holds a name of the shared namespace: its own name, or that of an index, a unique
    /// constraint or a primary key of it.
    pub fn relation_owner(&self, name: &Name) -> Option<&Name> {
        self.relations_as(fold(name)).find(|(relation, _)| *relation == name).map(|(_, owner)| owner)
    }

    /// The names of the shared namespace that differ from this one in nothing but capitals.
    pub fn relations_like<'a>(&'a self, name: &'a Name) -> impl Iterator<Item = &'a Name> {
        self.relations_as(fold(name)).map(|(relation, _)| relation).filter(move |other| *other != name)
    }

    /// The names of the shared namespace that are this one in small letters, with the tables that hold them.
    fn relations_as(&self, folded: Name) -> impl Iterator<Item = (&Name, &Name)> {
        let start = (folded.clone(), Name::from(""), Name::from(""));
        let like = self.relations.range(start..).take_while(move |(other, ..)| *other == folded);
        like.map(|(_, relation, owner)| (relation, owner))
    }

    /// The foreign keys of other tables that reference this one, with the table each belongs to.
    pub fn references_to<'a>(
        &'a self,
        referenced: &'a Name,
    ) -> impl Iterator<Item = (&'a Table, &'a ForeignKey)> {
        let start = (referenced.clone(), Name::from(""));
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

    /// The columns whose type is this enum, or an array of it.
    pub fn columns_of_enum<'a>(&'a self, name: &'a Name) -> impl Iterator<Item = (&'a Table, &'a Column)> {
        self.tables().flat_map(move |table| {
            table
                .columns
                .iter()
                .filter(move |column| column.column_type.enum_name() == Some(name))
                .map(move |column| (table, column))
        })
    }

    /// Puts a table in, in the place of one of the same name.
    pub(crate) fn put_table(&mut self, table: Table) {
        self.take_table(&table.name.clone());
        for relation in table.relation_names() {
            self.relations.insert((fold(relation), relation.clone(), table.name.clone()));
        }
        for key in &table.foreign_keys {
            self.references.insert((key.referenced_table.clone(), table.name.clone()));
        }
        self.tables.insert(table.name.clone(), Arc::new(table));
    }

    /// Takes a table out.
    pub(crate) fn take_table(&mut self, name: &Name) -> Option<Table> {
        let table = self.tables.remove(name)?;
        for relation in table.relation_names() {
            self.relations.remove(&(fold(relation), relation.clone(), table.name.clone()));
        }
        for key in &table.foreign_keys {
            self.references.remove(&(key.referenced_table.clone(), table.name.clone()));
        }
        Some(Arc::unwrap_or_clone(table))
    }

    /// Puts an enum type in, in the place of one of the same name.
    pub(crate) fn put_enum(&mut self, enum_type: EnumType) {
        self.enums.insert(enum_type.name.clone(), Arc::new(enum_type));
    }

    /// Takes an enum type out.
    pub(crate) fn take_enum(&mut self, name: &Name) {
        self.enums.remove(name);
    }
}

/// A name in small letters.
fn fold(name: &Name) -> Name {
    let is_small = |character: char| !character.is_uppercase();
    if name.as_str().chars().all(is_small) {
        name.clone()
    } else {
        name.as_str().to_lowercase().as_str().into()
    }
}
