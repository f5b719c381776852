//! Operations on constraints and indexes.

use migrate_core::name::Name;
use migrate_core::prelude::*;
use migrate_core::schema::{Index, Validation};
use migrate_tests::Kind;

use super::{Author, done, step};
use crate::chain::Step;

impl Author {
    pub(super) fn of_key(&mut self) -> Option<Step> {
        match self.dice.roll(16) {
            0 | 1 => self.create_index(),
            2 if self.dice.once_in(2) => self.use_index(),
            3 => self.drop_index(),
            4 => self.rename_index(),
            5 | 6 => self.add_unique(),
            7 => self.add_check(),
            8 | 9 => self.add_foreign_key(),
            10 => self.primary_key(),
            11 => self.drop_constraint(),
            12 => self.rename_constraint(),
            13 => self.use_index(),
            2 | 14 => self.validate(),
            _ => self.add_exclusion(),
        }
    }

    fn constraint(&mut self) -> Option<(migrate_core::name::QualifiedName, String)> {
        let table = self.table()?;
        let names = table.constraint_names().map(Name::to_string).collect::<Vec<_>>();
        Some((table.name.clone(), self.dice.one(&names)?))
    }

    fn index(&mut self) -> Option<(migrate_core::name::QualifiedName, String)> {
        let table = self.table()?;
        let names = table.indexes.iter().map(|index| index.name.to_string()).collect::<Vec<_>>();
        Some((table.name.clone(), self.dice.one(&names)?))
    }

    fn create_index(&mut self) -> Option<Step> {
        let table = self.table()?;
        let on = table.name.clone();
        let (one, two) = (self.column(&table)?, self.column(&table)?);
        let (first, second) = (one.name.to_string(), two.name.to_string());
        let in_quotes = self.quoted(&one);
        let name = format!("ix {}", self.next);
        let unique = self.dice.once_in(3);
        let concurrent = self.dice.once_in(3);
        let shape = self.dice.roll(8);
        step(move |op| {
            let index = match shape {
                0 => op.create_index(&on, [asc(&first).nulls_first(), desc(&second)]),
                1 => op
                    .create_index(&on, [asc(expr(&format!("coalesce({in_quotes}, {in_quotes})")))])
                    .name(&name),
                2 => op
                    .create_index(&on, first.as_str())
                    .predicate(format!("{in_quotes} IS NOT NULL").as_str()),
                3 => op.create_index(&on, [prefix(&first, 5)]).name(&name),
                4 => op.create_index(&on, first.as_str()).include(second.as_str()).name(&name),
                5 => op.create_index(&on, first.as_str()).nulls_not_distinct().name(&name),
                6 => op.create_index(&on, first.as_str()).using("hash").name(&name),
                _ => op.create_index(&on, [asc(&first)]),
            };
            let index = if unique && shape != 1 { index.unique() } else { index };
            done(if concurrent { index.concurrently() } else { index });
        })
    }

    fn drop_index(&mut self) -> Option<Step> {
        let (on, index) = self.index()?;
        let concurrent = self.dice.once_in(3);
        step(move |op| {
            let dropped = op.drop_index(&on, &index);
            if concurrent {
                done(dropped.concurrently());
            }
        })
    }

    fn rename_index(&mut self) -> Option<Step> {
        let (on, index) = self.index()?;
        let name = format!("Ix'{}", self.next);
        step(move |op| op.rename_index(&on, &index, &name))
    }

    fn add_unique(&mut self) -> Option<Step> {
        let table = self.table()?;
        let on = table.name.clone();
        let (one, two) = (self.column(&table)?.name.to_string(), self.column(&table)?.name.to_string());
        let shape = self.dice.roll(6);
        step(move |op| match shape {
            0 => done(op.add_unique(&on, one.as_str()).initially_deferred()),
            1 => done(op.add_unique(&on, one.as_str()).include(two.as_str()).deferrable()),
            2 => done(op.add_unique(&on, one.as_str()).nulls_not_distinct()),
            3 => done(op.add_unique(&on, one.as_str()).name("uq by hand")),
            _ => done(op.add_unique(&on, [one.as_str(), two.as_str()])),
        })
    }

    fn add_check(&mut self) -> Option<Step> {
        let table = self.table()?;
        let on = table.name.clone();
        let column = self.column(&table)?;
        let in_quotes = self.quoted(&column);
        let not_valid = self.dice.once_in(3);
        let text = self.dice.of([
            format!("{in_quotes} IS NOT NULL OR 1 = 1"),
            format!("coalesce({in_quotes}, {in_quotes}) IS NULL OR 'it''s' <> ''"),
        ]);
        step(move |op| {
            let check = op.add_check(&on, text.as_str());
            done(if not_valid { check.not_valid() } else { check });
        })
    }

