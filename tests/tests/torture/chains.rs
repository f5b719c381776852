//! Whole chains with rows in their tables.

use migrate_core::operation::{AlterColumnBuilder, Operations};
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind, Product, product};

use crate::chain::Record;
use crate::rig::{Outcome, done, down, refusal, revision, schema, shape, try_round, up};

type Upgrade = fn(&mut Operations);

fn revisions(upgrades: &[Upgrade]) -> Vec<Record> {
    upgrades.iter().map(|upgrade| revision(*upgrade)).collect()
}

fn round(upgrades: &[Upgrade]) {
    for kind in Kind::ALL {
        assert_eq!(try_round(kind, &revisions(upgrades)), Ok(Outcome::RoundTrip), "{kind}");
    }
}

fn tables(op: &mut Operations) {
    op.create_enum("mood", ["sad", "it's"]);
    op.create_table("a", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("x", Integer).default(1);
        t.column("y", Integer).default(2);
        t.column("mood", Enum("mood")).default("it's");
        t.unique(["x", "y"]);
    });
    op.create_table("b", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("a_id", BigInt).nullable().references("a", "id").on_delete(Cascade);
        t.column("a2_id", BigInt).nullable().references("a", "id").on_delete(SetNull).on_update(Cascade);
        t.column("x", Integer).nullable();
        t.column("y", Integer).nullable();
        t.column("self_id", BigInt).nullable().references("b", "id");
        t.column("n", Integer).default(5).check("n > 0");
        t.foreign_key(["x", "y"], "a", ["x", "y"]).on_delete(Restrict);
        t.index(["a_id", "n"]);
    });
    op.insert("a", ["id", "x", "y"], [(1, 1, 1), (2, 2, 2)]);
    op.insert("b", ["id", "a_id", "x", "y", "self_id"], [(1, 1, 1, 1, None), (2, 2, 2, 2, Some(1))]);
}

#[test]
fn renames_swap_and_come_back() {
    round(&[
        tables,
        |op| {
            op.rename_column("a", "id", "key");
            op.rename_column("a", "x", "order");
            op.rename_column("b", "n", "m n");
            op.rename_table("a", "select");
        },
        |op| {
            op.rename_table("select", "for a moment");
            op.rename_table("b", "a");
            op.rename_table("for a moment", "b");
            op.rename_column("a", "x", "tmp");
            op.rename_column("a", "y", "x");
            op.rename_column("a", "tmp", "y");
        },
        |op| {
            op.drop_table("a");
            op.drop_table("b");
            op.drop_enum("mood");
            op.create_enum("mood", ["glad"]);
            op.create_table("a", |t| {
                t.column("id", Text);
                t.column("mood", Enum("mood")).default("glad");
                t.index(["mood"]);
            });
            op.drop_table("a");
            op.create_table("a", |t| done(t.column("id", Integer).primary_key()));
        },
    ]);
}

#[test]
fn checks_follow_columns_whose_new_names_need_quotes() {
    let chain: [Upgrade; 3] = [
        |op| {
            op.create_table("p", |t| {
                t.column("id", Integer).primary_key();
                t.column("a", Integer).default(2).check("a > 1 -- a");
                t.column("b", Integer).default(1);
            });
            op.on([Postgres, MySql], |op| {
                op.add_check("p", "a > b AND a <> 3").name("both");
            });
            op.insert("p", ["id"], [[1], [2]]);
        },
        |op| {
            op.rename_column("p", "a", "order");
            op.rename_column("p", "b", "sp`a\"ce");
        },
        |op| op.on([Postgres, MySql], |op| op.drop_column("p", "order").cascade()),
    ];
    round(&chain);
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, &revisions(&chain), "r2").unwrap();
        let before = shape(&database);
        let order = if kind == Kind::MySql { "`order`" } else { "\"order\"" };
        up(&database, &revisions(&chain), "head").unwrap();
        down(&database, &revisions(&chain), "r2").unwrap();
        assert_eq!(shape(&database), before, "{kind}: the checks are those of before");
        assert!(schema(&database).contains(&format!("{order} > ")), "{kind}: {}", schema(&database));
    }
}

