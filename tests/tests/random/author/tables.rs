//! Operations on tables.

use migrate_core::operation::TableBuilder;
use migrate_core::prelude::*;
use migrate_core::schema::Table;
use migrate_tests::Kind;

use super::{Author, done, step};
use crate::chain::Step;
use crate::look::quoted;
use crate::values::sample;

const TABLES: [&str; 7] = ["a", "b", "order", "C c", "it's", "é\"`", "tree"];
pub(super) const COLUMNS: [&str; 9] = ["x", "y", "group", "Z z", "key", "ü", "a\"b", "x`-", "n"];

type Part = Box<dyn Fn(&mut TableBuilder)>;

impl Author {
    pub(super) fn of_table(&mut self) -> Option<Step> {
        let table = self.table()?;
        let on = table.name.clone();
        let name = self.dice.of(TABLES);
        match self.dice.roll(10) {
            0 => step(move |op| op.drop_table(&on)),
            1..=3 => step(move |op| done(op.rename_table(&on, name))),
            4..=6 => step(move |op| op.rename_table(&on, name).with_names()),
            7 => {
                let comment = self.dice.of(["what it is for; it's */ \\ --", "other"]);
                step(move |op| op.set_table_comment(&on, comment))
            }
            8 => step(move |op| op.drop_table_comment(&on)),
            _ => {
                let schemas = self.world.schema.schemas().cloned().collect::<Vec<_>>();
                let schema = self.dice.one(&schemas);
                let schema = schema.filter(|schema| on.schema.as_ref() != Some(schema));
                step(move |op| op.move_table(&on, schema.as_ref().map(migrate_core::name::Name::as_str)))
            }
        }
    }

    pub(super) fn create_table(&mut self) -> Option<Step> {
        let name = self.dice.of(TABLES);
        let name = self.placed(name);
        let identity = self.dice.roll(4);
        let start = identity == 1;
        let key = self.dice.roll(8);
        let mut parts = Vec::<Part>::new();
        let mut columns = vec!["id".to_owned()];
        for column in COLUMNS {
            if self.dice.roll(9) < 4 {
                columns.push(column.to_owned());
                parts.push(self.column_part(column));
            }
        }
        let other = self.table();
        for _ in 0..self.dice.roll(3) {
            let column = self.dice.one(&columns)?;
            parts.push(self.table_part(&column, other.as_ref()));
        }
        step(move |op| {
            op.create_table(&name, |t| {
                let id = t.column("id", if key == 0 { Integer } else { BigInt });
                let id = if start { id.identity_as(Identity::by_default().start(1000)) } else { id };
                done(match (identity, key) {
                    (0, _) => id,
                    (_, 7) => id.unique(),
                    (2, _) => id.identity().primary_key(),
                    _ => id.primary_key(),
                });
                for part in &parts {
                    part(t);
                }
            });
        })
    }

    fn column_part(&mut self, column: &'static str) -> Part {
        let column_type = self.column_type();
        let value = sample(&self.world.schema, &column_type, self.next + 3);
        let nullable = self.dice.once_in(2);
        let default = self.dice.once_in(2);
        let comment = self.dice.once_in(6);
        Box::new(move |t| {
            let mut described = t.column(column, column_type.clone());
            if nullable {
                described = described.nullable();
            }
            if default && let Some(value) = &value {
                described = described.default(value.clone());
            }
            if comment {
                described = described.comment("in euros */ it's");
            }
            done(described);
        })
    }

    fn table_part(&mut self, column: &str, other: Option<&Table>) -> Part {
        let on = column.to_owned();
        let in_quotes = quoted(self.kind, &column.into());
        let unique = self.dice.once_in(4);
        let id = quoted(self.kind, &"id".into());
        match self.dice.roll(8) {
            0 => Box::new(move |t| done(t.unique(["id", on.as_str()]))),
            1 => Box::new(move |t| done(t.check(format!("{in_quotes} IS NULL OR {id} > -5").as_str()))),
            2 => Box::new(move |t| {
                let index = t.index([desc(&on), asc("id")]);
                done(if unique { index.unique() } else { index });
            }),
            3 => Box::new(move |t| {
                done(t.column("made", BigInt).nullable().generated(format!("{id} + 1").as_str()));
            }),
            4 => Box::new(move |t| t.comment("a table; it's")),
            5 if self.kind == Kind::Sqlite => Box::new(|t| done(t.sqlite().without_rowid())),
            6 => {
                let action = self.dice.of([Cascade, SetNull, Restrict, NoAction]);
                let target = other.map(|table| table.name.clone());
                Box::new(move |t| {
                    if let Some(target) = &target {
                        done(t.column("ref", BigInt).nullable().references(target, "id").on_delete(action));
                    }
                })
            }
            _ => Box::new(move |t| {
                let part = t.index([asc(&on)]);
                done(if unique { part.name("by hand") } else { part });
            }),
        }
    }
}
