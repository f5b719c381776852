//! Backfills, as somebody at a terminal and somebody without one see them.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Command;

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn a_backfill_is_planned_told_and_undone() {
    for kind in Kind::ALL {
        let mut backfilled = Transcript::on(kind, "backfilled");
        backfilled.run("upgrade first").run("plan").run("upgrade --transaction all").run("upgrade");
        backfilled.run("plan --downgrade second").run("downgrade first --allow destructive");
        assert_transcript!(format!("backfilled_{kind}"), backfilled);
    }
}

/// What a plan prints does what a run does.
#[test]
fn the_sql_of_a_plan_fills_the_rows() {
    for kind in Kind::ALL {
        let mut backfilled = Transcript::on(kind, "backfilled");
        backfilled.run("upgrade first");
        let plan = backfilled.command().arg("plan").output().expect("the binary can be run");
        assert!(plan.status.success(), "{kind}");
        let text = String::from_utf8(plan.stdout).expect("it prints UTF-8");
        backfilled.database().sql(&text);
        let right = "SELECT count(*) FROM users WHERE email_lower = lower(email) AND email_lower <> email \
                     AND logins = id % 7 + CASE WHEN id % 3 > 0 THEN 1 ELSE 0 END;";
        assert_eq!(backfilled.database().sql(right), "1234\n", "{kind}");
    }
}

#[test]
fn a_backfill_that_is_interrupted_says_how_far_it_is_and_goes_on() {
    for kind in Kind::ALL {
        let mut backfilled = Transcript::on(kind, "backfilled");
        backfilled.run("upgrade second");
        let mut child = backfilled.command().args(["upgrade", "-v"]).spawn().expect("the binary can be run");
        let mut stderr = BufReader::new(child.stderr.take().expect("stderr is piped"));
        let mut said = String::new();
        while !said.contains("users: 300 of about ") {
            assert_ne!(stderr.read_line(&mut said).expect("stderr can be read"), 0, "{kind}: {said}");
        }
        let status = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status();
        assert!(status.expect("`kill` can be run").success());
        stderr.read_to_string(&mut said).expect("stderr can be read");
        assert_eq!(child.wait().expect("a child can be waited for").code(), Some(130), "{kind}: {said}");
        assert!(said.contains("rows where `id % 3 > 0`; it is behind "), "{kind}: {said}");
        assert!(said.contains("type `upgrade` again to go on"), "{kind}: {said}");
        let output = backfilled.command().arg("status").output().expect("the binary can be run");
        let status = String::from_utf8(output.stdout).expect("it prints UTF-8");
        let line = status.lines().find(|line| line.contains("half applied")).unwrap_or_default();
        assert!(line.contains(" in, ") && line.contains(" rows of the next)"), "{kind}: {status}");
        let output = backfilled.command().arg("plan").output().expect("the binary can be run");
        let plan = String::from_utf8(output.stdout).expect("it prints UTF-8");
        assert!(plan.contains("-- a run goes on behind the "), "{kind}: {plan}");
        let output = backfilled.command().arg("upgrade").output().expect("the binary can be run");
        let said = String::from_utf8(output.stderr).expect("it prints UTF-8");
        assert!(said.contains("resuming third behind 0 operations\n"), "{kind}: {said}");
        // Those that the first of the two runs changed are counted.
        assert!(said.contains("backfilled users: changed 823 of 1,234 rows\n"), "{kind}: {said}");
    }
}
