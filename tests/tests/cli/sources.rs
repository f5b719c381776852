//! `cargo migrate` on the sources of a package: what it says, what it writes, and that the compiler would take it.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use migrate_source::{Sources, judge};

/// A package in a folder of its own, and what was typed there.
pub(crate) struct Package {
    folder: tempfile::TempDir,
    text: String,
}

/// The chain's file, with `mod` lines for these modules.
fn chain(modules: &[&str]) -> String {
    let lines = modules.iter().map(|name| format!("mod {name};")).collect::<Vec<_>>().join("\n");
    format!("//! Revisions.\n\n{lines}\n\nmigrate_core::chain!(pub Shop = \"shop\");\n")
}

/// A revision's file.
fn revision(arguments: &str, message: &str) -> String {
    format!(
        "use migrate_core::prelude::*;\n\n/// {message}\n#[revision({arguments})]\nfn upgrade(_op: &mut Operations) {{}}\n"
    )
}

impl Package {
    /// A package `shop` with these revisions: module, arguments of the attribute, message.
    pub(crate) fn new(revisions: &[(&str, &str, &str)]) -> Self {
        let package = Self::empty("shop");
        package.put("src/lib.rs", "//! The shop.\n\npub mod migrations;\n");
        package.put(
            "src/migrations/mod.rs",
            &chain(&revisions.iter().map(|(name, ..)| *name).collect::<Vec<_>>()),
        );
        for (name, arguments, message) in revisions {
            package.put(&format!("src/migrations/{name}.rs"), &revision(arguments, message));
        }
        package
    }

    /// A package of a library without anything.
    pub(crate) fn empty(name: &str) -> Self {
        let package =
            Self { folder: tempfile::tempdir().expect("a folder can be made"), text: String::new() };
        package.put(
            "Cargo.toml",
            &format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
        );
        package.put("src/lib.rs", "");
        package
    }

    pub(crate) fn put(&self, file: &str, text: &str) {
        let file = self.folder.path().join(file);
        fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(file, text).expect("a file can be written");
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.path().join(file)).expect("the file can be read")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-migrate-here"));
        for variable in [
            "CARGO_MIGRATE_PROTOCOL",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "DATABASE_URL",
            "NO_COLOR",
            "VISUAL",
            "EDITOR",
        ] {
            command.env_remove(variable);
        }
        command.current_dir(self.folder.path()).env("SOURCE_DATE_EPOCH", "1771068600").env("COLUMNS", "100");
        command
    }

    /// Types words behind `cargo migrate` and writes down what happens.
    pub(crate) fn run(&mut self, words: &[&str]) -> &mut Self {
        self.write(&mut self.command(), words)
    }

    /// The same, where the chain's binary is built for it. What is built for the tests is what this package needs too.
    pub(crate) fn build(&mut self, words: &[&str]) -> &mut Self {
        let mut command = self.command();
        builds(&mut command);
        let _alone = alone();
        self.write(&mut command, words)
    }

    /// Types words behind `cargo migrate` on a terminal, and then an answer; gives what the terminal shows.
    pub(crate) fn answer(&self, words: &[&str], typed: &str) -> String {
        let line =
            [env!("CARGO_BIN_EXE_cargo-migrate-here"), "migrate"].into_iter().chain(words.iter().copied());
        let line = line.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).current_dir(self.folder.path());
        builds(&mut command);
        command.env("TERM", "xterm");
        command.env_remove("CARGO_MIGRATE_PROTOCOL").env_remove("DATABASE_URL");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let _alone = alone();
        let mut child = command.spawn().expect("`script`, of util-linux, can be run");
        let mut keys = child.stdin.take().expect("it is a pipe");
        keys.write_all(typed.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        drop(keys);
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Has the toolkit be built with the drivers of all databases, as the other packages do: it is built once then.
    pub(crate) fn take_every_driver(&self) {
        let manifest = self.read("Cargo.toml");
        let (before, rest) = manifest.split_once("\nmigrate-cli = { path = ").expect("`init` has written it");
        let (path, behind) = rest.split_once(" }").expect("a table has an end");
        let features = "features = [\"mysql\", \"postgres\"]";
        self.put("Cargo.toml", &format!("{before}\nmigrate-cli = {{ path = {path}, {features} }}{behind}"));
    }

    /// Writes down what comes next.
    pub(crate) fn say(&mut self, what: &str) {
        let _ = writeln!(self.text, "# {what}\n");
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&mut self, command: &mut Command, words: &[&str]) -> &mut Self {
        let output = command.arg("migrate").args(words).output().expect("the binary can be run");
        let _ = writeln!(self.text, "$ cargo migrate {}", words.join(" "));
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            let stream = str::from_utf8(bytes).expect("it prints UTF-8");
            if !stream.is_empty() {
                let _ = write!(self.text, "--- {name}\n{stream}");
            }
        }
        let _ = writeln!(self.text, "--- exit {}\n", output.status.code().expect("no signal ended it"));
        self
    }

    /// Writes down a file.
    pub(crate) fn cat(&mut self, file: &str) -> &mut Self {
        let text = self.read(file);
        let _ = writeln!(self.text, "$ cat {file}\n{text}");
        self
    }

    /// What the compiler would say of the chain.
    pub(crate) fn problems(&self) -> Vec<String> {
        let sources = Sources::read(&self.folder.path().join("src/lib.rs")).expect("the file is there");
        sources.graphs().iter().flat_map(judge).map(|problem| problem.to_string()).collect()
    }

    /// Everything that was written down, with the folder's name left out.
    pub(crate) fn transcript(&self) -> String {
        let folder = fs::canonicalize(self.folder.path()).expect("the folder is there");
        let names = [folder.as_path(), self.folder.path()].map(Path::to_string_lossy);
        names.iter().fold(self.text.clone(), |text, name| text.replace(&**name, "[folder]"))
    }
}

