//! Renaming a column.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, IndexKey, IndexPart, Schema, Table};
use crate::site::Site;

/// Renames a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameColumn {
    /// The table.
    pub table: QualifiedName,
    /// The column's name before.
    pub from: Name,
    /// The column's name after.
    pub to: Name,
}

impl Operations {
    /// Renames a column. Indexes, keys, checks and generated columns follow and keep their names.
    #[track_caller]
    pub fn rename_column(&mut self, table: impl Into<QualifiedName>, from: &str, to: &str) {
        self.push(RenameColumn { table: table.into(), from: from.into(), to: to.into() }, Site::caller());
    }
}

impl RenameColumn {
    fn in_list(&self, columns: &mut [Name]) {
        for column in columns.iter_mut().filter(|column| **column == self.from) {
            *column = self.to.clone();
        }
    }

    fn in_references(&self, table: &mut Table) {
        let referenced = |key: &&mut crate::schema::ForeignKey| key.referenced_table == self.table;
        for key in table.foreign_keys.iter_mut().filter(referenced) {
            self.in_list(&mut key.referenced_columns);
        }
    }

    fn in_table(&self, table: &mut Table) {
        let Table {
            name: _,
            columns,
            primary_key,
            uniques,
            foreign_keys,
            checks,
            exclusions,
            indexes,
            comment: _,
            options,
        } = table;
        for column in columns {
            if column.name == self.from {
                column.name = self.to.clone();
            }
            if let Some(generated) = &mut column.generated {
                generated.expression.rename_column(&self.from, &self.to);
            }
            if let Some(check) = &mut column.mysql.check {
                check.rename_column(&self.from, &self.to);
            }
        }
        if let Some(key) = primary_key {
            self.in_list(&mut key.columns);
            self.in_list(&mut key.include);
        }
        for unique in uniques {
            self.in_list(&mut unique.columns);
            self.in_list(&mut unique.include);
        }
        for key in foreign_keys {
            self.in_list(&mut key.columns);
            self.in_list(&mut key.set_columns);
        }
        for check in checks {
            check.expression.rename_column(&self.from, &self.to);
        }
        for index in indexes {
            index.parts.iter_mut().for_each(|part| self.in_part(part));
            self.in_list(&mut index.include);
            if let Some(predicate) = &mut index.predicate {
                predicate.rename_column(&self.from, &self.to);
            }
        }
        for exclusion in exclusions {
            exclusion.elements.iter_mut().for_each(|element| self.in_part(&mut element.part));
            self.in_list(&mut exclusion.include);
            if let Some(predicate) = &mut exclusion.predicate {
                predicate.rename_column(&self.from, &self.to);
            }
        }
        if let Some(partitioning) = &mut options.postgres.partition_by {
            partitioning.parts.iter_mut().for_each(|part| self.in_part(part));
        }
        if let Some(partition_by) = &mut options.mysql.partition_by {
            partition_by.rename_column(&self.from, &self.to);
        }
        self.in_references(table);
    }

    /// What partitions, and tables that inherit, have of their own follows.
    fn in_children(&self, schema: &mut Schema) {
        let mut parents = vec![self.table.clone()];
        while let Some(parent) = parents.pop() {
            let children = schema.children_of(&parent).map(|child| child.name.clone()).collect::<Vec<_>>();
            for name in children {
                if let Some(mut table) = schema.take_table(&name) {
                    self.in_table(&mut table);
                    schema.put_table(table);
                }
                parents.push(name);
            }
        }
    }

    fn in_part(&self, part: &mut IndexPart) {
        match &mut part.key {
            IndexKey::Column(column) if *column == self.from => *column = self.to.clone(),
            IndexKey::Column(_) => {}
            IndexKey::Expression(expression) => expression.rename_column(&self.from, &self.to),
        }
    }
}

impl Operate for RenameColumn {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        fit::require_column(table, &self.from)?;
        fit::name(&self.to)?;
        if table.column(&self.to).is_some() {
            return Err(Misfit::ColumnExists { table: self.table.clone(), column: self.to.clone() });
        }
        fit::column_not_needed(schema, &self.table, &self.from)?;
        let referencing = schema
            .references_to(&self.table)
            .map(|(table, _)| table.name.clone())
            .collect::<std::collections::BTreeSet<_>>();
        for name in referencing {
            if let Some(mut table) = schema.take_table(&name) {
                self.in_references(&mut table);
                schema.put_table(table);
            }
        }
        if let Some(mut table) = schema.take_table(&self.table) {
            self.in_table(&mut table);
            schema.put_table(table);
            schema.rename_owner(&self.table, &self.from, &self.to);
        }
        self.in_children(schema);
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, from, to } = self.clone();
        Ok(vec![Self { table, from: to, to: from }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, from: _, to: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, from, to } = self;
        out.list("rename_column", |out| {
            out.qualified(table);
            out.name(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename column `{}` of `{}` to `{}`", self.from, self.table, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, from, to } = self;
        Ok(vec![Code::op("rename_column", [code::qualified(table), code::name(from), code::name(to)])])
    }
}
