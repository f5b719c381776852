//! Columns that foreign keys tie to one another.

use super::{ForeignKey, Schema, Table};
use crate::name::{Name, QualifiedName};

impl Schema {
    /// A column and those that foreign keys tie to it: what it references, what references it, and what these are tied to
    /// in turn. The column itself is the first.
    pub fn tied_columns(&self, table: &QualifiedName, column: &Name) -> Vec<(QualifiedName, Name)> {
        let mut found = vec![(table.clone(), column.clone())];
        let mut at = 0;
        while let Some(next) = found.get(at).cloned() {
            for (by, key) in self.keys_at(&next.0) {
                for (own, referenced) in key.columns.iter().zip(&key.referenced_columns) {
                    let (own, referenced) =
                        ((by.name.clone(), own.clone()), (key.referenced_table.clone(), referenced.clone()));
                    let other = match (own == next, referenced == next) {
                        (true, _) => referenced,
                        (false, true) => own,
                        (false, false) => continue,
                    };
                    if !found.contains(&other) {
                        found.push(other);
                    }
                }
            }
            at += 1;
        }
        found
    }

    /// The foreign keys that are of one of these columns, on either side, with the table each belongs to; sorted by the
    /// table's name.
    pub fn keys_of_columns<'a>(
        &'a self,
        columns: &[(QualifiedName, Name)],
    ) -> Vec<(&'a Table, &'a ForeignKey)> {
        let mut keys = Vec::<(&Table, &ForeignKey)>::new();
        for (table, column) in columns {
            for (by, key) in self.keys_at(table) {
                let is_own = by.name == *table && key.columns.contains(column);
                let is_referenced = key.referenced_table == *table && key.referenced_columns.contains(column);
                let is_there =
                    |(other, there): &(&Table, &ForeignKey)| other.name == by.name && there.name == key.name;
                if (is_own || is_referenced) && !keys.iter().any(is_there) {
                    keys.push((by, key));
                }
            }
        }
        keys.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        keys
    }

    /// The foreign keys of a table and those that reference it.
    fn keys_at<'a>(&'a self, table: &QualifiedName) -> Vec<(&'a Table, &'a ForeignKey)> {
        let Some(table) = self.table(table) else { return Vec::new() };
        let own = table.foreign_keys.iter().map(|key| (table, key));
        own.chain(self.references_to(&table.name)).collect()
    }

    /// The schema without foreign keys.
    pub(crate) fn without_keys(&self, keys: &[(&Table, &ForeignKey)]) -> Self {
        let mut without = self.clone();
        for (table, key) in keys {
            if let Some(mut table) = without.table(&table.name).cloned() {
                table.foreign_keys.retain(|other| other.name != key.name);
                without.put_table(table);
            }
        }
        without
    }
}
