//! Comparing as somebody who may read and make nothing, and after a comparison that was killed.

use migrate_core::diff::{Comparison, Guessing};
use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::run::Drift;
use migrate_tests::{Database, Kind, Product, product};

use crate::chain::{self, Objects};
use crate::rig::up;

fn shop(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("stage", Varchar(20)).default("it's new");
        t.column("amount", Integer).default(expr("(1 + 2) * 3"));
        t.column("twice", BigInt).nullable().generated("(id * 2)");
        t.check("amount >= 0 AND (amount BETWEEN 0 AND 1000 OR stage <> 'x')").name("ck_amount");
    });
    op.on(Postgres, |op| {
        op.create_index("deals", [expr("lower(stage) || 'x'")]).predicate("amount in (1, 2)").name("ix_part");
    });
    op.create_view(
        "large",
        "SELECT d.id, (d.amount) AS amount FROM deals d WHERE d.amount>1 AND NOT d.stage='x'",
    );
}

/// Somebody else on the server of a database, who goes with this value.
struct Other<'a> {
    database: &'a Database,
    name: String,
}

impl<'a> Other<'a> {
    /// Makes the user, who gets these things by SQL with `$user` and `$db` in it.
    fn new(database: &'a Database, grants: &str) -> Self {
        let number =
            database.name().bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31) ^ u64::from(byte));
        let other = Self { database, name: format!("reader_{number:x}") };
        let create = match database.kind() {
            Kind::MySql => match product() {
                Product::MariaDb => {
                    "CREATE USER $user@'%' IDENTIFIED BY 'pw'; GRANT SELECT ON $db.* TO $user@'%';"
                }
                // The other kind of password is for connections that are encrypted.
                Product::MySql => {
                    "CREATE USER $user@'%' IDENTIFIED WITH mysql_native_password BY 'pw'; GRANT SELECT ON $db.* TO $user@'%';"
                }
            },
            Kind::Postgres => {
                "CREATE ROLE $user LOGIN PASSWORD 'pw'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO $user;"
            }
            Kind::Sqlite => panic!("a file has no users"),
        };
        other.sql(&format!("{create} {grants}"));
        other
    }

    fn sql(&self, sql: &str) {
        self.database.sql(&sql.replace("$user", &self.name).replace("$db", self.database.name()));
    }

    fn url(&self) -> String {
        let url = self.database.url();
        let (scheme, rest) = url.split_once("://").expect("a URL has a scheme");
        let (_, place) = rest.split_once('@').expect("it has a user");
        format!("{scheme}://{}:pw@{place}", self.name)
    }
}

impl Drop for Other<'_> {
    fn drop(&mut self) {
        match self.database.kind() {
            Kind::MySql => self.sql("DROP USER $user@'%';"),
            Kind::Postgres => self.sql("DROP OWNED BY $user; DROP ROLE $user;"),
            Kind::Sqlite => {}
        }
    }
}

/// What differs for who comes by a URL, in words.
fn differences(url: &str) -> String {
    chain::set([shop, |_| {}]);
    let drifted = Drift::url(Objects, url).blocking().expect("it is compared");
    let [chain] = <[_; 1]>::try_from(drifted.chains).expect("one chain was asked for");
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let diff = chain.compared.mends_database(how).expect("nothing is asked");
    diff.changes.iter().map(|change| format!("{change}\n")).collect::<Vec<_>>().concat()
}

const EDITS: [(&str, &str); 3] = [
    (
        "ALTER TABLE deals DROP CONSTRAINT ck_amount; ALTER TABLE deals ADD CONSTRAINT ck_amount CHECK (amount >= 1);",
        "check `ck_amount`",
    ),
    ("ALTER TABLE deals ALTER COLUMN amount SET DEFAULT (1 + 2);", "default"),
    (
        "CREATE OR REPLACE VIEW large AS SELECT d.id, (d.amount) AS amount FROM deals d WHERE d.amount>2;",
        "view `large`",
    ),
];

fn sees_what_differs(database: &Database, other: &Other<'_>) {
    assert_eq!(differences(&database.url()), "");
    assert_eq!(differences(&other.url()), "");
    for (edit, expected) in EDITS {
        database.sql(edit);
        let (all, found) = (differences(&database.url()), differences(&other.url()));
        assert!(found.contains(expected), "{edit}\n{found}");
        assert_eq!(found, all);
    }
}

