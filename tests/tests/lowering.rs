//! What the dialects write is what the databases take: each operation is run up and down on each of them.
#![expect(clippy::panic, reason = "a test fails by a panic")]

use migrate_core::operation::{Operation, Operations, Recorded};
use migrate_core::prelude::*;
use migrate_core::schema::Schema;
use migrate_core::script::Statement;
use migrate_tests::{Database, Kind, Ledger, Product, dump, product};
use sqlx::{AssertSqlSafe, Connection, Executor};

fn dialect(kind: Kind) -> Dialect {
    match kind {
        Kind::MySql => MySql,
        Kind::Postgres => Postgres,
        Kind::Sqlite => Sqlite,
    }
}

/// Runs statements on one connection, each as a message of its own, after what sets the session up.
fn run(database: &Database, setup: &str, statements: &[String]) -> Result<(), String> {
    let url = database.url();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    macro_rules! on {
        ($connection:ty) => {
            runtime.block_on(async {
                let mut connection = <$connection>::connect(&url).await.expect("the database answers");
                for statement in statements_with(setup, statements) {
                    let text = AssertSqlSafe(statement.clone());
                    let outcome = (&mut connection).execute(sqlx::raw_sql(text)).await;
                    outcome.map_err(|error| format!("{statement}\n{error}"))?;
                }
                connection.close().await.map_err(|error| error.to_string())
            })
        };
    }
    match database.kind() {
        Kind::MySql => on!(sqlx::MySqlConnection),
        Kind::Postgres => on!(sqlx::PgConnection),
        Kind::Sqlite => on!(sqlx::SqliteConnection),
    }
}

fn statements_with(setup: &str, statements: &[String]) -> Vec<String> {
    let setup = Some(setup).filter(|setup| !setup.is_empty()).map(str::to_owned);
    setup.into_iter().chain(statements.iter().cloned()).collect()
}

/// The SQL of an operation.
fn lower(kind: Kind, operation: &Operation, before: &Schema) -> Vec<String> {
    let lowered = dialect(kind).lower(operation, before);
    let statements = lowered.unwrap_or_else(|unsupported| panic!("{kind}: {operation}: {unsupported}"));
    let text = |statement| match statement {
        Statement::Author(sql)
        | Statement::Concurrent { sql, .. }
        | Statement::Ddl(sql)
        | Statement::Dml(sql) => vec![sql],
        Statement::Backfill(batches) => batches.offline.clone(),
        Statement::Data { .. } | Statement::Guard { .. } => Vec::new(),
        Statement::Live(live) => {
            let keys = |value: &str| vec![format!("PRAGMA foreign_keys = {value}")];
            [keys("OFF"), live.offline().into_iter().map(str::to_owned).collect(), keys("ON")].concat()
        }
    };
    statements.into_iter().flat_map(text).collect()
}

fn apply(database: &Database, operation: &Operation, schema: &mut Schema) {
    let statements = lower(database.kind(), operation, schema);
    run(database, "", &statements)
        .unwrap_or_else(|error| panic!("{}: {operation}: {error}", database.kind()));
    operation.apply(schema).expect("the operation fits");
}

/// The schema without the order of columns and keys, which a column that goes and comes back changes, and without
/// quotes, which SQLite puts around what it renames.
fn shape(database: &Database) -> Vec<String> {
    let text = dump(database, Ledger::Included).replace('"', "");
    let parts = text.split(['\n', ',']).map(|part| part.trim_matches([' ', '(', ')', ';']).to_owned());
    let mut parts = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>();
    parts.sort();
    parts
}

