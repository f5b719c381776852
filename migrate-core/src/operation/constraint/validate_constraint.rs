//! Making sure that rows keep a constraint that was added without looking at them.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    AddConstraint, DropConstraint, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit,
};
use crate::schema::{Canonical, Schema, Validation};
use crate::site::Site;

/// Looks whether the rows of a table keep a constraint that was added as not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidateConstraint {
    /// The table.
    pub table: QualifiedName,
    /// The constraint.
    pub constraint: Name,
}

impl Operations {
    /// Looks whether the rows of a table keep a check or a foreign key that was added with
    /// [`not_valid`](crate::operation::CheckBuilder::not_valid), without shutting out who reads and writes them. PostgreSQL alone.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.on(Postgres, |op| {
    ///     op.add_check("offers", "price >= 0").name("ck_offers_price").not_valid();
    /// });
    /// # }
    /// # fn in_a_later_revision(op: &mut Operations) {
    /// op.on(Postgres, |op| op.validate_constraint("offers", "ck_offers_price"));
    /// # }
    /// ```
    #[track_caller]
    pub fn validate_constraint(&mut self, table: impl Into<QualifiedName>, constraint: &str) {
        let validate = ValidateConstraint { table: table.into(), constraint: constraint.into() };
        self.push(validate, Site::caller());
    }
}

impl Operate for ValidateConstraint {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let mut table = fit::require_table(schema, &self.table)?.clone();
        let constraint = fit::require_constraint(&table, &self.constraint)?;
        if constraint.validation() == Validation::Valid {
            return Err(Misfit::Ill {
                what: format!("{} `{}` of table `{}`", constraint.kind(), self.constraint, self.table),
                fault: "is valid already".to_owned(),
            });
        }
        for check in table.checks.iter_mut().filter(|check| check.name == self.constraint) {
            check.validation = Validation::Valid;
        }
        for key in table.foreign_keys.iter_mut().filter(|key| key.name == self.constraint) {
            key.validation = Validation::Valid;
        }
        schema.put_table(table);
        Ok(())
    }

    /// There is no way back to a constraint that is not valid but to make it again, which reads no row.
    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, constraint } = self.clone();
        let before = before.table(&table).and_then(|table| table.constraint(&constraint));
        let add = before.map(|before| AddConstraint { table: table.clone(), constraint: before }.into());
        let drop = DropConstraint { table, constraint }.into();
        Ok(std::iter::once(drop).chain(add).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, constraint } = self;
        by.set_qualified(table);
        by.set_inner(constraint);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, constraint } = self;
        out.list("validate_constraint", |out| {
            out.qualified(table);
            out.name(constraint);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "validate constraint `{}` of `{}`", self.constraint, self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, constraint } = self;
        Ok(vec![Code::op("validate_constraint", [code::qualified(table), code::name(constraint)])])
    }
}
