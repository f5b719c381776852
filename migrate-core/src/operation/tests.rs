//! The law of operations: what is applied and then undone was never there. And what does not fit, refused.

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;
use crate::name::{Name, hex};
use crate::prelude::*;
use crate::schema::{Canonical, Constraint, Expression};

fn record(function: fn(&mut Operations)) -> Vec<Recorded> {
    Operations::record(function)
}

/// A shop of a few tables that use each other in most ways.
fn shop(op: &mut Operations) {
    op.create_enum("currency", ["EUR", "USD"]);
    op.create_table("countries", |t| {
        t.column("code", Char(2)).primary_key();
        t.column("name", Varchar(80)).unique();
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("country", Char(2)).references("countries", "code").on_delete(Restrict);
        t.column("title", Varchar(200));
        t.column("note", Text).nullable();
        t.column("price", Numeric(10, 2)).default(0).check("price >= 0");
        t.column("currency", Enum("currency")).default("EUR");
        t.column("parent_id", BigInt).nullable().references("deals", "id").on_delete(SetNull);
        t.unique(["country", "title"]);
        t.check("price < 1000000 or note is not null");
        t.index([desc("price"), asc("id")]);
        t.index(["note"]).unique().predicate("note is not null");
    });
}

/// A shop with more than the first version had.
fn larger_shop(op: &mut Operations) {
    shop(op);
    op.create_schema("billing");
    op.create_schema("empty");
    op.create_table(("billing", "invoices"), |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("country", Char(2)).references("countries", "code");
        t.column("number", Varchar(20)).unique();
    });
    op.create_table(("billing", "lines"), |t| {
        t.column("invoice_id", BigInt).references(("billing", "invoices"), "id").primary_key();
        t.column("number", Integer).primary_key();
        t.index(["number"]);
    });
    op.create_table("lists", |t| {
        t.column("id", Integer).primary_key();
        t.column("at", Integer);
    });
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80));
        t.column("note", Text).nullable();
    });
    op.create_sequence("free").start(7).increment(-2).min(-100).max(7).cache(5).cycle();
    op.create_sequence(("billing", "numbers"));
    op.create_table(("billing", "receipts"), |t| {
        t.column("id", BigInt).primary_key();
        t.column("number", BigInt).default(next_value(("billing", "numbers")));
    });
    op.alter_sequence(("billing", "numbers")).owned_by(("billing", "receipts"), "number");
    op.create_function(
        ("billing", "f"),
        [("a", "int DEFAULT 1"), ("b", "TEXT")],
        "RETURNS int AS 'SELECT 1'",
    );
    op.create_function("stamp", (), "RETURNS trigger AS ''");
    op.create_trigger("stamped", "people", "BEFORE INSERT", "EXECUTE FUNCTION stamp()");
    op.create_trigger("stamped", "lists", "BEFORE INSERT", "EXECUTE FUNCTION stamp()");
    op.create_extension("citext").schema("billing").version("1.6");
    op.create_view("names", "SELECT p.name FROM people AS p");
    op.create_view("short_names", expr("SELECT name FROM names").on(MySql, "SELECT `name` FROM `names`"));
    op.create_table(("billing", "refunds"), |t| {
        t.column("id", BigInt).primary_key();
        t.column("number", Varchar(20)).unique();
    });
    op.create_view(("billing", "credits"), "SELECT * FROM billing.refunds");
}

fn schema_of(function: fn(&mut Operations)) -> Schema {
    let mut schema = Schema::default();
    for recorded in record(function) {
        recorded.operation.apply(&mut schema).unwrap();
    }
    schema
}

fn misfit(function: fn(&mut Operations)) -> Misfit {
    let mut schema = schema_of(larger_shop);
    let mut last = Ok(());
    for recorded in record(function) {
        assert_eq!(last, Ok(()), "only the last operation is at fault");
        last = recorded.operation.apply(&mut schema);
    }
    last.unwrap_err()
}