/// Runs operations up, then what undoes each, and compares the schema of the way down with that of the way up.
fn up_and_down(kind: Kind, recorded: Vec<Recorded>) {
    let database = Database::create(kind);
    let mut schema = Schema::default();
    let mut steps = Vec::new();
    for Recorded { operation, .. } in recorded.into_iter().filter(|it| it.is_for(dialect(kind))) {
        let undo = operation.inverse(&schema).expect("every example can be undone");
        let before = shape(&database);
        apply(&database, &operation, &mut schema);
        steps.push((operation, undo, before));
    }
    let top = dump(&database, Ledger::Included);
    assert_ne!(top, "", "{kind}");
    for (operation, undo, before) in steps.into_iter().rev() {
        for undo in undo {
            apply(&database, &undo, &mut schema);
        }
        assert_eq!(shape(&database), before, "{kind}: undo of {operation}");
    }
    assert_eq!(dump(&database, Ledger::Included), "", "{kind}");
    assert_eq!(schema, Schema::default());
}

fn shop(op: &mut Operations) {
    op.create_enum("currency", ["USD", "EUR", "it's", "back\\slash"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
        t.column("parent_id", BigInt)
            .nullable()
            .references("deals", "id")
            .on_delete(SetNull)
            .on_update(Restrict);
        t.column("code", Varchar(20)).unique();
        t.column("price", Numeric(10, 2))
            .default(0)
            .check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"));
        t.column("currency", Enum("currency")).default("EUR");
        t.column("note", Text).nullable();
        t.column("opened", Date);
        t.column("closed", Date).nullable();
        t.column("region", Integer).check("region > 0 -- a world has regions");
        t.column("slot", Integer);
        t.check("closed IS NULL OR closed >= opened").name("ck_deals_closed");
        t.unique(["opened", "code"]).name("it's \"one\" a `day`");
        t.index(["opened"]);
        t.index([desc("price"), asc("opened")]);
        t.index(["region"]).unique().name("ux_region");
    });
}

fn everything(op: &mut Operations) {
    shop(op);
    op.create_table("defaults", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("share", Double).default(0.1);
        t.column("ratio", Real).default(-1.5e-7_f32);
        t.column("approved", Boolean).default(true);
        t.column("currency", Enum("currency")).default("back\\slash");
        t.column("title", Varchar(80)).default("it's a \\ \"title\"\n");
        t.column("body", Text).default("it's a \\ \"body\"\n");
        t.column("data", Bytes).default(&[0_u8, 255, 39][..]);
        t.column("key", Uuid).default("67e55044-10b1-426f-9247-bb680e5fe0c8");
        t.column("extra", Json).default("{\"a\": \"\\\\\"}");
        t.column("more", Jsonb).nullable();
        t.column("day", Date).default("2026-01-31");
        t.column("at", Time).default("23:59:59.000001");
        t.column("local", Timestamp).default("2026-01-31 23:59:59.5");
        t.column("instant", TimestampTz).default("2026-01-31T23:59:59.5+02:00");
        t.column("day_now", Date).default(now());
        t.column("at_now", Time).default(now());
        t.column("local_now", Timestamp).default(now());
        t.column("instant_now", TimestampTz).default(now());
        t.column("sum", Integer).default(expr("1 + 1"));
        t.column("small", SmallInt).nullable().default(Value::Null);
        t.column("letters", Char(3)).default("abc");
        t.column("amount", Numeric(20, 4)).default("-1234567890123456.7891");
    });
    op.create_table("members", |t| {
        t.column("person_id", BigInt).references("people", "id").primary_key();
        t.column("deal_id", BigInt).references("deals", "id").primary_key();
    });
    op.create_table("roles", |t| {
        t.column("deal", BigInt);
        t.column("person", BigInt);
        t.column("role", Varchar(20));
        t.foreign_key(["person", "deal"], "members", ["person_id", "deal_id"]).on_delete(Cascade);
    });
}

fn named(op: &mut Operations) {
    op.create_table("it's \"a\" `table` \\", |t| {
        t.column("\"`'\\", BigInt).unique().check("1 = 1");
        t.column("select", Varchar(9)).default("x");
        t.index(["select", "\"`'\\"]);
    });
    op.rename_table("it's \"a\" `table` \\", "group");
    op.rename_column("group", "select", "order");
    op.rename_column("group", "order", "Order");
}

