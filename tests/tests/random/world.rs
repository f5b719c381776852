//! What is known of a database: the schema of replay, and the rows that must be there.

use std::collections::{BTreeMap, BTreeSet};

use migrate_core::dialect::Dialect;
use migrate_core::name::{Name, QualifiedName};
use migrate_core::operation::{
    AddColumn, AddConstraint, AlterColumn, Assignment, Condition, InsertRows, Nullability, Operation,
    Operations, Recorded, Selection, UndoDelete, UndoUpdate, UpdateRows,
};
use migrate_core::prelude::{ColumnType, Value};
use migrate_core::schema::{
    Column, ColumnDefault, Constraint, Index, Nulls, Schema, Table, Uniqueness, View,
};
use migrate_tests::{Kind, Product, product};

use crate::chain::Step;
use crate::values::{Cell, converted, shown};

/// A row: its values by the names of their columns.
pub(crate) type Row = BTreeMap<Name, Cell>;

/// Why an operation is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// It does not fit, is not to be had on this database, or cannot be undone.
    Paper(String),
    /// The rows are in its way.
    Rows(String),
}

/// What is known of a database.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) kind: Kind,
    pub(crate) schema: Schema,
    pub(crate) rows: BTreeMap<QualifiedName, Vec<Row>>,
}

/// The dialect of a kind of database.
pub(crate) fn dialect(kind: Kind) -> Dialect {
    match kind {
        Kind::MySql => Dialect::MySql,
        Kind::Postgres => Dialect::Postgres,
        Kind::Sqlite => Dialect::Sqlite,
    }
}

/// Whether MariaDB alone has what is told to be missing on MySQL before anything runs.
fn is_mariadbs(operation: &Operation) -> bool {
    if let Operation::AddConstraint(AddConstraint { table, constraint: Constraint::ForeignKey(key) }) =
        operation
    {
        return key.referenced_table == *table && key.columns == key.referenced_columns;
    }
    matches!(
        operation,
        Operation::CreateSequence(_) | Operation::ReplaceFunction(_) | Operation::ReplaceTrigger(_)
    )
}

