//! What projects do all year, from the first revision on: with `cargo migrate` and the binary that it builds, and where only
//! the database matters, on all databases.

use std::fs;
use std::path::Path;
use std::process::Command;

use migrate_tests::Kind;

use crate::sources::Package;
use crate::transcript::{Transcript, assert_transcript};

/// What a revision of a year is: its file, the arguments of the attribute, what it does.
type Revision<'a> = (&'a str, &'a str, &'a str);

fn put(package: &Package, (name, arguments, body): Revision<'_>) {
    package.put(
        &format!("src/migrations/{}.rs", module(package, name)),
        &format!(
            "use migrate_core::prelude::*;\n\n/// About {name}.\n#[revision({arguments})]\nfn upgrade(op: &mut Operations) {{\n    {body}\n}}\n"
        ),
    );
}

/// The module of a revision: the one that `cargo migrate revision` has written, or that another clone of the sources has.
fn module(package: &Package, name: &str) -> String {
    let files = fs::read_dir(package.path().join("src/migrations")).expect("there are revisions");
    let files = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut modules = files.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned));
    let is_it = |module: &String| module.splitn(3, '_').nth(2) == Some(name);
    modules.find(is_it).unwrap_or_else(|| format!("r20260301_090000_{name}"))
}

fn remove(package: &Package, name: &str) {
    let file = format!("src/migrations/{}.rs", module(package, name));
    fs::remove_file(package.path().join(file)).expect("it is there");
}

/// What another clone of the sources has in the chain's file: these `mod` lines.
fn check_out(package: &Package, names: &[&str]) {
    let lines = names.iter().map(|name| format!("mod {};\n", module(package, name))).collect::<Vec<_>>();
    let text =
        format!("//! Revisions.\n\n{}\nmigrate_core::chain!(pub Diary = \"diary\");\n", lines.concat());
    package.put("src/migrations/mod.rs", &text);
}

/// A table of this name.
fn table(name: &str) -> String {
    format!(
        "op.create_table(\"{name}\", |t| {{\n        t.column(\"id\", BigInt).identity().primary_key();\n    }});"
    )
}

#[test]
fn a_year_of_a_project() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the repository");
    let mut package = Package::empty("diary");
    fs::copy(repository.join("Cargo.lock"), package.path().join("Cargo.lock")).expect("it is there");
    let here = repository.to_string_lossy();

    package.say("the first revision");
    package.run(&["init", "--path", &here]);
    package.take_every_driver();
    put(&package, ("initial_schema", "id = \"a1\"", &table("accounts")));
    package.build(&["upgrade"]).build(&["current"]);

    package.say("further ones");
    package.run(&["revision", "-m", "prices", "--id", "b1"]);
    put(&package, ("prices", "id = \"b1\", down = \"a1\"", &table("prices")));
    package.run(&["revision", "-m", "stages", "--id", "c1"]);
    put(
        &package,
        (
            "stages",
            "id = \"c1\", down = \"b1\"",
            "op.add_column(\"accounts\", \"stage\", Varchar(2)).nullable();",
        ),
    );
    package.build(&["upgrade"]).build(&["history", "-i"]);

    package.say("the last one was wrong: it is undone, deleted, and written anew");
    package.build(&["downgrade", "-1", "--yes"]);
    remove(&package, "stages");
    package.run(&["revision", "-m", "stages", "--id", "c2"]).run(&["rebase"]);
    package.run(&["revision", "-m", "longer stages", "--id", "c2"]);
    put(
        &package,
        (
            "longer_stages",
            "id = \"c2\", down = \"b1\"",
            "op.add_column(\"accounts\", \"stage\", Varchar(20)).nullable();",
        ),
    );
    package.build(&["upgrade"]).build(&["check"]);

    package.say("one in the middle is deleted, and the database has it");
    remove(&package, "prices");
    package.run(&["heads"]).run(&["rebase"]).build(&["status"]);
    package.build(&["downgrade", "--stored", "a1", "--yes"]).build(&["upgrade"]).build(&["check"]);

    package.say("the sources of another branch, which does not have what the database has");
    check_out(&package, &["initial_schema", "notes"]);
    remove(&package, "longer_stages");
    put(&package, ("notes", "id = \"d1\", down = \"a1\"", &table("notes")));
    package.build(&["upgrade"]).build(&["downgrade", "--stored", "--yes"]).build(&["upgrade"]);

    package.say("two pull requests of one day: one is put behind the other");
    check_out(&package, &["initial_schema", "notes", "offers", "orders"]);
    for (name, arguments) in
        [("offers", "id = \"e1\", down = \"d1\""), ("orders", "id = \"f1\", down = \"d1\"")]
    {
        put(&package, (name, arguments, &table(name)));
    }
    package.run(&["heads"]).run(&["rebase"]).build(&["upgrade"]);

    package.say("and two more, which are merged");
    check_out(&package, &["initial_schema", "notes", "offers", "orders", "tags", "users"]);
    for (name, arguments) in [("tags", "id = \"g1\", down = \"f1\""), ("users", "id = \"h1\", down = \"f1\"")]
    {
        put(&package, (name, arguments, &table(name)));
    }
    package.run(&["merge", "--id", "i1"]).build(&["upgrade"]).build(&["check"]).build(&["history", "-g"]);
    assert_eq!(package.problems(), Vec::<String>::new());

    package.say("a database that is there already is taken over");
    let file = package.path().join("old.db");
    let tables = ["accounts", "notes", "offers", "orders"];
    let sql = tables.map(|table| format!("CREATE TABLE {table} (id INTEGER PRIMARY KEY);")).concat();
    let made = Command::new("sqlite3").arg(&file).arg(sql).status();
    assert!(made.expect("sqlite3 can be run").success());
    let old = "sqlite://old.db";
    package.build(&["upgrade", "--database-url", old]);
    package.build(&["stamp", "f1", "--database-url", old]).build(&["upgrade", "--database-url", old]);
    package.build(&["check", "--database-url", old]);

    let text = package.transcript().replace(&*here, "[repository]");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\b\d+ ms\b|\b\d+(\.\d+)? s\b", "[took]");
    settings.add_filter(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+", "[when]");
    settings.bind(|| insta::assert_snapshot!(text));
}

#[test]
fn a_database_that_is_there_is_taken_over() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q 3f00aa");
        // As if nobody of ours had made the tables.
        crm.database().sql("DROP TABLE migrate_ledger;");
        crm.run("current").run("stamp 3f00aa").run("check").run("upgrade").run("check").run("current");
        crm.run("downgrade -1");
        assert_transcript!("taken_over", crm);
    }
}

#[test]
fn a_revision_is_undone_and_written_anew() {
    for kind in Kind::ALL {
        let mut tour = Transcript::on(kind, "ahead");
        tour.run("upgrade").run("downgrade b1 --yes").switch("behind");
        // The program has another one in its place now.
        tour.run("current").run("downgrade --stored --yes").run("upgrade").run("check");
        assert_transcript!("written_anew", tour);
    }
}
