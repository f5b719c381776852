//! What a change of a column becomes on a table as it is stored.
//!
//! Pure: the text of `SHOW CREATE TABLE` goes in, statements come out. Values are converted by the server's `MODIFY` where
//! that is exact or refuses under a strict `sql_mode` (tried on MariaDB 10.11 for each pair of types at the ends of their
//! ranges). Everything else is a cast: `MODIFY` made 2017-00-00 of the number 1700000000 without an error.
//!
//! What a cast does goes by the statement, each of which is in whole or not at all (MariaDB since 10.6): a column for the new
//! values is added; the table is locked; its rows are written; and one `ALTER TABLE` puts the new column in the old one's
//! place, with its keys. So the new column is there exactly as long as the change is not done.
//!
//! # MySQL
//!
//! It takes the same statements (run on 8.0.28): `DROP CONSTRAINT` since 8.0.19 ("ALTER TABLE Statement"), expressions as
//! defaults since 8.0.13 ("Data Type Default Values"), each statement whole or not at all ("Atomic Data Definition Statement
//! Support"). Checks of columns are among those of the table there, so that no copy is forced. An invisible column (8.0.23)
//! stands in a comment that the server reads as SQL, which is restated with the rest. `JSON` is a type and no text with a
//! check.

use super::catalogue::AS_KEPT;
use super::stored::{Clause, Column, Key, Kind, Part, Table};
use crate::dialect::Dialect::MySql;
use crate::dialect::hits::{RELEASE, hold};
use crate::dialect::sql::{Sql, Text, Written, sql};
use crate::live::{Cast, Modify, Null, Nulls, Offline, Own};
use crate::name::{Name, QualifiedName};
use crate::operation::Change;
use crate::schema;
use crate::script::Beside;

mod fault;

pub(crate) use super::stored::as_text;
pub use fault::ModifyFault;

/// The column that new values are written into.
pub(crate) const NEW: &str = "migrate_new_values";

/// Its comment, by which it is known again.
const COMMENT: &str = "COMMENT 'new values of a column whose change was not finished'";

/// Refuses what does not fit a column, and leaves a 0 in an `AUTO_INCREMENT` column what it is.
const STRICT: &str = "SET @migrate_sql_mode = @@SESSION.sql_mode, SESSION sql_mode = CONCAT(@@SESSION.sql_mode, \
                      ',STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO')";

/// The same for a column of times: MySQL rounds what it cuts of a second, to the next day of a `DATE` too, where it is not
/// told otherwise (tried on 8.0.28), and MariaDB where it is told to: that word goes (tried on 10.11).
const STRICT_TIMES: &str = "SET @migrate_sql_mode = @@SESSION.sql_mode, SESSION sql_mode = \
                            CONCAT(REPLACE(@@SESSION.sql_mode, 'TIME_ROUND_FRACTIONAL', ''), \
                            ',STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO' /*!80000 , ',TIME_TRUNCATE_FRACTIONAL' */)";

/// Refuses dates without a month or a day too.
const STRICT_DATES: &str =
    "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_ZERO_DATE,NO_ZERO_IN_DATE')";

const AS_BEFORE: &str = "SET SESSION sql_mode = @migrate_sql_mode";

/// A query for rows that the change has no value for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Rows that hold NULL, which the column takes no longer.
    Nulls(String),
    /// The values that become NULL, and how many rows hold such, in `value` and `rows`.
    Unconverted(String),
}

/// A change of a column, statement by statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expansion {
    /// What must find nothing first.
    pub(crate) looks: Vec<Look>,
    /// What may be run again from the first at any time.
    pub(crate) prepare: Vec<String>,
    /// What keeps others from writing the table until the new column is in the old one's place. None where nothing is cast.
    pub(crate) lock: Option<String>,
    /// What puts the new column in the old one's place. None where nothing is cast.
    pub(crate) swap: Vec<String>,
    /// What takes the new column away again, where the swap failed.
    pub(crate) abandon: Vec<String>,
    /// What sets the session as it was.
    pub(crate) finish: Vec<String>,
    /// Whether rows are updated, which triggers would see.
    pub(crate) updates: bool,
}

