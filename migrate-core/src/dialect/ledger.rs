//! The SQL that reads and writes the ledger.
//!
//! What the dialects say alike stands here; how the table is made and how time is read and measured is each one's
//! own `ledger.rs`. Every function returns one statement without a semicolon.

use super::sql::{Piece, Sql, Text, pieces, sql};
use super::{Dialect, mysql, postgres, sqlite};
use crate::ledger::{Ledger, LedgerEntry, State};

/// How long a revision took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// So many microseconds.
    Micros(i64),
    /// As long as the transaction has been open, measured by the server. PostgreSQL alone: elsewhere nothing tells
    /// when a transaction began, and it counts as [`Stamped`](Self::Stamped).
    SinceTransaction,
    /// No time: its SQL was not run.
    Stamped,
}

/// The columns that the ledger is told of a revision, in the order of [`entry_values`].
const ENTRY_COLUMNS: &str = "chain, revision, parents, depends_on, message, hash, journal, downgrade";

/// The ledger's table, as a name in SQL.
pub(super) fn table(ledger: &Ledger) -> impl Piece {
    let Ledger { table, schema } = ledger;
    pieces![schema.as_ref().map(|schema| pieces![schema, "."]), table]
}

/// The values of [`ENTRY_COLUMNS`].
fn entry_values(entry: &LedgerEntry) -> impl Piece {
    let LedgerEntry { chain, revision, parents, depends_on, message, hash, journal, downgrade } = entry;
    pieces![
        Text(chain),
        ", ",
        Text(revision),
        ", ",
        Text(&parents.join(" ")),
        ", ",
        Text(&depends_on.join(" ")),
        ", ",
        Text(message),
        ", ",
        Text(hash),
        ", ",
        Text(&journal.join("\n")),
        ", ",
        TextOrNull(downgrade.as_deref()),
    ]
}

/// A statement that says what the ledger knows of a revision, with room for what undoes that.
fn told(dialect: Dialect, entry: &LedgerEntry, statement: impl Piece) -> String {
    let downgrade = entry.downgrade.as_deref().unwrap_or_default();
    // What is in quotes may have quotes of its own.
    let mut sql = Sql::with_room(dialect, 1024 + downgrade.len() + downgrade.len() / 8);
    sql.push(statement);
    sql.into_text()
}

/// Text as a quoted literal, or NULL.
struct TextOrNull<'a>(Option<&'a str>);

impl Piece for TextOrNull<'_> {
    fn write(self, out: &mut Sql) {
        match self.0 {
            None => out.push("NULL"),
            Some(text) => out.push(Text(text)),
        }
    }
}

fn insert(
    dialect: Dialect,
    ledger: &Ledger,
    entry: &LedgerEntry,
    row_state: State,
    took: impl Piece,
) -> impl Piece {
    pieces![
        "INSERT INTO ",
        table(ledger),
        " (",
        ENTRY_COLUMNS,
        ", state, progress, applied_at, duration_us, tool) VALUES (",
        entry_values(entry),
        ", ",
        Text(row_state.word()),
        ", 0, ",
        dialect.ledger_clock(),
        ", ",
        took,
        ", ",
        Text(env!("CARGO_PKG_VERSION")),
        ")",
    ]
}

/// The condition that finds a revision's row, behind the table's name.
pub(super) fn row(chain: &str, revision: &str) -> impl Piece {
    pieces![" WHERE chain = ", Text(chain), " AND revision = ", Text(revision)]
}

/// A number for the lock of a ledger, the same in every process and version.
pub(super) fn digest(text: &str) -> [u8; 8] {
    use sha2::{Digest, Sha256};

    let digest = Sha256::digest(text.as_bytes());
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    bytes
}

/// Whether the ledger has a revision, as a condition.
pub(super) fn has(ledger: &Ledger, chain: &str, revision: &str, is: Is) -> impl Piece {
    let state = match is {
        Is::Done => " AND state = ",
        Is::Unfinished => " AND state <> ",
    };
    let done = Text(State::Done.word());
    pieces!["EXISTS (SELECT 1 FROM ", table(ledger), row(chain, revision), state, done, ")"]
}

/// How far a revision is that the ledger is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// It is applied.
    Done,
    /// It was begun, one way or the other.
    Unfinished,
}

