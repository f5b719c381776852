//! Foreign keys, and what they tie together: types of columns, and the keys that they reference.

use std::collections::BTreeSet;

use super::{Comparing, parts};
use crate::diff::pending::Phase;
use crate::diff::properties::{Described, differences};
use crate::diff::{Change, Object, Verdict};
use crate::name::{Name, QualifiedName};
use crate::operation::SetKeyType;
use crate::schema::{Column, ColumnType, Constraint, Conversion, ForeignKey, Table};

impl Comparing<'_> {
    /// Finds the columns with another type that foreign keys tie together: all of them get it at once where that is all that
    /// happens, else the foreign keys go meanwhile.
    pub(super) fn tie_types(&mut self) {
        let mut seen = BTreeSet::new();
        for before in self.former.tables() {
            let Some(after) = self.target.table(&before.name) else { continue };
            if std::ptr::eq(before, after) {
                continue;
            }
            for column in &before.columns {
                let other = after.column(&column.name);
                let Some(other) = other.filter(|other| other.column_type != column.column_type) else {
                    continue;
                };
                let place = (before.name.clone(), column.name.clone());
                if seen.contains(&place) {
                    continue;
                }
                let tied = self.former.tied_columns(&place.0, &place.1);
                seen.extend(tied.iter().cloned());
                if tied.len() > 1 {
                    self.tie(&tied, column, other);
                }
            }
        }
    }

    fn tie(&mut self, tied: &[(QualifiedName, Name)], before: &Column, after: &Column) {
        let former = self.former;
        let keys = former.keys_of_columns(tied);
        let conversion = Conversion::between(&before.column_type, &after.column_type);
        let is_alike = |(table, column): &(QualifiedName, Name)| {
            let one = former.table(table).and_then(|table| table.column(column));
            let other = self.target.table(table).and_then(|table| table.column(column));
            let (Some(one), Some(other)) = (one, other) else { return false };
            one.column_type == before.column_type
                && other.column_type == after.column_type
                && one.default == other.default
                && !self.is_remade(table, column)
        };
        let stays = |(table, key): &(&Table, &ForeignKey)| {
            self.target
                .table(&table.name)
                .and_then(|table| table.constraint(&key.name))
                .is_some_and(|other| Constraint::ForeignKey((*key).clone()).is_like(&other))
        };
        if conversion.is_some() && tied.iter().all(is_alike) && keys.iter().all(stays) {
            let (table, column) = tied[0].clone();
            let object = Object::Column(table.clone(), column.clone());
            let operation = SetKeyType { table, column, column_type: after.column_type.clone() };
            let mut change = Change::new(object, Verdict::Changed, vec![operation.into()]);
            change.differences = differences(before, after);
            change.differences.retain(|difference| difference.property == "type");
            for (table, column) in tied {
                let both = (former.table(table), self.target.table(table));
                if let (Some(one), Some(other)) = both
                    && let (Some(old), Some(new)) = (one.column(column), other.column(column))
                {
                    change.hits.extend(self.conversion(one, old, new, conversion));
                }
            }
            self.typed.extend(tied.iter().cloned());
            self.push(Phase::AlterColumns, change);
            return;
        }
        let lengths =
            |column_type: &ColumnType| matches!(column_type, ColumnType::Char(_) | ColumnType::Varchar(_));
        // Text of other lengths goes together.
        if lengths(&before.column_type) && lengths(&after.column_type) {
            return;
        }
        let keys = keys.into_iter().map(|(table, key)| (table.name.clone(), key.name.clone()));
        self.remade_keys.extend(keys.collect::<Vec<_>>());
    }

    /// Finds the foreign keys that reference a key which goes, be it for a while.
    pub(super) fn find_remade_keys(&mut self) {
        for before in self.former.tables() {
            let Some(after) = self.target.table(&before.name) else { continue };
            let has_keys = || {
                let own = before.foreign_keys.iter().any(|key| key.referenced_table == before.name);
                own || self.former.references_to(&before.name).next().is_some()
            };
            if std::ptr::eq(before, after) || !has_keys() {
                continue;
            }
            let kept = parts::kept_keys(before, after, |name| self.is_remade(&before.name, name));
            let own = before.foreign_keys.iter().filter(|key| key.referenced_table == before.name);
            let all = own.map(|key| (before, key)).chain(self.former.references_to(&before.name));
            let is_kept = |key: &ForeignKey| {
                kept.iter().any(|columns| {
                    columns.len() == key.referenced_columns.len()
                        && key.referenced_columns.iter().all(|name| columns.contains(name))
                })
            };
            let lost = all.filter(|(_, key)| !is_kept(key));
            let lost = lost.map(|(by, key)| (by.name.clone(), key.name.clone())).collect::<Vec<_>>();
            self.remade_keys.extend(lost);
        }
    }
}
