//! Creating, altering, renaming and dropping sequences.
use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{AlterSequenceBuilder, SequenceBuilder};
use crate::operation::{Change, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded};
use crate::schema::{Canonical, Schema, Sequence, SequenceNumber, SequenceOptions, SequenceOwner};
use crate::site::Site;

/// Creates a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateSequence {
    /// The sequence.
    pub sequence: Sequence,
}

/// Changes how a sequence goes, or whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterSequence {
    /// The sequence.
    pub sequence: QualifiedName,
    /// Another first number, where it is asked for.
    pub start: Option<Change<i64>>,
    /// Another step.
    pub increment: Option<Change<i64>>,
    /// Another least number.
    pub min: Option<Change<i64>>,
    /// Another greatest number.
    pub max: Option<Change<i64>>,
    /// How many numbers a session takes at once.
    pub cache: Option<Change<i64>>,
    /// Whether it begins again behind its last number.
    pub cycle: Option<Cycle>,
    /// The column that it belongs to.
    pub owner: Option<Change<SequenceOwner>>,
}

/// Whether a sequence begins again behind its last number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// It does.
    Again,
    /// It ends.
    End,
}

/// Drops a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropSequence {
    /// The sequence.
    pub sequence: QualifiedName,
}

/// Renames a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameSequence {
    /// The name before.
    pub from: QualifiedName,
    /// The name after, in the same schema.
    pub to: Name,
}

impl Operations {
    /// Creates a sequence, on PostgreSQL and MariaDB: MySQL and SQLite have none.
    ///
    /// A column takes its numbers by [`next_value`](crate::schema::next_value). As PostgreSQL's `serial` does it:
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_sequence("invoice_numbers").start(1000);
    /// op.add_column("invoices", "number", BigInt).default(next_value("invoice_numbers"));
    /// op.on(Postgres, |op| {
    ///     op.alter_sequence("invoice_numbers").owned_by("invoices", "number");
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn create_sequence(&mut self, name: impl Into<QualifiedName>) -> SequenceBuilder<'_> {
        let site = Site::caller();
        let (options, number) = (SequenceOptions::NONE, SequenceNumber::BigInt);
        let sequence = Sequence { name: name.into(), options, owner: None, number };
        let create = recorded!(self, site, CreateSequence, CreateSequence { sequence });
        SequenceBuilder { sequence: &mut create.sequence }
    }

    /// Changes how a sequence goes on, or whose it is.
    #[track_caller]
    pub fn alter_sequence(&mut self, name: impl Into<QualifiedName>) -> AlterSequenceBuilder<'_> {
        let site = Site::caller();
        let alter = AlterSequence::nothing(name.into());
        AlterSequenceBuilder { operation: recorded!(self, site, AlterSequence, alter) }
    }

    /// Drops a sequence that no column's default uses. The downgrade brings it back, from its first number.
    #[track_caller]
    pub fn drop_sequence(&mut self, name: impl Into<QualifiedName>) {
        self.push(DropSequence { sequence: name.into() }, Site::caller());
    }

    /// Renames a sequence, which stays in its schema. Defaults follow on PostgreSQL.
    #[track_caller]
    pub fn rename_sequence(&mut self, from: impl Into<QualifiedName>, to: &str) {
        self.push(RenameSequence { from: from.into(), to: to.into() }, Site::caller());
    }
}

impl AlterSequence {
    fn nothing(sequence: QualifiedName) -> Self {
        let (start, increment, min, max, cache) = (None, None, None, None, None);
        Self { sequence, start, increment, min, max, cache, cycle: None, owner: None }
    }

    /// Makes a sequence that is there belong to a column.
    pub(in crate::operation) fn to_owner(sequence: QualifiedName, owner: SequenceOwner) -> Self {
        Self { owner: Some(Change::Set(owner)), ..Self::nothing(sequence) }
    }