/// One example of every operation, each on what [`larger_shop`] made.
fn examples() -> Vec<fn(&mut Operations)> {
    vec![
        |op| {
            op.add_column("deals", "stage", Varchar(20)).default("new").check("stage <> ''").unique();
        },
        |op| {
            op.add_column("countries", "deal_id", BigInt).nullable().references("deals", "id");
        },
        |op| {
            op.add_check("deals", "title <> ''");
        },
        |op| {
            op.add_foreign_key("countries", "name", "countries", "name");
        },
        |op| {
            op.add_unique("deals", ["title", "price"]).name("deals_once");
        },
        |op| {
            op.alter_column("deals", "title", |c| {
                c.set_type(Text);
                c.set_default("");
                c.nullable();
            });
        },
        |op| {
            op.alter_column("deals", "price", |c| {
                c.set_type(BigInt).using("price * 100").reverse_using("price / 100.0");
            });
        },
        |op| op.alter_column("deals", "note", |c| c.not_null().fill("none")),
        |op| {
            op.alter_column("deals", "note", |c| {
                c.not_null();
                c.rename("text");
            });
        },
        |op| {
            op.alter_column("deals", "currency", |c| {
                c.drop_default();
            });
        },
        |op| {
            op.alter_column("deals", "id", |c| {
                c.drop_identity();
            });
        },
        |op| {
            op.alter_column("lists", "id", |c| {
                c.identity();
            });
        },
        |op| {
            op.replace_primary_key("lists", ["id", "at"]);
        },
        |op| {
            op.create_enum("stage", ["new", "won"]);
        },
        |op| {
            op.create_view(
                "notes",
                expr("SELECT note FROM people").on(Sqlite, "SELECT p.note FROM people AS p"),
            );
        },
        |op| {
            op.create_view(("billing", "totals"), "SELECT 1")
                .depends_on(["people"])
                .depends_on_columns(("billing", "lines"), ["number"]);
        },
        |op| op.create_function(("billing", "f"), [("a", "int")], "RETURNS int AS 'SELECT 2'"),
        |op| op.create_function("f", (), expr("RETURNS int AS 'SELECT 2'").on(MySql, "RETURNS int RETURN 2")),
        |op| {
            op.replace_function(("billing", "f"), [("x", "int"), ("y", "text")], "RETURNS int AS 'SELECT 3'");
        },
        |op| op.drop_function(("billing", "f"), ["INT", "text"]),
        |op| op.create_trigger("stamped", "short_names", "INSTEAD OF INSERT", "EXECUTE FUNCTION stamp()"),
        |op| op.replace_trigger("stamped", "people", expr("AFTER INSERT"), "EXECUTE FUNCTION stamp()"),
        |op| op.drop_trigger("stamped", "people"),
        |op| op.drop_table("lists"),
        |op| {
            op.rename_table("lists", "rows");
        },
        |op| op.move_table("lists", "billing"),
        |op| {
            op.create_extension("hstore");
        },
        |op| {
            op.create_extension("hstore").if_not_exists();
        },
        |op| op.drop_extension("citext"),
        |op| op.leave_extension("citext"),
        |op| {
            op.create_sequence("s").start(1000).owned_by("people", "id");
        },
        |op| {
            op.alter_sequence("free").no_max().start(0).increment(3).min(-7).cache(9).no_cycle();
        },
        |op| {
            op.alter_sequence("free").owned_by("people", "id").no_min();
        },
        |op| {
            op.alter_sequence(("billing", "numbers")).owned_by_none().cycle().max(9);
        },
        |op| op.drop_sequence("free"),
        |op| op.rename_sequence("free", "bound"),
        |op| op.rename_sequence(("billing", "numbers"), "numerals"),
        |op| op.drop_table(("billing", "receipts")),
        |op| {
            op.drop_column(("billing", "receipts"), "number");
        },
        |op| op.rename_column(("billing", "receipts"), "number", "no"),
        |op| {
            op.rename_table(("billing", "receipts"), "slips");
        },
        |op| op.move_table(("billing", "receipts"), "empty"),
        |op| op.move_table(("billing", "receipts"), None),
        |op| {
            op.add_column("deals", "no", BigInt).default(next_value("free"));
        },
        |op| op.drop_view("short_names"),
        |op| op.rename_view("short_names", "shorter_names"),
        |op| {
            op.replace_view("names", "SELECT name, note FROM people").depends_on_columns("people", ["name"]);
        },
        |op| op.drop_column("people", "note").cascade(),
        |op| {
            op.create_enum(("billing", "currency"), ["EUR"]);
        },
        |op| {
            op.create_index("deals", ["title"]).unique().name("deals_title");
        },
        |op| {
            op.create_schema("archive");
        },
        |op| {
            op.create_schema("archive").if_not_exists();
        },
        |op| {
            op.create_table(("billing", "deals"), |t| {
                t.column("deal_id", BigInt).primary_key().references("deals", "id");
                t.column("invoice_id", BigInt).references(("billing", "invoices"), "id");
                t.index(["invoice_id"]);
            });
        },
        |op| {
            op.create_table("notes", |t| {
                t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
                t.column("at", Integer);
                t.primary_key(["deal_id", "at"]);
            });
        },
        |op| {
            op.drop_column("deals", "note").cascade();
        },
        |op| {
            op.drop_column("deals", "country").cascade();
        },
        |op| op.drop_constraint("deals", "fk_deals_country"),
        |op| op.drop_constraint("deals", "ck_deals_price"),
        |op| {
            op.create_enum("mood", ["good", "bad"]).if_not_exists();
        },
        |op| {
            op.add_enum_value("currency", "CHF");
        },
        |op| {
            op.add_enum_value("currency", "AED").before("EUR");
        },
        |op| {
            op.add_enum_value("currency", "GBP").after("EUR");
        },
        |op| {
            op.remove_enum_value("currency", "USD");
        },
        |op| {
            op.remove_enum_value("currency", "EUR").map_to("USD");
        },
        |op| op.rename_enum("currency", "money"),
        |op| op.rename_enum_value("currency", "EUR", "euro"),
        |op| op.reorder_enum("currency", ["USD", "EUR"]),
        |op| {
            op.create_index("deals", ["title"]).concurrently();
        },
        |op| {
            op.drop_index("deals", "ix_deals_price_id");
        },
        |op| {
            op.drop_index("deals", "ix_deals_price_id").concurrently();
        },
        |op| op.drop_schema("empty"),
        |op| op.leave_schema("empty"),
        |op| op.drop_table("deals"),
        |op| op.drop_table(("billing", "lines")),
        |op| op.move_table("deals", "billing"),
        |op| op.move_table(("billing", "invoices"), None),
        |op| op.move_table(("billing", "lines"), "empty"),
        |op| op.rename_column("deals", "note", "remark"),
        |op| op.rename_column("deals", "id", "number"),
        |op| op.rename_column("countries", "code", "iso"),
        |op| op.rename_constraint("deals", "fk_deals_country", "fk_country"),
        |op| op.rename_constraint("deals", "uq_deals_country_title", "uq_title"),
        |op| op.rename_constraint("countries", "pk_countries", "pk_lands"),
        |op| op.rename_constraint("deals", "ck_deals_price", "ck_price"),
        |op| {
            op.rename_table("countries", "lands");
        },
        |op| {
            op.rename_table("deals", "offers");
        },
        |op| {
            op.rename_table(("billing", "invoices"), "bills");
        },
        |op| {
            op.rename_table("deals", "offers").with_names();
        },
        |op| {
            op.rename_table("countries", "lands").with_names();
        },
        |op| {
            op.add_column("deals", "total", Numeric(12, 2))
                .generated(expr("price * 2").on(Sqlite, "printf('%.2f', price * 2)"))
                .comment("Twice the price");
        },
        |op| {
            op.add_column("deals", "code", Varchar(9))
                .nullable()
                .collate("de-x-icu")
                .collate_on(Sqlite, "NOCASE")
                .generated_virtual("upper(title)");
        },
        |op| {
            op.create_table("numbered", |t| {
                let identity =
                    Identity::always().start(1000).increment(10).min(1000).max(9000).cache(5).cycle();
                t.column("id", BigInt).identity_as(identity).primary_key();
                t.column("deal_id", BigInt).references("deals", "id").initially_deferred().comment("whose");
                t.column("starts", Timestamp);
                t.column("room", Integer);
                t.unique(["deal_id"]).include(["room"]).nulls_not_distinct().deferrable().name("one");
                t.foreign_key("room", "numbered", "room").deferrable();
                t.unique("room");
                t.exclude([(asc("room"), "="), (asc(expr("tsrange(starts, starts)")), "&&")])
                    .using("gist")
                    .predicate("room > 0")
                    .include("id")
                    .initially_deferred();
                t.comment("Numbers");
                t.mysql().engine("Aria").charset("latin1").collation("latin1_bin");
                t.sqlite().strict().without_rowid();
            });
        },
        |op| {
            op.create_table("plain", |t| {
                t.column("id", BigInt).comment("");
                t.comment("");
                t.primary_key("id").deferrable();
            });
        },
        |op| {
            op.add_check("deals", "price > 1").not_valid();
        },
        |op| {
            op.add_foreign_key("deals", "id", "deals", "id").not_valid().deferrable();
        },
        |op| {
            op.add_exclusion("deals", [("title", "="), ("country", "<>")]).using("GiST");
        },
        |op| {
            op.create_index(
                "deals",
                [asc("title").nulls_last().opclass("text_pattern_ops"), desc("note").nulls_first()],
            )
            .using("BTREE")
            .include(["price"]);
        },
        |op| {
            op.create_index("deals", [asc("country"), asc(expr("lower(title)")).collate_on(Postgres, "C")])
                .unique()
                .nulls_not_distinct();
        },
        |op| {
            op.create_index("deals", prefix("note", 20)).using("gin").name("beginnings");
        },
        |op| {
            op.create_table("tolerated", |t| {
                t.column("id", BigInt);
                t.if_not_exists();
            });
        },
        |op| {
            op.create_index("deals", "title").if_not_exists().concurrently();
        },
        |op| op.drop_table_if_exists("deals"),
        |op| op.drop_table_if_exists("strangers"),
        |op| {
            op.drop_index("deals", "ix_deals_price_id").if_exists();
        },
        |op| {
            op.drop_index("deals", "stranger").if_exists().concurrently();
        },
        |op| op.set_table_comment("deals", "What we sell"),
        |op| op.set_column_comment("deals", "note", "By the seller"),
        |op| op.rename_index("deals", "ix_deals_price_id", "by_price"),
        |op| op.insert("countries", ["code", "name"], [("DE", "Germany"), ("NO", "Norway")]),
        |op| {
            op.update("countries").set("name", "Norge").matching("code", "NO").restore_with("name", "Norway");
        },
        |op| {
            op.update("deals")
                .set("price", expr("price * 2"))
                .set("note", None::<&str>)
                .matching("parent_id", None::<i64>)
                .predicate("title <> ''")
                .restore_with("price", expr("price / 2"))
                .restore_with("note", "none");
        },
        |op| {
            op.update("deals").set("price", 0).all_rows().leave_rows();
        },
        |op| {
            op.delete("countries").matching("code", "DD").restore_with(["code", "name"], [("DD", "East")]);
        },
        |op| {
            op.delete("people").predicate(expr("note = ''").on(Sqlite, "note IS ''")).leave_rows();
        },
        |op| {
            op.sql("create view v as select 1").reverse("drop view v");
        },
        |op| {
            op.sql("…").reverse("…").effect(|op| {
                op.drop_index("deals", "ix_deals_price_id");
                op.drop_column("deals", "note").cascade();
            });
        },
    ]
}

