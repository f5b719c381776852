//! Every operation on every dialect, as snapshots.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Dialect, stored};
use crate::batches::{KeyColumn, KeyForm, KeyValue};
use crate::operation::{DataFunction, DataStep, Operations};
use crate::plan::PlannedOperation;
use crate::prelude::*;
use crate::schema::Schema;
use crate::script::Statement;
use crate::site::Site;

/// What the examples find.
fn shop(op: &mut Operations) {
    op.create_enum("currency", ["USD", "EUR"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
        t.column("code", Varchar(20)).unique();
        t.column("price", Numeric(10, 2))
            .default(0)
            .check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"));
        t.column("currency", Enum("currency")).default("EUR");
        t.column("note", Text).nullable();
        t.column("opened", Date);
        t.column("closed", Date).nullable();
        t.check("closed IS NULL OR closed >= opened").name("ck_deals_closed");
        t.index(["opened"]);
        t.index([desc("price"), asc("opened")]);
    });
}

/// The statements of each operation on each dialect, or why there are none.
fn lowered(record: impl Fn(&mut Operations)) -> String {
    let mut text = String::new();
    for dialect in Dialect::ALL {
        let _ = writeln!(text, "== {}", dialect.name());
        let mut schema = Schema::default();
        for recorded in Operations::record(shop) {
            dialect.lower(&recorded.operation, &schema).expect("every dialect has the shop");
            recorded.operation.apply(&mut schema).expect("the shop fits");
        }
        for recorded in Operations::record(&record) {
            match dialect.lower(&recorded.operation, &schema) {
                Ok(statements) if statements.is_empty() => text.push_str("(nothing)\n"),
                Ok(statements) => {
                    for statement in &statements {
                        write_statement(&mut text, statement);
                    }
                }
                Err(unsupported) => {
                    let _ = writeln!(
                        text,
                        "unsupported: {}\n       help: {}",
                        unsupported.reason, unsupported.help
                    );
                }
            }
            recorded.operation.apply(&mut schema).expect("the example fits");
        }
    }
    text
}

fn write_statement(text: &mut String, statement: &Statement) {
    let _ = match statement {
        Statement::Author(sql) => writeln!(text, "author: {sql}"),
        Statement::Backfill(batches) => {
            let value = |column: &KeyColumn| match column.form {
                KeyForm::Bytes => KeyValue::Bytes(vec![0, 255]),
                KeyForm::AsStored | KeyForm::Number => KeyValue::Number("-7.5".to_owned()),
                KeyForm::Text => KeyValue::Text("it's \\".to_owned()),
            };
            let key = batches.key.iter().map(value).collect::<Vec<_>>();
            let statements = [
                batches.estimate(),
                batches.end(&[], 1),
                batches.update(&[], Some(&key)),
                batches.end(&key, 1_000),
                batches.update(&key, Some(&key)),
                batches.left(&key),
                batches.update(&key, None),
            ];
            writeln!(text, "batches: {};", statements.join(";\n         ")).and_then(|()| {
                writeln!(text, "whole: {};\noffline: {};", batches.whole, batches.offline.join(";\n"))
            })
        }
        Statement::Concurrent { sql, goal: _, look, sweep } => {
            writeln!(text, "alone: {sql};\n look: {look};\nsweep: {sweep};")
        }
        Statement::Data { name, function: _ } => writeln!(text, "data: {name}"),
        Statement::Ddl(sql) => writeln!(text, "{sql};"),
        Statement::Dml(sql) => writeln!(text, "dml: {sql};"),
        Statement::Guard { query, table, column, value: None } => {
            writeln!(text, "guard ({table}, {column}): {query};")
        }
        Statement::Guard { query, table, column, value: Some(value) } => {
            writeln!(text, "guard ({table}, {column}, {value:?}): {query};")
        }
        Statement::Live(live) => live.offline().iter().try_for_each(|sql| writeln!(text, "live: {sql};")),
    };
}

macro_rules! matrix {
    ($($name:ident => $record:expr,)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), lowered($record));
        }
    )*};
}

