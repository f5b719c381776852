//! Renaming a table.

use std::fmt;

use super::followers;
use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded};
use crate::schema::{Canonical, Schema, Table};
use crate::site::Site;

/// Renames a table. Its indexes and constraints keep their names, or follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTable {
    /// The name before.
    pub from: QualifiedName,
    /// The name after, in the same schema.
    pub to: Name,
    /// What its keys, constraints and indexes are called from now on.
    pub inner: InnerNames,
}

/// What the keys, constraints and indexes of a renamed table are called from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InnerNames {
    /// What was named after the table by the convention is named after its new name.
    Follow,
    /// As before.
    #[default]
    Keep,
    /// These have other names: before, and after.
    Listed(Vec<(Name, Name)>),
}

impl RenameTable {
    /// The name after, with its schema.
    pub fn renamed(&self) -> QualifiedName {
        self.from.beside(&self.to)
    }

    /// The keys, constraints and indexes that have other names from now on: before, and after.
    pub fn followers(&self, table: &Table) -> Vec<(Name, Name)> {
        match &self.inner {
            InnerNames::Follow => followers::followers(table, &self.from.name, &self.to),
            InnerNames::Keep => Vec::new(),
            InnerNames::Listed(listed) => listed.clone(),
        }
    }
}

/// Says more of a table's new name.
#[derive(Debug)]
pub struct RenameTableBuilder<'a> {
    operation: &'a mut RenameTable,
}

impl RenameTableBuilder<'_> {
    /// Renames with the table what is named after it: its primary key, unique constraints, foreign keys, checks and
    /// indexes, as far as they have the names that they get when none is given, and on PostgreSQL the sequence of an
    /// identity.
    pub fn with_names(self) {
        self.operation.inner = InnerNames::Follow;
    }
}

impl Operations {
    /// Renames a table, which stays in its schema. Foreign keys of other tables follow; its own indexes and constraints keep
    /// their names, or follow too: `op.rename_table("deals", "contracts").with_names()`.
    #[track_caller]
    pub fn rename_table(&mut self, from: impl Into<QualifiedName>, to: &str) -> RenameTableBuilder<'_> {
        let site = Site::caller();
        let rename = RenameTable { from: from.into(), to: to.into(), inner: InnerNames::Keep };
        RenameTableBuilder { operation: recorded!(self, site, RenameTable, rename) }
    }
}

impl Operate for RenameTable {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let followers = self.followers(fit::require_table(schema, &self.from)?);
        let renamed = self.renamed();
        fit::free_table(schema, &renamed)?;
        fit::not_needed(schema, "table", &self.from)?;
        let mut after = schema.clone();
        after.rename_table(&self.from, &renamed);
        if !followers.is_empty()
            && let Some(table) = after.take_table(&renamed)
        {
            let table = followers::rename(table, &followers);
            fit::distinct_names(schema, &table)?;
            for (_, name) in &followers {
                if table.relation_names().any(|relation| relation == name) {
                    fit::free_relation(&after, &renamed.beside(name))?;
                }
            }
            after.put_table(table);
        }
        *schema = after;
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let followers = before.table(&self.from).map(|table| self.followers(table)).unwrap_or_default();
        let inner = match &self.inner {
            InnerNames::Keep => InnerNames::Keep,
            InnerNames::Follow | InnerNames::Listed(_) => {
                InnerNames::Listed(followers.into_iter().map(|(before, after)| (after, before)).collect())
            }
        };
        Ok(vec![Self { from: self.renamed(), to: self.from.name.clone(), inner }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.from]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { from, to, inner } = self;
        by.set_qualified(from);
        by.set(to);
        match inner {
            InnerNames::Listed(names) => {
                for (before, after) in names {
                    by.set_inner(before);
                    by.set_inner(after);
                }
            }
            InnerNames::Follow | InnerNames::Keep => {}
        }
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { from, to, inner } = self;
        out.list("rename_table", |out| {
            out.qualified(from);
            out.name(to);
            match inner {
                InnerNames::Follow => out.word("with_names"),
                InnerNames::Keep => {}
                InnerNames::Listed(listed) => {
                    for (before, after) in listed {
                        out.names("names", [before, after]);
                    }
                }
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename table `{}` to `{}`", self.from, self.to)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { from, to, inner } = self;
        let code = Code::op("rename_table", [code::qualified(from), code::name(to)]);
        match inner {
            InnerNames::Follow => Ok(vec![code.then("with_names", [])]),
            InnerNames::Keep => Ok(vec![code]),
            InnerNames::Listed(_) => {
                Err("names that are listed undo `with_names`, and have no word of their own")
            }
        }
    }
}
