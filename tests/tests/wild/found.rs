//! There and back: a database, its first revision, an empty database with that revision, and an empty one again.

use std::collections::BTreeSet;
use std::path::Path;

use migrate_core::adopt::{Adopted, adopt};
use migrate_core::diff::{Comparison, Guessing};
use migrate_core::inspect::{Inspected, Schemas};
use migrate_core::run::{Drift, Inspect};
use migrate_core::schema::Schema;
use migrate_core::script::Consent;
use migrate_tests::{Database, Kind, Product, product, schema_lines};

use crate::chain::{self, Wild};
use crate::compared;

#[test]
fn a_schema_of_mariadb_or_mysql_is_made_again_by_its_first_revision() {
    there_and_back(Kind::MySql);
}

#[test]
fn a_schema_of_postgres_is_made_again_by_its_first_revision() {
    there_and_back(Kind::Postgres);
}

#[test]
fn a_schema_of_sqlite_is_made_again_by_its_first_revision() {
    there_and_back(Kind::Sqlite);
}

/// A database with the schema of its kind.
pub(crate) fn load(kind: Kind) -> Database {
    let file = match kind {
        Kind::MySql => match product() {
            Product::MariaDb => "mariadb.sql",
            Product::MySql => "mysql.sql",
        },
        Kind::Postgres => "postgres.sql",
        Kind::Sqlite => "sqlite.sql",
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("wild").join(file);
    let file = std::env::var_os("MIGRATE_WILD").map_or(own, Into::into);
    let text = std::fs::read_to_string(&file).expect("the schema is there");
    let database = Database::create(kind);
    database.sql(&text);
    database
}

/// All that a database holds.
pub(crate) fn inspect(database: &Database) -> Inspected {
    match Inspect::url(&database.url()).schemas(Schemas::All).blocking() {
        Ok(inspected) => inspected,
        Err(error) => panic!("inspect: {error}"),
    }
}

fn there_and_back(kind: Kind) {
    let original = load(kind);
    let inspected = inspect(&original);
    let Adopted { operations, left_out } = adopt(&inspected);
    let mut schema = Schema::of(kind.dialect());
    let misfits = operations.iter().filter_map(|operation| {
        operation.apply(&mut schema).err().map(|misfit| format!("cannot {operation}: {misfit}\n"))
    });
    let misfits = misfits.collect::<String>();
    assert!(misfits.is_empty(), "{misfits}");
    chain::set(&operations);
    let copy = Database::create(kind);
    if let Err(error) = Wild.upgrade_url(&copy.url()).blocking() {
        panic!("upgrade: {error}");
    }
    let faults = compared::differences(&original, &copy);
    let left_out =
        left_out.iter().map(|it| format!("{} {} {}", it.kind, it.name, it.detail)).collect::<Vec<_>>();
    assert!(
        faults.is_empty(),
        "{} differences:\n{}\nleft out: {left_out:#?}",
        faults.len(),
        faults.join("\n")
    );

    let again = inspect(&copy);
    let lines = |inspected: &Inspected| {
        let unmodelled = inspected.unmodelled.iter().map(|it| format!("{it:?}\n")).collect::<Vec<_>>();
        let text = schema_lines(&inspected.schema) + &unmodelled.concat();
        // What MySQL says of columns whose collation was said, as it is here.
        let text = text.replace(" CHARACTER SET utf8mb4 COLLATE", " COLLATE");
        text.lines().map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let (wanted, found) = (lines(&inspected), lines(&again));
    let lost = wanted.difference(&found).map(|line| format!("- {line}\n"));
    let new = found.difference(&wanted).map(|line| format!("+ {line}\n"));
    let differ = lost.chain(new).collect::<String>();
    assert!(differ.is_empty(), "what is found in the copy differs:\n{differ}");

    let drifted = match Drift::url(Wild, &copy.url()).schemas(Schemas::All).blocking() {
        Ok(drifted) => drifted,
        Err(error) => panic!("drift: {error}"),
    };
    for chain in &drifted.chains {
        let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
        let diff = chain.compared.mends_database(how).expect("nothing is asked");
        let words = diff.changes.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(words.is_empty(), "drift:\n{}", words.join("\n"));
    }

    let down = Wild.downgrade_url(&copy.url(), "base").consent(Consent::Destructive).blocking();
    match down {
        Ok(_) => {}
        // Not all that PostgreSQL has of its own is undone by what its words tell; that is told before anything runs.
        Err(error) if kind == Kind::Postgres && error.to_string().contains("no downgrade can be derived") => {
            return;
        }
        Err(error) => panic!("downgrade: {error}"),
    }
    assert_eq!(compared::facts(&copy), compared::facts(&Database::create(kind)));
}
