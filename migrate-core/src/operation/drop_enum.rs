//! Dropping an enum type.

use std::fmt;

use super::{CreateEnum, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::name::QualifiedName;
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops an enum type that no column uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropEnum {
    /// The enum type.
    pub name: QualifiedName,
}

impl Operations {
    /// Drops an enum type that no column uses.
    #[track_caller]
    pub fn drop_enum(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropEnum { name: name.into() }, Site::caller());
    }
}

impl Operate for DropEnum {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { name } = self;
        fit::require_enum(schema, name)?;
        if let Some((table, column)) = schema.columns_of_enum(name).next() {
            return Err(Misfit::EnumInUse {
                name: name.clone(),
                table: table.name.clone(),
                column: column.name.clone(),
            });
        }
        schema.take_enum(name);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let enum_type = before.enum_type(&self.name).cloned();
        Ok(enum_type.map(|enum_type| CreateEnum { enum_type }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.name]
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { name } = self;
        out.list("drop_enum", |out| out.qualified(name));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop enum `{}`", self.name)
    }
}