/// Operations that need one before them.
fn chains() -> Vec<fn(&mut Operations)> {
    vec![
        |op| {
            op.create_index("deals", ["title", "price"]).unique().include("note").nulls_not_distinct();
            op.add_unique_using_index("deals", "ix_deals_title_price").name("one_price").initially_deferred();
        },
        |op| {
            op.create_table("keyless", |t| {
                t.column("id", BigInt).comment("x");
                t.comment("y");
                t.index("id").unique();
            });
            op.add_primary_key_using_index("keyless", "ix_keyless_id");
            op.drop_table_comment("keyless");
            op.drop_column_comment("keyless", "id");
            op.set_table_comment("keyless", "z");
        },
        |op| {
            op.add_check("deals", "price > 2").name("two").not_valid();
            op.validate_constraint("deals", "two");
        },
        |op| {
            op.add_foreign_key("deals", "parent_id", "deals", "id").name("again").not_valid();
            op.validate_constraint("deals", "again");
        },
    ]
}

#[test]
fn chains_are_undone_from_their_end() {
    for chain in chains() {
        let before = schema_of(shop);
        let mut schema = before.clone();
        let mut undo = Vec::new();
        for recorded in record(chain) {
            undo.push((recorded.operation.inverse(&schema).unwrap(), schema.clone()));
            recorded.operation.apply(&mut schema).unwrap_or_else(|error| panic!("{error}"));
        }
        for (inverse, before) in undo.into_iter().rev() {
            for step in inverse {
                step.apply(&mut schema).unwrap_or_else(|error| panic!("{step}: {error}"));
            }
            assert_eq!(schema.difference(&before), None);
        }
        assert_eq!(schema.difference(&before), None);
    }
}

#[test]
fn what_is_undone_was_never_there() {
    for example in examples() {
        let before = schema_of(larger_shop);
        let mut schema = before.clone();
        for recorded in record(example) {
            let operation = recorded.operation;
            let inverse = operation.inverse(&schema).unwrap_or_else(|error| panic!("{operation}: {error}"));
            operation.apply(&mut schema).unwrap_or_else(|error| panic!("{operation}: {error}"));
            for undo in inverse {
                undo.apply(&mut schema)
                    .unwrap_or_else(|error| panic!("{operation}, undone by {undo}: {error}"));
            }
            assert_eq!(schema.difference(&before), None, "{operation}");
        }
    }
}

#[test]
fn views_come_back_as_they_were() {
    let before = schema_of(larger_shop);
    let mut schema = before.clone();
    for recorded in record(|op| {
        op.without_views([("billing", "credits")], |op| {
            op.drop_column(("billing", "refunds"), "number").cascade();
            op.add_column(("billing", "refunds"), "at", Date).nullable();
        });
    }) {
        recorded.operation.apply(&mut schema).unwrap();
    }
    let view = |schema: &Schema| schema.view(&("billing", "credits").into()).cloned().unwrap();
    let (was, is) = (view(&before), view(&schema));
    assert_eq!(was.query, is.query);
    assert_eq!(was.depends_on[0].taken, ["id", "number"].map(Name::from));
    assert_eq!(is.depends_on[0].taken, ["id", "at"].map(Name::from));
}