/// Whether the ledger has a revision that is so far, as a condition.
pub(super) fn is_at(ledger: &Ledger, entry: &LedgerEntry, at: State, progress: u32) -> impl Piece {
    pieces![
        "EXISTS (SELECT 1 FROM ",
        table(ledger),
        row(&entry.chain, &entry.revision),
        " AND state = ",
        Text(at.word()),
        " AND progress = ",
        i64::from(progress),
        ")",
    ]
}

/// Whether the ledger has a revision that stands on another or depends on it, as a condition. Ids have no blanks.
pub(super) fn has_above(dialect: Dialect, ledger: &Ledger, chain: &str, revision: &str) -> impl Piece {
    let (own, others) = (format!(" {revision} "), format!(" {chain}:{revision} "));
    let (before_own, behind_own, before_others, behind_others) = match dialect {
        Dialect::MySql => (
            "LOCATE(",
            ", CONCAT(' ', parents, ' ', depends_on, ' ')) > 0",
            "LOCATE(",
            ", CONCAT(' ', depends_on, ' ')) > 0",
        ),
        Dialect::Postgres => (
            "strpos(' ' || parents || ' ' || depends_on || ' ', ",
            ") > 0",
            "strpos(' ' || depends_on || ' ', ",
            ") > 0",
        ),
        Dialect::Sqlite => (
            "instr(' ' || parents || ' ' || depends_on || ' ', ",
            ") > 0",
            "instr(' ' || depends_on || ' ', ",
            ") > 0",
        ),
    };
    pieces![
        "EXISTS (SELECT 1 FROM ",
        table(ledger),
        " WHERE (chain = ",
        Text(chain),
        " AND ",
        before_own,
        Text(&own),
        behind_own,
        ") OR ",
        before_others,
        Text(&others),
        behind_others,
        ")",
    ]
}

/// The rows of chains.
fn of_chains(dialect: Dialect, chains: &[&str]) -> Sql {
    match chains {
        [] => sql!(dialect; " WHERE 1 = 0"),
        [chain] => sql!(dialect; " WHERE chain = ", Text(chain)),
        [first, others @ ..] => {
            let mut names = sql!(dialect; Text(first));
            for chain in others {
                names = sql!(dialect; names, ", ", Text(chain));
            }
            sql!(dialect; " WHERE chain IN (", names, ")")
        }
    }
}

