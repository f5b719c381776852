//! Renaming a value of an enum type.

use std::fmt;

use super::enum_values;
use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, EnumType, Schema};
use crate::site::Site;

/// Renames a value of an enum type, in its rows too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameEnumValue {
    /// The enum type.
    pub name: QualifiedName,
    /// The value before.
    pub from: String,
    /// The value after.
    pub to: String,
}

impl Operations {
    /// Renames a value of an enum type, in rows, defaults, checks and partial indexes too.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.rename_enum_value("deal_stage", "lost", "closed");
    /// # }
    /// ```
    #[track_caller]
    pub fn rename_enum_value(&mut self, name: impl Into<QualifiedName>, from: &str, to: &str) {
        let rename = RenameEnumValue { name: name.into(), from: from.to_owned(), to: to.to_owned() };
        self.push(rename, Site::caller());
    }
}

impl Operate for RenameEnumValue {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { name, from, to } = self;
        let enum_type = fit::require_enum(schema, name)?;
        let at = enum_values::require_value(enum_type, from)?;
        enum_values::require_new(enum_type, to)?;
        let mut values = enum_type.values.clone();
        values[at].clone_from(to);
        // What names the new value already means something else by it, which the way back could not tell apart.
        if let Some((table, used_by)) = enum_values::user_of(schema, name, to) {
            return Err(Misfit::EnumValueInUse { name: name.clone(), value: to.clone(), table, used_by });
        }
        // Not every database follows in the text of a view.
        if let Some((table, used_by)) = enum_values::view_with(schema, name, from) {
            return Err(Misfit::EnumValueInUse { name: name.clone(), value: from.clone(), table, used_by });
        }
        enum_values::change_defaults(schema, name, |other| (other == from).then(|| to.clone()));
        enum_values::rename_in_texts(schema, name, from, to);
        schema.put_enum(EnumType { name: name.clone(), values });
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { name, from, to } = self.clone();
        Ok(vec![Self { name, from: to, to: from }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { name, from: _, to: _ } = self;
        by.set_qualified(name);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { name, from, to } = self;
        out.list("rename_enum_value", |out| {
            out.qualified(name);
            out.string(from);
            out.string(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename value `{}` of enum `{}` to `{}`", self.from, self.name, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { name, from, to } = self;
        Ok(vec![Code::op("rename_enum_value", [code::qualified(name), code::text(from), code::text(to)])])
    }
}
