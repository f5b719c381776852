//! Names that databases must not trip over, and names that they cannot have.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::Kind;

use crate::rig::{Outcome, refusal, revision, try_round};

const NAMES: [&str; 41] = [
    "a\"b",
    "a`b",
    "a'b",
    "a b",
    "a.b",
    "a;b",
    "a--b",
    "a/*b",
    "a\\b",
    "\\",
    "'",
    "\"",
    "`",
    "order",
    "Group",
    "user",
    "select",
    "table",
    "index",
    "key",
    "MixedCase",
    "größe",
    "имя",
    "名前",
    "1st",
    "123",
    " a",
    "a\nb",
    "$1",
    "?",
    ":x",
    "@v",
    "%s",
    "{}",
    "rowid",
    "null",
    "current_timestamp",
    "[a]",
    "a\u{200b}",
    "#a",
    "default",
];

/// What a name may be of, and a chain's worth of operations with it. The number keeps the other names apart.
type Role = fn(&str, usize, &mut Operations);

const ROLES: [(&str, Role); 6] = [
    ("table", table),
    ("column", column),
    ("constraint", constraint),
    ("index", index),
    ("enum", enumeration),
    ("value", value),
];

fn table(name: &str, _: usize, op: &mut Operations) {
    op.create_table(name, |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("parent_id", BigInt).nullable().references(name, "id");
        t.column("size", Integer).default(3).check("size > 0");
        t.index(["size"]);
    });
    op.insert(name, ["id", "parent_id"], [(1, None), (2, Some(1))]);
    op.add_column(name, "note", Varchar(20)).default("y");
    op.create_index(name, ["note", "id"]).unique();
    op.rename_column(name, "note", "remark");
    op.rename_table(name, "for a moment");
    op.rename_table("for a moment", name);
}

fn column(name: &str, at: usize, op: &mut Operations) {
    let (one, two) = (format!("one{at}"), format!("two{at}"));
    op.create_table(&one, |t| {
        t.column(name, Integer).identity().primary_key();
        t.column("parent", Integer).nullable().references(&one, name);
    });
    op.create_table(&two, |t| {
        t.column("id", Integer).primary_key();
        t.column(name, Integer).default(4).unique();
        t.column("one", Integer).nullable().references(&one, name);
        t.index([desc(name), asc("one")]);
    });
    op.insert(&one, [name, "parent"], [(1, None), (2, Some(1))]);
    op.insert(&two, ["id", name], [(1, 1), (2, 2)]);
    op.rename_column(&two, name, "for a moment");
    op.rename_column(&two, "for a moment", name);
    op.rename_column(&one, "parent", "child");
    op.add_column(&two, "last", Text).default("x");
    op.rename_column(&two, "last", "a last one");
}

fn constraint(name: &str, at: usize, op: &mut Operations) {
    let (one, two) = (format!("one{at}"), format!("two{at}"));
    op.create_table(&one, |t| {
        t.column("id", Integer).primary_key();
        t.column("a", Integer);
        t.unique(["a"]).name(name);
    });
    op.create_table(&two, |t| {
        t.column("id", Integer);
        t.column("one_id", Integer).references(&one, "id").key_name(name);
    });
    op.on([Postgres, MySql], |op| {
        op.drop_constraint(&two, name);
        op.add_check(&two, "id < 9").name(name);
    });
}

fn index(name: &str, at: usize, op: &mut Operations) {
    let table = format!("one{at}");
    op.create_table(&table, |t| {
        t.column("a", Integer);
        t.index(["a"]).name(name);
    });
    op.drop_index(&table, name);
    op.create_index(&table, [desc("a")]).name(name).unique();
}

fn enumeration(name: &str, at: usize, op: &mut Operations) {
    let table = format!("one{at}");
    op.create_enum(name, ["a", "b"]);
    op.create_table(&table, |t| {
        t.column("id", Integer).primary_key();
        t.column("mood", Enum(name)).default("a");
    });
    op.add_column(&table, "more", Enum(name)).nullable();
    op.insert(&table, ["id", "mood"], [(1, "b")]);
}

fn value(name: &str, at: usize, op: &mut Operations) {
    let (table, moods) = (format!("one{at}"), format!("moods{at}"));
    op.create_enum(&moods, ["a", name, "z"]);
    op.create_table(&table, |t| {
        t.column("id", Integer).primary_key();
        t.column("mood", Enum(&moods)).default(name);
    });
    op.add_column(&table, "more", Enum(&moods)).default(name);
    op.insert(&table, ["id", "mood"], [(1, name)]);
}