#[test]
fn dropped_columns_bring_back_all_that_used_them() {
    round(&[
        tables,
        |op| op.drop_column("b", "a_id").cascade(),
        |op| op.drop_column("b", "a2_id").cascade(),
        |op| {
            op.drop_column("b", "n").cascade();
            op.drop_column("b", "self_id").cascade();
            op.on([Postgres, MySql], |op| op.drop_column("b", "x").cascade());
            op.drop_column("a", "mood");
            op.drop_enum("mood");
        },
    ]);
}

#[test]
fn a_column_comes_back_with_its_unique_index_before_the_keys_that_reference_it() {
    round(&[
        |op| {
            op.create_table("p", |t| {
                t.column("id", Integer).primary_key();
                t.column("code", Integer).nullable();
                t.column("other", Integer).nullable();
                t.index(["code"]).unique();
            });
            op.on([Postgres, MySql], |op| done(op.add_foreign_key("p", "other", "p", "code")));
        },
        |op| {
            // MariaDB does not drop both at once, and says so.
            op.on(MySql, |op| op.drop_constraint("p", "fk_p_other"));
            op.on([Postgres, MySql], |op| op.drop_column("p", "code").cascade());
        },
    ]);
}

/// Whether columns may reference themselves: MySQL finds no index for such a key, and is not asked.
fn takes_a_key_to_itself() -> bool {
    product() == Product::MariaDb
}

#[test]
fn keys_support_each_other() {
    round(&[
        |op| {
            op.create_table("p", |t| {
                t.column("a", Integer).primary_key();
                t.column("b", Varchar(20)).primary_key();
                t.column("c", Integer).nullable();
                t.index(["c"]).unique();
                if takes_a_key_to_itself() {
                    t.foreign_key(["a", "b"], "p", ["a", "b"]).name("to itself");
                }
            });
            op.create_table("q", |t| {
                t.column("p_c", Integer).nullable().unique().references("p", "c");
                t.column("p_a", Integer);
                t.column("p_b", Varchar(20));
                t.foreign_key(["p_a", "p_b"], "p", ["a", "b"]).on_update(Cascade);
                t.index(["p_c", "p_a"]);
            });
        },
        |op| {
            op.drop_index("q", "ix_q_p_c_p_a");
            op.create_index("q", ["p_a", "p_c"]);
            op.on([Postgres, MySql], |op| op.drop_constraint("q", "uq_q_p_c"));
        },
        |op| {
            op.drop_index("q", "ix_q_p_a_p_c");
            op.on([Postgres, MySql], |op| {
                op.drop_constraint("q", "fk_q_p_c");
                if takes_a_key_to_itself() {
                    op.add_foreign_key("p", "c", "p", "c").name("another to itself");
                }
                op.add_primary_key("q", ["p_b", "p_a"]);
            });
            op.rename_column("p", "a", "key");
            op.rename_table("p", "pp");
        },
        |op| op.on([Postgres, MySql], |op| op.drop_column("q", "p_c").cascade()),
    ]);
}

#[test]
fn keys_over_the_same_columns_are_all_there() {
    round(&[
        |op| {
            op.create_table("p", |t| {
                t.column("a", Integer);
                t.column("b", Integer);
                t.primary_key(["a", "b"]);
                t.unique(["a", "b"]).name("one");
                t.unique(["a", "b"]).name("two");
            });
            op.add_column("p", "c", Integer).nullable().unique();
            op.add_unique("p", "c").name("three");
        },
        // They come back in one statement.
        |op| op.drop_column("p", "c").cascade(),
        |op| op.drop_constraint("p", "two"),
        |op| op.drop_constraint("p", "one"),
    ]);
}

#[test]
fn a_foreign_key_gets_other_capitals_by_another_name_on_mysql() {
    let tables: Upgrade = |op| {
        op.create_table("p", |t| {
            t.column("a", Integer).primary_key();
            t.column("b", Integer).nullable().references("p", "a").key_name("back");
        });
    };
    let capitals: Upgrade = |op| op.rename_constraint("p", "back", "BACK");
    let refused = refusal(Kind::MySql, |op| {
        tables(op);
        capitals(op);
    });
    assert!(refused.is_some_and(|why| why.contains("one name to MySQL and MariaDB")));
    assert_eq!(try_round(Kind::Postgres, &revisions(&[tables, capitals])), Ok(Outcome::RoundTrip));
    round(&[tables, |op| {
        op.rename_constraint("p", "back", "for a moment");
        op.rename_constraint("p", "for a moment", "BACK");
    }]);
}

