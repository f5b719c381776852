//! The databases' own tools: `psql`, `pg_dump`, `mariadb`, `mariadb-dump`, `sqlite3`.
//!
//! They are told where the database is by their environment and arguments, and the password by the environment alone:
//! arguments are seen by every user of the machine.

mod mysql;
mod postgres;
mod sqlite;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use migrate_core::name::Name;
use migrate_core::run::Database;
use migrate_core::session::Address;

/// What of a database is dumped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Content {
    #[default]
    All,
    Rows,
    Schema,
}

/// How a dump is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the database's own kind of archive: `pg_dump --format=custom`, or a file of SQLite.
    Archive,
    /// As SQL.
    Sql,
}

/// A tool that is ready to run.
#[derive(Debug)]
pub(crate) struct Tool {
    name: &'static str,
    command: Command,
}

/// Why a tool did not do its work.
#[derive(Debug)]
pub(crate) enum ToolError {
    /// It ended with a failure; what it said stands above.
    Failed { name: &'static str, status: String },
    /// It is not installed.
    Missing { names: &'static [&'static str], package: &'static str },
    /// Nobody but this process could reach the database.
    Memory,
    /// It could not be started, or its input not be written.
    Start { name: &'static str, error: io::Error },
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { name, status } => write!(f, "`{name}` failed ({status}); what it said stands above"),
            Self::Missing { names, package } => write!(
                f,
                "there is no `{}` here\nhelp: install it (on Debian: `apt install {package}`), or see that it stands in `PATH`",
                names.join("` or `")
            ),
            Self::Memory => f.write_str(
                "a database in memory is nobody else's: no tool can reach it\nhelp: name a file: `sqlite://shop.db?mode=rwc`",
            ),
            Self::Start { name, error } => write!(f, "`{name}` cannot be run: {error}"),
        }
    }
}

impl Tool {
    /// The first of these programs that is installed.
    fn find(names: &'static [&'static str], package: &'static str) -> Result<Self, ToolError> {
        let found = names.iter().find_map(|name| Some((*name, which::which(name).ok()?)));
        let Some((name, path)) = found else { return Err(ToolError::Missing { names, package }) };
        Ok(Self { name, command: Command::new(path) })
    }

    /// Arguments that were typed for the tool itself, behind ours.
    fn with(mut self, typed: &[OsString]) -> Self {
        self.command.args(typed);
        self
    }

    /// Gives this process to it, with its terminal; where the system has no such thing, waits for its end.
    pub(crate) fn hand_over(mut self) -> Result<(), ToolError> {
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;

            let error = self.command.exec();
            Err(ToolError::Start { name: self.name, error })
        }
        #[cfg(not(unix))]
        {
            let status = self.command.status();
            ended(self.name, status.map_err(|error| ToolError::Start { name: self.name, error })?)
        }
    }

    /// Runs it to its end: it reads one stream and writes the other, and what it has to say goes to our stderr.
    pub(crate) fn run(mut self, input: impl Into<Stdio>, output: impl Into<Stdio>) -> Result<(), ToolError> {
        let status = self.command.stdin(input).stdout(output).status();
        ended(self.name, status.map_err(|error| ToolError::Start { name: self.name, error })?)
    }

    /// Runs it to its end with a text on its stdin.
    pub(crate) fn feed(mut self, text: &str) -> Result<(), ToolError> {
        use std::io::Write as _;

        let name = self.name;
        let start = |error| ToolError::Start { name, error };
        let mut child = self.command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().map_err(start)?;
        let mut stdin = child.stdin.take().expect("it was asked for");
        // A tool that stops at an error does not read the rest; its exit code tells.
        let written = stdin.write_all(text.as_bytes());
        drop(stdin);
        let status = child.wait().map_err(start)?;
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(start(error)),
            Ok(()) | Err(_) => ended(name, status),
        }
    }
}

fn ended(name: &'static str, status: std::process::ExitStatus) -> Result<(), ToolError> {
    if status.success() { Ok(()) } else { Err(ToolError::Failed { name, status: status.to_string() }) }
}

/// The shell of a database, with PostgreSQL's search path and what was typed for it.
pub(crate) fn shell(database: &Database, path: &[Name], typed: &[OsString]) -> Result<Tool, ToolError> {
    let tool = match reach(database)? {
        Reach::File(file) => sqlite::shell(&file),
        Reach::MySql(server) => mysql::shell(server),
        Reach::Postgres(server) => postgres::shell(server, path),
    };
    Ok(tool?.with(typed))
}

/// What writes a dump to its stdout.
pub(crate) fn dump(
    database: &Database,
    content: Content,
    form: Form,
    typed: &[OsString],
) -> Result<Tool, ToolError> {
    match reach(database)? {
        // The command that is run stands behind the file.
        Reach::File(file) => sqlite::dump(&file, content, typed),
        Reach::MySql(server) => mysql::dump(server, content, typed),
        Reach::Postgres(server) => Ok(postgres::dump(server, content, form)?.with(typed)),
    }
}

/// Who opens the transaction that SQL runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transaction {
    /// The SQL itself, if anybody.
    Inside,
    /// The tool, where it can: psql alone.
    Around,
}

/// What runs the SQL on its stdin, with PostgreSQL's search path, and stops at the first error.
pub(crate) fn script(
    database: &Database,
    path: &[Name],
    transaction: Transaction,
) -> Result<Tool, ToolError> {
    match reach(database)? {
        Reach::File(file) => sqlite::script(&file),
        Reach::MySql(server) => mysql::script(server),
        Reach::Postgres(server) => postgres::script(server, path, transaction),
    }
}

/// What restores what [`dump`] wrote from its stdin, in one transaction on PostgreSQL. An archive of SQLite is a database,
/// and needs no tool.
pub(crate) fn restore(database: &Database, form: Form) -> Result<Tool, ToolError> {
    match (reach(database)?, form) {
        (Reach::Postgres(server), Form::Archive) => postgres::restore(server),
        (Reach::File(_) | Reach::MySql(_) | Reach::Postgres(_), _) => {
            script(database, &[], Transaction::Around)
        }
    }
}

/// Where a tool finds a database.
enum Reach<'a> {
    File(PathBuf),
    MySql(&'a migrate_core::session::ServerAddress),
    Postgres(&'a migrate_core::session::ServerAddress),
}

fn reach(database: &Database) -> Result<Reach<'_>, ToolError> {
    use migrate_core::dialect::Dialect;

    match (database.address(), database.dialect()) {
        // A name that begins with a dash would be taken for an option.
        (Address::File(path), _) if path.is_relative() => Ok(Reach::File(PathBuf::from(".").join(path))),
        (Address::File(path), _) => Ok(Reach::File(path.clone())),
        (Address::Memory, _) => Err(ToolError::Memory),
        (Address::Server(server), Dialect::MySql) => Ok(Reach::MySql(server)),
        (Address::Server(server), Dialect::Postgres | Dialect::Sqlite) => Ok(Reach::Postgres(server)),
    }
}
