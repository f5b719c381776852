//! Operations on columns.

use migrate_core::operation::AlterColumnBuilder;
use migrate_core::prelude::*;

use super::tables::COLUMNS;
use super::{Author, done, step};
use crate::chain::Step;
use crate::values::sample;

impl Author {
    pub(super) fn of_column(&mut self) -> Option<Step> {
        let table = self.table()?;
        let on = table.name.clone();
        let described = self.column(&table)?;
        let column = described.name.to_string();
        let word = self.dice.of(COLUMNS);
        match self.dice.roll(16) {
            0..=2 => step(move |op| op.rename_column(&on, &column, word)),
            3..=5 => self.add_column(word),
            6 => self.add_reference(word),
            7 | 8 => {
                let cascade = self.dice.roll(3) > 0;
                step(move |op| {
                    let dropped = op.drop_column(&on, &column);
                    if cascade {
                        dropped.cascade();
                    }
                })
            }
            9 => step(move |op| op.set_column_comment(&on, &column, "for it's own \\ sake */")),
            10 => step(move |op| op.drop_column_comment(&on, &column)),
            _ => self.alter_column(),
        }
    }

    fn add_column(&mut self, word: &'static str) -> Option<Step> {
        let on = self.table()?;
        let column_type = self.column_type();
        let value = sample(&self.world.schema, &column_type, self.next + 3)?;
        let way = self.dice.roll(8);
        let id = self.column(&on)?;
        let from = self.quoted(&id);
        let column_type = if way == 6 { id.column_type.clone() } else { column_type };
        let name = on.name.clone();
        let in_quotes = crate::look::quoted(self.kind, &word.into());
        step(move |op| {
            let added = op.add_column(&name, word, column_type.clone());
            match way {
                0 | 1 => done(added.nullable()),
                2 => done(added.default(value.clone())),
                3 => done(added.default(value.clone()).nullable().comment("it's new")),
                4 => done(added.nullable().unique()),
                5 => done(
                    added.default(value.clone()).check(format!("{in_quotes} IS NOT NULL OR 1 = 1").as_str()),
                ),
                6 => done(added.nullable().generated(from.as_str())),
                _ => done(added),
            }
        })
    }

    fn add_reference(&mut self, word: &'static str) -> Option<Step> {
        let (on, other) = (self.table()?.name, self.table()?);
        let key = self.column(&other)?;
        let action = self.dice.of([Cascade, SetNull, Restrict, NoAction]);
        let deferrable = self.dice.once_in(4);
        step(move |op| {
            let added = op.add_column(&on, word, key.column_type.clone()).nullable();
            let added = added.references(&other.name, key.name.as_str()).on_delete(action);
            done(if deferrable { added.initially_deferred() } else { added.on_update(Cascade) });
        })
    }

    fn alter_column(&mut self) -> Option<Step> {
        let table = self.table()?;
        let described = self.column(&table)?;
        let (on, column) = (table.name.clone(), described.name.to_string());
        let other_type = self.wider(&described.column_type);
        let value = sample(&self.world.schema, &described.column_type, self.next)?;
        let other_value = sample(&self.world.schema, &other_type, self.next)?;
        let word = self.dice.of(COLUMNS);
        match self.dice.roll(12) {
            0..=3 => {
                let anew = self.dice.roll(3);
                step(move |op| {
                    op.alter_column(&on, &column, |c| {
                        done(c.set_type(other_type.clone()));
                        match anew {
                            0 => c.set_default(other_value.clone()),
                            1 => c.drop_default(),
                            _ => {}
                        }
                    });
                })
            }
            4 => step(move |op| op.alter_column(&on, &column, |c| c.not_null().fill(value.clone()))),
            5 => step(move |op| op.alter_column(&on, &column, |c| done(c.not_null()))),
            6 => step(move |op| {
                op.alter_column(&on, &column, AlterColumnBuilder::nullable);
            }),
            7 => step(move |op| op.alter_column(&on, &column, |c| c.set_default(value.clone()))),
            8 => step(move |op| {
                op.alter_column(&on, &column, AlterColumnBuilder::drop_default);
            }),
            9 => step(move |op| {
                op.alter_column(&on, &column, AlterColumnBuilder::identity);
            }),
            10 => step(move |op| {
                op.alter_column(&on, &column, AlterColumnBuilder::drop_identity);
            }),
            _ => step(move |op| {
                op.alter_column(&on, &column, |c| {
                    done(c.set_type(other_type.clone()));
                    c.nullable();
                    c.set_comment("all at once");
                    c.rename(word);
                });
            }),
        }
    }

    /// A type that mostly has the values of another.
    fn wider(&mut self, column_type: &ColumnType) -> ColumnType {
        match (column_type, self.dice.roll(4)) {
            (_, 0) => self.column_type(),
            (SmallInt, _) => self.dice.of([Integer, BigInt, Text, Numeric(9, 0), Numeric(12, 3), Double]),
            (Integer, _) => self.dice.of([BigInt, SmallInt, Text, Varchar(30), Double]),
            (BigInt, _) => self.dice.of([Integer, Text, Varchar(30), Numeric(20, 0)]),
            (Boolean, _) => self.dice.of([Integer, SmallInt]),
            (Varchar(_), _) => self.dice.of([Text, Varchar(12), Varchar(30), Varchar(300)]),
            (Text, _) => self.dice.of([Varchar(30), Varchar(300), Integer]),
            (Numeric(..), _) => self.dice.of([Numeric(14, 4), Numeric(15, 3), Text, Double]),
            (Date, _) => self.dice.of([Timestamp, TimestampTz]),
            (Timestamp, _) => TimestampTz,
            (TimestampTz, _) => Timestamp,
            (Json, _) => self.dice.of([Jsonb, Text]),
            (Char(_) | ColumnType::Enum(_), _) => self.dice.of([Text, Varchar(30)]),
            _ => self.column_type(),
        }
    }
}
