//! What columns, indexes, constraints and tables may have besides, over tables with rows.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::rig::{down, round, schema, up};

fn items(op: &mut Operations) {
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(80));
    });
    op.create_table("items", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("title", Varchar(80));
        t.column("body", Text).default("");
        t.column("price", Integer).default(1);
        t.column("quantity", Integer);
        t.column("person_id", BigInt).nullable();
    });
}

const ROWS: &str = "INSERT INTO people (name) VALUES ('a'), ('B');
    INSERT INTO items (title, price, quantity, person_id) VALUES ('Zebra', 3, 4, 1), ('apple', 5, 6, NULL);";

#[test]
fn computed_columns_follow_the_rows_that_are_there() {
    let computed = |op: &mut Operations| {
        op.add_column("items", "total", BigInt).generated("price * quantity").comment("It's all").unique();
        let loud = expr("title || '!'").on(MySql, "concat(title, '!')");
        op.add_column("items", "loud", Varchar(90)).nullable().generated(loud);
        op.on([Sqlite, MySql], |op| {
            op.add_column("items", "twice", BigInt).generated_virtual("2 * price").check("twice > 0");
            op.add_column("items", "half", Double).nullable().generated_virtual("price / 2.0");
            op.create_index("items", "half");
        });
        op.rename_column("items", "price", "cost");
        op.create_table("boxes", |t| {
            t.column("width", Integer).primary_key();
            t.column("height", Integer);
            t.column("area", Integer).generated("width * height").comment("What it covers").check("area > 0");
            t.index(["area"]);
        });
        op.insert("boxes", ["width", "height"], [(2, 3), (4, 5)]);
        op.rename_column("boxes", "width", "wide");
    };
    let question = |kind: Kind| match kind {
        Kind::MySql | Kind::Sqlite => "SELECT id, total, loud, twice, half FROM items ORDER BY id;",
        Kind::Postgres => "SELECT id, total, loud FROM items ORDER BY id;",
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [items, computed], "first").expect("the tables are made");
        database.sql(ROWS);
        let before = schema(&database);
        up(&database, [items, computed], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(database.sql("SELECT area FROM boxes ORDER BY area;"), "6\n20\n", "{kind}");
        let expected = match kind {
            Kind::MySql | Kind::Sqlite => "1\t12\tZebra!\t6\t1.5\n2\t30\tapple!\t10\t2.5\n",
            Kind::Postgres => "1\t12\tZebra!\n2\t30\tapple!\n",
        };
        let answer = database.sql(question(kind));
        let numbers = |text: &str| text.replace("50000", "5");
        assert_eq!(numbers(&answer), numbers(expected), "{kind}");
        down(&database, [items, computed], "first").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(schema(&database), before, "{kind}");
    }
}

#[test]
fn a_computed_column_that_takes_no_null_gets_none() {
    let computed = |op: &mut Operations| {
        op.create_table("halves", |t| {
            t.column("whole", Integer).nullable();
            t.column("half", Double).generated("whole / 2.0");
        });
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [items, computed], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        database.sql("INSERT INTO halves (whole) VALUES (4);");
        assert!(database.try_sql("INSERT INTO halves (whole) VALUES (NULL);").is_err(), "{kind}");
        down(&database, [items, computed], "base").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    }
}

