//! Adding a value to an enum type.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use super::enum_values;
use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    Hazard, Irreversible, Misfit, Operate, Operation, Operations, RemoveEnumValue, fit, recorded,
};
use crate::schema::{Canonical, EnumType, Schema};
use crate::site::Site;

/// Adds a value to an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddEnumValue {
    /// The enum type.
    pub name: QualifiedName,
    /// The value.
    pub value: String,
    /// Where it comes among the others.
    pub place: Place,
}

/// Where a value comes among the others, which is how they are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Right behind this one.
    After(String),
    /// Right before this one.
    Before(String),
    /// Behind all.
    Last,
}

/// Says where a value comes.
#[derive(Debug)]
pub struct AddEnumValueBuilder<'a> {
    add: &'a mut AddEnumValue,
}

impl AddEnumValueBuilder<'_> {
    /// Puts it right behind another.
    pub fn after(self, value: &str) -> Self {
        self.add.place = Place::After(value.to_owned());
        self
    }

    /// Puts it right before another.
    pub fn before(self, value: &str) -> Self {
        self.add.place = Place::Before(value.to_owned());
        self
    }
}

impl Operations {
    /// Adds a value to an enum type, behind the others where nothing else is said.
    ///
    /// PostgreSQL lets nothing use a new value in the transaction that added it (manual 15, `ALTER TYPE`). Where something
    /// in the same revision does, what stands before that is committed first. The downgrade takes the value away again, and
    /// is refused while rows hold it.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.add_enum_value("deal_currency", "CHF").after("EUR");
    /// # }
    /// ```
    #[track_caller]
    pub fn add_enum_value(&mut self, name: impl Into<QualifiedName>, value: &str) -> AddEnumValueBuilder<'_> {
        let site = Site::caller();
        let add = AddEnumValue { name: name.into(), value: value.to_owned(), place: Place::Last };
        AddEnumValueBuilder { add: recorded!(self, site, AddEnumValue, add) }
    }
}

impl Operate for AddEnumValue {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { name, value, place } = self;
        let EnumType { name, mut values } = {
            let enum_type = fit::require_enum(schema, name)?;
            enum_values::require_new(enum_type, value)?;
            enum_type.clone()
        };
        let at = |value: &String| {
            enum_values::require_value(&EnumType { name: name.clone(), values: values.clone() }, value)
        };
        let at = match place {
            Place::After(other) => at(other)? + 1,
            Place::Before(other) => at(other)?,
            Place::Last => values.len(),
        };
        values.insert(at, value.clone());
        schema.put_enum(EnumType { name, values });
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let (name, value) = (self.name.clone(), self.value.clone());
        Ok(vec![RemoveEnumValue { name, value, map_to: None }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { name, value: _, place: _ } = self;
        by.set_qualified(name);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { name, value, place } = self;
        out.list("add_enum_value", |out| {
            out.qualified(name);
            out.string(value);
            match place {
                Place::After(other) => out.list("after", |out| out.string(other)),
                Place::Before(other) => out.list("before", |out| out.string(other)),
                Place::Last => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "add value `{}` to enum `{}`", self.value, self.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { name, value, place } = self;
        let code = Code::op("add_enum_value", [code::qualified(name), code::text(value)]);
        Ok(vec![match place {
            Place::After(other) => code.then("after", [code::text(other)]),
            Place::Before(other) => code.then("before", [code::text(other)]),
            Place::Last => code,
        }])
    }
}
