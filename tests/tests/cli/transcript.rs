//! Running the binary, and writing down what it says.

use std::fmt::Write as _;
use std::process::{Command, Output, Stdio};

use migrate_tests::{Database, Kind};

/// What would change what a program says.
const VARIABLES: [&str; 5] = ["CLICOLOR", "CLICOLOR_FORCE", "DATABASE_URL", "NO_COLOR", "RUST_LOG"];

/// A record of commands typed one after the other.
pub(crate) struct Transcript {
    chain: &'static str,
    database: Option<Database>,
    text: String,
}

impl Transcript {
    /// Without any database.
    pub(crate) fn offline(chain: &'static str) -> Self {
        Self { chain, database: None, text: String::new() }
    }

    /// With a new database in `DATABASE_URL`.
    pub(crate) fn on(kind: Kind, chain: &'static str) -> Self {
        Self { chain, database: Some(Database::create(kind)), text: String::new() }
    }

    /// With this database in `DATABASE_URL`.
    pub(crate) fn over(database: Database, chain: &'static str) -> Self {
        Self { chain, database: Some(database), text: String::new() }
    }

    /// The database.
    pub(crate) fn database(&self) -> &Database {
        self.database.as_ref().expect("the transcript is one with a database")
    }

    /// The program with its chain, and nothing in the environment that would change what it says.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(match self.chain {
            "helpdesk" => env!("CARGO_BIN_EXE_helpdesk-here"),
            _ => env!("CARGO_BIN_EXE_chains"),
        });
        for (variable, _) in std::env::vars_os() {
            let name = variable.to_string_lossy();
            let is_ours = name.starts_with("MIGRATE_") && !name.starts_with("MIGRATE_TEST_");
            if is_ours || VARIABLES.contains(&name.as_ref()) {
                command.env_remove(variable);
            }
        }
        command.env("MIGRATE_TEST_CHAIN", self.chain).env("COLUMNS", "100").env("TERM", "xterm");
        if let Some(database) = &self.database {
            command.env("DATABASE_URL", database.url());
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The same database with another program.
    pub(crate) fn switch(&mut self, chain: &'static str) -> &mut Self {
        self.chain = chain;
        self
    }

    /// Types a line and writes down what happens.
    pub(crate) fn run(&mut self, typed: &str) -> &mut Self {
        let output = self.command().args(typed.split_whitespace()).output().expect("the binary can be run");
        self.write(typed, &output)
    }

    /// Writes down what a line brought.
    pub(crate) fn write(&mut self, typed: &str, output: &Output) -> &mut Self {
        let code = output.status.code().expect("no signal ended it");
        let _ = writeln!(self.text, "{}", format!("$ {} {typed}", self.chain).trim_end());
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            let stream = str::from_utf8(bytes).expect("it prints UTF-8");
            if !stream.is_empty() {
                let _ = write!(self.text, "--- {name}\n{stream}");
                assert!(stream.ends_with('\n'), "{name} of `{typed}` ends inside a line:\n{stream}");
            }
        }
        let _ = writeln!(self.text, "--- exit {code}\n");
        self
    }

    /// All of it, without what differs from run to run or from database to database.
    pub(crate) fn text(&self) -> String {
        let Some(database) = &self.database else { return self.text.clone() };
        let url = database.url();
        let place = url.split_once("://").map_or(url.as_str(), |(_, place)| place);
        let file = place.split_once('?').map_or(place, |(file, _)| file);
        self.text.replace(&url, "[url]").replace(file, "[file]").replace(database.name(), "[database]")
    }
}

/// Compares a transcript with the snapshot of this name; times and ports are left out.
macro_rules! assert_transcript {
    ($name:expr, $transcript:expr) => {
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(r"\b\d+ ms\b|\b\d+(\.\d+)? s\b", "[took]");
        settings.add_filter(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+", "[when]");
        settings.add_filter(r"\((connection|process) (?s:.*?)\); ", "([holder]); ");
        settings.add_filter(r"(?:MariaDB|MySQL) \d+\.\d+\.\d+", "MariaDB [version]");
        settings.add_filter(r"PostgreSQL \d+\.\d+", "PostgreSQL [version]");
        settings.add_filter(r"(://\S*@127\.0\.0\.1):\d+", "$1:[port]");
        settings.bind(|| insta::assert_snapshot!($name, $transcript.text()));
    };
}
pub(crate) use assert_transcript;
