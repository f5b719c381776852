//! Operations on enums, views, sequences, functions, triggers and schemas.

use migrate_core::name::QualifiedName;
use migrate_core::prelude::*;
use migrate_tests::Kind;

use super::tables::COLUMNS;
use super::{Author, done, step};
use crate::chain::Step;

impl Author {
    pub(super) fn of_object(&mut self) -> Option<Step> {
        match self.dice.roll(10) {
            0..=2 => self.of_enum(),
            3 | 4 => self.of_view(),
            5 | 6 => self.of_sequence(),
            7 | 8 => self.of_code(),
            _ => self.of_schema(),
        }
    }

    fn of_enum(&mut self) -> Option<Step> {
        let enums = self.world.schema.enum_types().cloned().collect::<Vec<_>>();
        let name = self.dice.of(["mood", "Size s", "it's"]);
        let Some(described) = self.dice.one(&enums).filter(|_| self.dice.roll(6) > 0) else {
            let name = self.placed(name);
            return step(move |op| done(op.create_enum(&name, ["sad", "it's", "b, c", "\\ \"d\""])));
        };
        let (value, other) = (self.dice.one(&described.values)?, self.dice.one(&described.values)?);
        let on = described.name.clone();
        let new = format!("v{}'", self.next);
        match self.dice.roll(8) {
            0 => step(move |op| done(op.add_enum_value(&on, &new).after(&value))),
            1 => step(move |op| done(op.add_enum_value(&on, &new).before(&value))),
            2 => step(move |op| done(op.add_enum_value(&on, &new))),
            3 => step(move |op| done(op.remove_enum_value(&on, &value).map_to(&other))),
            4 => step(move |op| done(op.remove_enum_value(&on, &value))),
            5 => step(move |op| op.rename_enum_value(&on, &value, &new)),
            6 => {
                let mut values = described.values.clone();
                values.rotate_left(1);
                let [a, b, c, d] = <[String; 4]>::try_from(values).ok()?;
                step(move |op| op.reorder_enum(&on, [a.as_str(), b.as_str(), c.as_str(), d.as_str()]))
            }
            _ if self.dice.once_in(2) => step(move |op| op.rename_enum(&on, name)),
            _ => step(move |op| op.drop_enum(&on)),
        }
    }

    fn of_view(&mut self) -> Option<Step> {
        let views = self.world.schema.views().cloned().collect::<Vec<_>>();
        let table = self.table()?;
        let one = self.column(&table)?;
        let query = |author: &Self, alias: &str| {
            let (column, from) = (author.quoted(&one), author.from(&table.name));
            format!("SELECT {column} AS {alias} FROM {from} WHERE {column} IS NOT NULL")
        };
        let Some(view) = self.dice.one(&views).filter(|_| self.dice.roll(3) > 0) else {
            let name = self.dice.of(["v", "V w", "v's"]);
            let name = self.placed(name);
            let query = query(self, "seen");
            return step(move |op| done(op.create_view(&name, query.as_str())));
        };
        let on = view.name.clone();
        match self.dice.roll(6) {
            0 => step(move |op| op.drop_view(&on)),
            1 => step(move |op| op.rename_view(&on, "renamed v")),
            2 => {
                let query = query(self, "seen");
                step(move |op| done(op.replace_view(&on, query.as_str())))
            }
            3 => {
                let name = QualifiedName::from("v of v");
                let query = format!("SELECT * FROM {}", self.from(&on));
                step(move |op| done(op.create_view(&name, query.as_str())))
            }
            _ => {
                let word = self.dice.of(COLUMNS);
                let (from, column) = (table.name.clone(), one.name.to_string());
                let rename = self.dice.once_in(2);
                step(move |op| {
                    op.without_views([&on], |op| {
                        if rename {
                            op.rename_column(&from, &column, word);
                        } else {
                            op.drop_column(&from, &column).cascade();
                        }
                    });
                })
            }
        }
    }

