//! Running the binary, and writing down what it says.

use std::fmt::Write as _;
use std::process::{Command, Stdio};

/// A record of commands typed one after the other.
pub(crate) struct Transcript {
    chain: &'static str,
    text: String,
}

impl Transcript {
    /// Without any database.
    pub(crate) fn offline(chain: &'static str) -> Self {
        Self { chain, text: String::new() }
    }

    /// The program with a chain, and nothing in the environment that would change what it says.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chains"));
        for variable in ["CLICOLOR", "CLICOLOR_FORCE", "DATABASE_URL", "NO_COLOR", "RUST_LOG"] {
            command.env_remove(variable);
        }
        command
            .env("MIGRATE_TEST_CHAIN", self.chain)
            .env("COLUMNS", "100")
            .env("TERM", "xterm")
            .stdin(Stdio::null());
        command
    }

    /// Types a line and writes down what happens.
    pub(crate) fn run(&mut self, typed: &str) -> &mut Self {
        let output = self.command().args(typed.split_whitespace()).output().expect("the binary can be run");
        let code = output.status.code().expect("no signal ended it");
        let _ = writeln!(self.text, "{}", format!("$ {} {typed}", self.chain).trim_end());
        for (name, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
            let stream = String::from_utf8(bytes).expect("it prints UTF-8");
            if !stream.is_empty() {
                let _ = write!(self.text, "--- {name}\n{stream}");
                assert!(stream.ends_with('\n'), "{name} of `{typed}` ends inside a line");
            }
        }
        let _ = writeln!(self.text, "--- exit {code}\n");
        self
    }

    /// All of it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}
