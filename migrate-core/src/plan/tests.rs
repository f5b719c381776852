use super::*;
use crate::graph::{self, Applied, Goal, Graph};
use crate::ledger::{LedgerRow, State};
use crate::operation::{Irreversible, Misfit, Operations};
use crate::prelude::*;
use crate::registry::Entry;
use crate::replay::{self, ReplayError};
use crate::schema::Schema;

const fn entry(
    id: &'static str,
    down: &'static [&'static str],
    upgrade: fn(&mut Operations),
    downgrade: Option<fn(&mut Operations)>,
) -> Entry {
    Entry {
        chain: "tests::Shop",
        id,
        down,
        depends_on: &[],
        needs: &[],
        branch: None,
        message: "What it is for.\nMore of it.",
        upgrade,
        downgrade,
        site: Site::new("src/migrations/first.rs", 3, 17),
    }
}

static FIRST: Entry = entry(
    "first",
    &[],
    |op| {
        op.create_table("deals", |t| {
            t.column("id", BigInt).identity().primary_key();
            t.column("title", Varchar(80));
        });
    },
    None,
);
static LEFT: Entry = entry(
    "left",
    &["first"],
    |op| {
        op.add_column("deals", "note", Text).nullable();
        op.on(Sqlite, |op| {
            op.create_index("deals", ["title"]);
        });
    },
    None,
);
static RIGHT: Entry = entry("right", &["first"], |op| op.rename_column("deals", "title", "name"), None);
static STUCK: Entry = entry(
    "stuck",
    &["left"],
    |op| {
        op.sql("update deals set note = ''");
        op.sql("analyze");
    },
    None,
);

