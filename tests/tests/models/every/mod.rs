//! Models that use every feature, edited in every way: what is written of them is Rust that is compiled with the tests, and is run
//! up and down over rows on each database; at each stop nothing differs.

#![expect(clippy::panic, clippy::unwrap_used, reason = "it is a test, whose helpers fail it")]

use std::cell::Cell;
use std::fmt::Write as _;

use migrate_core::autogenerate::{Wanted, autogenerate, pieces};
use migrate_core::diff::Comparison;
use migrate_core::operation::Operations;
use migrate_core::run::{self, ChainSet, Drift};
use migrate_core::script::Consent;
use migrate_core::{AnyChain, Run, source};
use migrate_tests::{Database, Kind, Ledger, Product, dump, product, shape, written};

mod rows;

#[rustfmt::skip]
#[path = "written.rs"]
mod revisions;

/// The chain of one stage of the models. Both have one name, so that a database that the one has made is the other's.
macro_rules! chain {
    ($name:ident) => {
        pub(super) mod migrations {
            mod first {
                use migrate_core::prelude::*;

                /// What the models say.
                #[revision(id = "e1")]
                fn upgrade(op: &mut Operations) {
                    crate::every::recorded(op, "first");
                }
            }

            mod second {
                use migrate_core::prelude::*;

                /// Rows in every table.
                #[revision(id = "e2", down = "e1")]
                fn upgrade(op: &mut Operations) {
                    if crate::every::WRITTEN.get() > 0 {
                        crate::every::rows::insert(op);
                    }
                }
            }

            mod third {
                use migrate_core::prelude::*;

                /// What the models say when they have been edited.
                #[revision(id = "e3", down = "e2")]
                fn upgrade(op: &mut Operations) {
                    crate::every::recorded(op, "second");
                }
            }

            migrate_core::chain!(pub(in crate::every) $name = "every");
        }
    };
}

use chain;

#[expect(dead_code, reason = "models are read by their derives alone")]
mod one;
#[expect(dead_code, reason = "models are read by their derives alone")]
mod two;

use one::migrations::One;
use two::migrations::Two;

thread_local! {
    /// How many of the written revisions do something, in what this thread runs.
    static WRITTEN: Cell<usize> = const { Cell::new(2) };
}

fn recorded(op: &mut Operations, name: &str) {
    let functions = revisions::ALL.iter().take(WRITTEN.get());
    functions.filter(|(other, _)| *other == name).for_each(|(_, function)| function(op));
}

/// What a person says where only a person knows, by the questions' words.
const ANSWERS: &[(&str, &str)] = &[
    ("what rows that are there have in column `age`", "18"),
    (
        "what `double` is as Text",
        "expr(\"CAST(\\\"double\\\" AS varchar(40))\").on(MySql, \"CAST(`double` AS CHAR)\")).reverse_using(expr(\"CAST(\\\"double\\\" AS double precision)\").on(MySql, \"CAST(`double` AS DOUBLE)\")",
    ),
    (
        "what `rank` is as Integer",
        "expr(\"\\\"rank\\\"\").on(MySql, \"`rank`\")).reverse_using(expr(\"\\\"rank\\\"\").on(MySql, \"`rank`\")",
    ),
    (
        "what `names` is as Array(Text)",
        "expr(\"names::text[]\")).reverse_using(expr(\"names::varchar(20)[]\")",
    ),
    ("the value for rows that hold \"GBP", "\"EUR\""),
];

/// The function of the next revision as it is written, filled in.
fn next(chain: impl Into<AnyChain>, behind: usize) -> String {
    let chain = chain.into();
    WRITTEN.set(behind);
    let graph = run::graph(chain).unwrap();
    let steps = autogenerate(chain, &graph, &Wanted::default());
    WRITTEN.set(2);
    let mut body = source::body(&pieces(&steps.unwrap())).unwrap();
    while let Some((before, rest)) = body.split_once("migrate_core::fill_in!(") {
        let end = if rest.starts_with("r#") { "\"#)" } else { "\")" };
        let (question, behind) = rest.split_once(end).expect("a macro has an end");
        let question = question.trim_start_matches("r#").trim_start_matches('"');
        let answer = ANSWERS.iter().find(|(other, _)| question.starts_with(other));
        let (_, answer) = answer.unwrap_or_else(|| panic!("{question} is not answered: {body}"));
        body = format!("{before}{answer}{behind}");
    }
    body
}

