//! Random chains with rows in their tables: what replay and lowering let through, the databases take.

use std::collections::BTreeMap;

use migrate_core::Error;
use migrate_core::name::{Name, QualifiedName};
use migrate_core::operation::{Operation, Operations, Recorded};
use migrate_core::prelude::*;
use migrate_core::schema::{Column, Expression, Schema, Table};
use migrate_tests::{Database, Kind};

use crate::chain::Record;
use crate::rig::{dialect, done, down, lower, revision, schema, shape, up};

const TABLES: [&str; 6] = ["a", "b", "order", "C c", "it's", "é\"`"];
const COLUMNS: [&str; 8] = ["x", "y", "group", "Z z", "key", "ü", "a\"b", "x`\\"];
/// Chains for each database.
const ROUNDS: u64 = 17;
const REVISIONS: usize = 4;
const OPERATIONS: usize = 6;

/// What records an operation.
type Step = Box<dyn Fn(&mut Operations)>;

/// Numbers that look random, the same for a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { Some(&of[self.roll(of.len())]) }
    }
}

/// What is known of the chain so far.
struct Author {
    kind: Kind,
    dice: Dice,
    schema: Schema,
    rows: BTreeMap<QualifiedName, usize>,
    next: i64,
}

fn column_type(dice: &mut Dice, schema: &Schema) -> (ColumnType, Value) {
    let enums = schema.enum_types().map(|it| (it.name.to_string(), it.values[0].clone())).collect::<Vec<_>>();
    match (dice.roll(10), dice.one(&enums)) {
        (0, Some((name, value))) => (Enum(name), Value::from(value.as_str())),
        (1, _) => (Varchar(30), Value::from("it's \\ 🦀")),
        (2, _) => (Text, Value::from("")),
        (3, _) => (Boolean, Value::from(true)),
        (4, _) => (Numeric(12, 3), Value::from("-12345.678")),
        (5, _) => (TimestampTz, Value::from("2026-03-29 02:30:00+01:00")),
        (6, _) => (Uuid, Value::from("67E55044-10b1-426f-9247-bb680e5fe0c8")),
        (7, _) => (Double, Value::from(-1e300)),
        _ => (BigInt, Value::from(7)),
    }
}

impl Author {
    fn table(&mut self) -> Option<Table> {
        let tables = self.schema.tables().cloned().collect::<Vec<_>>();
        self.dice.one(&tables).cloned()
    }

    fn column(&mut self, table: &Table) -> Column {
        self.dice.one(&table.columns).expect("a table has columns").clone()
    }