impl World {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, schema: Schema::default(), rows: BTreeMap::new() }
    }

    /// Does what a step records, if it can be done and undone. What it returns undoes it.
    ///
    /// # Errors
    ///
    /// With what is in the way; the world is then as it was.
    pub(crate) fn take(&mut self, step: &Step) -> Result<Vec<Operation>, Obstacle> {
        let mut after = self.clone();
        let mut undo = Vec::new();
        for Recorded { operation, .. } in Operations::record(|op| step(op)) {
            let back = operation.inverse(&after.schema).map_err(paper)?;
            after.run(&operation)?;
            undo.splice(0..0, back);
        }
        after.clone().run_all(&undo)?;
        *self = after;
        Ok(undo)
    }

    /// Does operations.
    pub(crate) fn run_all(&mut self, operations: &[Operation]) -> Result<(), Obstacle> {
        operations.iter().try_for_each(|operation| self.run(operation))
    }

    pub(crate) fn run(&mut self, operation: &Operation) -> Result<(), Obstacle> {
        let before = self.schema.clone();
        dialect(self.kind).lower(operation, &before).map_err(paper)?;
        if self.kind == Kind::MySql && product() == Product::MySql && is_mariadbs(operation) {
            return Err(Obstacle::Paper(format!("MySQL has none such: {operation}")));
        }
        operation.apply(&mut self.schema).map_err(paper)?;
        self.change_rows(operation, &before)?;
        self.keeps().map_err(Obstacle::Rows)
    }

    fn table(&self, name: &QualifiedName) -> &Table {
        self.schema.table(name).expect("replay has the table")
    }

    fn rows_of(&mut self, name: &QualifiedName) -> &mut Vec<Row> {
        self.rows.get_mut(name).expect("each table has its rows")
    }

    fn change_rows(&mut self, operation: &Operation, before: &Schema) -> Result<(), Obstacle> {
        match operation {
            Operation::CreateTable(create) => {
                self.rows.insert(create.table.name.clone(), Vec::new());
            }
            Operation::DropTable(gone) => {
                self.rows.remove(&gone.table);
            }
            Operation::RenameTable(rename) => {
                let rows = self.rows.remove(&rename.from).unwrap_or_default();
                self.rows.insert(rename.renamed(), rows);
            }
            Operation::MoveTable(moved) => {
                let rows = self.rows.remove(&moved.table).unwrap_or_default();
                self.rows.insert(moved.moved(), rows);
            }
            Operation::AddColumn(add) => self.add_column(add)?,
            Operation::DropColumn(gone) => {
                self.rows_of(&gone.table).iter_mut().for_each(|row| drop(row.remove(&gone.column)));
            }
            Operation::RenameColumn(rename) => {
                for row in self.rows_of(&rename.table) {
                    let cell = row.remove(&rename.from).expect("each row has its columns");
                    row.insert(rename.to.clone(), cell);
                }
            }
            Operation::AlterColumn(alter) => self.alter_column(alter, before)?,
            Operation::RenameEnumValue(rename) => {
                self.change_enum(&rename.name, &rename.from, Some(&rename.to))?;
            }
            Operation::RemoveEnumValue(remove) => {
                self.change_enum(&remove.name, &remove.value, remove.map_to.as_deref())?;
            }
            Operation::InsertRows(insert) => self.insert(insert),
            Operation::DeleteRows(delete) => {
                // The key alone says which, as much as the operation knows of them.
                let key =
                    self.table(&delete.table).primary_key.clone().map(|key| key.columns).unwrap_or_default();
                let by_key = |row: &Vec<Value>| {
                    let mut cells = self.cells(&delete.table, &delete.columns, row);
                    cells.retain(|name, _| key.contains(name));
                    cells
                };
                let keys = delete.rows.iter().map(by_key).collect::<Vec<_>>();
                let unknown = |row: &Row| key.iter().any(|name| row[name].is_unknown());
                if keys.iter().any(unknown) || self.rows[&delete.table].iter().any(unknown) {
                    return Err(Obstacle::Paper("a value is not known".to_owned()));
                }
                self.rows_of(&delete.table).retain(|row| !keys.iter().any(|key| has(row, key)));
            }
            Operation::DeleteSelected(delete) => {
                let chosen = self.chosen(&delete.table, &delete.selection)?;
                if self.schema.references_to(&delete.table).next().is_some() {
                    return Err(Obstacle::Paper("what foreign keys do then is not followed".to_owned()));
                }
                self.rows_of(&delete.table)
                    .retain(|row| !chosen.iter().all(|(name, cell)| row[name] == *cell));
                match &delete.undo {
                    UndoDelete::LeaveRows | UndoDelete::Unknown | UndoDelete::Restore(_) => {}
                }
            }
            Operation::UpdateRows(update) => self.update(update)?,
            Operation::CreateView(_) | Operation::ReplaceView(_) => {
                let lost = |view: &View| {
                    view.depends_on
                        .iter()
                        .all(|on| self.schema.table(&on.relation).is_some() && on.named.is_empty())
                };
                if self.schema.views().any(lost) {
                    return Err(Obstacle::Paper("a view of nothing".to_owned()));
                }
            }
            _ => {}
        }
        self.forget_generated();
        Ok(())
    }

    fn cells(&self, table: &QualifiedName, columns: &[Name], values: &[Value]) -> Row {
        let described = self.table(table);
        let cell = |(name, value): (&Name, &Value)| {
            let column = described.column(name).expect("replay knows the column");
            (name.clone(), shown(self.kind, &column.column_type, value))
        };
        columns.iter().zip(values).map(cell).collect()
    }

    /// What a row has that brings no value for a column.
    fn filled(&self, column: &Column) -> Option<Cell> {
        match (&column.default, column) {
            (Some(ColumnDefault::Value(value)), _) => Some(shown(self.kind, &column.column_type, value)),
            (Some(_), _) => Some(Cell::Any),
            (None, column) if column.identity.is_some() || column.generated.is_some() => Some(Cell::Any),
            (None, column) => column.nullable.then_some(Cell::Null),
        }
    }

    fn add_column(&mut self, add: &AddColumn) -> Result<(), Obstacle> {
        let filled = self.filled(add.column());
        let rows = self.rows_of(add.table());
        match filled {
            Some(cell) => {
                for row in rows {
                    row.insert(add.column().name.clone(), cell.clone());
                }
                Ok(())
            }
            None if rows.is_empty() => Ok(()),
            None => Err(Obstacle::Rows(format!("nothing for column `{}`", add.column().name))),
        }
    }

    fn alter_column(&mut self, alter: &AlterColumn, before: &Schema) -> Result<(), Obstacle> {
        let AlterColumn {
            table,
            column,
            set_type,
            nullability,
            default: _,
            identity: _,
            collation: _,
            mysql: _,
        } = alter;
        let was = before.table(table).and_then(|table| table.column(column)).expect("replay knew the column");
        let is = self.table(table).column(column).expect("replay knows the column").clone();
        let (kind, schema) = (self.kind, self.schema.clone());
        for row in self.rows_of(table) {
            let cell = row.get_mut(column).expect("each row has its columns");
            if let Some(set_type) = set_type {
                *cell = match (&set_type.using, &*cell) {
                    (_, Cell::Null) => Cell::Null,
                    (Some(_), _) => Cell::Any,
                    (None, cell) => {
                        converted(&schema, &was.column_type, &is.column_type, cell).map_err(Obstacle::Rows)?
                    }
                };
            }
            if let (Some(Nullability::NotNull { fill: Some(fill) }), Cell::Null) = (nullability, &*cell) {
                *cell = match fill {
                    ColumnDefault::Value(value) => shown(kind, &is.column_type, value),
                    ColumnDefault::Expression(_) | ColumnDefault::NextValue(_) | ColumnDefault::Now => {
                        Cell::Any
                    }
                };
            }
        }
        Ok(())
    }

    fn change_enum(&mut self, name: &QualifiedName, from: &str, to: Option<&str>) -> Result<(), Obstacle> {
        let columns = self
            .schema
            .columns_of_enum(name)
            .map(|(table, column)| (table.name.clone(), column.name.clone(), column.column_type.clone()));
        for (table, column, column_type) in columns.collect::<Vec<_>>() {
            if matches!(column_type, ColumnType::Array(_)) {
                return Err(Obstacle::Paper("values within arrays are not followed".to_owned()));
            }
            for row in self.rows_of(&table) {
                let cell = row.get_mut(&column).expect("each row has its columns");
                if cell.is_unknown() {
                    return Err(Obstacle::Paper("a value is not known".to_owned()));
                }
                if *cell == Cell::shown(from) {
                    match to {
                        Some(to) => *cell = Cell::shown(to),
                        None => return Err(Obstacle::Rows(format!("a row holds `{from}`"))),
                    }
                }
            }
        }
        Ok(())
    }

    fn insert(&mut self, insert: &InsertRows) {
        let described = self.table(&insert.table).clone();
        for values in &insert.rows {
            let mut row = self.cells(&insert.table, &insert.columns, values);
            for column in &described.columns {
                let filled = self.filled(column).unwrap_or(Cell::Any);
                row.entry(column.name.clone()).or_insert(filled);
            }
            self.rows_of(&insert.table).push(row);
        }
    }

    /// The cells by which a selection of one value a column chooses; those of a selection that is SQL are not followed.
    fn chosen(&self, table: &QualifiedName, selection: &Selection) -> Result<Row, Obstacle> {
        let described = self.table(table);
        let cell = |condition: &Condition| match condition {
            Condition::Equals { column, value } => {
                let known = described.column(column).expect("replay knows the column");
                Ok((column.clone(), shown(self.kind, &known.column_type, value)))
            }
            Condition::Holds(_) | Condition::OneOf { .. } => {
                Err(Obstacle::Paper("a predicate is not followed".to_owned()))
            }
        };
        let chosen = selection.conditions.iter().map(cell).collect::<Result<Row, _>>()?;
        let unknown = |row: &Row| chosen.keys().any(|name| row[name].is_unknown());
        if chosen.values().any(Cell::is_unknown) || self.rows[table].iter().any(unknown) {
            return Err(Obstacle::Paper("a value is not known".to_owned()));
        }
        Ok(chosen)
    }

    fn update(&mut self, update: &UpdateRows) -> Result<(), Obstacle> {
        let UpdateRows { table, set, selection, undo } = update;
        match undo {
            UndoUpdate::LeaveRows | UndoUpdate::Restore(_) => {}
        }
        let chosen = self.chosen(table, selection)?;
        let described = self.table(table);
        let mut cells = Vec::new();
        for Assignment { column, value } in set {
            let column = described.column(column).expect("replay knows the column");
            let referenced = self
                .schema
                .references_to(table)
                .any(|(_, key)| key.referenced_columns.contains(&column.name));
            let by_itself = described
                .foreign_keys
                .iter()
                .any(|key| key.referenced_table == *table && key.referenced_columns.contains(&column.name));
            if referenced || by_itself {
                return Err(Obstacle::Paper("what foreign keys do then is not followed".to_owned()));
            }
            let cell = match value {
                ColumnDefault::Value(value) => shown(self.kind, &column.column_type, value),
                ColumnDefault::Expression(_) | ColumnDefault::NextValue(_) | ColumnDefault::Now => Cell::Any,
            };
            cells.push((column.name.clone(), cell));
        }
        for row in self.rows_of(table) {
            if chosen.iter().all(|(name, cell)| row[name] == *cell) {
                row.extend(cells.clone());
            }
        }
        Ok(())
    }

    /// What the database computes may have changed with what it is computed from.
    fn forget_generated(&mut self) {
        for table in self.schema.tables() {
            for column in table.columns.iter().filter(|column| column.generated.is_some()) {
                for row in self.rows.get_mut(&table.name).into_iter().flatten() {
                    row.insert(column.name.clone(), Cell::Free);
                }
            }
        }
    }

    /// Whether the rows keep what the schema asks of them, as far as they are known.
    fn keeps(&self) -> Result<(), String> {
        self.schema.tables().try_for_each(|table| self.table_keeps(table))
    }

    /// Whether rows are the same in what must be different in each, or reference others, is not known.
    pub(crate) fn is_uncertain(&self) -> bool {
        self.schema.tables().any(|table| {
            let rows = &self.rows[&table.name];
            let unknown =
                |columns: &[Name]| rows.iter().any(|row| columns.iter().any(|it| row[it].is_unknown()));
            let keys = table.primary_key.iter().map(|key| key.columns.clone());
            let uniques = table.uniques.iter().map(|unique| unique.columns.clone());
            let unique = table.indexes.iter().filter(|index| index.uniqueness == Uniqueness::Unique);
            let indexes = unique.map(|index| index.columns().cloned().collect());
            let exclusions = table.exclusions.iter().map(|it| it.columns().cloned().collect());
            let mut apart = keys.chain(uniques).chain(indexes).chain(exclusions);
            let is_part = |index: &Index| index.parts.iter().any(|part| part.whole_column().is_none());
            let mut partly = table.indexes.iter().filter(|it| it.uniqueness == Uniqueness::Unique);
            rows.len() > 1 && (apart.any(|columns: Vec<Name>| unknown(&columns)) || partly.any(is_part))
                || table.foreign_keys.iter().any(|key| unknown(&key.columns))
        })
    }

    fn table_keeps(&self, table: &Table) -> Result<(), String> {
        let rows = &self.rows[&table.name];
        for column in table.columns.iter().filter(|column| !column.nullable) {
            if rows.iter().any(|row| row[&column.name] == Cell::Null) {
                return Err(format!("column `{}` of `{}` holds NULL", column.name, table.name));
            }
        }
        let primary = table.primary_key.iter().map(|key| (key.columns.clone(), Nulls::NotDistinct));
        let uniques = table.uniques.iter().map(|unique| (unique.columns.clone(), unique.nulls));
        let whole = |index: &&Index| index.parts.iter().all(|part| part.whole_column().is_some());
        let indexes =
            table.indexes.iter().filter(|index| index.uniqueness == Uniqueness::Unique).filter(whole);
        let indexes = indexes.map(|index| (index.columns().cloned().collect(), index.nulls));
        let exclusions =
            table.exclusions.iter().map(|it| (it.columns().cloned().collect::<Vec<_>>(), Nulls::Distinct));
        for (columns, nulls) in primary.chain(uniques).chain(indexes).chain(exclusions) {
            let mut seen = BTreeSet::new();
            for row in rows {
                let key = columns.iter().map(|name| row[name].clone()).collect::<Vec<_>>();
                if key.contains(&Cell::Free) && rows.len() > 1 {
                    return Err(format!("whether {columns:?} of `{}` are the same is not known", table.name));
                }
                let apart =
                    key.iter().any(Cell::is_unknown) || nulls == Nulls::Distinct && key.contains(&Cell::Null);
                if !apart && !seen.insert(key) {
                    return Err(format!("{columns:?} of `{}` are the same in two rows", table.name));
                }
            }
        }
        for key in &table.foreign_keys {
            let there = self.rows[&key.referenced_table]
                .iter()
                .map(|row| key.referenced_columns.iter().map(|name| row[name].clone()).collect::<Vec<_>>());
            let there = there.collect::<BTreeSet<_>>();
            let mut wanted =
                rows.iter().map(|row| key.columns.iter().map(|name| row[name].clone()).collect::<Vec<_>>());
            let lost = wanted.find(|cells| {
                if cells.contains(&Cell::Free) {
                    return true;
                }
                let open = cells.iter().any(Cell::is_unknown) || cells.contains(&Cell::Null);
                !open && !there.contains(cells)
            });
            if lost.is_some() {
                return Err(format!(
                    "a row of `{}` references none of `{}`",
                    table.name, key.referenced_table
                ));
            }
        }
        Ok(())
    }
}

fn has(row: &Row, key: &Row) -> bool {
    key.iter().all(|(name, cell)| row[name] == *cell)
}

fn paper(why: impl std::fmt::Display) -> Obstacle {
    Obstacle::Paper(why.to_string())
}
