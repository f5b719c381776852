//! Tables.

use migrate_core::prelude::*;

use super::example::example;
use super::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        example(
            "Create a table",
            rust!(|op| {
                op.create_table("offers", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade);
                    t.column("title", Varchar(80)).unique();
                    t.column("price", Numeric(10, 2)).default(0);
                    t.column("currency", Enum("currency")).default("USD");
                    t.column("share", Double).default(0.5).check("share > 0");
                    t.column("note", Text).nullable().comment("By the seller");
                    t.column("created_at", TimestampTz).default(now());
                    t.unique(["deal_id", "title"]).name("one_title_a_deal");
                    t.check("share <= 1 OR title <> ''");
                    t.index([asc("deal_id"), desc("created_at")]);
                    t.comment("What was offered");
                });
            }),
        )
        .about(
            "Columns take no NULL unless they are `.nullable()`. Names of keys, checks and indexes that are not given are \
             derived, the same on every database.",
        ),
        example(
            "Create a table with a key of two columns",
            rust!(|op| {
                op.create_table("tags", |t| {
                    t.column("deal_id", BigInt).references("deals", "id").on_delete(Cascade).on_update(Restrict);
                    t.column("tag", Varchar(40));
                    t.primary_key(["tag", "deal_id"]);
                });
            }),
        ),
        example(
            "Create tables whose foreign keys have two columns, or a name",
            rust!(|op| {
                op.create_table("slots", |t| {
                    t.column("room", Integer);
                    t.column("hour", Integer);
                    t.primary_key(["room", "hour"]);
                });
                op.create_table("talks", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("room", Integer);
                    t.column("hour", Integer);
                    t.column("speaker_id", BigInt).references("people", "id").key_name("by_whom");
                    t.foreign_key(["room", "hour"], "slots", ["room", "hour"]).on_delete(Restrict);
                });
            }),
        ),
        example(
            "Create a table whose rows exclude each other",
            rust!(|op| {
                op.create_table("bookings", |t| {
                    t.column("starts", Timestamp);
                    t.column("ends", Timestamp);
                    t.exclude([(asc(expr("tsrange(starts, ends)")), "&&")]).using("gist");
                });
            }),
        ),
        example(
            "Create a table with a column of every type",
            rust!(|op| {
                op.create_table("types", |t| {
                    t.column("small_int", SmallInt).default(-1);
                    t.column("integer", Integer).default(expr("1 + 1"));
                    t.column("big_int", BigInt).primary_key();
                    t.column("numeric", Numeric(20, 4)).default("-1234567890123456.7891");
                    t.column("real", Real).default(-1.5e-7);
                    t.column("double", Double).default(0.1);
                    t.column("boolean", Boolean).default(true);
                    t.column("char", Char(3)).default("abc");
                    t.column("varchar", Varchar(80)).default("it's a \\ \"🦀\"");
                    t.column("text", Text).default("");
                    t.column("bytes", Bytes).default(&[0_u8, 255][..]);
                    t.column("date", Date).default("2026-01-31");
                    t.column("time", Time).default("23:59:59.000001");
                    t.column("timestamp", Timestamp).default(now());
                    t.column("timestamp_tz", TimestampTz).default("2026-01-31T23:59:59.5+02:00");
                    t.column("uuid", Uuid).default("67e55044-10b1-426f-9247-bb680e5fe0c8");
                    t.column("json", Json).default("{}");
                    t.column("jsonb", Jsonb).nullable().default(Value::Null);
                    t.column("enum", Enum("currency")).nullable();
                });
            }),
        ),
        example(
            "Create a table with an array",
            rust!(|op| {
                op.create_table("lists", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("numbers", Array(Integer)).default("{1,2}");
                });
            }),
        ),
        example(
            "Create a table with types that single databases have",
            rust!(|op| {
                op.create_table("requests", |t| {
                    t.column("id", Native([(Postgres, "integer"), (MySql, "mediumint unsigned"), (Sqlite, "INTEGER")]))
                        .identity()
                        .primary_key();
                    t.column("address", Native([(Postgres, "inet"), (MySql, "varbinary(16)"), (Sqlite, "")]))
                        .nullable();
                    t.column("year", Native([(Postgres, "smallint"), (MySql, "year"), (Sqlite, "UNSIGNED BIG INT")]))
                        .default(2026);
                    t.column("flags", Native([(Postgres, "bit varying(8)"), (MySql, "set('a','b''c')"), (Sqlite, "FLAGS(8)")]))
                        .nullable();
                    t.column("title", Native([(Postgres, "character varying"), (MySql, "varchar(90)"), (Sqlite, "NVARCHAR(90)")]))
                        .default("it's")
                        .collate_on(Postgres, "C")
                        .collate_on(MySql, "latin1_general_ci")
                        .collate_on(Sqlite, "NOCASE");
                    t.index(["title", "year"]);
                });
                op.on(Postgres, |op| {
                    op.add_column("requests", "hosts", Array(Native([(Postgres, "cidr")]))).nullable();
                });
                op.add_column("deals", "lasts", Native([(Postgres, "interval"), (MySql, "time"), (Sqlite, "time")])).nullable();
            }),
        )
        .about(
            "The words are those of the type alone, as each database has it. A database that is not named has no such column, \
             which is an error.",
        ),
        example(
            "Create a table that has numbers of its own",
            rust!(|op| {
                op.create_table("invoices", |t| {
                    t.column("id", BigInt).identity_as(Identity::by_default().start(1000)).primary_key();
                    t.column("total", Integer);
                });
            }),
        ),
        example(
            "Create a table whose numbers nobody else may give",
            rust!(|op| {
                op.create_table("invoices", |t| {
                    let identity = Identity::always().start(10).increment(5).min(5).max(1000).cache(20).cycle();
                    t.column("id", BigInt).identity_as(identity).primary_key();
                });
            }),
        ),
        example(
            "Create a table with the options of MySQL and SQLite",
            rust!(|op| {
                op.create_table("codes", |t| {
                    t.column("code", Varchar(20)).primary_key();
                    t.column("rank", Integer);
                    t.mysql().engine("Aria").charset("latin1").collation("latin1_bin");
                    t.sqlite().strict().without_rowid();
                });
            }),
        ),
        example(
            "Create a table in parts",
            rust!(|op| {
                op.create_table("events", |t| {
                    t.column("id", BigInt);
                    t.column("day", Date);
                    t.column("kind", Varchar(20));
                    t.primary_key(["id", "day", "kind"]);
                    t.index(["kind"]);
                    t.postgres().partition_by_range(["day"]);
                    t.mysql().partition_by("HASH (id) PARTITIONS 4");
                });
                op.on(Postgres, |op| {
                    op.create_table("events_2026", |t| {
                        t.postgres()
                            .partition_of("events", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
                            .partition_by_list(["kind"]);
                    });
                    op.create_table("events_2026_sold", |t| {
                        t.postgres().partition_of("events_2026", "FOR VALUES IN ('sold', 'paid')");
                        t.index(["day"]);
                        t.check("id > 0");
                    });
                    op.create_table("events_others", |t| {
                        t.postgres().partition_of("events", "DEFAULT").partition_by_hash(["id"]);
                    });
                    op.create_table("events_others_0", |t| {
                        t.postgres().partition_of("events_others", "FOR VALUES WITH (modulus 2, remainder 0)");
                    });
                });
                op.insert("events", ["id", "day", "kind"], [(1, "2026-05-05", "sold"), (2, "2020-01-01", "seen")]);
            }),
        )
        .about(
            "A partition of PostgreSQL is a table without columns of its own. On a database that is not named, the table is in \
             one piece.",
        )
        .finds("SELECT kind FROM events ORDER BY id", "sold\nseen"),
        example(
            "Create a table that inherits from another",
            rust!(|op| {
                op.on(Postgres, |op| {
                    op.create_table("visits_at_night", |t| {
                        t.column("lamp", Varchar(20)).nullable();
                        t.postgres().inherits(["visits"]);
                        t.index(["day"]);
                    });
                });
            }),
        ),
        example(
            "Create a table that is kept otherwise",
            rust!(|op| {
                op.create_table("caches", |t| {
                    t.column("key", Varchar(40)).primary_key();
                    t.column("value", Bytes);
                    t.postgres().unlogged().with([("fillfactor", "70"), ("toast.autovacuum_enabled", "false")]);
                    t.mysql().options("ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1");
                });
            }),
        ),
        example(
            "Create a table with what MySQL has for its columns",
            rust!(|op| {
                op.create_table("pages", |t| {
                    t.column("id", BigInt).identity().primary_key();
                    t.column("changed", Timestamp).nullable().mysql(|c| {
                        c.on_update_now();
                        c.invisible();
                    });
                    t.column("seen", Native([(Postgres, "timestamp(0)"), (MySql, "timestamp"), (Sqlite, "DATETIME")]))
                        .default(expr("CURRENT_TIMESTAMP"))
                        .mysql(|c| c.on_update_now());
                    t.column("size", Integer).mysql(|c| c.check("size >= 0"));
                });
            }),
        )
        .about("`on_update_now` is the time of the session's time zone, as the server has it."),
        example(
            "Create a table that may be there",
            rust!(|op| {
                op.create_table("imports", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("file", Varchar(200));
                    t.index(["file"]);
                    t.if_not_exists();
                });
            }),
        ).leaves_something()
        .about("It is in the chain's schema from then on. A downgrade leaves it, since nobody knows who made it."),
        example("Drop a table", rust!(|op| op.drop_table("visits")))
            .about("A downgrade creates it again, without rows.")
            .loses(&["visits"]),
        example("Drop a table that may not be there", rust!(|op| op.drop_table_if_exists("strangers"))),
        example(
            "Rename a table",
            rust!(|op| {
                op.rename_table("people", "contacts");
            }),
        )
        .finds("SELECT name FROM contacts ORDER BY id", "Ada\nBob\nEve"),
        example(
            "Rename a table with all that is named after it",
            rust!(|op| {
                op.rename_table("deals", "contracts").with_names();
            }),
        )
        .about("Its keys, checks and indexes, and the sequence of its identity, are named after the new name.")
        .finds("SELECT code FROM contracts ORDER BY id", "A-1\nA-2\nB-1\nC-1"),
        example(
            "Comment on a table",
            rust!(|op| {
                op.set_table_comment("deals", "What we sell");
            }),
        ),
        example("Drop the comment of a table", rust!(|op| op.drop_table_comment("deals")))
            .before(rust!(|op| op.set_table_comment("deals", "What we sell"))),
        example(
            "Change what single databases have of a table",
            rust!(|op| {
                op.set_table_options("visits", |t| {
                    t.mysql().engine("MyISAM").convert_to("latin1", "latin1_general_ci");
                    t.sqlite().strict().without_rowid();
                });
            }),
        )
        .before(rust!(|op| {
            op.add_primary_key("visits", ["person_id", "day"]);
        }))
        .about("What a database has not is nothing there.")
        .finds("SELECT minutes FROM visits ORDER BY minutes", "30\n60\n90"),
        example(
            "Keep a table otherwise, or in parts",
            rust!(|op| {
                op.set_table_options("caches", |t| {
                    t.postgres().logged().with([("fillfactor", 80)]);
                    t.mysql().no_partitions();
                });
                op.set_table_options("visits", |t| {
                    t.postgres().unlogged();
                    t.mysql().partition_by("HASH (person_id) PARTITIONS 2");
                });
            }),
        )
        .before(rust!(|op| {
            op.create_table("caches", |t| {
                t.column("key", Integer).primary_key();
                t.postgres().unlogged().with([("fillfactor", "70"), ("autovacuum_enabled", "false")]);
                t.mysql().partition_by("KEY (`key`) PARTITIONS 3");
            });
        }))
        .finds("SELECT minutes FROM visits ORDER BY minutes", "30\n60\n90"),
        example(
            "Take single databases' own away from a table",
            rust!(|op| {
                op.set_table_options("notes", |t| {
                    t.mysql().convert_to("utf8mb4", "utf8mb4_bin");
                    t.sqlite().not_strict().with_rowid();
                });
                op.set_table_options("drafts", |t| {
                    t.mysql().default_engine().convert_to_default();
                });
                op.set_table_options("plans", |t| {
                    t.mysql().convert_to_charset("utf8mb3");
                });
                op.set_table_options("lists", |t| {
                    t.mysql().convert_to_collation("utf8mb4_unicode_ci");
                });
            }),
        )
        .before(rust!(|op| {
            op.create_table("notes", |t| {
                t.column("code", Varchar(20)).primary_key();
                t.column("body", Text);
                t.mysql().charset("latin1");
                t.sqlite().strict().without_rowid();
            });
            for name in ["drafts", "plans", "lists"] {
                op.create_table(name, |t| {
                    t.column("body", Varchar(20));
                    t.mysql().engine("MyISAM").charset("latin1");
                });
            }
        })),
    ];
    Group { title: "Tables", examples }
}