/// Two revisions on one, as two pull requests leave them.
pub(crate) const TWO_HEADS: &[(&str, &str, &str)] = &[
    ("r20260101_090000_initial", "id = \"a1\"", "Initial."),
    ("r20260102_090000_offers", "id = \"b1\", down = \"a1\"", "Offers."),
    ("r20260103_090000_orders", "id = \"c1\", down = \"a1\"", "Orders."),
    ("r20260104_090000_order_lines", "id = \"c2\", down = \"c1\"", "Lines of orders."),
];

pub(crate) const LINEAR: &[(&str, &str, &str)] = &[
    ("r20260101_090000_initial", "id = \"a1\"", "Initial."),
    ("r20260102_090000_offers", "id = \"b1\", down = \"a1\"", "Offers."),
];

/// Has a command build as all do here, so that what is built for one is what the next needs.
pub(crate) fn builds(command: &mut Command) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is a folder of the target");
    command
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    // SQLite would be compiled anew for it, and again without.
    command.env_remove("SOURCE_DATE_EPOCH");
}

/// Keeps others from building: the binary of every package here has one name in one folder, and must be the one that is run.
fn alone() -> MutexGuard<'static, ()> {
    static BUILDS: Mutex<()> = Mutex::new(());
    BUILDS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn a_revision_goes_on_at_the_head() {
    let mut package = Package::new(LINEAR);
    package.run(&["revision", "-m", "Orders have a state", "--id", "c1"]);
    package.cat("src/migrations/mod.rs").cat("src/migrations/r20260214_113000_orders_have_a_state.rs");
    package.run(&["revision", "-m", "In the same second", "--id", "c2", "--depends-on", "a1", "--empty"]);
    package.cat("src/migrations/mod.rs").cat("src/migrations/r20260214_113001_in_the_same_second.rs");
    package.run(&["history"]).run(&["heads"]).run(&["show", "c2", "a"]);
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn a_branch_begins_where_it_is_asked_for() {
    let mut package = Package::new(LINEAR);
    package.run(&["revision", "-m", "Orders", "--head", "a1", "--id", "c1"]);
    package.run(&["revision", "-m", "Orders", "--head", "a1", "--splice", "--id", "c1"]);
    package.run(&[
        "revision",
        "-m",
        "Tags",
        "--head",
        "a1",
        "--splice",
        "--branch-label",
        "tags",
        "--id",
        "d1",
    ]);
    package.run(&["revision", "-m", "More tags", "--head", "tags@head", "--id", "d2"]);
    package.run(&["revision", "-m", "Another base", "--head", "base", "--id", "e1"]);
    package.run(&["revision", "-m", "On which?", "--id", "f1"]);
    package.run(&["branches"]).run(&["heads"]).run(&["history"]);
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn two_heads_are_merged() {
    let mut package = Package::new(TWO_HEADS);
    assert_eq!(package.problems().len(), 1);
    package.run(&["heads"]).run(&["history"]).run(&["revision", "-m", "On which?"]);
    package.run(&["merge", "c1", "b1"]).run(&["merge", "b1"]);
    package.run(&["merge", "--id", "m1"]).run(&["heads"]).run(&["merge"]);
    package.cat("src/migrations/r20260103_090000_orders.rs");
    package.cat("src/migrations/r20260214_113000_merge_of_b1_and_c2.rs");
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn one_head_is_put_behind_the_other() {
    let mut package = Package::new(TWO_HEADS);
    package.run(&["rebase", "c1"]).run(&["rebase", "c2", "--onto", "c2"]);
    package.run(&["rebase"]).run(&["history"]).run(&["rebase"]);
    package.cat("src/migrations/r20260103_090000_orders.rs");
    assert_eq!(package.problems(), Vec::<String>::new());
    let other = Package::new(TWO_HEADS);
    let status = other.command().args(["rebase", "b1"]).status().expect("the binary can be run");
    assert!(status.success());
    assert!(other.read("src/migrations/r20260102_090000_offers.rs").contains("down = \"c2\""));
    assert_eq!(other.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn what_cannot_be_says_what_to_type() {
    let mut package = Package::new(LINEAR);
    for words in [
        &["revision", "-m", " "][..],
        &["revision", "-m", "x", "--id", "a1"],
        &["revision", "-m", "x", "--id", "a-1"],
        &["revision", "-m", "x", "--id", "head"],
        &["revision", "-m", "x", "--head", "a2"],
        &["revision", "-m", "x", "--head", "zzzzzz"],
        &["revision", "-m", "x", "--branch-label", "b1"],
        &["show", "nothing"],
        &["edit", "head"],
        &["merge"],
        &["rebase"],
        &["-p", "other", "heads"],
        &["--chain", "other", "heads"],
        &["init"],
        &["upgrade"],
        &["upgrad"],
        &["revison", "-m", "x"],
        &["revision"],
    ] {
        package.run(words);
    }
    assert_eq!(
        package.read("src/migrations/mod.rs"),
        chain(&["r20260101_090000_initial", "r20260102_090000_offers"])
    );
    let mut empty = Package::empty("plain");
    empty.run(&["heads"]).run(&["init"]);
    insta::assert_snapshot!(format!("{}{}", package.transcript(), empty.transcript()));
}

#[test]
fn a_chain_that_cannot_be_read_is_told_and_left_alone() {
    let mut package = Package::new(&[
        ("r20260101_090000_initial", "id = \"a1\"", "Initial."),
        ("r20260102_090000_offers", "id = \"b1\", down = \"a2\"", "Offers."),
    ]);
    package.run(&["history"]).run(&["revision", "-m", "x"]).run(&["merge"]);
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn what_followed_a_deleted_revision_is_put_behind_a_head() {
    let mut package = Package::new(&[
        ("r20260101_090000_initial", "id = \"a1\"", "Initial."),
        ("r20260102_090000_offers", "id = \"b1\", down = \"a1\"", "Offers."),
        ("r20260103_090000_orders", "id = \"c1\", down = \"b1\"", "Orders."),
        ("r20260104_090000_lines", "id = \"d1\", down = \"c1\"", "Lines."),
    ]);
    fs::remove_file(package.folder.path().join("src/migrations/r20260102_090000_offers.rs"))
        .expect("it is there");
    package.run(&["heads"]);
    let rest = ["r20260101_090000_initial", "r20260103_090000_orders", "r20260104_090000_lines"];
    package.put("src/migrations/mod.rs", &chain(&rest));
    package.run(&["heads"]).run(&["rebase"]).run(&["history"]);
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn the_line_of_a_deleted_file_is_taken_out() {
    let linear = [
        ("r20260101_090000_initial", "id = \"a1\"", "Initial."),
        ("r20260102_090000_offers", "id = \"b1\", down = \"a1\"", "Offers."),
        ("r20260103_090000_orders", "id = \"c1\", down = \"b1\"", "Orders."),
    ];
    let mut text = String::new();
    for (gone, _, _) in linear {
        let mut package = Package::new(&linear);
        fs::remove_file(package.path().join(format!("src/migrations/{gone}.rs"))).expect("it is there");
        package.run(&["rebase"]).run(&["history"]);
        assert_eq!(package.problems(), Vec::<String>::new(), "{gone}");
        text += &package.transcript();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_database_that_has_what_is_moved_is_told() {
    let mut package = Package::new(TWO_HEADS);
    let file = package.path().join("shop.db");
    let ledger = "CREATE TABLE migrate_ledger (chain TEXT, revision TEXT, parents TEXT, depends_on TEXT, message TEXT, \
                  hash TEXT, state TEXT, progress INTEGER, journal TEXT, applied_at TEXT, duration_us INTEGER, tool TEXT, \
                  downgrade TEXT); INSERT INTO migrate_ledger VALUES \
                  ('shop', 'c1', 'a1', '', 'Orders.', '1:', 'done', 0, '', '2026-01-03 09:00:00.000000', 1, '0.1.0', '')";
    let made = Command::new("sqlite3").arg(&file).arg(ledger).status().expect("sqlite3 can be run");
    assert!(made.success());
    package.put("migrate.toml", "database_url = \"sqlite://shop.db\"\n");
    package.run(&["rebase"]);
    // Of these the database has none.
    package.run(&[
        "revision",
        "-m",
        "Left",
        "--id",
        "d1",
        "--head",
        "b1",
        "--splice",
        "--branch-label",
        "left",
    ]);
    package.run(&["rebase", "d1"]);
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn an_init_that_fails_leaves_nothing() {
    let mut package = Package::empty("plain");
    let manifest = package.path().join("Cargo.toml");
    let mut permissions = fs::metadata(&manifest).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&manifest, permissions).expect("it is ours");
    package.run(&["init", "--git", "https://example.org"]);
    let files = |folder: &str| {
        let files = fs::read_dir(package.path().join(folder)).expect("it is there");
        let names = files.map(|file| file.expect("it can be read").file_name().into_string());
        let mut names = names.collect::<Result<Vec<_>, _>>().expect("the names are text");
        names.sort();
        names
    };
    assert_eq!((files("."), files("src")), (vec!["Cargo.toml".into(), "src".into()], vec!["lib.rs".into()]));
    assert_eq!(package.read("src/lib.rs"), "");
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn a_merge_that_cannot_be_written_changes_nothing() {
    let mut package = Package::new(TWO_HEADS);
    let file = "src/migrations/r20260214_113000_merge_of_b1_and_c2.rs";
    package.put(file, "");
    let orders = package.read("src/migrations/r20260103_090000_orders.rs");
    package.run(&["merge"]);
    assert_eq!(package.read("src/migrations/r20260103_090000_orders.rs"), orders);
    fs::remove_file(package.folder.path().join(file)).expect("it is there");
    let parent = package.folder.path().join("src/migrations/mod.rs");
    let mut permissions = fs::metadata(&parent).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&parent, permissions).expect("it is ours");
    package.run(&["merge"]);
    assert_eq!(package.read("src/migrations/r20260103_090000_orders.rs"), orders);
    assert!(!package.folder.path().join(file).exists());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn the_manifest_that_is_named_says_which_chain() {
    let mut package = Package::new(LINEAR);
    package.put("other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    package.put("other/src/lib.rs", "mod first;\n\nmigrate_core::chain!(pub Other = \"other\");\n");
    package.put("other/src/first.rs", &revision("id = \"o1\"", "Other."));
    let root = format!("{}\n[workspace]\nmembers = [\"other\"]\n", package.read("Cargo.toml"));
    package.put("Cargo.toml", &root);
    package.run(&["heads"]).run(&["heads", "-p", "other"]).run(&["heads", "--chain", "other"]);
    package.run(&["heads", "--manifest-path", "other/Cargo.toml"]);
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn the_binary_that_is_missing_is_written_out() {
    let mut root = Package::empty("in-root");
    root.put("src/lib.rs", "mod first;\n\nmigrate_core::chain!(pub Root = \"root\");\n");
    root.put("src/first.rs", &revision("id = \"o1\"", "First."));
    root.run(&["upgrade"]).run(&["init", "--git", "https://example.org"]);
    let mut inner = Package::empty("inner");
    inner.put("src/lib.rs", "pub mod a {\n    pub mod b;\n}\n");
    inner.put("src/a/b.rs", "mod first;\n\nmigrate_core::chain!(pub Inner = \"inner\");\n");
    inner.put("src/a/b/first.rs", &revision("id = \"o1\"", "First."));
    inner.run(&["upgrade", "-p", "inner"]);
    let mut alone = Package::empty("alone");
    fs::remove_file(alone.folder.path().join("src/lib.rs")).expect("it is there");
    alone.put("src/main.rs", "mod first;\n\nmigrate_core::chain!(pub Alone = \"alone\");\n\nfn main() {}\n");
    alone.put("src/first.rs", &revision("id = \"o1\"", "First."));
    alone.run(&["upgrade"]);
    insta::assert_snapshot!(format!("{}{}{}", root.transcript(), inner.transcript(), alone.transcript()));
}

#[test]
fn a_message_is_what_a_comment_may_hold() {
    let mut package = Package::new(LINEAR);
    // What is typed here is no text to be shown.
    let status = |message: &str| {
        let words = ["revision", "-m", message, "--id", "c1", "-p", "shop"];
        let output = package.command().args(words).output().expect("the binary can be run");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, told) = status("turned \u{202e} round");
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("holds '\\u{202e}', which may not stand in a comment\nhelp: leave"), "{told}");
    assert_eq!(status("One.\r\rTwo \"a\\b\" */").0, Some(0));
    package.run(&["heads", "-p", "shop"]);
    package.cat("src/migrations/r20260214_113000_one.rs");
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn files_of_windows_and_links_stay_what_they_are() {
    let package = Package::new(LINEAR);
    let crlf = package.read("src/migrations/mod.rs").replace('\n', "\r\n");
    package.put("src/migrations/mod.rs", &crlf);
    let status = package.command().args(["revision", "-m", "x", "--id", "c1"]).status();
    assert!(status.expect("the binary can be run").success());
    let expected = crlf.replace("offers;\r\n", "offers;\r\nmod r20260214_113000_x;\r\n");
    assert_eq!(package.read("src/migrations/mod.rs"), expected);
}

#[test]
fn a_chain_is_made_built_and_run() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the repository");
    let mut package = Package::empty("my-shop");
    package.put("src/main.rs", "fn main() {}\n");
    // The same versions as here, so that what is built already is built.
    fs::copy(repository.join("Cargo.lock"), package.folder.path().join("Cargo.lock")).expect("it is there");
    package.run(&["init", "--path", "nowhere"]);
    package.run(&["init", "--path", &repository.to_string_lossy()]);
    package.cat("src/lib.rs").cat("src/migrations/mod.rs").cat("src/bin/migrate.rs");
    let formatted =
        Command::new("cargo").args(["fmt", "--check"]).current_dir(package.folder.path()).status();
    assert!(formatted.expect("cargo can be run").success());
    package.run(&["revision", "-m", "first", "--id", "f1"]);
    package.take_every_driver();
    let typed = |words: &[&str]| {
        let mut command = package.command();
        builds(&mut command);
        command.args(words);
        let _alone = alone();
        let output = command.output().expect("the binary can be run");
        (
            output.status.code(),
            [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()),
        )
    };
    let (code, [_, told]) = typed(&["upgrade"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("now at f1"), "{told}");
    let (code, [printed, told]) = typed(&["history", "-i"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(printed.contains("f1 (head) (current) first"), "{printed}");
    package.put("other.toml", "[env.here]\ndatabase_url = 'sqlite://here.db?mode=rwc'\n");
    for words in [
        ["--env=here", "--config", "other.toml", "upgrade", "-q"],
        ["history", "-i", "--env=here", "--config", "other.toml"],
    ] {
        let (code, [_, told]) = typed(&words);
        assert_eq!(code, Some(0), "{told}");
        assert!(package.folder.path().join("here.db").is_file(), "{told}");
    }
    let (code, [_, told]) = typed(&["upgrade", "nothing"]);
    assert_eq!(code, Some(2), "{told}");
    let mut test = Command::new("cargo");
    builds(&mut test);
    let test = test.args(["test", "--lib", "--offline"]).current_dir(package.folder.path()).output();
    let test = test.expect("cargo can be run");
    let told = String::from_utf8_lossy(&test.stdout);
    assert!(test.status.success() && told.contains("1 passed"), "{told}");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"after [0-9a-f]{12};", "after [id];");
    settings.bind(|| {
        insta::assert_snapshot!(package.transcript().replace(&*repository.to_string_lossy(), "[repository]"));
    });
}
