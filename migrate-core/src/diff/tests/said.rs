//! What is said of a difference: the table of what is seen, and what a person has to say.

use super::*;
use crate::operation::TableBuilder;
use crate::schema::Identity;

type Table = fn(&mut TableBuilder);

/// What tells two tables `t` apart, each change in its words.
fn of_tables(before: Table, after: Table) -> Vec<String> {
    let schema = |table: Table| {
        schema_of(|op| {
            op.create_enum("mood", ["sad", "glad"]);
            op.create_enum("humour", ["sad", "glad"]);
            op.create_sequence("numbers");
            op.create_table("people", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("t", |t| {
                t.column("id", BigInt);
                table(t);
            });
        })
    };
    of(&schema(before), &schema(after))
}

fn of(before: &Schema, after: &Schema) -> Vec<String> {
    let diff = diff(before, after, &Comparison::default()).expect("nothing may be a rename");
    mended(before, &diff).expect("all of it fits");
    diff.changes.iter().map(ToString::to_string).collect()
}

/// Each row: the table before, the table after, and what is said. Alembic 1.18 misses those marked with a `-`, and tells of
/// a difference where there is none for those marked with a `+`.
const TABLE: &[(Table, Table, &[&str])] = &[
    (|_| {}, |_| {}, &[]),
    (
        |t| done(t.column("a", Varchar(20))),
        |t| done(t.column("a", Varchar(50))),
        &["column `a` of `t` is another: type: Varchar(20) → Varchar(50)"],
    ),
    (
        |t| done(t.column("a", Numeric(10, 2))),
        |t| done(t.column("a", Numeric(12, 4))),
        &["column `a` of `t` is another: type: Numeric(10, 2) → Numeric(12, 4)"],
    ),
    // -
    (
        |t| done(t.column("a", Varchar(20))),
        |t| done(t.column("a", Native([(Postgres, "character varying")]))),
        &["column `a` of `t` is another: type: Varchar(20) → Native([(Postgres, \"character varying\")])"],
    ),
    // -
    (
        |t| done(t.column("a", Numeric(10, 2))),
        |t| done(t.column("a", Numeric(10, 0))),
        &["column `a` of `t` is another: type: Numeric(10, 2) → Numeric(10, 0)"],
    ),
    (
        |t| done(t.column("a", Varchar(20))),
        |t| done(t.column("a", Text)),
        &["column `a` of `t` is another: type: Varchar(20) → Text"],
    ),
    (
        |t| done(t.column("a", Timestamp)),
        |t| done(t.column("a", TimestampTz)),
        &["column `a` of `t` is another: type: Timestamp → TimestampTz"],
    ),
    (
        |t| done(t.column("a", Json)),
        |t| done(t.column("a", Jsonb)),
        &["column `a` of `t` is another: type: Json → Jsonb"],
    ),
    (
        |t| done(t.column("a", Array(Integer))),
        |t| done(t.column("a", Array(Text))),
        &["column `a` of `t` is another: type: Array(Integer) → Array(Text)"],
    ),
    // +
    (|t| done(t.column("a", Real)), |t| done(t.column("a", Real)), &[]),
    // -
    (
        |t| done(t.column("a", Native([(Postgres, "timestamp(3)")]))),
        |t| done(t.column("a", Timestamp)),
        &["column `a` of `t` is another: type: Native([(Postgres, \"timestamp(3)\")]) → Timestamp"],
    ),
    (
        |t| done(t.column("a", Enum("mood"))),
        |t| done(t.column("a", Enum("humour"))),
        &["column `a` of `t` is another: type: Enum(\"mood\") → Enum(\"humour\")"],
    ),
    (
        |t| done(t.column("a", Text)),
        |t| done(t.column("a", Text).collate("C")),
        &["column `a` of `t` is another: collation: none → C"],
    ),
    (
        |t| done(t.column("a", Text)),
        |t| done(t.column("a", Text).nullable()),
        &["column `a` of `t` is another: nullable: no → yes"],
    ),
    // -
    (
        |t| done(t.column("a", Integer).default(1)),
        |t| done(t.column("a", Integer).default(2)),
        &["column `a` of `t` is another: default: 1 → 2"],
    ),
    (
        |t| done(t.column("a", TimestampTz).default(now())),
        |t| done(t.column("a", TimestampTz).default(now())),
        &[],
    ),
    // +, a crash
    (|t| done(t.column("a", Json).default("{}")), |t| done(t.column("a", Json).default("{}")), &[]),
    (
        |t| done((t.column("a", Text), ())),
        |t| done(t.column("a", Text).comment("what it is")),
        &["column `a` of `t` is another: comment: none → \"what it is\""],
    ),
    (|_| {}, |t| t.comment("things"), &["table `t` is another: comment: none → \"things\""]),
    (|_| {}, |t| done(t.index("id")), &["index `ix_t_id` of `t` is added"]),
    (
        |t| done(t.index("id").name("i")),
        |t| done(t.index(desc("id")).name("i")),
        &["index `i` of `t` is another: columns: id → id desc"],
    ),
    // -
    (
        |t| done(t.index("id").name("i").predicate("id > 0")),
        |t| done(t.index("id").name("i").predicate("id > 1")),
        &["index `i` of `t` is another: predicate: \"id > 0\" → \"id > 1\""],
    ),
    // -
    (
        |t| done(t.index("id").name("i")),
        |t| done(t.index("id").name("i").using("hash")),
        &["index `i` of `t` is another: method: none → hash"],
    ),
    // -
    (
        |t| {
            t.column("a", Text);
            t.index("id").name("i");
        },
        |t| {
            t.column("a", Text);
            t.index("id").name("i").include("a");
        },
        &["index `i` of `t` is another: include: none → a"],
    ),
    // -
    (
        |t| done(t.index(asc("id")).name("i")),
        |t| done(t.index(asc("id").opclass("int8_bloom_ops")).name("i")),
        &["index `i` of `t` is another: columns: id → id int8_bloom_ops"],
    ),
    // +
    (
        |t| done(t.index(expr("id || ' ' || id")).name("i")),
        |t| done(t.index(expr("id || ' ' || id")).name("i")),
        &[],
    ),
    (
        |t| done(t.unique("id").name("u")),
        |t| done(t.unique("id").name("v")),
        &["unique constraint `u` of `t` is unique constraint `v` of `t` from now on"],
    ),
    // -
    (
        |t| done(t.unique("id").name("u")),
        |t| done(t.unique("id").name("u").deferrable()),
        &["unique constraint `u` of `t` is another: timing: none → deferrable"],
    ),
    (|_| {}, |t| done(t.check("id > 0").name("c")), &["check `c` of `t` is added"]),
    // -
    (
        |t| done(t.check("id > 0").name("c")),
        |t| done(t.check("id > 1").name("c")),
        &["check `c` of `t` is another: expression: \"id > 0\" → \"id > 1\""],
    ),
    // -
    (|_| {}, |t| done(t.check("id > 0")), &["check `ck_t_54d12d6c` of `t` is added"]),
    (
        |t| done(t.foreign_key("id", "people", "id")),
        |t| done(t.foreign_key("id", "people", "id").on_delete(Cascade)),
        &["foreign key `fk_t_id` of `t` is another: on delete: none → cascade"],
    ),
    // -
    (
        |t| done(t.foreign_key("id", "people", "id").name("f")),
        |t| done(t.foreign_key("id", "people", "id").name("g")),
        &["foreign key `f` of `t` is foreign key `g` of `t` from now on"],
    ),
    // -
    (|_| {}, |t| done(t.exclude([("id", "=")]).name("e")), &["exclusion constraint `e` of `t` is added"]),
    // -
    (
        |t| {
            t.column("a", BigInt);
            t.primary_key("id");
        },
        |t| {
            t.column("a", BigInt);
            t.primary_key(["id", "a"]);
        },
        &["primary key `pk_t` of `t` is another: columns: id → id, a"],
    ),
    // -
    (
        |t| done(t.column("a", BigInt).identity_as(Identity::always())),
        |t| done(t.column("a", BigInt).identity()),
        &["column `a` of `t` is another: identity: always → by default"],
    ),
    // -
    (
        |t| done(t.column("a", BigInt).default(next_value("numbers"))),
        |t| done(t.column("a", BigInt)),
        &["column `a` of `t` is another: default: next_value(\"numbers\") → none"],
    ),
    // -
    (
        |t| done(t.column("a", BigInt).generated("id + 1")),
        |t| done(t.column("a", BigInt).generated("id + 2")),
        &[
            "column `a` of `t` is in the way, and made again",
            "column `a` of `t` is another: generated: \"id + 1\", stored → \"id + 2\", stored",
        ],
    ),
    // - on MariaDB
    (
        |t| done(t.mysql().charset("utf8mb4").collation("utf8mb4_bin")),
        |t| done(t.mysql().charset("utf8mb4").collation("utf8mb4_unicode_ci")),
        &["table `t` is another: collation: utf8mb4_bin → utf8mb4_unicode_ci"],
    ),
    // - on MariaDB
    (
        |t| done(t.column("a", Native([(MySql, "int unsigned")]))),
        |t| done(t.column("a", Native([(MySql, "int")]))),
        &[
            "column `a` of `t` is another: type: Native([(MySql, \"int unsigned\")]) → Native([(MySql, \"int\")])",
        ],
    ),
    // - on MariaDB
    (
        |t| {
            t.column("a", Text);
            t.index(prefix("a", 10)).name("i");
        },
        |t| {
            t.column("a", Text);
            t.index(prefix("a", 20)).name("i");
        },
        &["index `i` of `t` is another: columns: a(10) → a(20)"],
    ),
];

#[test]
fn what_alembic_misses_is_seen_and_what_it_makes_up_is_not() {
    for (before, after, wanted) in TABLE {
        assert_eq!(of_tables(*before, *after), **wanted);
    }
}

#[test]
fn the_order_of_columns_is_no_difference() {
    let said = of_tables(
        |t| {
            t.column("a", Text);
            t.column("b", Text);
        },
        |t| {
            t.column("b", Text);
            t.column("a", Text);
        },
    );
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_constraint_that_was_not_looked_at_is_validated() {
    let schema = |is_valid: bool| {
        schema_of(|op| {
            op.create_table("t", |t| done(t.column("id", BigInt)));
            let check = op.add_check("t", "id > 0").name("c");
            if !is_valid {
                check.not_valid();
            }
        })
    };
    assert_eq!(
        of(&schema(false), &schema(true)),
        ["check `c` of `t` is another: valid: not looked at → none"]
    );
    let diff = diff(&schema(false), &schema(true), &Comparison::default()).unwrap();
    assert_eq!(
        diff.operations().map(ToString::to_string).collect::<Vec<_>>(),
        ["validate constraint `c` of `t`"]
    );
}

/// Values of an enum in another order, and new ones between the others.
#[test]
fn values_of_enums_are_added_removed_and_sorted() {
    let schema = |values: &[&str]| {
        let mut schema = Schema::default();
        schema.put_enum(crate::schema::EnumType {
            name: "currency".into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        });
        schema
    };
    let operations = |before: &[&str], after: &[&str]| {
        let diff = diff(&schema(before), &schema(after), &never()).unwrap();
        assert_eq!(mended(&schema(before), &diff), Ok(schema(after)));
        diff.operations().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(operations(&["EUR"], &["EUR", "BTC"]), ["add value `BTC` to enum `currency`"]);
    assert_eq!(operations(&["b", "d"], &["a", "b", "c", "d", "e"]).len(), 3);
    assert_eq!(
        operations(&["a", "b"], &["b", "a"]),
        ["bring the values of enum `currency` into another order"]
    );
    assert_eq!(operations(&["a", "b"], &["c", "a"]).len(), 2);
}

#[test]
fn extra_objects_are_dropped_or_told_apart() {
    let empty = Schema::default();
    let full = schema_of(|op| {
        op.create_enum("mood", ["sad"]);
        op.create_table("b", |t| done(t.column("id", BigInt).primary_key()));
        op.create_table("a", |t| done(t.column("id", BigInt).references("b", "id")));
        op.create_view("v", "SELECT id FROM a");
        op.create_sequence("numbers");
        op.create_extension("citext");
        op.create_function("one", (), "RETURNS int LANGUAGE sql AS 'SELECT 1'");
        op.create_trigger("touch", "a", "BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION one()");
    });
    assert_eq!(
        of(&empty, &full),
        [
            "extension `citext` is added",
            "enum `mood` is added",
            "sequence `numbers` is added",
            "table `b` is added",
            "function `one()` is added",
            "table `a` is added",
            "view `v` is added",
            "trigger `touch` of `a` is added",
        ]
    );
    assert_eq!(
        of(&full, &empty),
        [
            "view `v` is dropped",
            "table `a` is dropped",
            "table `b` is dropped",
            "sequence `numbers` is dropped",
            "function `one()` is dropped",
            "enum `mood` is dropped",
            "extension `citext` is dropped",
        ]
    );
    let how = Comparison { only_before: Alone::Apart, ..Comparison::default() };
    let apart = diff(&full, &empty, &how).unwrap();
    assert!(apart.is_empty());
    let listed = apart.only_before.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        listed,
        [
            "enum `mood`",
            "extension `citext`",
            "function `one()`",
            "sequence `numbers`",
            "table `a`",
            "table `b`",
            "view `v`"
        ]
    );
    let how = Comparison { only_after: Alone::Apart, ..Comparison::default() };
    assert_eq!(diff(&empty, &full, &how).unwrap().only_after.len(), 7);
    let filter = Filter { include: vec!["b".to_owned()], exclude: Vec::new() };
    let diff = diff(&empty, &full, &Comparison { filter, ..Comparison::default() }).unwrap();
    assert_eq!(told(&diff).lines().next(), Some("table `b` is added"));
    assert_eq!(diff.changes.len(), 1);
}
