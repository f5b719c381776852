//! Models pushed to a database: what is told of it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn a_push_tells_what_it_does_and_what_it_leaves_alone() {
    for kind in Kind::ALL {
        let mut helpdesk = Transcript::on(kind, "helpdesk");
        helpdesk.run("push");
        helpdesk.run("push --chain all --plan").run("push --chain all").run("push --chain all");
        helpdesk.database().sql(
            "ALTER TABLE users ADD COLUMN height INT; CREATE TABLE strangers (id INT PRIMARY KEY);
             INSERT INTO users (email, height) VALUES ('a@b.c', 7);",
        );
        helpdesk.run("push --chain accounts");
        helpdesk.run("push --chain accounts --exclude us*");
        helpdesk.run("push --chain accounts --allow destructive --format json");
        helpdesk.run("push --prefix x_").run("check --drift --chain accounts --include users");
        assert_transcript!(format!("push_on_{kind}"), helpdesk);
    }
}

/// Types a line on a terminal, and then an answer; gives what the terminal shows.
fn answer(transcript: &Transcript, typed: &str, keys: &str) -> String {
    let command = transcript.command();
    let mut script = Command::new("script");
    script.args(["-qec", &format!("'{}' {typed}", command.get_program().display()), "/dev/null"]);
    for (name, value) in command.get_envs() {
        match value {
            None => script.env_remove(name),
            Some(value) => script.env(name, value),
        };
    }
    let mut child = script
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`script`, of util-linux, can be run");
    let mut terminal = child.stdin.take().expect("it is a pipe");
    terminal.write_all(keys.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    drop(terminal);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn whoever_sits_at_a_terminal_is_asked() {
    let mut helpdesk = Transcript::on(Kind::Sqlite, "helpdesk");
    helpdesk.run("push -q --chain all");
    helpdesk.database().sql(
        "ALTER TABLE users RENAME COLUMN name TO called; INSERT INTO users (email, called) VALUES ('a@b.c', 'Ann');",
    );
    let name = || helpdesk.database().sql("SELECT name FROM users");
    let typed = "push --chain accounts";
    let output = helpdesk.command().args(typed.split(' ')).output().expect("the binary can be run");
    let said = String::from_utf8(output.stderr).expect("it prints UTF-8");
    assert_eq!(output.status.code(), Some(2), "{said}");
    for part in [
        "column `called` of `users` may be called `name` now, or column `called` of `users` and its values are dropped",
        "nothing was pushed",
        "`#[column(renamed_from = \"called\")]` in the model or type `--renamed \"column users.called=name\"`",
        "type `--apart \"column users.called=name\"`",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let shown = answer(&helpdesk, typed, "1\n");
    assert!(shown.contains("column `called` of `users` goes. What became of it?"), "{shown}");
    assert!(shown.contains("pushed 1 change"), "{shown}");
    assert_eq!(name().trim(), "Ann");

    helpdesk.database().sql("ALTER TABLE users ADD COLUMN height INT; UPDATE users SET height = 7;");
    let shown = answer(&helpdesk, typed, "n\n");
    assert!(shown.contains("`users` loses the values of `height`: 1 row"), "{shown}");
    assert!(shown.contains("lose it? [y/N]") && !shown.contains("pushed"), "{shown}");
    let shown = answer(&helpdesk, typed, "y\n");
    assert!(shown.contains("pushed 1 change"), "{shown}");
    assert_eq!(name().trim(), "Ann");
}
