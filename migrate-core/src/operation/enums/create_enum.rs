//! Creating an enum type.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    DropEnum, Existing, Fate, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded,
};
use crate::schema::{Canonical, EnumType, Schema};
use crate::site::Site;

/// Creates an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateEnum {
    /// The enum type.
    pub enum_type: EnumType,
    /// What happens where the database has it already.
    pub existing: Existing,
}

/// Says more of an enum type.
#[derive(Debug)]
pub struct CreateEnumBuilder<'a> {
    create: &'a mut CreateEnum,
}

impl CreateEnumBuilder<'_> {
    /// Takes the type as it is where PostgreSQL has it already, made by another chain or by hand; other values than these are
    /// an error. Since nobody knows then who made it, a downgrade leaves it.
    #[expect(clippy::return_self_not_must_use, reason = "the type is recorded already")]
    pub fn if_not_exists(self) -> Self {
        self.create.existing = Existing::Adopt;
        self
    }
}

impl Operations {
    /// Creates an enum type: a type of its own on PostgreSQL, the type of each column on MySQL and MariaDB, a check
    /// of each column on SQLite. Any number of tables use it, and no second one is made for them.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_enum("deal_currency", ["USD", "EUR", "AED", "GBP"]);
    /// # }
    /// ```
    #[track_caller]
    pub fn create_enum<const N: usize>(
        &mut self,
        name: impl Into<QualifiedName>,
        values: [&str; N],
    ) -> CreateEnumBuilder<'_> {
        let site = Site::caller();
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let create =
            CreateEnum { enum_type: EnumType { name: name.into(), values }, existing: Existing::Refuse };
        CreateEnumBuilder { create: recorded!(self, site, CreateEnum, create) }
    }
}

impl Operate for CreateEnum {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let EnumType { name, values } = &self.enum_type;
        fit::name(&name.name)?;
        fit::require_schema(schema, name)?;
        if schema.enum_type(name).is_some() {
            return Err(Misfit::EnumExists { name: name.clone() });
        }
        let ill = |fault: String| Err(Misfit::Ill { what: format!("enum `{name}`"), fault });
        if values.is_empty() {
            return ill("has no value".to_owned());
        }
        for (at, value) in values.iter().enumerate() {
            if values.iter().take(at).any(|other| other == value) {
                return ill(format!("has the value {value:?} twice"));
            }
            if value.is_empty() || value.contains('\0') {
                return ill(format!("has the value {value:?}, which is empty or holds a NUL"));
            }
        }
        schema.put_enum(self.enum_type.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let fate = match self.existing {
            Existing::Adopt => Fate::Leave,
            Existing::Refuse => Fate::Drop,
        };
        Ok(vec![DropEnum { name: self.enum_type.name.clone(), fate }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.enum_type.name]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { enum_type, existing: _ } = self;
        enum_type.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        out.list("create_enum", |out| {
            out.enum_type(&self.enum_type);
            match self.existing {
                Existing::Adopt => out.word("if_not_exists"),
                Existing::Refuse => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create enum `{}`", self.enum_type.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { enum_type: EnumType { name, values }, existing } = self;
        let code = Code::op("create_enum", [code::qualified(name), code::texts(values)]);
        Ok(vec![code.then_if(*existing == Existing::Adopt, "if_not_exists")])
    }
}
