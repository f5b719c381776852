//! `cargo migrate revision --autogenerate`: models are edited, the revision is written, applied, and there is nothing more
//! to write.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_tests::{Database, Kind};

use crate::sources::Package;

/// What stands behind the models of the CRM.
const MODELS: &str = "\
use migrate_core::{SqlEnum, Table};

/// Somebody who pays.
#[derive(Table)]
pub struct Customer {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(type = Varchar(120), unique)]
    pub email: String,
    #[column(type = Text)]
    pub note: Option<String>,
}

/// What they pay for.
#[derive(Table)]
pub struct Deal {
    #[column(primary_key, identity)]
    pub id: i64,
    #[column(references = Customer, on_delete = Cascade, index)]
    pub customer_id: i64,
    #[column(default = 0)]
    pub amount: i64,
    #[column(default = Currency::Eur)]
    pub currency: Currency,
}

/// What they pay in.
#[derive(SqlEnum)]
#[sql_enum(rename_all = \"UPPERCASE\")]
pub enum Currency {
    Eur,
    Usd,
}
";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the repository").to_owned()
}

/// A package with a chain of no more than an empty revision, and the models. Its binary has the drivers of all databases.
fn crm() -> Package {
    let repository = repository();
    let package = Package::new(&[("r20260101_090000_initial", "id = \"a1\"", "Initial.")]);
    fs::copy(repository.join("Cargo.lock"), package.path().join("Cargo.lock")).expect("it is there");
    let manifest = package.read("Cargo.toml");
    let here = repository.display();
    package.put(
        "Cargo.toml",
        &format!(
            "{manifest}\n[dependencies]\n\
             migrate-cli = {{ path = \"{here}/migrate-cli\", features = [\"mysql\", \"postgres\"] }}\n\
             migrate-core = {{ path = \"{here}/migrate-core\" }}\n\
             # The tests share one folder of builds, where `shop` is another program.\n\
             [[bin]]\nname = \"models-of-a-crm\"\npath = \"src/main.rs\"\n"
        ),
    );
    package.put("src/lib.rs", "//! The shop.\n\npub mod migrations;\npub mod models;\n");
    package.put("src/models.rs", MODELS);
    package.put(
        "src/main.rs",
        "fn main() -> std::process::ExitCode {\n    migrate_cli::Cli::new(shop::migrations::Shop).main()\n}\n",
    );
    package
}

/// The file of the newest revision.
fn newest(package: &Package) -> String {
    let files = fs::read_dir(package.path().join("src/migrations")).expect("there are revisions");
    let files = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let file = files.filter(|file| file != "mod.rs").max().expect("there is a revision");
    format!("src/migrations/{file}")
}

/// Takes the newest revision away, and its `mod` line.
fn remove(package: &Package) {
    let file = newest(package);
    fs::remove_file(package.path().join(&file)).expect("it is there");
    let module = Path::new(&file).file_stem().expect("it has a name").to_string_lossy().into_owned();
    let modules = package.read("src/migrations/mod.rs");
    package.put("src/migrations/mod.rs", &modules.replace(&format!("mod {module};\n"), ""));
}

fn edit(package: &Package, from: &str, to: &str) {
    let models = package.read("src/models.rs");
    assert!(models.contains(from), "{from} is in the models");
    package.put("src/models.rs", &models.replace(from, to));
}

/// Writes down a revision without the name of its file, which has the time in it.
fn cat(package: &mut Package, slug: &str) {
    let file = newest(package);
    assert!(file.ends_with(&format!("_{slug}.rs")), "{file}");
    package.cat(&file);
}

/// The databases that the chain is for.
struct Databases(Vec<Database>);

impl Databases {
    /// Types a verb for each, and writes down the first and what is otherwise on the others.
    fn each(&self, package: &mut Package, words: &[&str]) {
        for database in &self.0 {
            let url = database.url();
            package.build(&[words, &["--database-url", &url]].concat());
        }
    }

    fn sql(&self, sql: &str) {
        for database in &self.0 {
            database.sql(sql);
        }
    }
}

