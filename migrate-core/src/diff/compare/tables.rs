//! Tables: those that come, those that go, and what they are besides their columns.

use super::Comparing;
use crate::diff::pending::Phase;
use crate::diff::properties::{differences, same_table};
use crate::diff::{Change, Effect, Hit, Object, Rows, Verdict, Which};
use crate::operation::{
    Change as Value, DropTable, Dropping, Engine, Operation, SetComment, SetTableOptions, TextEncoding,
    creation,
};
use crate::schema::{Schema, Table, TableOptions};

impl Comparing<'_> {
    /// What only the target has, as it is made from nothing.
    pub(super) fn additions(&mut self) {
        let mut added = Schema::default();
        for enum_type in self.target.enum_types() {
            if self.former.enum_type(&enum_type.name).is_none() {
                added.put_enum(enum_type.clone());
            }
        }
        for sequence in self.target.sequences() {
            if self.former.sequence(&sequence.name).is_none() {
                added.put_sequence(sequence.clone());
            }
        }
        for table in self.target.tables() {
            if self.former.table(&table.name).is_none() {
                added.put_table(table.clone());
            }
        }
        for function in self.target.functions() {
            if self.former.function(&function.signature()).is_none() {
                added.put_function(function.clone());
            }
        }
        for operation in creation(&added) {
            self.addition(operation);
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what makes a schema of four kinds is seven operations"
    )]
    fn addition(&mut self, operation: Operation) {
        let (phase, object) = match &operation {
            Operation::AddConstraint(add) => {
                let (table, name) = (add.table.clone(), add.constraint.name().clone());
                (Phase::ForeignKeys, Object::Constraint(table, add.constraint.kind(), name))
            }
            Operation::AlterSequence(alter) => (Phase::Owners, Object::Sequence(alter.sequence.clone())),
            Operation::CreateEnum(create) => (Phase::Enums, Object::Enum(create.enum_type.name.clone())),
            Operation::CreateFunction(create) => {
                (Phase::Create, Object::Function(create.function.signature()))
            }
            Operation::CreateIndex(create) => {
                (Phase::Keys, Object::Index(create.table.clone(), create.index.name.clone()))
            }
            Operation::CreateSequence(create) => {
                (Phase::Sequences, Object::Sequence(create.sequence.name.clone()))
            }
            Operation::CreateTable(create) => (Phase::Create, Object::Table(create.table.name.clone())),
            other => unreachable!("a schema of enums, sequences, functions and tables is made by {other}"),
        };
        self.push(phase, Change::new(object, Verdict::Added, vec![operation]));
    }

    /// The tables that both have, and those that go.
    pub(super) fn tables(&mut self) {
        for before in self.former.tables() {
            match self.target.table(&before.name) {
                Some(after) if std::ptr::eq(before, after) => {
                    // What is the very same may have foreign keys in the way of another table's change.
                    if !self.remade_keys.is_empty() {
                        self.parts(before, after);
                    }
                }
                Some(after) => self.table(before, after),
                None => self.drop_table(before),
            }
        }
    }

    fn drop_table(&mut self, table: &Table) {
        let name = table.name.clone();
        let drop = DropTable { table: name.clone(), dropping: Dropping::Certain }.into();
        let rows = Rows { table: self.old_table(&name), which: Which::All };
        let mut change = Change::new(Object::Table(name), Verdict::Dropped, vec![drop]);
        change.hits.push(Hit { effect: Effect::Loses, rows });
        self.push(Phase::DropTables, change);
    }

    fn table(&mut self, before: &Table, after: &Table) {
        if self.remade_keys.is_empty() && same_table(before, after) {
            return;
        }
        self.own(before, after);
        self.columns(before, after);
        self.parts(before, after);
    }

    /// What a table is besides what stands in it.
    fn own(&mut self, before: &Table, after: &Table) {
        let differences = differences(before, after);
        if differences.is_empty() {
            return;
        }
        let table = || after.name.clone();
        let mut operations = Vec::<Operation>::new();
        if before.comment != after.comment {
            let comment = after.comment.clone();
            operations.push(SetComment { table: table(), column: None, comment }.into());
        }
        let TableOptions { mysql, postgres, sqlite } = &after.options;
        let TableOptions { mysql: old_mysql, postgres: old_postgres, sqlite: old_sqlite } = &before.options;
        if before.options != after.options {
            let text = (&mysql.charset, &mysql.collation) != (&old_mysql.charset, &old_mysql.collation);
            let encoding =
                || TextEncoding { charset: mysql.charset.clone(), collation: mysql.collation.clone() };
            let set = SetTableOptions {
                table: table(),
                engine: (mysql.engine != old_mysql.engine).then(|| Engine { name: mysql.engine.clone() }),
                text: text.then(encoding),
                strict: Some(sqlite.strict).filter(|strict| *strict != old_sqlite.strict),
                without_rowid: Some(sqlite.without_rowid)
                    .filter(|without| *without != old_sqlite.without_rowid),
                partition_by: (mysql.partition_by != old_mysql.partition_by)
                    .then(|| mysql.partition_by.clone().map_or(Value::Drop, Value::Set)),
                parameters: (postgres.parameters != old_postgres.parameters)
                    .then(|| postgres.parameters.clone()),
                unlogged: Some(postgres.unlogged).filter(|unlogged| *unlogged != old_postgres.unlogged),
            };
            // What has no statement of its own is seen, and left to a person.
            if set != SetTableOptions::nothing(table()) {
                operations.push(set.into());
            }
        }
        let mut change = Change::new(Object::Table(table()), Verdict::Changed, operations);
        change.differences = differences;
        self.push(Phase::Tables, change);
    }
}
