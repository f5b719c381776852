//! Runs that are waited for, interrupted, watched.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Output, Stdio};

use migrate_tests::Kind;
use tempfile::TempDir;

use crate::transcript::{Transcript, assert_transcript};

/// What the second revision of `gated` says when it waits.
const AT_THE_GATE: &str = "standing at the gate";

/// An upgrade of `gated` that stands at its gate.
struct Gated {
    child: Child,
    stderr: BufReader<std::process::ChildStderr>,
    said: String,
    folder: TempDir,
}

impl Gated {
    fn start(transcript: &Transcript, typed: &str, blocks: bool) -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let mut command = transcript.command();
        command.arg(typed).env("MIGRATE_TEST_GATE", folder.path().join("open"));
        if blocks {
            command.env("MIGRATE_TEST_BLOCK", "1");
        }
        let mut child = command.spawn().expect("the binary can be run");
        let stderr = BufReader::new(child.stderr.take().expect("stderr is piped"));
        let mut gated = Self { child, stderr, said: String::new(), folder };
        gated.read_until(AT_THE_GATE);
        gated
    }

    /// Waits until a line with these words was said.
    fn read_until(&mut self, words: &str) {
        loop {
            let start = self.said.len();
            let read = self.stderr.read_line(&mut self.said).expect("stderr can be read");
            assert_ne!(read, 0, "it ended without saying `{words}`:\n{}", self.said);
            if self.said[start..].contains(words) {
                return;
            }
        }
    }

    fn open(&self) {
        std::fs::write(self.folder.path().join("open"), "").expect("the gate can be opened");
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(status.expect("`kill` can be run").success());
    }

    /// Waits until it ends, and returns all that it said.
    fn end(self) -> Output {
        let Self { child, mut stderr, mut said, folder: _folder } = self;
        stderr.read_to_string(&mut said).expect("stderr can be read");
        let output = child.wait_with_output().expect("a child can be waited for");
        Output { stderr: said.into_bytes(), ..output }
    }
}

#[test]
fn another_run_is_waited_for_and_not_for_ever() {
    for kind in Kind::ALL {
        let mut gated = Transcript::on(kind, "gated");
        let first = Gated::start(&gated, "upgrade", false);
        gated.run("upgrade --lock-wait 0").run("upgrade --lock-wait 1");
        first.open();
        let output = first.end();
        assert!(output.status.success(), "{kind}: {}", String::from_utf8_lossy(&output.stderr));
        gated.run("upgrade").run("current");
        assert_transcript!(format!("locked_{kind}"), gated);
    }
}

#[test]
fn the_first_interrupt_ends_with_a_summary() {
    for kind in Kind::ALL {
        let mut gated = Transcript::on(kind, "gated");
        let run = Gated::start(&gated, "upgrade", false);
        run.signal("INT");
        let output = run.end();
        assert_eq!(output.status.code(), Some(130), "{kind}: {}", String::from_utf8_lossy(&output.stderr));
        gated.write("upgrade", &output).run("current");
        assert_transcript!(format!("interrupted_{kind}"), gated);
    }
}

#[test]
fn the_second_interrupt_ends_at_once() {
    for kind in Kind::ALL {
        let mut gated = Transcript::on(kind, "gated");
        let mut run = Gated::start(&gated, "upgrade", true);
        run.signal("INT");
        run.read_until("once more to stop at once");
        run.signal("INT");
        let output = run.end();
        assert_eq!(output.status.code(), Some(130), "{kind}: {}", String::from_utf8_lossy(&output.stderr));
        gated.write("upgrade", &output).run("current");
        assert_transcript!(format!("killed_{kind}"), gated);
    }
}

#[test]
fn a_termination_is_an_interrupt() {
    let mut gated = Transcript::on(Kind::Sqlite, "gated");
    let run = Gated::start(&gated, "upgrade", false);
    run.signal("TERM");
    gated.write("upgrade", &run.end()).run("current");
    assert_transcript!("interrupted_sqlite", gated);
}

#[test]
fn a_terminal_shows_a_bar() {
    let crm = Transcript::on(Kind::Sqlite, "crm");
    let program = crm.command();
    // `script` gives what it runs a pseudo-terminal (util-linux, script(1)).
    let mut command = Command::new("script");
    let line = format!("{} upgrade", program.get_program().to_string_lossy());
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = command.output().expect("`script` can be run");
    let drawn = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{drawn}");
    assert!(drawn.contains("====>"), "no bar in {drawn:?}");
    assert!(drawn.contains("/5"), "no count in {drawn:?}");
    assert!(drawn.contains("applied 4c4c4c"), "no line for a revision in {drawn:?}");
}

#[test]
fn a_terminal_is_asked_before_rows_are_lost() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q");
        for (answer, code) in [("n", 5), ("", 5), ("yes", 0)] {
            let program = crm.command();
            // `script` gives what it runs a pseudo-terminal (util-linux, script(1)).
            let mut command = Command::new("script");
            let line = format!("{} downgrade base", program.get_program().to_string_lossy());
            command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
            command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
            command.stdin(Stdio::piped()).stdout(Stdio::piped());
            let mut child = command.spawn().expect("`script` can be run");
            let mut stdin = child.stdin.take().expect("stdin is piped");
            writeln!(stdin, "{answer}").expect("an answer can be typed");
            let output = child.wait_with_output().expect("a child can be waited for");
            let drawn = String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.status.code(), Some(code), "{kind}, {answer:?}: {drawn}");
            assert!(drawn.contains("lose it? [y/N]"), "{drawn}");
            assert!(drawn.contains("loses table `deals`"), "{drawn}");
        }
        crm.run("current");
        assert!(crm.text().ends_with("crm: nothing is applied\n--- exit 0\n\n"), "{}", crm.text());
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let crm = Transcript::offline("crm");
    let mut child = crm.command().arg("history").spawn().expect("the binary can be run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("a child can be waited for");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}
