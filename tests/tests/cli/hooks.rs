//! Commands that run on the file of a new revision.

use crate::sources::{LINEAR, Package};

fn package(hooks: &str) -> Package {
    let package = Package::new(LINEAR);
    let manifest = package.read("Cargo.toml");
    package.put("Cargo.toml", &format!("{manifest}\n[package.metadata.migrate]\nhooks = {hooks}\n"));
    package
}

#[test]
fn hooks_run_on_a_new_file_one_after_the_other() {
    let mut package = package(
        "[[\"sed\", \"-i\", \"s/let _ = op;/unused(op);/\", \"{file}\"], [\"cp\", \"{file}\", \"copy.rs\"]]",
    );
    package.run(&["revision", "-m", "Orders", "--id", "c1"]);
    let copy = package.read("copy.rs");
    assert!(copy.contains("    unused(op);\n") && !copy.contains("let _"), "{copy}");
    assert!(package.transcript().contains("--- exit 0"), "{}", package.transcript());
}

#[test]
fn a_hook_that_fails_is_told_and_the_file_stays() {
    for (hooks, told) in [
        (
            "[[\"sh\", \"-c\", \"exit 3\"]]",
            "the hook `sh -c exit 3` ended with exit status: 3; `src/migrations/",
        ),
        ("[[\"no-such-program\"]]", "the hook `no-such-program` cannot be run: "),
        ("[\"rustfmt\"]", "has `hooks` that are no list of commands"),
        ("[[]]", "has `hooks` that are no list of commands"),
    ] {
        let mut package = package(hooks);
        package.run(&["revision", "-m", "Orders", "--id", "c1"]);
        let transcript = package.transcript();
        assert!(transcript.contains(told) && transcript.contains("--- exit 1"), "{transcript}");
        let is_written = package.read("src/migrations/mod.rs").contains("_orders;");
        assert_eq!(is_written, told.starts_with("the hook"), "{transcript}");
    }
}
