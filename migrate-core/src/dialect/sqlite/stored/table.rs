//! `CREATE TABLE` as SQLite stores it, taken apart into pieces that know where in the text they stand.

use std::ops::Range;

use super::lexer::{Kind, named};
use super::reader::Reader;
use super::unreadable::Unreadable;
use crate::schema::{Action, Storage, Timing};

/// A stored `CREATE TABLE`.
#[derive(Clone, Debug)]
pub(in crate::dialect::sqlite) struct StoredTable {
    /// The statement.
    pub(super) text: String,
    /// The table's name.
    pub(super) name: Named,
    /// The columns, in order. There is at least one.
    pub(super) columns: Vec<StoredColumn>,
    /// The constraints that stand behind the columns.
    pub(super) constraints: Vec<StoredConstraint>,
    /// Where the parenthesis stands that closes columns and constraints.
    pub(super) close: usize,
    /// What stands behind it.
    pub(super) options: Range<usize>,
    /// Whether it is `WITHOUT ROWID`.
    pub(super) without_rowid: bool,
    /// Whether it is `STRICT`.
    pub(super) strict: bool,
}

/// A name, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) span: Range<usize>,
    pub(super) name: String,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct StoredColumn {
    /// From its name to the end of its last constraint.
    pub(super) span: Range<usize>,
    pub(super) name: Named,
    /// Its type, where it has one.
    pub(super) column_type: Option<Range<usize>>,
    pub(super) constraints: Vec<StoredConstraint>,
}

/// A constraint of a column or of the table.
#[derive(Clone, Debug)]
pub(super) struct StoredConstraint {
    /// From `CONSTRAINT`, where it has a name, to its end.
    pub(super) span: Range<usize>,
    pub(super) name: Option<Named>,
    pub(super) kind: StoredKind,
    /// What it says that nothing here goes by.
    pub(super) beyond: Option<&'static str>,
}

/// What a constraint is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StoredKind {
    /// `CHECK (…)`, with what stands in the parentheses.
    Check { expression: Range<usize> },
    /// `COLLATE …`.
    Collate { name: String },
    /// `DEFAULT …`, with what stands behind the word.
    Default { value: Range<usize> },
    /// `[NOT] DEFERRABLE …` that stands apart from its foreign key.
    Deferrable { timing: Timing },
    /// `REFERENCES …` or `FOREIGN KEY …`, with all that it does. A column's has no columns of its own.
    ForeignKey {
        columns: Vec<String>,
        table: String,
        referenced: Vec<String>,
        on_delete: Action,
        on_update: Action,
        timing: Timing,
    },
    /// `[GENERATED ALWAYS] AS (…)`, with what stands in the parentheses.
    Generated { expression: Range<usize>, storage: Storage },
    /// A name for nothing.
    Nothing,
    /// `NOT NULL`.
    NotNull,
    /// `NULL`.
    Null,
    /// `PRIMARY KEY`. A column's has no columns of its own.
    PrimaryKey { columns: Vec<String>, is_descending: bool, autoincrement: bool },
    /// `UNIQUE`. A column's has no columns of its own.
    Unique { columns: Vec<String> },
}