    fn add_foreign_key(&mut self) -> Option<Step> {
        let (table, other) = (self.table()?, self.table()?);
        let keys = other.primary_key.iter().map(|key| &key.columns);
        let keys =
            keys.chain(other.uniques.iter().map(|unique| &unique.columns)).cloned().collect::<Vec<_>>();
        let referenced = self.dice.one(&keys)?.iter().map(Name::to_string).collect::<Vec<_>>();
        let mut columns = Vec::new();
        for name in &referenced {
            let wanted = &other.column(&name.as_str().into())?.column_type;
            let fitting = table.columns.iter().filter(|it| it.column_type == *wanted);
            let fitting = fitting.map(|it| it.name.to_string()).collect::<Vec<_>>();
            columns.push(self.dice.one(&fitting)?);
        }
        let shape = self.dice.roll(5);
        let action = self.dice.of([Cascade, Restrict, NoAction, SetNull]);
        let (on, target) = (table.name, other.name);
        step(move |op| {
            let columns = columns.iter().map(String::as_str).collect::<Vec<_>>();
            let referenced = referenced.iter().map(String::as_str).collect::<Vec<_>>();
            let key = op.add_foreign_key(&on, columns.as_slice(), &target, referenced.as_slice());
            done(match shape {
                0 => key.deferrable(),
                1 => key.initially_deferred().on_delete(action),
                2 => key.not_valid(),
                3 => key.on_delete(action).on_update(Cascade),
                _ => key,
            });
        })
    }

    fn primary_key(&mut self) -> Option<Step> {
        let table = self.table()?;
        let on = table.name.clone();
        let (one, two) = (self.column(&table)?.name.to_string(), self.column(&table)?.name.to_string());
        let both = self.dice.once_in(2);
        let has = table.primary_key.is_some();
        step(move |op| {
            let columns = [one.as_str(), two.as_str()];
            let columns = if both { &columns[..] } else { &columns[..1] };
            if has {
                done(op.replace_primary_key(&on, columns));
            } else {
                done(op.add_primary_key(&on, columns));
            }
        })
    }

    fn drop_constraint(&mut self) -> Option<Step> {
        let (on, name) = self.constraint()?;
        step(move |op| op.drop_constraint(&on, &name))
    }

    fn rename_constraint(&mut self) -> Option<Step> {
        let (on, name) = self.constraint()?;
        let to = self.dice.of([format!("k'{}", self.next), name.to_uppercase()]);
        step(move |op| op.rename_constraint(&on, &name, &to))
    }

    fn use_index(&mut self) -> Option<Step> {
        let unique = |index: &Index| index.unique_columns().is_some();
        let tables = self.world.schema.tables();
        let indexes = tables.flat_map(|table| {
            let names =
                table.indexes.iter().filter(|index| unique(index)).map(|index| index.name.to_string());
            names.map(|name| (table.name.clone(), name))
        });
        let (on, index) = self.dice.one(&indexes.collect::<Vec<_>>())?;
        let shape = self.dice.roll(4);
        step(move |op| match shape {
            0 => done(op.add_primary_key_using_index(&on, &index)),
            1 => done(op.add_unique_using_index(&on, &index).initially_deferred()),
            2 => done(op.add_unique_using_index(&on, &index).name("uq of an index")),
            _ => done(op.add_unique_using_index(&on, &index)),
        })
    }

    fn validate(&mut self) -> Option<Step> {
        let tables = self.world.schema.tables();
        let constraints = tables.flat_map(|table| {
            let open = table.constraints().filter(|it| it.validation() == Validation::NotValid);
            open.map(|constraint| (table.name.clone(), constraint.name().to_string())).collect::<Vec<_>>()
        });
        let (on, name) = self.dice.one(&constraints.collect::<Vec<_>>())?;
        step(move |op| op.validate_constraint(&on, &name))
    }

    fn add_exclusion(&mut self) -> Option<Step> {
        if self.kind != Kind::Postgres {
            return None;
        }
        let table = self.table()?;
        // Json has no equality.
        let column = self.column(&table).filter(|column| column.column_type != Json)?.name.to_string();
        let on = table.name.clone();
        step(move |op| done(op.add_exclusion(&on, [(column.as_str(), "=")]).using("btree")))
    }
}
