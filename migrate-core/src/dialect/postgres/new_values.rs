//! Values of enums that were added in the same transaction.
//!
//! PostgreSQL lets nothing use such a value before the transaction is committed ("unsafe use of new value"). 18 does where the
//! type itself was made in the same one, and 15 does not (tried on both), so that is not counted on. Where an operation may use
//! one, what is before it is committed first.

use crate::name::QualifiedName;
use crate::operation::{
    AddEnumValue, AlterColumn, Operation, RemoveEnumValue, RenameEnum, RenameEnumValue, ReorderEnum, SetType,
};
use crate::schema::{Canonical, ColumnType};

/// What was done to enums in the transaction so far.
#[derive(Default)]
pub(in crate::dialect) struct NewValues {
    /// Values that were added.
    added: Vec<(QualifiedName, String)>,
}

impl NewValues {
    /// Notes that all so far is committed.
    pub(in crate::dialect) fn commit(&mut self) {
        *self = Self::default();
    }

    /// The value that an operation may use too early.
    pub(in crate::dialect) fn used_by(&self, operation: &Operation) -> Option<&str> {
        // What only names other values of an enum, the server does not mind.
        let is_harmless = matches!(
            operation,
            Operation::AddEnumValue(_)
                | Operation::RenameEnum(_)
                | Operation::RenameEnumValue(_)
                | Operation::ReorderEnum(_)
        );
        if self.added.is_empty() || is_harmless {
            return None;
        }
        // Rows may hold it as text, or as a value of another type.
        if let Some(name) = becomes(operation)
            && let Some((_, value)) = self.added.iter().find(|(other, _)| other == name)
        {
            return Some(value);
        }
        let mut values = self.added.iter().map(|(_, value)| value.as_str());
        if let Operation::DataStep(_) = operation {
            // Nobody knows what it does.
            return values.next();
        }
        let mut form = Canonical::default();
        operation.canonical(&mut form);
        let form = form.into_text();
        values.find(|value| names(&form, value))
    }

    /// Notes what an operation does.
    pub(in crate::dialect) fn note(&mut self, operation: &Operation) {
        if let Operation::AddEnumValue(AddEnumValue { name, value, place: _ }) = operation {
            self.added.push((name.clone(), value.clone()));
        }
        // A new type takes the place of the old one, with all its values.
        if let Operation::RemoveEnumValue(RemoveEnumValue { name, .. })
        | Operation::ReorderEnum(ReorderEnum { name, .. }) = operation
        {
            self.added.retain(|(other, _)| other != name);
        }
        if let Operation::RenameEnum(rename @ RenameEnum { from, to: _ }) = operation {
            let to = rename.renamed();
            self.added.iter_mut().filter(|(name, _)| name == from).for_each(|(name, _)| *name = to.clone());
        }
        if let Operation::RenameEnumValue(RenameEnumValue { name, from, to }) = operation {
            let is_it = |(other, value): &&mut (QualifiedName, String)| other == name && value == from;
            self.added.iter_mut().filter(is_it).for_each(|(_, value)| value.clone_from(to));
        }
    }
}

/// The enum that a column which is there becomes one of.
fn becomes(operation: &Operation) -> Option<&QualifiedName> {
    let Operation::AlterColumn(AlterColumn { set_type: Some(SetType { column_type, .. }), .. }) = operation
    else {
        return None;
    };
    let of = if let ColumnType::Array(of) = column_type { of } else { column_type };
    if let ColumnType::Enum(name) = of { Some(name) } else { None }
}

/// Whether an operation's canonical form has a value as a word of its own.
fn names(form: &str, value: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let written = |value: &str| {
        let quoted = format!("{value:?}");
        let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned();
        form.match_indices(&inner).any(|(at, found)| {
            let before = form[..at].chars().next_back().is_some_and(is_word);
            let behind = form[at + found.len()..].chars().next().is_some_and(is_word);
            !(before || behind)
        })
    };
    written(value) || written(&value.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operations;

    /// The places of the operations before which must be committed.
    fn cuts(record: impl FnOnce(&mut Operations)) -> Vec<usize> {
        let (mut new, mut cuts) = (NewValues::default(), Vec::new());
        for (at, recorded) in Operations::record(record).iter().enumerate() {
            if new.used_by(&recorded.operation).is_some() {
                cuts.push(at);
                new.commit();
            }
            new.note(&recorded.operation);
        }
        cuts
    }

    #[test]
    fn only_what_may_use_a_new_value_waits_for_a_commit() {
        let used = cuts(|op| {
            op.add_enum_value("stage", "new");
            op.drop_table("new_things");
            op.add_enum_value("stage", "it's").before("new");
            op.insert("deals", ["stage"], [["new"]]);
            op.insert("deals", ["stage"], [["new"]]);
            op.add_enum_value("stage", "won");
            op.sql("UPDATE deals SET stage = 'lost'");
            op.add_check("deals", "stage <> 'won'");
            op.add_enum_value("stage", "it's so");
            op.sql("UPDATE deals SET stage = 'it''s so'");
        });
        assert_eq!(used, [3, 7, 9]);
    }

    #[test]
    fn rows_of_a_column_may_hold_a_value_before_its_enum_has_it() {
        let used = cuts(|op| {
            op.add_enum_value("stage", "new");
            op.alter_column("deals", "kind", |c| {
                c.set_type(ColumnType::Enum("kind".into()));
            });
            op.alter_column("deals", "stage", |c| {
                c.set_type(ColumnType::Enum("stage".into()));
            });
        });
        assert_eq!(used, [2]);
    }

    #[test]
    fn a_type_in_the_place_of_another_has_no_new_values() {
        let used = cuts(|op| {
            op.add_enum_value("kind", "a");
            op.remove_enum_value("kind", "b");
            op.insert("deals", ["kind"], [["a"]]);
        });
        assert_eq!(used, [0_usize; 0]);
    }

    #[test]
    fn a_renamed_new_value_is_new() {
        let used = cuts(|op| {
            op.add_enum_value("stage", "new");
            op.rename_enum_value("stage", "new", "fresh");
            op.rename_enum("stage", "step");
            op.insert("deals", ["stage"], [["fresh"]]);
        });
        assert_eq!(used, [3]);
    }
}
