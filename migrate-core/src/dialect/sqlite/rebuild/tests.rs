use super::expand::free_name;
use super::*;
use crate::operation::Operations;
use crate::plan::{PlannedOperation, PlannedStep, StepDirection};
use crate::schema::{Check, ColumnType, expr};
use crate::site::Site;

fn entry(kind: Kind, name: &str, table: &str, sql: &str) -> Entry {
    Entry { kind, name: name.to_owned(), table: table.to_owned(), sql: Some(sql.to_owned()) }
}

fn rebuild(changes: Vec<Change>) -> Rebuild {
    Rebuild { table: "deals".into(), changes, offline: Vec::new() }
}

fn runs(expansion: &Expansion) -> Vec<String> {
    let run = |piece: &'_ Piece| match piece {
        Piece::Ask { .. } => None,
        Piece::Copy(copying) => Some(copying.sql.clone()),
        Piece::Index { sql, doubles: _ } => Some(sql.clone()),
        Piece::Run(sql) => Some(sql.trim_end_matches(';').to_owned()),
    };
    expansion.pieces.iter().filter_map(run).collect()
}

fn drop_note() -> Vec<Change> {
    vec![Change::DropColumn {
        column: "note".into(),
        constraints: Vec::new(),
        indexes: vec!["ix_note".into()],
    }]
}

#[test]
fn what_is_of_the_table_comes_again_and_nothing_else_is_touched() {
    let entries = [
        entry(Kind::Table, "Deals", "Deals", "CREATE TABLE Deals (id INTEGER PRIMARY KEY, note, size)"),
        entry(Kind::Index, "ix_note", "Deals", "CREATE INDEX ix_note ON Deals (note)"),
        entry(Kind::Index, "ix_size", "Deals", "CREATE INDEX ix_size ON Deals (size DESC)"),
        Entry { sql: None, ..entry(Kind::Index, "sqlite_autoindex_Deals_1", "Deals", "") },
        entry(Kind::View, "v", "v", "CREATE VIEW v AS SELECT size FROM deals"),
        entry(Kind::Trigger, "t", "Deals", "CREATE TRIGGER t AFTER DELETE ON deals BEGIN SELECT 1; END"),
        entry(
            Kind::Trigger,
            "u",
            "other",
            "CREATE TRIGGER u AFTER DELETE ON other BEGIN DELETE FROM deals; END",
        ),
    ];
    let expansion = expand(&entries, &rebuild(drop_note())).expect("it can be rebuilt");
    assert_eq!(
        runs(&expansion),
        [
            "ALTER TABLE \"Deals\" RENAME TO \"migrate_old_Deals\"",
            "CREATE TABLE Deals (id INTEGER PRIMARY KEY, size)",
            "INSERT OR ABORT INTO \"Deals\" (\"id\", \"size\") SELECT \"id\", \"size\" FROM \"migrate_old_Deals\" AS \"Deals\"",
            "DROP TABLE \"migrate_old_Deals\"",
            "CREATE INDEX ix_size ON Deals (size DESC)",
            "CREATE TRIGGER t AFTER DELETE ON deals BEGIN SELECT 1; END",
        ]
    );
    let kept = expansion.expected.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>();
    assert_eq!(kept, ["Deals", "ix_size", "v", "t", "u"]);
    assert_eq!(
        expansion.expected[0].sql.as_deref(),
        Some("CREATE TABLE Deals (id INTEGER PRIMARY KEY, size)")
    );
}

#[test]
fn a_table_that_names_itself_before_a_point_is_copied_away_and_back() {
    let table =
        "CREATE TABLE deals (id INTEGER PRIMARY KEY AUTOINCREMENT, note, a CHECK (deals.a > 0), b AS (a))";
    let entries = [
        entry(Kind::Table, "deals", "deals", table),
        entry(Kind::Index, "ix_note", "deals", "CREATE INDEX ix_note ON deals (note)"),
    ];
    let expansion = expand(&entries, &rebuild(drop_note())).expect("it can be rebuilt");
    assert_eq!(
        runs(&expansion)[..4],
        [
            "CREATE TABLE \"migrate_old_deals\" AS SELECT \"id\", \"note\", \"a\", \"b\" FROM \"deals\"",
            "UPDATE sqlite_sequence SET name = 'migrate_old_deals' WHERE name = 'deals'",
            "DROP TABLE \"deals\"",
            "CREATE TABLE deals (id INTEGER PRIMARY KEY AUTOINCREMENT, a CHECK (deals.a > 0), b AS (a))",
        ]
    );
}