fn changes(op: &mut Operations) {
    shop(op);
    op.add_column("deals", "approved", Boolean).default(false);
    op.add_column("deals", "owner_id", BigInt).nullable().references("people", "id");
    op.add_column("deals", "size", Integer).check("size > 0");
    op.add_column("deals", "title", Varchar(30)).default("it's \\");
    op.add_column("deals", "second", Enum("currency")).nullable();
    op.create_index("deals", "owner_id");
    op.create_index("deals", [desc("closed"), asc("id")]).unique().name("the closed ones");
    op.on([Postgres, Sqlite], |op| {
        op.create_index("deals", "closed").predicate("closed IS NOT NULL");
    });
    op.drop_index("deals", "ix_deals_owner_id");
    op.rename_column("deals", "region", "area");
    op.rename_table("deals", "contracts");
    // MySQL itself renames no column of a foreign key while a check of dates is there.
    let holder = if product() == Product::MySql { "owner_id" } else { "holder_id" };
    if holder != "owner_id" {
        op.rename_column("contracts", "owner_id", holder);
    }
    op.drop_column("contracts", "note");
    op.drop_column("contracts", "slot");
    op.drop_column("contracts", "area").cascade();
    op.drop_column("contracts", holder).cascade();
    op.drop_column("contracts", "currency");
    op.drop_index("contracts", "the closed ones");
}

fn constraints(op: &mut Operations) {
    shop(op);
    op.add_unique("deals", ["person_id", "opened"]).name("uq one a day");
    op.add_check("deals", expr("price <> 13").on(Sqlite, "CAST(price AS REAL) <> 13")).name("ck luck");
    op.add_column("deals", "slug", Varchar(20)).unique();
    op.add_column("deals", "seller_id", BigInt).nullable().references("people", "id");
    op.add_column("deals", "seen", TimestampTz).default(now());
    op.create_table("visits", |t| {
        t.column("person_id", BigInt);
        t.column("deal_id", BigInt);
        t.column("place", Integer);
    });
    op.add_primary_key("visits", ["person_id", "deal_id"]);
    op.add_foreign_key("visits", "deal_id", "deals", "id").on_delete(Cascade);
    op.add_foreign_key("visits", "person_id", "people", "id");
    op.create_index("visits", ["deal_id", "place"]);
    op.create_index("visits", ["person_id"]).unique().name("ux_visitor");
    op.drop_constraint("visits", "pk_visits");
    op.drop_index("visits", "ux_visitor");
    op.drop_index("visits", "ix_visits_deal_id_place");
    op.drop_constraint("visits", "fk_visits_person_id");
    op.drop_constraint("deals", "uq one a day");
    op.drop_constraint("deals", "ck luck");
    op.drop_column("deals", "person_id").cascade();
    op.drop_column("deals", "opened").cascade();
    op.drop_column("deals", "seller_id").cascade();
    op.drop_column("deals", "slug").cascade();
    op.drop_table("visits");
}

#[test]
fn tables_come_and_go() {
    for kind in Kind::ALL {
        up_and_down(kind, Operations::record(everything));
        up_and_down(kind, Operations::record(named));
    }
}

#[test]
fn columns_and_indexes_come_and_go() {
    for kind in Kind::ALL {
        up_and_down(kind, Operations::record(changes));
    }
}

#[test]
fn constraints_come_and_go() {
    for kind in Kind::ALL {
        up_and_down(kind, Operations::record(constraints));
    }
}