matrix! {
    sequences => |op: &mut Operations| {
        op.create_sequence("numbers");
        op.create_sequence("down").start(7).increment(-2).min(-100).max(7).cache(5).cycle();
        op.alter_sequence("down").no_max().no_min().start(-3).no_cycle().cache(1);
        op.alter_sequence("numbers").increment(10).cycle();
        op.alter_sequence("numbers").no_cycle();
        op.alter_sequence("numbers").no_max();
        op.create_table("invoices", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("number", Integer).default(next_value("numbers"));
        });
        op.alter_sequence("numbers").owned_by("invoices", "number");
        op.alter_sequence("numbers").owned_by_none();
        op.rename_sequence("numbers", "numerals");
        op.rename_sequence("down", "up");
        op.drop_sequence("up");
        op.create_sequence("pg_up").owned_by("deals", "id");
    },
    functions => |op: &mut Operations| {
        let typed = |text: &str| expr(text).on(MySql, "DECIMAL(10, 2)");
        op.create_function("net", [("price", typed("numeric")), ("rate", typed("numeric DEFAULT 0.19"))],
            expr("RETURNS numeric LANGUAGE sql AS $$ SELECT price / (1 + rate); $$; -- done")
                .on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC BEGIN IF rate = 0 THEN RETURN price; END IF; RETURN price / (1 + rate); END;"));
        op.replace_function("net", [("price", typed("numeric")), ("rate", typed("numeric"))],
            expr("RETURNS numeric LANGUAGE sql RETURN price").on(MySql, "RETURNS DECIMAL(10, 2) DETERMINISTIC RETURN price"));
        op.create_function("net", [("price", typed("numeric"))],
            expr("RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END")
                .on(MySql, "RETURNS INT RETURN 1; COMMIT"));
        op.create_function("unsound", (), "RETURNS int LANGUAGE sql RETURN 1; COMMIT");
        op.create_function("unended", (), "RETURNS int LANGUAGE sql AS $$ SELECT 1; $");
        op.drop_function("net", "numeric");
        op.drop_function("net", ["numeric", "numeric"]);
    },
    triggers => |op: &mut Operations| {
        let body = expr("FOR EACH ROW EXECUTE FUNCTION touch('a;b')")
            .on(MySql, "FOR EACH ROW BEGIN SET NEW.note = 'a;b'; SET NEW.code = CASE WHEN 1 THEN 'x' ELSE 'y' END; END")
            .on(Sqlite, "FOR EACH ROW BEGIN UPDATE deals SET note = 'a;b' WHERE id = NEW.id; SELECT CASE WHEN 1 THEN 2 END; END; -- end");
        op.create_trigger("touch", "deals", expr("BEFORE UPDATE -- often").on(Sqlite, "AFTER UPDATE"), body.clone());
        op.create_trigger("touch", "people", "AFTER INSERT", body.clone());
        op.replace_trigger("touch", "deals", "AFTER INSERT", body);
        op.create_trigger("unsound", "deals", "AFTER INSERT", "BEGIN SELECT 1; END; COMMIT");
        op.create_view("open", "SELECT 1 AS id");
        op.create_trigger("into_open", "open", "INSTEAD OF INSERT", expr("FOR EACH ROW EXECUTE FUNCTION f()").on(Sqlite, "BEGIN SELECT 1; END"));
        op.replace_view("open", "SELECT 2 AS id");
        op.without_views(["open"], |_| {});
        op.rename_view("open", "opened");
        op.drop_trigger("into_open", "opened");
        op.drop_trigger("touch", "deals");
    },
    extensions => |op: &mut Operations| {
        op.create_extension("citext");
        op.create_extension("pg_trgm").if_not_exists().schema("public").version("1.6");
        op.drop_extension("citext");
        op.leave_extension("pg_trgm");
    },
    views => |op: &mut Operations| {
        op.create_view("open", expr("SELECT id, note FROM deals WHERE closed IS NULL -- not yet")
            .on(MySql, "SELECT `id`, `note` FROM `deals` WHERE `closed` IS NULL"));
        op.create_view("noted", "SELECT * FROM open WHERE note <> 'it''s'");
        op.create_view("later", "SELECT note FROM noted");
        op.replace_view("open", "SELECT id, note, price FROM deals");
        op.without_views(["open", "noted", "later"], |op| op.rename_column("deals", "closed", "shut"));
        op.rename_view("later", "ever");
        op.replace_view("ever", "SELECT 1; DROP TABLE deals");
        op.drop_view("ever");
        op.drop_view("noted");
    },
    views_with_names_that_do_not_do => |op: &mut Operations| {
        op.create_view("pg_views", "SELECT 1");
        op.create_view("currency", "SELECT 1");
        op.create_view("Deals", "SELECT 1");
        op.create_view("sqlite_views", "SELECT 1");
        op.create_view(("public", "views"), "SELECT 1");
        op.create_view("views", "(SELECT 1");
        op.create_view("blank ", "SELECT 1");
    },
    tables_in_schemas => |op: &mut Operations| {
        op.create_schema("billing").if_not_exists();
        op.create_schema("empty");
        op.drop_schema("empty");
        op.create_enum(("billing", "json"), ["a", "b"]);
        op.create_table(("billing", "invoices"), |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("deal_id", BigInt).references("deals", "id");
            t.column("kind", Enum(("billing", "json"))).default("a");
            t.column("kinds", Array(Enum(("billing", "json")))).nullable();
            t.index(["deal_id"]);
        });
        op.add_foreign_key("people", ["id"], ("billing", "invoices"), ["id"]);
        op.create_index(("billing", "invoices"), ["kind"]);
        op.insert(("billing", "invoices"), ["id", "deal_id"], [(7, 1)]);
        op.rename_column(("billing", "invoices"), "kinds", "sorts");
        op.drop_column(("billing", "invoices"), "kind").cascade();
        op.drop_constraint(("billing", "invoices"), "fk_invoices_deal_id");
        op.drop_index(("billing", "invoices"), "ix_invoices_deal_id");
        op.rename_table(("billing", "invoices"), "bills");
        op.move_table(("billing", "bills"), None);
        op.move_table("bills", "billing");
        op.drop_constraint("people", "fk_people_id");
        op.drop_table(("billing", "bills"));
        op.drop_enum(("billing", "json"));
        op.leave_schema("billing");
    },
    create_table_with_everything => |op: &mut Operations| op.create_table("offers", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade).on_update(Restrict);
        t.column("parent_id", BigInt).references("offers", "id").on_delete(SetNull).nullable();
        t.column("price", Numeric(10, 2)).default("19.90").check("price IS NOT NULL -- never");
        t.column("share", Double).default(0.1);
        t.column("ratio", Real).default(-1.5e-7);
        t.column("approved", Boolean).default(false);
        t.column("currency", Enum("currency")).default("USD");
        t.column("title", Varchar(80)).default("it's a \\ \"🦀\"").unique();
        t.column("body", Text).default("");
        t.column("data", Bytes).default(&[0_u8, 255][..]);
        t.column("key", Uuid).default("67e55044-10b1-426f-9247-bb680e5fe0c8");
        t.column("extra", Json).default("{}");
        t.column("more", Jsonb).nullable();
        t.column("day", Date).default("2026-01-31");
        t.column("at", Time).default("23:59");
        t.column("local", Timestamp).default("2026-01-31 23:59:59.5");
        t.column("instant", TimestampTz).default("2026-01-31T23:59:59.5+02:00");
        t.column("sum", Integer).default(expr("1 + 1"));
        t.column("small", SmallInt).nullable().default(Value::Null);
        t.column("letters", Char(3));
        t.unique(["deal_id", "title"]).name("one title a deal");
        t.check("share < 1000 OR approved");
        t.index(["title"]).unique().name("ux_title");
    }),
    columns_with_attributes => |op: &mut Operations| {
        op.create_table("lines", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().start(1000)).primary_key();
            t.column("title", Varchar(80)).collate("de-x-icu").collate_on(Sqlite, "NOCASE")
                .collate_on(MySql, "utf8mb4_general_ci").comment("What it's */ called");
            t.column("price", Integer).default(1).comment("Without \"tax\"");
            t.column("quantity", Integer);
            t.column("sum", BigInt).generated(expr("price * quantity")).comment("Of the line").unique();
            t.column("loud", Varchar(80)).nullable().generated("upper(title)").collate_on(Postgres, "C").check("loud <> ''");
            t.comment("Lines of a bill");
        });
        op.add_column("lines", "note", Text).nullable().comment("By the seller");
        op.add_column("lines", "twice", BigInt).generated("2 * price").comment("Two of them");
        op.add_column("lines", "place", Varchar(20)).default("").collate_on(Sqlite, "RTRIM");
        op.add_column("lines", "after", BigInt).generated("sum + 1");
        op.rename_column("lines", "price", "cost");
    },
    columns_computed_when_they_are_read => |op: &mut Operations| {
        op.create_table("lines", |t| {
            t.column("price", Integer);
            t.column("twice", BigInt).generated_virtual("2 * price");
        });
        op.add_column("lines", "thrice", BigInt).nullable().generated_virtual("3 * price").comment("Three of them");
    },
    columns_computed_from_numbers_kept_as_text => |op: &mut Operations| {
        op.add_column("deals", "twice", Numeric(12, 2)).nullable().generated_virtual("2 * price");
        op.add_column("deals", "thrice", Numeric(12, 2)).nullable()
            .generated_virtual(expr("3 * price").on(Sqlite, "printf('%.2f', 3 * price)"));
    },
    columns_computed_from_an_identity => |op: &mut Operations| {
        op.create_table("lines", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("next", BigInt).generated("id + 1");
        });
        op.create_table("keyed", |t| {
            t.column("id", BigInt);
            t.column("next", BigInt).generated("id + 1").primary_key();
        });
    },
    identities => |op: &mut Operations| {
        op.create_table("always", |t| {
            t.column("id", BigInt).identity_as(Identity::always()).primary_key();
        });
        op.insert("always", "id", [[7]]);
        op.create_table("stepped", |t| {
            let identity = Identity::by_default().start(10).increment(5).min(5).max(100).cache(20).cycle();
            t.column("id", BigInt).identity_as(identity).primary_key();
        });
        op.insert("stepped", "id", [[5], [60], [500]]);
        op.insert("stepped", "id", [[5]]);
        op.create_table("down", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().increment(-1)).primary_key();
        });
        op.insert("down", "id", [[5], [-3], [-4]]);
    },
    comments_that_some_cannot_have => |op: &mut Operations| {
        op.create_table("backslashed", |t| {
            t.column("id", BigInt).comment("a \\ b");
        });
        op.create_table("crabs", |t| {
            t.column("id", BigInt).comment("🦀");
        });
        op.create_table("longer", |t| {
            t.column("id", BigInt);
            t.comment(&"ab".repeat(1025));
        });
    },
    tables_with_options => |op: &mut Operations| {
        op.create_table("all", |t| {
            t.column("id", BigInt).primary_key();
            t.column("it", Varchar(9));
            t.column("day", Date);
            t.column("flag", Boolean);
            t.column("share", Double);
            t.column("key", Uuid);
            t.mysql().engine("Aria").charset("latin1").collation("latin1_bin");
            t.sqlite().strict().without_rowid();
        });
        op.add_column("all", "at", TimestampTz).nullable();
        op.create_table("charset", |t| {
            t.column("it", Varchar(9));
            t.mysql().charset("latin1");
            t.sqlite().strict();
        });
        op.create_table("collation", |t| {
            t.column("it", Varchar(9)).primary_key();
            t.mysql().collation("utf8mb4_unicode_ci");
            t.sqlite().without_rowid();
        });
        op.create_table("numbered", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.sqlite().without_rowid();
        });
        op.create_table("keyless", |t| {
            t.column("id", BigInt);
            t.sqlite().without_rowid();
        });
        op.create_table("referencing", |t| {
            t.column("id", BigInt).references("people", "id");
            t.mysql().engine("MyISAM");
        });
    },
    indexes_with_attributes => |op: &mut Operations| {
        op.create_index("deals", "code").using("hash").name("by method");
        op.create_index("deals", desc("code")).using("gin").name("sorted by no order");
        op.create_index("deals", "code").include(["price", "opened"]).name("including");
        op.create_index("deals", "closed").unique().nulls_not_distinct().name("one null");
        op.create_index("deals", [asc("closed").nulls_first(), desc("opened").nulls_last()]).name("least nulls");
        op.create_index("deals", [asc("closed").nulls_last(), desc("opened").nulls_first()]).name("greatest nulls");
        op.create_index("deals", asc("code").opclass("varchar_pattern_ops")).name("of a class");
        op.create_index("deals", asc("code").collate_on(Postgres, "C").collate_on(Sqlite, "NOCASE")).name("collated");
        op.create_index("deals", asc("code").collate_on(MySql, "utf8mb4_bin")).name("collated otherwise");
        op.create_index("deals", expr("lower(code)")).unique();
        op.create_index("deals", [asc("opened"), desc(expr("coalesce(note, '')").on(Sqlite, "ifnull(note, '')"))]).name("mixed");
        op.create_index("deals", [prefix("note", 20), asc("code")]).name("beginning");
        op.create_index("deals", prefix("note", 800)).name("long beginning");
    },
    constraints_with_attributes => |op: &mut Operations| {
        op.create_table("visits", |t| {
            t.column("person_id", BigInt).references("people", "id").deferrable();
            t.column("deal_id", BigInt).nullable();
            t.foreign_key("deal_id", "deals", "id").on_delete(SetNull).initially_deferred();
        });
        op.create_table("deferred", |t| {
            t.column("id", BigInt);
            t.column("note", Text);
            t.unique("id").initially_deferred();
        });
        op.create_table("including", |t| {
            t.column("id", BigInt);
            t.column("note", Text);
            t.primary_key("id").include("note").deferrable();
            t.unique("id").include("note").nulls_not_distinct();
        });
        op.create_table("bookings", |t| {
            t.column("room", Integer);
            t.column("starts", Timestamp);
            t.column("ends", Timestamp);
            t.exclude([(asc("room"), "="), (asc(expr("tsrange(starts, ends)")), "&&")])
                .predicate("room > 0")
                .initially_deferred()
                .name("one at a time");
        });
        op.add_check("deals", "code <> ''").not_valid();
        op.add_foreign_key("deals", "id", "people", "id").not_valid().deferrable().name("later");
        op.add_unique("deals", "closed").nulls_not_distinct();
        op.add_exclusion("deals", [("code", "=")]).using("hash").name("by hash");
    },
    what_may_be_there_or_not => |op: &mut Operations| {
        op.create_table("numbered", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().start(100)).primary_key();
            t.column("note", Varchar(9)).comment("What for");
            t.index("note");
            t.if_not_exists();
        });
        op.create_index("deals", "closed").if_not_exists();
        op.create_index("deals", "code").if_not_exists().concurrently();
        op.create_index("deals", "person_id").if_not_exists();
        op.drop_index("deals", "ix_deals_closed").if_exists();
        op.drop_index("deals", "ix_deals_code").if_exists().concurrently();
        op.drop_index("deals", "stranger").if_exists();
        op.drop_table_if_exists("numbered");
        op.drop_table_if_exists("strangers");
    },
    comments => |op: &mut Operations| {
        op.set_table_comment("deals", "It's sold");
        op.set_column_comment("deals", "note", "By the seller");
        op.set_column_comment("deals", "price", "a \\ b");
        op.drop_table_comment("deals");
        op.drop_column_comment("deals", "note");
    },
    rename_indexes => |op: &mut Operations| {
        op.rename_index("deals", "ix_deals_price_opened", "by price");
        op.create_index("deals", [asc("closed"), desc("id")]).unique().name("one");
        op.rename_index("deals", "one", "One");
    },
    constraints_made_in_two_steps => |op: &mut Operations| {
        op.add_check("deals", "code <> ''").name("later").not_valid();
        op.validate_constraint("deals", "later");
        op.create_index("deals", ["code", "opened"]).unique().name("ux");
        op.add_unique_using_index("deals", "ux");
        op.create_index("deals", ["opened", "code"]).unique().name("ux2");
        op.add_unique_using_index("deals", "ux2").name("uq two").deferrable();
        op.create_table("keyless", |t| {
            t.column("id", BigInt);
            t.index("id").unique();
        });
        op.add_primary_key_using_index("keyless", "ix_keyless_id");
    },
    create_table_with_the_time => |op: &mut Operations| op.create_table("clocks", |t| {
        t.column("id", Integer).primary_key();
        t.column("day", Date).default(now());
        t.column("at", Time).default(now());
        t.column("local", Timestamp).default(now());
        t.column("instant", TimestampTz).default(now());
    }),
    create_table_with_a_key_of_two_columns => |op: &mut Operations| {
        op.create_table("members", |t| {
            t.column("person_id", BigInt).references("people", "id").primary_key();
            t.column("deal_id", BigInt).references("deals", "id").primary_key();
        });
        op.create_table("roles", |t| {
            t.column("deal", BigInt);
            t.column("person", BigInt);
            t.foreign_key(["person", "deal"], "members", ["person_id", "deal_id"]);
        });
    },
    a_comparison_of_numbers_kept_as_text => |op: &mut Operations| {
        op.create_table("prices", |t| { t.column("price", Numeric(9, 2)).check("price > 0"); });
        op.create_index("deals", "opened").predicate("price BETWEEN 1 AND 5").name("ix_cheap");
        op.add_column("people", "debt", Numeric(9, 2)).default(0).check("debt < 100");
    },
    create_table_with_an_array => |op: &mut Operations| op.create_table("lists", |t| {
        t.column("id", BigInt).primary_key();
        t.column("numbers", Array(Integer)).default("{1,2}");
    }),
    identity_beside_the_key => |op: &mut Operations| op.create_table("numbered", |t| {
        t.column("key", Uuid).primary_key();
        t.column("number", BigInt).identity();
    }),
    identity_in_a_key_of_two => |op: &mut Operations| op.create_table("numbered", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("year", Integer).primary_key();
    }),
    text_in_a_key => |op: &mut Operations| op.create_table("words", |t| {
        t.column("word", Text).primary_key();
    }),
    json_in_an_index => |op: &mut Operations| op.create_table("words", |t| {
        t.column("word", Json);
        t.index(["word"]);
    }),
    a_key_too_long => |op: &mut Operations| op.create_table("words", |t| {
        t.column("word", Varchar(768));
        t.column("other", Varchar(1));
        t.unique(["word", "other"]);
    }),
    a_row_too_long => |op: &mut Operations| op.create_table("words", |t| {
        t.column("word", Varchar(16000));
        t.column("other", Varchar(400));
    }),
    types_too_large => |op: &mut Operations| {
        for (name, column_type) in [
            ("a", Varchar(16_384)), ("b", Char(256)), ("c", Numeric(66, 2)), ("d", Numeric(1001, 2)), ("e", Varchar(10_485_761)),
        ] {
            op.create_table(name, |t| { t.column("it", column_type); });
        }
    },
    a_default_that_sets_nothing => |op: &mut Operations| op.create_table("words", |t| {
        t.column("id", BigInt).default(1).references("people", "id").on_delete(SetDefault);
    }),
    a_foreign_key_in_another_order => |op: &mut Operations| {
        op.create_table("pairs", |t| {
            t.column("a", BigInt).primary_key();
            t.column("b", BigInt).primary_key();
        });
        op.create_table("words", |t| {
            t.column("x", BigInt);
            t.column("y", BigInt);
            t.foreign_key(["x", "y"], "pairs", ["b", "a"]);
        });
    },
    foreign_keys_of_one_name => |op: &mut Operations| op.create_table("words", |t| {
        t.column("id", BigInt).references("people", "id").key_name("FK_deals_person_id");
    }),
    names_that_differ_in_capitals => |op: &mut Operations| {
        op.create_table("People", |t| { t.column("id", BigInt); });
        op.create_table("words", |t| {
            t.column("a", BigInt);
            t.column("A", BigInt);
        });
        op.create_table("things", |t| {
            t.column("a", BigInt);
            t.index(["a"]).name("it");
            t.index(["a"]).name("IT");
        });
    },
    names_that_some_cannot_have => |op: &mut Operations| {
        op.create_table(&"long".repeat(17), |t| { t.column("id", BigInt); });
        op.create_table(&"é".repeat(40), |t| { t.column("id", BigInt); });
        op.create_table("sqlite_things", |t| { t.column("id", BigInt); });
        op.create_table("currency", |t| { t.column("id", BigInt); });
        op.create_table("crab 🦀", |t| { t.column("id", BigInt); });
        op.create_table("words", |t| { t.column("word ", BigInt); });
        op.create_table("systems", |t| { t.column("xmin", BigInt); });
        op.create_table("rows", |t| { t.column("db_row_id", BigInt); });
        op.create_table("it's \"a\" `table`", |t| { t.column("\\", BigInt).unique(); });
        op.create_enum("people", ["a"]);
    },
    rename_and_drop_tables => |op: &mut Operations| {
        op.rename_table("deals", "contracts");
        op.rename_table("contracts", "Contracts");
        op.drop_table("Contracts");
    },
    rename_a_table_with_names => |op: &mut Operations| {
        op.rename_table("deals", "contracts").with_names();
    },
    add_columns => |op: &mut Operations| {
        op.add_column("deals", "approved", Boolean).default(false);
        op.add_column("deals", "owner_id", BigInt).nullable().references("people", "id");
        op.add_column("deals", "size", Integer).check("size > 0");
        op.add_column("deals", "created", TimestampTz).default(now());
        op.add_column("deals", "slug", Varchar(20)).nullable().unique();
        op.add_column("deals", "seller_id", BigInt).default(1).references("people", "id");
        op.add_column("deals", "ends", Date).nullable().check("ends > opened");
        op.add_column("deals", "second", Enum("currency")).nullable();
        op.add_column("deals", "Note", Text).nullable();
    },
    drop_columns => |op: &mut Operations| {
        op.drop_column("deals", "note");
        op.drop_column("deals", "currency");
        op.drop_column("deals", "price").cascade();
        op.drop_column("deals", "person_id").cascade();
        op.drop_column("deals", "closed").cascade();
        op.drop_column("deals", "code").cascade();
    },
    drop_the_key_column => |op: &mut Operations| { op.drop_column("deals", "id").cascade(); },
    rename_columns => |op: &mut Operations| {
        op.rename_column("deals", "price", "net price");
        op.rename_column("deals", "note", "Note");
        op.rename_column("people", "name", "ID2");
    },
    alter_columns => |op: &mut Operations| {
        op.alter_column("deals", "note", |c| c.not_null().fill("none"));
        op.alter_column("deals", "note", |c| c.set_default("none"));
        op.alter_column("deals", "note", |c| {
            c.drop_default();
            c.nullable();
        });
        op.alter_column("deals", "code", |c| { c.set_type(Varchar(60)); });
        op.alter_column("deals", "price", |c| { c.set_type(Numeric(12, 2)); });
        op.alter_column("deals", "opened", |c| {
            c.set_type(TimestampTz);
            c.set_default(now());
        });
        op.alter_column("deals", "currency", |c| {
            c.set_type(Varchar(20));
            c.rename("money");
        });
        op.alter_column("people", "name", |c| {
            c.set_type(Integer).using(expr("length(name) -- how long").on(MySql, "char_length(name)"));
            c.nullable();
        });
        op.alter_column("people", "name", |c| {
            c.set_type(BigInt);
            c.not_null().fill(expr("1 + 1"));
            c.set_default(7);
        });
    },
    alter_identities => |op: &mut Operations| {
        op.create_table("lists", |t| {
            t.column("id", BigInt).primary_key();
            t.column("at", BigInt);
        });
        op.alter_column("lists", "id", |c| { c.identity(); });
        op.alter_column("lists", "id", |c| { c.drop_identity(); });
        op.replace_primary_key("lists", ["at", "id"]);
    },
    types_of_keys => |op: &mut Operations| {
        op.set_key_type("people", "id", Integer);
        op.set_key_type("deals", "person_id", BigInt);
    },
    rename_constraints => |op: &mut Operations| {
        op.rename_constraint("deals", "pk_deals", "pk");
        op.rename_constraint("deals", "uq_deals_code", "uq one");
        op.rename_constraint("deals", "fk_deals_person_id", "fk one");
        op.rename_constraint("deals", "ck_deals_price", "ck one");
    },
    an_index_of_text => |op: &mut Operations| { op.create_index("deals", "note"); },
    a_partial_index => |op: &mut Operations| {
        op.create_index("deals", "closed").predicate("closed IS NOT NULL");
    },
    indexes => |op: &mut Operations| {
        op.create_index("deals", "code");
        op.create_index("deals", "person_id");
        op.create_index("deals", [desc("closed"), asc("id")]).unique().name("the closed ones");
        op.drop_index("deals", "ix_deals_person_id");
        op.drop_index("deals", "the closed ones");
    },
    indexes_beside_writers => |op: &mut Operations| {
        op.create_index("deals", ["closed"]).unique().concurrently();
        op.drop_index("deals", "ix_deals_closed").concurrently();
    },
    constraints => |op: &mut Operations| {
        op.add_unique("deals", ["person_id", "opened"]).name("uq one a day");
        op.add_check("deals", expr("price <> 13").on(Postgres, "price <> 13.0")).name("ck luck");
        op.create_table("visits", |t| {
            t.column("person_id", BigInt);
            t.column("deal_id", BigInt);
        });
        op.add_primary_key("visits", ["person_id", "deal_id"]);
        op.add_foreign_key("visits", "deal_id", "deals", "id").on_delete(SetNull).on_delete(Cascade);
        op.add_foreign_key("visits", "person_id", "people", "id");
        op.drop_constraint("visits", "pk_visits");
        op.drop_constraint("visits", "fk_visits_person_id");
        op.drop_constraint("deals", "uq one a day");
        op.drop_constraint("deals", "ck luck");
    },
    keys_that_foreign_keys_hold_on_to => |op: &mut Operations| {
        op.create_table("pairs", |t| {
            t.column("a", BigInt).primary_key();
            t.column("b", BigInt).primary_key();
            t.index(["b", "a"]).unique().name("ux_pairs");
        });
        op.create_table("users", |t| {
            t.column("a", BigInt);
            t.column("b", BigInt);
            t.foreign_key(["a", "b"], "pairs", ["a", "b"]);
        });
        op.drop_constraint("pairs", "pk_pairs");
    },
    enums => |op: &mut Operations| {
        op.create_enum("colour", ["red", "it's", "back\\slash", "🦀", "a,b"]);
        op.create_table("cars", |t| { t.column("colour", Enum("colour")).default("back\\slash"); });
        op.drop_table("cars");
        op.drop_enum("colour");
        op.create_enum("colour", ["red", "it's"]).if_not_exists();
        op.leave_enum("colour");
        op.create_enum("padded", ["a "]);
        op.create_enum("long", ["a".repeat(64).as_str()]);
        op.create_enum("longer", ["a".repeat(256).as_str()]);
    },
    values_of_enums => |op: &mut Operations| {
        op.create_table("prices", |t| {
            t.column("id", BigInt).primary_key();
            t.column("first", Enum("currency")).unique().check("first <> 'USD'");
            t.column("second", Enum("currency")).nullable().references("prices", "first");
            t.column("others", Array(Enum("currency"))).default("{USD,EUR}");
            t.index(["second"]).predicate("second = 'EUR'");
            t.index(["others"]);
        });
        op.add_enum_value("currency", "GBP");
        op.add_enum_value("currency", "it's").before("USD");
        op.add_enum_value("currency", "AED").after("USD");
        op.rename_enum_value("currency", "USD", "dollar's");
        op.remove_enum_value("currency", "it's");
        op.remove_enum_value("currency", "AED").map_to("GBP");
        op.reorder_enum("currency", ["GBP", "EUR", "dollar's"]);
        op.rename_enum("currency", "coin");
    },
    values_of_enums_everywhere => |op: &mut Operations| {
        op.create_table("prices", |t| {
            t.column("id", BigInt).primary_key();
            t.column("first", Enum("currency")).default("EUR").check("first <> 'USD'");
            t.column("second", Enum("currency")).nullable();
        });
        op.add_enum_value("currency", "GBP");
        op.rename_enum_value("currency", "EUR", "euro");
        op.remove_enum_value("currency", "GBP").map_to("euro");
        op.reorder_enum("currency", ["euro", "USD"]);
        op.rename_enum("currency", "coin");
    },
    rows => |op: &mut Operations| {
        op.insert("people", ["id", "name"], [(7, "it's \\ \"🦀\""), (3, "two\nlines")]);
        op.insert("people", ["name"], ["x", "y"].map(|name| [name]));
        op.insert("people", ["id", "name"], [(0, "nobody")]);
        op.insert(
            "deals",
            ["person_id", "code", "price", "opened", "closed"],
            [(7, "a", "12345678.90", "2026-01-31", None), (3, "b", "1", "2026-02-01", Some("2026-02-02"))],
        );
        op.insert("deals", ["person_id", "code", "price", "opened"], [(7, "a", "0.001", "2026-01-31")]);
        op.insert("deals", ["person_id", "code", "opened"], [(7, "a", "tomorrow")]);
    },
    rows_updated => |op: &mut Operations| {
        op.update("people").set("name", "it's \\ \"🦀\"").matching("id", 7).restore_with("name", "two\nlines");
        op.update("deals")
            .set("price", expr("price * 2 -- twice").on(Sqlite, "printf('%.2f', price * 2)"))
            .set("currency", "USD")
            .set("closed", now())
            .set("note", None::<&str>)
            .matching("opened", "2026-01-31")
            .matching("closed", None::<&str>)
            .predicate(expr("note <> ';' OR note IS NULL").on(MySql, "note <> ';' OR `note` IS NULL -- ;"))
            .leave_rows();
        op.update("deals").set("note", "all").all_rows();
        op.create_sequence("numbers");
        op.update("deals").set("person_id", next_value("numbers")).all_rows();
        op.update("deals").set("price", "1.50").matching("price", "1.5");
        op.update("deals").set("note", "a").set("code", expr("note")).all_rows();
        op.update("deals").set("code", expr("note")).set("note", "a").all_rows();
        op.update("deals").set("note", expr("1; DROP TABLE deals")).all_rows();
        op.update("deals").set("note", "a").predicate("1) OR (1");
        op.update("deals").set("price", "0.001").all_rows();
    },
    rows_backfilled => |op: &mut Operations| {
        op.backfill("people").set("name", expr("upper(name) -- loud")).all_rows().leave_rows();
        op.backfill("deals")
            .set("note", "it's $migrate$ \\ \"🦀\"")
            .matching("currency", "EUR")
            .predicate("note IS NULL OR note = ';'")
            .batch_size(500)
            .pause(std::time::Duration::from_millis(1_500))
            .leave_rows();
        op.create_table("parts", |t| {
            t.column("share", Uuid).primary_key();
            t.column("at", Timestamp).primary_key();
            t.column("net", Numeric(12, 3)).primary_key();
            t.column("n", Integer);
        });
        op.backfill("parts").set("n", expr("n + 1")).all_rows().leave_rows();
        op.backfill("deals").set("note", expr("1; DROP TABLE deals")).all_rows();
    },
    rows_deleted => |op: &mut Operations| {
        op.delete("people").matching("id", 7).restore_with(["id", "name"], [(7, "a")]);
        op.delete("deals").matching("currency", "EUR").matching("note", None::<&str>);
        op.delete("deals").predicate(expr("price < 1").on(Sqlite, "CAST(price AS REAL) < 1")).leave_rows();
        op.delete("deals").all_rows();
        op.delete("deals").predicate("1; 2");
    },
    sql => |op: &mut Operations| {
        op.sql(expr("UPDATE deals SET note = 'a;b' -- c").on(Sqlite, "UPDATE deals SET note = 'd'"));
        op.sql("COMMIT");
        op.sql(expr("ANALYZE").on(MySql, ""));
    },
}