#[test]
fn rowids_are_kept_by_a_name_that_no_column_has() {
    let copies = |sql: &str| {
        let entries = [
            entry(Kind::Table, "deals", "deals", sql),
            entry(Kind::Index, "ix_note", "deals", "CREATE INDEX ix_note ON deals (note)"),
        ];
        let expansion = expand(&entries, &rebuild(drop_note())).expect("it can be rebuilt");
        let runs = runs(&expansion);
        let copy = runs.iter().find(|sql| sql.starts_with("INSERT OR ABORT")).expect("rows are copied");
        copy.split(['(', ')']).nth(1).map(str::to_owned)
    };
    assert_eq!(copies("CREATE TABLE deals (a, note)").as_deref(), Some("rowid, \"a\""));
    assert_eq!(copies("CREATE TABLE deals (ROWID, note)").as_deref(), Some("_rowid_, \"ROWID\""));
    assert_eq!(copies("CREATE TABLE deals (a INTEGER PRIMARY KEY, note)").as_deref(), Some("\"a\""));
    assert_eq!(copies("CREATE TABLE deals (a PRIMARY KEY, note) WITHOUT ROWID").as_deref(), Some("\"a\""));
}

#[test]
fn what_is_not_as_the_chain_made_it_is_said() {
    let fault =
        |entries: &[Entry], changes| expand(entries, &rebuild(changes)).expect_err("it cannot").to_string();
    assert_eq!(fault(&[], drop_note()), "the database has no table `deals`");
    let table =
        [entry(Kind::Table, "deals", "deals", "CREATE TABLE deals (id, note, CHECK (\"note\" > id))")];
    assert_eq!(
        fault(&table, drop_note()),
        "`CHECK (\"note\" > id)` in the table's stored definition uses column `note`"
    );
    let table = [entry(Kind::Table, "deals", "deals", "CREATE TABLE deals (id, note)")];
    assert_eq!(fault(&table, drop_note()), "the database has no index `ix_note`");
    let constraint = Constraint::Check(Check::new("ck", expr("id > 0")));
    assert_eq!(
        fault(&table, vec![Change::DropConstraint { constraint }]),
        "its stored definition has no check `ck`"
    );
    let other = [entry(Kind::Table, "deals", "deals", "CREATE VIRTUAL TABLE deals USING fts5 (note)")];
    assert_eq!(fault(&other, drop_note()), "its stored definition has `VIRTUAL` where TABLE is expected");
}

#[test]
fn the_name_of_the_meanwhile_is_free() {
    let taken = |name: &str| entry(Kind::Table, name, name, "");
    assert_eq!(free_name(&[], "a").as_str(), "migrate_old_a");
    assert_eq!(
        free_name(&[taken("MIGRATE_OLD_a"), taken("migrate_old_2_a")], "a").as_str(),
        "migrate_old_3_a"
    );
}

/// How often the tables of a revision are rebuilt.
fn rebuilds(record: fn(&mut Operations)) -> Vec<String> {
    rebuilt(record).into_iter().map(|rebuild| rebuild.table.to_string()).collect()
}

/// The statements that copy rows.
fn copies(record: fn(&mut Operations)) -> Vec<String> {
    let offline = rebuilt(record).into_iter().flat_map(|rebuild| rebuild.offline);
    let copies = offline.filter_map(|step| {
        let Offline::Run(sql) = step else { return None };
        sql.starts_with("INSERT").then_some(sql)
    });
    copies.collect()
}

