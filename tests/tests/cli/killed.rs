//! `cargo migrate` killed while it writes sources: each is there whole, or not at all.

use std::fs;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Instant;

use crate::sources::{LINEAR, Package};

/// Begins to write a revision whose file is long.
fn begin(package: &Package, number: u32) -> Child {
    let mut command = package.command();
    let message = format!("Number {number}\n\n{}", "It is told at length.\n".repeat(4000));
    command.args(["migrate", "revision", "-m", &message]).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the binary can be run")
}

#[test]
fn a_command_that_is_killed_leaves_whole_files() {
    let package = Package::new(LINEAR);
    let start = Instant::now();
    assert!(begin(&package, 0).wait().expect("it ends").success());
    let took = start.elapsed();
    let kills = 24;
    for kill in 1..=kills {
        let mut child = begin(&package, kill);
        // Each is killed a little later than the one before.
        thread::sleep(took * kill / kills);
        child.kill().expect("it is there until it is waited for");
        child.wait().expect("it ends");
        for entry in fs::read_dir(package.path().join("src/migrations")).expect("it is a folder") {
            let file = entry.expect("it can be read").path();
            if file.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&file).expect("it can be read");
                assert!(
                    text.ends_with("}\n") || text.ends_with(");\n"),
                    "{file:?} ends with {:?}",
                    text.lines().last()
                );
            }
        }
        let mut problems = package.problems();
        // The `mod` line comes last, and the compiler says what to do about a file without one.
        problems.retain(|problem| !problem.contains("but no `mod` line names it"));
        assert_eq!(problems, Vec::<String>::new());
    }
    assert!(begin(&package, kills + 1).wait().expect("it ends").success());
}
