//! `cargo migrate` killed while it writes sources: each is there whole, or not at all.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use crate::sources::{LINEAR, Package};

/// What the kernel sends to a process whose file grows beyond what it may have.
const SIGXFSZ: i32 = 25;

/// Types words behind `cargo migrate`, whose process dies where it writes more than a block of 512 bytes to a file.
fn killed(package: &Package, words: &[&str]) {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c 0; ulimit -f 1; exec \"$0\" \"$@\""]).arg(package.command().get_program());
    command.arg("migrate").args(words).current_dir(package.path()).env("SOURCE_DATE_EPOCH", "1771068600");
    let output = command.output().expect("a shell can be run");
    assert_eq!(output.status.signal(), Some(SIGXFSZ), "{output:?}");
}

/// The same, whose process lives.
fn whole(package: &Package, words: &[&str]) -> Output {
    package.command().arg("migrate").args(words).output().expect("the binary can be run")
}

/// What stands in a folder whose name ends like that.
fn ending(package: &Package, folder: &str, with: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(package.path().join(folder)).expect("it is a folder");
    let mut files = entries.map(|entry| entry.expect("it can be read").path()).collect::<Vec<_>>();
    files.retain(|file| file.to_str().is_some_and(|file| file.ends_with(with)));
    files.sort();
    files
}

/// Makes what is not whole older than anything that is being written.
fn age(files: &[PathBuf]) {
    let long_ago = SystemTime::now() - Duration::from_hours(1);
    for file in files {
        let file = fs::File::options().write(true).open(file).expect("it is ours");
        file.set_modified(long_ago).expect("it is ours");
    }
}

fn long(words: &str) -> String {
    format!("{words}\n\n{}", "It is told at length.\n".repeat(4000))
}

#[test]
fn a_new_file_is_whole_or_not_there() {
    let package = Package::new(LINEAR);
    let before = ending(&package, "src/migrations", ".rs");
    let chain = package.read("src/migrations/mod.rs");
    let words = ["revision", "--id", "k1", "-m", &long("Tags.")];
    killed(&package, &words);
    assert_eq!(ending(&package, "src/migrations", ".rs"), before);
    assert_eq!(package.read("src/migrations/mod.rs"), chain);
    let left = ending(&package, "src/migrations", ".tmp");
    assert_eq!(left.len(), 1, "it was killed in the middle: {left:?}");
    age(&left);
    assert!(whole(&package, &words).status.success());
    assert_eq!(ending(&package, "src/migrations", ".rs").len(), before.len() + 1);
    assert_eq!(ending(&package, "src/migrations", ".tmp"), Vec::<PathBuf>::new());
    assert_eq!(package.problems(), Vec::<String>::new());
}

#[test]
fn a_file_that_changes_is_the_old_one_or_the_new_one() {
    let package = Package::new(LINEAR);
    // The chain's file stands above the folder of its revisions, and is long.
    let chain = format!("{}\n// {}\n", package.read("src/migrations/mod.rs"), "It is long. ".repeat(4000));
    fs::remove_file(package.path().join("src/migrations/mod.rs")).expect("it is there");
    package.put("src/migrations.rs", &chain);
    let words = ["revision", "--id", "k1", "-m", "Tags."];
    killed(&package, &words);
    assert_eq!(package.read("src/migrations.rs"), chain);
    let left = ending(&package, "src", ".tmp");
    assert_eq!(left.len(), 1, "it was killed in the middle: {left:?}");
    // The `mod` line comes last, and the compiler says what to do about a file without one.
    let problems = package.problems();
    assert!(
        matches!(problems.as_slice(), [one] if one.contains("but no `mod` line names it")),
        "{problems:?}"
    );
    age(&left);
    // The same words find their own file and go on.
    let output = whole(&package, &words);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(ending(&package, "src", ".tmp"), Vec::<PathBuf>::new());
    assert_eq!(package.problems(), Vec::<String>::new());
}

/// What an earlier command has left is not a later one's to take away.
#[test]
fn a_file_that_was_there_stays_where_the_rest_is_refused() {
    let package = Package::new(LINEAR);
    let chain = package.path().join("src/migrations/mod.rs");
    let before = package.read("src/migrations/mod.rs");
    let words = ["revision", "--id", "k1", "-m", "Tags."];
    assert!(whole(&package, &words).status.success());
    let written = ending(&package, "src/migrations", ".rs");
    package.put("src/migrations/mod.rs", &before);
    let mut permissions = fs::metadata(&chain).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&chain, permissions).expect("it is ours");
    let output = whole(&package, &words);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(ending(&package, "src/migrations", ".rs"), written);
}

/// A picture is no source, and is not left in parts either.
#[test]
fn a_picture_is_the_old_one_or_the_new_one() {
    let package = Package::new(LINEAR);
    let words = ["graph", "-o", "chain.html"];
    killed(&package, &words);
    assert!(!package.path().join("chain.html").exists());
    package.put("chain.html", "old");
    killed(&package, &words);
    assert_eq!(package.read("chain.html"), "old");
    age(&ending(&package, ".", ".tmp"));
    assert!(whole(&package, &words).status.success());
    assert!(package.read("chain.html").ends_with("</html>\n"));
    assert_eq!(ending(&package, ".", ".tmp"), Vec::<PathBuf>::new());
    // What is no file takes the text as it comes.
    let output = whole(&package, &["graph", "--format", "dot", "-o", "/dev/stdout"]);
    assert!(output.status.success() && output.stdout.starts_with(b"digraph"), "{output:?}");
}