#[test]
fn comments_are_in_every_database_and_leave_no_trace() {
    let commented = |op: &mut Operations| {
        op.create_table("notes", |t| {
            t.column("id", BigInt).identity().primary_key().comment("It's the \"number\"");
            t.column("at", Date).nullable().comment("Two\nlines; and */ an end");
            t.column("body", Text).nullable();
            t.comment("All `notes` -- of them");
        });
        op.insert("notes", ["id", "body"], [(1, "a"), (2, "b")]);
        op.add_column("notes", "title", Varchar(20)).default("-").comment("é");
        op.add_column("items", "note", Text).nullable().comment("By the seller");
        op.drop_column("notes", "body");
        op.rename_column("notes", "title", "heading");
        op.rename_table("notes", "remarks");
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [items, commented], "first").expect("the tables are made");
        let before = schema(&database);
        up(&database, [items, commented], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        let comments = match kind {
            Kind::MySql => database.sql(
                "SELECT table_comment FROM information_schema.tables WHERE table_schema = database() AND table_name = 'remarks';
                 SELECT column_name, hex(column_comment) FROM information_schema.columns
                 WHERE table_schema = database() AND column_comment <> '' AND table_name IN ('remarks', 'items')
                 ORDER BY table_name, ordinal_position;",
            ),
            Kind::Postgres => database.sql(
                "SELECT obj_description('remarks'::regclass);
                 SELECT attname, upper(encode(convert_to(col_description(attrelid, attnum), 'UTF8'), 'hex')) FROM pg_attribute
                 WHERE attrelid IN ('remarks'::regclass, 'items'::regclass) AND col_description(attrelid, attnum) IS NOT NULL
                 ORDER BY attrelid::regclass::text, attnum;",
            ),
            Kind::Sqlite => database.sql("SELECT sql FROM sqlite_schema WHERE name = 'remarks';"),
        };
        if kind == Kind::Sqlite {
            for comment in
                ["/* All `notes` -- of them */", "/* It's the \"number\" */", "/* é */", "and * / an end */"]
            {
                assert!(comments.contains(comment), "{comments}");
            }
        } else {
            let hex = |text: &str| text.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02X}"));
            let expected = [
                ("note", "By the seller"),
                ("id", "It's the \"number\""),
                ("at", "Two\nlines; and */ an end"),
                ("heading", "é"),
            ];
            let columns = expected.map(|(name, comment)| format!("{name}\t{}\n", hex(comment))).concat();
            assert_eq!(comments, format!("All `notes` -- of them\n{columns}"), "{kind}");
        }
        assert_eq!(database.sql("SELECT heading FROM remarks;"), "-\n-\n", "{kind}");
        down(&database, [items, commented], "first").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(schema(&database), before, "{kind}");
    }
}

#[test]
fn collations_sort_as_they_say() {
    let collated = |op: &mut Operations| {
        op.add_column("items", "label", Varchar(20))
            .nullable()
            .collate_on(Sqlite, "NOCASE")
            .collate_on(MySql, "utf8mb4_general_ci")
            .collate_on(Postgres, "und-x-icu");
        op.on([Postgres, Sqlite], |op| {
            let by_bytes = asc("label").collate_on(Postgres, "C").collate_on(Sqlite, "BINARY");
            op.create_index("items", by_bytes).unique().name("by bytes");
        });
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [items, collated], "first").expect("the tables are made");
        database.sql(ROWS);
        let before = schema(&database);
        up(&database, [items, collated], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        database.sql("UPDATE items SET label = title;");
        assert_eq!(database.sql("SELECT label FROM items ORDER BY label;"), "apple\nZebra\n", "{kind}");
        assert_eq!(database.sql("SELECT title FROM items ORDER BY title;"), "Zebra\napple\n", "{kind}");
        down(&database, [items, collated], "first").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(schema(&database), before, "{kind}");
    }
}

#[test]
fn numbers_begin_where_they_are_told_to() {
    let numbered = |op: &mut Operations| {
        op.create_table("bills", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().start(1000)).primary_key();
            t.column("note", Varchar(9));
        });
        op.insert("bills", ["id", "note"], [(7, "early")]);
        op.sql("INSERT INTO bills (note) VALUES ('first'), ('second')").reverse("SELECT 1");
        op.insert("bills", ["id", "note"], [(2000, "late")]);
        op.sql("INSERT INTO bills (note) VALUES ('last')").reverse("SELECT 1");
    };
    for kind in Kind::ALL {
        let question = "SELECT id FROM items; SELECT id FROM people ORDER BY id;";
        let _ = round(kind, [items, numbered], ROWS, question);
        let database = Database::create(kind);
        up(&database, [items, numbered], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        let ids = database.sql("SELECT id FROM bills ORDER BY id;");
        assert_eq!(ids, "7\n1000\n1001\n2000\n2001\n", "{kind}");
    }
}

#[test]
fn postgres_numbers_as_it_is_told_to() {
    let numbered = |op: &mut Operations| {
        op.create_table("always", |t| {
            t.column("id", BigInt).identity_as(Identity::always()).primary_key();
            t.column("note", Text);
        });
        op.insert("always", ["id", "note"], [(7, "a")]);
        op.sql("INSERT INTO always (note) VALUES ('b')").reverse("SELECT 1");
        op.create_table("stepped", |t| {
            let identity = Identity::by_default().start(10).increment(5).min(5).max(20).cycle();
            t.column("id", BigInt).identity_as(identity);
        });
        op.create_table("down", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().increment(-2)).primary_key();
            t.column("note", Text);
        });
        op.sql("INSERT INTO down (note) VALUES ('a')").reverse("SELECT 1");
        op.insert("down", ["id", "note"], [(-9, "b")]);
        op.sql("INSERT INTO down (note) VALUES ('c')").reverse("SELECT 1");
    };
    let (top, answer) = round(Kind::Postgres, [items, numbered], ROWS, "SELECT count(*) FROM people;");
    assert_eq!(answer, "2\n");
    assert!(top.contains("GENERATED ALWAYS AS IDENTITY") && top.contains("INCREMENT BY -2"), "{top}");
    let database = Database::create(Kind::Postgres);
    up(&database, [items, numbered], "head").expect("the tables are made");
    assert_eq!(database.sql("SELECT id FROM always ORDER BY id;"), "7\n8\n");
    assert_eq!(database.sql("SELECT id FROM down ORDER BY id DESC;"), "-1\n-9\n-11\n");
    database.sql("INSERT INTO stepped SELECT FROM generate_series(1, 4);");
    assert_eq!(database.sql("SELECT id FROM stepped;"), "10\n15\n20\n5\n");
}