    /// The sequence as it is then.
    fn with(&self, sequence: &Sequence) -> Sequence {
        let Self { sequence: _, start, increment, min, max, cache, cycle, owner } = self;
        let number =
            |change: &Option<Change<i64>>, is: Option<i64>| change.as_ref().map_or(is, Change::value);
        let is = sequence.options;
        let options = SequenceOptions {
            start: number(start, is.start),
            increment: number(increment, is.increment),
            min: number(min, is.min),
            max: number(max, is.max),
            cache: number(cache, is.cache),
            cycle: cycle.map_or(is.cycle, |cycle| cycle == Cycle::Again),
        };
        let owner = owner.as_ref().map_or_else(|| sequence.owner.clone(), Change::value);
        Sequence { name: sequence.name.clone(), options, owner, number: sequence.number }
    }
}

impl RenameSequence {
    /// The name after, with its schema.
    pub fn renamed(&self) -> QualifiedName {
        self.from.beside(&self.to)
    }
}

fn fits(schema: &Schema, sequence: &Sequence) -> Result<(), Misfit> {
    let Sequence { name, options, owner, number: _ } = sequence;
    let ill = |fault: String| Err(Misfit::Ill { what: format!("sequence `{name}`"), fault });
    if let Some(fault) = options.fault() {
        return ill(fault.to_owned());
    }
    let Some(SequenceOwner { table, column }) = owner else { return Ok(()) };
    fit::require_column(fit::require_table(schema, table)?, column)?;
    if table.schema != name.schema {
        return ill(format!("is in another schema than table `{table}`, which it would belong to"));
    }
    Ok(())
}