#[test]
fn edited_models_are_written_as_revisions() {
    let mut text = "//! Written by `MIGRATE_WRITE_DOCS=1`, as a test says whose name is in its message.\n\nuse migrate_core::prelude::*;\n\n\
                    pub(super) const ALL: &migrate_tests::written::Functions = &[(\"first\", first), (\"second\", second)];\n"
        .to_owned();
    for (name, body) in [("first", next(One, 0)), ("second", next(Two, 1))] {
        let _ = write!(text, "\nfn {name}(op: &mut Operations) {{\n{body}}}\n");
    }
    written::expect(
        "tests/models/every/written.rs",
        &text,
        "cargo test -p migrate-tests --test models edited_models",
    );
    for (chain, behind) in [(AnyChain::from(One), 1), (AnyChain::from(Two), 2)] {
        assert_eq!(next(chain, behind), "", "the models say no more");
    }
}

/// That a database is as its chain says, in both directions.
fn nothing_differs(chain: impl Into<ChainSet>, database: &Database, at: &str) {
    let drifted =
        Drift::url(chain, &database.url()).blocking().unwrap_or_else(|error| panic!("{at}: {error}"));
    assert!(drifted.inspected.unmodelled.is_empty(), "{at}: {:?}", drifted.inspected.unmodelled);
    let compared = &drifted.chains[0].compared;
    let found = compared.mends_database(Comparison::default()).unwrap();
    let words = found.changes.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(words.is_empty(), "{at}: {words:#?}");
}

fn walk(kind: Kind) {
    let database = Database::create(kind);
    let url = database.url();
    let up = |to: &str| {
        Run::upgrade_url(Two, &url)
            .to(to)
            .blocking()
            .unwrap_or_else(|error| panic!("{kind}, up to {to}: {error}"))
    };
    let down = |to: &str| {
        let run = Run::downgrade_url(Two, &url, to).consent(Consent::Destructive);
        run.blocking().unwrap_or_else(|error| panic!("{kind}, down to {to}: {error}"))
    };
    up("e1");
    nothing_differs(One, &database, &format!("{kind}, first"));
    let schema = shape(&database);
    up("e2");
    let first = rows::look(&database, &One.schema("e2", kind.dialect()).unwrap());
    if kind == Kind::MySql && product() == Product::MySql {
        // A key that others reference is numbered.
        let error = Run::upgrade_url(Two, &url).to("e3").blocking().expect_err("MySQL does not take it");
        assert!(error.message().contains("MySQL numbers it neither more nor less"), "{error}");
        return nothing_differs(One, &database, "MySQL, refused");
    }
    up("e3");
    nothing_differs(Two, &database, &format!("{kind}, second"));
    let second = rows::look(&database, &Two.schema("e3", kind.dialect()).unwrap());
    rows::compare(&format!("{kind}, up"), &second, &rows::edited(kind, &first), &["people.born_here"]);
    down("e2");
    nothing_differs(One, &database, &format!("{kind}, back"));
    assert_eq!(lines(&shape(&database)), lines(&schema), "{kind}");
    let back = rows::look(&database, &One.schema("e2", kind.dialect()).unwrap());
    rows::compare(&format!("{kind}, down"), &back, &rows::back(kind, &first), &[]);
    up("e3");
    assert_eq!(rows::look(&database, &Two.schema("e3", kind.dialect()).unwrap()).len(), second.len());
    down("base");
    assert_eq!(dump(&database, Ledger::LeftOut), "", "{kind}");
}

/// The lines of a schema, in no order: a column that was dropped comes again behind the others.
fn lines(shape: &str) -> Vec<&str> {
    let mut lines = shape.lines().collect::<Vec<_>>();
    lines.sort_unstable();
    lines
}

#[test]
fn edited_models_keep_their_rows_on_mysql() {
    walk(Kind::MySql);
}

#[test]
fn edited_models_keep_their_rows_on_postgres() {
    walk(Kind::Postgres);
}

#[test]
fn edited_models_keep_their_rows_on_sqlite() {
    walk(Kind::Sqlite);
}