impl Dialect {
    /// The time as the ledger writes it.
    fn ledger_clock(self) -> &'static str {
        match self {
            Self::MySql => mysql::ledger::CLOCK,
            Self::Postgres => postgres::ledger::CLOCK,
            Self::Sqlite => sqlite::ledger::CLOCK,
        }
    }

    /// The microseconds since `applied_at`.
    fn ledger_elapsed(self) -> &'static str {
        match self {
            Self::MySql => mysql::ledger::ELAPSED,
            Self::Postgres => postgres::ledger::ELAPSED,
            Self::Sqlite => sqlite::ledger::ELAPSED,
        }
    }

    /// Makes the table where it is not there, and on PostgreSQL the schema it stands in.
    pub(crate) fn ledger_create(self, ledger: &Ledger) -> Vec<String> {
        let statements = match self {
            Self::MySql => mysql::ledger::create(ledger),
            Self::Postgres => postgres::ledger::create(ledger),
            Self::Sqlite => sqlite::ledger::create(ledger),
        };
        statements.into_iter().map(Sql::into_text).collect()
    }

    /// Reads how far chains are, as one row each: the ids with a blank behind each, and `:` and its state before that
    /// unless it is done; how many they are; and with several chains, of which those without a revision have no row, the
    /// chain. A row of a thousand ids is read faster than a thousand rows.
    pub(crate) fn ledger_read(self, ledger: &Ledger, chains: &[&str]) -> String {
        let ids = match self {
            Self::MySql => mysql::ledger::IDS,
            Self::Postgres => postgres::ledger::IDS,
            Self::Sqlite => sqlite::ledger::IDS,
        };
        let (chain, group) = match chains {
            [_] => ("", ""),
            _ => (", chain", " GROUP BY chain"),
        };
        let rows = of_chains(self, chains);
        sql!(self; "SELECT ", ids, ", count(*)", chain, " FROM ", table(ledger), rows, group).into_text()
    }

    /// Reads what revisions of any chain depend on in others: `chain`, `revision`, `depends_on`.
    pub(crate) fn ledger_needs(self, ledger: &Ledger) -> String {
        let rows = " WHERE depends_on LIKE '%:%' ORDER BY chain, revision";
        sql!(self; "SELECT chain, revision, depends_on FROM ", table(ledger), rows).into_text()
    }

    /// Reads one of them with a row for each id, where the database has cut the one row short.
    pub(crate) fn ledger_read_each(self, ledger: &Ledger, chain: &str) -> String {
        let id = match self {
            Self::MySql => "CONCAT(revision, ':', state)",
            Self::Postgres | Self::Sqlite => "revision || ':' || state",
        };
        sql!(self; "SELECT ", id, " FROM ", table(ledger), " WHERE chain = ", Text(chain)).into_text()
    }

    /// Reads all columns of chains, oldest first: `chain`, `revision`, `parents`, `depends_on`, `message`,
    /// `hash`, `journal`, `downgrade`, `state`, `progress`, `applied_at` as text (`YYYY-MM-DD HH:MM:SS.ffffff`),
    /// `duration_us`, `tool`.
    pub(crate) fn ledger_records(self, ledger: &Ledger, chains: &[&str]) -> String {
        let (applied_at, tie) = match self {
            Self::MySql => (mysql::ledger::APPLIED_AT, mysql::ledger::TIE),
            Self::Postgres => (postgres::ledger::APPLIED_AT, postgres::ledger::TIE),
            Self::Sqlite => (sqlite::ledger::APPLIED_AT, sqlite::ledger::TIE),
        };
        sql!(
            self;
            "SELECT ", ENTRY_COLUMNS, ", state, progress, ", applied_at, " AS applied_at, duration_us, tool FROM ",
            table(ledger), " AS ledger", of_chains(self, chains), " ORDER BY ledger.applied_at, ", tie,
        )
        .into_text()
    }

    /// Writes a revision that is applied. On PostgreSQL it returns the microseconds that the revision took.
    pub(crate) fn ledger_insert_done(self, ledger: &Ledger, entry: &LedgerEntry, took: Took) -> String {
        let returning = match self {
            Self::MySql | Self::Sqlite => "",
            Self::Postgres => " RETURNING duration_us",
        };
        told(self, entry, pieces![self.insert_done(ledger, entry, took), returning])
    }

    /// Writes a revision that is applied, and returns nothing.
    pub(super) fn insert_done(self, ledger: &Ledger, entry: &LedgerEntry, took: Took) -> impl Piece {
        let (micros, words) = match (took, self) {
            (Took::Micros(micros), _) => (Some(micros), None),
            (Took::SinceTransaction, Self::Postgres) => (None, Some(postgres::ledger::SINCE_TRANSACTION)),
            (Took::SinceTransaction | Took::Stamped, _) => (Some(0), None),
        };
        insert(self, ledger, entry, State::Done, pieces![micros, words])
    }

    /// Writes a revision that is about to be applied.
    pub(crate) fn ledger_insert_intent(self, ledger: &Ledger, entry: &LedgerEntry) -> String {
        told(self, entry, self.insert_intent(ledger, entry))
    }

    /// The same.
    pub(super) fn insert_intent(self, ledger: &Ledger, entry: &LedgerEntry) -> impl Piece {
        insert(self, ledger, entry, State::Intent, "0")
    }

    /// Writes how many operations are in.
    pub(crate) fn ledger_progress(
        self,
        ledger: &Ledger,
        chain: &str,
        revision: &str,
        progress: u32,
    ) -> String {
        sql!(self; self::progress(ledger, chain, revision, progress)).into_text()
    }

    /// Writes the journal of a revision that is begun: how far one of its backfills is.
    pub(crate) fn ledger_journal(self, ledger: &Ledger, entry: &LedgerEntry) -> String {
        let row = row(&entry.chain, &entry.revision);
        sql!(
            self; "UPDATE ", table(ledger), " SET journal = ", Text(&entry.journal.join("\n")), row,
        )
        .into_text()
    }

    /// Writes that a revision of which the intent was written is applied, how long that took, and what may have
    /// been mended since the intent: its hash, its journal and its downgrade.
    pub(crate) fn ledger_done(self, ledger: &Ledger, entry: &LedgerEntry) -> String {
        told(self, entry, self.update_done(ledger, entry))
    }

    /// The same.
    pub(super) fn update_done(self, ledger: &Ledger, entry: &LedgerEntry) -> impl Piece {
        // The duration first: MariaDB assigns from left to right.
        pieces![
            "UPDATE ",
            table(ledger),
            " SET duration_us = ",
            self.ledger_elapsed(),
            ", applied_at = ",
            self.ledger_clock(),
            ", state = ",
            Text(State::Done.word()),
            ", progress = 0, hash = ",
            Text(&entry.hash),
            ", journal = ",
            Text(&entry.journal.join("\n")),
            ", downgrade = ",
            TextOrNull(entry.downgrade.as_deref()),
            row(&entry.chain, &entry.revision),
        ]
    }

    /// Writes that the downgrade of a revision begins, with the journal of the downgrade's operations.
    pub(crate) fn ledger_undo(self, ledger: &Ledger, entry: &LedgerEntry) -> String {
        sql!(self; put_state(ledger, entry, State::Undo)).into_text()
    }

    /// Writes that a revision of which the downgrade was begun is applied as before, with its journal of then.
    pub(crate) fn ledger_keep(self, ledger: &Ledger, entry: &LedgerEntry) -> String {
        sql!(self; put_state(ledger, entry, State::Done)).into_text()
    }

    /// Takes a revision out. On PostgreSQL it returns the microseconds since the transaction began.
    pub(crate) fn ledger_delete(self, ledger: &Ledger, chain: &str, revision: &str) -> String {
        let returning = match self {
            Self::MySql | Self::Sqlite => None,
            Self::Postgres => {
                Some(pieces![" RETURNING ", postgres::ledger::SINCE_TRANSACTION, " AS duration_us"])
            }
        };
        sql!(self; delete(ledger, chain, revision), returning).into_text()
    }
}

