//! Written by `MIGRATE_WRITE_DOCS=1`, as a test says whose name is in its message.

use migrate_core::prelude::*;

pub(super) const ALL: &migrate_tests::written::Functions = &[("first", first), ("second", second)];

fn first(op: &mut Operations) {
    op.on(Postgres, |op| {
        op.create_schema("house");
    });
    op.create_enum("currency", ["EUR", "USD", "GBP"]);
    op.create_enum("mood", ["good", "so-so"]);
    op.create_enum("stage", ["Open", "Won", "Lost"]);
    op.on(Postgres, |op| {
        op.create_table("events", |t| {
            t.column("id", BigInt);
            t.column("at", BigInt);
            t.column("kind", Varchar(20));
            t.primary_key(["id", "at"]);
            t.index(["kind"]);
            t.postgres().partition_by_range(["at"]);
        });
        op.create_table("events_early", |t| {
            t.postgres()
                .partition_of("events", "FOR VALUES FROM (0) TO (100)");
        });
        op.create_table("logs", |t| {
            t.column("made", Timestamp);
            t.column("what", Varchar(20));
            t.postgres()
                .partition_by_range(expr("date_trunc('year', made)"));
        });
        op.create_table("logs_2026", |t| {
            t.postgres()
                .partition_of("logs", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
        });
        op.create_table("parents", |t| {
            t.column("name", Varchar(20));
        });
    });
    op.create_table("tags", |t| {
        t.column("name", Varchar(30)).primary_key();
        t.column("label", Varchar(30));
        t.mysql()
            .engine("MyISAM")
            .charset("latin1")
            .collation("latin1_bin");
        t.postgres().unlogged().with([("fillfactor", "80")]);
        t.sqlite().without_rowid();
    });
    op.create_table("things", |t| {
        t.column("id", Integer).primary_key();
        t.column("boolean", Boolean);
        t.column("small", SmallInt);
        t.column("integer", Integer);
        t.column("big", BigInt);
        t.column("real", Real);
        t.column("double", Double);
        t.column("decimal", Numeric(20, 6));
        t.column("letters", Char(3));
        t.column("words", Varchar(50));
        t.column("text", Text);
        t.column("bytes", Bytes);
        t.column("date", Date);
        t.column("time", Time);
        t.column("timestamp", Timestamp);
        t.column("moment", TimestampTz);
        t.column("key", Uuid);
        t.column("json", Json);
        t.column("data", Jsonb);
        t.column("currency", Enum("currency")).nullable();
        t.column(
            "rank",
            Native([(MySql, "tinyint"), (Postgres, "smallint"), (Sqlite, "TINYINT")]),
        );
        t.unique(["key", "small"]).name("things_once");
    });
    op.create_table("visits", |t| {
        t.column("id", BigInt).primary_key();
        t.column("minutes", Integer);
        t.mysql().partition_by("HASH (id) PARTITIONS 4");
        t.sqlite().strict();
    });
    op.on(Postgres, |op| {
        op.create_table(("house", "rooms"), |t| {
            t.column("id", Integer)
                .identity_as(Identity::always().start(100))
                .primary_key();
            t.column("from", Integer);
            t.column("to", Integer);
            t.column("floor", Integer).nullable();
            t.column("door", Integer).nullable();
            t.column("currencies", Array(Enum("currency")));
            t.column("names", Array(Varchar(20))).default(expr("'{}'"));
            t.unique(["floor", "door"])
                .include(["from"])
                .name("one_door");
            t.exclude([(asc(expr(r#"int4range("from", "to")"#)), "&&")])
                .name("apart");
        });
        op.create_table("heirs", |t| {
            t.column("id", BigInt).primary_key();
            t.postgres().inherits(["parents"]);
        });
    });
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("tenant", Integer);
        t.column("number", Integer);
        t.column("name", Varchar(80)).comment("in full");
        t.column("country", Char(2)).default("DE");
        t.column("about", Text).nullable();
        t.column("born", Date).nullable();
        t.column("boss", BigInt)
            .nullable()
            .references("people", "id")
            .on_delete(SetNull);
        t.column("team", BigInt).nullable();
        t.column("mood", Enum("mood")).nullable();
        t.column("is_kind", Boolean).default(true);
        t.column("code", Varchar(40))
            .collate("C")
            .collate_on(MySql, "utf8mb4_general_ci")
            .collate_on(Sqlite, "NOCASE");
        t.unique(["tenant", "number"]).name("one_of_a_tenant");
        t.check("tenant > 0");
        t.check("number < 1000000").name("not_too_many");
        t.check("number >= 0").name("none_below");
        t.index(["boss"]);
        t.index([asc("name"), desc("born")]);
        t.comment("Who pays.");
    });
    op.on(MySql, |op| {
        op.create_index("people", [prefix("about", 20)])
            .name("by_about");
        op.create_index("people", ["number"])
            .mysql(|i| {
                i.comment("for lists");
            })
            .name("listed");
    });
    op.on([Postgres, Sqlite], |op| {
        op.create_index("people", expr("lower(name)"))
            .name("by_name");
        op.create_index("people", ["tenant"])
            .unique()
            .predicate("born IS NULL")
            .name("one_unborn");
    });
    op.on(Postgres, |op| {
        op.create_index("people", ["number"])
            .predicate("country IN ('DE', 'NO')")
            .name("at_home");
        op.create_index("people", ["number"])
            .using("hash")
            .name("hashed");
        op.create_index("people", ["number"])
            .include(["tenant"])
            .with([("fillfactor", "70")])
            .name("covering");
    });
    op.create_table("offers", |t| {
        t.column("id", BigInt).primary_key();
        t.column("person_id", BigInt)
            .references("people", "id")
            .on_delete(Cascade);
        t.column("stage", Enum("stage")).default("Open");
        t.column("currency", Enum("currency")).default("EUR");
        t.column("price", Numeric(12, 4)).default("0.0000");
        t.column("quantity", Integer).default(1);
        t.column("twice", Integer)
            .generated("quantity * 2")
            .nullable();
        t.column("thrice", Integer)
            .generated("quantity * 3")
            .nullable();
        t.column("state", Varchar(20));
        t.column("amount_text", Text);
        t.column("remark", Varchar(200)).nullable();
        t.column("discount", Integer).nullable();
        t.column("made", TimestampTz).default(now());
        t.column("seen", Timestamp).nullable().mysql(|c| {
            c.on_update_now();
        });
        t.column("secret", SmallInt).default(1).mysql(|c| {
            c.invisible();
        });
        t.check("quantity > 0");
        t.index(["stage", "currency"]);
        t.index(["price"]).name("by_price");
        t.comment("what is 'offered'");
    });
    op.on(Postgres, |op| {
        op.create_table("stays", |t| {
            t.column("id", BigInt).primary_key();
            t.column("room", Integer);
            t.column("nights", Integer);
            t.column("tenant", Integer).nullable();
            t.column("number", Integer).nullable();
            t.column("host", BigInt)
                .nullable()
                .references("people", "id")
                .initially_deferred();
            t.foreign_key(["tenant", "number"], "people", ["tenant", "number"])
                .match_full()
                .name("of_somebody");
            t.check("nights < 100").no_inherit().name("few_nights");
        });
    });
    op.create_table("teams", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(40)).unique();
        t.column("leader", BigInt)
            .nullable()
            .references("people", "id")
            .on_delete(SetNull);
    });
    op.create_table("to_go", |t| {
        t.column("id", BigInt).primary_key();
        t.column("what", Varchar(30));
        t.column("of", BigInt).nullable().references("offers", "id");
        t.index(["what"]);
    });
    op.create_table("lines", |t| {
        t.column("offer", BigInt)
            .references("offers", "id")
            .on_delete(Cascade);
        t.column("position", Integer);
        t.column("tenant", Integer);
        t.column("number", Integer);
        t.column("amount", SmallInt);
        t.column("text", Varchar(80));
        t.primary_key(["offer", "position"]);
        t.foreign_key(["tenant", "number"], "people", ["tenant", "number"])
            .on_delete(Cascade);
    });
    op.create_table("notes", |t| {
        t.column("id", Integer).primary_key();
        t.column("offer", BigInt);
        t.column("position", Integer);
        t.column("body", Varchar(60)).unique();
        t.foreign_key(["offer", "position"], "lines", ["offer", "position"])
            .on_delete(Cascade);
    });
    op.add_foreign_key("people", ["team"], "teams", ["id"])
        .on_delete(SetNull);
    op.on(Postgres, |op| {
        op.add_check("stays", "nights > 0")
            .name("some_nights")
            .not_valid();
        op.add_foreign_key("stays", ["room"], ("house", "rooms"), ["id"])
            .name("in_a_room")
            .not_valid();
    });
}

fn second(op: &mut Operations) {
    op.rename_enum("stage", "phase");
    op.rename_table("teams", "groups").with_names();
    op.rename_enum_value("currency", "USD", "US$");
    op.rename_column("people", "team", "group");
    op.rename_column("offers", "stage", "phase");
    op.add_enum_value("currency", "CHF").after("EUR");
    op.add_enum_value("phase", "Forgotten");
    op.create_enum("color", ["Red", "Blue"]);
    op.alter_column("groups", "id", |c| {
        c.drop_identity();
    });
    op.drop_constraint("groups", "fk_groups_leader");
    op.drop_constraint("lines", "fk_lines_tenant_number");
    op.drop_constraint("notes", "fk_notes_offer_position");
    op.drop_constraint("people", "fk_people_team");
    op.on(Postgres, |op| {
        op.drop_constraint("stays", "of_somebody");
        op.drop_index("events", "ix_events_kind");
    });
    op.drop_constraint("groups", "uq_groups_name");
    op.drop_constraint("offers", "ck_offers_82113324");
    op.on([Postgres, Sqlite], |op| {
        op.drop_index("people", "by_name");
    });
    op.drop_constraint("people", "ck_people_3b53327f");
    op.drop_constraint("people", "none_below");
    op.drop_column("offers", "twice");
    // Destructive: `offers` loses the values of `thrice`.
    op.drop_column("offers", "thrice");
    op.on(Postgres, |op| {
        op.create_table("events_late", |t| {
            t.postgres()
                .partition_of("events", "FOR VALUES FROM (100) TO (200)");
        });
    });
    op.create_table("paints", |t| {
        t.column("offer", BigInt).references("offers", "id");
        t.column("color", Enum("color"));
        t.column("by", BigInt).references("groups", "id");
        t.primary_key(["offer", "color"]);
    });
    op.drop_table_comment("offers");
    op.set_table_comment("people", "Who buys.");
    op.set_table_comment("tags", "for search");
    op.set_table_options("tags", |t| {
        t.mysql().default_engine().convert_to_default();
        t.postgres().logged().with([("fillfactor", "60")]);
        t.sqlite().strict().with_rowid();
    });
    op.set_table_options("visits", |t| {
        t.mysql().partition_by("HASH (id) PARTITIONS 2");
        t.sqlite().not_strict();
    });
    op.on(Postgres, |op| {
        op.add_column("events", "weight", Integer).nullable();
        op.add_column("heirs", "more", Text).nullable();
    });
    op.add_column("offers", "thrice", Integer).nullable();
    op.on(Postgres, |op| {
        op.add_column("parents", "rank", Integer).nullable();
    });
    op.add_column("people", "age", Integer).nullable();
    op.alter_column("people", "age", |c| {
        c.not_null()
            .fill(18);
    });
    op.add_column("people", "color", Enum("color"))
        .default("Red");
    op.add_column("people", "born_here", Timestamp)
        .nullable()
        .default(now());
    op.add_column("people", "best", BigInt)
        .nullable()
        .references("offers", "id")
        .on_delete(SetNull);
    op.on([Postgres, Sqlite], |op| {
        op.add_column("visits", "person", BigInt)
            .nullable()
            .references("people", "id");
    });
    op.on(Postgres, |op| {
        op.alter_column("events", "kind", |c| {
            c.set_type(Varchar(40));
        });
    });
    op.alter_column("lines", "tenant", |c| {
        c.set_type(BigInt);
    });
    op.alter_column("lines", "amount", |c| {
        c.set_type(BigInt);
    });
    op.alter_column("lines", "text", |c| {
        c.nullable();
    });
    op.on(Postgres, |op| {
        op.alter_column("logs", "what", |c| {
            c.set_type(Varchar(40));
        });
    });
    op.alter_column("offers", "phase", |c| {
        c.set_default("Won");
    });
    op.alter_column("offers", "currency", |c| {
        c.set_default("US$");
    });
    // Destructive: rows of `offers` that hold a value in `price` get other values.
    op.alter_column("offers", "price", |c| {
        c.set_type(Numeric(12, 2));
        c.set_default("1.00");
    });
    op.alter_column("offers", "quantity", |c| {
        c.set_default(expr("2 + 3"));
    });
    op.alter_column("offers", "state", |c| {
        c.set_type(Enum("phase"));
        c.set_default("Open");
    });
    // Destructive: rows of `offers` that hold a value in `amount_text` get other values.
    op.alter_column("offers", "amount_text", |c| {
        c.set_type(Numeric(10, 2));
    });
    op.alter_column("offers", "remark", |c| {
        c.set_type(Varchar(20));
    });
    op.alter_column("offers", "discount", |c| {
        c.not_null().fill(7);
        c.set_default(7);
    });
    op.alter_column("offers", "made", |c| {
        c.drop_default();
    });
    op.alter_column("offers", "seen", |c| {
        c.mysql(|_| {});
    });
    op.alter_column("offers", "secret", |c| {
        c.set_default(2);
        c.mysql(|_| {});
    });
    op.on(Postgres, |op| {
        op.alter_column("parents", "name", |c| {
            c.set_type(Varchar(60));
        });
    });
    op.alter_column("people", "tenant", |c| {
        c.set_type(BigInt);
    });
    op.alter_column("people", "name", |c| {
        c.set_type(Varchar(120));
    });
    op.set_column_comment("people", "name", "as it is said");
    op.alter_column("people", "country", |c| {
        c.drop_default();
    });
    op.alter_column("people", "about", |c| {
        c.not_null().fill("nothing is known");
        c.set_default("nothing is known");
    });
    op.alter_column("people", "is_kind", |c| {
        c.set_default(false);
    });
    op.alter_column("people", "code", |c| {
        c.collate("POSIX");
        c.collate_on(MySql, "utf8mb4_bin");
        c.collate_on(Sqlite, "RTRIM");
    });
    op.on(Postgres, |op| {
        op.alter_column("stays", "tenant", |c| {
            c.set_type(BigInt);
        });
    });
    op.alter_column("things", "id", |c| {
        c.set_type(BigInt);
    });
    op.alter_column("things", "boolean", |c| {
        c.nullable();
    });
    op.alter_column("things", "small", |c| {
        c.set_type(Integer);
    });
    op.alter_column("things", "integer", |c| {
        c.set_type(BigInt);
    });
    op.alter_column("things", "big", |c| {
        c.set_type(Numeric(20, 0));
    });
    op.alter_column("things", "real", |c| {
        c.set_type(Double);
    });
    // Destructive: rows of `things` that hold a value in `double` get other values.
    op.alter_column("things", "double", |c| {
        c.set_type(Text)
            .using(expr("CAST(\"double\" AS varchar(40))").on(MySql, "CAST(`double` AS CHAR)")).reverse_using(expr("CAST(\"double\" AS double precision)").on(MySql, "CAST(`double` AS DOUBLE)"));
    });
    op.alter_column("things", "decimal", |c| {
        c.set_type(Numeric(24, 8));
    });
    op.alter_column("things", "letters", |c| {
        c.set_type(Varchar(10));
    });
    op.alter_column("things", "words", |c| {
        c.set_type(Text);
    });
    op.alter_column("things", "text", |c| {
        c.set_type(Varchar(100));
    });
    op.alter_column("things", "bytes", |c| {
        c.nullable();
    });
    op.alter_column("things", "date", |c| {
        c.set_type(Timestamp);
    });
    op.alter_column("things", "time", |c| {
        c.nullable();
    });
    op.alter_column("things", "timestamp", |c| {
        c.set_type(TimestampTz);
    });
    op.alter_column("things", "moment", |c| {
        c.set_type(Timestamp);
    });
    op.alter_column("things", "currency", |c| {
        c.set_type(Varchar(20));
    });
    // Destructive: rows of `things` that hold a value in `rank` get other values.
    op.alter_column("things", "rank", |c| {
        c.set_type(Integer)
            .using(expr("\"rank\"").on(MySql, "`rank`")).reverse_using(expr("\"rank\"").on(MySql, "`rank`"));
    });
    op.on(Postgres, |op| {
        op.alter_column(("house", "rooms"), "id", |c| {
            c.identity_as(Identity::by_default().start(200));
        });
        // Destructive: rows of `house.rooms` that hold a value in `names` get other values.
        op.alter_column(("house", "rooms"), "names", |c| {
            c.set_type(Array(Text))
                .using(expr("names::text[]")).reverse_using(expr("names::varchar(20)[]"));
            c.set_default(expr("'{none}'"));
        });
    });
    op.add_column("offers", "twice", Integer)
        .generated("quantity * 20")
        .nullable();
    op.add_column("offers", "sum", Integer)
        .generated("quantity + discount")
        .nullable();
    op.on(Postgres, |op| {
        op.create_index("events", ["kind", "id"]);
    });
    op.create_index("groups", ["name"]);
    op.replace_primary_key("lines", ["position", "offer"]);
    op.rename_constraint("notes", "pk_notes", "notes_key");
    op.drop_index("offers", "by_price");
    op.create_index("offers", ["price", "quantity"])
        .name("by_price");
    op.rename_index(
        "offers",
        "ix_offers_stage_currency",
        "ix_offers_phase_currency",
    );
    op.drop_constraint("people", "one_of_a_tenant");
    op.add_unique("people", ["number", "tenant"])
        .name("one_of_a_tenant");
    op.drop_index("people", "ix_people_name_born");
    op.create_index("people", [desc("name"), asc("born")]);
    op.on(MySql, |op| {
        op.drop_index("people", "by_about");
        op.create_index("people", [prefix("about", 30)])
            .name("by_about");
        op.drop_index("people", "listed");
        op.create_index("people", ["number"])
            .mysql(|i| {
                i.comment("for long lists");
            })
            .name("listed");
    });
    op.on([Postgres, Sqlite], |op| {
        op.create_index("people", expr("upper(name)"))
            .name("by_name");
        op.drop_index("people", "one_unborn");
        op.create_index("people", ["tenant"])
            .unique()
            .predicate("born IS NULL AND number > 0")
            .name("one_unborn");
    });
    op.on(Postgres, |op| {
        op.drop_index("people", "at_home");
        op.create_index("people", ["number"])
            .predicate("name IN ('Ada', 'Eve')")
            .name("at_home");
        op.drop_index("people", "hashed");
        op.create_index("people", ["number"]).name("hashed");
        op.drop_index("people", "covering");
        op.create_index("people", ["number"])
            .include(["country"])
            .with([("fillfactor", "90")])
            .name("covering");
    });
    op.rename_constraint("people", "not_too_many", "few_enough");
    op.create_index("people", ["color", "age"]);
    op.drop_constraint("things", "things_once");
    op.add_unique("things", ["small", "key"])
        .name("things_once");
    op.on(Postgres, |op| {
        op.drop_constraint(("house", "rooms"), "one_door");
        op.add_unique(("house", "rooms"), ["door", "floor"])
            .deferrable()
            .name("one_door");
    });
    op.alter_column("offers", "id", |c| {
        c.identity();
    });
    op.add_check("offers", "quantity > 0 AND quantity < 1000");
    op.add_check("people", "tenant > 0 AND tenant < 5000");
    op.on(Postgres, |op| {
        op.drop_constraint("stays", "few_nights");
        op.add_check("stays", "nights < 100").name("few_nights");
        op.validate_constraint("stays", "some_nights");
        op.drop_constraint(("house", "rooms"), "apart");
        op.add_exclusion(
            ("house", "rooms"),
            [(asc(expr(r#"int4range("from", "to", '[]')"#)), "&&")],
        )
        .name("apart");
    });
    op.add_foreign_key(
        "lines",
        ["number", "tenant"],
        "people",
        ["number", "tenant"],
    )
    .on_delete(Cascade)
    .on_update(Cascade);
    op.add_foreign_key(
        "notes",
        ["position", "offer"],
        "lines",
        ["position", "offer"],
    )
    .on_delete(Cascade);
    op.drop_constraint("offers", "fk_offers_person_id");
    op.add_foreign_key("offers", ["person_id"], "people", ["id"])
        .on_delete(Restrict);
    op.drop_constraint("people", "fk_people_boss");
    op.add_foreign_key("people", ["boss"], "people", ["id"])
        .on_delete(Cascade);
    op.add_foreign_key("people", ["group"], "groups", ["id"])
        .on_delete(SetNull)
        .on_update(Cascade);
    op.on(Postgres, |op| {
        op.drop_constraint("stays", "fk_stays_host");
        op.add_foreign_key("stays", ["host"], "people", ["id"])
            .deferrable();
        op.add_foreign_key(
            "stays",
            ["tenant", "number"],
            "people",
            ["tenant", "number"],
        )
        .on_delete(SetNull)
        .name("of_somebody");
        op.validate_constraint("stays", "in_a_room");
    });
    op.remove_enum_value("currency", "GBP")
        .map_to("EUR");
    // Destructive: `people` loses the values of `mood`.
    op.drop_column("people", "mood");
    // Destructive: `to_go` loses all its rows.
    op.drop_table("to_go");
    op.drop_enum("mood");
}
