//! What the next revision does, where a chain is another one on single databases.

use std::collections::BTreeSet;

use migrate_core::autogenerate::{self, AutogenerateError, Wanted};
use migrate_core::diff::{Filter, Rename, Renames};
use migrate_core::prelude::*;
use migrate_core::{run, source};

/// A chain and its models, which are not at one.
mod apart {
    use migrate_core::Table;

    mod migrations {
        mod first {
            use migrate_core::prelude::*;

            /// The first.
            #[revision(id = "1")]
            fn upgrade(op: &mut Operations) {
                op.create_table("deals", |t| {
                    t.column("id", BigInt).primary_key();
                    t.column("amount", BigInt);
                    t.column("code", Varchar(20));
                });
                op.create_table("old_deals", |t| {
                    t.column("id", BigInt).primary_key();
                });
                op.on([Postgres, Sqlite], |op| {
                    op.create_index("deals", ["amount"]);
                });
                op.create_view("all_deals", "SELECT id FROM deals");
            }
        }

        migrate_core::chain!(pub Apart = "apart");
    }

    #[derive(Table)]
    #[table(index(amount, on = Postgres), index(label, on = [Postgres, MySql]))]
    #[expect(dead_code, reason = "no row is read")]
    struct Deal {
        #[column(primary_key)]
        id: i64,
        amount: i64,
        #[column(type = Varchar(20))]
        label: String,
    }

    pub(super) use migrations::Apart;
}

/// A chain and its models, which are nearly the same on all databases.
mod nearly {
    use migrate_core::{SqlEnum, Table};

    mod migrations {
        mod first {
            use migrate_core::prelude::*;

            /// The first.
            #[revision(id = "1")]
            fn upgrade(op: &mut Operations) {
                op.create_enum("nearly_kind", ["Big", "Small"]);
                op.create_table("everywheres", |t| {
                    t.column("kind", Enum("nearly_kind"));
                });
                op.on(Postgres, |op| {
                    op.create_table("somewheres", |t| {
                        t.column("kinds", Enum("nearly_kind"));
                    });
                });
            }
        }

        migrate_core::chain!(pub Nearly = "nearly");
    }

    #[derive(Table)]
    #[expect(dead_code, reason = "no row is read")]
    struct Everywhere {
        kind: NearlyKind,
    }

    #[derive(Table)]
    #[table(on = Postgres)]
    #[expect(dead_code, reason = "no row is read")]
    struct Somewhere {
        kinds: NearlyKind,
    }

    #[derive(Table)]
    #[table(index(words, using = "hash", on = Postgres), index(words, number, on = [Postgres, Sqlite]))]
    #[table(index(number), index(number, unique, name = "once", on = Sqlite))]
    #[expect(dead_code, reason = "no row is read")]
    struct Found {
        number: i64,
        words: String,
    }

    #[derive(SqlEnum)]
    #[expect(dead_code, reason = "no row is read")]
    enum NearlyKind {
        Big,
    }

    pub(super) use migrations::Nearly;
}

#[test]
fn what_is_nearly_the_same_on_all_databases_is_written_once() {
    let graph = run::graph(nearly::Nearly).expect("the chain is sound");
    let two = Wanted { dialects: BTreeSet::from([MySql, Postgres]), ..Wanted::default() };
    let steps = autogenerate::autogenerate(nearly::Nearly, &graph, &two).expect("nothing is asked");
    let body = source::body(&autogenerate::pieces(&steps)).expect("it has words");
    for part in [
        "        t.index([\"number\"]);\n    });\n    op.on(Postgres, |op| {\n        op.create_index(\"founds\", [\"words\"])",
        "    op.remove_enum_value(\"nearly_kind\", \"Small\")\n",
    ] {
        assert!(body.contains(part), "{part} is not in\n{body}");
    }
    assert_eq!((body.matches("op.create_table").count(), body.matches("fill_in!").count()), (1, 1), "{body}");
    let removed = steps.iter().find(|step| step.change.object.name() == "nearly_kind").expect("it is there");
    let hit = |table: &str| removed.change.hits.iter().position(|hit| hit.rows.table.to_string() == table);
    let on = |table: &str| removed.hits_on[hit(table).expect("it is hit")];
    assert_eq!(on("everywheres"), [MySql, Postgres].into_iter().collect());
    assert_eq!(on("somewheres"), [Postgres].into_iter().collect());

    // An index that a key may be to stays with its table.
    let all =
        autogenerate::autogenerate(nearly::Nearly, &graph, &Wanted::default()).expect("nothing is asked");
    let body = source::body(&autogenerate::pieces(&all)).expect("it has words");
    assert_eq!(body.matches("op.create_table(\"founds\"").count(), 2, "{body}");
}

fn body(wanted: &Wanted) -> Result<String, AutogenerateError> {
    let graph = run::graph(apart::Apart).expect("the chain is sound");
    let steps = autogenerate::autogenerate(apart::Apart, &graph, wanted)?;
    Ok(source::body(&autogenerate::pieces(&steps)).expect("it has words"))
}

fn renamed() -> Rename {
    Rename::Column { table: "deals".into(), from: "code".into(), to: "label".into() }
}

#[test]
fn what_differs_on_some_databases_is_done_on_those() {
    let renames = Renames { renamed: vec![renamed()], apart: Vec::new() };
    let wanted = Wanted { renames, ..Wanted::default() };
    let whole = body(&wanted).expect("it is known what was renamed");
    for part in [
        "    op.rename_column(\"deals\", \"code\", \"label\");\n",
        "    op.on([MySql, Postgres], |op| {\n        op.create_index(\"deals\", [\"label\"]);\n    });\n",
        "    op.on(Sqlite, |op| {\n        op.drop_index(\"deals\", \"ix_deals_amount\");\n    });\n",
        "    // Destructive: `old_deals` loses all its rows.\n    op.drop_table(\"old_deals\");\n",
    ] {
        assert!(whole.contains(part), "{part} is not in\n{whole}");
    }
    assert_eq!(whole.matches("op.").count(), 6, "{whole}");
    let sqlite = Wanted { dialects: BTreeSet::from([Sqlite]), ..wanted.clone() };
    let body_on_sqlite = body(&sqlite).expect("it is known what was renamed");
    assert!(
        body_on_sqlite.contains("    op.drop_index(\"deals\", \"ix_deals_amount\");\n"),
        "{body_on_sqlite}"
    );
    let few = Wanted { filter: Filter { include: vec!["old_*".to_owned()], exclude: Vec::new() }, ..wanted };
    assert_eq!(
        body(&few).expect("nothing is asked"),
        "    // Destructive: `old_deals` loses all its rows.\n    op.drop_table(\"old_deals\");\n"
    );
}

#[test]
fn what_may_be_a_rename_is_asked_for_once() {
    let Err(AutogenerateError::Ambiguous(ambiguous)) = body(&Wanted::default()) else {
        panic!("a column may have been renamed")
    };
    assert_eq!(ambiguous.guesses.iter().map(|guess| &guess.rename).collect::<Vec<_>>(), [&renamed()]);
    let apart =
        Wanted { renames: Renames { renamed: Vec::new(), apart: vec![renamed()] }, ..Wanted::default() };
    let body = body(&apart).expect("nothing was renamed");
    assert!(
        body.contains("op.drop_column(\"deals\", \"code\");") && body.contains("migrate_core::fill_in!"),
        "{body}"
    );
}
