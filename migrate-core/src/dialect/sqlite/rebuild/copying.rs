//! Copying the rows of a table that is rebuilt, and telling which of them the new table does not take.

use crate::dialect::Dialect::Sqlite;
use crate::dialect::sql::{Sql, Text, Written, sql};
use crate::dialect::sqlite::stored::{Broken, StoredTable, is_same};
use crate::name::Name;

use super::change::quoted;
use super::expand::SHOWN;

/// Copies the rows of a table.
#[derive(Clone, Debug)]
pub(crate) struct Copying {
    /// The statement, which takes all of them or none.
    pub(crate) sql: String,
    /// The same, which passes over those that the new table does not take.
    pub(super) passing: String,
    /// The new table, and what the old one is called meanwhile.
    pub(super) table: Name,
    pub(super) old: Name,
    /// What tells which row of the old table is which of the new one, where something does.
    pub(super) row: Option<(String, String)>,
    /// The new columns, with what a row of the old table gives.
    pub(super) values: Vec<(String, String)>,
    /// What the new table is.
    pub(super) after: StoredTable,
}

impl Copying {
    /// What finds the rows that were not taken, once the statement has failed with this text: statements, of which the
    /// last gives the number of rows and a text for each that is shown.
    pub(crate) fn refused(&self, message: &str) -> [String; 2] {
        let Self { sql: _, passing, table, old, row, values: _, after } = self;
        let look = match row {
            None => {
                let lacking =
                    sql!(Sqlite; "(SELECT count(*) FROM ", old, ") - (SELECT count(*) FROM ", table, ")");
                sql!(Sqlite; "SELECT ", lacking, ", NULL")
            }
            Some((before, now)) => {
                let reason = after.broken(message).and_then(|broken| self.reason(&broken));
                let (shown, condition) = reason.unzip();
                let shown = shown.map(|shown| sql!(Sqlite; shown, " || ", Text(" in "), " || "));
                let condition = condition.map(|condition| sql!(Sqlite; " AND ", condition));
                let row = sql!(Sqlite; table, ".", Written(before));
                let found = sql!(
                    Sqlite;
                    " FROM ", old, " AS ", table, " WHERE NOT EXISTS (SELECT 1 FROM ", table,
                    " AS migrate_new WHERE migrate_new.", Written(now), " = ", row.clone(), ")", condition,
                );
                sql!(
                    Sqlite;
                    "SELECT (SELECT count(*)", found.clone(), "), ", shown, Text("row "), " || ", row, found, " LIMIT ",
                    SHOWN,
                )
            }
        };
        [passing.clone(), look.into_text()]
    }

    /// Columns of the new table, with what a row of the old one gives for them.
    fn values_of<'a>(&'a self, columns: &[&'a str]) -> Option<Vec<(&'a str, &'a str)>> {
        let columns = columns.iter().map(|column| {
            let (_, value) = self.values.iter().find(|(name, _)| is_same(name, column))?;
            Some((*column, value.as_str()))
        });
        columns.collect()
    }

    /// What is shown of a row that breaks a constraint, and when one does, since others may break others. None where
    /// only the new table could tell.
    fn reason<'a>(&'a self, broken: &Broken<'a>) -> Option<(Sql, Sql)> {
        let (values, condition) = match broken {
            Broken::Check { columns, expression } => {
                let values = self.values_of(columns)?;
                // The expression finds the old values under these names.
                let is_kept = |(name, value): &(&str, &str)| quoted(name) == *value;
                if !values.iter().all(is_kept) {
                    return None;
                }
                (values, sql!(Sqlite; "NOT (", Written(expression), ")"))
            }
            Broken::NotNull { column } => {
                let values = self.values_of(&[*column])?;
                let condition =
                    values.iter().map(|(_, value)| sql!(Sqlite; "(", Written(value), ") IS NULL"));
                let condition = condition.collect::<Vec<_>>().pop()?;
                (values, condition)
            }
            Broken::Unique { columns } => {
                let values = self.values_of(columns)?;
                let names = columns.iter().map(|column| sql!(Sqlite; &Name::from(*column)));
                let wanted = Sql::list(Sqlite, values.iter().map(|(_, value)| sql!(Sqlite; Written(value))));
                let condition = sql!(
                    Sqlite; "(", wanted, ") IN (SELECT ", Sql::list(Sqlite, names), " FROM ", &self.table, ")",
                );
                (values, condition)
            }
        };
        let shown = tuple(&values.iter().map(|(_, value)| sql!(Sqlite; Written(value))).collect::<Vec<_>>())?;
        Some((shown, condition))
    }
}

/// Values as a text: one as it is written in SQL, several in parentheses.
pub(super) fn tuple(values: &[Sql]) -> Option<Sql> {
    let quoted = |value: &Sql| sql!(Sqlite; "quote(", value.clone(), ")");
    match values {
        [] => None,
        [one] => Some(quoted(one)),
        [first, rest @ ..] => {
            let mut text = sql!(Sqlite; Text("("), " || ", quoted(first));
            for value in rest {
                text.push(sql!(Sqlite; " || ", Text(", "), " || ", quoted(value)));
            }
            text.push(sql!(Sqlite; " || ", Text(")")));
            Some(text)
        }
    }
}