#[test]
fn tables_are_what_their_options_say() {
    let options = |op: &mut Operations| {
        op.create_table("strict", |t| {
            t.column("id", BigInt).primary_key();
            t.column("word", Varchar(9));
            t.column("count", Integer).nullable();
            t.mysql().engine("MyISAM").charset("latin1").collation("latin1_general_cs");
            t.sqlite().strict().without_rowid();
        });
        op.insert("strict", ["id", "word"], [(1, "a"), (2, "b")]);
        op.add_column("strict", "day", Date).nullable();
    };
    let says = |kind| match kind {
        Kind::MySql => "ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_general_cs",
        Kind::Postgres => "CREATE TABLE public.strict",
        Kind::Sqlite => ") STRICT, WITHOUT ROWID",
    };
    for kind in Kind::ALL {
        let (top, _) = round(kind, [items, options], ROWS, "SELECT count(*) FROM items;");
        assert!(top.contains(says(kind)), "{kind}: {top}");
        let database = Database::create(kind);
        up(&database, [items, options], "head").expect("the tables are made");
        let wrong = database.try_sql("INSERT INTO strict (id, word, count) VALUES (3, 'c', 'many');");
        assert!(wrong.is_err(), "{kind}");
    }
}

#[test]
fn indexes_are_what_they_say() {
    let indexes = |op: &mut Operations| {
        op.create_index("items", [asc("title").nulls_last(), desc("price").nulls_first()])
            .name("sorted as PostgreSQL sorts")
            .include("quantity")
            .unique();
        op.create_index("items", "person_id").unique().nulls_not_distinct().predicate("id > 0");
        op.create_index("items", "title").using("hash").name("by hash");
        op.create_index("items", [asc("title").opclass("varchar_pattern_ops").collate("C")]).name("for LIKE");
        op.create_index("items", [asc(expr("lower(title)")), desc("id")]).unique().concurrently();
        op.rename_column("items", "title", "heading");
        op.create_table("words", |t| {
            t.column("word", Text);
            t.column("words", Array(Text));
            t.index(expr("lower(word)")).unique();
            t.index("words").using("gin");
        });
    };
    let question = "SELECT count(*) FROM items;";
    let (top, _) = round(Kind::Postgres, [items, indexes], ROWS, question);
    for index in [
        "ON public.items USING btree (heading, price DESC) INCLUDE (quantity)",
        "ON public.items USING btree (person_id) NULLS NOT DISTINCT WHERE (id > 0)",
        "ON public.items USING hash (heading)",
        "ON public.items USING btree (heading COLLATE \"C\" varchar_pattern_ops)",
        "ON public.items USING btree (lower((heading)::text), id DESC)",
        "ON public.words USING gin (words)",
    ] {
        assert!(top.contains(index), "{index} in {top}");
    }
    let indexes = |op: &mut Operations| {
        op.create_index("items", [asc("title").nulls_first(), desc("price").nulls_last()]).unique();
        op.create_index("items", [asc(expr("lower(title)")).collate("NOCASE"), desc("id")]).unique();
        op.create_index("items", expr("price * quantity")).predicate("price > 0");
        op.rename_column("items", "title", "heading");
    };
    let (top, _) = round(Kind::Sqlite, [items, indexes], ROWS, question);
    assert!(top.contains("((lower(\"heading\")) COLLATE \"NOCASE\", \"id\" DESC)"), "{top}");
    let indexes = |op: &mut Operations| {
        op.create_index("items", [prefix("body", 20), asc("title")]);
        op.create_table("bodies", |t| {
            t.column("body", Text);
            t.column("data", Bytes);
            t.index([prefix("body", 768)]).unique();
            t.index([prefix("data", 3000)]);
        });
    };
    let (top, _) = round(Kind::MySql, [items, indexes], ROWS, question);
    assert!(top.contains("(`body`(20),`title`)") && top.contains("(`data`(3000))"), "{top}");
}

