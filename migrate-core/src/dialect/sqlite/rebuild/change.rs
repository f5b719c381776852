//! The changes of a rebuild, made on the stored definition.

use super::fault::RebuildFault;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::sql::{Written, sql};
use crate::dialect::sqlite::stored::{Part, StoredTable, Unreadable, is_same};
use crate::live::Change;
use crate::name::Name;

/// What becomes of a table.
#[derive(Debug)]
pub(super) struct Changed {
    /// The new definition.
    pub(super) table: StoredTable,
    /// Where the values of the new columns come from: the column's name, and what a row of the old table gives.
    pub(super) copies: Vec<(String, String)>,
    /// The columns that go.
    pub(super) dropped: Vec<String>,
    /// The indexes that go, and those that come with what creates them.
    pub(super) dropped_indexes: Vec<Name>,
    pub(super) added_indexes: Vec<AddedIndex>,
    /// The columns that rows must have a value for.
    pub(super) required: Vec<String>,
    /// The columns whose values may be wrong, with the type in words and when they are.
    pub(super) wrong: Vec<(String, String, String)>,
}

/// An index that comes.
#[derive(Debug)]
pub(super) struct AddedIndex {
    pub(super) name: Name,
    pub(super) sql: String,
    /// What finds the values that a unique one does not take.
    pub(super) doubles: Option<String>,
}

impl Changed {
    /// The table as it is.
    pub(super) fn new(table: StoredTable) -> Self {
        let copies = table.plain_columns().map(|column| (column.to_owned(), quoted(column))).collect();
        Self {
            table,
            copies,
            dropped: Vec::new(),
            dropped_indexes: Vec::new(),
            added_indexes: Vec::new(),
            required: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Makes a change.
    pub(super) fn make(&mut self, change: &Change) -> Result<(), RebuildFault> {
        match change {
            Change::AddColumn { column: _, definition } => {
                self.table = self.table.add_column(definition)?;
            }
            Change::AddConstraint { constraint: _, column, definition } => {
                self.table = match column {
                    Some(column) => self.table.add_column_constraint(column.as_str(), definition)?,
                    None => self.table.add_constraint(definition)?,
                };
            }
            Change::AddIndex { index, sql, doubles } => {
                let (name, sql, doubles) = (index.clone(), sql.clone(), doubles.clone());
                self.added_indexes.push(AddedIndex { name, sql, doubles });
            }
            Change::Convert { column, value } => {
                self.copy(column, |_| value.clone());
            }
            Change::DropColumn { column, constraints, indexes } => {
                for constraint in constraints {
                    match self.table.drop_constraint(constraint) {
                        Ok(table) => self.table = table,
                        // It may stand in the definition under no name, and with the column.
                        Err(Unreadable::UnknownConstraint { .. }) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                self.table = self.table.drop_column(column.as_str())?;
                if let Some(user) = self.table.user_of(column.as_str()) {
                    let user = format!("`{user}` in the table's stored definition");
                    return Err(RebuildFault::ColumnUsed { column: column.to_string(), user });
                }
                self.copies.retain(|(name, _)| !is_same(name, column.as_str()));
                self.dropped.push(column.to_string());
                for index in indexes {
                    self.drop_index(index);
                }
            }
            Change::DropConstraint { constraint } => self.table = self.table.drop_constraint(constraint)?,
            Change::DropIndex { index } => self.drop_index(index),
            Change::Expect { column, words, wrong } => {
                self.wrong.push((column.to_string(), words.clone(), wrong.clone()));
            }
            Change::RenameConstraint { constraint, to } => {
                self.table = self.table.rename_constraint(constraint, &quoted(to.as_str()))?;
            }
            Change::SetCollation { column, collation } => {
                let clause = collation.as_ref().map(|name| sql!(Sqlite; "COLLATE ", name).into_text());
                self.set(column, Part::Collation, clause.as_deref())?;
            }
            Change::SetComment { column, before, after } => {
                let column = column.as_ref().map(Name::as_str);
                self.table = self.table.set_comment(column, before.as_deref(), after.as_deref())?;
            }
            Change::SetDefault { column, default } => {
                let clause = default.as_ref().map(|text| sql!(Sqlite; "DEFAULT ", Written(text)).into_text());
                self.set(column, Part::Default, clause.as_deref())?;
            }
            Change::SetGenerated { column, generated } => {
                self.set(column, Part::Generated, generated.as_deref())?;
                let name = column.as_str();
                let is_copied = self.copies.iter().any(|(copied, _)| is_same(copied, name));
                match generated {
                    Some(_) => self.copies.retain(|(copied, _)| !is_same(copied, name)),
                    None if !is_copied => self.copies.push((name.to_owned(), quoted(name))),
                    None => {}
                }
            }
            Change::SetNotNull { column, fill } => {
                self.set(column, Part::NotNull, Some("NOT NULL"))?;
                match fill {
                    Some(fill) => self.fill(column, fill),
                    None => self.required.push(column.to_string()),
                }
            }
            Change::SetNullable { column } => self.set(column, Part::NotNull, None)?,
            Change::SetOptions { options } => self.table = self.table.set_options(options.as_deref())?,
            Change::SetType { column, column_type } => {
                self.table = self.table.set_type(column.as_str(), column_type)?;
            }
            Change::SetValues { column, before, after } => {
                self.table = match (before, after) {
                    (Some(before), after) => {
                        self.table.replace_check(column.as_str(), before, after.as_deref())?
                    }
                    (None, Some(after)) => {
                        let check = sql!(Sqlite; "CHECK (", Written(after), ")").into_text();
                        self.table.add_column_constraint(column.as_str(), &check)?
                    }
                    (None, None) => self.table.clone(),
                };
            }
        }
        Ok(())
    }

    fn set(&mut self, column: &Name, part: Part, clause: Option<&str>) -> Result<(), RebuildFault> {
        self.table = self.table.set_part(column.as_str(), part, clause)?;
        Ok(())
    }

    fn copy(&mut self, column: &Name, value: impl Fn(&str) -> String) {
        for (name, copied) in &mut self.copies {
            if is_same(name, column.as_str()) {
                *copied = value(copied);
            }
        }
    }

    /// Gives rows something where a column holds NULL.
    fn fill(&mut self, column: &Name, fill: &str) {
        let name = column.as_str();
        let filled =
            |value: &str| sql!(Sqlite; "coalesce(", Written(value), ", ", Written(fill), ")").into_text();
        if self.value(name).is_some() {
            self.copy(column, filled);
        } else {
            // It comes by the same rebuild, and no row of the old table has it: rows would get its default.
            let value = self.table.default_of(name).map_or_else(|| fill.to_owned(), filled);
            self.copies.push((name.to_owned(), value));
        }
    }

    /// What a row of the old table gives for a column.
    pub(super) fn value(&self, column: &str) -> Option<&str> {
        self.copies.iter().find(|(name, _)| is_same(name, column)).map(|(_, value)| value.as_str())
    }

    fn drop_index(&mut self, index: &Name) {
        let before = self.added_indexes.len();
        self.added_indexes.retain(|added| added.name != *index);
        if self.added_indexes.len() == before {
            self.dropped_indexes.push(index.clone());
        }
    }
}

/// A name in quotes.
pub(super) fn quoted(name: &str) -> String {
    sql!(Sqlite; &Name::from(name)).into_text()
}
