//! A rebuild as statements, worked out from what the catalogue holds.
//!
//! The old table is renamed and the new one made under its own name, with the very text that should be stored. That is
//! safe because `legacy_alter_table` is on, so that nothing else in the schema follows the name (`pragma.html`), and because
//! foreign keys are off, so that dropping the old table deletes no row (`lang_droptable.html`): both tried on 3.51. The
//! other order, which renames the new table in the end, would leave its name in quotes, and would not take a check that
//! has the table's name before a point.

use super::change::{AddedIndex, Changed, quoted};
use super::copying::Copying;
use super::fault::RebuildFault;
use crate::dialect::Dialect::Sqlite;
use crate::dialect::sql::{Piece as SqlPiece, Sql, Text, Written, sql};
use crate::dialect::sqlite::stored::{StoredTable, ended, is_same, qualifies};
use crate::live::Rebuild;
use crate::name::Name;

/// What a row of the catalogue is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Index,
    Table,
    Trigger,
    View,
}

impl Kind {
    /// The kind of a word in the catalogue.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Index, Self::Table, Self::Trigger, Self::View].into_iter().find(|kind| kind.word() == word)
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Table => "table",
            Self::Trigger => "trigger",
            Self::View => "view",
        }
    }
}

/// A row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// The table that it is of, or its own name.
    pub(crate) table: String,
    /// What made it. Indexes of constraints have none.
    pub(crate) sql: Option<String>,
}

impl Entry {
    /// What it is, in words.
    pub(crate) fn words(&self) -> String {
        format!("{} `{}`", self.kind.word(), self.name)
    }

    /// Whether it is SQLite's own.
    pub(crate) fn is_internal(&self) -> bool {
        self.sql.is_none() || self.name.get(..7).is_some_and(|start| is_same(start, "sqlite_"))
    }
}

/// A step of a rebuild.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// A query that must find no row. What it finds is a number of rows and a text for each that is shown.
    Ask { query: String, fault: Ask },
    /// The rows are copied.
    Copy(Box<Copying>),
    /// An index is made. The query tells the values that stand in the way of a unique one, in the same way.
    Index { sql: String, doubles: Option<String> },
    /// A statement.
    Run(String),
}

/// What it means if a query finds rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Rows have NULL in this column.
    Nulls(String),
    /// The tables have other numbers of rows: these.
    Rows,
    /// Rows have values in this column that are none of this type.
    Values(String, String),
}

/// What a rebuild is on a database.
#[derive(Debug)]
pub(crate) struct Expansion {
    /// What runs, in order, while `legacy_alter_table` is on.
    pub(crate) pieces: Vec<Piece>,
    /// What the catalogue holds afterwards, but for SQLite's own.
    pub(crate) expected: Vec<Entry>,
    /// The table's name.
    table: String,
    /// The columns that go.
    pub(crate) dropped: Vec<String>,
    /// The indexes that go.
    pub(crate) dropped_indexes: Vec<String>,
}

impl Expansion {
    /// Whether it is of this table.
    pub(crate) fn is_of(&self, table: &str) -> bool {
        is_same(&self.table, table)
    }
}

/// What a condition on values that would be wrong calls the value as it is.
pub(in crate::dialect::sqlite) const BEFORE: &str = "migrate_before";

/// How many wrong rows are shown.
pub(super) const SHOWN: i64 = 5;

/// Works a rebuild out.
pub(crate) fn expand(entries: &[Entry], rebuild: &Rebuild) -> Result<Expansion, RebuildFault> {
    let wanted = rebuild.table.name.as_str();
    let is_it = |entry: &&Entry| entry.kind == Kind::Table && is_same(&entry.name, wanted);
    let missing = || RebuildFault::Missing { what: format!("table `{wanted}`") };
    let entry = entries.iter().find(is_it).ok_or_else(missing)?;
    let before = StoredTable::read(entry.sql.as_deref().unwrap_or_default())?;
    let mut changed = Changed::new(before.clone());
    for change in &rebuild.changes {
        changed.make(change)?;
    }
    let name = before.name();
    let own = |entry: &&Entry| is_same(&entry.table, name) && entry.kind != Kind::Table;
    let is_dropped =
        |entry: &Entry| changed.dropped_indexes.iter().any(|index| is_same(index.as_str(), &entry.name));
    for index in &changed.dropped_indexes {
        if !entries.iter().filter(own).any(|entry| is_same(&entry.name, index.as_str())) {
            return Err(RebuildFault::Missing { what: format!("index `{index}`") });
        }
    }
    let expected = entries.iter().filter(|entry| !(entry.is_internal() || own(entry) && is_dropped(entry)));
    let mut expected = expected.cloned().collect::<Vec<_>>();
    for entry in &mut expected {
        if entry.kind == Kind::Table && is_same(&entry.name, name) {
            entry.sql = Some(changed.table.text().to_owned());
        }
    }
    for AddedIndex { name: index, sql, doubles: _ } in &changed.added_indexes {
        expected.push(Entry {
            kind: Kind::Index,
            name: index.to_string(),
            table: name.to_owned(),
            sql: Some(sql.clone()),
        });
    }
    let again = entries.iter().filter(own).filter(|entry| !is_dropped(entry));
    let again = again.filter_map(|entry| entry.sql.clone()).collect::<Vec<_>>();
    let (table, old) = (Name::from(name), free_name(entries, name));
    let pieces = pieces(&Plan { before: &before, changed: &changed, table, old, again });
    Ok(Expansion {
        pieces,
        expected,
        table: name.to_owned(),
        dropped_indexes: changed.dropped_indexes.iter().map(ToString::to_string).collect(),
        dropped: changed.dropped,
    })
}

