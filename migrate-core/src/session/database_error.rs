//! What a database or its driver said went wrong.

use std::error::Error as StdError;
use std::fmt;

/// What a database or its driver said went wrong, with the driver's own error as the source.
#[derive(Debug)]
pub struct DatabaseError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    message: String,
    code: Option<String>,
    notes: Vec<String>,
    fault: Fault,
    place: Option<usize>,
    advice: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What the runner tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Somebody else holds the database (SQLite).
    Busy,
    /// The statement was cancelled.
    Cancelled,
    /// There is no such table.
    MissingTable,
    /// The database cannot be opened (SQLite).
    NotOpened,
    /// Any other.
    Other,
    /// A row does not keep a constraint (SQLite).
    Refused,
    /// The server or the connection is gone.
    Unreachable,
}

impl DatabaseError {
    /// What the server said, or the driver where no server spoke.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The server's code: SQLSTATE on PostgreSQL, the error's number on MySQL and MariaDB, the extended result
    /// code on SQLite.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    pub(crate) fn fault(&self) -> Fault {
        self.0.fault
    }

    /// At which character of what was sent the server found it, counted from zero (PostgreSQL).
    pub(crate) fn place(&self) -> Option<usize> {
        self.0.place
    }

    /// The same without a secret that may stand in the driver's text.
    pub(crate) fn without(mut self, secret: &str) -> Self {
        if !secret.is_empty() && self.0.message.contains(secret) {
            self.0.message = self.0.message.replace(secret, "***");
            // Its text holds the secret too.
            self.0.source = None;
        }
        self
    }

    /// The same with what was found out about it.
    pub(crate) fn with_note(mut self, note: String) -> Self {
        self.0.notes.push(note);
        self
    }

    /// The same with what was found out to do about it.
    pub(crate) fn with_advice(mut self, advice: String) -> Self {
        self.0.advice = Some(advice);
        self
    }

    /// What to do about it, where that was found out.
    pub(crate) fn advice(&self) -> Option<&str> {
        self.0.advice.as_deref()
    }

    /// An error of ours about what a server answered.
    pub(crate) fn answer(message: impl Into<String>) -> Self {
        let message = message.into();
        Self(Box::new(Inner {
            message,
            code: None,
            notes: Vec::new(),
            fault: Fault::Other,
            place: None,
            advice: None,
            source: None,
        }))
    }
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if let Some(code) = &self.0.code {
            write!(f, " (code {code})")?;
        }
        for note in &self.0.notes {
            write!(f, "; {note}")?;
        }
        Ok(())
    }
}

impl StdError for DatabaseError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
impl From<sqlx::Error> for DatabaseError {
    fn from(error: sqlx::Error) -> Self {
        let mut notes = Vec::new();
        let place = place(&error);
        let (message, code, fault) = match &error {
            sqlx::Error::Database(database) => {
                let code = code(&**database, &mut notes);
                let fault = fault(code.as_deref(), database.message());
                (database.message().to_owned(), code, fault)
            }
            sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => (error.to_string(), None, Fault::Unreachable),
            _ => (error.to_string(), None, Fault::Other),
        };
        Self(Box::new(Inner {
            message,
            code,
            notes,
            fault,
            place,
            advice: None,
            source: Some(Box::new(error)),
        }))
    }
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn code(error: &dyn sqlx::error::DatabaseError, notes: &mut Vec<String>) -> Option<String> {
    #[cfg(feature = "mysql")]
    if let Some(mysql) = error.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
        return Some(mysql.number().to_string());
    }
    #[cfg(feature = "postgres")]
    if let Some(postgres) = error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
        notes.extend(postgres.detail().map(|detail| format!("detail: {detail}")));
        notes.extend(postgres.hint().map(|hint| format!("hint of the server: {hint}")));
        return Some(postgres.code().to_owned());
    }
    let _ = notes;
    error.code().map(Into::into)
}

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn place(error: &sqlx::Error) -> Option<usize> {
    #[cfg(feature = "postgres")]
    if let Some(error) = error.as_database_error()
        && let Some(postgres) = error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        && let Some(sqlx::postgres::PgErrorPosition::Original(position)) = postgres.position()
    {
        return position.checked_sub(1);
    }
    let _ = error;
    None
}

/// Codes: PostgreSQL manual 15, appendix A; MariaDB error codes 1000 to 1999; SQLite result codes (rescode.html).
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
fn fault(code: Option<&str>, message: &str) -> Fault {
    match code {
        Some("42P01" | "3F000" | "1146") => Fault::MissingTable,
        Some("57014" | "1317" | "9") => Fault::Cancelled,
        Some("57P01" | "57P02" | "57P03" | "1927") => Fault::Unreachable,
        Some("1") if message.starts_with("no such table") => Fault::MissingTable,
        Some("14") => Fault::NotOpened,
        // SQLITE_BUSY and SQLITE_LOCKED, plain and extended.
        Some("5" | "6" | "261" | "262" | "517" | "518" | "773") => Fault::Busy,
        // SQLITE_CONSTRAINT_CHECK, _NOTNULL, _PRIMARYKEY and _UNIQUE.
        Some("275" | "1299" | "1555" | "2067") => Fault::Refused,
        _ => Fault::Other,
    }
}
