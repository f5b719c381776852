//! `migrate.toml`, environment variables and flags: which of them holds, and what is said of those that make no sense.

use std::fs;
use std::path::Path;

use migrate_tests::{Database, Kind};
use tempfile::TempDir;

use crate::transcript::{Transcript, assert_transcript};

/// A folder with files, in which a program is called.
pub(crate) struct Folder {
    place: TempDir,
    transcript: Transcript,
    variables: Vec<(&'static str, String)>,
}

impl Folder {
    pub(crate) fn new(chain: &'static str, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut folder =
            Self { place: folder, transcript: Transcript::offline(chain), variables: Vec::new() };
        for (file, text) in files {
            folder.put(file, text);
        }
        folder
    }

    pub(crate) fn put(&mut self, file: &str, text: &str) -> &mut Self {
        let file = self.path().join(file);
        fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(file, text).expect("a file can be written");
        self
    }

    fn path(&self) -> &Path {
        self.place.path()
    }

    /// Sets environment variables for what is typed from now on.
    pub(crate) fn set(&mut self, variables: &[(&'static str, &str)]) -> &mut Self {
        self.variables = variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self
    }

    pub(crate) fn run(&mut self, typed: &str) -> &mut Self {
        self.run_in("", typed)
    }

    /// Types a line in a folder below.
    fn run_in(&mut self, below: &str, typed: &str) -> &mut Self {
        let mut command = self.transcript.command();
        command.current_dir(self.path().join(below)).args(typed.split_whitespace());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        let output = command.output().expect("the binary can be run");
        let variables = self.variables.iter().map(|(name, value)| format!("{name}={value} "));
        let typed = format!("{}{typed}", variables.collect::<String>());
        self.transcript.write(&typed, &output);
        self
    }

    pub(crate) fn text(&self) -> String {
        let folder = fs::canonicalize(self.path()).expect("it is there");
        let text = self.transcript.text().replace(&folder.display().to_string(), "[folder]");
        // How far remarks are put to the right depends on the folder's name.
        let lines = text.lines().map(|line| match line.rsplit_once("  # ") {
            None => format!("{line}\n"),
            Some((said, remark)) => format!("{}  # {remark}\n", said.trim_end()),
        });
        lines.collect()
    }
}

const SHOP: &str = r#"default_env = "development"
include = ["shared.toml", "secrets/${WHO:-nobody}.toml"]
lock_wait = 5

[env.development]
database_url = "sqlite://shop.db?mode=rwc"

[env.production]
database_url = "postgres://shop:${PASSWORD}@db.example.com/shop"
ledger = "ops.ledger"
"#;

const SHARED: &str = r#"search_path = ["shop", "public"]
lock_wait = 10
ledger = "shared"

[env.production]
lock_wait = 120
ledger = "theirs"
"#;

fn shop() -> Folder {
    Folder::new(
        "crm",
        &[
            ("migrate.toml", SHOP),
            ("shared.toml", SHARED),
            ("secrets/nobody.toml", "ledger = \"nobodys\"\n"),
            ("other.toml", "database_url = 'mysql://ann:hunter2@localhost/a$$b'\nledger = \"other\"\n"),
        ],
    )
}

#[test]
fn what_holds_and_who_said_it() {
    let mut shop = shop();
    shop.run("config").run("config --env production");
    shop.set(&[("PASSWORD", "s3cret"), ("MIGRATE_ENV", "production"), ("MIGRATE_LOCK_WAIT", "7")])
        .run("config");
    shop.run("config --lock-wait 0 --env development --search-path= --ledger mine --format json");
    shop.set(&[("MIGRATE_CONFIG", "other.toml"), ("MIGRATE_SEARCH_PATH", "a, b")]).run("config");
    shop.set(&[("MIGRATE_CONFIG", ""), ("DATABASE_URL", "")]).run("config --config other.toml");
    shop.set(&[("DATABASE_URL", "sqlite://x.db")]).run("config -q");
    let text = shop.text();
    assert!(!text.replace("PASSWORD=s3cret", "").contains("s3cret") && !text.contains("hunter2"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn without_a_file() {
    let mut bare = Folder::new("crm", &[]);
    bare.run("config").run("current").run("config --env production").run("config --config none.toml");
    insta::assert_snapshot!(bare.text());
}

#[test]
fn what_makes_no_sense_is_told_with_its_place() {
    let mut ill = Folder::new(
        "crm",
        &[("deep/a.toml", "include = ['b.toml']"), ("deep/b.toml", "include = ['../deep/a.toml']")],
    );
    for text in [
        "databse_url = 'sqlite://shop.db'",
        "[env.production]\nledger = \"a\"\n  search-path = []",
        "[env.production]\ndefault_env = 'x'",
        "[chains]",
        "lock_wait = '5'",
        "lock_wait = -5",
        "search_path = 'shop'",
        "search_path = ['shop', 5]",
        "env = 'production'",
        "env.production = 5",
        "ledger = 'a.b.c'",
        "ledger = 'a'\nledger = 'b'",
        "ledger = ",
        "include = ['none.toml']",
        "include = ['deep/a.toml']",
        "include = ['$HOME/a.toml']",
        "default_env = 'prod'\n[env.development]\n[env.production]",
        "ledger = 'a${NAME}'",
        "ledger = 'a${NAME'",
        "ledger = 'a${NA ME}'",
        "search_path = ['a$$', '$user']",
    ] {
        ill.put("migrate.toml", text).run("config -q");
    }
    ill.put("migrate.toml", "").run("config -q --env production");
    ill.set(&[("MIGRATE_LOCK_WAIT", "soon")]).run("heads").run("heads -q --lock-wait 5");
    let long = (0..20).map(|at| (format!("{at}.toml"), format!("include = ['{}.toml']", at + 1)));
    for (file, text) in long.collect::<Vec<_>>() {
        ill.put(&file, &text);
    }
    ill.set(&[]).run("heads --config 0.toml");
    insta::assert_snapshot!(ill.text());
}

/// Nobody wants to find the development database upgraded who typed `--env production`.
#[test]
fn an_environment_that_is_typed_is_not_overruled_in_silence() {
    let mut shop = shop();
    shop.set(&[("PASSWORD", "a"), ("DATABASE_URL", "sqlite://x.db")]).run("config --env production");
    shop.run("config --env production --database-url sqlite://y.db");
    shop.set(&[("PASSWORD", "a"), ("DATABASE_URL", "sqlite://x.db"), ("MIGRATE_ENV", "production")])
        .run("config");
    shop.set(&[("DATABASE_URL", "sqlite://shop.db?mode=rwc")]).run("config --env development");
    insta::assert_snapshot!(shop.text());
}

#[test]
fn what_is_traced_is_logged_where_that_is_asked_for() {
    let mut shop = Folder::new("crm", &[("migrate.toml", "log = 'migrate_core=debug'")]);
    shop.transcript = Transcript::on(Kind::Sqlite, "crm");
    shop.run("upgrade --log info 1975").run("current -q").run("current --log error");
    shop.set(&[("MIGRATE_LOG", "loud")]).run("current");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d{4}-\d\d-\d\dT\S+Z", "[when]");
    settings.add_filter(r"(took|waited)(=|: )[\d.]+(µs|ms|ns|s)", "$1$2[took]");
    settings.bind(|| {
        assert_transcript!("logged", shop);
    });
}

#[test]
fn the_nearest_file_is_found_up_to_the_root_of_the_workspace() {
    let mut shop = Folder::new(
        "crm",
        &[
            ("migrate.toml", "nobody = 'reads this'"),
            ("work/Cargo.toml", "[workspace]\n"),
            ("work/migrate.toml", "database_url = 'sqlite://data/shop.db?mode=rwc'\n"),
            ("work/data/empty", ""),
            ("work/shop/Cargo.toml", "[package]\n"),
            ("work/shop/src/migrations/mod.rs", ""),
            ("alone/Cargo.toml", "[package]\n"),
            ("alone/src/lib.rs", ""),
            ("server/bin/a", ""),
        ],
    );
    shop.run_in("work/shop/src/migrations", "config").run_in("work/shop/src/migrations", "upgrade -q");
    assert!(shop.path().join("work/data/shop.db").is_file(), "it is counted from the file that names it");
    shop.run_in("work", "current");
    shop.run_in("alone/src", "config").run_in("server/bin", "config");
    insta::assert_snapshot!(shop.text());
}

#[test]
fn what_needs_no_database_needs_none_that_can_be_read() {
    let mut shop = Folder::new("crm", &[("migrate.toml", "database_url = 'postgres://a:${PASSWORD}@b/c'")]);
    shop.run("heads").run("status");
    insta::assert_snapshot!(shop.text());
}

#[test]
fn the_search_path_of_the_file_holds() {
    let mut shop = Folder::new(
        "crm",
        &[("migrate.toml", "search_path = ['tools', '$$user', 'public']\nledger = 'crm_ledger'")],
    );
    let database = Database::create(Kind::Postgres);
    let url = database.url();
    shop.transcript = Transcript::over(database, "crm");
    shop.run("upgrade -q");
    shop.transcript.database().sql("CREATE SCHEMA tools;");
    shop.run("upgrade -q").run("current").run("current --search-path public");
    let tables =
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('tools', 'public') ORDER BY 1, 2;";
    let tables = shop.transcript.database().sql(tables);
    assert!(tables.contains("tools\tcrm_ledger\n") && !tables.contains("public"), "{tables} in {url}");
    assert_transcript!("search_path", shop);
    let mut shop = Folder::new("crm", &[("migrate.toml", "search_path = ['tools']")]);
    for kind in [Kind::MySql, Kind::Sqlite] {
        shop.transcript = Transcript::on(kind, "crm");
        shop.run("upgrade");
        assert_transcript!(format!("no_search_path_{kind}"), shop);
    }
}