/// No index of InnoDB's own making stands in a table: what there is, our SQL named.
#[test]
fn foreign_keys_have_exactly_the_indexes_that_are_written() {
    let database = Database::create(Kind::MySql);
    let mut schema = Schema::default();
    let indexes = |database: &Database| {
        database.sql(
            "SELECT DISTINCT index_name FROM information_schema.statistics
             WHERE table_schema = database() AND table_name = 'b' ORDER BY 1;",
        )
    };
    let mut step = |record: &dyn Fn(&mut Operations)| {
        for Recorded { operation, .. } in Operations::record(|op| record(op)) {
            apply(&database, &operation, &mut schema);
        }
        indexes(&database).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let tables = |op: &mut Operations| {
        op.create_table("a", |t| {
            t.column("id", BigInt).primary_key();
        });
        op.create_table("b", |t| {
            t.column("a_id", BigInt).references("a", "id");
            t.column("other", BigInt);
        });
    };
    assert_eq!(step(&tables), ["fk_b_a_id"]);
    assert_eq!(
        step(&|op| {
            op.create_index("b", ["a_id", "other"]);
        }),
        ["ix_b_a_id_other"]
    );
    assert_eq!(
        step(&|op| {
            op.create_index("b", [desc("a_id")]).name("down");
        }),
        ["down", "ix_b_a_id_other"]
    );
    assert_eq!(
        step(&|op| {
            op.drop_index("b", "ix_b_a_id_other");
        }),
        ["down", "fk_b_a_id"]
    );
    assert_eq!(step(&|op| op.drop_constraint("b", "fk_b_a_id")), ["down"]);
    assert_eq!(
        step(&|op| {
            op.add_primary_key("b", ["a_id"]);
        }),
        ["down", "PRIMARY"]
    );
    assert_eq!(
        step(&|op| {
            op.add_foreign_key("b", "a_id", "a", "id");
        }),
        ["down", "PRIMARY"]
    );
    assert_eq!(step(&|op| op.drop_constraint("b", "pk_b")), ["down", "fk_b_a_id"]);
}

const TEXTS: [&str; 7] = ["it's", "\\", "\\'", "\"`\"", "a\nb\tc", "🦀 é", "' OR 1 = 1; -- \\"];

/// How the session may be set up; text means the same in each.
fn setups(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::MySql => &["", "SET sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'", "SET sql_mode = ''"],
        Kind::Postgres => &["", "SET standard_conforming_strings = off; SET backslash_quote = on"],
        Kind::Sqlite => &[""],
    }
}

#[test]
fn text_and_bytes_arrive_as_they_were_written() {
    for kind in Kind::ALL {
        for setup in setups(kind) {
            let database = Database::create(kind);
            let mut schema = Schema::default();
            let recorded = Operations::record(|op| {
                op.create_table("texts", |t| {
                    t.column("id", Integer).primary_key();
                    t.column("word", Varchar(100));
                    t.column("body", Text);
                    t.column("data", Bytes);
                });
                let bytes = |text: &str| text.as_bytes().to_vec();
                let row = |(at, text): (usize, &&'static str)| {
                    (i16::try_from(at).unwrap(), *text, *text, bytes(text))
                };
                op.insert("texts", ["id", "word", "body", "data"], TEXTS.iter().enumerate().map(row));
            });
            for Recorded { operation, .. } in recorded {
                run(&database, setup, &lower(kind, &operation, &schema))
                    .unwrap_or_else(|error| panic!("{error}"));
                operation.apply(&mut schema).expect("it fits");
            }
            let hex = match kind {
                Kind::MySql | Kind::Sqlite => {
                    "SELECT lower(hex(word)), lower(hex(body)), lower(hex(data)) FROM texts ORDER BY id;"
                }
                Kind::Postgres => {
                    "SELECT encode(convert_to(word, 'UTF8'), 'hex'), encode(convert_to(body, 'UTF8'), 'hex'), encode(data, 'hex')
                     FROM texts ORDER BY id;"
                }
            };
            let expected =
                TEXTS.map(|text| text.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")));
            let rows = expected.map(|hex| format!("{hex}\t{hex}\t{hex}\n")).concat();
            assert_eq!(database.sql(hex), rows, "{kind} {setup}");
        }
    }
}

#[test]
fn rows_come_and_go_and_numbers_go_on_behind_them() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let mut schema = Schema::default();
        for Recorded { operation, .. } in Operations::record(shop) {
            apply(&database, &operation, &mut schema);
        }
        let inserts = Operations::record(|op| {
            op.insert("people", ["id", "name"], [(7, "a"), (3, "b")]);
            op.insert("people", ["name"], [["c"]]);
            op.insert("people", ["id", "name"], [(2, "d")]);
            op.insert("people", ["name"], [["e"]]);
            op.insert(
                "deals",
                ["id", "person_id", "parent_id", "code", "opened", "region", "slot", "currency", "price"],
                [
                    (1, 7, None, "x", "2026-01-31", 1, 1, "back\\slash", "12345678.90"),
                    (2, 7, Some(1), "y", "2026-01-31", 2, 1, "it's", "0"),
                ],
            );
        });
        for Recorded { operation, .. } in &inserts {
            apply(&database, operation, &mut schema);
        }
        let people = "SELECT id, name FROM people ORDER BY id;";
        assert_eq!(database.sql(people), "2\td\n3\tb\n7\ta\n8\tc\n9\te\n", "{kind}");
        assert_eq!(
            database.sql("SELECT id, parent_id, currency FROM deals WHERE id = 2;"),
            "2\t1\tit's\n",
            "{kind}"
        );
        for Recorded { operation, .. } in inserts.iter().rev() {
            for undo in operation.inverse(&schema).unwrap_or_default() {
                apply(&database, &undo, &mut schema);
            }
        }
        assert_eq!(database.sql(people), "8\tc\n9\te\n", "{kind}");
        assert_eq!(database.sql("SELECT count(*) FROM deals;"), "0\n", "{kind}");
    }
}

