//! Removing a value from an enum type.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use super::enum_values;
use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{HolePlace, Holes, Unsaid};
use crate::operation::{
    AddEnumValue, Hazard, Irreversible, Misfit, Operate, Operation, Operations, Place, fit, recorded,
};
use crate::schema::{Canonical, EnumType, Schema};
use crate::site::Site;

/// Removes a value from an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoveEnumValue {
    /// The enum type.
    pub name: QualifiedName,
    /// The value.
    pub value: String,
    /// What rows get that hold it. Without, such rows are an error.
    pub map_to: Option<String>,
}

/// Says what becomes of the rows that hold a value.
#[derive(Debug)]
pub struct RemoveEnumValueBuilder<'a> {
    remove: &'a mut RemoveEnumValue,
}

impl RemoveEnumValueBuilder<'_> {
    /// Gives rows and defaults that hold the value another one. Without it, such rows are an error that counts them, and
    /// such a default is one that is found before anything runs.
    pub fn map_to(self, value: &str) -> Self {
        self.remove.map_to = Some(value.to_owned());
        self
    }
}

impl Operations {
    /// Removes a value from an enum type, in every column that uses it.
    ///
    /// PostgreSQL has no such thing: a new type takes the old one's place, and the columns are cast to it with their
    /// defaults, indexes, checks and foreign keys, which writes their tables anew. The downgrade brings the value back, and
    /// no row with it.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.remove_enum_value("deal_currency", "GBP").map_to("EUR");
    /// # }
    /// ```
    #[track_caller]
    pub fn remove_enum_value(
        &mut self,
        name: impl Into<QualifiedName>,
        value: &str,
    ) -> RemoveEnumValueBuilder<'_> {
        let site = Site::caller();
        let remove = RemoveEnumValue { name: name.into(), value: value.to_owned(), map_to: None };
        RemoveEnumValueBuilder { remove: recorded!(self, site, RemoveEnumValue, remove) }
    }
}

impl Operate for RemoveEnumValue {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { name, value, map_to } = self;
        let enum_type = fit::require_enum(schema, name)?;
        let at = enum_values::require_value(enum_type, value)?;
        let mut values = enum_type.values.clone();
        values.remove(at);
        if values.is_empty() {
            return Err(enum_values::ill(name, "would have no value left".to_owned()));
        }
        let mut after = schema.clone();
        after.put_enum(EnumType { name: name.clone(), values });
        if let Some(to) = map_to {
            enum_values::require_value(fit::require_enum(&after, name)?, to)?;
            enum_values::change_defaults(&mut after, name, |other| (other == value).then(|| to.clone()));
        }
        if let Some((table, used_by)) = enum_values::user_of(&after, name, value) {
            return Err(Misfit::EnumValueInUse { name: name.clone(), value: value.clone(), table, used_by });
        }
        *schema = after;
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { name, value, map_to: _ } = self;
        let Some(enum_type) = before.enum_type(name) else { return Ok(Vec::new()) };
        let at = enum_type.values.iter().position(|other| other == value).unwrap_or_default();
        let place = match (enum_type.values.get(at + 1), at.checked_sub(1)) {
            (None, _) => Place::Last,
            (Some(next), None) => Place::Before(next.clone()),
            (Some(next), Some(last)) => enum_type
                .values
                .get(last)
                .map_or(Place::Before(next.clone()), |last| Place::After(last.clone())),
        };
        let add = AddEnumValue { name: name.clone(), value: value.clone(), place }.into();
        Ok(std::iter::once(add).chain(enum_values::defaults_again(before, name, value)).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { name, value: _, map_to: _ } = self;
        by.set_qualified(name);
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        let Self { name, value, map_to } = self;
        let mut hazards = Vec::new();
        for (table, column) in before.columns_of_enum(name) {
            let (table, column, value) = (table.name.clone(), column.name.clone(), value.clone());
            hazards.push(match map_to {
                None => Hazard::NeedsRowsWithout { table, column, value },
                Some(to) => Hazard::Merges { table, column, value, into: to.clone() },
            });
        }
        hazards.extend(super::reorder_enum::rewrites(before, name));
        hazards
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { name, value, map_to } = self;
        out.list("remove_enum_value", |out| {
            out.qualified(name);
            out.string(value);
            if let Some(to) = map_to {
                out.list("map_to", |out| out.string(to));
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "remove value `{}` from enum `{}`", self.value, self.name)
    }

    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { name, value, map_to } = self;
        let code = Code::op("remove_enum_value", [code::qualified(name), code::text(value)]);
        let map_to = holes.or(&HolePlace::MapTo, map_to.as_deref().map(code::text));
        Ok(vec![code.then_with("map_to", map_to)])
    }
}