#[test]
fn constraints_may_be_put_off() {
    let deferred = |op: &mut Operations| {
        op.create_table("parents", |t| {
            t.column("id", BigInt).primary_key();
            t.column("child_id", BigInt).references("children", "id").initially_deferred();
        });
        op.on(Postgres, |op| {
            op.create_table("places", |t| {
                t.column("place", Integer);
                t.column("name", Varchar(9));
                t.unique("place").initially_deferred();
                t.primary_key("name").deferrable().include("place");
            });
        });
    };
    let children = |op: &mut Operations| {
        op.create_table("children", |t| {
            t.column("id", BigInt).primary_key();
        });
    };
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let (top, answer) = round(
            kind,
            [children, deferred],
            "INSERT INTO children VALUES (1);",
            "SELECT count(*) FROM children;",
        );
        assert!(top.contains("DEFERRABLE INITIALLY DEFERRED"), "{top}");
        assert_eq!(answer, "1\n");
        let database = Database::create(kind);
        up(&database, [children, deferred], "head").expect("the tables are made");
        let keys = if kind == Kind::Sqlite { "PRAGMA foreign_keys = ON;" } else { "" };
        database.sql(&format!(
            "{keys} BEGIN; INSERT INTO parents VALUES (1, 7); INSERT INTO children VALUES (7); COMMIT;"
        ));
        let torn = format!("{keys} BEGIN; INSERT INTO parents VALUES (2, 8); COMMIT;");
        assert!(database.try_sql(&torn).is_err(), "{kind}");
        if kind == Kind::Postgres {
            database
                .sql("INSERT INTO places VALUES (1, 'a'), (2, 'b'); UPDATE places SET place = 3 - place;");
        }
    }
}

#[test]
fn postgres_excludes_what_meets() {
    let bookings = |op: &mut Operations| {
        op.create_table("bookings", |t| {
            t.column("room", Integer);
            t.column("starts", Timestamp);
            t.column("ends", Timestamp);
            t.exclude([(expr("tsrange(starts, ends)"), "&&")]).predicate("room = 1").name("one at a time");
        });
        op.add_exclusion("items", [("title", "=")]).using("hash").initially_deferred();
        op.rename_column("bookings", "ends", "until");
        op.rename_constraint("bookings", "one at a time", "alone");
    };
    let (top, _) = round(Kind::Postgres, [items, bookings], ROWS, "SELECT count(*) FROM items;");
    assert!(top.contains("EXCLUDE USING gist (tsrange(starts, until) WITH &&) WHERE ((room = 1))"), "{top}");
    assert!(top.contains("EXCLUDE USING hash (title WITH =) DEFERRABLE INITIALLY DEFERRED"), "{top}");
}

#[test]
fn comments_and_names_of_indexes_change_alone() {
    let before = |op: &mut Operations| {
        items(op);
        op.create_index("items", [desc("title"), asc("price")]).unique().name("by title");
        op.create_table("notes", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().start(7)).primary_key().comment("old");
            t.comment("of old");
        });
    };
    let changed = |op: &mut Operations| {
        op.set_table_comment("items", "It's \"all\" of them");
        op.drop_table_comment("notes");
        op.set_column_comment("items", "title", "What it is called");
        op.set_column_comment("items", "quantity", "How; many");
        op.set_column_comment("items", "quantity", "How many");
        op.drop_column_comment("notes", "id");
        op.rename_index("items", "by title", "By title & price");
    };
    for kind in Kind::ALL {
        let (top, answer) = round(kind, [before, changed], ROWS, "SELECT count(*) FROM items;");
        assert!(top.contains("By title & price") && !top.contains("by title"), "{kind}: {top}");
        assert!(!top.contains("of old") && !top.contains("How; many"), "{kind}: {top}");
        assert!(top.contains("What it is called") && top.contains("How many"), "{kind}: {top}");
        assert_eq!(answer, "2\n", "{kind}");
    }
}

