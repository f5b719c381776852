//! What Alembic sees, misses and makes up (1.18, autogenerate beside a live database): what we tell of the same, on servers.
//!
//! Each row is a table of its own, made by a chain and edited by hand; one comparison tells of all of them.

use std::collections::BTreeMap;

use migrate_core::diff::{Comparison, Guessing, Object};
use migrate_core::operation::{Operations, TableBuilder};
use migrate_core::prelude::*;
use migrate_core::run::Drift;
use migrate_core::schema::Identity;
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects};
use crate::rig::up;

/// What the chain makes, an edit by hand in which the table is `$t`, and a part of each thing that is told.
type Row = (fn(&mut TableBuilder), &'static str, &'static [&'static str]);

macro_rules! table {
    ($($call:ident $arguments:tt $(.$more:ident $rest:tt)*);+) => {
        |t: &mut TableBuilder| { $(t.$call $arguments $(.$more $rest)*;)+ }
    };
}

const POSTGRES: &[Row] = &[
    (|_| {}, "", &[]),
    (
        table!(column("a", Varchar(20))),
        "ALTER TABLE $t ALTER a TYPE varchar(50)",
        &["Varchar(50) → Varchar(20)"],
    ),
    (
        table!(column("a", Numeric(10, 2))),
        "ALTER TABLE $t ALTER a TYPE numeric(12, 4)",
        &["Numeric(12, 4) → Numeric(10, 2)"],
    ),
    // Missed.
    (table!(column("a", Varchar(20))), "ALTER TABLE $t ALTER a TYPE varchar", &["column `a`"]),
    (
        table!(column("a", Native([(Postgres, "varchar")]))),
        "ALTER TABLE $t ALTER a TYPE varchar(20)",
        &["column `a`"],
    ),
    (table!(column("a", Numeric(10, 2))), "ALTER TABLE $t ALTER a TYPE numeric(10)", &["column `a`"]),
    (table!(column("a", Varchar(20))), "ALTER TABLE $t ALTER a TYPE text", &["type: Text → Varchar(20)"]),
    (
        table!(column("a", Timestamp)),
        "ALTER TABLE $t ALTER a TYPE timestamptz",
        &["type: TimestampTz → Timestamp"],
    ),
    (table!(column("a", Json)), "ALTER TABLE $t ALTER a TYPE jsonb", &["type: Jsonb → Json"]),
    (table!(column("a", Array(Integer))), "ALTER TABLE $t ALTER a TYPE text[]", &["type: Array(Text)"]),
    // Made up, for ever.
    (table!(column("a", Real)), "ALTER TABLE $t ALTER a TYPE float(24)", &[]),
    // Missed.
    (table!(column("a", Timestamp)), "ALTER TABLE $t ALTER a TYPE timestamp(3)", &["column `a`"]),
    // Missed: a value that came. It is told of the type.
    (table!(column("a", Enum("mood"))), "ALTER TYPE mood ADD VALUE 'so so'", &[]),
    (table!(column("a", Enum("humour"))), "ALTER TYPE humour RENAME TO humor", &["column `a`"]),
    (table!(column("a", Text)), "ALTER TABLE $t ALTER a TYPE text COLLATE \"C\"", &["collation"]),
    (table!(column("a", Text)), "ALTER TABLE $t ALTER a DROP NOT NULL", &["nullable"]),
    // Missed, unless it is asked for.
    (table!(column("a", Integer).default(1)), "ALTER TABLE $t ALTER a SET DEFAULT 2", &["default: 2 → 1"]),
    (
        table!(column("a", TimestampTz).default(now()); column("b", Jsonb).default("{}");
               column("c", Uuid).default(expr("gen_random_uuid()"))),
        "",
        &[],
    ),
    // A crash.
    (table!(column("a", Json).default("{}")), "ALTER TABLE $t ALTER a SET DEFAULT '{}'::json", &[]),
    // A column that was renamed goes and comes there; with us it is asked about.
    (table!(column("a", Text)), "ALTER TABLE $t RENAME a TO b", &["column `b`", "column `a`"]),
    (
        table!(column("a", Text); column("b", Text)),
        "ALTER TABLE $t DROP a; ALTER TABLE $t ADD a text NOT NULL",
        &[],
    ),
    (table!(column("a", Text)), "COMMENT ON COLUMN $t.a IS 'what it is'", &["comment"]),
    (|_| {}, "COMMENT ON TABLE $t IS 'things'", &["comment"]),
    (|_| {}, "CREATE INDEX $t_i ON $t (id)", &["_i` of"]),
    (
        table!(index("id").name("i_desc")),
        "DROP INDEX i_desc; CREATE INDEX i_desc ON $t (id DESC)",
        &["columns"],
    ),
    // All missed.
    (
        table!(index("id").name("i_where").predicate("id > 0")),
        "DROP INDEX i_where; CREATE INDEX i_where ON $t (id) WHERE id > 1",
        &["predicate"],
    ),
    (
        table!(index("id").name("i_hash")),
        "DROP INDEX i_hash; CREATE INDEX i_hash ON $t USING hash (id)",
        &["method"],
    ),
    (
        table!(column("a", Text); index("id").name("i_more")),
        "DROP INDEX i_more; CREATE INDEX i_more ON $t (id) INCLUDE (a)",
        &["include"],
    ),
    (
        table!(column("a", Text); index("a").name("i_class")),
        "DROP INDEX i_class; CREATE INDEX i_class ON $t (a text_pattern_ops)",
        &["text_pattern_ops"],
    ),
    (
        table!(column("a", Text); column("b", Timestamp); index(expr("lower(a)")); index(expr("coalesce(a, '')"));
               index(expr("date_trunc('day', b)"))),
        "",
        &[],
    ),
    // Made up.
    (table!(column("a", Text); column("b", Text); index(expr("(a || ' ' || b)"))), "", &[]),
    (table!(unique("id").name("u_one")), "ALTER TABLE $t RENAME CONSTRAINT u_one TO u_two", &["from now on"]),
    // All missed.
    (
        table!(unique("id").name("u_late")),
        "ALTER TABLE $t DROP CONSTRAINT u_late, ADD CONSTRAINT u_late UNIQUE (id) DEFERRABLE",
        &["timing"],
    ),
    (|_| {}, "ALTER TABLE $t ADD CONSTRAINT c_new CHECK (id > 0)", &["check `c_new`"]),
    (
        table!(check("id > 0").name("c_other")),
        "ALTER TABLE $t DROP CONSTRAINT c_other, ADD CONSTRAINT c_other CHECK (id > 1)",
        &["expression"],
    ),
    (|_| {}, "ALTER TABLE $t ADD CHECK (id > 0)", &["check"]),
    (
        table!(foreign_key("id", "people", "id").name("f_gone")),
        "ALTER TABLE $t DROP CONSTRAINT f_gone, ADD CONSTRAINT f_gone FOREIGN KEY (id) REFERENCES people ON DELETE CASCADE",
        &["on delete"],
    ),
    (
        table!(foreign_key("id", "people", "id").name("f_one")),
        "ALTER TABLE $t RENAME CONSTRAINT f_one TO f_two",
        &["from now on"],
    ),
    (
        table!(foreign_key("id", "people", "id").name("f_valid")),
        "ALTER TABLE $t DROP CONSTRAINT f_valid, ADD CONSTRAINT f_valid FOREIGN KEY (id) REFERENCES people NOT VALID",
        &["valid"],
    ),
    (
        |_| {},
        "ALTER TABLE $t ADD CONSTRAINT e_new EXCLUDE USING btree (id WITH =)",
        &["exclusion constraint `e_new`"],
    ),
    (
        table!(column("a", BigInt); primary_key("id").name("p_more")),
        "ALTER TABLE $t DROP CONSTRAINT p_more, ADD CONSTRAINT p_more PRIMARY KEY (id, a)",
        &["primary key `p_more`"],
    ),
    (
        table!(column("a", BigInt).identity_as(Identity::always())),
        "ALTER TABLE $t ALTER a SET GENERATED BY DEFAULT",
        &["identity: by default → always"],
    ),
    (
        table!(column("a", BigInt).nullable().generated("id + 1")),
        "ALTER TABLE $t DROP a, ADD a bigint GENERATED ALWAYS AS (id + 2) STORED",
        &["generated"],
    ),
    (
        table!(column("a", BigInt).default(next_value("numbers"))),
        "ALTER TABLE $t ALTER a DROP DEFAULT",
        &["default: none → next_value"],
    ),
    // Both would be removed there.
    (
        table!(postgres().partition_by_range("id")),
        "CREATE TABLE $t_first PARTITION OF $t FOR VALUES FROM (0) TO (10)",
        &[],
    ),
    (|_| {}, "CREATE TABLE $t_extra (id bigint)", &[]),
];

const MARIADB: &[Row] = &[
    (table!(column("a", Boolean)), "ALTER TABLE $t MODIFY a tinyint(1) NOT NULL", &[]),
    (table!(column("a", Integer)), "ALTER TABLE $t MODIFY a int(11) NOT NULL", &[]),
    (table!(column("a", Json)), "", &[]),
    (table!(column("a", Varchar(20))), "ALTER TABLE $t MODIFY a varchar(50) NOT NULL", &["type"]),
    (table!(column("a", Text)), "ALTER TABLE $t MODIFY a text", &["nullable"]),
    (
        table!(column("a", Enum("mood"))),
        "ALTER TABLE $t MODIFY a enum('sad','glad','so so') NOT NULL",
        &["enum"],
    ),
    // Missed: another order.
    (table!(column("a", Enum("mood"))), "ALTER TABLE $t MODIFY a enum('glad','sad') NOT NULL", &["enum"]),
    // All missed.
    (
        table!(mysql().charset("utf8mb4").collation("utf8mb4_bin")),
        "ALTER TABLE $t CONVERT TO CHARACTER SET latin1",
        &["`$t`"],
    ),
    (table!(column("a", Integer)), "ALTER TABLE $t MODIFY a int unsigned NOT NULL", &["type"]),
    (
        table!(column("a", Varchar(20)).collate_on(MySql, "utf8mb4_bin")),
        "ALTER TABLE $t MODIFY a varchar(20) COLLATE utf8mb4_unicode_ci NOT NULL",
        &["collation"],
    ),
    (
        table!(column("a", Varchar(80)); index(prefix("a", 10)).name("i")),
        "ALTER TABLE $t DROP INDEX i, ADD INDEX i (a(20))",
        &["columns"],
    ),
    (
        table!(check("id > 0").name("c_other")),
        "ALTER TABLE $t DROP CONSTRAINT c_other, ADD CONSTRAINT c_other CHECK (id > 1)",
        &["expression"],
    ),
    (
        table!(column("a", BigInt); primary_key("id")),
        "ALTER TABLE $t DROP PRIMARY KEY, ADD PRIMARY KEY (id, a)",
        &["primary key"],
    ),
    // Made up.
    (table!(column("a", Boolean).default(false)), "ALTER TABLE $t ALTER a SET DEFAULT 0", &[]),
    (table!(column("a", Integer)), "ALTER TABLE $t MODIFY a int NOT NULL COMMENT 'what it is'", &["comment"]),
    (|_| {}, "ALTER TABLE $t ADD CONSTRAINT c_new CHECK (id > 0)", &["check `c_new`"]),
    (table!(index("id").name("i")), "ALTER TABLE $t DROP INDEX i, ADD INDEX i (id DESC)", &["columns"]),
    (|_| {}, "CREATE TABLE $t_extra (id bigint)", &[]),
];

const SQLITE: &[Row] = &[
    (table!(column("a", Varchar(20))), "VARCHAR(20)|VARCHAR(50)", &["type"]),
    (table!(column("a", Varchar(20)).default("x")), "DEFAULT 'x'|DEFAULT 'y'", &["default"]),
    (table!(column("a", Varchar(20))), "VARCHAR(20) NOT NULL|VARCHAR(20)", &["nullable"]),
    // All missed.
    (table!(column("a", Json)), "\"a\" TEXT|\"a\" BLOB", &["column `a`"]),
    (table!(column("a", Enum("mood"))), "'glad'|'glad', 'so so'", &["enum"]),
    (table!(column("a", Varchar(20))), "VARCHAR(20)|VARCHAR(20) COLLATE NOCASE", &["collation"]),
    (
        table!(column("a", BigInt); primary_key("id")),
        "PRIMARY KEY (\"id\")|PRIMARY KEY (\"id\", \"a\")",
        &["primary key"],
    ),
    (table!(check("id > 0").name("c")), "id > 0|id > 1", &["expression"]),
    // Made up.
    (table!(column("a", Timestamp).default(now())), "", &[]),
    (|_| {}, "CREATE TABLE $t_extra (id bigint)", &[]),
];

fn rows(kind: Kind) -> &'static [Row] {
    match kind {
        Kind::MySql => MARIADB,
        Kind::Postgres => POSTGRES,
        Kind::Sqlite => SQLITE,
    }
}

fn make(op: &mut Operations, rows: &[Row]) {
    op.create_enum("mood", ["sad", "glad"]);
    op.create_enum("humour", ["sad", "glad"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).primary_key();
    });
    for (at, (describe, ..)) in rows.iter().enumerate() {
        op.create_table(format!("t{at}").as_str(), |t| {
            t.column("id", BigInt);
            describe(t);
        });
    }
}