fn strange_names_work(kind: Kind) {
    for (role, record) in ROLES {
        let all = revision(move |op| {
            NAMES.iter().enumerate().for_each(|(at, name)| record(name, at, op));
        });
        assert_eq!(try_round(kind, &[all]), Ok(Outcome::RoundTrip), "{kind} {role}");
    }
}

#[test]
fn strange_names_work_on_mysql() {
    strange_names_work(Kind::MySql);
}

#[test]
fn strange_names_work_on_postgres() {
    strange_names_work(Kind::Postgres);
}

#[test]
fn strange_names_work_on_sqlite() {
    strange_names_work(Kind::Sqlite);
}

/// The names of these that a kind of database is refused in a role.
fn refused<'a>(kind: Kind, role: &str, names: &[&'a str]) -> Vec<&'a str> {
    let (_, record) = ROLES.into_iter().find(|(name, _)| *name == role).expect("there is such a role");
    names.iter().copied().filter(|name| refusal(kind, |op| record(name, 0, op)).is_some()).collect()
}

#[test]
fn names_that_a_database_cannot_have_are_refused_without_asking_it() {
    let n63 = "n".repeat(63);
    let n64 = "n".repeat(64);
    let n65 = "n".repeat(65);
    let e32 = "é".repeat(32);
    let e65 = "é".repeat(65);
    let lengths = [n63.as_str(), &n64, &n65, &e32, &e65];
    for role in ["table", "column", "constraint", "index"] {
        for kind in Kind::ALL {
            assert_eq!(refused(kind, role, &["", "a\0b"]), ["", "a\0b"], "{kind} {role}");
        }
        assert_eq!(refused(Kind::MySql, role, &lengths), [n65.as_str(), &e65], "{role}");
        assert_eq!(refused(Kind::Postgres, role, &lengths), [n64.as_str(), &n65, &e32, &e65], "{role}");
        assert_eq!(refused(Kind::Sqlite, role, &lengths), [""; 0], "{role}");
        assert_eq!(refused(Kind::MySql, role, &["🦀", "a ", "a\u{a0}"]), ["🦀", "a ", "a\u{a0}"], "{role}");
        assert_eq!(refused(Kind::Postgres, role, &["🦀", "a "]), [""; 0], "{role}");
    }
    let devices = ["con", "NUL", "com1", "#mysql50#a", "conn"];
    assert_eq!(refused(Kind::MySql, "table", &devices), devices[..4]);
    assert_eq!(refused(Kind::Postgres, "table", &["pg_class", "sqlite_x", "text"]), ["pg_class"]);
    assert_eq!(refused(Kind::Sqlite, "table", &["pg_class", "sqlite_x", "text"]), ["sqlite_x"]);
    assert_eq!(refused(Kind::Postgres, "enum", &["text", "oid", "_int4", "mood"]), ["text", "oid", "_int4"]);
    assert_eq!(refused(Kind::Postgres, "column", &["ctid", "xmin", "oid"]), ["ctid", "xmin"]);
    assert_eq!(refused(Kind::MySql, "column", &["db_row_id", "FTS_DOC_ID"]), ["db_row_id", "FTS_DOC_ID"]);
    assert_eq!(
        refused(Kind::MySql, "index", &["primary", "GEN_CLUST_INDEX"]),
        ["primary", "GEN_CLUST_INDEX"]
    );
    assert_eq!(refused(Kind::MySql, "value", &["a ", &n65, &"v".repeat(256)]).len(), 2);
    assert_eq!(refused(Kind::Postgres, "value", &["a ", &n65]), [&n65]);
}

#[test]
fn the_name_of_the_ledger_stays_free() {
    for kind in Kind::ALL {
        for (role, record) in ROLES {
            // Keys and types share no namespace with tables everywhere.
            let clashes = match role {
                "table" => true,
                "index" => kind != Kind::MySql,
                "constraint" | "enum" => kind == Kind::Postgres,
                _ => continue,
            };
            let outcome = try_round(kind, &[revision(move |op| record("migrate_ledger", 0, op))]);
            let refused =
                matches!(&outcome, Ok(Outcome::Refused(why)) if why.contains("the name of the ledger"));
            assert!(refused || !clashes, "{kind} {role}: {outcome:?}");
        }
    }
}