#[test]
fn a_column_that_came_later_is_none_of_a_view() {
    let mut schema = schema_of(larger_shop);
    for recorded in record(|op| {
        op.add_column(("billing", "refunds"), "at", Date).nullable();
        op.drop_column(("billing", "refunds"), "at");
    }) {
        recorded.operation.apply(&mut schema).unwrap();
    }
    assert_eq!(schema, schema_of(larger_shop));
}

#[test]
fn values_of_enums_are_renamed_and_come_back_wherever_they_are_named() {
    let before = schema_of(|op| {
        op.create_enum("stage", ["new", "won", "two words"]);
        op.create_table("deals", |t| {
            t.column("stage", Enum("stage")).default("won").check("stage <> 'new' AND note <> 'new'");
            t.column("last", Enum("stage")).default(expr("'new'"));
            t.column("stages", Array(Enum("stage"))).default("{new,\"two words\"}");
            t.column("note", Varchar(9)).default("new").check("note <> 'new'");
            t.column("both", Varchar(20)).generated(expr("stage || 'new'"));
            t.index(["last"]).predicate("last = 'new'");
        });
    });
    for (from, to) in [("new", "it's new"), ("won", "\"won\""), ("two words", "a,b")] {
        let mut schema = before.clone();
        let rename = &Operations::record(|op| op.rename_enum_value("stage", from, to))[0].operation;
        rename.apply(&mut schema).unwrap();
        let table = schema.table(&"deals".into()).unwrap();
        let column = |name: &str| table.column(&name.into()).unwrap();
        if from == "new" {
            assert_eq!(
                table.checks[0].expression.common_text(),
                "stage <> 'it''s new' AND note <> 'it''s new'"
            );
            assert_eq!(table.checks[1].expression.common_text(), "note <> 'new'");
            assert_eq!(column("stages").default, Some("{\"it's new\",\"two words\"}".into()));
            assert_eq!(column("last").default, Some(expr("'it''s new'").into()));
            assert_eq!(column("note").default, Some("new".into()));
            assert_eq!(table.indexes[0].predicate, Some(expr("last = 'it''s new'")));
        }
        for undo in rename.inverse(&before).unwrap() {
            undo.apply(&mut schema).unwrap();
        }
        assert_eq!(schema.difference(&before), None, "{from}");
    }
    let mut schema = before.clone();
    let remove = &record(|op| {
        op.remove_enum_value("stage", "won").map_to("two words");
    })[0]
        .operation;
    remove.apply(&mut schema).unwrap();
    for undo in remove.inverse(&before).unwrap() {
        undo.apply(&mut schema).unwrap();
    }
    assert_eq!(schema.difference(&before), None);
}

#[test]
fn dropping_an_enum_is_undone_too() {
    let mut schema = schema_of(|op| {
        op.create_enum("stage", ["new", "won"]);
    });
    let before = schema.clone();
    let drop = &record(|op| op.drop_enum("stage"))[0].operation;
    let inverse = drop.inverse(&schema).unwrap();
    drop.apply(&mut schema).unwrap();
    inverse[0].apply(&mut schema).unwrap();
    assert_eq!(schema, before);
}

#[test]
fn every_example_has_its_own_canonical_form_and_its_own_words() {
    let forms = examples().into_iter().chain(chains()).flat_map(record).map(|recorded| {
        let mut canonical = Canonical::default();
        recorded.operation.canonical(&mut canonical);
        canonical.into_text()
    });
    let mut forms = forms.collect::<Vec<_>>();
    insta::assert_snapshot!(forms.join("\n"));
    let count = forms.len();
    forms.sort();
    forms.dedup();
    assert_eq!(forms.len(), count);
}

/// What chains that are applied somewhere were written with. It is never changed: their ledgers hold its hashes.
fn first_version(op: &mut Operations) {
    shop(op);
    op.add_column("deals", "stage", Varchar(20)).default("new").check("stage <> ''").unique();
    op.add_column("countries", "deal_id", BigInt).nullable().references("deals", "id");
    op.add_foreign_key("countries", "name", "countries", "name").on_delete(Cascade);
    op.add_unique("deals", ["title", "price"]).name("deals_once");
    op.create_index("deals", [desc("title")]).unique();
    op.drop_column("deals", "note").cascade();
    op.drop_constraint("deals", "fk_deals_country");
    op.drop_index("deals", "ix_deals_price_id");
    op.drop_table("deals");
    op.drop_enum("currency");
    op.rename_column("countries", "code", "iso");
    op.rename_table("countries", "lands");
    op.insert("lands", ["iso", "name"], [("DE", "Germany")]);
    op.sql("vacuum").reverse("vacuum").effect(|op| op.drop_table("lands"));
}

#[test]
fn what_the_first_version_hashed_has_the_same_hash_for_ever() {
    let forms = record(first_version).into_iter().map(|recorded| {
        let mut canonical = Canonical::default();
        recorded.operation.canonical(&mut canonical);
        canonical.into_text()
    });
    let digest = Sha256::digest(forms.collect::<Vec<_>>().join("\n").as_bytes());
    assert_eq!(hex(&digest), "41ff36837f16c0deb7e1347237d6312762407e8a824acd4a1efc7ddf944f4840");
}

#[test]
fn operations_know_where_they_were_written() {
    let recorded = record(|op| {
        op.drop_table("deals");
        op.on(Sqlite, |op| op.drop_table("offers"));
        op.add_column("deals", "a", Text);
    });
    assert!(recorded.iter().all(|recorded| recorded.site.file().ends_with("operation/tests.rs")));
    assert_eq!(recorded[1].site.line(), recorded[0].site.line() + 1);
    assert_eq!(recorded[2].site.line(), recorded[0].site.line() + 2);
}

#[test]
fn a_nested_scope_is_for_the_dialects_of_both() {
    let recorded = record(|op| {
        op.on([Sqlite, Postgres], |op| op.on([Postgres, MySql], |op| op.drop_table("deals")));
        op.drop_table("offers");
    });
    let dialects =
        Dialect::ALL.into_iter().filter(|dialect| recorded[0].is_for(*dialect)).collect::<Vec<_>>();
    assert_eq!(dialects, [Postgres]);
    assert!(Dialect::ALL.into_iter().all(|dialect| recorded[1].is_for(dialect)));
}

