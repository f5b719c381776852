use super::*;
use crate::dialect::{Dialect, lower_operations};
use crate::ledger::{LedgerEntry, LedgerRecord, State};
use crate::live::{Live, Modify, Offline};
use crate::plan::{PlanError, PlannedOperation};
use crate::prelude::*;
use crate::replay::short_hash;
use crate::schema::{Action::Cascade, Schema};
use crate::script::{ScriptOperation, Statement};
use crate::site::Site;

fn shop(op: &mut Operations) {
    op.create_enum("currency", ["USD", "EUR", "GBP"]);
    op.create_table("people", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Text);
    });
    op.create_table("deals", |t| {
        t.column("id", BigInt).identity().primary_key();
        t.column("person_id", BigInt).references("people", "id").on_delete(Cascade);
        t.column("price", Integer).default(0);
        t.column("currency", Enum("currency"));
        t.column("note", Varchar(80)).nullable();
        t.check("price >= 0").name("price_is_none_less");
        t.unique(["price", "note"]).name("once");
        t.index(["price"]);
    });
}

/// What a downgrade may be made of, as far as a dialect can.
fn undo(dialect: Dialect) -> Vec<PlannedOperation> {
    let mut schema = Schema::default();
    for recorded in Operations::record(shop) {
        recorded.operation.apply(&mut schema).expect("the shop fits");
    }
    let recorded = Operations::record(|op| {
        op.sql("UPDATE deals SET note = 'a;b\n-- c'; -- done");
        op.add_column("deals", "size", Integer);
        op.alter_column("deals", "price", |c| {
            c.set_type(BigInt);
        });
        op.drop_constraint("deals", "price_is_none_less");
        op.drop_constraint("deals", "once");
        op.remove_enum_value("currency", "GBP");
        op.update("people").set("name", "?").matching("name", "it's \\ \"🦀\"");
        op.backfill("people").set("name", "!").all_rows();
        op.create_index("people", ["name"]).concurrently();
        op.drop_table("deals");
    });
    let planned = recorded.into_iter().filter(|recorded| {
        // MySQL and MariaDB index no text without a length, and SQLite and they know no `CONCURRENTLY`.
        dialect == Postgres || !matches!(recorded.operation, crate::operation::Operation::CreateIndex(_))
    });
    planned
        .map(|recorded| {
            let before = schema.clone();
            recorded.operation.apply(&mut schema).expect("it fits");
            let (operation, compound) = (recorded.operation, recorded.compound);
            PlannedOperation { operation, site: Site::caller(), before, compound }
        })
        .collect()
}

fn record(downgrade: Option<&str>) -> LedgerRecord {
    LedgerRecord {
        entry: LedgerEntry {
            chain: "shop".to_owned(),
            revision: "2d970929c35".to_owned(),
            parents: Vec::new(),
            depends_on: Vec::new(),
            message: String::new(),
            hash: String::new(),
            journal: vec!["of the upgrade".to_owned()],
            downgrade: downgrade.map(str::to_owned),
        },
        state: State::Done,
        progress: 0,
        applied_at: String::new(),
        duration_us: 0,
        tool: String::new(),
    }
}

/// What a statement is when it was kept.
fn kept(dialect: Dialect, statement: Statement) -> Statement {
    if let Statement::Live(Live::Modify(modify)) = statement {
        let offline = kept_offline(&modify.offline);
        return Statement::Live(Live::Modify(Modify { offline, ..modify }));
    }
    if let Statement::Author(sql) = &statement {
        return Statement::Author(crate::dialect::scan::body(dialect, sql).to_owned());
    }
    if let Statement::Backfill(batches) = statement { Statement::Dml(batches.whole) } else { statement }
}

/// Of what a script for the shells needs, the statements are kept.
fn kept_offline(offline: &[Offline]) -> Vec<Offline> {
    offline.iter().filter(|offline| offline.sql().is_some()).cloned().collect()
}