#[test]
fn postgres_adds_constraints_in_two_steps() {
    let constraints = |op: &mut Operations| {
        op.add_check("items", "price > 3").name("dear").not_valid();
        op.add_foreign_key("items", "person_id", "people", "id").not_valid().initially_deferred();
        op.sql("UPDATE items SET price = 4 WHERE price < 4").reverse("SELECT 1");
        op.validate_constraint("items", "dear");
        op.validate_constraint("items", "fk_items_person_id");
        op.create_index("items", ["title", "price"]).unique().include("quantity").concurrently().name("ux");
        op.add_unique_using_index("items", "ux").name("uq one price").deferrable();
        op.add_check("items", "quantity > 0").name("some").not_valid();
    };
    let (top, answer) = round(Kind::Postgres, [items, constraints], ROWS, "SELECT count(*) FROM items;");
    assert!(top.contains("CHECK ((quantity > 0)) NOT VALID"), "{top}");
    assert_eq!(top.matches("NOT VALID").count(), 1, "{top}");
    assert!(
        top.contains("ADD CONSTRAINT \"uq one price\" UNIQUE (title, price) INCLUDE (quantity) DEFERRABLE;"),
        "{top}"
    );
    assert_eq!(answer, "2\n");
    let refused = Database::create(Kind::Postgres);
    up(&refused, [items, constraints], "first").expect("the tables are made");
    refused.sql(ROWS);
    refused.sql("INSERT INTO items (title, price, quantity, person_id) VALUES ('c', 9, 1, 99);");
    let before = schema(&refused);
    up(&refused, [items, constraints], "head").expect_err("a row has no person");
    assert_eq!(schema(&refused), before, "nothing of it is left");
}

#[test]
fn an_index_becomes_a_constraint() {
    let adopted = |op: &mut Operations| {
        op.create_index("items", ["title", "price"]).unique().name("ux");
        op.add_unique_using_index("items", "ux").name("uq one price");
        op.create_table("keyless", |t| {
            t.column("id", BigInt);
            t.index("id").unique();
        });
        op.add_primary_key_using_index("keyless", "ix_keyless_id");
    };
    let question = "SELECT count(*) FROM items;";
    let (top, _) = round(Kind::Sqlite, [items, adopted], ROWS, question);
    assert!(top.contains("CONSTRAINT \"uq one price\" UNIQUE (\"title\", \"price\")"), "{top}");
    let (top, _) = round(Kind::MySql, [items, adopted], ROWS, question);
    assert!(top.contains("UNIQUE KEY `uq one price` (`title`,`price`)"), "{top}");
    assert!(top.contains("PRIMARY KEY (`id`)") && !top.contains("ix_keyless_id"), "{top}");
}

#[test]
fn what_is_there_already_is_taken_and_left_as_it_is() {
    let adopting = |op: &mut Operations| {
        op.create_table("legacy", |t| {
            t.column("id", BigInt).identity_as(Identity::by_default().start(100)).primary_key();
            t.column("note", Varchar(9)).nullable();
            t.if_not_exists();
        });
        op.create_index("items", "title").if_not_exists();
        op.drop_table_if_exists("strangers");
        op.drop_table_if_exists("nobodys");
        op.drop_index("items", "by hand").if_exists();
        op.drop_index("items", "nobodys").if_exists();
    };
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, [items, adopting], "first").expect("the tables are made");
        database.sql(ROWS);
        let (open, close) = if kind == Kind::MySql { ("`", "`") } else { ("\"", "\"") };
        let number = match kind {
            Kind::MySql => "BIGINT AUTO_INCREMENT PRIMARY KEY",
            Kind::Postgres => "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            Kind::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
        };
        database.sql(&format!(
            "CREATE TABLE legacy (id {number}, note VARCHAR(9)); INSERT INTO legacy (note) VALUES ('a');
             CREATE TABLE strangers (id INT);
             CREATE INDEX ix_items_title ON items (title);
             CREATE INDEX {open}by hand{close} ON items (price);"
        ));
        up(&database, [items, adopting], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        database.sql("INSERT INTO legacy (note) VALUES ('b');");
        assert_eq!(database.sql("SELECT id FROM legacy ORDER BY id;"), "1\n2\n", "{kind}");
        let top = schema(&database);
        assert!(!top.contains("strangers") && !top.contains("by hand"), "{kind}: {top}");
        down(&database, [items, adopting], "first").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        let bottom = schema(&database);
        assert!(!bottom.contains("ix_items_title"), "{kind}: {bottom}");
        assert_eq!(database.sql("SELECT count(*) FROM legacy;"), "2\n", "{kind}: nobody knows who made it");
        up(&database, [items, adopting], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        assert_eq!(schema(&database).replace('"', ""), top.replace('"', ""), "{kind}");
        let fresh = Database::create(kind);
        up(&fresh, [items, adopting], "head").unwrap_or_else(|error| panic!("{kind}: {error:?}"));
        fresh.sql("INSERT INTO legacy (note) VALUES ('a');");
        assert_eq!(fresh.sql("SELECT id FROM legacy;"), "100\n", "{kind}");
    }
}