impl StoredTable {
    /// Reads a stored statement.
    pub(in crate::dialect::sqlite) fn read(text: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(text);
        reader.require_word("CREATE")?;
        let _ = reader.word("TEMP") || reader.word("TEMPORARY");
        reader.require_word("TABLE")?;
        if reader.word("IF") {
            reader.require_word("NOT")?;
            reader.require_word("EXISTS")?;
        }
        let mut name = reader.name()?;
        if reader.symbol(".") {
            name = reader.name()?;
        }
        reader.require(Kind::Open, "`(`")?;
        let mut columns = vec![column(&mut reader)?];
        let mut constraints = Vec::new();
        loop {
            let separated = reader.take(Kind::Comma);
            if reader.take(Kind::Close) {
                break;
            }
            if reader.is_one_of(&["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]) {
                constraints.push(table_constraint(&mut reader)?);
            } else if separated && constraints.is_empty() {
                columns.push(column(&mut reader)?);
            } else {
                return Err(reader.unreadable("`,` or `)`"));
            }
        }
        let close = reader.behind() - 1;
        let (mut without_rowid, mut strict) = (false, false);
        loop {
            if reader.word("WITHOUT") {
                reader.require_word("ROWID")?;
                without_rowid = true;
            } else if reader.word("STRICT") {
                strict = true;
            } else if !reader.take(Kind::Comma) {
                break;
            }
        }
        let options = close + 1..reader.behind();
        reader.require_end()?;
        Ok(Self { text: text.to_owned(), name, columns, constraints, close, options, without_rowid, strict })
    }
}

/// What ends a column's type. None of these can be a word of it (`parse.y`, `%fallback ID`).
const BEHIND_TYPE: [&str; 10] =
    ["AS", "CHECK", "COLLATE", "CONSTRAINT", "DEFAULT", "DEFERRABLE", "NOT", "NULL", "PRIMARY", "UNIQUE"];

fn column(reader: &mut Reader<'_>) -> Result<StoredColumn, Unreadable> {
    let name = reader.name()?;
    let start = reader.next_start();
    let mut column_type = None;
    while reader.is_name()
        && !reader.is_one_of(&BEHIND_TYPE)
        && !reader.is_one_of(&["REFERENCES"])
        && !reader.is_words("GENERATED", "ALWAYS")
    {
        reader.name()?;
        column_type = Some(start..reader.behind());
    }
    if column_type.is_some() && reader.is(Kind::Open) {
        reader.group()?;
        column_type = Some(start..reader.behind());
    }
    let mut constraints = Vec::new();
    while !reader.is(Kind::Comma) && !reader.is(Kind::Close) {
        constraints.push(column_constraint(reader)?);
    }
    Ok(StoredColumn { span: name.span.start..reader.behind(), name, column_type, constraints })
}

/// `CONSTRAINT name`, where it stands there. SQLite takes several, and the last counts.
fn constraint_name(reader: &mut Reader<'_>) -> Result<Option<Named>, Unreadable> {
    let mut name = None;
    while reader.word("CONSTRAINT") {
        name = Some(reader.name()?);
    }
    Ok(name)
}

fn column_constraint(reader: &mut Reader<'_>) -> Result<StoredConstraint, Unreadable> {
    let start = reader.next_start();
    let name = constraint_name(reader)?;
    let mut beyond = None;
    let kind = if name.is_some() && (reader.is(Kind::Comma) || reader.is(Kind::Close)) {
        StoredKind::Nothing
    } else if reader.word("DEFAULT") {
        StoredKind::Default { value: default(reader)? }
    } else if reader.word("NULL") {
        beyond = conflict(reader)?;
        StoredKind::Null
    } else if reader.is_words("NOT", "DEFERRABLE") || reader.is_one_of(&["DEFERRABLE"]) {
        StoredKind::Deferrable { timing: deferrable(reader)? }
    } else if reader.word("NOT") {
        reader.require_word("NULL")?;
        beyond = conflict(reader)?;
        StoredKind::NotNull
    } else if reader.word("PRIMARY") {
        reader.require_word("KEY")?;
        let is_descending = !reader.word("ASC") && reader.word("DESC");
        beyond = conflict(reader)?.or(is_descending.then_some(KEY_PARTS));
        let autoincrement = reader.word("AUTOINCREMENT");
        StoredKind::PrimaryKey { columns: Vec::new(), is_descending, autoincrement }
    } else if reader.word("UNIQUE") {
        beyond = conflict(reader)?;
        StoredKind::Unique { columns: Vec::new() }
    } else if reader.word("CHECK") {
        StoredKind::Check { expression: reader.group()? }
    } else if reader.is_one_of(&["REFERENCES"]) {
        references(reader, Vec::new())?
    } else if reader.word("COLLATE") {
        StoredKind::Collate { name: reader.name()?.name }
    } else if reader.is_one_of(&["GENERATED", "AS"]) {
        if reader.word("GENERATED") {
            reader.require_word("ALWAYS")?;
        }
        reader.require_word("AS")?;
        let expression = reader.group()?;
        let storage = if reader.word("STORED") { Storage::Stored } else { Storage::Virtual };
        let _ = reader.word("VIRTUAL");
        StoredKind::Generated { expression, storage }
    } else {
        return Err(reader.unreadable("a constraint"));
    };
    Ok(StoredConstraint { span: start..reader.behind(), name, kind, beyond })
}

fn table_constraint(reader: &mut Reader<'_>) -> Result<StoredConstraint, Unreadable> {
    let start = reader.next_start();
    let name = constraint_name(reader)?;
    let mut beyond = None;
    let kind = if name.is_some() && (reader.is(Kind::Comma) || reader.is(Kind::Close)) {
        StoredKind::Nothing
    } else if reader.word("PRIMARY") {
        reader.require_word("KEY")?;
        let group = reader.group()?;
        let Key { columns, is_descending, autoincrement, is_plain } = key(reader.text(), &group);
        beyond = conflict(reader)?.or((!is_plain).then_some(KEY_PARTS));
        StoredKind::PrimaryKey { columns, is_descending, autoincrement }
    } else if reader.word("UNIQUE") {
        let group = reader.group()?;
        let Key { columns, is_plain, .. } = key(reader.text(), &group);
        beyond = conflict(reader)?.or((!is_plain).then_some(KEY_PARTS));
        StoredKind::Unique { columns }
    } else if reader.word("CHECK") {
        let expression = reader.group()?;
        beyond = conflict(reader)?;
        StoredKind::Check { expression }
    } else if reader.word("FOREIGN") {
        reader.require_word("KEY")?;
        let group = reader.group()?;
        references(reader, key(reader.text(), &group).columns)?
    } else {
        return Err(reader.unreadable("a constraint"));
    };
    Ok(StoredConstraint { span: start..reader.behind(), name, kind, beyond })
}

/// What a constraint may say that there are no words for.
const CONFLICT: &str = "conflict clause";
const KEY_PARTS: &str = "collation or direction of a key";

/// The columns between the parentheses of a key.
struct Key {
    columns: Vec<String>,
    /// Whether the first of them descends.
    is_descending: bool,
    /// Whether it is numbered.
    autoincrement: bool,
    /// Whether nothing is said of any column but its name.
    is_plain: bool,
}

fn key(text: &str, group: &Range<usize>) -> Key {
    let mut columns = Vec::new();
    let (mut is_descending, mut autoincrement, mut is_plain) = (false, false, true);
    let (mut is_first, mut depth) = (true, 0_usize);
    for token in super::lexer::tokens(&text[group.clone()]) {
        let word = &text[group.clone()][token.span.clone()];
        let is_word = |wanted: &str| token.kind == Kind::Word && word.eq_ignore_ascii_case(wanted);
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Comma if depth == 0 => is_first = true,
            _ if token.is_space() || depth > 0 => {}
            _ if is_first => {
                columns.push(named(word));
                is_first = false;
            }
            Kind::Word if is_word("AUTOINCREMENT") => autoincrement = true,
            Kind::Word if is_word("ASC") => {}
            Kind::Word if is_word("DESC") => {
                is_descending |= columns.len() == 1;
                is_plain = false;
            }
            Kind::BlockComment
            | Kind::Blank
            | Kind::Comma
            | Kind::LineComment
            | Kind::Literal
            | Kind::Quoted
            | Kind::String
            | Kind::Symbol
            | Kind::Word => is_plain = false,
        }
    }
    Key { columns, is_descending, autoincrement, is_plain }
}

