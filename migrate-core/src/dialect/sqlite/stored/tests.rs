use proptest::prelude::*;

use super::table::StoredKind;
use super::*;
use crate::schema::{
    Action, Check, Constraint, ForeignKey, Matching, NoActionWords, PrimaryKey, Timing, Unique, Validation,
    expr,
};

/// A table that has everything.
const FULL: &str = r#"CREATE TABLE offers /* (a, comment */ (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the key, numbered
  "name" TEXT COLLATE NOCASE NOT NULL ON CONFLICT REPLACE DEFAULT 'it''s -- none, (', -- hm
  [legacy] VARCHAR(10) DEFAULT (max(1, (2))) CHECK (legacy <> ')'), -- old, soon gone
  `price` DECIMAL(10, 2) CONSTRAINT ck_price CHECK (price > 0),
  -- who it is by
  parent INT REFERENCES offers(id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
  total GENERATED ALWAYS AS (price * 2) STORED,
  any NULL,
  'text' anything at all UNIQUE ON CONFLICT IGNORE,
  CONSTRAINT uq UNIQUE (name COLLATE BINARY, price DESC) ON CONFLICT ABORT,
  CHECK (length(name) > 0) CONSTRAINT fk FOREIGN KEY (any, "text") REFERENCES "other ("
)"#;

fn read(text: &str) -> StoredTable {
    StoredTable::read(text).expect("the statement is one of SQLite's")
}

fn check(name: &str, text: &str) -> Constraint {
    Constraint::Check(Check::new(name, expr(text)))
}

#[test]
fn everything_is_found_where_it_stands() {
    let table = read(FULL);
    assert_eq!(table.name(), "offers");
    let columns = table.column_names().collect::<Vec<_>>();
    assert_eq!(columns, ["id", "name", "legacy", "price", "parent", "total", "any", "text"]);
    let plain = table.plain_columns().collect::<Vec<_>>();
    assert_eq!(plain, ["id", "name", "legacy", "price", "parent", "any", "text"]);
    let types = table.columns.iter().map(|column| column.column_type.clone().map(|span| &FULL[span]));
    assert_eq!(
        types.collect::<Vec<_>>(),
        [
            Some("INTEGER"),
            Some("TEXT"),
            Some("VARCHAR(10)"),
            Some("DECIMAL(10, 2)"),
            Some("INT"),
            None,
            None,
            Some("anything at all"),
        ]
    );
    assert!(table.is_numbered());
    assert_eq!(table.rowid_column(), Some("id"));
    assert_eq!(table.constraints.len(), 3);
    assert_eq!(
        &FULL[table.columns[1].span.clone()],
        FULL.lines().nth(2).expect("a line").trim().split(", -- hm").next().expect("a start")
    );
    let StoredKind::ForeignKey { columns, table: other, referenced, .. } = &table.constraints[2].kind else {
        panic!("{:?}", table.constraints[2]);
    };
    assert_eq!(
        (columns.as_slice(), other.as_str()),
        (["any".to_owned(), "text".to_owned()].as_slice(), "other (")
    );
    assert!(referenced.is_empty());
    assert_eq!(FULL.as_bytes()[table.close], b')');
}