#[test]
fn who_may_make_nothing_on_mariadb_sees_what_differs() {
    let database = Database::create(Kind::MySql);
    up(&database, [shop, |_| {}], "head").expect("the shop is taken");
    let other = Other::new(&database, "GRANT SHOW VIEW, TRIGGER ON $db.* TO $user@'%';");
    sees_what_differs(&database, &other);
}

#[test]
fn what_may_not_be_seen_on_mariadb_is_an_error_and_no_difference() {
    let triggered = |op: &mut Operations| {
        shop(op);
        op.create_trigger("stamp", "deals", "AFTER DELETE", expr("FOR EACH ROW SET @gone = 1"));
    };
    let database = Database::create(Kind::MySql);
    up(&database, [triggered, |_| {}], "head").expect("the shop is taken");
    let other = Other::new(&database, "");
    let compare = || {
        chain::set([triggered, |_| {}]);
        Drift::url(Objects, &other.url()).blocking()
    };
    let refused = |what: &str, grant: &str| {
        let error = compare().expect_err("it is not seen");
        assert!(error.message().contains(what), "{error:?}");
        assert!(error.help().is_some_and(|help| help.contains(grant)), "{error:?}");
    };
    refused("the user may not see the query of view `large`", "GRANT SHOW VIEW ON the database TO");
    other.sql("GRANT SHOW VIEW ON $db.* TO $user@'%';");
    refused("the user may not see triggers", "GRANT TRIGGER ON the database TO");
    other.sql("GRANT TRIGGER ON another_database.* TO $user@'%';");
    refused("the user may not see triggers", "GRANT TRIGGER ON the database TO");
    // By a role of a role, which is in force by itself.
    let role = format!("{}_seer", other.name);
    other.sql(&format!(
        "CREATE ROLE {role}; CREATE ROLE {role}_of; GRANT TRIGGER ON $db.* TO {role}; GRANT {role} TO {role}_of; \
         GRANT {role}_of TO $user@'%';"
    ));
    refused("the user may not see triggers", "GRANT TRIGGER ON the database TO");
    let is_mariadb = database.sql("SELECT version();").contains("MariaDB");
    let whom = if is_mariadb { "FOR" } else { "TO" };
    other.sql(&format!("SET DEFAULT ROLE {role}_of {whom} $user@'%';"));
    compare().expect("a role sees it");
    other.sql(&format!("DROP ROLE {role}; DROP ROLE {role}_of;"));
    other.sql("GRANT TRIGGER ON $db.* TO $user@'%';");
    let drifted = compare().expect("it is seen");
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let diff = drifted.chains[0].compared.mends_database(how).expect("nothing is asked");
    assert_eq!(diff.changes.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn who_may_make_nothing_on_postgres_sees_what_differs() {
    let database = Database::create(Kind::Postgres);
    up(&database, [shop, |_| {}], "head").expect("the shop is taken");
    let other = Other::new(&database, "REVOKE TEMP ON DATABASE $db FROM PUBLIC;");
    sees_what_differs(&database, &other);
    other
        .sql("GRANT TEMP ON DATABASE $db TO $user; ALTER ROLE $user SET default_transaction_read_only = on;");
    assert_eq!(differences(&other.url()), differences(&database.url()));
}

#[test]
fn what_a_killed_comparison_left_goes_and_what_is_at_work_stays() {
    let database = Database::create(Kind::MySql);
    up(&database, [shop, |_| {}], "head").expect("the shop is taken");
    let views = "SELECT table_name FROM information_schema.views WHERE table_schema = database() ORDER BY 1;";
    let mut at_work = database.session();
    at_work.sql("SELECT GET_LOCK('migrate_same_78', 0);").expect("it is free");
    database.sql(
        "CREATE VIEW migrate_same_77 AS SELECT 1; CREATE VIEW migrate_same_78 AS SELECT 1; CREATE VIEW migrate_same_x AS SELECT 1;",
    );
    assert_eq!(differences(&database.url()), "");
    assert_eq!(database.sql(views), "large\nmigrate_same_78\nmigrate_same_x\n");
    at_work.sql("SELECT RELEASE_LOCK('migrate_same_78');").expect("it is held");
    assert_eq!(differences(&database.url()), "");
    assert_eq!(database.sql(views), "large\nmigrate_same_x\n");
}