/// What the statements are made of.
struct Plan<'a> {
    before: &'a StoredTable,
    changed: &'a Changed,
    /// The table's name.
    table: Name,
    /// What the old table is called meanwhile.
    old: Name,
    /// What makes the table's indexes and triggers again.
    again: Vec<String>,
}

fn run(sql: Sql) -> Piece {
    Piece::Run(sql.into_text())
}

fn pieces(plan: &Plan<'_>) -> Vec<Piece> {
    let Plan { before, changed, table, old, again } = plan;
    let mut pieces = Vec::new();
    let rows = before.rowid_name();
    for column in &changed.required {
        let Some(value) = changed.value(column) else { continue };
        let condition = sql!(Sqlite; "(", Written(value), ") IS NULL");
        let row = rows.map_or_else(|| sql!(Sqlite; "NULL"), |rowid| sql!(Sqlite; "'row ' || ", rowid));
        let query = wrong_rows(table, &row, &condition);
        pieces.push(Piece::Ask { query, fault: Ask::Nulls(column.clone()) });
    }
    for (column, column_type, wrong) in &changed.wrong {
        let Some(value) = changed.value(column) else { continue };
        // The condition has the column's name, and looks at what it would become.
        let name = Name::from(column.as_str());
        let row = rows.unwrap_or("NULL");
        let values = sql!(
            Sqlite;
            "(SELECT ", Written(value), " AS ", &name, ", ", &name, " AS ", BEFORE, ", ", row, " AS migrate_row FROM ",
            table, ")"
        );
        let shown = sql!(Sqlite; "quote(", BEFORE, ") || coalesce(' in row ' || migrate_row, '')");
        let query = wrong_rows(values, &shown, &sql!(Sqlite; Written(wrong)));
        pieces.push(Piece::Ask { query, fault: Ask::Values(column.clone(), column_type.clone()) });
    }
    // A name before a point in a check or an index would not be found once the table has another.
    let follows = again.iter().chain([&before.text().to_owned()]).any(|sql| qualifies(sql, before.name()));
    let rowid = kept_rowid(before, &changed.table);
    if follows {
        pieces.extend(move_rows(plan, rowid).into_iter().map(run));
    } else {
        pieces.push(run(sql!(Sqlite; "ALTER TABLE ", table, " RENAME TO ", old)));
    }
    pieces.push(Piece::Run(ended(changed.table.text())));
    pieces.push(Piece::Copy(Box::new(copying(plan, rowid, follows))));
    let counted = sql!(
        Sqlite;
        "SELECT rows_before, rows_after FROM (SELECT (SELECT count(*) FROM ", old, ") AS rows_before, ",
        "(SELECT count(*) FROM ", table, ") AS rows_after) WHERE rows_before <> rows_after",
    );
    pieces.push(Piece::Ask { query: counted.into_text(), fault: Ask::Rows });
    if before.is_numbered() && changed.table.is_numbered() {
        let (name, old) = (Text(table.as_str()), Text(old.as_str()));
        pieces.push(run(sql!(Sqlite; "DELETE FROM sqlite_sequence WHERE name = ", name)));
        pieces.push(run(sql!(
            Sqlite;
            "INSERT INTO sqlite_sequence (name, seq) SELECT ", name, ", seq FROM sqlite_sequence WHERE name = ", old,
        )));
    }
    pieces.push(run(sql!(Sqlite; "DROP TABLE ", old)));
    if follows && before.is_numbered() {
        pieces.push(run(sql!(Sqlite; "DELETE FROM sqlite_sequence WHERE name = ", Text(old.as_str()))));
    }
    pieces.extend(again.iter().map(|sql| Piece::Run(ended(sql))));
    pieces.extend(changed.added_indexes.iter().map(|AddedIndex { name: _, sql, doubles }| Piece::Index {
        sql: sql.clone(),
        doubles: doubles.clone(),
    }));
    pieces
}