    fn of_sequence(&mut self) -> Option<Step> {
        let sequences = self.world.schema.sequences().cloned().collect::<Vec<_>>();
        let table = self.table()?;
        let column = self.column(&table)?.name.to_string();
        let from = table.name.clone();
        let Some(sequence) = self.dice.one(&sequences).filter(|_| self.dice.roll(4) > 0) else {
            let name = self.dice.of(["numbers", "S s"]);
            let name = self.placed(name);
            let shape = self.dice.roll(4);
            return step(move |op| {
                let made = op.create_sequence(&name);
                done(match shape {
                    0 => made.start(1000).increment(10).cache(5),
                    1 => made.min(-5).max(5000).cycle(),
                    2 => made.owned_by(&from, &column),
                    _ => made,
                });
            });
        };
        let on = sequence.name.clone();
        let word = self.dice.of(COLUMNS);
        match self.dice.roll(8) {
            0 => step(move |op| op.drop_sequence(&on)),
            1 => step(move |op| op.rename_sequence(&on, "numbers 2")),
            2 => step(move |op| done(op.alter_sequence(&on).increment(3).cache(7))),
            3 => step(move |op| done(op.alter_sequence(&on).owned_by(&from, &column))),
            4 => step(move |op| done(op.alter_sequence(&on).no_max().no_cycle().owned_by_none())),
            5 => step(move |op| op.alter_column(&from, &column, |c| c.set_default(next_value(&on)))),
            _ => step(move |op| done(op.add_column(&from, word, BigInt).default(next_value(&on)))),
        }
    }

    fn of_code(&mut self) -> Option<Step> {
        let triggers = self.world.schema.triggers().cloned().collect::<Vec<_>>();
        let functions = self.world.schema.functions().cloned().collect::<Vec<_>>();
        let table = self.table()?;
        let on = table.name.clone();
        let number = self.next;
        let touch = self.placed("touch it");
        match self.dice.roll(8) {
            0 if self.kind == Kind::Postgres => step(move |op| {
                op.create_function(
                    &touch,
                    (),
                    "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                );
            }),
            0 | 1 => step(move |op| {
                let definition = expr("RETURNS integer LANGUAGE sql AS $$ SELECT n + 1 $$")
                    .on(MySql, "RETURNS INT DETERMINISTIC RETURN n + 1");
                op.create_function("plus one", [("n", "integer")], definition);
            }),
            2 => {
                let function = self.dice.one(&functions)?;
                let types = function.signature().types;
                let name = function.name;
                step(move |op| match types.first() {
                    Some(one) => op.drop_function(&name, one.as_str()),
                    None => op.drop_function(&name, ()),
                })
            }
            3 | 4 => {
                let touches =
                    functions.iter().filter(|it| it.arguments.is_empty()).cloned().collect::<Vec<_>>();
                let touch = self.dice.one(&touches).map(|it| self.from(&it.name));
                if self.kind == Kind::Postgres && touch.is_none() {
                    return None;
                }
                let definition = expr("FOR EACH ROW SET @touched = 1")
                    .on(Postgres, &format!("FOR EACH ROW EXECUTE FUNCTION {}()", touch.unwrap_or_default()))
                    .on(Sqlite, "BEGIN SELECT 1; END");
                step(move |op| {
                    op.create_trigger(&format!("g {number}"), &on, event("UPDATE"), definition.clone());
                })
            }
            5 => {
                let function = self.dice.one(&functions).filter(|function| !function.arguments.is_empty())?;
                let definition = expr("RETURNS integer LANGUAGE sql AS $$ SELECT n + 2 $$")
                    .on(MySql, "RETURNS INT DETERMINISTIC RETURN n + 2");
                step(move |op| op.replace_function(&function.name, [("n", "integer")], definition.clone()))
            }
            6 => {
                let trigger = self.dice.one(&triggers)?;
                step(move |op| op.drop_trigger(trigger.name.as_str(), &trigger.table))
            }
            _ => {
                let trigger = self.dice.one(&triggers)?;
                let definition = trigger.definition.clone();
                step(move |op| {
                    op.replace_trigger(
                        trigger.name.as_str(),
                        &trigger.table,
                        event("INSERT"),
                        definition.clone(),
                    );
                })
            }
        }
    }

    fn of_schema(&mut self) -> Option<Step> {
        if self.kind != Kind::Postgres {
            return None;
        }
        let schemas = self.world.schema.schemas().cloned().collect::<Vec<_>>();
        let name = self.dice.of(["archive", "S 1"]);
        match self.dice.one(&schemas) {
            Some(schema) if self.dice.once_in(4) => step(move |op| op.drop_schema(schema.as_str())),
            _ => step(move |op| done(op.create_schema(name))),
        }
    }
}

/// When a trigger runs. On MariaDB one that runs when rows are updated stands in the way of changes that update them.
fn event(other: &str) -> migrate_core::schema::Expression {
    expr(&format!("BEFORE {other}"))
        .on(MySql, if other == "UPDATE" { "BEFORE DELETE" } else { "AFTER DELETE" })
}
