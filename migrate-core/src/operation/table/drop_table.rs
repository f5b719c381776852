//! Dropping a table.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    AddConstraint, CreateTable, Existing, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit,
    routine, sequence,
};
use crate::schema::{Canonical, Schema, Validation};
use crate::site::Site;

/// Drops a table and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropTable {
    /// The table.
    pub table: QualifiedName,
    /// Whether the database must have it, and loses it.
    pub dropping: Dropping,
}

/// How a table is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropping {
    /// It must be there.
    Certain,
    /// It need not be there.
    IfExists,
    /// It stays in the database, and the chain knows it no longer: nobody knows whether the chain made it.
    Leave,
}

impl Operations {
    /// Drops a table and its rows. The downgrade brings the table back, not the rows.
    #[track_caller]
    pub fn drop_table(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropTable { table: name.into(), dropping: Dropping::Certain }, Site::caller());
    }

    /// Drops a table and its rows if the database has it, whether the chain made it or not. The downgrade brings back what
    /// the chain knows of.
    #[track_caller]
    pub fn drop_table_if_exists(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropTable { table: name.into(), dropping: Dropping::IfExists }, Site::caller());
    }
}

impl Operate for DropTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, dropping } = self;
        if *dropping == Dropping::IfExists && schema.table(table).is_none() {
            return fit::not_needed(schema, "table", table);
        }
        fit::require_table(schema, table)?;
        if let Some((by, key)) = schema.references_to(table).next() {
            return Err(Misfit::TableInUse {
                table: table.clone(),
                by: by.name.clone(),
                key: key.name.clone(),
            });
        }
        if let Some(child) = schema.children_of(table).next() {
            return Err(Misfit::Ill {
                what: format!("table `{table}`"),
                fault: format!("has the rows of `{}`, which must go first", child.name),
            });
        }
        fit::not_needed(schema, "table", table)?;
        for sequence in schema.sequences_of(table) {
            fit::sequence_not_used(schema, &sequence.name, |(by, _)| by.name != *table)?;
        }
        schema.remove_table(table);
        schema.take_sequences(table);
        schema.take_triggers(table);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Some(mut table) = before.table(&self.table).cloned() else { return Ok(Vec::new()) };
        // A new table has no constraint that is not valid: it gets such ones when it is there.
        let later = table.constraints().filter(|constraint| constraint.validation() == Validation::NotValid);
        let later = later.collect::<Vec<_>>();
        table.take_constraints(|name| later.iter().any(|constraint| constraint.name() == name));
        let add = |constraint| AddConstraint { table: self.table.clone(), constraint }.into();
        let existing = match self.dropping {
            Dropping::Certain | Dropping::IfExists => Existing::Refuse,
            Dropping::Leave => Existing::Adopt,
        };
        let create = CreateTable { table, existing }.into();
        let later = later.into_iter().map(add);
        let (sequences, owners) = sequence::again(before.sequences_of(&self.table));
        let table = std::iter::once(create).chain(later).chain(routine::triggers_again(before, &self.table));
        Ok(sequences.into_iter().chain(table).chain(owners).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, dropping: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        match self.dropping {
            Dropping::Certain | Dropping::IfExists => vec![Hazard::LosesTable { table: self.table.clone() }],
            Dropping::Leave => Vec::new(),
        }
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, dropping } = self;
        out.list("drop_table", |out| {
            out.qualified(table);
            match dropping {
                Dropping::Certain => {}
                Dropping::IfExists => out.word("if_exists"),
                Dropping::Leave => out.word("leave"),
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.dropping {
            Dropping::Certain => write!(f, "drop table `{}`", self.table),
            Dropping::IfExists => write!(f, "drop table `{}` if it is there", self.table),
            Dropping::Leave => write!(f, "leave table `{}`", self.table),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, dropping } = self;
        let method = match dropping {
            Dropping::Certain => "drop_table",
            Dropping::IfExists => "drop_table_if_exists",
            Dropping::Leave => {
                return Err(
                    "a table that is left in the database undoes `if_not_exists`, and has no word of its own",
                );
            }
        };
        Ok(vec![Code::op(method, [code::qualified(table)])])
    }
}