/// What the rowid is called where it must be kept by its own name.
fn kept_rowid(before: &StoredTable, after: &StoredTable) -> Option<&'static str> {
    match after.rowid_column() {
        Some(_) => None,
        None => before.rowid_name().filter(|_| after.rowid_name() == before.rowid_name()),
    }
}

/// What the rowid is called among rows that were copied away.
const ROWID: &str = "migrate_rowid";

/// Copies the rows away and drops the table, where it cannot be renamed.
fn move_rows(plan: &Plan<'_>, rowid: Option<&'static str>) -> Vec<Sql> {
    let Plan { before, changed: _, table, old, again: _ } = plan;
    let columns = before.column_names().map(|name| sql!(Sqlite; &Name::from(name)));
    let rowid = rowid.map(|rowid| sql!(Sqlite; rowid, " AS ", ROWID));
    let columns = Sql::list(Sqlite, rowid.into_iter().chain(columns));
    let mut statements = vec![sql!(Sqlite; "CREATE TABLE ", old, " AS SELECT ", columns, " FROM ", table)];
    if before.is_numbered() {
        statements.push(sql!(
            Sqlite;
            "UPDATE sqlite_sequence SET name = ", Text(old.as_str()), " WHERE name = ", Text(table.as_str()),
        ));
    }
    statements.push(sql!(Sqlite; "DROP TABLE ", table));
    statements
}

/// Copies the rows. No conflict clause of the table lets a row be passed over.
fn copying(plan: &Plan<'_>, rowid: Option<&'static str>, follows: bool) -> Copying {
    let Plan { before, changed, table, old, again: _ } = plan;
    let source = if follows { rowid.map(|_| ROWID) } else { rowid };
    let names = changed.copies.iter().map(|(name, _)| sql!(Sqlite; &Name::from(name.as_str())));
    let names = Sql::list(Sqlite, rowid.map(|rowid| sql!(Sqlite; rowid)).into_iter().chain(names));
    let values = changed.copies.iter().map(|(_, value)| sql!(Sqlite; Written(value)));
    let values = Sql::list(Sqlite, source.map(|rowid| sql!(Sqlite; rowid)).into_iter().chain(values));
    // Under its own name, so that an expression may have that before a point.
    let rows = sql!(Sqlite; table, " (", names, ") SELECT ", values, " FROM ", old, " AS ", table);
    let kept = source.zip(rowid).map(|(source, rowid)| (source.to_owned(), rowid.to_owned()));
    let alias = || {
        let (before, after) = (before.rowid_column()?, changed.table.rowid_column()?);
        let name = quoted(after);
        (is_same(before, after) && changed.value(after)? == name).then(|| (name.clone(), name))
    };
    Copying {
        sql: sql!(Sqlite; "INSERT OR ABORT INTO ", rows.clone()).into_text(),
        passing: sql!(Sqlite; "INSERT OR IGNORE INTO ", rows).into_text(),
        table: table.clone(),
        old: old.clone(),
        row: kept.or_else(alias),
        values: changed.copies.clone(),
        after: changed.table.clone(),
    }
}

/// Finds rows: how many there are, and some of them as text.
fn wrong_rows<P: SqlPiece + Clone>(from: P, shown: &Sql, condition: &Sql) -> String {
    let found = sql!(Sqlite; " FROM ", from, " WHERE ", condition.clone());
    sql!(Sqlite; "SELECT (SELECT count(*)", found.clone(), "), ", shown.clone(), found, " LIMIT ", SHOWN)
        .into_text()
}

/// A name that nothing has.
pub(super) fn free_name(entries: &[Entry], table: &str) -> Name {
    let is_free = |name: &String| entries.iter().all(|entry| !is_same(&entry.name, name));
    let first = format!("migrate_old_{table}");
    let others = (2_u64..).map(|number| format!("migrate_old_{number}_{table}"));
    let free = std::iter::once(first).chain(others).find(is_free);
    Name::from(free.expect("the catalogue has an end").as_str())
}