#[test]
fn of_constraints_whose_names_differ_in_capitals_the_right_one_goes_on_sqlite() {
    let chain: [Upgrade; 2] = [
        |op| {
            op.create_table("p", |t| {
                t.column("a", Integer).primary_key();
                t.column("b", Integer).nullable();
                t.check("a > 1").name("sound");
                t.check("b > 1").name("SOUND");
                t.foreign_key("b", "p", "a").name("back");
            });
        },
        |op| {
            op.drop_constraint("p", "SOUND");
            op.add_foreign_key("p", "a", "p", "a").name("BACK");
        },
    ];
    let database = Database::create(Kind::Sqlite);
    up(&database, &revisions(&chain), "r1").unwrap();
    let names = |wanted: [bool; 4]| {
        let now = schema(&database);
        let there = ["\"sound\"", "\"SOUND\"", "\"back\"", "\"BACK\""].map(|name| now.contains(name));
        assert_eq!(there, wanted, "{now}");
    };
    names([true, true, true, false]);
    up(&database, &revisions(&chain), "r2").unwrap();
    names([true, false, true, true]);
    down(&database, &revisions(&chain), "r1").unwrap();
    names([true, true, true, false]);
}

#[test]
fn a_table_without_rowids_keeps_a_key_on_sqlite() {
    let table: Upgrade = |op| {
        op.create_table("p", |t| {
            t.column("a", Integer).primary_key();
            t.column("b", Integer);
            t.column("c", Integer).generated("b + 1");
            t.sqlite().without_rowid();
        });
    };
    let takes_the_key_away: [Upgrade; 4] = [
        |op| op.drop_column("p", "a").cascade(),
        |op| op.drop_constraint("p", "pk_p"),
        |op| op.alter_column("p", "a", AlterColumnBuilder::identity),
        |op| done(op.replace_primary_key("p", "c")),
    ];
    for change in takes_the_key_away {
        let both = |op: &mut Operations| {
            table(op);
            change(op);
        };
        assert!(refusal(Kind::Sqlite, both).is_some());
    }
    assert_eq!(
        try_round(
            Kind::Sqlite,
            &revisions(&[table, |op| {
                op.replace_primary_key("p", "b");
                op.drop_column("p", "a");
            }])
        ),
        Ok(Outcome::RoundTrip)
    );
}

#[test]
fn defaults_of_bytes_stay_what_they_are() {
    let chain: [Upgrade; 2] = [
        |op| {
            op.create_table("p", |t| {
                t.column("id", Integer).primary_key();
                t.column("n", Integer).default(1);
                t.column("u", Uuid).default("67e55044-10b1-426f-9247-000a27005c00");
                t.column("b", Bytes).default(&[0xE5_u8, 39, 92, 0, 10, 13, 26, 34, 0][..]);
            });
        },
        |op| {
            op.alter_column("p", "n", AlterColumnBuilder::nullable);
            op.alter_column("p", "u", AlterColumnBuilder::nullable);
            op.alter_column("p", "b", AlterColumnBuilder::nullable);
            op.set_column_comment("p", "u", "it's");
        },
    ];
    round(&chain);
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, &revisions(&chain), "head").unwrap();
        database.sql("INSERT INTO p (id) VALUES (1);");
        down(&database, &revisions(&chain), "r1").unwrap();
        database.sql("INSERT INTO p (id) VALUES (2);");
        let hex = match kind {
            Kind::Postgres => "replace(u::text, '-', ''), encode(b, 'hex')",
            Kind::MySql | Kind::Sqlite => "lower(hex(u)), lower(hex(b))",
        };
        let values = database.sql(&format!("SELECT {hex} FROM p;"));
        let row = "67e5504410b1426f9247000a27005c00\te5275c000a0d1a2200\n";
        assert_eq!(values, row.repeat(2), "{kind}");
    }
}

