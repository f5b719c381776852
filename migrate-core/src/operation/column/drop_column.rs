//! Dropping a column.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{
    AddColumn, AddConstraint, Concurrency, CreateIndex, Hazard, Irreversible, Misfit, Operate, Operation,
    Operations, fit, recorded, sequence,
};
use crate::schema::{
    Canonical, Column, Constraint, ForeignKey, Index, Schema, Sequence, SequenceOwner, Table,
};
use crate::site::Site;

/// Drops a column and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropColumn {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
    /// What happens to the indexes and constraints that use the column.
    pub dependents: Dependents,
}

/// What happens to the indexes and constraints that use a dropped column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dependents {
    /// They are dropped with it.
    Drop,
    /// They make the drop an error.
    Refuse,
}

impl DropColumn {
    /// Drops a column that no index and no constraint uses.
    pub(crate) fn unused(table: QualifiedName, column: Name) -> Self {
        Self { table, column, dependents: Dependents::Refuse }
    }

    /// Drops the column with the indexes and constraints that use it.
    pub(crate) fn cascading(table: QualifiedName, column: Name) -> Self {
        Self { table, column, dependents: Dependents::Drop }
    }

    /// The constraints of the table that use the column, foreign keys first, so that each can be dropped in turn.
    pub fn constraints(&self, table: &Table) -> Vec<Constraint> {
        let keys = table.foreign_keys.iter();
        let keys = keys.filter(|key| key.columns.contains(&self.column) || self.is_referenced_by(key));
        let checks = table.checks.iter().filter(|check| check.expression.mentions(&self.column));
        let exclusions = table.exclusions.iter().filter(|exclusion| exclusion.uses(&self.column));
        let uniques = table.uniques.iter().filter(|unique| unique.uses(&self.column));
        let primary = table.primary_key.iter().filter(|key| key.uses(&self.column));
        keys.cloned()
            .map(Constraint::ForeignKey)
            .chain(checks.cloned().map(Constraint::Check))
            .chain(exclusions.cloned().map(Constraint::Exclusion))
            .chain(uniques.cloned().map(Constraint::Unique))
            .chain(primary.cloned().map(Constraint::PrimaryKey))
            .collect()
    }

    /// Whether another column is computed from the column.
    fn generates(&self, other: &Column) -> bool {
        other.name != self.column
            && other.generated.as_ref().is_some_and(|generated| generated.expression.mentions(&self.column))
    }

    /// Whether a foreign key of the table references the column itself.
    fn is_referenced_by(&self, key: &ForeignKey) -> bool {
        key.referenced_table == self.table && key.referenced_columns.contains(&self.column)
    }

    /// The indexes of the table that use the column.
    pub fn indexes<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = &'a Index> {
        table.indexes.iter().filter(|index| index.uses(&self.column))
    }

    /// The sequences that belong to the column, and go with it.
    fn sequences<'a>(&'a self, schema: &'a Schema) -> impl Iterator<Item = &'a Sequence> {
        let is_of = |owner: &SequenceOwner| owner.column == self.column;
        schema.sequences_of(&self.table).filter(move |sequence| sequence.owner.as_ref().is_some_and(is_of))
    }

    /// The table without the column and what uses it.
    fn without(&self, table: &Table) -> Table {
        let constraints = self.constraints(table);
        let gone = |name: &Name| constraints.iter().any(|constraint| constraint.name() == name);
        let indexes = self.indexes(table).map(|index| index.name.clone()).collect::<Vec<_>>();
        let mut after = table.clone();
        after.columns.retain(|column| column.name != self.column);
        after.take_constraints(gone);
        after.indexes.retain(|index| !indexes.contains(&index.name));
        after
    }
}

/// Says more of a column's drop.
#[derive(Debug)]
pub struct DropColumnBuilder<'a> {
    operation: &'a mut DropColumn,
}

impl DropColumnBuilder<'_> {
    /// Drops the indexes and constraints that use the column with it.
    pub fn cascade(self) {
        self.operation.dependents = Dependents::Drop;
    }
}

