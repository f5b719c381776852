//! Making a unique index the index of a constraint.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    Concurrency, CreateIndex, DropConstraint, Hazard, Irreversible, Misfit, Operate, Operation, Operations,
    fit, recorded,
};
use crate::schema::{Canonical, Constraint, Direction, Index, PrimaryKey, Schema, Table, Timing, Unique};
use crate::site::Site;

/// Makes a unique index that is there the index of a new constraint, under the constraint's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseIndex {
    /// The table.
    pub table: QualifiedName,
    /// The index.
    pub index: Name,
    /// What kind of constraint it becomes.
    pub kind: KeyKind,
    /// The constraint's name.
    pub name: Name,
    /// When the constraint is asked.
    pub timing: Timing,
}

/// A constraint that has an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// The primary key.
    Primary,
    /// A unique constraint.
    Unique,
}

/// Says more of a constraint that takes an index for its own.
#[derive(Debug)]
pub struct UseIndexBuilder<'a> {
    operation: &'a mut UseIndex,
}

impl UseIndexBuilder<'_> {
    /// Names the constraint, and the index with it.
    pub fn name(self, name: &str) -> Self {
        self.operation.name = name.into();
        self
    }

    /// Lets a transaction put the constraint off to its end. PostgreSQL alone.
    pub fn deferrable(self) -> Self {
        self.operation.timing = Timing::Deferrable;
        self
    }

    /// Asks for the constraint at the end of the transaction only. PostgreSQL alone.
    pub fn initially_deferred(self) -> Self {
        self.operation.timing = Timing::Deferred;
        self
    }
}

impl Operations {
    /// Makes a unique index the index of a unique constraint, which has the index's name if it is given no other. With an
    /// index made [`concurrently`](crate::operation::IndexBuilder::concurrently), nobody waits.
    #[track_caller]
    pub fn add_unique_using_index(
        &mut self,
        table: impl Into<QualifiedName>,
        index: &str,
    ) -> UseIndexBuilder<'_> {
        self.use_index(table.into(), index, KeyKind::Unique, index.into(), Site::caller())
    }

    /// Makes a unique index the index of the primary key of a table that has none.
    #[track_caller]
    pub fn add_primary_key_using_index(
        &mut self,
        table: impl Into<QualifiedName>,
        index: &str,
    ) -> UseIndexBuilder<'_> {
        let table = table.into();
        let name = Name::derive("pk", &table, []);
        self.use_index(table, index, KeyKind::Primary, name, Site::caller())
    }
}

impl Operations {
    fn use_index(
        &mut self,
        table: QualifiedName,
        index: &str,
        kind: KeyKind,
        name: Name,
        site: Site,
    ) -> UseIndexBuilder<'_> {
        let operation = UseIndex { table, index: index.into(), kind, name, timing: Timing::Immediate };
        UseIndexBuilder { operation: recorded!(self, site, UseIndex, operation) }
    }
}

impl UseIndex {
    /// The constraint that an index becomes.
    fn constraint(&self, index: &Index) -> Result<Constraint, Misfit> {
        let ill = |fault: &str| Misfit::Ill {
            what: format!("index `{}` of table `{}`", self.index, self.table),
            fault: fault.to_owned(),
        };
        let columns =
            index.unique_columns().ok_or_else(|| ill("is not one of whole columns that is unique"))?;
        let plain =
            |part: &crate::schema::IndexPart| part.direction == Direction::Ascending && part.nulls.is_none();
        if index.method.is_some() || !index.parts.iter().all(plain) {
            return Err(ill("is sorted otherwise than that of a constraint"));
        }
        let (name, include, timing) = (self.name.clone(), index.include.clone(), self.timing);
        Ok(match self.kind {
            KeyKind::Primary => Constraint::PrimaryKey(PrimaryKey { name, columns, include, timing }),
            KeyKind::Unique => {
                Constraint::Unique(Unique { name, columns, include, nulls: index.nulls, timing })
            }
        })
    }

    /// The table with the constraint in the place of the index, and the constraint.
    pub(crate) fn with(&self, table: &Table) -> Result<(Table, Constraint), Misfit> {
        let constraint = self.constraint(fit::require_index(table, &self.index)?)?;
        let mut after = table.clone();
        after.indexes.retain(|index| index.name != self.index);
        after.put_constraint(constraint.clone());
        Ok((after, constraint))
    }
}

impl Operate for UseIndex {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        let exists = |name: &Name| {
            Err(Misfit::ConstraintExists { table: table.name.clone(), constraint: name.clone() })
        };
        fit::name(&self.name)?;
        if table.constraint(&self.name).is_some() {
            return exists(&self.name);
        }
        match (&table.primary_key, self.kind) {
            (Some(key), KeyKind::Primary) => return exists(&key.name),
            (None | Some(_), KeyKind::Primary | KeyKind::Unique) => {}
        }
        if self.name != self.index {
            fit::free_relation(schema, &table.name.beside(&self.name))?;
        }
        let (after, constraint) = self.with(table)?;
        fit::constraint(schema, table, &constraint)?;
        fit::key_not_in_use(schema, &after, "index", &self.index)?;
        schema.put_table(after);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, index, kind: _, name, timing: _ } = self.clone();
        let index = before.table(&table).and_then(|table| table.index(&index)).cloned();
        let concurrency = Concurrency::default();
        let create = index.map(|index| CreateIndex::certain(table.clone(), index, concurrency).into());
        let drop = DropConstraint { table, constraint: name }.into();
        Ok(std::iter::once(drop).chain(create).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, index, kind: _, name, timing: _ } = self;
        by.set_qualified(table);
        by.set_inner(index);
        by.set_inner(name);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, index, kind, name, timing } = self;
        out.list("use_index", |out| {
            out.qualified(table);
            out.name(index);
            out.word(match kind {
                KeyKind::Primary => "primary",
                KeyKind::Unique => "unique",
            });
            out.name(name);
            out.timing(*timing);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            KeyKind::Primary => "primary key",
            KeyKind::Unique => "unique constraint",
        };
        write!(f, "make index `{}` of `{}` {kind} `{}`", self.index, self.table, self.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, index, kind, name, timing } = self;
        let (method, derived) = match kind {
            KeyKind::Primary => ("add_primary_key_using_index", Name::derive("pk", table, [])),
            KeyKind::Unique => ("add_unique_using_index", index.clone()),
        };
        let code = Code::op(method, [code::qualified(table), code::name(index)]);
        Ok(vec![written::name_unless_derived(written::timing(code, *timing), name, &derived)])
    }
}
