//! What fields say of columns.

use std::borrow::Cow;

use migrate_core::model::SqlType;
use migrate_core::prelude::*;
use migrate_core::{SqlEnum, Table};

use crate::{assert_same, created, table};

/// A type of ours, in the place of one of a user's.
struct Email;

impl SqlType for Email {
    fn column_type() -> ColumnType {
        Varchar(254)
    }
}

/// An `Option` by another name.
type Perhaps<T> = Option<T>;

/// A type that nobody gave a column type to.
struct Unknown;

#[derive(SqlEnum)]
#[expect(dead_code, reason = "no row is written")]
enum Size {
    Small,
    #[sql_enum(name = "extra large")]
    ExtraLarge,
}

#[derive(Table)]
#[expect(dead_code, reason = "no row is read")]
struct RustType<'a> {
    boolean: bool,
    small: i16,
    integer: i32,
    big: i64,
    real: f32,
    double: f64,
    text: String,
    borrowed: &'a str,
    cow: Cow<'a, str>,
    bytes: Vec<u8>,
    digest: [u8; 32],
    json: serde_json::Value,
    maybe: Option<i64>,
    perhaps: Perhaps<String>,
    texts: Vec<String>,
    email: Email,
    maybe_email: Option<Box<Email>>,
    size: Size,
    sizes: Option<Vec<Size>>,
    r#type: String,
    #[column(type = Varchar(10))]
    unknown: Unknown,
    #[column(type = Native([(Postgres, "inet"), (MySql, "text"), (Sqlite, "text")]))]
    maybe_unknown: Option<Unknown>,
}

#[test]
fn a_rust_type_has_a_column_type() {
    assert_same("rust_types", |t| {
        t.column("boolean", Boolean);
        t.column("small", SmallInt);
        t.column("integer", Integer);
        t.column("big", BigInt);
        t.column("real", Real);
        t.column("double", Double);
        t.column("text", Text);
        t.column("borrowed", Text);
        t.column("cow", Text);
        t.column("bytes", Bytes);
        t.column("digest", Bytes);
        t.column("json", Jsonb);
        t.column("maybe", BigInt).nullable();
        t.column("perhaps", Text).nullable();
        t.column("texts", Array(Text));
        t.column("email", Varchar(254));
        t.column("maybe_email", Varchar(254)).nullable();
        t.column("size", Enum("size"));
        t.column("sizes", Array(Enum("size"))).nullable();
        t.column("type", Text);
        t.column("unknown", Varchar(10));
        t.column("maybe_unknown", Native([(Postgres, "inet"), (MySql, "text"), (Sqlite, "text")])).nullable();
    });
}

#[derive(Table)]
#[table(name = "said", comment = "what is said")]
#[expect(dead_code, reason = "no row is read")]
struct Said {
    #[column(identity = Identity::always().start(1000), primary_key, type = Integer)]
    number: i64,
    #[column(name = "label", type = Varchar(20), default = "new", check = "label <> ''", unique)]
    title: String,
    #[column(nullable)]
    not_an_option: Email,
    #[column(not_null)]
    an_option: Option<String>,
    #[column(type = Numeric(10, 2), default = 0, check = expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"))]
    #[column(check = "price < 100")]
    price: Unknown,
    #[column(default = now())]
    #[column(type = TimestampTz)]
    made: Unknown,
    #[column(default = Size::ExtraLarge)]
    size: Size,
    #[column(default = expr("1 + 1"))]
    two: i64,
    #[column(default = next_value("numbers"))]
    next: i64,
    #[column(default = -1.5)]
    negative: f64,
    #[column(generated = "two * 2")]
    four: i64,
    #[column(generated_virtual = expr("two * 3").on(MySql, "two + two + two"))]
    six: i64,
    #[column(collate = "C", collate_on(Sqlite, "NOCASE"), comment = "compared as bytes")]
    code: String,
    /// What a person
    /// may say of it.
    #[column(comment, index)]
    note: Option<i32>,
    #[column(skip)]
    skipped: Unknown,
}

#[test]
fn what_a_field_says_is_said_of_its_column() {
    assert_same("said", |t| {
        t.comment("what is said");
        t.column("number", Integer).identity_as(Identity::always().start(1000)).primary_key();
        t.column("label", Varchar(20)).default("new").check("label <> ''").unique();
        t.column("not_an_option", Varchar(254)).nullable();
        t.column("an_option", Text);
        t.column("price", Numeric(10, 2))
            .default(0)
            .check(expr("price >= 0").on(Sqlite, "CAST(price AS REAL) >= 0"))
            .check("price < 100");
        t.column("made", TimestampTz).default(now());
        t.column("size", Enum("size")).default("extra large");
        t.column("two", BigInt).default(expr("1 + 1"));
        t.column("next", BigInt).default(next_value("numbers"));
        t.column("negative", Double).default(-1.5);
        t.column("four", BigInt).generated("two * 2");
        t.column("six", BigInt).generated_virtual(expr("two * 3").on(MySql, "two + two + two"));
        t.column("code", Text).collate("C").collate_on(Sqlite, "NOCASE").comment("compared as bytes");
        t.column("note", Integer).nullable().comment("What a person\nmay say of it.");
        t.index("note");
    });
}

#[derive(Table)]
#[table(name = "only_here", index(here, on = [Postgres, Sqlite]), check("here > 0", on = Sqlite))]
#[expect(dead_code, reason = "no row is read")]
struct OnlyHere {
    id: i64,
    #[column(on = [Postgres, Sqlite])]
    here: i64,
}

#[derive(Table)]
#[table(name = "only_postgres", on = Postgres)]
#[expect(dead_code, reason = "no row is read")]
struct OnlyPostgres {
    id: i64,
}

#[test]
fn what_is_on_some_databases_alone_is_there_alone() {
    let expected = |dialect: Dialect| {
        created("only_here", |t| {
            t.column("id", BigInt);
            match dialect {
                MySql => {}
                Postgres => {
                    t.column("here", BigInt);
                    t.index("here");
                }
                Sqlite => {
                    t.column("here", BigInt);
                    t.index("here");
                    t.check("here > 0");
                }
            }
        })
    };
    for dialect in Dialect::ALL {
        assert_eq!(table("only_here", dialect), expected(dialect), "on {dialect}");
        let is_there = crate::schema(dialect).table(&"only_postgres".into()).is_some();
        assert_eq!(is_there, dialect == Postgres, "on {dialect}");
    }
}
