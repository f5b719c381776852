//! Comparing a schema, with what is called otherwise from now on, with the one that shall come out: what differs becomes
//! changes, each with the phase in which it is best made.

mod code;
mod columns;
mod enums;
mod keys;
mod parts;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use super::pending::{Pending, Phase};
use super::{Change, Object, Rename, Verdict};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    CreateExtension, CreateSchema, DropExtension, DropSchema, Existing, Fate, UpdateExtension,
};
use crate::schema::Schema;

/// Two schemas on their way to what differs.
#[derive(Debug)]
pub(super) struct Comparing<'a> {
    /// The schema before all changes.
    pub(super) before: &'a Schema,
    /// The same with what is called otherwise from now on, and without views.
    pub(super) former: &'a Schema,
    /// The schema that shall come out.
    pub(super) target: &'a Schema,
    /// What is called otherwise.
    pub(super) renames: &'a [Rename],
    /// The foreign keys that go before the columns and keys that they are of change, and come again behind them: by table and
    /// name.
    remade_keys: BTreeSet<(QualifiedName, Name)>,
    /// The columns that have their new type by another change.
    typed: BTreeSet<(QualifiedName, Name)>,
    /// The columns that are dropped and added, since nothing else makes the one of the other; by table.
    remade_columns: BTreeMap<QualifiedName, Vec<Name>>,
    pending: &'a mut Pending,
}

impl<'a> Comparing<'a> {
    pub(super) fn new(
        before: &'a Schema,
        former: &'a Schema,
        target: &'a Schema,
        renames: &'a [Rename],
        pending: &'a mut Pending,
    ) -> Self {
        Self {
            before,
            former,
            target,
            renames,
            remade_keys: BTreeSet::new(),
            typed: BTreeSet::new(),
            remade_columns: BTreeMap::new(),
            pending,
        }
    }

    /// Compares everything.
    pub(super) fn compare(mut self) {
        self.schemas();
        self.extensions();
        self.enums();
        self.additions();
        self.find_remade_columns();
        self.tie_types();
        self.find_remade_keys();
        self.tables();
        self.sequences();
        self.functions();
        self.views();
        self.triggers();
    }

    fn push(&mut self, phase: Phase, change: Change) {
        self.pending.push(phase, change);
    }

    /// The name of a table before all changes.
    fn old_table(&self, name: &QualifiedName) -> QualifiedName {
        let old = self.renames.iter().find_map(|rename| match rename {
            Rename::Table { from, to } if to == name => Some(from.clone()),
            Rename::Table { .. } | Rename::Column { .. } | Rename::Enum { .. } | Rename::EnumValue { .. } => {
                None
            }
        });
        old.unwrap_or_else(|| name.clone())
    }

    /// The name of a column before all changes.
    fn old_column(&self, of: &QualifiedName, name: &Name) -> Name {
        let old = self.renames.iter().find_map(|rename| match rename {
            Rename::Column { table, from, to } if table == of && to == name => Some(from.clone()),
            Rename::Table { .. } | Rename::Column { .. } | Rename::Enum { .. } | Rename::EnumValue { .. } => {
                None
            }
        });
        old.unwrap_or_else(|| name.clone())
    }

    fn schemas(&mut self) {
        for name in self.target.schemas() {
            if !self.before.schemas().any(|other| other == name) {
                // Every database of PostgreSQL has it already.
                let existing = if name.as_str() == "public" { Existing::Adopt } else { Existing::Refuse };
                let create = CreateSchema { schema: name.clone(), existing }.into();
                let object = Object::Schema(name.clone());
                self.push(Phase::Schemas, Change::new(object, Verdict::Added, vec![create]));
            }
        }
        for name in self.before.schemas() {
            if !self.target.schemas().any(|other| other == name) {
                let fate = if name.as_str() == "public" { Fate::Leave } else { Fate::Drop };
                let drop = DropSchema { schema: name.clone(), fate }.into();
                let object = Object::Schema(name.clone());
                self.push(Phase::DropSchemas, Change::new(object, Verdict::Dropped, vec![drop]));
            }
        }
    }

    fn extensions(&mut self) {
        for after in self.target.extensions() {
            let object = || Object::Extension(after.name.clone());
            let create = || CreateExtension { extension: after.clone(), existing: Existing::Refuse }.into();
            let Some(before) = self.before.extension(&after.name) else {
                self.push(Phase::Extensions, Change::new(object(), Verdict::Added, vec![create()]));
                continue;
            };
            if before == after {
                continue;
            }
            let operations = if before.schema == after.schema {
                let (extension, version) = (after.name.clone(), after.version.clone());
                vec![UpdateExtension { extension, version }.into()]
            } else {
                let drop = DropExtension { extension: after.name.clone(), fate: Fate::Drop }.into();
                vec![drop, create()]
            };
            let mut change = Change::new(object(), Verdict::Changed, operations);
            change.differences = super::properties::differences(before, after);
            self.push(Phase::Extensions, change);
        }
        for before in self.before.extensions() {
            if self.target.extension(&before.name).is_none() {
                let drop = DropExtension { extension: before.name.clone(), fate: Fate::Drop }.into();
                let object = Object::Extension(before.name.clone());
                self.push(Phase::DropExtensions, Change::new(object, Verdict::Dropped, vec![drop]));
            }
        }
    }
}
