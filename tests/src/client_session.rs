//! A database's own client that is kept running, for tests that ask it thousands of times.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What the client is asked behind each script, to know where what it printed ends.
const END: &str = "<<that was all>>";

/// A client that is running. A statement that fails ends it.
#[derive(Debug)]
pub struct ClientSession {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl ClientSession {
    pub(crate) fn start(mut command: Command) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| {
            panic!("cannot run `{program}`: {error}; `bash tests/run.sh` installs it")
        });
        let stdin = child.stdin.take().expect("stdin was piped");
        let stdout = BufReader::new(child.stdout.take().expect("stdout was piped"));
        Self { child, stdin, stdout }
    }

    /// Runs SQL and returns the rows, as [`Database::sql`](crate::Database::sql) does. The script must be short enough for
    /// what it prints to wait until all of it is read.
    ///
    /// # Errors
    /// When a statement fails, with the client's message; the client has ended then.
    pub fn sql(&mut self, script: &str) -> Result<String, String> {
        let written = write!(self.stdin, "{script}\nSELECT '{END}';\n").and_then(|()| self.stdin.flush());
        let mut printed = String::new();
        if written.is_ok() {
            loop {
                let mut line = Vec::new();
                match self.stdout.read_until(b'\n', &mut line) {
                    Ok(0) | Err(_) => break,
                    Ok(_) if line.trim_ascii_end() == END.as_bytes() => return Ok(printed),
                    // MariaDB shows bytes in a definition as they are.
                    Ok(_) => printed.push_str(&String::from_utf8_lossy(&line)),
                }
            }
        }
        let mut told = String::new();
        if let Some(stderr) = &mut self.child.stderr {
            // What cannot be read adds nothing to the failure.
            let _ = stderr.read_to_string(&mut told);
        }
        Err(told)
    }
}

impl Drop for ClientSession {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
