//! Dropping an enum type.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    CreateEnum, Existing, Fate, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit,
};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Drops an enum type that no column uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropEnum {
    /// The enum type.
    pub name: QualifiedName,
    /// What becomes of it in the database.
    pub fate: Fate,
}

impl Operations {
    /// Drops an enum type that no column uses.
    #[track_caller]
    pub fn drop_enum(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropEnum { name: name.into(), fate: Fate::Drop }, Site::caller());
    }

    /// Forgets an enum type that was there before the chain, and leaves it in the database: what undoes
    /// `op.create_enum("…", […]).if_not_exists()`.
    #[track_caller]
    pub fn leave_enum(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropEnum { name: name.into(), fate: Fate::Leave }, Site::caller());
    }
}

impl Operate for DropEnum {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { name, fate: _ } = self;
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
        let existing = match self.fate {
            Fate::Drop => Existing::Refuse,
            Fate::Leave => Existing::Adopt,
        };
        let enum_type = before.enum_type(&self.name).cloned();
        Ok(enum_type.map(|enum_type| CreateEnum { enum_type, existing }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { name, fate: _ } = self;
        by.set_qualified(name);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { name, fate } = self;
        let head = match fate {
            Fate::Drop => "drop_enum",
            Fate::Leave => "leave_enum",
        };
        out.list(head, |out| out.qualified(name));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fate {
            Fate::Drop => write!(f, "drop enum `{}`", self.name),
            Fate::Leave => write!(f, "leave enum `{}` as it is", self.name),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { name, fate } = self;
        let method = match fate {
            Fate::Drop => "drop_enum",
            Fate::Leave => "leave_enum",
        };
        Ok(vec![Code::op(method, [code::qualified(name)])])
    }
}