#[test]
fn a_computed_column_gets_no_type_on_postgres_that_it_would_have_to_be_cast_to() {
    let table: Upgrade = |op| {
        op.create_table("p", |t| {
            t.column("id", Integer).primary_key();
            t.column("name", Text);
            t.column("twice", Text).generated("name || name");
        });
    };
    let refused = refusal(Kind::Postgres, |op| {
        table(op);
        op.alter_column("p", "twice", |c| done(c.set_type(Integer)));
    });
    assert!(refused.is_some_and(|why| why.contains("column `twice` is computed")));
    let longer: Upgrade = |op| op.alter_column("p", "twice", |c| done(c.set_type(Varchar(300))));
    assert_eq!(try_round(Kind::Postgres, &revisions(&[table, longer])), Ok(Outcome::RoundTrip));
}

#[test]
fn what_a_server_does_not_take_is_refused_before_anything_runs() {
    let table: Upgrade = |op| {
        op.on([Postgres, MySql], |op| {
            op.create_sequence("numbers");
        });
        op.create_table("p", |t| {
            t.column("id", Integer).primary_key();
            t.column("code", Char(4)).default("a");
            t.column("made", Integer).nullable().generated("id + 1");
            t.column("at", TimestampTz).default("2026-03-29 02:34:00+01:00");
            t.column("key", Integer).nullable().unique();
        });
        op.create_table("q", |t| {
            t.column("key", Integer).references("p", "key").on_update(Cascade);
        });
    };
    let changes: [(Kind, Upgrade, &str); 10] = [
        (
            Kind::Sqlite,
            |op| done(op.add_foreign_key("p", "made", "p", "id").on_delete(SetNull)),
            "is computed",
        ),
        (
            Kind::MySql,
            |op| done(op.add_foreign_key("p", "made", "p", "id").on_delete(Cascade).on_update(Cascade)),
            "is computed",
        ),
        (
            Kind::MySql,
            |op| {
                op.add_column("p", "number", BigInt).default(next_value("numbers"));
                op.alter_column("p", "code", |c| {
                    c.drop_default();
                    c.set_type(BigInt).using("0");
                });
            },
            "column `number` takes its default from a sequence",
        ),
        (Kind::MySql, |op| op.alter_column("p", "made", |c| done(c.not_null())), "is computed"),
        (Kind::MySql, |op| op.alter_column("p", "at", |c| done(c.set_type(Timestamp))), "no date and time"),
        (
            Kind::MySql,
            |op| {
                op.alter_column("p", "code", |c| {
                    done(c.set_type(BigInt));
                    c.set_default(next_value("numbers"));
                });
            },
            "takes its default from a sequence",
        ),
        (Kind::MySql, |op| done(op.create_index("p", [prefix("code", 5)])), "is of 5 characters"),
        (
            Kind::MySql,
            |op| {
                op.alter_column("p", "key", |c| done(c.not_null()));
                op.alter_column("p", "key", AlterColumnBuilder::nullable);
            },
            "is followed by foreign key",
        ),
        (
            Kind::Postgres,
            |op| done(op.add_foreign_key("p", "made", "p", "id").on_update(Cascade)),
            "is computed",
        ),
        (
            Kind::Postgres,
            |op| done(op.add_foreign_key("p", "made", "p", "id").on_delete(SetNull)),
            "is computed",
        ),
    ];
    for (kind, change, told) in changes {
        let both = |op: &mut Operations| {
            table(op);
            change(op);
        };
        let why = refusal(kind, both).unwrap_or_default();
        assert!(why.contains(told), "{kind}, {told}: {why}");
    }
}

#[test]
fn rows_come_in_any_order_and_numbers_go_on_behind_them() {
    let chain: [Upgrade; 2] = [
        |op| {
            op.create_table("p", |t| {
                t.column("id", Integer).identity().primary_key();
                t.column("parent", Integer).nullable().references("p", "id").on_delete(Restrict);
            });
            // Each row references the next one, over more than one statement.
            op.insert("p", ["id", "parent"], (1..=1200).map(|id| (id, (id < 1200).then_some(id + 1))));
        },
        |op| done(op.sql("INSERT INTO p (parent) VALUES (1)").reverse("DELETE FROM p WHERE id > 1200")),
    ];
    round(&chain);
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, &revisions(&chain), "head").unwrap();
        assert_eq!(database.sql("SELECT max(id), count(*) FROM p;"), "1201\t1201\n", "{kind}");
    }
}