impl Expansion {
    /// All of it for somebody who runs it without us.
    pub(super) fn offline(self, modify: &Modify) -> Vec<Offline> {
        let Self { looks, prepare, lock, swap, abandon: _, finish, updates } = self;
        let Modify { table, column, .. } = modify;
        let mut steps = Vec::new();
        if updates {
            let says = format!(
                "a trigger of table `{table}` runs when rows are updated, and the change of `{column}` updates them"
            );
            steps.push(Offline::Ask { query: triggers(table), says });
        }
        steps.extend(looks.into_iter().map(|look| match look {
            Look::Nulls(query) => {
                Offline::Ask { query, says: format!("rows of table `{table}` hold NULL in `{column}`") }
            }
            Look::Unconverted(query) => Offline::Ask {
                query,
                says: format!("rows of table `{table}` hold values in `{column}` that would become NULL"),
            },
        }));
        steps.extend(prepare.into_iter().map(Offline::Run));
        if !swap.is_empty() {
            steps.push(Offline::Mark);
        }
        steps.extend(lock.into_iter().chain(swap).chain(finish).map(Offline::Run));
        steps
    }
}

/// What a change becomes on a table, given what `SHOW CREATE TABLE` says.
///
/// # Errors
///
/// When the table is not as the change needs it.
pub(crate) fn expand(modify: &Modify, stored: &str) -> Result<Expansion, ModifyFault> {
    let mut table = Table::read(stored).ok_or(ModifyFault::Unreadable)?;
    let left = match table.position(NEW) {
        Some(at) if table.columns[at].clause(Kind::Comment) == Some(COMMENT) => {
            table.columns.remove(at);
            true
        }
        Some(_) => return Err(ModifyFault::Taken),
        None => false,
    };
    let at = table.position(modify.column.as_str()).ok_or(ModifyFault::NoColumn)?;
    let mut expansion = Writer { modify, table: &table, at }.expand()?;
    if left {
        expansion.prepare.insert(0, drop_new(&modify.table));
    }
    Ok(expansion)
}

/// The query for a table's definition, as it is kept: MySQL would make question marks of the bytes of a default that are no text
/// in the connection's character set (tried on 8.0.28), where MariaDB shows them.
pub(crate) fn show(table: &QualifiedName) -> String {
    let [as_kept, end] = AS_KEPT;
    sql!(MySql; as_kept, "; SHOW CREATE TABLE ", table, "; ", end).into_text()
}

/// A statement that refuses what does not fit a column, with what sets the session before and behind it.
pub(super) fn strictly(sql: Sql) -> [String; 3] {
    [STRICT.to_owned(), sql.into_text(), AS_BEFORE.to_owned()]
}

/// The query for a trigger that sees updated rows.
pub(crate) fn triggers(table: &QualifiedName) -> String {
    sql!(
        MySql; "SELECT trigger_name FROM information_schema.triggers WHERE event_object_schema = DATABASE() AND \
        event_manipulation = 'UPDATE' AND BINARY event_object_table = ", Text(table.name.as_str()), " LIMIT 1"
    )
    .into_text()
}

/// Whether a table has a column, given what `SHOW CREATE TABLE` says.
pub(crate) fn has_column(stored: &str, column: &str) -> bool {
    Table::read(stored).is_some_and(|table| table.position(column).is_some())
}

/// Whether a column holds the new values of a change that was not finished.
pub(crate) fn is_new(column: &schema::Column) -> bool {
    let comment = column.comment.as_ref().map(|comment| format!("COMMENT '{comment}'"));
    column.name.as_str() == NEW && comment.as_deref() == Some(COMMENT)
}

