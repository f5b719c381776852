//! Databases as a whole: made, filled, dumped, restored, dropped, by the databases' own tools.

use std::fs;
use std::path::Path;
use std::process::Output;

use migrate_tests::{Kind, Ledger, dump};
use tempfile::TempDir;

use crate::transcript::{Transcript, assert_transcript};

/// Types a line in a folder of its own.
fn run(transcript: &mut Transcript, folder: &Path, typed: &str) -> Output {
    let mut command = transcript.command();
    let output = command.current_dir(folder).args(typed.split_whitespace()).output();
    let output = output.expect("the binary can be run");
    transcript.write(typed, &output);
    output
}

#[test]
fn a_database_is_made_and_dropped() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("db drop")
            .run("db drop --yes")
            .run("db drop --yes")
            .run("db shell")
            .run("db dump")
            .run("db create")
            .run("db create")
            .run("upgrade")
            .run("db drop --yes --force")
            // The database of a test is dropped by the test.
            .run("db create");
        let (name, server) = (if kind == Kind::Sqlite { "sqlite" } else { "server" }, crm.text());
        insta::allow_duplicates! {
            let mut settings = insta::Settings::clone_current();
            settings.add_filter(r"\b\d+ ms\b|\b\d+(\.\d+)? s\b", "[took]");
            settings.bind(|| insta::assert_snapshot!(format!("db_made_and_dropped_{name}"), server));
        }
    }
}

#[test]
fn what_is_dumped_is_restored() {
    for kind in Kind::ALL {
        let folder = TempDir::new().expect("a folder can be made");
        let folder = folder.path();
        fs::write(
            folder.join("accounts.csv"),
            "id,name\n1,\"two\nlines, and a \"\"quote\"\" \\ '\"\n2,Ünïcode 🦀\n",
        )
        .expect("it can be written");
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q");
        run(&mut crm, folder, "db load accounts.csv");
        let archive = match kind {
            Kind::MySql => "accounts.sql",
            Kind::Postgres => "accounts.dump",
            Kind::Sqlite => "accounts.db",
        };
        let before = dump(crm.database(), Ledger::Included);
        for file in ["whole.sql", archive] {
            run(&mut crm, folder, &format!("db dump {file} --force"));
            crm.run("downgrade base -q --yes");
            let restored = run(&mut crm, folder, &format!("db restore {file} --replace --yes"));
            assert!(restored.status.success(), "{kind}, {file}: {}", crm.text());
            assert_eq!(dump(crm.database(), Ledger::Included), before, "{kind}, {file}");
        }
        let count = crm.database().sql("SELECT count(*) FROM accounts;");
        assert_eq!(count.trim(), "2", "{kind}");
        // What holds something is left alone, and a file that is there.
        for typed in ["db dump whole.sql", "db restore whole.sql", "db restore whole.sql --replace"] {
            assert_eq!(run(&mut crm, folder, typed).status.code(), Some(5), "{kind}: {typed}");
        }
        assert_eq!(dump(crm.database(), Ledger::Included), before, "{kind}");
    }
}

#[test]
fn a_restore_that_fails_says_what_the_database_is() {
    for kind in Kind::ALL {
        let folder = TempDir::new().expect("a folder can be made");
        fs::write(folder.path().join("bad.sql"), "CREATE TABLE whole (id INT);\nCREATE TABLE half (;\n")
            .expect("it can be written");
        let mut crm = Transcript::on(kind, "crm");
        let failed = run(&mut crm, folder.path(), "db restore bad.sql");
        assert_eq!(failed.status.code(), Some(1), "{}", crm.text());
        let said = String::from_utf8_lossy(&failed.stderr);
        let (state, tables) = match kind {
            Kind::MySql => ("may hold a part of the file", true),
            Kind::Postgres => ("nothing of the file is in", false),
            Kind::Sqlite => ("is as it was", false),
        };
        assert!(said.contains(state), "{kind}: {said}");
        assert_eq!(dump(crm.database(), Ledger::Included).contains("whole"), tables, "{kind}");
    }
}

#[test]
fn rows_are_loaded_by_the_types_of_their_columns() {
    let folder = TempDir::new().expect("a folder can be made");
    let folder = folder.path();
    for (name, text) in [
        ("accounts.csv", "id,name\n1,one\n"),
        ("more.json", r#"{"accounts": [{"id": 2, "name": "two"}, {"name": "three", "id": 3}]}"#),
        ("account.csv", "id,name\n4,four\n"),
        ("wrong.csv", "id,name\nx,four\n"),
        ("ragged.csv", "id,name\n1\n"),
        ("shape.json", "[1]"),
        ("rows.txt", ""),
    ] {
        fs::write(folder.join(name), text).expect("it can be written");
    }
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q");
        for typed in [
            "db load accounts.csv more.json --sql",
            "db load accounts.csv more.json",
            "db load account.csv",
            "db load account.csv --table accounts",
            "db load --table accounts wrong.csv",
            "db load ragged.csv",
            "db load shape.json",
            "db load rows.txt",
            "db load nowhere.csv",
        ] {
            run(&mut crm, folder, typed);
        }
        assert_transcript!(format!("db_loaded_{kind}"), crm);
        // A key that is taken: none of the rows is in.
        assert_eq!(run(&mut crm, folder, "db load accounts.csv").status.code(), Some(1));
        assert_eq!(crm.database().sql("SELECT count(*) FROM accounts;").trim(), "4", "{kind}");
    }
}

