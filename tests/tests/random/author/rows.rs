//! Operations on rows.

use migrate_core::name::Name;
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::schema::{IdentityMode, Table};

use super::{Author, done, step};
use crate::chain::Step;
use crate::values::{sample, value};

impl Author {
    pub(super) fn rows(&mut self) -> Option<Step> {
        let table = self.table()?;
        match self.dice.roll(8) {
            0 => self.update(&table),
            1 => self.delete(&table),
            _ => self.insert(&table),
        }
    }

    pub(super) fn insert(&mut self, table: &Table) -> Option<Step> {
        let rows = 1 + self.dice.roll(3);
        let mut columns = Vec::<Name>::new();
        for column in &table.columns {
            let always = column.identity.is_some_and(|identity| identity.mode == IdentityMode::Always);
            let left_out =
                column.fills_itself() && self.dice.once_in(4) || column.generated.is_some() || always;
            let key = table.primary_key.as_ref().is_some_and(|key| key.columns.contains(&column.name));
            if !left_out || key {
                columns.push(column.name.clone());
            }
        }
        let mut all = Vec::new();
        for row in 0..rows {
            let n = self.next * 4 + row;
            let mut values = Vec::new();
            for name in &columns {
                let column = table.column(name)?;
                let null = column.nullable && self.dice.once_in(3);
                let text_of = sample(&self.world.schema, &column.column_type, n)?;
                values.push(if null { Value::Null } else { text_of });
            }
            for key in &table.foreign_keys {
                let targets = self.world.rows.get(&key.referenced_table)?.clone();
                let target = self.dice.one(&targets);
                for (name, referenced) in key.columns.iter().zip(&key.referenced_columns) {
                    let column = table.column(name)?;
                    let at = columns.iter().position(|it| it == name);
                    let found = target.as_ref().and_then(|row| value(&column.column_type, &row[referenced]));
                    match (at, found) {
                        (Some(at), Some(found)) => values[at] = found,
                        (Some(at), None) if column.nullable => values[at] = Value::Null,
                        (Some(_), None) => return None,
                        (None, _) => {}
                    }
                }
            }
            all.push(values);
        }
        let on = table.name.clone();
        step(move |op| insert(op, &on, &columns, &all))
    }

    fn update(&mut self, table: &Table) -> Option<Step> {
        let (column, by) = (self.column(table)?, self.column(table)?);
        let rows = self.world.rows.get(&table.name)?.clone();
        let row = self.dice.one(&rows)?;
        let found = value(&by.column_type, &row[&by.name])?;
        let old = value(&column.column_type, &row[&column.name]);
        let new = sample(&self.world.schema, &column.column_type, self.next * 4)?;
        let on = table.name.clone();
        step(move |op| {
            let update = op.update(&on).set(column.name.as_str(), new.clone());
            let update = update.matching(by.name.as_str(), found.clone());
            done(match &old {
                Some(old) => update.restore_with(column.name.as_str(), old.clone()),
                None => update.leave_rows(),
            });
        })
    }

    fn delete(&mut self, table: &Table) -> Option<Step> {
        let by = self.column(table)?;
        let rows = self.world.rows.get(&table.name)?.clone();
        let row = self.dice.one(&rows)?;
        let found = value(&by.column_type, &row[&by.name])?;
        let on = table.name.clone();
        step(move |op| done(op.delete(&on).matching(by.name.as_str(), found.clone()).leave_rows()))
    }
}

fn insert(
    op: &mut Operations,
    table: &migrate_core::name::QualifiedName,
    columns: &[Name],
    rows: &[Vec<Value>],
) {
    let columns = columns.iter().map(Name::as_str).collect::<Vec<_>>();
    op.insert(table, columns.as_slice(), rows.iter().cloned());
}