#[test]
fn what_is_kept_runs_as_what_was_planned() {
    for dialect in Dialect::ALL {
        let undo = undo(dialect);
        let hashes = undo.iter().map(|planned| short_hash(&planned.operation)).collect::<Vec<_>>();
        let text = write(dialect, "2d970929c35", Ok(undo.clone()), None);
        let step = read(dialect, &record(Some(&text))).expect("it was just written");
        assert_eq!(step.entry.journal, hashes, "a downgrade that the code began can be gone on with");
        let planned = lower_operations(dialect, "2d970929c35", undo).expect("it can be lowered");
        assert_eq!(step.operations.len(), planned.len());
        for (found, planned) in step.operations.iter().zip(&planned) {
            assert_eq!(found.words(), planned.words());
            assert_eq!(found.cut, planned.cut);
            let costs = |operation: &ScriptOperation| {
                let costs = operation.hazards.iter().map(|cost| (cost.to_string(), cost.is_destructive()));
                costs.collect::<Vec<_>>()
            };
            assert_eq!(costs(found), costs(planned), "{}", planned.words());
            let statements = planned.statements.iter().map(|statement| kept(dialect, statement.clone()));
            let statements = statements.collect::<Vec<_>>();
            for (found, planned) in found.statements.iter().zip(&statements) {
                if let (Statement::Live(Live::Rebuild(found)), Statement::Live(Live::Rebuild(planned))) =
                    (found, planned)
                {
                    // Of constraints it is kept what finds them.
                    assert_eq!(found.changes.len(), planned.changes.len());
                    assert_eq!(
                        (&found.table, &found.offline),
                        (&planned.table, &kept_offline(&planned.offline))
                    );
                } else {
                    assert_eq!(found, planned, "{dialect}");
                }
            }
            assert_eq!(found.statements.len(), statements.len());
        }
        insta::assert_snapshot!(format!("{}_downgrade", dialect.name()), text);
    }
}

#[test]
fn what_no_sql_undoes_is_said() {
    let mut undo = undo(Sqlite);
    let operation = Operations::record(|op| {
        op.data_step("split names", async |_: &mut Connection| Ok::<_, std::fmt::Error>(()));
    })
    .remove(0)
    .operation;
    undo[1].operation = operation;
    let text = write(Sqlite, "2d970929c35", Ok(undo), None);
    assert_eq!(
        text,
        "-- migrate downgrade 1\n-- {\"stuck\":[\"run data step `split names` is a function of the program's\"]}\n"
    );
    let Err(stuck) = read(Sqlite, &record(Some(&text))) else { panic!("it was read") };
    assert_eq!(
        stuck.to_string(),
        "SQL alone does not undo it: run data step `split names` is a function of the program's"
    );
    let irreversible = PlanError::Irreversible { operations: Vec::new() };
    assert!(read(Sqlite, &record(Some(&write(Sqlite, "a", Err(irreversible), None)))).is_err());
    assert_eq!(read(Sqlite, &record(None)).map(|_| ()), Err(Stuck::Unwritten));
}

#[test]
fn sql_of_a_ledger_without_the_form_runs_as_it_is() {
    let text = "ALTER TABLE \"deals\" DROP COLUMN \"note\";\nDROP TABLE \"people\";\n";
    let step = read(Sqlite, &record(Some(text))).expect("it is SQL");
    let [only] = step.operations.as_slice() else { panic!("{step:?}") };
    assert_eq!(only.statements, [Statement::Author(text.trim().trim_end_matches(';').to_owned())]);
    assert!(only.hazards.iter().any(crate::operation::Hazard::is_destructive));
    assert!(read(Sqlite, &record(Some(""))).expect("it is empty").operations.is_empty());
}

#[test]
fn a_text_that_cannot_be_read_is_told_with_its_line() {
    let why = |text: &str| match read(Sqlite, &record(Some(text))) {
        Err(Stuck::Unreadable(why)) => why,
        other => panic!("{other:?}"),
    };
    let text = write(Sqlite, "a", Ok(undo(Sqlite)), None);
    assert!(why("-- migrate downgrade 2\n").contains("newer version"));
    assert_eq!(why("-- migrate downgrade 1\nDROP TABLE a;\n"), "line 2: a comment is missing");
    assert_eq!(why("-- migrate downgrade 1\n-- {\"ddl\":{}}\nSELECT 1;\n"), "line 2: it is of no operation");
    assert!(why("-- migrate downgrade 1\n-- {\"new\":{}}\n").starts_with("line 2: "));
    let cut = text.lines().take(3).collect::<Vec<_>>().join("\n");
    assert_eq!(why(&cut), "line 3: the statement behind it is cut off");
}