/// Writes how many operations are in.
pub(super) fn progress(ledger: &Ledger, chain: &str, revision: &str, progress: u32) -> impl Piece {
    pieces!["UPDATE ", table(ledger), " SET progress = ", i64::from(progress), row(chain, revision)]
}

/// Writes the state of a revision of which nothing is in, with a journal.
pub(super) fn put_state(ledger: &Ledger, entry: &LedgerEntry, state: State) -> impl Piece {
    pieces![
        "UPDATE ",
        table(ledger),
        " SET state = ",
        Text(state.word()),
        ", progress = 0, journal = ",
        Text(&entry.journal.join("\n")),
        row(&entry.chain, &entry.revision),
    ]
}

/// Takes a revision out, and returns nothing.
pub(super) fn delete(ledger: &Ledger, chain: &str, revision: &str) -> impl Piece {
    pieces!["DELETE FROM ", table(ledger), row(chain, revision)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::Name;

    fn statements(dialect: Dialect, ledger: &Ledger) -> String {
        let entry = LedgerEntry {
            chain: "shop".to_owned(),
            revision: "2d970929c35".to_owned(),
            parents: vec!["37e1cb6de47".to_owned(), "a.b_c".to_owned()],
            depends_on: Vec::new(),
            message: "it's a \\ \"🦀\"".to_owned(),
            hash: "1:abc".to_owned(),
            journal: vec!["aa".to_owned(), "bb".to_owned()],
            downgrade: Some("DROP TABLE \"a\\'b\";\n-- end".to_owned()),
        };
        let without = LedgerEntry { downgrade: None, revision: "x".to_owned(), ..entry.clone() };
        let mut all = dialect.ledger_create(ledger);
        all.extend([
            dialect.ledger_read(ledger, &["shop"]),
            dialect.ledger_read(ledger, &["shop", "accounts"]),
            dialect.ledger_needs(ledger),
            dialect.ledger_read_each(ledger, "shop"),
            dialect.ledger_insert_done(ledger, &entry, Took::SinceTransaction),
            dialect.ledger_insert_done(ledger, &without, Took::Micros(1234)),
            dialect.ledger_records(ledger, &["shop"]),
            dialect.ledger_undo(ledger, &entry),
            dialect.ledger_keep(ledger, &entry),
            dialect.ledger_delete(ledger, "shop", "x"),
            dialect.ledger_insert_intent(ledger, &without),
            dialect.ledger_progress(ledger, "shop", "x", 3),
            dialect.ledger_journal(ledger, &entry),
            dialect.ledger_done(ledger, &without),
            dialect.ledger_records(ledger, &["shop", "accounts"]),
        ]);
        all.push(String::new());
        all.join(";\n")
    }

    #[test]
    fn every_statement_of_every_dialect() {
        let default = Ledger::default();
        let placed = Ledger { table: Name::from("our \"ledger`"), schema: Some(Name::from("it's")) };
        for dialect in Dialect::ALL {
            insta::assert_snapshot!(format!("{}_ledger", dialect.name()), statements(dialect, &default));
            insta::assert_snapshot!(
                format!("{}_ledger_of_a_schema", dialect.name()),
                statements(dialect, &placed)
            );
        }
    }
}
