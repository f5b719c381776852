//! Corners of tables.

use migrate_core::prelude::*;

use super::corner;
use crate::catalogue::{Group, rust};

pub(super) fn group() -> Group {
    let examples = vec![
        corner(
            "Corner: create table with everything",
            rust!(|op| op.create_table("offers", |t| {
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
            })),
        ),
        corner(
            "Corner: create table with the time",
            rust!(|op| op.create_table("clocks", |t| {
                t.column("id", Integer).primary_key();
                t.column("day", Date).default(now());
                t.column("at", Time).default(now());
                t.column("local", Timestamp).default(now());
                t.column("instant", TimestampTz).default(now());
            })),
        ),
        corner(
            "Corner: create table with a key of two columns",
            rust!(|op| {
                op.create_table("members", |t| {
                    t.column("person_id", BigInt).references("people", "id").primary_key();
                    t.column("deal_id", BigInt).references("deals", "id").primary_key();
                });
                op.create_table("roles", |t| {
                    t.column("deal", BigInt);
                    t.column("person", BigInt);
                    t.foreign_key(["person", "deal"], "members", ["person_id", "deal_id"]);
                });
            }),
        ),
        corner(
            "Corner: rename a table in parts, and a column of it",
            rust!(|op| {
                op.rename_table("events", "happenings");
                op.rename_column("happenings", "day", "date");
                op.rename_column("happenings", "id", "key");
                op.on(Postgres, |op| {
                    op.drop_table("old_events");
                    op.create_index("new_events", "date");
                });
            }),
        )
        .before(rust!(|op| {
            op.create_table("events", |t| {
                t.column("id", BigInt).mysql(|c| c.check("id > 0"));
                t.column("day", Date);
                t.postgres().partition_by_range(["day"]);
            });
            op.on(Postgres, |op| {
                op.create_table("new_events", |t| {
                    t.postgres().partition_of("events", "FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)");
                });
                op.create_table("old_events", |t| {
                    t.postgres().partition_of("events", "FOR VALUES FROM (MINVALUE) TO ('2026-01-01')");
                    t.index(["id"]);
                });
            });
        })),
        corner(
            "Corner: create table with a key that takes NULL",
            rust!(|op| op.create_table("lists", |t| {
                t.column("id", Native([(Sqlite, "INTEGER"), (MySql, "INT"), (Postgres, "INT")]))
                    .nullable()
                    .primary_key();
                t.column("key", Native([(Sqlite, ""), (MySql, "INT"), (Postgres, "INT")])).default(7);
            })),
        ),
        corner(
            "Corner: create table with an array",
            rust!(|op| op.create_table("lists", |t| {
                t.column("id", BigInt).primary_key();
                t.column("numbers", Array(Integer)).default("{1,2}");
            })),
        ),
        corner(
            "Corner: tables with options",
            rust!(|op| {
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
            }),
        ),
        corner(
            "Corner: a key too long",
            rust!(|op| op.create_table("words", |t| {
                t.column("word", Varchar(768));
                t.column("other", Varchar(1));
                t.unique(["word", "other"]);
            })),
        ),
        corner(
            "Corner: a row too long",
            rust!(|op| op.create_table("words", |t| {
                t.column("word", Varchar(16000));
                t.column("other", Varchar(400));
            })),
        ),
        corner(
            "Corner: types too large",
            rust!(|op| {
                for (name, column_type) in [
                    ("a", Varchar(16_384)),
                    ("b", Char(256)),
                    ("c", Numeric(66, 2)),
                    ("d", Numeric(1001, 2)),
                    ("e", Varchar(10_485_761)),
                ] {
                    op.create_table(name, |t| {
                        t.column("it", column_type);
                    });
                }
            }),
        ),
        corner(
            "Corner: a default that sets nothing",
            rust!(|op| op.create_table("words", |t| {
                t.column("id", BigInt).default(1).references("people", "id").on_delete(SetDefault);
            })),
        ),
        corner(
            "Corner: a foreign key in another order",
            rust!(|op| {
                op.create_table("pairs", |t| {
                    t.column("a", BigInt).primary_key();
                    t.column("b", BigInt).primary_key();
                });
                op.create_table("words", |t| {
                    t.column("x", BigInt);
                    t.column("y", BigInt);
                    t.foreign_key(["x", "y"], "pairs", ["b", "a"]);
                });
            }),
        ),
        corner(
            "Corner: foreign keys of one name",
            rust!(|op| op.create_table("words", |t| {
                t.column("id", BigInt).references("people", "id").key_name("FK_deals_person_id");
            })),
        ),
        corner(
            "Corner: text in a key",
            rust!(|op| op.create_table("words", |t| {
                t.column("word", Text).primary_key();
            })),
        ),
        corner(
            "Corner: json in an index",
            rust!(|op| op.create_table("words", |t| {
                t.column("word", Json);
                t.index(["word"]);
            })),
        ),
        corner(
            "Corner: rename and drop tables",
            rust!(|op| {
                op.rename_table("deals", "contracts");
                op.rename_table("contracts", "Contracts");
                op.drop_table("Contracts");
            }),
        ),
        corner(
            "Corner: rename a table with names",
            rust!(|op| {
                op.rename_table("deals", "contracts").with_names();
            }),
        ),
        corner(
            "Corner: what may be there or not",
            rust!(|op| {
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
            }),
        )
        .leaves_something(),
    ];
    Group { title: "Corners of tables", examples }
}
