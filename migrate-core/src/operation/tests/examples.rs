//! What the tests record: tables that use each other, every operation on them, and chains of operations.

use super::*;

/// A shop of a few tables that use each other in most ways.
pub(super) fn shop(op: &mut Operations) {
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
pub(super) fn larger_shop(op: &mut Operations) {
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

/// One example of every operation, each on what [`larger_shop`] made.
pub(super) fn examples() -> Vec<fn(&mut Operations)> {
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
            op.alter_column("people", "name", |c| {
                c.collate("C");
                c.collate_on(Sqlite, "NOCASE");
            });
        },
        |op| {
            op.if_needed(|op| {
                op.add_check("lists", "at > 0");
            });
        },
        |op| op.set_key_type("countries", "code", Varchar(8)),
        |op| {
            op.set_table_options("lists", |t| {
                t.mysql().engine("Aria").convert_to("latin1", "latin1_bin");
                t.sqlite().strict().without_rowid();
            });
        },
        |op| op.move_sequence("free", "billing"),
        |op| op.restart_sequence("free").with(3),
        |op| {
            op.restart_sequence("free");
        },
        |op| op.move_function(("billing", "f"), ["int", "TEXT"], None),
        |op| {
            op.update("people")
                .set("name", "x")
                .matching_any(["id", "note"], [(1, None), (2, Some("a"))])
                .leave_rows();
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
            op.backfill("deals")
                .set("note", expr("lower(title)"))
                .matching("note", None::<&str>)
                .leave_rows();
        },
        |op| {
            op.backfill("countries")
                .set("code", "XX")
                .matching("code", "NO")
                .restore_with("code", "NO")
                .by("name");
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
        |op| {
            op.declare(|op| {
                op.create_table("stickers", |t| {
                    t.column("id", BigInt).primary_key();
                });
            });
        },
    ]
}

/// Operations that need one before them.
pub(super) fn chains() -> Vec<fn(&mut Operations)> {
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