/// The statement that takes the column for new values away.
pub(crate) fn drop_new(table: &QualifiedName) -> String {
    sql!(MySql; "ALTER TABLE ", table, " DROP COLUMN ", &Name::from(NEW)).into_text()
}

/// What writes the statements.
struct Writer<'a> {
    modify: &'a Modify,
    table: &'a Table,
    at: usize,
}

impl Writer<'_> {
    fn stored(&self) -> &Column {
        &self.table.columns[self.at]
    }

    fn expand(&self) -> Result<Expansion, ModifyFault> {
        let Modify { column_type, cast, null, collation, .. } = self.modify;
        let changes_values = cast.is_some() || column_type.is_some() || collation.is_some();
        if let Some(key) = self.keys().find(|key| key.part == Part::ForeignKey && changes_values) {
            return Err(ModifyFault::ForeignKey { key: key.name.clone().unwrap_or_default() });
        }
        let mut expansion = Expansion { finish: vec![AS_BEFORE.to_owned()], ..Expansion::default() };
        if matches!(null, Some(Null::No { fill: None })) {
            let look = sql!(MySql; "SELECT 1 FROM ", &self.modify.table, " WHERE ", &self.modify.column, " IS NULL LIMIT 1");
            expansion.looks.push(Look::Nulls(look.into_text()));
        }
        let is_of_times =
            column_type.as_ref().is_some_and(|it| TIMES.iter().any(|time| begins_with(it, time)));
        expansion.prepare.push(if is_of_times { STRICT_TIMES } else { STRICT }.to_owned());
        match cast {
            None => self.modify(&mut expansion),
            Some(cast) => self.cast(cast, &mut expansion)?,
        }
        Ok(expansion)
    }

    /// States the column anew.
    fn modify(&self, expansion: &mut Expansion) {
        let Modify { table, column, column_type, null, .. } = self.modify;
        let state = |definition: String| {
            sql!(MySql; "ALTER TABLE ", table, " MODIFY COLUMN ", column, " ", Written(&definition))
                .into_text()
        };
        if let Some(Null::No { fill: Some(fill) }) = null {
            // The fill is a value of the new type.
            if column_type.is_some() {
                let mut typed = self.with_type();
                set_null(&mut typed, "NULL");
                expansion.prepare.push(state(typed.definition()));
            }
            expansion.prepare.push(self.update(column, fill, Rows::WithoutValue));
            expansion.updates = true;
        }
        expansion.prepare.push(state(self.asked().definition()));
    }

    /// Puts a column with the new values in the old one's place.
    fn cast(&self, cast: &Cast, expansion: &mut Expansion) -> Result<(), ModifyFault> {
        let Modify { table, column, null, .. } = self.modify;
        let Cast { value, nulls, temporal } = cast;
        let user = |other: &&Column| {
            other.mentions.iter().any(|name| name.to_lowercase() == column.as_str().to_lowercase())
        };
        let mut others =
            self.table.columns.iter().enumerate().filter(|(at, _)| *at != self.at).map(|(_, other)| other);
        if let Some(other) = others.find(user) {
            return Err(ModifyFault::Dependent { column: other.name.clone() });
        }
        let new = Name::from(NEW);
        match nulls {
            Nulls::Meant => {}
            Nulls::Refused => {
                // The table stands there once: under a lock it may not be read twice in one query.
                let look = sql!(
                    MySql; "SELECT CAST(", column, " AS CHAR) AS value, COUNT(*) OVER () AS row_count FROM ", table, " WHERE ", column,
                    " IS NOT NULL AND ", Written(value), " IS NULL ORDER BY 1 LIMIT 3"
                );
                expansion.looks.push(Look::Unconverted(look.into_text()));
            }
        }
        let mut bare = self.with_type();
        bare.clauses.retain(|clause| matches!(clause.kind, Kind::CharacterSet | Kind::Collate));
        let add = sql!(
            MySql; "ALTER TABLE ", table, " ADD COLUMN ", &new, " ", Written(&bare.definition()), " NULL ", COMMENT, " AFTER ", column
        );
        expansion.prepare.push(add.into_text());
        expansion.lock = hold(MySql, table, &Beside::default());
        expansion.swap.extend(temporal.then(|| STRICT_DATES.to_owned()));
        expansion.swap.push(self.update(&new, value, Rows::All));
        if let Some(Null::No { fill: Some(fill) }) = null {
            expansion.swap.push(self.update(&new, fill, Rows::WithoutValue));
        }
        expansion.swap.push(self.swap(&new));
        expansion.abandon = vec![RELEASE.to_owned(), drop_new(table)];
        expansion.finish.insert(0, RELEASE.to_owned());
        expansion.updates = true;
        Ok(())
    }

    /// One statement, since none can be taken back.
    fn swap(&self, new: &Name) -> String {
        let column = &self.modify.column;
        let mut changes = Vec::new();
        let keys = self.keys().filter(|key| key.part != Part::Other).collect::<Vec<_>>();
        for key in &keys {
            let name = Written(key.name.as_deref().unwrap_or_default());
            changes.push(match key.part {
                Part::Check => sql!(MySql; "DROP CONSTRAINT ", name),
                Part::ForeignKey | Part::Index | Part::Other => sql!(MySql; "DROP INDEX ", name),
                Part::PrimaryKey => sql!(MySql; "DROP PRIMARY KEY"),
            });
        }
        changes.push(sql!(MySql; "DROP COLUMN ", column));
        let before = self.at.checked_sub(1).map(|at| Name::from(self.table.columns[at].name.as_str()));
        let place = before.map_or(sql!(MySql; "FIRST"), |before| sql!(MySql; "AFTER ", &before));
        let asked = self.asked();
        let definition = asked.definition();
        changes.push(sql!(MySql; "CHANGE COLUMN ", new, " ", column, " ", Written(&definition), " ", place));
        changes.extend(keys.iter().map(|key| sql!(MySql; "ADD ", Written(&key.text))));
        // A check of a column is not asked of the rows that are there but when they are copied (tried on MariaDB 10.11).
        let checked = asked.clause(Kind::Check).is_some();
        changes.extend(checked.then(|| sql!(MySql; "ALGORITHM=COPY")));
        sql!(MySql; "ALTER TABLE ", &self.modify.table, "\n    ", Sql::join(MySql, ",\n    ", changes))
            .into_text()
    }

    /// Writes a value into rows, and nothing else of them: columns that say when a row was changed keep what they say.
    fn update(&self, column: &Name, value: &str, rows: Rows) -> String {
        let kept = self.table.columns.iter().filter(|column| column.clause(Kind::OnUpdate).is_some());
        let kept = kept.map(|kept| Name::from(kept.name.as_str())).filter(|kept| kept != column);
        let kept = kept.map(|kept| sql!(MySql; ", ", &kept, " = ", &kept)).collect::<Vec<_>>();
        let kept = Sql::join(MySql, "", kept);
        let rows = match rows {
            Rows::All => None,
            Rows::WithoutValue => Some(sql!(MySql; " WHERE ", column, " IS NULL")),
        };
        sql!(MySql; "UPDATE ", &self.modify.table, " SET ", column, " = ", Written(value), kept, rows)
            .into_text()
    }

    /// The keys and constraints that are of the column.
    fn keys(&self) -> impl Iterator<Item = &Key> {
        self.table.keys.iter().filter(|key| key.is_of(self.modify.column.as_str()))
    }

    /// The column as it is stored, but for its type and what cannot be said of another type.
    fn with_type(&self) -> Column {
        let mut column = self.stored().clone();
        let Some(column_type) = &self.modify.column_type else { return column };
        column.datatype.clone_from(column_type);
        // JSON is text with a check on MariaDB, which the new type brings itself or does not have.
        let is_json = |text: &str| text.to_lowercase().replace(' ', "").starts_with("check(json_valid(");
        if column.clause(Kind::Check).is_some_and(is_json) {
            for kind in [Kind::CharacterSet, Kind::Check, Kind::Collate] {
                column.set(kind, None);
            }
        }
        if !is_text(column_type) {
            column.set(Kind::CharacterSet, None);
            column.set(Kind::Collate, None);
        }
        let is_moment = ["DATETIME", "TIMESTAMP"].iter().any(|moment| begins_with(column_type, moment));
        if !is_moment {
            column.set(Kind::OnUpdate, None);
        }
        column
    }

    /// The column as it is stored, with all that is asked for.
    fn asked(&self) -> Column {
        let Modify {
            table: _,
            column: _,
            column_type: _,
            cast: _,
            null,
            default,
            identity,
            collation,
            comment,
            own,
            offline: _,
        } = self.modify;
        let mut column = self.with_type();
        match null {
            Some(Null::No { fill: _ }) => set_null(&mut column, "NOT NULL"),
            Some(Null::Yes) => set_null(&mut column, "NULL"),
            None => {}
        }
        if let Some(default) = default {
            column.set(Kind::Default, default.value().map(|default| format!("DEFAULT {default}")));
        }
        if let Some(identity) = identity {
            let word = match identity {
                Change::Drop => None,
                Change::Set(()) => Some("AUTO_INCREMENT".to_owned()),
            };
            column.set(Kind::AutoIncrement, word);
        }
        if let Some(collation) = collation {
            // It says the character set too.
            column.set(Kind::CharacterSet, None);
            column.set(Kind::Collate, collation.value().map(|name| format!("COLLATE {name}")));
        }
        if let Some(comment) = comment {
            column.set(Kind::Comment, comment.value().map(|comment| format!("COMMENT {comment}")));
        }
        if let Some(Own { check, invisible, on_update }) = own {
            if let Some(check) = check {
                column.set(Kind::Check, check.value().map(|check| format!("CHECK {check}")));
            }
            if let Some(invisible) = invisible {
                // MySQL shows it in a comment that it reads as SQL.
                column.clauses.retain(|clause| {
                    clause.kind != Kind::Other || !clause.text.to_ascii_uppercase().contains("INVISIBLE")
                });
                if *invisible {
                    // Nothing may stand behind a check.
                    let at = column.clauses.iter().position(|clause| clause.kind == Kind::Check);
                    let clause = Clause { kind: Kind::Other, text: "INVISIBLE".to_owned() };
                    column.clauses.insert(at.unwrap_or(column.clauses.len()), clause);
                }
            }
            if let Some(on_update) = on_update {
                column.set(Kind::OnUpdate, on_update.value().map(|time| format!("ON UPDATE {time}")));
            }
        }
        column
    }
}

/// Says whether a column takes NULL.
fn set_null(column: &mut Column, words: &str) {
    column.set(Kind::Null, Some(words.to_owned()));
    let is_null = |text: &str| text.eq_ignore_ascii_case("DEFAULT NULL");
    if words == "NOT NULL" && column.clause(Kind::Default).is_some_and(is_null) {
        column.set(Kind::Default, None);
    }
}

/// Which rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rows {
    All,
    WithoutValue,
}

const TIMES: [&str; 4] = ["DATE", "DATETIME", "TIME", "TIMESTAMP"];

fn is_text(column_type: &str) -> bool {
    ["CHAR", "ENUM", "LONGTEXT", "MEDIUMTEXT", "SET", "TEXT", "TINYTEXT", "VARCHAR"]
        .iter()
        .any(|text| begins_with(column_type, text))
}

fn begins_with(column_type: &str, word: &str) -> bool {
    let end =
        column_type.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(column_type.len());
    column_type[..end].eq_ignore_ascii_case(word)
}
