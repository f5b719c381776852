//! Runs the databases' own command-line clients: `mariadb`, `psql`, `pg_dump`, `sqlite3`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use crate::servers::Address;

pub(crate) fn mariadb(url: &str) -> Command {
    let Address { user, password, host, port, database } = Address::parse(url);
    let mut command = Command::new("mariadb");
    command.args([
        "--no-defaults",
        "--batch",
        "--skip-column-names",
        "--raw",
        "--default-character-set=utf8mb4",
    ]);
    command.args([
        "--host",
        host,
        "--port",
        port,
        "--user",
        user,
        "--protocol",
        "tcp",
        "--database",
        database,
    ]);
    command.env("MYSQL_PWD", password);
    command
}

/// A client of PostgreSQL. What Debian has on the path is a script that looks for the client of the right version, which takes
/// longer than the client itself.
pub(crate) fn postgres_program(name: &str) -> Command {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
        let newest = versions.filter(|folder| folder.join("bin/psql").is_file()).max_by_key(number)?;
        Some(newest.join("bin"))
    });
    Command::new(folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| folder.join(name)))
}

pub(crate) fn psql(url: &str) -> Command {
    let mut command = postgres_program("psql");
    command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator=\t"]);
    command.args(["--set=ON_ERROR_STOP=1", "--dbname", url]);
    command.env("PGOPTIONS", "--client-min-messages=warning");
    command
}

pub(crate) fn pg_dump(url: &str) -> Command {
    let mut command = postgres_program("pg_dump");
    command.args(["--schema-only", "--no-owner", "--no-privileges", "--dbname", url]);
    command
}

pub(crate) fn sqlite3(file: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.args(["-batch", "-bail", "-separator", "\t", "-cmd", ".timeout 10000"]).arg(file);
    command
}

/// Runs `command` with `input` and returns what it printed.
///
/// # Panics
/// When it cannot be started or fails, with what it said.
pub(crate) fn run(command: Command, input: &str) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    try_run(command, input).unwrap_or_else(|stderr| panic!("`{program}` failed on\n{input}\n{stderr}"))
}

/// Runs `command` with `input` and returns what it printed, or why it failed.
///
/// # Panics
/// When it cannot be started.
pub(crate) fn try_run(mut command: Command, input: &str) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap_or_else(
            |error| panic!("cannot run `{program}`: {error}; `bash tests/run.sh` installs it"),
        );
    let mut stdin = child.stdin.take().expect("stdin was piped");
    let (written, output) = thread::scope(|scope| {
        // Written from a thread of its own: a client that prints before it has read everything would block.
        let writer = scope.spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output();
        (writer.join().expect("writing does not panic"), output)
    });
    let output = output.expect("a child that was started can be waited for");
    let stderr = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(stderr.into_owned());
    }
    written.unwrap_or_else(|error| panic!("cannot write to `{program}`: {error}"));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
