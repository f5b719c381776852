use super::{Adopted, adopt};
use crate::dialect::Dialect;
use crate::inspect::{Inspected, Stage, Unmodelled};
use crate::operation::Operations;
use crate::schema::{ColumnType, Native, Schema};

fn schema(record: impl FnOnce(&mut Operations)) -> Schema {
    let mut schema = Schema::default();
    for recorded in Operations::record(record) {
        recorded.operation.apply(&mut schema).expect("the operations fit");
    }
    schema
}

fn found(schema: Schema, unmodelled: Vec<Unmodelled>) -> Inspected {
    Inspected { dialect: Dialect::Sqlite, server: None, home: Some("public".into()), schema, unmodelled }
}

fn unmodelled(stage: Stage, kind: &'static str, name: &str, definition: &str) -> Unmodelled {
    let definition = Some(definition.to_owned()).filter(|text| !text.is_empty());
    Unmodelled { stage, kind, name: name.into(), detail: String::new(), definition }
}

fn words(adopted: &Adopted) -> Vec<String> {
    adopted.operations.iter().map(ToString::to_string).collect()
}

#[test]
fn a_statement_of_the_database_stands_behind_what_it_names_and_before_what_names_it() {
    let schema = schema(|op| {
        op.create_function(
            "joins",
            [("a", "text"), ("b", "text")],
            "RETURNS text LANGUAGE sql AS 'SELECT a || b'",
        );
        op.create_table("cars", |t| {
            t.column("year", Native([(Dialect::Postgres, "year")]));
        });
        op.create_view("list", "SELECT joined(year::text) FROM cars");
    });
    let others = vec![
        unmodelled(
            Stage::BehindTables,
            "aggregate",
            "joined",
            "CREATE AGGREGATE joined(text) (SFUNC = public.joins)",
        ),
        unmodelled(Stage::BehindTables, "row security", "cars", "ALTER TABLE cars ENABLE ROW LEVEL SECURITY"),
        unmodelled(Stage::BeforeTables, "domain", "year", "CREATE DOMAIN year AS integer"),
        unmodelled(Stage::BeforeTables, "collation", "c", ""),
    ];
    let adopted = adopt(&found(schema, others));
    assert_eq!(
        words(&adopted),
        [
            "run SQL `CREATE DOMAIN year AS integer`",
            "create table `cars`",
            "create function `joins(text, text)`",
            "run SQL `CREATE AGGREGATE joined(text) (SFUNC = public.joins)`",
            "create view `list`",
            "run SQL `ALTER TABLE cars ENABLE ROW LEVEL SECURITY`",
        ]
    );
    assert_eq!(adopted.left_out.iter().map(|it| it.kind).collect::<Vec<_>>(), ["collation"]);
}

#[test]
fn a_table_that_only_its_own_words_make_is_made_by_them_and_replay_knows_it() {
    let schema = schema(|op| {
        op.create_table("jars", |t| {
            t.column("id", ColumnType::Integer);
            t.column("lot", ColumnType::Text);
            t.index(["lot"]);
        });
    });
    let text = "CREATE TABLE jars (id INTEGER NOT NULL, lot TEXT UNIQUE ON CONFLICT REPLACE)";
    let others = vec![unmodelled(Stage::BehindTables, "conflict clause", "jars", text)];
    let adopted = adopt(&found(schema.clone(), others));
    assert_eq!(words(&adopted)[0], format!("run SQL `{}…`", &text[..60]));
    let mut after = Schema::default();
    for operation in &adopted.operations {
        operation.apply(&mut after).expect("it fits an empty database");
    }
    assert_eq!(after, schema);
}

#[test]
fn what_undoes_a_statement_is_told_by_its_words() {
    for (definition, reverse) in [
        ("CREATE DOMAIN public.year AS integer", Some("DROP DOMAIN public.year")),
        ("CREATE TYPE \"a b\".\"c\"\"d\" AS (a integer)", Some("DROP TYPE \"a b\".\"c\"\"d\"")),
        ("CREATE AGGREGATE joined(text) (SFUNC = f)", Some("DROP AGGREGATE joined(text)")),
        (
            "CREATE RULE kept AS\n    ON DELETE TO public.papers DO INSTEAD NOTHING",
            Some("DROP RULE kept ON public.papers"),
        ),
        ("CREATE POLICY p ON t FOR SELECT USING (true)", Some("DROP POLICY p ON t")),
        ("CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t DEFERRABLE", Some("DROP TRIGGER c ON t")),
        ("CREATE VIRTUAL TABLE notes USING fts5(title)", Some("DROP TABLE notes")),
        ("ALTER TABLE t REPLICA IDENTITY USING INDEX i", Some("ALTER TABLE t REPLICA IDENTITY DEFAULT")),
        ("ALTER TABLE t FORCE ROW LEVEL SECURITY", Some("ALTER TABLE t NO FORCE ROW LEVEL SECURITY")),
        ("ALTER TABLE t CLUSTER ON i", Some("ALTER TABLE t SET WITHOUT CLUSTER")),
        ("COMMENT ON INDEX i IS 'it IS ''so'''", Some("COMMENT ON INDEX i IS NULL")),
        ("CREATE CAST (text AS t) WITH FUNCTION f(text)", Some("DROP CAST (text AS t)")),
        ("CREATE TEXT SEARCH CONFIGURATION s.c (PARSER = p)", Some("DROP TEXT SEARCH CONFIGURATION s.c")),
        ("ALTER TABLE t ALTER COLUMN c SET STORAGE MAIN", Some("SELECT 'it goes with its table'")),
        ("CREATE PUBLICATION p", None),
    ] {
        let it = unmodelled(Stage::BehindTables, "", "x", definition);
        assert_eq!(super::reverse::of(&it, Dialect::Postgres).as_deref(), reverse, "{definition}");
    }
}
