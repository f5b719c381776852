use super::*;
use crate::schema::{ColumnDefault, Enum, Value};

#[test]
fn types_are_read_as_the_server_and_as_authors_write_them() {
    for (text, expected) in [
        ("bigint", ColumnType::BigInt),
        (" INT8 ", ColumnType::BigInt),
        ("character varying(80)", ColumnType::Varchar(80)),
        ("VARCHAR ( 80 )", ColumnType::Varchar(80)),
        ("character varying", native("character varying")),
        ("varchar", native("character varying")),
        ("numeric(10,2)", ColumnType::Numeric(10, 2)),
        ("decimal(10)", ColumnType::Numeric(10, 0)),
        ("numeric(3,-2)", native("numeric(3,-2)")),
        ("numeric", native("numeric")),
        ("timestamp with time zone", ColumnType::TimestampTz),
        ("timestamptz(6)", native("timestamp(6) with time zone")),
        ("timestamptz (3)", native("timestamp(3) with time zone")),
        ("time(3) without time zone", native("time(3) without time zone")),
        ("time  without\n time zone", ColumnType::Time),
        ("double precision", ColumnType::Double),
        ("float(24)", ColumnType::Real),
        ("integer[][]", Array(ColumnType::Integer)),
        ("INET", native("inet")),
        ("\"My Domain\"", native("\"My Domain\"")),
        ("Billing.\"Two  Blanks\"[]", Array(native("billing.\"Two  Blanks\""))),
        ("interval day to second(3)", native("interval day to second(3)")),
        ("\"char\"", native("\"char\"")),
        ("bpchar", native("bpchar")),
    ] {
        assert_eq!(column_type(text), expected, "{text}");
        // What was read is read so again.
        if let ColumnType::Native(native) = &expected {
            assert_eq!(column_type(native.text(Postgres).expect("it is PostgreSQL's")), expected, "{text}");
        }
    }
}

#[test]
fn types_of_arguments_have_no_length() {
    for (text, expected) in [
        ("INT", "integer"),
        ("integer", "integer"),
        ("varchar(80)", "character varying"),
        ("Numeric(10, 2)[]", "numeric[]"),
        ("timestamptz(3)", "timestamp with time zone"),
        ("shop.\"Point\"", "shop.\"Point\""),
    ] {
        assert_eq!(argument_type(text), expected, "{text}");
    }
}

