use super::*;
use crate::schema::{
    Action, ColumnDefault, ColumnType, Direction, IndexKey, Native, Storage, Timing, Uniqueness, Value,
};

fn found(objects: &[(StoredObject, &str, &str, &str)]) -> Found {
    let stored = objects.iter().map(|(kind, name, table, sql)| Stored { kind: *kind, name, table, sql });
    schema(&stored.collect::<Vec<_>>())
}

fn one(sql: &str) -> Found {
    found(&[(StoredObject::Table, "t", "t", sql)])
}

fn table(sql: &str) -> Table {
    let found = one(sql);
    assert_eq!(found.beyond, [], "{sql}");
    found.schema.tables().next().expect("one table").clone()
}

#[test]
fn a_table_as_people_write_them_is_read_whole() {
    let found = found(&[
        (
            StoredObject::Table,
            "Deals",
            "Deals",
            "CREATE TABLE [Deals] /* what we sell */ (\n  id INTEGER PRIMARY KEY, -- no numbers kept\n  title nvarchar(160) NOT NULL DEFAULT \"none\" COLLATE NOCASE,\n  state TEXT NULL CHECK (state IN ('new', 'it''s')) DEFAULT 'new',\n  person INT REFERENCES people ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,\n  any, total AS (price * 2) STORED, price DOUBLE DEFAULT (-1.5) CHECK (price > 0),\n  UNIQUE (ANY, price), CHECK ((price < 10)), CONSTRAINT \"fk\" FOREIGN KEY (PERSON) REFERENCES People (ID) ON UPDATE CASCADE\n)",
        ),
        (
            StoredObject::Table,
            "people",
            "people",
            "CREATE TABLE people(Id BIGINT, PRIMARY KEY (id)) WITHOUT ROWID",
        ),
    ]);
    assert_eq!(found.beyond, []);
    let deals = found.schema.table(&"Deals".into()).expect("a table");
    assert_eq!(deals.comment.as_deref(), Some("what we sell"));
    let column = |name: &str| deals.column(&name.into()).expect("a column");
    assert_eq!(column("id").column_type, Native([(crate::dialect::Dialect::Sqlite, "INTEGER")]));
    assert!(!column("id").nullable && column("id").identity.is_none() && column("id").comment.is_none());
    assert_eq!(column("title").default, Some(ColumnDefault::Expression("\"none\"".into())));
    assert_eq!(column("title").collation, Some("NOCASE".into()));
    assert_eq!(column("state").column_type, ColumnType::Enum("Deals_state".into()));
    assert_eq!(column("state").default, Some(Value::Text("new".to_owned()).into()));
    let values = &found.schema.enum_type(&"Deals_state".into()).expect("an enum").values;
    assert_eq!(values, &["new", "it's"]);
    assert_eq!(column("any").column_type, Native([(crate::dialect::Dialect::Sqlite, "")]));
    let generated = column("total").generated.as_ref().expect("computed");
    assert_eq!(
        (generated.expression.to_string().as_str(), generated.storage),
        ("price * 2", Storage::Stored)
    );
    assert_eq!(column("price").default, Some(Value::Float(-1.5).into()));
    let names = deals.constraint_names().map(ToString::to_string).collect::<Vec<_>>();
    let whole = names.iter().find(|name| name.starts_with("ck_Deals_") && *name != "ck_Deals_price");
    assert_eq!(
        names,
        ["pk_Deals", "uq_Deals_any_price", "fk_Deals_person", "fk", "ck_Deals_price", whole.expect("one")]
    );
    let [inline, behind] = deals.foreign_keys.as_slice() else { panic!("{:?}", deals.foreign_keys) };
    assert_eq!((inline.on_delete, inline.timing), (Action::SetNull, Timing::Deferred));
    assert_eq!((behind.on_update, behind.timing), (Action::Cascade, Timing::Immediate));
    for key in [inline, behind] {
        assert_eq!(key.columns, ["person".into()]);
        assert_eq!((&key.referenced_table, &*key.referenced_columns), (&"people".into(), &["Id".into()][..]));
    }
    assert!(found.schema.table(&"people".into()).is_some_and(|it| !it.columns[0].nullable));
}