/// What the chain does on a database.
fn revision(kind: Kind) -> fn(&mut Operations) {
    match kind {
        Kind::MySql => |op| make(op, MARIADB),
        Kind::Postgres => |op| {
            op.create_sequence("numbers");
            make(op, POSTGRES);
        },
        Kind::Sqlite => |op| make(op, SQLITE),
    }
}

/// An edit as SQL. What SQLite has no words for is done to the stored text.
fn edit(table: &str, edit: &str) -> String {
    match edit.split_once('|') {
        Some((from, to)) if !edit.starts_with("CREATE") && !edit.starts_with("ALTER") => {
            let quoted = |text: &str| text.replace('\'', "''");
            format!(
                "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = '{table}';
                 PRAGMA writable_schema = RESET;",
                quoted(from),
                quoted(to)
            )
        }
        Some(_) | None => format!("{};", edit.replace("$t", table)),
    }
}

/// The table that a change is of; the type of a column's values is called after both where it is no type of its own.
fn table_of(object: &Object) -> String {
    match object {
        Object::Column(table, _)
        | Object::Constraint(table, _, _)
        | Object::Index(table, _)
        | Object::Table(table)
        | Object::Trigger(table, _)
        | Object::View(table) => table.to_string(),
        Object::Enum(name) | Object::Sequence(name) => {
            let name = name.to_string();
            name.split_once('_').map_or(name.clone(), |(table, _)| table.to_owned())
        }
        Object::Extension(_) | Object::Function(_) | Object::Schema(_) => object.to_string(),
    }
}