    /// An operation that may make no sense.
    fn propose(&mut self) -> Option<Step> {
        let name = *self.dice.one(&TABLES)?;
        let word = *self.dice.one(&COLUMNS)?;
        let table = self.table();
        if table.is_none() || self.dice.roll(8) == 0 {
            return Some(self.create_table(name));
        }
        let table = table?;
        let other = self.table()?;
        let on = table.name.to_string();
        let described = self.column(&table);
        let column = described.name.to_string();
        let second = self.column(&table).name.to_string();
        let other_column = self.column(&other).clone();
        let other_name = other.name.to_string();
        let constraints = table.constraint_names().map(Name::to_string).collect::<Vec<_>>();
        let indexes = table.indexes.iter().map(|index| index.name.to_string()).collect::<Vec<_>>();
        let toss = self.dice.roll(2) == 0;
        let (new_type, value) = column_type(&mut self.dice, &self.schema);
        let number = self.next;
        Some(match self.dice.roll(20) {
            0 => Box::new(move |op| op.drop_table(&on)),
            1 | 2 => Box::new(move |op| {
                op.rename_table(&on, name);
            }),
            3..=5 => Box::new(move |op| op.rename_column(&on, &column, word)),
            6 | 7 => Box::new(move |op| {
                let added = op.add_column(&on, word, new_type.clone());
                if toss { done(added.default(value.clone())) } else { done(added.nullable()) }
            }),
            8 => Box::new(move |op| {
                let key = op.add_column(&on, word, other_column.column_type.clone()).nullable();
                let key = key.references(&other_name, other_column.name.as_str());
                done(if toss { key.on_delete(SetNull) } else { key.on_update(Cascade) });
            }),
            9 => Box::new(move |op| {
                let _ = op.add_column(&on, word, Integer).default(3).check(quoted(word, " > 0"));
            }),
            10 | 11 => {
                // Rows would be in the way of its coming back.
                let comes_back = described.nullable || described.default.is_some();
                (comes_back || self.rows.get(&table.name) == Some(&0)).then_some(())?;
                Box::new(move |op| op.drop_column(&on, &column).cascade())
            }
            12 => Box::new(move |op| {
                op.create_index(&on, [desc(&column), asc(&second)]);
            }),
            13 => Box::new(move |op| {
                let index = op.create_index(&on, [asc(&column)]).name(&format!("ux {number}"));
                let index = if toss { index.predicate("1 = 1") } else { index };
                done(if number % 2 == 0 { index.concurrently() } else { index });
            }),
            14 => {
                let index = self.dice.one(&indexes)?.clone();
                Box::new(move |op| {
                    let index = op.drop_index(&on, &index);
                    if toss {
                        index.concurrently();
                    }
                })
            }
            15 => {
                let constraint = self.dice.one(&constraints)?.clone();
                Box::new(move |op| op.drop_constraint(&on, &constraint))
            }
            16 => {
                // No row has a value there.
                (described.nullable && described.default.is_none()).then_some(())?;
                Box::new(move |op| {
                    op.add_foreign_key(&on, column.as_str(), &other_name, other_column.name.as_str());
                })
            }
            17 => Box::new(move |op| {
                op.add_unique(&on, ["id", column.as_str()]).name(&format!("uq {number}"));
            }),
            18 => Box::new(move |op| {
                op.create_enum(name, [word, "other", "it's"]);
            }),
            _ => {
                let nullable = toss
                    && table
                        .columns
                        .iter()
                        .all(|it| it.nullable || it.default.is_some() || it.name.as_str() == "id");
                nullable.then_some(())?;
                Box::new(move |op| op.insert(&on, ["id"], [[number], [number + 1]]))
            }
        })
    }

    fn create_table(&mut self, name: &'static str) -> Step {
        let (one_type, one_value) = column_type(&mut self.dice, &self.schema);
        let (two_type, _) = column_type(&mut self.dice, &self.schema);
        let (one, two) = (self.dice.roll(COLUMNS.len()), self.dice.roll(COLUMNS.len()));
        let target = self.table().map_or_else(|| name.to_owned(), |table| table.name.to_string());
        let identity = self.dice.roll(3) > 0;
        let shape = self.dice.roll(4);
        Box::new(move |op| {
            op.create_table(name, |t| {
                let id = t.column("id", BigInt).primary_key();
                done(if identity { id.identity() } else { id });
                let _ = t.column(COLUMNS[one], one_type.clone()).default(one_value.clone());
                let _ = t.column(COLUMNS[two], two_type.clone()).nullable();
                match shape {
                    0 => {
                        done(t.column("ref", BigInt).nullable().references(&target, "id").on_delete(Cascade));
                    }
                    1 => done(t.column("self", BigInt).nullable().references(name, "id")),
                    2 => done(t.column("n", Integer).default(1).check("n > 0")),
                    _ => {
                        let _ = t.column("n", Integer).default(1);
                        let _ = t.index([desc("n"), asc("id")]).unique();
                        t.check("n < 10 OR id > 0");
                    }
                }
            });
        })
    }

