//! Enum types.

use super::Comparing;
use crate::diff::pending::Phase;
use crate::diff::properties::differences;
use crate::diff::{Change, Effect, Field, FillIn, Hit, Object, Verdict, Which};
use crate::operation::{AddEnumValue, DropEnum, Fate, Operation, Place, RemoveEnumValue, ReorderEnum};
use crate::schema::EnumType;

impl Comparing<'_> {
    /// The enum types that both have, and those that go.
    pub(super) fn enums(&mut self) {
        for before in self.former.enum_types() {
            if let Some(after) = self.target.enum_type(&before.name) {
                self.enum_type(before, after);
            } else {
                let drop = DropEnum { name: before.name.clone(), fate: Fate::Drop }.into();
                let object = Object::Enum(before.name.clone());
                self.push(Phase::DropEnums, Change::new(object, Verdict::Dropped, vec![drop]));
            }
        }
    }

    /// New values come first, since what comes with this change may use them; old ones go when nothing uses them any more.
    fn enum_type(&mut self, before: &EnumType, after: &EnumType) {
        if before == after {
            return;
        }
        let name = || after.name.clone();
        let mut values = before.values.clone();
        let mut additions = Vec::<Operation>::new();
        for (at, value) in after.values.iter().enumerate() {
            if values.contains(value) {
                continue;
            }
            let last = at.checked_sub(1).and_then(|last| after.values.get(last));
            let behind = last.and_then(|last| values.iter().position(|other| other == last));
            let (place, at) = match (behind, values.first()) {
                (Some(at), _) if at + 1 < values.len() => (Place::After(values[at].clone()), at + 1),
                (None, Some(first)) => (Place::Before(first.clone()), 0),
                (Some(_), _) | (None, None) => (Place::Last, values.len()),
            };
            values.insert(at, value.clone());
            additions.push(AddEnumValue { name: name(), value: value.clone(), place }.into());
        }
        let removed = before.values.iter().filter(|value| !after.values.contains(value));
        let mut removals = Vec::<Operation>::new();
        let (mut hits, mut fill_ins) = (Vec::new(), Vec::new());
        for value in removed {
            values.retain(|other| other != value);
            for (table, column) in self.former.columns_of_enum(&after.name) {
                let rows =
                    self.rows(&table.name, &column.name, |column| Which::Holding(column, value.clone()));
                hits.push(Hit { effect: Effect::Refuses, rows });
            }
            let question = format!("the value for rows that hold {value:?}");
            fill_ins.push(FillIn { operation: removals.len(), field: Field::MapTo, question });
            removals.push(RemoveEnumValue { name: name(), value: value.clone(), map_to: None }.into());
        }
        if values != after.values {
            removals.push(ReorderEnum { name: name(), values: after.values.clone() }.into());
        }
        let differences = differences(before, after);
        for (phase, operations) in [(Phase::Enums, additions), (Phase::EnumValues, removals)] {
            if operations.is_empty() {
                continue;
            }
            let mut change = Change::new(Object::Enum(name()), Verdict::Changed, operations);
            change.differences.clone_from(&differences);
            if phase == Phase::EnumValues {
                (change.hits, change.fill_ins) = (std::mem::take(&mut hits), std::mem::take(&mut fill_ins));
            }
            self.push(phase, change);
        }
    }
}