#[test]
fn what_alembic_misses_in_a_database_is_told_and_what_it_makes_up_is_not() {
    for kind in Kind::ALL {
        let (database, rows) = (Database::create(kind), rows(kind));
        up(&database, [revision(kind), |_| {}], "head").expect("the tables are taken");
        let edits = rows.iter().enumerate().map(|(at, (_, sql, _))| edit(&format!("t{at}"), sql));
        // `ADD VALUE` takes no other statement beside it.
        edits.filter(|sql| sql.len() > 1).for_each(|sql| drop(database.sql(&sql)));
        chain::set([revision(kind), |_| {}]);
        let drifted = Drift::url(Objects, &database.url()).blocking().expect("it is compared");
        let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
        let diff = drifted.chains[0].compared.mends_database(how).expect("nothing is asked");
        let mut told = BTreeMap::<String, Vec<String>>::new();
        for change in &diff.changes {
            told.entry(table_of(&change.object)).or_default().push(change.to_string());
        }
        let mut faults = Vec::new();
        for (at, (_, sql, wanted)) in rows.iter().enumerate() {
            let table = format!("t{at}");
            let told = told.remove(&table).unwrap_or_default().join("\n");
            let is_told = wanted.iter().all(|part| told.contains(&part.replace("$t", &table)));
            if !is_told || told.is_empty() != wanted.is_empty() {
                faults.push(format!("{kind}: {sql}\n{told}"));
            }
        }
        assert_eq!(faults, [""; 0]);
        let apart = diff.only_before.iter().filter(|object| table_of(object).ends_with("_extra"));
        assert_eq!(apart.count(), 1, "{kind}: what nobody made is told apart");
        match kind {
            Kind::Postgres => {
                let rest = told.into_values().flatten().collect::<Vec<_>>().join("\n");
                assert!(rest.contains("enum `mood`") && rest.contains("so so"), "{rest}");
            }
            Kind::MySql | Kind::Sqlite => assert!(told.is_empty(), "{kind}: {told:?}"),
        }
    }
}
