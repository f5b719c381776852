//! Thinks of chains: operations that may make no sense, of which those stay that fit.

mod columns;
mod keys;
mod objects;
mod rows;
mod tables;

use std::rc::Rc;

use migrate_core::name::QualifiedName;
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::schema::{Column, Table};
use migrate_tests::Kind;

use crate::chain::{REVISIONS, Step};
use crate::dice::Dice;
use crate::look::{qualified, quoted};
use crate::world::World;

/// The most operations of a revision.
const OPERATIONS: usize = 3;

/// Thinks of a chain, step by step.
#[derive(Clone)]
struct Author {
    kind: Kind,
    dice: Dice,
    world: World,
    /// Keeps names and values apart.
    next: usize,
}

/// The chain of a seed: what each revision does.
pub(crate) fn chain(kind: Kind, seed: u64) -> Vec<Vec<Step>> {
    let mut author = Author { kind, dice: Dice::new(seed), world: World::new(kind), next: 1 };
    (0..REVISIONS).map(|_| author.revision()).collect()
}

/// Two schemas that have grown apart from a common one, and what makes each of the two.
pub(crate) fn pair(kind: Kind, seed: u64) -> [World; 2] {
    let mut common = Author { kind, dice: Dice::new(seed), world: World::new(kind), next: 1 };
    for _ in 0..5 {
        common.revision();
    }
    [seed, !seed].map(|seed| {
        let mut author = Author { dice: Dice::new(seed.wrapping_add(1)), ..common.clone() };
        for _ in 0..5 {
            author.revision();
        }
        author.world.rows.clear();
        author.world
    })
}

/// Rows for the tables of a world, of which it holds none, as far as they fit; and the world with them.
pub(crate) fn rows(kind: Kind, seed: u64, world: World, fits: impl Fn(&World) -> bool) -> (Vec<Step>, World) {
    let mut author = Author { kind, dice: Dice::new(seed), world, next: 1 };
    let mut steps = Vec::new();
    // What is referenced may come later, or be in the same table.
    for round in 0..2 {
        for table in author.world.schema.tables().cloned().collect::<Vec<_>>() {
            author.next += 1;
            if round == 1 && author.world.rows[&table.name].len() > 2 {
                continue;
            }
            let mut after = author.world.clone();
            if let Some(step) = author.insert(&table)
                && after.take(&step).is_ok()
                && fits(&after)
            {
                author.world = after;
                steps.push(step);
            }
        }
    }
    (steps, author.world)
}

#[expect(clippy::unnecessary_wraps, reason = "each proposal ends with it, and some with none")]
fn step(record: impl Fn(&mut Operations) + 'static) -> Option<Step> {
    Some(Rc::new(record))
}

/// Ends the description of an operation, in a closure that returns nothing.
fn done<T>(_: T) {}

impl Author {
    fn revision(&mut self) -> Vec<Step> {
        let wanted = 1 + self.dice.roll(OPERATIONS);
        let mut steps = Vec::new();
        for _ in 0..60 {
            if steps.len() == wanted {
                break;
            }
            self.next += 1;
            if let Some(step) = self.propose()
                && self.world.take(&step).is_ok()
            {
                steps.push(step);
            }
        }
        steps
    }

    fn propose(&mut self) -> Option<Step> {
        let tables = self.world.schema.tables().count();
        if tables == 0 || tables < 5 && self.dice.once_in(8) {
            return self.create_table();
        }
        match self.dice.roll(20) {
            0..=3 => self.rows(),
            4 => self.of_table(),
            5..=9 => self.of_column(),
            10..=14 => self.of_key(),
            _ => self.of_object(),
        }
    }

    fn table(&mut self) -> Option<Table> {
        let tables = self.world.schema.tables().cloned().collect::<Vec<_>>();
        self.dice.one(&tables)
    }

    fn column(&mut self, table: &Table) -> Option<Column> {
        self.dice.one(&table.columns)
    }

    /// A name with a schema of the chain's, where there is one.
    fn placed(&mut self, name: &str) -> QualifiedName {
        let schemas = self.world.schema.schemas().cloned().collect::<Vec<_>>();
        let schema = if self.dice.once_in(2) { self.dice.one(&schemas) } else { None };
        QualifiedName::from(name).within(schema)
    }

    /// A column in the quotes of the database.
    fn quoted(&self, column: &Column) -> String {
        quoted(self.kind, &column.name)
    }

    /// A table or view in the quotes of the database, as a query names it.
    fn from(&self, name: &QualifiedName) -> String {
        match &name.schema {
            Some(_) => qualified(self.kind, name),
            None => quoted(self.kind, &name.name),
        }
    }

    /// A type, of those that the database has.
    fn column_type(&mut self) -> ColumnType {
        let enums = self.world.schema.enum_types().map(|it| it.name.clone()).collect::<Vec<_>>();
        if self.dice.once_in(5)
            && let Some(name) = self.dice.one(&enums)
        {
            return Enum(name);
        }
        if self.kind == Kind::Postgres && self.dice.once_in(16) {
            return Array(Integer);
        }
        self.dice.of([
            BigInt,
            Integer,
            SmallInt,
            Integer,
            Boolean,
            Text,
            Varchar(30),
            Varchar(12),
            Char(4),
            Numeric(12, 3),
            Numeric(9, 0),
            Double,
            Bytes,
            Date,
            Time,
            Timestamp,
            TimestampTz,
            Uuid,
            Json,
            Jsonb,
        ])
    }
}