fn plan_of(
    entries: &[&'static Entry],
    have: &[&str],
    goal: &Goal,
    dialect: Dialect,
) -> Result<Plan, PlanError> {
    let graph = graph_of(entries);
    let row = |id: &&str| LedgerRow { chain: "shop".into(), revision: (*id).into(), state: State::Done };
    let applied = Applied::new(&graph, &have.iter().map(row).collect::<Vec<_>>());
    let route = graph.route(&applied, goal).unwrap();
    make(&graph, &applied, &route, dialect)
}

fn graph_of(entries: &[&'static Entry]) -> Graph {
    graph::build("shop", entries).unwrap()
}

fn words(operations: &[PlannedOperation]) -> Vec<String> {
    operations.iter().map(|planned| planned.operation.to_string()).collect()
}

fn upgrade(target: &str) -> Goal {
    Goal::Upgrade(target.parse().unwrap())
}

fn downgrade(target: &str) -> Goal {
    Goal::Downgrade(target.parse().unwrap())
}

#[test]
fn a_plan_holds_what_is_for_its_dialect_and_what_undoes_it() {
    let plan = plan_of(&[&FIRST, &LEFT], &[], &upgrade("head"), Sqlite).unwrap();
    let [first, left] = plan.steps.as_slice() else { panic!("{plan:?}") };
    assert_eq!(words(&first.operations), ["create table `deals`"]);
    assert_eq!(first.entry.message, "What it is for.");
    assert_eq!(
        words(&left.operations),
        ["add column `note` to `deals`", "create index `ix_deals_title` on `deals`"]
    );
    assert_eq!(
        words(left.undo.as_ref().unwrap().as_ref().unwrap()),
        ["drop index `ix_deals_title` of `deals`", "drop column `note` of `deals`"]
    );
    let elsewhere = plan_of(&[&FIRST, &LEFT], &[], &upgrade("head"), Postgres).unwrap();
    assert_eq!(words(&elsewhere.steps[1].operations), ["add column `note` to `deals`"]);
    assert_eq!(elsewhere.steps[1].entry.hash, left.entry.hash, "the hash is the same on every dialect");
}

#[test]
fn a_branch_is_undone_on_what_other_branches_made_since() {
    let chain: &[&Entry] = &[&FIRST, &LEFT, &RIGHT];
    let plan = plan_of(chain, &["first", "left", "right"], &downgrade("first"), Sqlite).unwrap();
    assert_eq!(
        plan.steps.iter().map(|step| step.entry.revision.as_str()).collect::<Vec<_>>(),
        ["right", "left"]
    );
    assert_eq!(words(&plan.steps[0].operations), ["rename column `name` of `deals` to `title`"]);
    let last = plan.steps[1].operations.last().unwrap();
    assert!(last.before.table(&"deals".into()).unwrap().column(&"title".into()).is_some());
}

#[test]
fn what_cannot_be_undone_is_all_said_before_anything_runs() {
    let error = plan_of(&[&FIRST, &LEFT, &STUCK], &["first", "left", "stuck"], &downgrade("base"), Sqlite);
    let Err(PlanError::Irreversible { operations }) = &error else { panic!("{error:?}") };
    assert_eq!(operations.len(), 2);
    assert!(operations.iter().all(|operation| operation.site.file().ends_with("plan/tests.rs")));
    assert!(error.unwrap_err().help().unwrap().contains(".reverse("));
}

#[test]
fn values_of_columns_that_go_need_no_way_back() {
    static FILLS: Entry = entry(
        "fills",
        &["first"],
        |op| {
            op.create_table("offers", |t| {
                t.column("id", Integer).primary_key();
                t.column("name", Text);
            });
            op.add_column("deals", "note", Text).nullable();
            op.backfill("deals").set("note", "a").all_rows();
            op.update("offers").set("name", "a").all_rows();
        },
        None,
    );
    static OVERWRITES: Entry = entry(
        "overwrites",
        &["first"],
        |op| {
            op.add_column("deals", "note", Text).nullable();
            op.backfill("deals").set("note", "a").set("title", "a").all_rows();
        },
        None,
    );
    let plan = plan_of(&[&FIRST, &FILLS], &["first", "fills"], &downgrade("first"), Sqlite).unwrap();
    assert_eq!(words(&plan.steps[0].operations), ["drop column `note` of `deals`", "drop table `offers`"]);
    let stuck =
        plan_of(&[&FIRST, &OVERWRITES], &["first", "overwrites"], &downgrade("first"), Sqlite).unwrap_err();
    let PlanError::Irreversible { operations } = &stuck else { panic!("{stuck}") };
    assert_eq!(operations[0].irreversible, Irreversible::UpdatedRows { table: "deals".into() });
}

#[test]
fn a_misfit_names_its_revision_and_the_line_of_its_operation() {
    static WRONG: Entry = entry("wrong", &["first"], |op| op.drop_table("deal"), None);
    let error = plan_of(&[&FIRST, &WRONG], &["first"], &upgrade("head"), MySql).unwrap_err();
    let PlanError::Replay(ReplayError::Misfit { revision, site, misfit, .. }) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(revision, "wrong");
    assert_eq!(**misfit, Misfit::UnknownTable { table: "deal".into(), near: Some("deals".into()) });
    assert!(site.file().ends_with("plan/tests.rs"));
    assert_eq!(
        error.to_string(),
        "revision `wrong` cannot drop table `deal`: there is no table `deal`; did you mean `deals`?"
    );
}

#[test]
fn a_panic_in_a_revision_is_an_error_with_its_site() {
    static PANICS: Entry = entry("panics", &[], |_| panic!("no such thing"), None);
    let error = plan_of(&[&PANICS], &[], &upgrade("head"), MySql).unwrap_err();
    assert_eq!(error.to_string(), "the function of revision `panics` panicked: no such thing");
    assert_eq!(error.sites(), [PANICS.site]);
}

#[test]
fn an_authors_downgrade_must_lead_back() {
    static GOOD: Entry = entry(
        "good",
        &["first"],
        |op| {
            op.rename_table("deals", "offers");
        },
        Some(|op| {
            op.rename_table("offers", "deals");
        }),
    );
    static LAX: Entry = entry(
        "lax",
        &["first"],
        |op| {
            op.rename_table("deals", "offers");
        },
        Some(|_| {}),
    );
    assert!(plan_of(&[&FIRST, &GOOD], &["first", "good"], &downgrade("first"), MySql).is_ok());
    let error = plan_of(&[&FIRST, &LAX], &["first", "lax"], &downgrade("first"), MySql).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the downgrade of revision `lax` leaves another schema than was before it: there is a table `offers`"
    );
    assert!(prove(&graph_of(&[&FIRST, &LAX]), MySql).is_err());
    assert!(prove(&graph_of(&[&FIRST, &GOOD]), MySql).is_ok());
    assert!(
        prove(&graph_of(&[&FIRST, &LEFT, &RIGHT, &STUCK]), MySql).is_ok(),
        "no way back is no fault by itself"
    );
}

#[test]
fn the_schema_of_any_revision_needs_no_database() {
    let graph = graph_of(&[&FIRST, &LEFT, &RIGHT]);
    let at =
        |id: &str| replay::schema(&graph, graph.ancestors_of(&[graph.find(id).unwrap()]), Postgres).unwrap();
    let has = |schema: &Schema, column: &str| {
        schema.table(&"deals".into()).unwrap().column(&column.into()).is_some()
    };
    assert!(has(&at("first"), "title") && !has(&at("first"), "note"));
    assert!(has(&at("left"), "note") && has(&at("left"), "title"));
    assert!(has(&at("right"), "name") && !has(&at("right"), "note"));
}

#[test]
fn the_hash_is_of_what_is_meant_and_not_of_how_it_is_written() {
    let hash = |function: fn(&mut Operations)| {
        let entry: &'static Entry = Box::leak(Box::new(entry("one", &[], function, None)));
        plan_of(&[entry], &[], &upgrade("head"), Sqlite).unwrap().steps[0].entry.hash.clone()
    };
    let lf = hash(|op| {
        op.sql("create view v as\nselect 1");
    });
    let crlf = hash(|op| {
        op.sql("create view v as\r\nselect 1");
    });
    assert_eq!(lf, crlf);
    assert_eq!(lf, "1:4c39205579702ca3b8d1f4db82668a62b94168b5373084c08851795ccb573a33");
    let other = hash(|op| {
        op.sql("create view v as select 1");
    });
    assert_ne!(lf, other);
}