fn rebuilt(record: fn(&mut Operations)) -> Vec<Rebuild> {
    let mut schema = Schema::default();
    let mut operations = Vec::new();
    let tables = |op: &mut Operations| {
        for table in ["a", "b"] {
            op.create_table(table, |t| {
                t.column("id", ColumnType::BigInt).primary_key();
                t.column("x", ColumnType::Text).nullable().unique();
                t.column("y", ColumnType::Text).nullable();
            });
        }
    };
    for recorded in Operations::record(tables) {
        recorded.operation.apply(&mut schema).expect("it fits");
    }
    for recorded in Operations::record(record) {
        let before = schema.clone();
        recorded.operation.apply(&mut schema).expect("it fits");
        operations.push(PlannedOperation {
            operation: recorded.operation,
            site: recorded.site,
            before,
            compound: None,
        });
    }
    let step = PlannedStep {
        entry: crate::ledger::LedgerEntry {
            chain: "shop".to_owned(),
            revision: "r".to_owned(),
            parents: Vec::new(),
            depends_on: Vec::new(),
            message: String::new(),
            hash: String::new(),
            journal: Vec::new(),
            downgrade: None,
        },
        site: Site::caller(),
        direction: StepDirection::Up,
        operations,
        names: crate::name::Prefix::NONE,
        undo: None,
    };
    let plan = crate::plan::Plan { dialect: Sqlite, chain: "shop".to_owned(), steps: vec![step] };
    let script = crate::dialect::lower(plan).expect("SQLite can do it");
    let statements = script.steps[0].operations.iter().flat_map(|operation| &operation.statements);
    let rebuilds = statements.filter_map(|statement| {
        let Statement::Live(Live::Rebuild(rebuild)) = statement else { return None };
        Some(rebuild.clone())
    });
    rebuilds.collect()
}

#[test]
fn a_rebuild_waits_for_the_next_unless_something_must_come_behind_it() {
    let once = |op: &mut Operations| {
        op.drop_constraint("a", "uq_a_x");
        op.add_unique("b", "y");
        op.add_column("a", "z", ColumnType::Integer).nullable();
        op.create_index("a", ["z"]);
        op.add_check("a", "z > 0");
        op.drop_constraint("b", "uq_b_x");
    };
    assert_eq!(rebuilds(once), ["a", "b"]);
    let torn = |op: &mut Operations| {
        op.drop_constraint("a", "uq_a_x");
        let _ = op.sql("UPDATE a SET y = 'y'");
        op.add_unique("a", "y");
    };
    assert_eq!(rebuilds(torn), ["a", "a"]);
    let renamed = |op: &mut Operations| {
        op.drop_constraint("a", "uq_a_x");
        op.rename_column("a", "y", "z");
        op.add_unique("a", "z");
    };
    assert_eq!(rebuilds(renamed), ["a", "a"]);
    let converted_twice = |op: &mut Operations| {
        op.alter_column("a", "y", |c| {
            c.set_type(ColumnType::Integer);
        });
        op.alter_column("a", "y", |c| {
            c.set_type(ColumnType::Text);
        });
    };
    assert_eq!(rebuilds(converted_twice), ["a", "a"]);
    let other_columns = |op: &mut Operations| {
        op.alter_column("a", "y", |c| {
            c.set_type(ColumnType::Integer);
        });
        op.alter_column("a", "x", |c| {
            c.set_type(ColumnType::Integer).using("length(x)").reverse_using("x");
        });
    };
    assert_eq!(rebuilds(other_columns), ["a"]);
    let reads_it = |op: &mut Operations| {
        op.alter_column("a", "y", |c| {
            c.set_type(ColumnType::Integer);
        });
        op.alter_column("a", "x", |c| {
            c.set_type(ColumnType::Integer).using("y + 1").reverse_using("x");
        });
    };
    assert_eq!(rebuilds(reads_it), ["a", "a"]);
}

#[test]
fn a_column_that_comes_by_the_same_rebuild_is_filled() {
    let filled = |op: &mut Operations| {
        op.drop_constraint("a", "uq_a_x");
        op.add_column("a", "z", ColumnType::Integer).nullable();
        op.add_column("a", "w", ColumnType::Integer).nullable().default(2);
        op.alter_column("a", "z", |c| c.not_null().fill(1));
        op.alter_column("a", "w", |c| c.not_null().fill(1));
    };
    assert_eq!(
        copies(filled),
        [
            r#"INSERT OR ABORT INTO "a" (rowid, "id", "x", "y", "z", "w") SELECT rowid, "id", "x", "y", 1, coalesce(2, 1) FROM "migrate_old_a" AS "a""#
        ],
    );
}

#[test]
fn what_fills_a_column_finds_the_values_that_others_became() {
    let reads_it = |op: &mut Operations| {
        op.alter_column("a", "y", |c| {
            c.set_type(ColumnType::Integer);
        });
        op.alter_column("a", "x", |c| c.not_null().fill(expr("y + 1")));
    };
    assert_eq!(rebuilds(reads_it), ["a", "a"]);
}