impl Operate for CreateSequence {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { sequence } = self;
        fit::require_schema(schema, &sequence.name)?;
        fit::free_relation(schema, &sequence.name)?;
        fits(schema, sequence)?;
        schema.put_sequence(sequence.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![DropSequence { sequence: self.sequence.name.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        let owner = self.sequence.owner.iter().map(|owner| &owner.table);
        std::iter::once(&self.sequence.name).chain(owner).collect()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { sequence } = self;
        sequence.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { sequence: Sequence { name, options, owner, number } } = self;
        out.list("create_sequence", |out| {
            out.qualified(name);
            out.sequence_options(options);
            if let Some(owner) = owner {
                write_owner(out, owner);
            }
            match number {
                SequenceNumber::BigInt => {}
                SequenceNumber::Integer => out.word("integer"),
                SequenceNumber::SmallInt => out.word("small_int"),
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create sequence `{}`", self.sequence.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { sequence: Sequence { name, options, owner, number } } = self;
        let code = Code::op("create_sequence", [code::qualified(name)]);
        let code = match number {
            SequenceNumber::BigInt => code,
            SequenceNumber::Integer => code.then("integer", []),
            SequenceNumber::SmallInt => code.then("small_int", []),
        };
        let code = code::options(code, options);
        Ok(vec![match owner {
            None => code,
            Some(owner) => code.then("owned_by", written_owner(owner)),
        }])
    }
}

/// The column that a sequence belongs to, as a method takes it.
fn written_owner(owner: &SequenceOwner) -> [Code; 2] {
    let SequenceOwner { table, column } = owner;
    [code::qualified(table), code::name(column)]
}

fn write_owner(out: &mut Canonical, owner: &SequenceOwner) {
    let SequenceOwner { table, column } = owner;
    out.list("owned_by", |out| {
        out.qualified(table);
        out.name(column);
    });
}

impl Operate for AlterSequence {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let after = self.with(fit::require_sequence(schema, &self.sequence)?);
        fits(schema, &after)?;
        schema.put_sequence(after);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Some(was) = before.sequence(&self.sequence) else { return Ok(Vec::new()) };
        let Self { sequence, start, increment, min, max, cache, cycle, owner } = self;
        let back = |change: &Option<Change<i64>>, was: Option<i64>| change.as_ref().map(|_| Change::to(was));
        let undo = Self {
            sequence: sequence.clone(),
            start: back(start, was.options.start),
            increment: back(increment, was.options.increment),
            min: back(min, was.options.min),
            max: back(max, was.options.max),
            cache: back(cache, was.options.cache),
            cycle: cycle.map(|_| if was.options.cycle { Cycle::Again } else { Cycle::End }),
            owner: owner.as_ref().map(|_| Change::to(was.owner.clone())),
        };
        Ok(vec![undo.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        let owner = match &self.owner {
            Some(Change::Set(owner)) => Some(&owner.table),
            Some(Change::Drop) | None => None,
        };
        std::iter::once(&self.sequence).chain(owner).collect()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { sequence, start: _, increment: _, min: _, max: _, cache: _, cycle: _, owner } = self;
        by.set_qualified(sequence);
        match owner {
            Some(Change::Set(owner)) => owner.prefix(by),
            Some(Change::Drop) | None => {}
        }
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { sequence, start, increment, min, max, cache, cycle, owner } = self;
        out.list("alter_sequence", |out| {
            out.qualified(sequence);
            let numbers =
                [("start", start), ("increment", increment), ("min", min), ("max", max), ("cache", cache)];
            for (head, change) in numbers {
                match change {
                    None => {}
                    Some(Change::Drop) => out.list(head, |out| out.word("none")),
                    Some(Change::Set(number)) => out.list(head, |out| out.word(&number.to_string())),
                }
            }
            match cycle {
                None => {}
                Some(Cycle::Again) => out.word("cycle"),
                Some(Cycle::End) => out.word("no_cycle"),
            }
            match owner {
                None => {}
                Some(Change::Drop) => out.word("owned_by_none"),
                Some(Change::Set(owner)) => write_owner(out, owner),
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "alter sequence `{}`", self.sequence)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { sequence, start, increment, min, max, cache, cycle, owner } = self;
        let mut code = Code::op("alter_sequence", [code::qualified(sequence)]);
        for (change, set, drop) in [
            (start, "start", None),
            (increment, "increment", None),
            (min, "min", Some("no_min")),
            (max, "max", Some("no_max")),
            (cache, "cache", None),
        ] {
            code = match (change, drop) {
                (None, _) => code,
                (Some(Change::Set(number)), _) => code.then(set, [code::number(*number)]),
                (Some(Change::Drop), Some(drop)) => code.then(drop, []),
                (Some(Change::Drop), None) => {
                    return Err(
                        "a sequence has no word for its first number, its step or its cache being as the database has it",
                    );
                }
            };
        }
        code = match cycle {
            None => code,
            Some(Cycle::Again) => code.then("cycle", []),
            Some(Cycle::End) => code.then("no_cycle", []),
        };
        Ok(vec![match owner {
            None => code,
            Some(Change::Drop) => code.then("owned_by_none", []),
            Some(Change::Set(owner)) => code.then("owned_by", written_owner(owner)),
        }])
    }
}

impl Operate for DropSequence {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { sequence } = self;
        fit::require_sequence(schema, sequence)?;
        fit::sequence_not_used(schema, sequence, |_| true)?;
        schema.take_sequence(sequence);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let sequence = before.sequence(&self.sequence).cloned();
        Ok(sequence.map(|sequence| CreateSequence { sequence }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.sequence]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { sequence } = self;
        by.set_qualified(sequence);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { sequence } = self;
        out.list("drop_sequence", |out| out.qualified(sequence));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop sequence `{}`", self.sequence)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { sequence } = self;
        Ok(vec![Code::op("drop_sequence", [code::qualified(sequence)])])
    }
}

impl Operate for RenameSequence {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { from, to: _ } = self;
        let renamed = self.renamed();
        fit::require_sequence(schema, from)?;
        fit::free_relation(schema, &renamed)?;
        schema.rename_sequence(from, &renamed);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![Self { from: self.renamed(), to: self.from.name.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.from]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { from, to } = self;
        by.set_qualified(from);
        by.set(to);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { from, to } = self;
        out.list("rename_sequence", |out| {
            out.qualified(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename sequence `{}` to `{}`", self.from, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { from, to } = self;
        Ok(vec![Code::op("rename_sequence", [code::qualified(from), code::name(to)])])
    }
}

/// What brings the sequences back that go with a table or a column: what creates them, to stand before it, and what makes
/// them belong to it, to stand behind.
pub(in crate::operation) fn again<'a>(
    owned: impl Iterator<Item = &'a Sequence>,
) -> (Vec<Operation>, Vec<Operation>) {
    let both = owned.filter_map(|sequence| {
        let column = sequence.owner.clone()?;
        let create = CreateSequence { sequence: Sequence { owner: None, ..sequence.clone() } };
        Some((create.into(), AlterSequence::to_owner(sequence.name.clone(), column).into()))
    });
    both.unzip()
}