    /// Whether the operations fit, run and can be undone on paper; then they count as done.
    fn accept(&mut self, recorded: &[Recorded]) -> bool {
        let mut after = self.schema.clone();
        for Recorded { operation, .. } in recorded {
            let before = after.clone();
            if operation.apply(&mut after).is_err() || lower(self.kind, operation, &before).is_err() {
                return false;
            }
            let Ok(undo) = operation.inverse(&before) else { return false };
            let mut back = after.clone();
            let undone = undo.iter().all(|undo| {
                let statements = lower(self.kind, undo, &back);
                statements.is_ok() && undo.apply(&mut back).is_ok()
            });
            if !undone {
                return false;
            }
            self.count(operation);
        }
        self.schema = after;
        true
    }

    fn count(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateTable(create) => done(self.rows.insert(create.table.name.clone(), 0)),
            Operation::DropTable(gone) => done(self.rows.remove(&gone.table)),
            Operation::RenameTable(rename) => {
                let rows = self.rows.remove(&rename.from).unwrap_or_default();
                self.rows.insert(rename.renamed(), rows);
            }
            Operation::InsertRows(insert) => {
                *self.rows.entry(insert.table.clone()).or_default() += insert.rows.len();
                self.next += 2;
            }
            _ => {}
        }
        self.next += 1;
    }

    fn revisions(&mut self) -> Vec<Record> {
        let mut revisions = Vec::new();
        for _ in 0..REVISIONS {
            let mut steps = Vec::new();
            let mut tries = 0;
            while steps.len() < OPERATIONS && tries < 200 {
                tries += 1;
                let Some(step) = self.propose() else { continue };
                if self.accept(&Operations::record(|op| step(op))) {
                    steps.push(step);
                }
            }
            revisions.push(revision(move |op| steps.iter().for_each(|step| step(op))));
        }
        revisions
    }
}

/// A condition on a column, in each dialect's quotes.
fn quoted(column: &str, condition: &str) -> Expression {
    let standard = format!("\"{}\"{condition}", column.replace('"', "\"\""));
    expr(&standard).on(MySql, &format!("`{}`{condition}", column.replace('`', "``")))
}

fn round(database: &Database, seed: u64) {
    let kind = database.kind();
    let dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut author = Author { kind, dice, schema: Schema::default(), rows: BTreeMap::new(), next: 1 };
    let revisions = author.revisions();
    let told = || {
        let all = revisions.iter().map(|it| {
            let recorded = Operations::record(|op| it(op));
            recorded.iter().map(|it| it.operation.to_string()).collect::<Vec<_>>().join("\n")
        });
        format!("{kind}, seed {seed}:\n{}", all.collect::<Vec<_>>().join("\n--\n"))
    };
    let done =
        |what: &str, result: Result<(), Error>| assert!(result.is_ok(), "{what}: {result:?}\n{}", told());
    done("up", up(database, &revisions, "r2"));
    let middle = shape(database);
    done("up", up(database, &revisions, "head"));
    let quote = if dialect(kind) == MySql { '`' } else { '"' };
    for (table, rows) in &author.rows {
        let table = table.name.as_str().replace(quote, &format!("{quote}{quote}"));
        let counted = database.sql(&format!("SELECT count(*) FROM {quote}{table}{quote};"));
        assert_eq!(counted.trim(), rows.to_string(), "rows of {table}\n{}", told());
    }
    done("down", down(database, &revisions, "r2"));
    assert_eq!(shape(database), middle, "{}", told());
    done("down", down(database, &revisions, "base"));
    assert_eq!(schema(database), "", "{}", told());
}

fn rounds(kind: Kind) {
    let database = Database::create(kind);
    (1..=ROUNDS).for_each(|seed| round(&database, seed));
}

#[test]
fn random_chains_on_mysql() {
    rounds(Kind::MySql);
}

#[test]
fn random_chains_on_postgres() {
    rounds(Kind::Postgres);
}

#[test]
fn random_chains_on_sqlite() {
    rounds(Kind::Sqlite);
}