#[test]
fn what_does_not_fit_is_refused_with_the_near_miss() {
    let faults: Vec<fn(&mut Operations)> = vec![
        |op| op.drop_table("deal"),
        |op| {
            op.add_enum_value("curency", "GBP");
        },
        |op| {
            op.add_enum_value("currency", "USD");
        },
        |op| {
            op.add_enum_value("currency", "");
        },
        |op| {
            op.add_enum_value("currency", "GBP").before("AED");
        },
        |op| {
            op.remove_enum_value("currency", "GBP");
        },
        |op| {
            op.remove_enum_value("currency", "EUR");
        },
        |op| {
            op.remove_enum_value("currency", "EUR").map_to("EUR");
        },
        |op| {
            op.add_check("deals", "currency <> 'USD'").name("ck_dollars");
            op.remove_enum_value("currency", "USD").map_to("EUR");
        },
        |op| {
            op.remove_enum_value("currency", "USD");
            op.alter_column("deals", "currency", |c| {
                c.drop_default();
            });
            op.remove_enum_value("currency", "EUR");
        },
        |op| op.rename_enum_value("currency", "EUR", "USD"),
        |op| op.rename_enum_value("currency", "GBP", "STG"),
        |op| {
            op.add_check("deals", "currency <> 'STG'").name("ck_sterling");
            op.rename_enum_value("currency", "USD", "STG");
        },
        |op| op.reorder_enum("currency", ["EUR", "USD"]),
        |op| op.reorder_enum("currency", ["EUR"]),
        |op| op.reorder_enum("currency", ["EUR", "USD", "EUR"]),
        |op| op.reorder_enum("currency", ["EUR", "USD", "GBP"]),
        |op| op.rename_enum("currency", "currency"),
        |op| op.rename_enum("currency", ""),
        |op| {
            op.alter_column("deals", "titel", |c| {
                c.nullable();
            });
        },
        |op| op.alter_column("deals", "title", |_| {}),
        |op| {
            op.alter_column("deals", "title", |c| {
                c.set_type(Varchar(200));
            });
        },
        |op| {
            op.alter_column("deals", "note", |c| {
                c.nullable();
            });
        },
        |op| op.alter_column("deals", "title", |c| c.not_null().fill("")),
        |op| op.alter_column("deals", "note", |c| c.not_null().fill(3)),
        |op| {
            op.alter_column("deals", "note", |c| {
                c.drop_default();
            });
        },
        |op| {
            op.alter_column("deals", "id", |c| {
                c.identity();
            });
        },
        |op| {
            op.alter_column("deals", "note", |c| {
                c.identity();
            });
        },
        |op| {
            op.alter_column("deals", "id", |c| {
                c.nullable();
            });
        },
        |op| {
            op.alter_column("deals", "price", |c| {
                c.set_type(Timestamp);
            });
        },
        |op| {
            op.alter_column("deals", "price", |c| {
                c.set_type(Text);
            });
        },
        |op| {
            op.alter_column("countries", "code", |c| {
                c.set_type(Text);
            });
        },
        |op| {
            op.alter_column("deals", "parent_id", |c| {
                c.set_type(Integer);
            });
        },
        |op| op.alter_column("deals", "parent_id", |c| c.not_null().fill(1)),
        |op| op.rename_constraint("deals", "ck_deals_prise", "ck_price"),
        |op| op.rename_constraint("deals", "uq_deals_country_title", "pk_countries"),
        |op| op.rename_constraint("deals", "ck_deals_price", "pk_deals"),
        |op| {
            op.replace_primary_key("deals", "title");
        },
        |op| {
            op.replace_primary_key("deals", "id");
        },
        |op| op.drop_table("countries"),
        |op| op.create_table("deals", |_| {}),
        |op| op.create_table("empty", |_| {}),
        |op| op.create_table("", |_| {}),
        |op| {
            op.create_table("t", |t| {
                t.column("a", Text);
                t.column("a", Text);
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Text).references("deals", "id");
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Varchar(200)).references("deals", "title");
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", BigInt).references("deals", "id").on_delete(SetNull);
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Text).identity();
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer).nullable().primary_key();
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Numeric(2, 3));
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Enum("curency"));
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer);
                t.index(["b"]);
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer);
                t.index(["a"]).name("ix_deals_price_id");
            });
        },
        |op| {
            op.add_column("deals", "title", Text);
        },
        |op| {
            op.add_column("deals", "count", Integer).default("many");
        },
        |op| {
            op.add_column("deals", "money", Enum("currency")).default("GBP");
        },
        |op| {
            op.drop_column("deals", "note");
        },
        |op| {
            op.drop_column("deals", "price");
        },
        |op| {
            op.drop_column("countries", "code").cascade();
        },
        |op| {
            op.drop_column("deals", "titel");
        },
        |op| op.drop_constraint("countries", "pk_countries"),
        |op| op.drop_constraint("deals", "fk_deals_contry"),
        |op| {
            op.drop_index("deals", "ix_deals_price");
        },
        |op| op.drop_enum("currency"),
        |op| op.drop_enum("currencies"),
        |op| {
            op.create_enum("currency", ["A"]);
        },
        |op| {
            op.create_enum("twice", ["A", "A"]);
        },
        |op| {
            op.create_enum("none", []);
        },
        |op| {
            op.create_schema("billing").if_not_exists();
        },
        |op| op.create_table(("billin", "t"), |_| {}),
        |op| op.create_table(("warehouse", "t"), |_| {}),
        |op| {
            op.create_enum(("warehouse", "t"), ["a"]);
        },
        |op| op.drop_table("invoices"),
        |op| op.drop_schema("billing"),
        |op| op.drop_schema("biling"),
        |op| op.create_function(("billing", "f"), [("x", "Int"), ("y", "text DEFAULT ''")], "x"),
        |op| op.create_function(("biling", "f"), (), "x"),
        |op| op.create_function("f", (), ""),
        |op| op.replace_function("f", (), "x"),
        |op| op.replace_function(("billing", "f"), (), "x"),
        |op| op.drop_function("stamp", ()),
        |op| op.drop_function("stam", "text"),
        |op| op.create_trigger("stamped", "people", "x", "y"),
        |op| op.create_trigger("stamped", "persons", "x", "y"),
        |op| op.create_trigger("t", "people", "", "y"),
        |op| op.replace_trigger("stampd", "people", "x", "y"),
        |op| op.drop_trigger("stamped", "names"),
        |op| {
            op.create_extension("citext").if_not_exists();
        },
        |op| {
            op.create_extension("hstore").schema("biling");
        },
        |op| op.drop_extension("citex"),
        |op| {
            op.create_sequence("people");
        },
        |op| {
            op.create_sequence("s").increment(0);
        },
        |op| {
            op.create_sequence("s").owned_by(("billing", "lines"), "number");
        },
        |op| {
            op.alter_sequence("free").min(10);
        },
        |op| {
            op.alter_sequence("fre").min(10);
        },
        |op| op.drop_sequence(("billing", "numbers")),
        |op| op.rename_sequence("free", "deals"),
        |op| {
            op.add_column("deals", "no", Text).default(next_value("free"));
        },
        |op| {
            op.add_column("deals", "no", BigInt).default(next_value("frei"));
        },
        |op| {
            op.add_column("deals", "no", BigInt).nullable().default(next_value(("billing", "numbers")));
            op.drop_table(("billing", "receipts"));
        },
        |op| op.drop_table("people"),
        |op| {
            op.rename_table("people", "persons");
        },
        |op| op.move_table("people", "billing"),
        |op| {
            op.drop_column("people", "name");
        },
        |op| op.rename_column("people", "name", "title"),
        |op| op.rename_column(("billing", "refunds"), "number", "no"),
        |op| op.drop_view("names"),
        |op| op.drop_view("name"),
        |op| op.drop_view("people"),
        |op| op.rename_view("names", "title"),
        |op| op.rename_view("short_names", "people"),
        |op| {
            op.create_view("people", "SELECT 1");
        },
        |op| {
            op.create_view("v", " ");
        },
        |op| {
            op.create_view("v", "SELECT 1").depends_on(["persons"]);
        },
        |op| {
            op.create_view("v", "SELECT 1").depends_on_columns("people", "title");
        },
        |op| {
            op.replace_view("names", "SELECT name FROM short_names");
        },
        |op| op.create_table("names", |_| {}),
        |op| {
            op.drop_view("short_names");
            op.without_views(["names"], |op| op.rename_column("people", "name", "title"));
        },
        |op| op.move_table("deals", None),
        |op| op.move_table("deals", "biling"),
        |op| {
            op.create_index("deals", "note").name("uq_invoices_number");
            op.move_table("deals", "billing");
        },
        |op| op.drop_table(("billing", "invoices")),
        |op| {
            op.rename_table("deals", "countries");
        },
        |op| op.rename_column("deals", "title", "note"),
        |op| {
            op.add_column("deals", "twice", Numeric(9, 2)).generated("price * 2");
            op.drop_column("deals", "price").cascade();
        },
        |op| {
            op.add_column("deals", "twice", BigInt).generated("twice + 1");
        },
        |op| {
            op.add_column("deals", "twice", BigInt).generated("id * 2").default(1);
        },
        |op| {
            op.add_column("deals", "twice", BigInt).collate("C");
        },
        |op| {
            op.add_column("countries", "loud", Varchar(80)).generated("upper(name)");
            op.insert("countries", ["code", "name", "loud"], [("DE", "Germany", "GERMANY")]);
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer).identity_as(Identity::by_default().increment(0));
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer);
                t.check("a > 0").not_valid();
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer);
                t.unique("a").initially_deferred();
            });
            op.add_foreign_key("deals", "id", "t", "a");
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", BigInt);
                t.unique("a").deferrable();
            });
            op.add_foreign_key("deals", "id", "t", "a");
        },
        |op| {
            op.create_index("deals", [prefix("price", 3)]);
        },
        |op| {
            op.create_index("deals", ["title"]).include("titel");
        },
        |op| {
            op.create_index("deals", ["title"]).nulls_not_distinct();
        },
        |op| {
            op.create_index("deals", expr(" "));
        },
        |op| {
            op.add_exclusion("deals", [("title", "OR 1")]);
        },
        |op| op.drop_table_comment("deals"),
        |op| op.set_column_comment("deals", "titel", "x"),
        |op| op.set_table_comment("deals", "a\0b"),
        |op| op.rename_index("deals", "ix_deals_price", "x"),
        |op| op.rename_index("deals", "ix_deals_note", "pk_deals"),
        |op| op.validate_constraint("deals", "ck_deals_price"),
        |op| {
            op.add_unique_using_index("deals", "ix_deals_note");
        },
        |op| {
            op.create_index("deals", "title").unique();
            op.add_primary_key_using_index("deals", "ix_deals_title");
        },
        |op| {
            op.create_index("deals", desc("title")).unique();
            op.add_unique_using_index("deals", "ix_deals_title");
        },
        |op| op.insert("countries", ["code", "name"], [("DEU", "Germany")]),
        |op| op.insert("countries", ["code"], [("DE",)]),
        |op| op.insert("countries", ["code", "name"], [["DE"]]),
        |op| {
            op.add_unique("deals", ["title", "title"]);
        },
        |op| {
            op.sql("…").effect(|op| op.drop_table("deal"));
        },
        |op| {
            op.sql("…").effect(|op| {
                op.sql("…");
            });
        },
    ];
    let said = faults.into_iter().map(misfit).map(|misfit| match misfit.help() {
        Some(help) => format!("{misfit}\n  help: {help}"),
        None => misfit.to_string(),
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}

#[test]
fn an_operation_that_does_not_fit_changes_nothing() {
    let before = schema_of(shop);
    let mut schema = before.clone();
    let recorded = record(|op| {
        op.sql("…").effect(|op| {
            op.drop_index("deals", "ix_deals_price_id");
            op.drop_table("deal");
        });
    });
    assert!(recorded[0].operation.apply(&mut schema).is_err());
    assert_eq!(schema, before);
}

#[test]
fn what_cannot_be_undone_says_so() {
    let schema = schema_of(shop);
    let recorded = record(|op| {
        op.sql("vacuum");
        op.insert("deals", ["title", "country"], [("A", "DE")]);
    });
    let reasons = recorded.iter().map(|recorded| recorded.operation.inverse(&schema).unwrap_err());
    assert_eq!(
        reasons.collect::<Vec<_>>(),
        [Irreversible::Sql, Irreversible::RowsWithoutKey { table: "deals".into() }]
    );
}

fn not_null(column: &str) -> String {
    format!("\"{}\" is not null", column.replace('"', "\"\""))
}

/// Whether a database would take it: an expression over a column that is not there is one that replay cannot see.
fn speaks_of_what_is_there(operation: &Operation, schema: &Schema) -> bool {
    let (table, expressions) = if let Operation::AddColumn(add) = operation {
        let generated = add.column().generated.iter().map(|generated| &generated.expression);
        (add.table(), generated.collect::<Vec<_>>())
    } else if let Operation::CreateIndex(CreateIndex { table, index, concurrency: _, existing: _ }) =
        operation
    {
        (table, index.expressions().collect())
    } else if let Operation::AddConstraint(AddConstraint { table, constraint }) = operation {
        let expressions = match constraint {
            Constraint::Check(check) => vec![&check.expression],
            Constraint::Exclusion(exclusion) => exclusion.expressions().collect(),
            Constraint::ForeignKey(_) | Constraint::PrimaryKey(_) | Constraint::Unique(_) => Vec::new(),
        };
        (table, expressions)
    } else {
        return true;
    };
    let Some(table) = schema.table(table) else { return true };
    let is_there =
        |expression: &&Expression| table.columns.iter().any(|column| expression.mentions(&column.name));
    expressions.iter().all(is_there)
}

/// What a chain of a builder's methods leaves.
fn done<T>(_: T) {}

/// Operations over a few names, so that many of them meet.
fn any_operation() -> impl Strategy<Value = Vec<Operation>> {
    let name = prop::sample::select(vec!["a", "b", "c", "A b", "\"q\""]);
    let names = (name.clone(), name.clone(), name.clone());
    let schemas = prop::sample::select(vec![None, None, Some("s"), Some("t")]);
    let schemas = (schemas.clone(), schemas);
    (0..53_u8, names, schemas, any::<bool>()).prop_map(|(kind, (name, two, three), (home, other), flag)| {
        let within =
            |schema: Option<&str>, name: &str| QualifiedName::from(name).within(schema.map(Name::from));
        let (one, referenced) = (&within(home, name), &within(other, three));
        let recorded = Operations::record(|op| match kind {
            0 | 1 => op.create_table(one, |t| {
                t.column(two, BigInt).primary_key();
                if three != two {
                    t.column(three, Varchar(20)).nullable();
                }
                if flag {
                    t.unique([two]);
                }
            }),
            2 => op.drop_table(one),
            3 => {
                op.rename_table(one, two);
            }
            4 => {
                let column = op.add_column(one, two, BigInt).nullable();
                if flag {
                    column.references(referenced, three);
                }
            }
            5 => {
                let drop = op.drop_column(one, two);
                if flag {
                    drop.cascade();
                }
            }
            6 => op.rename_column(one, two, three),
            7 => {
                let index = op.create_index(one, [asc(two), desc(three)]);
                if flag {
                    index.unique().predicate(not_null(two));
                }
            }
            8 => {
                op.drop_index(one, &format!("ix_{name}_{two}_{three}"));
            }
            9 => {
                op.add_foreign_key(one, [two], referenced, [two]);
            }
            10 => op.drop_constraint(one, &format!("fk_{name}_{two}")),
            11 => done(op.add_unique(one, [two]).name(&format!("uq{three}"))),
            12 => {
                let create = op.create_schema(home.unwrap_or("s"));
                if flag {
                    create.if_not_exists();
                }
            }
            13 if flag => op.leave_schema(home.unwrap_or("s")),
            13 => op.drop_schema(home.unwrap_or("s")),
            14 | 15 => op.move_table(one, other),
            16 => done(op.add_check(one, not_null(two)).name(&format!("ck{three}"))),
            17 => {
                let column = op.add_column(one, two, Varchar(9)).comment(three);
                let expression = format!("\"{}\"", three.replace('"', "\"\""));
                done(if flag { column.generated(expression) } else { column.nullable().collate(three) });
            }
            40 if flag => op.set_table_comment(one, two),
            40 => op.set_column_comment(one, two, three),
            41 => op.rename_index(one, &format!("ix_{name}_{two}"), three),
            42 => done(op.create_index(one, two).unique()),
            43 => done(op.add_unique_using_index(one, &format!("ix_{name}_{two}")).name(three)),
            44 => {
                done(op.add_check(one, not_null(two)).name(&format!("ck{three}")).not_valid());
                if flag {
                    op.validate_constraint(one, &format!("ck{three}"));
                }
            }
            18 => {
                let part = if flag { asc(expr(&not_null(three))) } else { desc(three).nulls_last() };
                done(op.create_index(one, [asc(two), part]).include([three]).name(&format!("ix{two}")));
            }
            20 => {
                op.create_view(one, format!("SELECT {two} FROM {three}"));
            }
            21 => {
                op.replace_view(one, "SELECT 1").depends_on([referenced]);
            }
            22 => op.drop_view(one),
            23 => op.rename_view(one, two),
            24 => op.without_views([one], |op| {
                if flag {
                    op.rename_column(referenced, two, name);
                }
            }),
            46 => {
                let create = op.create_sequence(one);
                if flag {
                    create.owned_by(referenced, two).increment(2);
                }
            }
            47 => {
                let alter = op.alter_sequence(one);
                if flag {
                    alter.owned_by(referenced, two).max(9);
                } else {
                    alter.owned_by_none().cycle();
                }
            }
            48 => op.drop_sequence(one),
            49 => op.rename_sequence(one, two),
            50 | 51 => {
                op.add_column(one, two, BigInt).default(next_value(referenced));
            }
            25 => {
                op.create_function(one, [("a", two)], "x");
            }
            26 => op.replace_function(one, [("b", two)], "y"),
            27 => op.drop_function(one, two),
            28 => op.create_trigger(two, one, "x", if flag { three } else { "y" }),
            29 => op.replace_trigger(two, one, "z", "y"),
            30 => op.drop_trigger(two, one),
            31 => {
                let create = op.create_extension(name);
                if flag {
                    create.if_not_exists().version(two);
                }
            }
            32 if flag => op.leave_extension(name),
            32 => op.drop_extension(name),
            33 => {
                op.create_enum(one, ["a", "b"]);
            }
            34 => {
                op.add_column(one, two, Enum(referenced)).default("a");
            }
            35 => {
                op.add_enum_value(one, two);
            }
            36 => op.rename_enum_value(one, two, three),
            37 if flag => {
                op.remove_enum_value(one, two).map_to(three);
            }
            37 => {
                op.remove_enum_value(one, two);
            }
            38 if flag => op.rename_enum(one, two),
            38 => op.reorder_enum(one, [two, three]),
            _ => {
                let exclusion = op.add_exclusion(one, [(two, "=")]).name(&format!("ex{three}"));
                done(if flag { exclusion.predicate(not_null(three)) } else { exclusion.include([three]) });
            }
        });
        recorded.into_iter().map(|recorded| recorded.operation).collect()
    })
}

proptest! {
    #[test]
    fn a_random_chain_leads_back(operations in prop::collection::vec(any_operation(), 1..60)) {
        let mut schema = Schema::default();
        let mut undo = Vec::new();
        for operation in operations.into_iter().flatten() {
            let before = schema.clone();
            if !speaks_of_what_is_there(&operation, &schema) {
                continue;
            }
            if operation.apply(&mut schema).is_ok() {
                undo.push((operation.inverse(&before).unwrap(), before, operation));
            } else {
                prop_assert_eq!(&schema, &before, "a misfit changes nothing: {}", operation);
            }
        }
        while let Some((inverse, before, operation)) = undo.pop() {
            for step in inverse {
                if let Err(error) = step.apply(&mut schema) {
                    return Err(TestCaseError::fail(format!("{operation}, undone by {step}: {error}")));
                }
            }
            prop_assert_eq!(schema.difference(&before), None, "{}", operation);
        }
    }
}

#[test]
fn rows_that_are_found_by_what_is_set_are_found_again_by_it() {
    let schema = schema_of(larger_shop);
    let inverse = |function: fn(&mut Operations)| {
        let operation = &record(function)[0].operation;
        operation.apply(&mut schema.clone()).map_err(|misfit| misfit.to_string())?;
        operation.inverse(&schema).map_err(|irreversible| irreversible.to_string())
    };
    let undo = inverse(|op| {
        op.update("countries")
            .set("code", "XX")
            .matching("code", "NO")
            .matching("name", "Norway")
            .restore_with("code", "NO");
    });
    let again = record(|op| {
        op.update("countries")
            .set("code", "NO")
            .matching("code", "XX")
            .matching("name", "Norway")
            .restore_with("code", "XX");
    });
    assert_eq!(undo, Ok(vec![again[0].operation.clone()]));
    let unknown: [fn(&mut Operations); 3] = [
        |op| {
            op.update("countries").set("name", "a").matching("code", "NO");
        },
        |op| {
            op.delete("countries").matching("code", "NO");
        },
        |op| {
            op.update("deals").set("price", 1).predicate("price = 2").restore_with("price", 2);
        },
    ];
    assert_eq!(
        unknown.map(inverse).map(Result::unwrap_err),
        [
            "what the updated rows of `countries` held is not known",
            "the rows deleted from `countries` are not known",
            "an update of table `deals` cannot be undone as it says: `restore_with` is needed for each column that is set, \
             and the rows must be found again by what they hold then",
        ]
    );
}

#[test]
fn rows_are_chosen_and_set_as_their_table_allows() {
    let misfits: [fn(&mut Operations); 13] = [
        |op| {
            op.update("deal").set("price", 1).all_rows();
        },
        |op| {
            op.update("deals").set("prize", 1).all_rows();
        },
        |op| {
            op.update("deals").set("price", 1);
        },
        |op| {
            op.update("deals").set("price", 1).all_rows().matching("id", 7);
        },
        |op| {
            op.update("deals").all_rows();
        },
        |op| {
            op.update("deals").set("price", 1).set("price", 2).all_rows();
        },
        |op| {
            op.update("deals").set("price", None::<i32>).all_rows();
        },
        |op| {
            op.update("deals").set("title", now()).all_rows();
        },
        |op| {
            op.update("deals").set("note", expr(" ")).all_rows();
        },
        |op| {
            op.update("deals").set("currency", "GBP").all_rows();
        },
        |op| {
            op.delete("deals").matching("id", "seven");
        },
        |op| {
            op.delete("deals").matching("title", None::<&str>);
        },
        |op| {
            op.delete("countries").matching("code", "NO").restore_with(["code"], [["NO"]]);
        },
    ];
    assert_eq!(
        misfits.map(|function| misfit(function).to_string()),
        [
            "there is no table `deal`; did you mean `deals`?",
            "table `deals` has no column `prize`; did you mean `price`?",
            "the choice of rows of table `deals` says not which; add `.matching(\"…\", …)`, `.predicate(\"…\")` or \
             `.all_rows()`",
            "the choice of rows of table `deals` names conditions and `all_rows`; leave one of them out",
            "an update of table `deals` sets no column; add `.set(\"…\", …)`",
            "column `price` of table `deals` is set twice",
            "NULL is no value of column `price` of table `deals`, which is Numeric(10, 2)",
            "column `title` of table `deals` is set to the time and is no Date, Time, Timestamp or TimestampTz",
            "column `note` of table `deals` is set to an expression of no words",
            "\"GBP\" is no value of column `currency` of table `deals`, which is Enum(\"currency\")",
            "\"seven\" is no value of column `id` of table `deals`, which is BigInt",
            "NULL is no value of column `title` of table `deals`, which is Varchar(200)",
            "a row for table `countries` has no value for column `name`, which takes no NULL and has no default",
        ]
    );
    let computed: [fn(&mut Operations); 4] = [
        |op| {
            op.update("t").set("twice", 1).all_rows();
        },
        |op| {
            op.update("t").set("id", 1).all_rows();
        },
        |op| {
            op.delete("t").matching("data", "{}");
        },
        |op| {
            op.delete("t").matching("share", 0.1);
        },
    ];
    let schema = schema_of(|op| {
        op.create_table("t", |t| {
            t.column("id", BigInt).identity_as(Identity::always()).primary_key();
            t.column("twice", BigInt).generated("2 * size");
            t.column("size", BigInt);
            t.column("data", Jsonb);
            t.column("share", Real);
        });
    });
    let refused = computed
        .map(|function| record(function)[0].operation.apply(&mut schema.clone()).unwrap_err().to_string());
    assert_eq!(
        refused,
        [
            "column `twice` of table `t` is computed, and has no values of its own",
            "column `id` of table `t` is always numbered by the database",
            "the choice of rows of table `t` compares column `data`, and not every database finds equal values of Jsonb \
             equal; say it with `.predicate(expr(\"…\"))`",
            "the choice of rows of table `t` compares column `share`, and not every database finds equal values of Real \
             equal; say it with `.predicate(expr(\"…\"))`",
        ]
    );
}
