//! Renaming an enum type.

use std::fmt;

use crate::name::{Name, QualifiedName};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, EnumType, Schema};
use crate::site::Site;

/// Renames an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameEnum {
    /// The name before.
    pub from: QualifiedName,
    /// The name after, in the same schema.
    pub to: Name,
}

impl RenameEnum {
    /// The name after, with its schema.
    pub fn renamed(&self) -> QualifiedName {
        self.from.beside(&self.to)
    }
}

impl Operations {
    /// Renames an enum type, which stays in its schema. The columns that use it follow. On MySQL, MariaDB and SQLite, where
    /// it is no thing of its own, nothing runs.
    #[track_caller]
    pub fn rename_enum(&mut self, from: impl Into<QualifiedName>, to: &str) {
        self.push(RenameEnum { from: from.into(), to: to.into() }, Site::caller());
    }
}

impl Operate for RenameEnum {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let (from, to) = (&self.from, self.renamed());
        let EnumType { name: _, values } = fit::require_enum(schema, from)?.clone();
        fit::name(&to.name)?;
        if schema.enum_type(&to).is_some() {
            return Err(Misfit::EnumExists { name: to });
        }
        let mut tables = schema.columns_of_enum(from).map(|(table, _)| table.clone()).collect::<Vec<_>>();
        tables.dedup_by(|one, other| one.name == other.name);
        schema.take_enum(from);
        schema.put_enum(EnumType { name: to.clone(), values });
        for mut table in tables {
            for column in &mut table.columns {
                column.column_type = column.column_type.with_enum(from, &to);
            }
            schema.put_table(table);
        }
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(vec![Self { from: self.renamed(), to: self.from.name.clone() }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.from]
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { from, to } = self;
        out.list("rename_enum", |out| {
            out.qualified(from);
            out.name(to);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename enum `{}` to `{}`", self.from, self.to)
    }
}