#[test]
fn odd_tables_are_read() {
    for (sql, columns) in [
        ("CREATE TABLE a(b)", vec!["b"]),
        ("create temp table if not exists x.[a b](\"c d\",e)", vec!["c d", "e"]),
        ("CREATE TABLE 'a'('b' 'odd type'(1),c -- d\n)", vec!["b", "c"]),
        ("CREATE TABLE a(b INT,c,PRIMARY KEY(b,c))WITHOUT ROWID,STRICT", vec!["b", "c"]),
        (
            "CREATE TABLE a(b DEFAULT -1 NOT NULL,c DEFAULT +.5,d DEFAULT x'00',e DEFAULT yes)",
            vec!["b", "c", "d", "e"],
        ),
        ("CREATE TABLE a(b CONSTRAINT n,c CONSTRAINT n CONSTRAINT m UNIQUE)", vec!["b", "c"]),
        (
            "CREATE TABLE a(b REFERENCES c ON INSERT NO ACTION MATCH FULL NOT DEFERRABLE INITIALLY IMMEDIATE UNIQUE)",
            vec!["b"],
        ),
        (
            "CREATE TABLE a(b, UNIQUE(b) CHECK(b) FOREIGN KEY(b) REFERENCES c(d) ON DELETE SET DEFAULT, CONSTRAINT x)",
            vec!["b"],
        ),
        (
            "CREATE TABLE a(b INT GENERATED ALWAYS AS (1) VIRTUAL,generated INT,c AS (b))",
            vec!["b", "generated", "c"],
        ),
        (
            "CREATE TABLE a(b PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT, key, action, no)",
            vec!["b", "key", "action", "no"],
        ),
        ("CREATE TABLE \u{e4}(\u{f6} TEXT, \"\u{1f980}\" /* , */ TEXT)", vec!["\u{f6}", "\u{1f980}"]),
    ] {
        let table = StoredTable::read(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert_eq!(table.column_names().collect::<Vec<_>>(), columns, "{sql}");
        assert_eq!(table.text(), sql);
    }
}

#[test]
fn what_is_no_table_is_said() {
    for (sql, words) in [
        ("CREATE VIRTUAL TABLE a USING fts5(b)", "`VIRTUAL` where TABLE is expected"),
        ("CREATE TABLE a AS SELECT 1", "`AS` where `(` is expected"),
        ("CREATE TABLE a(b INT", "its end where a constraint is expected"),
        ("CREATE TABLE a(b INT) NOW", "`NOW` where the end is expected"),
        ("CREATE TABLE a(b CHECK (c", "its end where `)` is expected"),
        ("CREATE TABLE a()", "`)` where a name is expected"),
    ] {
        let error = StoredTable::read(sql).expect_err(sql).to_string();
        assert!(error.ends_with(words), "{sql}: {error}");
    }
}

#[test]
fn dropping_a_column_takes_its_line_and_nothing_else() {
    let table = read(FULL).drop_column("LEGACY").expect("it is there");
    let kept = FULL.lines().filter(|line| !line.contains("[legacy]")).collect::<Vec<_>>().join("\n");
    assert_eq!(table.text(), kept);
    for (sql, column, after) in [
        ("CREATE TABLE t(a,b,c)", "a", "CREATE TABLE t(b,c)"),
        ("CREATE TABLE t(a,b,c)", "b", "CREATE TABLE t(a,c)"),
        ("CREATE TABLE t(a,b,c)", "c", "CREATE TABLE t(a,b)"),
        (
            "CREATE TABLE t (a, /* of b */ b, /* of c */ c)",
            "b",
            "CREATE TABLE t (a, /* of b */ /* of c */ c)",
        ),
        (
            "CREATE TABLE t (\n  a, -- one, two\n  b -- three, four\n)",
            "b",
            "CREATE TABLE t (\n  a -- one, two\n)",
        ),
        ("CREATE TABLE t (a, -- one\n b)", "b", "CREATE TABLE t (a -- one\n)"),
        ("CREATE TABLE t (a -- one\n , b)", "b", "CREATE TABLE t (a -- one\n )"),
        (
            "CREATE TABLE t (\n  a, -- one\n  -- of b\n  b,\n  -- of c\n  c\n)",
            "b",
            "CREATE TABLE t (\n  a, -- one\n  -- of b\n  -- of c\n  c\n)",
        ),
        ("CREATE TABLE t (\n  a\n, b\n, UNIQUE (a)\n)", "b", "CREATE TABLE t (\n  a\n, UNIQUE (a)\n)"),
        ("CREATE TABLE t (a INT, b INT, UNIQUE (a))", "b", "CREATE TABLE t (a INT, UNIQUE (a))"),
    ] {
        let dropped = read(sql).drop_column(column).unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert_eq!(dropped.text(), after, "{sql}");
    }
    assert!(matches!(read("CREATE TABLE t(a)").drop_column("b"), Err(Unreadable::UnknownColumn { .. })));
}

#[test]
fn a_column_is_added_in_the_manner_of_the_others() {
    for (sql, after) in [
        ("CREATE TABLE t(a)", "CREATE TABLE t(a, \"n\" INT)"),
        ("CREATE TABLE t (a INT, UNIQUE (a))", "CREATE TABLE t (a INT, \"n\" INT, UNIQUE (a))"),
        ("CREATE TABLE t (\n  a\n)", "CREATE TABLE t (\n  a,\n  \"n\" INT\n)"),
        ("CREATE TABLE t (\n  a -- x\n)", "CREATE TABLE t (\n  a, -- x\n  \"n\" INT\n)"),
        (
            "CREATE TABLE t (\n  a, -- x\n  UNIQUE (a)\n)",
            "CREATE TABLE t (\n  a, -- x\n  \"n\" INT,\n  UNIQUE (a)\n)",
        ),
    ] {
        let table = read(sql).add_column("\"n\" INT").unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert_eq!(table.text(), after, "{sql}");
        let back = table.drop_column("n").expect("it was added");
        assert_eq!(back.text(), sql);
    }
}

#[test]
fn constraints_go_by_name_and_the_nameless_by_what_they_say() {
    let table = read(FULL);
    let gone = |constraint: &Constraint, words: &str| {
        let after = table.drop_constraint(constraint).unwrap_or_else(|error| panic!("{words}: {error}"));
        assert_eq!(after.text(), FULL.replacen(words, "", 1), "{words}");
    };
    gone(&check("CK_PRICE", "nothing of the kind"), " CONSTRAINT ck_price CHECK (price > 0)");
    gone(&check("ck_1", "LEGACY<>')'"), " CHECK (legacy <> ')')");
    let key = |columns: &[&str], table: &str, referenced: &[&str]| {
        Constraint::ForeignKey(ForeignKey {
            name: "fk_1".into(),
            columns: columns.iter().map(|name| (*name).into()).collect(),
            referenced_table: table.into(),
            referenced_columns: referenced.iter().map(|name| (*name).into()).collect(),
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            timing: Timing::Immediate,
            validation: Validation::Valid,
            matching: Matching::Simple,
            set_columns: Vec::new(),
            no_action: NoActionWords::default(),
        })
    };
    gone(
        &key(&["parent"], "Offers", &["id"]),
        " REFERENCES offers(id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED",
    );
    let unique = |name: &str, column: &str| Constraint::Unique(Unique::new(name, vec![column.into()]));
    gone(&unique("uq_text", "text"), " UNIQUE ON CONFLICT IGNORE");
    gone(&Constraint::PrimaryKey(PrimaryKey::new("pk", vec!["id".into()])), " PRIMARY KEY AUTOINCREMENT");
    let missing = table.drop_constraint(&check("ck_2", "price > 1")).expect_err("there is none");
    assert_eq!(missing.to_string(), "its stored definition has no check `ck_2`");
    assert!(table.drop_constraint(&key(&["parent"], "people", &["id"])).is_err());
}

#[test]
fn table_constraints_go_and_come() {
    let sql = "CREATE TABLE t (a, b, CONSTRAINT x UNIQUE (a), CONSTRAINT y CHECK (b > 0))";
    let dropped = read(sql).drop_constraint(&check("y", "b > 0")).expect("it is there");
    assert_eq!(dropped.text(), "CREATE TABLE t (a, b, CONSTRAINT x UNIQUE (a))");
    let back = dropped.add_constraint("CONSTRAINT y CHECK (b > 0)").expect("it fits");
    assert_eq!(back.text(), sql);
    let inline = dropped.add_column_constraint("b", "CONSTRAINT y CHECK (b > 0)").expect("it fits");
    assert_eq!(inline.text(), "CREATE TABLE t (a, b CONSTRAINT y CHECK (b > 0), CONSTRAINT x UNIQUE (a))");
    let renamed = back.rename_constraint(&check("y", ""), "\"z\"").expect("it is there");
    assert_eq!(
        renamed.text(),
        "CREATE TABLE t (a, b, CONSTRAINT x UNIQUE (a), CONSTRAINT \"z\" CHECK (b > 0))"
    );
    let named = read("CREATE TABLE t (a CHECK (a > 0))").rename_constraint(&check("y", "a > 0"), "z");
    assert_eq!(named.expect("it is there").text(), "CREATE TABLE t (a CONSTRAINT z CHECK (a > 0))");
    let without_commas = read("CREATE TABLE t (a, UNIQUE(a) CHECK(a) CHECK(a>1))");
    let dropped = without_commas.drop_constraint(&check("y", "a")).expect("it is there");
    assert_eq!(dropped.text(), "CREATE TABLE t (a, UNIQUE(a) CHECK(a>1))");
}

#[test]
fn parts_of_a_column_change_where_they_stand() {
    let part = |sql: &str, part, definition| {
        read(sql).set_part("a", part, definition).expect("the column is there").text().to_owned()
    };
    assert_eq!(
        part("CREATE TABLE t(a TEXT)", Part::NotNull, Some("NOT NULL")),
        "CREATE TABLE t(a TEXT NOT NULL)"
    );
    assert_eq!(part("CREATE TABLE t(a)", Part::NotNull, Some("NOT NULL")), "CREATE TABLE t(a NOT NULL)");
    assert_eq!(
        part("CREATE TABLE t(a NULL,b)", Part::NotNull, Some("NOT NULL")),
        "CREATE TABLE t(a NOT NULL,b)"
    );
    assert_eq!(
        part("CREATE TABLE t(a INT NOT NULL DEFAULT 1)", Part::NotNull, None),
        "CREATE TABLE t(a INT DEFAULT 1)"
    );
    assert_eq!(
        part("CREATE TABLE t(a INT -- x\n NOT NULL)", Part::NotNull, None),
        "CREATE TABLE t(a INT -- x\n )"
    );
    assert_eq!(
        part("CREATE TABLE t(a INT NOT NULL UNIQUE)", Part::Default, Some("DEFAULT 1")),
        "CREATE TABLE t(a INT NOT NULL DEFAULT 1 UNIQUE)"
    );
    assert_eq!(
        part("CREATE TABLE t(a INT DEFAULT (1+1) UNIQUE)", Part::Default, Some("DEFAULT 2")),
        "CREATE TABLE t(a INT DEFAULT 2 UNIQUE)"
    );
    assert_eq!(part("CREATE TABLE t(a DEFAULT 1 DEFAULT 2)", Part::Default, None), "CREATE TABLE t(a)");
    assert_eq!(
        part("CREATE TABLE t(a TEXT COLLATE NOCASE)", Part::Collation, None),
        "CREATE TABLE t(a TEXT)"
    );
    assert_eq!(
        part("CREATE TABLE t(b, a AS (b) STORED)", Part::Generated, Some("AS (b + 1)")),
        "CREATE TABLE t(b, a AS (b + 1))"
    );
    let typed = |sql: &str| read(sql).set_type("a", "BIGINT").expect("the column is there").text().to_owned();
    assert_eq!(typed("CREATE TABLE t(a, b)"), "CREATE TABLE t(a BIGINT, b)");
    assert_eq!(typed("CREATE TABLE t(a DECIMAL(1, 2) NOT NULL)"), "CREATE TABLE t(a BIGINT NOT NULL)");
}

#[test]
fn what_still_uses_a_column_is_named() {
    let user = |sql: &str| read(sql).user_of("note").map(str::to_owned);
    assert_eq!(user("CREATE TABLE t(a CHECK (\"note\" > 0))").as_deref(), Some("CHECK (\"note\" > 0)"));
    assert_eq!(user("CREATE TABLE t(a, UNIQUE (a, [note]))").as_deref(), Some("UNIQUE (a, [note])"));
    assert_eq!(user("CREATE TABLE t(a AS (note || 'x'))").as_deref(), Some("AS (note || 'x')"));
    assert_eq!(user("CREATE TABLE t(a REFERENCES T(note))").as_deref(), Some("REFERENCES T(note)"));
    assert_eq!(user("CREATE TABLE t(a CHECK (a <> 'note' AND note(a)), b REFERENCES u(note))"), None);
    assert!(qualifies("CHECK (t . a > 0)", "T"));
    assert!(!qualifies("CHECK (u.t > 0)", "t"));
}

#[test]
fn the_rowid_is_known_by_its_names() {
    let rowid = |sql: &str| {
        let table = read(sql);
        (table.rowid_column().map(str::to_owned), table.rowid_name())
    };
    assert_eq!(rowid("CREATE TABLE t(a integer primary key)"), (Some("a".to_owned()), Some("rowid")));
    assert_eq!(rowid("CREATE TABLE t(a INTEGER, b, PRIMARY KEY(A))"), (Some("a".to_owned()), Some("rowid")));
    assert_eq!(rowid("CREATE TABLE t(a INTEGER PRIMARY KEY DESC)"), (None, Some("rowid")));
    assert_eq!(rowid("CREATE TABLE t(a INT PRIMARY KEY, RowId, oid)"), (None, Some("_rowid_")));
    assert_eq!(rowid("CREATE TABLE t(a INTEGER PRIMARY KEY) WITHOUT ROWID"), (None, None));
}

/// Names in all spellings, comments and blanks, put together to a table.
fn ddl() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec![" ", "\n  ", " /* c, ( */ ", " -- l, )'\n", "\t"]);
    let name = |stem: &'static str| {
        prop::sample::select(vec!["", "\"", "`", "["]).prop_map(move |quote| match quote {
            "" => stem.to_owned(),
            "[" => format!("[{stem} ]]").replace(" ]]", "]"),
            quote => format!("{quote}{stem}{quote}"),
        })
    };
    let part = prop::sample::select(vec![
        "",
        "INT",
        "VARCHAR(10)",
        "TEXT COLLATE NOCASE",
        "NOT NULL ON CONFLICT FAIL",
        "DEFAULT 'a--b'",
        "DEFAULT (1 + (2))",
        "UNIQUE",
        "CHECK (1 > (0))",
        "CONSTRAINT k CHECK ('x' <> ')')",
        "REFERENCES u(v) ON DELETE SET NULL",
        "DEFAULT -1.5e3",
    ]);
    let tail = prop::sample::select(vec![
        "",
        ", UNIQUE (a, b)",
        ", CONSTRAINT \"x y\" CHECK (a > 0) CHECK (b)",
        ", FOREIGN KEY (a) REFERENCES u",
    ]);
    let options = prop::sample::select(vec!["", " STRICT", " WITHOUT ROWID", " -- end"]);
    (
        name("t"),
        name("a"),
        name("b"),
        name("c"),
        prop::collection::vec(part, 3),
        prop::collection::vec(space, 8),
        tail,
        options,
    )
        .prop_map(|(table, a, b, c, parts, spaces, tail, options)| {
            let [s0, s1, s2, s3, s4, s5, s6, s7] = spaces.try_into().expect("there are eight");
            format!(
                "CREATE TABLE {table}{s0}({s1}{a} {}{s2},{s3}{b} {}{s4},{s5}{c} {}{s6}{tail}{s7}){options}",
                parts[0], parts[1], parts[2]
            )
        })
}