fn conflict(reader: &mut Reader<'_>) -> Result<Option<&'static str>, Unreadable> {
    if reader.word("ON") {
        reader.require_word("CONFLICT")?;
        // What SQLite does anyway.
        let is_abort = reader.is_one_of(&["ABORT"]);
        reader.name()?;
        return Ok((!is_abort).then_some(CONFLICT));
    }
    Ok(None)
}

fn default(reader: &mut Reader<'_>) -> Result<Range<usize>, Unreadable> {
    let start = reader.next_start();
    if reader.is(Kind::Open) {
        reader.group()?;
    } else {
        let _ = reader.symbol("-") || reader.symbol("+");
        reader.any("a value")?;
    }
    Ok(start..reader.behind())
}

fn references(reader: &mut Reader<'_>, columns: Vec<String>) -> Result<StoredKind, Unreadable> {
    reader.require_word("REFERENCES")?;
    let table = reader.name()?.name;
    let mut referenced = Vec::new();
    if reader.is(Kind::Open) {
        let group = reader.group()?;
        referenced = key(reader.text(), &group).columns;
    }
    let (mut on_delete, mut on_update) = (Action::NoAction, Action::NoAction);
    loop {
        if reader.word("MATCH") {
            reader.name()?;
        } else if reader.word("ON") {
            // `DELETE`, `UPDATE`, and the `INSERT` that SQLite reads and forgets.
            let (is_delete, is_update) = (reader.is_one_of(&["DELETE"]), reader.is_one_of(&["UPDATE"]));
            reader.name()?;
            let does = action(reader)?;
            if is_delete {
                on_delete = does;
            } else if is_update {
                on_update = does;
            }
        } else {
            break;
        }
    }
    let mut timing = Timing::Immediate;
    if reader.is_words("NOT", "DEFERRABLE") || reader.is_one_of(&["DEFERRABLE"]) {
        timing = deferrable(reader)?;
    }
    Ok(StoredKind::ForeignKey { columns, table, referenced, on_delete, on_update, timing })
}

fn action(reader: &mut Reader<'_>) -> Result<Action, Unreadable> {
    if reader.word("SET") {
        let is_null = reader.word("NULL");
        if !is_null {
            reader.require_word("DEFAULT")?;
        }
        return Ok(if is_null { Action::SetNull } else { Action::SetDefault });
    }
    if reader.word("NO") {
        reader.require_word("ACTION")?;
        return Ok(Action::NoAction);
    }
    if reader.word("CASCADE") {
        return Ok(Action::Cascade);
    }
    reader.require_word("RESTRICT")?;
    Ok(Action::Restrict)
}

/// `[NOT] DEFERRABLE [INITIALLY …]`. What is deferrable and says no more, or is not, is immediate.
fn deferrable(reader: &mut Reader<'_>) -> Result<Timing, Unreadable> {
    let is_not = reader.word("NOT");
    reader.require_word("DEFERRABLE")?;
    let mut is_deferred = false;
    if reader.word("INITIALLY") {
        is_deferred = reader.is_one_of(&["DEFERRED"]);
        reader.name()?;
    }
    Ok(match (is_not, is_deferred) {
        (true, _) => Timing::Immediate,
        (false, false) => Timing::Deferrable,
        (false, true) => Timing::Deferred,
    })
}