#[test]
fn defaults_are_values_where_they_are_constants() {
    let text = |text: &str| Some(ColumnDefault::Value(Value::Text(text.to_owned())));
    let number = |number| Some(ColumnDefault::Value(Value::Integer(number)));
    let float = |number| Some(ColumnDefault::Value(Value::Float(number)));
    let expression = |text: &str| Some(ColumnDefault::Expression(Expression::from(text)));
    for (found, column, expected) in [
        ("0", ColumnType::Integer, number(0)),
        ("'-1'::integer", ColumnType::Integer, number(-1)),
        ("'5000000000'::bigint", ColumnType::BigInt, number(5_000_000_000)),
        ("0", ColumnType::Numeric(10, 2), number(0)),
        ("'-1.50'::numeric", ColumnType::Numeric(10, 2), text("-1.50")),
        ("(0)::numeric", ColumnType::Numeric(10, 2), number(0)),
        ("(1.5)::integer", ColumnType::Numeric(10, 2), expression("(1.5)::integer")),
        ("'100000000000000000000'::numeric", ColumnType::Real, float(1e20)),
        ("true", ColumnType::Boolean, Some(ColumnDefault::Value(Value::Boolean(true)))),
        ("'it''s \\ x'::text", ColumnType::Text, text("it's \\ x")),
        ("'x'::character varying", ColumnType::Varchar(3), text("x")),
        ("'a'::bpchar", ColumnType::Char(3), text("a")),
        ("'EUR'::billing.\"Currency\"", Enum("c"), text("EUR")),
        ("'EUR'::\"it's :: \"\"a\"\"\"", Enum("c"), text("EUR")),
        ("'EUR'::text || 'it''s \"'::text", Enum("c"), expression("'EUR'::text || 'it''s \"'::text")),
        ("'{1,2}'::integer[]", Array(ColumnType::Integer), text("{1,2}")),
        (
            "'2025-12-31 22:00:00+00'::timestamp with time zone",
            ColumnType::TimestampTz,
            text("2025-12-31 22:00:00+00:00"),
        ),
        (
            "'2025-12-31 22:00:00.25'::timestamp without time zone",
            ColumnType::Timestamp,
            text("2025-12-31 22:00:00.250"),
        ),
        ("'{\"b\": 1, \"a\": [1, 2]}'::jsonb", ColumnType::Jsonb, text("{\"a\":[1,2],\"b\":1}")),
        ("'\\x00ff'::bytea", ColumnType::Bytes, Some(ColumnDefault::Value(Value::Bytes(vec![0, 255])))),
        ("NULL::character varying", ColumnType::Text, None),
        ("now()", ColumnType::TimestampTz, Some(ColumnDefault::Now)),
        ("now()", ColumnType::Timestamp, expression("now()")),
        ("CURRENT_TIMESTAMP", ColumnType::TimestampTz, expression("CURRENT_TIMESTAMP")),
        ("(now() AT TIME ZONE 'utc'::text)", ColumnType::Timestamp, Some(ColumnDefault::Now)),
        ("timezone('utc'::text, now())", ColumnType::Timestamp, Some(ColumnDefault::Now)),
        ("((now() AT TIME ZONE 'utc'::text))::date", ColumnType::Date, Some(ColumnDefault::Now)),
        ("'now'::date", ColumnType::Date, expression("'now'::date")),
        ("(a || 'b'::text)", ColumnType::Text, expression("a || 'b'::text")),
        ("'a' || 'b'", ColumnType::Text, expression("'a' || 'b'")),
        ("'1 day'::interval", native("interval"), text("1 day")),
    ] {
        assert_eq!(default(found, &column), expected, "{found}");
    }
}

#[test]
fn parentheses_around_all_of_a_text_go() {
    for (text, expected) in [
        ("((a + b))", "a + b"),
        ("(a) + (b)", "(a) + (b)"),
        ("(a = ')')", "a = ')'"),
        ("(a = '(')", "a = '('"),
        ("()", ""),
    ] {
        assert_eq!(without_parentheses(text), expected, "{text}");
    }
    assert_eq!(split("a, f(b, c), \"d,e\", (g || ',')"), ["a", "f(b, c)", "\"d,e\"", "(g || ',')"]);
}

#[test]
fn bounds_of_partitions_have_one_spelling() {
    for (text, expected) in [
        (
            "for values from ( '2026-01-01' ) to ('2027-01-01')",
            "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        ),
        ("FOR VALUES FROM (1, MINVALUE) TO (2, 'a ( b')", "FOR VALUES FROM (1, MINVALUE) TO (2, 'a ( b')"),
        ("FOR VALUES IN ('a','b', NULL)", "FOR VALUES IN ('a', 'b', NULL)"),
        ("for values with (MODULUS 4, remainder 0)", "FOR VALUES WITH (modulus 4, remainder 0)"),
        ("default", "DEFAULT"),
    ] {
        assert_eq!(bounds(text).common_text(), expected, "{text}");
        assert_eq!(bounds(expected).common_text(), expected);
    }
}

#[test]
fn how_a_sequence_goes_anyway_goes_without_saying() {
    let none = SequenceOptions::NONE;
    let said = none.start(1).increment(1).min(1).max(i64::MAX).cache(1);
    assert_eq!(sequence_options(said, "bigint"), none);
    assert_eq!(sequence_options(said, "integer"), none.max(i64::MAX));
    assert_eq!(sequence_options(said.max(i64::from(i32::MAX)), "integer"), none);
    let falling = none.start(-1).increment(-1).min(i64::MIN).max(-1);
    assert_eq!(sequence_options(falling, "bigint"), none.increment(-1));
    assert_eq!(sequence_options(none.min(5).start(5), "bigint"), none.min(5));
    assert_eq!(sequence_options(none.min(5).start(6), "bigint"), none.min(5).start(6));
}
