//! Doing what is not done yet.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    AddConstraint, DropColumn, DropConstraint, Fate, Hazard, Irreversible, Misfit, Operate, Operation,
    Operations, Recorded, fit,
};
use crate::schema::{Canonical, Schema};

/// Does what is not done yet, as far as the database tells: adds a column or a constraint that is not there, drops one
/// that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfNeeded {
    /// What is done: a column or a constraint that is added or dropped.
    pub operation: Box<Operation>,
    /// Whether a column that is dropped is left in the database, since nobody knows who made it.
    pub fate: Fate,
}

impl Operations {
    /// Records what is done only where it is not done yet: `ADD COLUMN IF NOT EXISTS`, `DROP CONSTRAINT IF EXISTS` and
    /// their like, on databases that have no words for it too. For columns and constraints that are added or dropped;
    /// tables and indexes say it themselves (`if_not_exists`, `if_exists`).
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.if_needed(|op| {
    ///     op.add_column("deals", "note", Text).nullable();
    ///     op.drop_constraint("deals", "ck_made_by_hand");
    /// });
    /// # }
    /// ```
    ///
    /// This is about the database, not about the chain: what is added is the chain's from then on, taken as it is where it
    /// was there, and what is dropped need not be the chain's. Since nobody knows who made a column, a downgrade leaves it;
    /// a constraint it drops.
    pub fn if_needed(&mut self, record: impl FnOnce(&mut Self)) {
        let start = self.recorded().len();
        record(self);
        for Recorded { operation, .. } in self.recorded_mut().iter_mut().skip(start) {
            let inner = Box::new(operation.clone());
            *operation = IfNeeded { operation: inner, fate: Fate::Drop }.into();
        }
    }
}

impl IfNeeded {
    /// Whether there is nothing that the chain knows to drop.
    pub(crate) fn is_unknown(&self, before: &Schema) -> bool {
        if let Operation::DropColumn(DropColumn { table, column, .. }) = &*self.operation {
            before.table(table).is_some_and(|table| table.column(column).is_none())
        } else if let Operation::DropConstraint(DropConstraint { table, constraint }) = &*self.operation {
            before.table(table).is_some_and(|table| table.constraint(constraint).is_none())
        } else {
            false
        }
    }

    fn dropping(operation: impl Into<Operation>, fate: Fate) -> Operation {
        Self { operation: Box::new(operation.into()), fate }.into()
    }
}

impl Operate for IfNeeded {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let ill =
            |fault: &str| Err(Misfit::Ill { what: self.operation.to_string(), fault: fault.to_owned() });
        if let Operation::AddColumn(add) = &*self.operation {
            if !add.column().fills_itself() {
                return ill("may find rows in the table: give the column a default, or let it take NULL");
            }
        } else if let Operation::DropColumn(DropColumn { table, .. })
        | Operation::DropConstraint(DropConstraint { table, .. }) = &*self.operation
        {
            fit::require_table(schema, table)?;
        } else if !matches!(&*self.operation, Operation::AddConstraint(_)) {
            return ill("has no form that looks first: `if_needed` is for columns and constraints");
        }
        if self.is_unknown(schema) { Ok(()) } else { self.operation.apply(schema) }
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        if let Operation::AddColumn(add) = &*self.operation {
            let drop = DropColumn::cascading(add.table().clone(), add.column().name.clone());
            return Ok(vec![Self::dropping(drop, Fate::Leave)]);
        }
        if let Operation::AddConstraint(AddConstraint { table, constraint }) = &*self.operation {
            let drop = DropConstraint { table: table.clone(), constraint: constraint.name().clone() };
            return Ok(vec![Self::dropping(drop, Fate::Drop)]);
        }
        if self.is_unknown(before) {
            return Ok(Vec::new());
        }
        let inverse = self.operation.inverse(before)?;
        let adopt = |operation: Operation| match (self.fate, &operation) {
            (Fate::Leave, Operation::AddColumn(_)) => Self::dropping(operation, Fate::Drop),
            _ => operation,
        };
        Ok(inverse.into_iter().map(adopt).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        self.operation.names()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { operation, fate: _ } = self;
        operation.prefix(by);
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        match self.fate {
            Fate::Drop => self.operation.hazards(before),
            Fate::Leave => Vec::new(),
        }
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { operation, fate } = self;
        let head = match fate {
            Fate::Drop => "if_needed",
            Fate::Leave => "leave",
        };
        out.list(head, |out| operation.canonical(out));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fate {
            Fate::Drop => write!(f, "{} if needed", self.operation),
            Fate::Leave => write!(f, "{}, which stays", self.operation),
        }
    }

    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { operation, fate } = self;
        if *fate == Fate::Leave {
            return Err(
                "a column that is left in the database undoes `if_needed`, and has no word of its own",
            );
        }
        let body = operation.operate().source(holes)?;
        Ok(vec![Code::op("if_needed", [Code::closure("op", body)])])
    }
}