#[test]
fn the_search_path_holds_for_the_tools() {
    let folder = TempDir::new().expect("a folder can be made");
    fs::write(folder.path().join("accounts.csv"), "id,name\n1,one\n").expect("it can be written");
    let mut crm = Transcript::on(Kind::Postgres, "crm");
    crm.database().sql("CREATE SCHEMA \"the shop\";");
    let loaded = |typed: &str| {
        let mut command = crm.command();
        command.current_dir(folder.path()).env("MIGRATE_SEARCH_PATH", "the shop").args(typed.split(' '));
        let output = command.output().expect("the binary can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    loaded("upgrade -q");
    loaded("db load accounts.csv");
    assert_eq!(crm.database().sql("SELECT count(*) FROM \"the shop\".accounts;").trim(), "1");
    assert_eq!(loaded("db shell -- -Atc TABLE\u{a0}accounts".replace('\u{a0}', "\t").as_str()), "1|one\n");
    crm.run("current");
    assert!(!crm.text().contains("4c4c4c"), "without the path there is no ledger");
}

#[test]
fn tables_with_a_prefix_go_by_the_names_of_the_revisions() {
    let folder = TempDir::new().expect("a folder can be made");
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        // A revision of this chain has SQL that does not know of prefixes.
        crm.run("upgrade -q 2d970929c35 --prefix irma_");
        for (id, file) in [(1, "accounts.csv"), (2, "irma_accounts.csv")] {
            fs::write(folder.path().join(file), format!("id,name\n{id},one\n")).expect("it can be written");
            let loaded = run(&mut crm, folder.path(), &format!("db load {file} --prefix irma_"));
            assert!(loaded.status.success(), "{kind}: {}", crm.text());
        }
        assert_eq!(crm.database().sql("SELECT count(*) FROM irma_accounts;").trim(), "2", "{kind}");
    }
}

#[test]
fn a_backup_is_made_before_anything_runs() {
    for kind in Kind::ALL {
        let folder = TempDir::new().expect("a folder can be made");
        let folder = folder.path();
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q +1");
        run(&mut crm, folder, "upgrade --backup backups");
        let files = || {
            let read = fs::read_dir(folder.join("backups")).expect("the folder is there");
            read.map(|file| file.expect("it can be read").path()).collect::<Vec<_>>()
        };
        let [backup] = files().try_into().expect("one file");
        // Nothing to do, no backup.
        run(&mut crm, folder, "upgrade --backup backups");
        assert_eq!(files().len(), 1, "{kind}");
        let before = dump(crm.database(), Ledger::Included);
        let restored = run(&mut crm, folder, &format!("db restore {} --replace -y", backup.display()));
        assert!(restored.status.success(), "{kind}: {}", crm.text());
        assert_ne!(dump(crm.database(), Ledger::Included), before, "{kind}");
        run(&mut crm, folder, "upgrade -q");
        let mut fresh = Transcript::on(kind, "crm");
        fresh.run("upgrade -q");
        let whole = |transcript: &Transcript| dump(transcript.database(), Ledger::LeftOut);
        assert_eq!(whole(&crm), whole(&fresh), "{kind}");
    }
}

#[test]
fn a_password_is_no_argument() {
    // The shell of the database is one that prints what it was given.
    let folder = TempDir::new().expect("a folder can be made");
    for (kind, tool) in [(Kind::Postgres, "psql"), (Kind::MySql, "mariadb")] {
        let path = folder.path().join(tool);
        fs::write(&path, "#!/bin/sh\necho \"arguments: $*\"\nenv | grep -E '^(PGPASSWORD|MYSQL_PWD)='\n")
            .expect("it can be written");
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
        fs::set_permissions(&path, permissions).expect("it can be made a program");
        let crm = Transcript::on(kind, "crm");
        let paths = format!("{}:{}", folder.path().display(), std::env::var("PATH").expect("it is set"));
        let output = crm.command().env("PATH", paths).args(["db", "shell", "--", "-x"]).output();
        let said = String::from_utf8(output.expect("the binary can be run").stdout).expect("UTF-8");
        let (arguments, password) = said.split_once('\n').expect("two lines");
        assert!(arguments.ends_with("-x"), "{said}");
        let url = crm.database().url();
        let (_, secret) = url.split_once("://").and_then(|(_, rest)| rest.split_once(':')).expect("a login");
        let secret = secret.split('@').next().expect("a password");
        assert!(password.contains(&format!("={secret}\n")), "{said}");
        assert!(
            !arguments.contains(&format!(":{secret}@")) && !arguments.contains(&format!("password={secret}")),
            "{said}"
        );
    }
}