impl Operations {
    /// Drops a column and its values. The downgrade brings the column back, not the values.
    ///
    /// What uses the column must be dropped first, or with it: `op.drop_column("offers", "note").cascade()`.
    #[track_caller]
    pub fn drop_column(&mut self, table: impl Into<QualifiedName>, column: &str) -> DropColumnBuilder<'_> {
        let site = Site::caller();
        let drop = DropColumn { table: table.into(), column: column.into(), dependents: Dependents::Refuse };
        DropColumnBuilder { operation: recorded!(self, site, DropColumn, drop) }
    }
}

impl Operate for DropColumn {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        fit::require_column(table, &self.column)?;
        if table.columns.len() == 1 {
            return Err(Misfit::Ill {
                what: format!("column `{}`", self.column),
                fault: format!("is the only column of table `{}`; drop the table", self.table),
            });
        }
        if let Some(generated) = table.columns.iter().find(|column| self.generates(column)) {
            return Err(Misfit::ColumnGenerates {
                table: self.table.clone(),
                column: self.column.clone(),
                generated: generated.name.clone(),
            });
        }
        if self.dependents == Dependents::Refuse {
            let index = self.indexes(table).map(|index| format!("index `{}`", index.name)).next();
            let constraint = || {
                let first = self.constraints(table).into_iter().next();
                first.map(|constraint| format!("{} `{}`", constraint.kind(), constraint.name()))
            };
            if let Some(used_by) = index.or_else(constraint) {
                return Err(Misfit::ColumnInUse {
                    table: self.table.clone(),
                    column: self.column.clone(),
                    used_by,
                });
            }
        }
        let after = self.without(table);
        fit::column_not_needed(schema, &self.table, &self.column)?;
        fit::key_not_in_use(schema, &after, "column", &self.column)?;
        let owned = self.sequences(schema).map(|sequence| sequence.name.clone()).collect::<Vec<_>>();
        for sequence in &owned {
            fit::sequence_not_used(schema, sequence, |(by, column)| {
                by.name != self.table || column.name != self.column
            })?;
        }
        schema.put_table(after);
        for sequence in &owned {
            schema.take_sequence(sequence);
        }
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Some(table) = before.table(&self.table) else { return Ok(Vec::new()) };
        let Some(column) = table.column(&self.column) else { return Ok(Vec::new()) };
        if column.identity.is_some() {
            let (table, column) = (self.table.clone(), self.column.clone());
            return Err(Irreversible::Identity { table, column });
        }
        let mut addition = Table::new(&self.table);
        addition.columns.push(column.clone());
        let (mut keys, mut references) = (Vec::<Operation>::new(), Vec::<Operation>::new());
        for constraint in self.constraints(table) {
            let add = |constraint| AddConstraint { table: self.table.clone(), constraint }.into();
            match constraint {
                Constraint::Check(check) => addition.checks.push(check),
                Constraint::ForeignKey(key)
                    if key.columns == [self.column.clone()] && !self.is_referenced_by(&key) =>
                {
                    addition.foreign_keys.push(key);
                }
                Constraint::Unique(unique) if unique.columns.len() == 1 && unique.include.is_empty() => {
                    addition.uniques.push(unique);
                }
                Constraint::ForeignKey(_) => references.push(add(constraint)),
                Constraint::Exclusion(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_) => {
                    keys.push(add(constraint));
                }
            }
        }
        let concurrency = Concurrency::default();
        let create = |index: &Index| CreateIndex::certain(self.table.clone(), index.clone(), concurrency);
        let indexes = self.indexes(table).map(|index| create(index).into());
        // Keys and unique indexes before the foreign keys that may reference them.
        keys.reverse();
        references.reverse();
        let column = std::iter::once(AddColumn::new(addition).into());
        let (sequences, owners) = sequence::again(self.sequences(before));
        let table = column.chain(keys).chain(indexes).chain(references);
        Ok(sequences.into_iter().chain(table).chain(owners).collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, column: _, dependents: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::LosesColumn { table: self.table.clone(), column: self.column.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, column, dependents } = self;
        out.list("drop_column", |out| {
            out.qualified(table);
            out.name(column);
            match dependents {
                Dependents::Drop => out.word("cascade"),
                Dependents::Refuse => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop column `{}` of `{}`", self.column, self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, column, dependents } = self;
        let code = Code::op("drop_column", [code::qualified(table), code::name(column)]);
        Ok(vec![code.then_if(*dependents == Dependents::Drop, "cascade")])
    }
}