#[test]
fn a_table_goes_with_rows_that_keep_each_other() {
    let chain: [Upgrade; 3] = [
        |op| {
            op.create_table("p", |t| {
                t.column("id", Integer).primary_key();
                t.column("parent", Integer).nullable().references("p", "id").on_delete(Restrict);
            });
            op.insert("p", ["id", "parent"], [(1, None), (2, Some(1)), (3, Some(3))]);
        },
        |op| op.drop_table("p"),
        // What comes behind it in the same revision is held by its keys as ever.
        tables,
    ];
    round(&chain);
}

#[test]
fn values_of_an_enum_go_and_change_their_names_in_one_revision() {
    let chain: [Upgrade; 2] = [
        |op| {
            op.create_enum("mood", ["sad", "happy", "bored"]);
            op.create_table("p", |t| {
                t.column("id", Integer).primary_key();
                t.column("mood", Enum("mood"));
            });
            op.insert("p", ["id", "mood"], [(1, "sad"), (2, "happy"), (3, "sad")]);
        },
        |op| {
            op.remove_enum_value("mood", "bored");
            op.rename_enum_value("mood", "sad", "it's");
        },
    ];
    round(&chain);
    for kind in Kind::ALL {
        let database = Database::create(kind);
        up(&database, &revisions(&chain), "head").unwrap();
        assert_eq!(database.sql("SELECT mood FROM p ORDER BY id;"), "it's\nhappy\nit's\n", "{kind}");
    }
}

#[test]
fn revisions_may_do_nothing_here() {
    round(&[
        |_| {},
        |op| {
            op.on(Postgres, |op| {
                op.create_enum("mood", ["a, b", "{c}", "d\"e"]);
            });
        },
        |op| op.on([MySql, Sqlite], |op| op.create_table("t", |t| done(t.column("id", Integer)))),
        |op| op.on([MySql, Sqlite], |op| op.on(Sqlite, |op| done(op.create_index("t", "id")))),
    ]);
}

#[test]
fn sql_of_the_authors_runs_whole() {
    round(&[
        tables,
        |op| {
            op.sql("INSERT INTO a (x, y) VALUES (8, 8); INSERT INTO a (x, y) VALUES (9, 9) -- ; the last")
                .reverse("DELETE FROM a WHERE x = 8; /* ; */ DELETE FROM a WHERE x = 9;;");
            op.create_index("a", "y");
        },
        |op| {
            let trigger = "CREATE TRIGGER grow AFTER INSERT ON b";
            op.on(Sqlite, |op| {
                let body = "BEGIN UPDATE b SET n = CASE WHEN n > 1 THEN 2 END; SELECT ';'; END;";
                let _ = op.sql(format!("{trigger} {body}")).reverse("DROP TRIGGER grow");
            });
            op.on(Postgres, |op| {
                let function = "CREATE FUNCTION grow() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN NEW.n := 2; RETURN NEW; END; $f$;";
                let _ = op
                    .sql(format!("{function} {trigger} FOR EACH ROW EXECUTE FUNCTION grow()"))
                    .reverse("DROP TRIGGER grow ON b; DROP FUNCTION grow");
            });
        },
        |op| {
            op.sql(expr("ALTER TABLE b ADD COLUMN z INTEGER").on(Postgres, "ALTER TABLE b ADD z INTEGER"))
                .reverse("ALTER TABLE b DROP COLUMN z")
                .effect(|op| done(op.add_column("b", "z", Integer).nullable()));
            op.create_index("b", "z");
        },
    ]);
}

#[test]
fn a_trigger_with_a_body_runs_on_mysql() {
    let chain = revisions(&[tables, |op| {
        let body = "FOR EACH ROW BEGIN IF NEW.n > 1 THEN SET NEW.n = 7; END IF; END";
        let _ = op.sql(format!("CREATE TRIGGER grow BEFORE INSERT ON b {body}")).reverse("DROP TRIGGER grow");
    }]);
    let database = Database::create(Kind::MySql);
    up(&database, &chain, "head").unwrap();
    database.sql("INSERT INTO b (id, n) VALUES (8, 2), (9, 1);");
    assert_eq!(database.sql("SELECT n FROM b WHERE id > 7 ORDER BY id;"), "7\n1\n");
    down(&database, &chain, "base").unwrap();
    assert_eq!(schema(&database), "");
}
