//! Bringing the values of an enum type into another order.

use std::fmt;

use super::enum_values;
use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, EnumType, Schema};
use crate::site::Site;

/// Brings the values of an enum type into another order, which is how they are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReorderEnum {
    /// The enum type.
    pub name: QualifiedName,
    /// All its values, in the new order.
    pub values: Vec<String>,
}

impl Operations {
    /// Brings the values of an enum type into another order. All of them are named.
    ///
    /// As with [`remove_enum_value`](Self::remove_enum_value), PostgreSQL writes the tables anew that use it.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.reorder_enum("priority", ["low", "normal", "high"]);
    /// # }
    /// ```
    #[track_caller]
    pub fn reorder_enum<const N: usize>(&mut self, name: impl Into<QualifiedName>, values: [&str; N]) {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.push(ReorderEnum { name: name.into(), values }, Site::caller());
    }
}

/// That the tables that use an enum are written anew.
pub(in crate::operation) fn rewrites(before: &Schema, name: &QualifiedName) -> Vec<Hazard> {
    let mut tables = before.columns_of_enum(name).map(|(table, _)| table.name.clone()).collect::<Vec<_>>();
    tables.dedup();
    tables.into_iter().map(|table| Hazard::Rewrites { table }).collect()
}

impl Operate for ReorderEnum {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { name, values } = self;
        let before = fit::require_enum(schema, name)?;
        for value in values {
            enum_values::require_value(before, value)?;
        }
        let lacks = |fault: String| Err(enum_values::ill(name, fault));
        if let Some(missing) = before.values.iter().find(|value| !values.contains(value)) {
            return lacks(format!("has the value {missing:?} too, which the new order leaves out"));
        }
        if values.len() != before.values.len() {
            return lacks("has a value twice in its new order".to_owned());
        }
        if *values == before.values {
            return lacks("has its values in this order already".to_owned());
        }
        schema.put_enum(EnumType { name: name.clone(), values: values.clone() });
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let before = before.enum_type(&self.name).cloned();
        let again = |EnumType { name, values }| Self { name, values }.into();
        Ok(before.map(again).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { name, values: _ } = self;
        by.set_qualified(name);
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        rewrites(before, &self.name)
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { name, values } = self;
        out.list("reorder_enum", |out| {
            out.qualified(name);
            for value in values {
                out.string(value);
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bring the values of enum `{}` into another order", self.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { name, values } = self;
        Ok(vec![Code::op("reorder_enum", [code::qualified(name), code::texts(values)])])
    }
}