/// Numbers of every size, the same in each run.
fn doubles() -> Vec<f64> {
    let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        bits
    };
    let mut numbers =
        vec![0.1, -0.3, 1e23, 5e-324, f64::MAX, f64::MIN_POSITIVE, 9_007_199_254_740_993.0, -1e-300];
    while numbers.len() < 400 {
        let any = f64::from_bits(next());
        let near = f64::from_bits(next() >> 12 | (1000 + next() % 46) << 52);
        numbers.extend([any, near].into_iter().filter(|number| number.is_finite()));
    }
    numbers
}

#[test]
fn floating_point_numbers_keep_all_their_bits() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let mut schema = Schema::default();
        let doubles = doubles();
        let floats = doubles
            .iter()
            .map(|double| f32::from_bits(u32::try_from(double.to_bits() >> 32).unwrap_or_default()));
        let floats = floats.map(|float| if float.is_normal() { float } else { 0.1 }).collect::<Vec<_>>();
        let recorded = Operations::record(|op| {
            op.create_table("numbers", |t| {
                t.column("id", Integer).primary_key();
                t.column("d", Double);
                t.column("f", Real);
            });
            let row = |(id, (d, f)): (i32, (&f64, &f32))| (id, *d, *f);
            op.insert("numbers", ["id", "d", "f"], (0..).zip(doubles.iter().zip(&floats)).map(row));
        });
        for Recorded { operation, .. } in recorded {
            apply(&database, &operation, &mut schema);
        }
        let url = database.url();
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        macro_rules! read {
            ($connection:ty) => {
                runtime.block_on(async {
                    let mut connection = <$connection>::connect(&url).await.expect("the database answers");
                    let query = sqlx::query_as::<_, (f64, f32)>("SELECT d, f FROM numbers ORDER BY id");
                    let rows = query.fetch_all(&mut connection).await.expect("the numbers are read");
                    connection.close().await.expect("the connection closes");
                    rows
                })
            };
        }
        let rows = match kind {
            Kind::MySql => read!(sqlx::MySqlConnection),
            Kind::Postgres => read!(sqlx::PgConnection),
            Kind::Sqlite => read!(sqlx::SqliteConnection),
        };
        assert_eq!(rows.len(), doubles.len());
        for ((d, f), (double, float)) in rows.into_iter().zip(doubles.iter().zip(&floats)) {
            assert_eq!(d.to_bits(), double.to_bits(), "{kind}: {double:?} came back as {d:?}");
            assert_eq!(f.to_bits(), float.to_bits(), "{kind}: {float:?} came back as {f:?}");
        }
    }
}