/// Tables whose rows have other keys.
fn keyed(op: &mut Operations) {
    op.create_table("tree", |t| {
        t.column("id", BigInt).primary_key();
        t.column("parent", BigInt).nullable().references("tree", "id");
    });
    op.create_table("pairs", |t| {
        t.column("a", Uuid).primary_key();
        t.column("b", Varchar(9)).primary_key();
    });
}

#[test]
fn deletes_undo_inserts() {
    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let mut schema = Schema::default();
    for recorded in Operations::record(shop).into_iter().chain(Operations::record(keyed)) {
        recorded.operation.apply(&mut schema).expect("the tables fit");
    }
    let inserts = Operations::record(|op| {
        op.insert("people", ["id", "name"], [(1, "a"), (2, "b")]);
        op.insert("tree", ["id", "parent"], [(1, None), (2, Some(1))]);
        op.insert("pairs", ["a", "b"], [(uuid, "x"), (uuid, "y")]);
    });
    let undo = |op: &mut Operations| {
        keyed(op);
        for insert in &inserts {
            for undo in insert.operation.inverse(&schema).expect("the rows have keys") {
                op.push(undo, Site::caller());
            }
        }
    };
    insta::assert_snapshot!("deletes_undo_inserts", lowered(undo));
}

#[test]
fn a_data_step_stays_what_it_is() {
    let function = DataFunction::new(Arc::new(()));
    let step = DataStep { name: "split names".to_owned(), function, reverse: None };
    for dialect in Dialect::ALL {
        let statements = dialect.lower(&step.clone().into(), &Schema::default());
        let expected = Statement::Data { name: "split names".to_owned(), function: step.function.clone() };
        assert_eq!(statements, Ok(vec![expected]), "{dialect}");
    }
}

#[test]
fn the_stored_downgrade_is_one_text_of_whole_statements() {
    let undo = Operations::record(|op| {
        op.sql("UPDATE deals SET note = 'a;b'; -- done");
        op.add_column("deals", "size", Integer);
        op.drop_index("deals", "ix_deals_opened");
    });
    let mut before = Schema::default();
    for recorded in Operations::record(shop) {
        recorded.operation.apply(&mut before).expect("the shop fits");
    }
    let planned = |operation| PlannedOperation {
        operation,
        site: Site::caller(),
        before: before.clone(),
        compound: None,
    };
    let undo = undo.into_iter().map(|recorded| planned(recorded.operation)).collect::<Vec<_>>();
    assert_eq!(
        stored(Sqlite, &undo).as_deref(),
        Some(
            "UPDATE deals SET note = 'a;b';\nALTER TABLE \"deals\" ADD COLUMN \"size\" INT NOT NULL;\nDROP INDEX \"ix_deals_opened\";\n"
        )
    );
    let refused = Operations::record(|op| op.drop_constraint("deals", "ck_deals_closed"));
    let refused = refused.into_iter().map(|recorded| planned(recorded.operation)).collect::<Vec<_>>();
    assert_eq!(stored(Sqlite, &refused), None);
}