#[test]
fn a_crm_is_written_from_its_models_and_gains_a_currency() {
    let databases = Databases(Kind::ALL.map(Database::create).into());
    let mut package = crm();
    package.say("pushed, before there is a revision");
    let pushed = Databases(Kind::ALL.map(Database::create).into());
    pushed.each(&mut package, &["push", "-q"]);
    pushed.sql("INSERT INTO customers (email, note) VALUES ('a@b.c', 'kept')");
    pushed.sql("INSERT INTO deals (customer_id, currency) VALUES (1, 'USD')");

    package.say("all tables, from nothing");
    package.build(&["revision", "--autogenerate", "-m", "CRM", "--id", "b1"]);
    cat(&mut package, "crm");
    databases.each(&mut package, &["upgrade", "-q"]);
    databases.sql("INSERT INTO customers (email, note) VALUES ('a@b.c', 'kept')");
    databases.sql("INSERT INTO deals (customer_id, currency) VALUES (1, 'USD')");
    package.build(&["revision", "--autogenerate", "-m", "Nothing", "--id", "x1"]);

    package.say("the currency gains BTC");
    edit(&package, "    Usd,\n", "    Usd,\n    Btc,\n");
    pushed.each(&mut package, &["push", "-q"]);
    pushed.sql("INSERT INTO deals (customer_id, currency) VALUES (1, 'BTC')");
    package.build(&["revision", "--autogenerate", "-m", "Pay in BTC", "--id", "c1"]);
    cat(&mut package, "pay_in_btc");
    databases.each(&mut package, &["upgrade", "-q"]);
    databases.sql("INSERT INTO deals (customer_id, currency) VALUES (1, 'BTC')");
    package.build(&["revision", "--autogenerate", "-m", "Nothing", "--id", "x1"]);

    package.say("what was pushed is as the revisions make it");
    pushed.each(&mut package, &["stamp", "head", "-q"]);
    pushed.each(&mut package, &["check", "--drift"]);
    for database in &pushed.0 {
        let rows = database.sql("SELECT currency FROM deals ORDER BY id");
        assert_eq!(rows.trim(), "USD\nBTC", "{}", database.url());
    }
    drop(pushed);

    package.say("a column may have been renamed, and nobody can be asked");
    edit(&package, "    pub note:", "    pub remark:");
    package.build(&["revision", "--autogenerate", "-m", "Remarks", "--id", "d1"]);
    let shown = package.answer(&["revision", "--autogenerate", "-m", "Stopped", "--id", "d1"], "\n");
    assert!(shown.contains("column `note` of `customers` goes. What became of it?"), "{shown}");
    assert!(shown.contains("no file was written"), "{shown}");
    package.say("somebody can be asked");
    let shown = package.answer(&["revision", "--autogenerate", "-m", "Remarks", "--id", "d1"], "1\n");
    assert!(shown.contains("it is called `remark` now"), "{shown}");
    cat(&mut package, "remarks");
    remove(&package);
    package.say("or it is said at once");
    let renamed = ["--renamed", "column customers.note=remark"];
    package.build(
        &[["revision", "--autogenerate", "-m", "Remarks", "--id", "d1"].as_slice(), &renamed].concat(),
    );
    cat(&mut package, "remarks");
    databases.each(&mut package, &["upgrade", "-q"]);

    package.say("what loses values is marked, and what only a person knows is asked for");
    edit(&package, "    #[column(type = Text)]\n    pub remark: Option<String>,\n", "");
    edit(&package, "    Usd,\n", "");
    package.build(&["revision", "--autogenerate", "-m", "Less", "--id", "e1"]);
    cat(&mut package, "less");
    let file = newest(&package);
    let less = package.read(&file);
    let (before, rest) = less.split_once("migrate_core::fill_in!(").expect("something is to be filled in");
    let (_, behind) = rest.split_once(')').expect("a macro has an end");
    package.put(&file, &format!("{before}\"EUR\"{behind}"));
    databases.each(&mut package, &["upgrade", "-q"]);
    databases.each(&mut package, &["check"]);
    for database in &databases.0 {
        assert_eq!(
            database.sql("SELECT currency FROM deals ORDER BY id").trim(),
            "EUR\nBTC",
            "{}",
            database.url()
        );
    }
    package.build(&["revision", "--autogenerate", "-m", "Nothing", "--id", "x1"]);
    databases.sql("DELETE FROM deals WHERE currency = 'BTC'");
    databases.each(&mut package, &["downgrade", "a1", "--allow", "destructive", "-q"]);
    assert_eq!(package.problems(), Vec::<String>::new());
    let text = package.transcript();
    let nothing = "nothing to do: the chain does all that the models say, and no file was written";
    assert_eq!(text.matches(nothing).count(), 3, "{text}");
    for part in [
        "    op.create_enum(\"currency\", [\"EUR\", \"USD\"]);\n    op.create_table(\"customers\", |t| {\n        \
         t.column(\"id\", BigInt).identity().primary_key();\n",
        "fn upgrade(op: &mut Operations) {\n    op.add_enum_value(\"currency\", \"BTC\");\n}\n",
        "fn upgrade(op: &mut Operations) {\n    op.rename_column(\"customers\", \"note\", \"remark\");\n}\n",
        "type `--apart \"column customers.note=remark\"`",
        ".map_to(migrate_core::fill_in!(",
        "    // Destructive: `customers` loses the values of `remark`.\n    op.drop_column(\"customers\", \"remark\");\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let codes = text.lines().filter_map(|line| line.strip_prefix("--- exit "));
    let failed = codes.filter(|code| *code != "0").collect::<Vec<_>>();
    assert_eq!(failed, ["2"], "the question that nobody could be asked: {text}");
}
