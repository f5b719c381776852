//! What does not fit, refused, and what cannot be undone.

use super::*;

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
                t.column("a", Integer).mysql(|c| {
                    c.on_update_now();
                });
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer);
                t.postgres().partition_of("deals", "DEFAULT");
            });
        },
        |op| {
            op.create_table("t", |t| {
                t.column("a", Integer).nullable();
                t.foreign_key("a", "deals", "id").set_columns("a");
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