#[test]
fn a_comment_stands_behind_its_name_and_others_stay() {
    let table = read("CREATE TABLE t (\n    a /* by hand */ INT, -- the a\n    b, c TEXT)");
    let set = |table: &StoredTable, column, before, after| {
        table.set_comment(column, before, after).expect("it is there")
    };
    let said = set(&set(&table, None, None, Some("/* t's */")), Some("a"), None, Some("/* ours */"));
    let said = set(&said, Some("b"), None, Some("/* b's */"));
    assert_eq!(
        said.text(),
        "CREATE TABLE t /* t's */ (\n    a /* ours */ /* by hand */ INT, -- the a\n    b /* b's */, c TEXT)"
    );
    let other = set(&said, Some("a"), Some("/* ours */"), Some("/* other */"));
    assert!(other.text().contains("a /* other */ /* by hand */ INT, -- the a"), "{}", other.text());
    let gone = set(&set(&other, Some("a"), Some("/* other */"), None), Some("b"), Some("/* b's */"), None);
    assert_eq!(set(&gone, None, Some("/* t's */"), None).text(), table.text());
}

proptest! {
    #[test]
    fn reading_and_writing_changes_nothing(sql in ddl()) {
        let table = read(&sql);
        prop_assert_eq!(table.text(), &sql);
        prop_assert_eq!(table.column_names().collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn every_edit_leaves_a_table_with_all_other_words(sql in ddl(), at in 0_usize..3) {
        let table = read(&sql);
        let column = ["a", "b", "c"][at];
        let words = |table: &StoredTable| {
            let of = |column: &table::StoredColumn| lexer::content(&table.text()[column.span.clone()]);
            table.columns.iter().map(of).collect::<Vec<_>>()
        };
        let dropped = table.drop_column(column).expect("the column is there");
        let mut kept = words(&table);
        kept.remove(at);
        prop_assert_eq!(words(&dropped), kept);
        prop_assert_eq!(dropped.constraints.len(), table.constraints.len());
        let added = table.add_column("n INT").expect("it fits");
        let mut all = words(&table);
        all.push(lexer::content("n INT"));
        prop_assert_eq!(words(&added), all);
        let back = added.drop_column("n").expect("it was added");
        prop_assert_eq!(words(&back), words(&table));
        let constrained = table.add_constraint("CONSTRAINT n CHECK (a)").expect("it fits");
        let back = constrained.drop_constraint(&check("n", "a")).expect("it was added");
        prop_assert_eq!(words(&back), words(&table));
        let typed = table.set_type(column, "BLOB").expect("the column is there");
        prop_assert_eq!(typed.columns.len(), 3);
        let set = table.set_part(column, Part::NotNull, Some("NOT NULL")).expect("the column is there");
        let cleared = set.set_part(column, Part::NotNull, None).expect("the column is there");
        prop_assert!(cleared.columns[at].constraints.iter().all(|it| it.kind != StoredKind::NotNull));
    }
}
