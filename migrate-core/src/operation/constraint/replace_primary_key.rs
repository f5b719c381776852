//! Making other columns the primary key.

use std::fmt;

use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::operation::{
    Columns, Hazard, Irreversible, KeyBuilder, Misfit, Operate, Operation, Operations, fit, named, recorded,
};
use crate::schema::{Canonical, Constraint, PrimaryKey, Schema};
use crate::site::Site;

/// Makes other columns the primary key of a table that has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacePrimaryKey {
    /// The table.
    pub table: QualifiedName,
    /// The new key.
    pub key: PrimaryKey,
}

impl Operations {
    /// Makes other columns the primary key of a table that has one, in one step: no row is ever without a key, and
    /// `AUTO_INCREMENT` not without an index.
    ///
    /// Foreign keys that reference the old key must go first, unless its columns are unique otherwise.
    #[track_caller]
    pub fn replace_primary_key(
        &mut self,
        table: impl Into<QualifiedName>,
        columns: impl Columns,
    ) -> KeyBuilder<'_> {
        let site = Site::caller();
        let table = table.into();
        let key = named::primary_key(&table, columns.into_names());
        let operation = recorded!(self, site, ReplacePrimaryKey, ReplacePrimaryKey { table, key });
        KeyBuilder { key: &mut operation.key }
    }
}

impl Operate for ReplacePrimaryKey {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, key } = self;
        let table = fit::require_table(schema, table)?;
        let ill = |fault: &str| {
            Err(Misfit::Ill {
                what: format!("the primary key of table `{}`", table.name),
                fault: fault.to_owned(),
            })
        };
        let Some(old) = &table.primary_key else {
            return ill("is not there; add one: `op.add_primary_key(…)`");
        };
        if old.columns == key.columns {
            return ill("is of these columns already");
        }
        fit::name(&key.name)?;
        if old.name != key.name {
            if table.constraint(&key.name).is_some() {
                return Err(Misfit::ConstraintExists {
                    table: table.name.clone(),
                    constraint: key.name.clone(),
                });
            }
            fit::free_relation(schema, &table.name.beside(&key.name))?;
        }
        fit::constraint(schema, table, &Constraint::PrimaryKey(key.clone()))?;
        let mut after = table.clone();
        after.primary_key = Some(key.clone());
        fit::key_not_in_use(schema, &after, "primary key", &old.name)?;
        schema.put_table(after);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let old = before.table(&self.table).and_then(|table| table.primary_key.clone());
        let back = |key| Self { table: self.table.clone(), key }.into();
        Ok(old.map(back).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, key } = self;
        by.set_qualified(table);
        by.set_inner(&mut key.name);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::Rewrites { table: self.table.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, key } = self;
        out.list("replace_primary_key", |out| {
            out.qualified(table);
            out.constraint(&Constraint::PrimaryKey(key.clone()));
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "replace the primary key of `{}`", self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, key } = self;
        Ok(vec![written::replace_primary_key(table, key)])
    }
}