#[test]
fn an_index_view_and_trigger_are_what_stands_behind_their_heads() {
    let found = found(&[
        (StoredObject::View, "b", "b", "CREATE VIEW b AS SELECT * FROM a"),
        (StoredObject::View, "a", "a", "CREATE VIEW IF NOT EXISTS \"a\" AS\nSELECT x FROM t"),
        (StoredObject::View, "named", "named", "CREATE VIEW named (y) AS SELECT x FROM t"),
        (StoredObject::Table, "t", "t", "CREATE TABLE t (x TEXT, \"y z\" INT)"),
        (
            StoredObject::Index,
            "i",
            "T",
            "CREATE UNIQUE INDEX i ON T (X COLLATE NOCASE DESC NULLS LAST, \"y z\", (lower(x)), y + 1 ASC) WHERE (x > '')",
        ),
        (
            StoredObject::Trigger,
            "g",
            "t",
            "CREATE TRIGGER main.g AFTER UPDATE OF x, \"on\" ON T WHEN new.x BEGIN SELECT 1; END",
        ),
    ]);
    let said = found.beyond.iter().map(|it| (it.kind, it.name.as_str())).collect::<Vec<_>>();
    assert_eq!(said, [("columns of a view", "named")]);
    let table = found.schema.table(&"t".into()).expect("a table");
    let [index] = table.indexes.as_slice() else { panic!("{:?}", table.indexes) };
    assert_eq!(index.uniqueness, Uniqueness::Unique);
    assert_eq!(index.predicate, Some("x > ''".into()));
    let keys = index.parts.iter().map(|part| &part.key).collect::<Vec<_>>();
    let (x, y) = (IndexKey::Column("x".into()), IndexKey::Column("y z".into()));
    let (lower, sum) = (IndexKey::Expression("lower(x)".into()), IndexKey::Expression("y + 1".into()));
    assert_eq!(keys, [&x, &y, &lower, &sum]);
    assert_eq!(index.parts[0].direction, Direction::Descending);
    assert_eq!(index.parts[0].collation, Some("NOCASE".into()));
    let view = found.schema.view(&"a".into()).expect("a view");
    assert_eq!(view.query, "SELECT x FROM t".into());
    assert!(found.schema.view(&"b".into()).is_some_and(|it| it.needs(&"a".into())));
    let trigger = found.schema.trigger(&"t".into(), &"g".into()).expect("a trigger");
    assert_eq!(trigger.event, "AFTER UPDATE OF x, \"on\"".into());
    assert_eq!(trigger.definition, "WHEN new.x BEGIN SELECT 1; END".into());
}

#[test]
fn a_default_is_a_value_where_it_is_one_of_its_column() {
    let default = |column: &str| table(&format!("CREATE TABLE t ({column})")).columns[0].default.clone();
    let value = |column: &str| match default(column) {
        Some(ColumnDefault::Value(value)) => value,
        other => panic!("{column}: {other:?}"),
    };
    assert_eq!(value("a BOOLEAN DEFAULT TRUE"), Value::Boolean(true));
    assert_eq!(value("a BOOLEAN DEFAULT 0"), Value::Boolean(false));
    assert_eq!(value("a INT DEFAULT ((+7))"), Value::Integer(7));
    assert_eq!(value("a BLOB DEFAULT x'00fF'"), Value::Bytes(vec![0, 255]));
    assert_eq!(value("a TEXT DEFAULT NULL"), Value::Null);
    assert_eq!(value("a DATE DEFAULT '2026-01-31'"), Value::Text("2026-01-31".to_owned()));
    assert_eq!(value("a numeric DEFAULT 1e3"), Value::Float(1000.0));
    assert_eq!(default("a DATE DEFAULT (date('now'))"), Some(ColumnDefault::Now));
    for expression in ["a TEXT DEFAULT CURRENT_TIMESTAMP", "a DATE DEFAULT 'never'", "a INT DEFAULT (1 + 1)"]
    {
        assert!(matches!(default(expression), Some(ColumnDefault::Expression(_))), "{expression}");
    }
}

#[test]
fn what_there_are_no_words_for_is_told() {
    let said = |sql: &str| {
        let beyond = one(sql).beyond;
        beyond.into_iter().map(|it| format!("{} of {} {}", it.kind, it.name, it.detail)).collect::<Vec<_>>()
    };
    assert_eq!(said("CREATE TABLE t (a INT NOT NULL ON CONFLICT FAIL)"), ["conflict clause of t a"]);
    assert_eq!(said("CREATE TABLE t (a INT NOT NULL ON CONFLICT ABORT)"), [""; 0]);
    assert_eq!(
        said("CREATE TABLE t (a INT, CONSTRAINT u UNIQUE (a DESC), PRIMARY KEY (a COLLATE NOCASE))"),
        ["collation or direction of a key of t u", "collation or direction of a key of t "]
    );
    assert_eq!(said("CREATE TABLE t AS SELECT 1"), ["table of t "]);
}

#[test]
fn names_that_would_be_twice_are_counted() {
    let table = table("CREATE TABLE t (a INT UNIQUE CHECK (a > 0) CHECK (a < 9), UNIQUE (a))");
    let names = table.constraint_names().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names, ["uq_t_a", "uq_t_a_2", "ck_t_a", "ck_t_a_2"]);
}
