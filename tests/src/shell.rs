//! The databases' own shells, as people run a script with them.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use crate::servers::Address;
use crate::{Database, Kind, client};

/// What a shell does behind an error, and around the whole script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// It goes on: `mariadb --force`, `psql` and `sqlite3` as they are where a script does not say otherwise.
    GoesOn,
    /// As the script says.
    Stops,
    /// As the script says, in one transaction where the shell can (`psql -1`).
    StopsInOne,
    /// It goes on, in one transaction where the shell can.
    GoesOnInOne,
}

/// What a shell said.
#[derive(Clone, Debug)]
pub struct Told {
    /// Whether it ended well.
    pub success: bool,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

/// The shell of a database, which reads a script from its standard input.
pub fn command(database: &Database, behind: Behind) -> Command {
    let url = database.url();
    let goes_on = matches!(behind, Behind::GoesOn | Behind::GoesOnInOne);
    match database.kind() {
        Kind::MySql => {
            let Address { user, password, host, port, database } = Address::parse(&url);
            let mut command = Command::new("mariadb");
            command.args([
                "--no-defaults",
                "--host",
                host,
                "--port",
                port,
                "--user",
                user,
                "--protocol",
                "tcp",
            ]);
            command.arg(database).env("MYSQL_PWD", password);
            if goes_on {
                command.arg("--force");
            }
            command
        }
        Kind::Postgres => {
            let mut command = client::postgres_program("psql");
            command.args(["--no-psqlrc", "--quiet", "--dbname", &url]);
            if matches!(behind, Behind::StopsInOne | Behind::GoesOnInOne) {
                command.arg("--single-transaction");
            }
            command.args(["--file", "-"]);
            command
        }
        Kind::Sqlite => {
            let mut command = Command::new("sqlite3");
            command.arg(database.file());
            command
        }
    }
}

/// The script as somebody runs it: one who wants the shell to go on behind errors takes out what stops it.
pub fn typed(script: &str, behind: Behind) -> String {
    match behind {
        Behind::Stops | Behind::StopsInOne => script.to_owned(),
        Behind::GoesOn | Behind::GoesOnInOne => {
            script.replace("\\set ON_ERROR_STOP on\n", "").replace(".bail on\n", "")
        }
    }
}

/// Runs a script.
///
/// # Panics
/// When the shell cannot be started.
pub fn run(database: &Database, script: &str, behind: Behind) -> Told {
    let mut command = command(database, behind);
    let script = typed(script, behind);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
    let mut stdin = child.stdin.take().expect("stdin was piped");
    // Written from a thread of its own: a shell that has stopped reads no more, which is no fault.
    let writer = thread::spawn(move || drop(stdin.write_all(script.as_bytes())));
    let output = child.wait_with_output().expect("a child that was started can be waited for");
    writer.join().expect("writing does not panic");
    Told {
        success: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
