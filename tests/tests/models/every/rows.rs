//! The rows that are in every table, and what becomes of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_core::schema::Schema;
use migrate_tests::{Database, Kind};

/// The values of each column as the client shows them, by table and column, in the order of the rows.
pub(super) type Rows = BTreeMap<String, Vec<String>>;

/// A row of values of several types.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { vec![$(Value::from($value)),+] };
}

const NOTHING: Option<&str> = None;

pub(super) fn insert(op: &mut Operations) {
    op.insert("teams", ["id", "name"], [(1, "north"), (2, "south")]);
    op.insert(
        "people",
        [
            "id", "tenant", "number", "name", "country", "about", "born", "boss", "team", "mood", "is_kind",
            "code",
        ],
        [
            row![1, 1, 10, "Ada", "DE", "knows much", "1815-12-10", NOTHING, 1, "good", true, "a"],
            row![2, 1, 11, "Bob", "FR", NOTHING, NOTHING, 1, NOTHING, "so-so", false, "B"],
            row![3, 2, 10, "Eve", "NO", NOTHING, "1990-01-31", 1, 2, NOTHING, true, "c"],
        ],
    );
    op.insert("teams", ["id", "name", "leader"], [(3, "west", 2)]);
    op.insert(
        "offers",
        [
            "id",
            "person_id",
            "stage",
            "currency",
            "price",
            "quantity",
            "state",
            "amount_text",
            "remark",
            "discount",
            "made",
            "seen",
            "secret",
        ],
        [
            row![1, 1, "Open", "EUR", "10.5000", 2, "Open", "12.50", "short", NOTHING, MOMENT, NOTHING, 5],
            row![
                2,
                1,
                "Won",
                "GBP",
                "3.1416",
                1,
                "Lost",
                "7.00",
                NOTHING,
                3,
                MOMENT,
                "2024-02-29 12:00:00",
                6
            ],
            row![3, 3, "Lost", "USD", "0.0000", 9, "Won", "-1.25", "none", 0, MOMENT, NOTHING, 7],
        ],
    );
    op.insert(
        "lines",
        ["offer", "position", "tenant", "number", "amount", "text"],
        [(1, 1, 1, 10, 5, "x"), (1, 2, 1, 11, -5, "y"), (2, 1, 2, 10, 300, "it's z")],
    );
    op.insert("notes", ["id", "offer", "position", "body"], [(1, 1, 1, "one"), (2, 1, 2, "two")]);
    op.insert(
        "things",
        [
            "id",
            "boolean",
            "small",
            "integer",
            "big",
            "real",
            "double",
            "decimal",
            "letters",
            "words",
            "text",
            "bytes",
            "date",
            "time",
            "timestamp",
            "moment",
            "key",
            "json",
            "data",
            "currency",
            "rank",
        ],
        [
            row![
                1,
                true,
                32767,
                -2_147_483_648,
                9_223_372_036_854_775_807_i64,
                0.5,
                -2.25,
                "12345678901234.567891",
                "abc",
                "a 'b'",
                "ünï \\ \"c\"",
                &[0_u8, 39, 255][..],
                "2024-02-29",
                "23:59:58",
                "2024-02-29 12:00:01.25",
                MOMENT,
                KEY,
                "{\"a\": 1}",
                "[1, 2]",
                "GBP",
                3,
            ],
            row![
                2,
                false,
                -1,
                0,
                0,
                100.0,
                8.0,
                "0.000000",
                "xyz",
                "",
                "",
                &[1_u8][..],
                "1970-01-01",
                "00:00:00",
                "1970-01-01 00:00:00",
                MOMENT,
                KEY,
                "null",
                "{}",
                NOTHING,
                -3,
            ],
        ],
    );
    op.insert("to_go", ["id", "what", "of"], [(1, "gone", 1)]);
    op.insert("tags", ["name", "label"], [("a", "A"), ("b", "é")]);
    op.insert("visits", ["id", "minutes"], [(1, 30), (2, 60), (3, 90)]);
    op.on(Postgres, |op| {
        op.insert(
            ("house", "rooms"),
            ["id", "from", "to", "floor", "door", "currencies", "names"],
            [row![1, 1, 5, 0, 1, "{EUR,USD}", "{big,old}"], row![2, 7, 9, 0, NOTHING, "{GBP}", "{}"]],
        );
        op.insert("events", ["id", "at", "kind"], [(1, 5, "start"), (2, 50, "end")]);
        op.sql("INSERT INTO logs (made, what) VALUES ('2026-02-03', 'seen')").reverse("DELETE FROM logs");
        op.sql("INSERT INTO parents (name) VALUES ('Ann')").reverse("DELETE FROM parents");
        op.sql("INSERT INTO heirs (name, id) VALUES ('Zoe', 1)").reverse("DELETE FROM heirs");
        op.insert(
            "stays",
            ["id", "room", "nights", "tenant", "number", "host"],
            [row![1, 1, 3, 1, 10, 2], row![2, 2, 9, NOTHING, NOTHING, NOTHING]],
        );
    });
}

const MOMENT: &str = "2026-03-29 00:30:00+00:00";
const KEY: &str = "67e55044-10b1-426f-9247-000000000007";

/// All values of a schema's tables.
pub(super) fn look(database: &Database, schema: &Schema) -> Rows {
    let kind = database.kind();
    let quote = |name: &str| match kind {
        Kind::MySql => format!("`{name}`"),
        Kind::Postgres | Kind::Sqlite => format!("\"{name}\""),
    };
    let mut script = String::new();
    for table in schema.tables() {
        let name = table.name.to_string();
        let quoted = name.split('.').map(quote).collect::<Vec<_>>().join(".");
        let key = table.primary_key.as_ref().map(|key| key.columns.clone());
        let mut key = key.unwrap_or_else(|| table.columns.iter().take(1).map(|it| it.name.clone()).collect());
        key.sort();
        let order = key.iter().map(|column| quote(column.as_str())).collect::<Vec<_>>().join(", ");
        for column in &table.columns {
            let it = quote(column.name.as_str());
            let shown = match (kind, &column.column_type) {
                (Kind::Postgres, Bytes) => format!("encode({it}, 'hex')"),
                (Kind::Postgres, _) => format!("{it}::text"),
                (Kind::MySql | Kind::Sqlite, Bytes | Uuid) => format!("lower(hex({it}))"),
                // What is kept in another character set goes with no text of this one.
                (Kind::MySql, _) => format!("convert({it} USING utf8mb4)"),
                (Kind::Sqlite, _) => it,
            };
            let _ = writeln!(
                script,
                "SELECT '@{name}.{}';\nSELECT coalesce({shown}, '∅') FROM {quoted} ORDER BY {order};",
                column.name
            );
        }
    }
    let mut rows = Rows::new();
    let mut last = None;
    for line in database.sql(&script).lines() {
        match line.strip_prefix('@') {
            Some(name) => last = Some(rows.entry(name.to_owned()).or_default()),
            None => last.as_mut().expect("a name stands before").push(line.to_owned()),
        }
    }
    rows
}

fn values<const N: usize>(values: [&str; N]) -> Vec<String> {
    values.map(str::to_owned).to_vec()
}

/// What was told of another name before.
fn renamed(name: &str) -> String {
    let name = if name == "people.team" { "people.group" } else { name };
    let name = if name == "offers.stage" { "offers.phase" } else { name };
    name.strip_prefix("teams.").map_or_else(|| name.to_owned(), |column| format!("groups.{column}"))
}

/// What the edit makes of the rows that were there before.
pub(super) fn edited(kind: Kind, before: &Rows) -> Rows {
    let mut rows = before.iter().map(|(name, values)| (renamed(name), values.clone())).collect::<Rows>();
    rows.retain(|name, _| name != "people.mood" && !name.starts_with("to_go."));
    let mut set = |name: &str, values: Vec<String>| rows.insert(name.to_owned(), values);
    set("people.about", values(["knows much", "nothing is known", "nothing is known"]));
    set("people.age", values(["18", "18", "18"]));
    set("people.color", values(["Red", "Red", "Red"]));
    set("people.best", values(["∅", "∅", "∅"]));
    set("offers.currency", values(["EUR", "EUR", "US$"]));
    set("offers.price", values(["10.50", "3.14", "0.00"]));
    set("offers.twice", values(["40", "20", "180"]));
    set("offers.thrice", values(["∅", "∅", "∅"]));
    set("offers.discount", values(["7", "3", "0"]));
    set("offers.sum", values(["9", "4", "9"]));
    set("paints.offer", Vec::new());
    set("paints.color", Vec::new());
    set("paints.by", Vec::new());
    let nobody = || values(["∅", "∅", "∅"]);
    match kind {
        Kind::MySql => {
            set("things.decimal", values(["12345678901234.56789100", "0.00000000"]));
            set("things.date", values(["2024-02-29 00:00:00.000000", "1970-01-01 00:00:00.000000"]));
        }
        Kind::Postgres => {
            set("things.decimal", values(["12345678901234.56789100", "0.00000000"]));
            set("things.date", values(["2024-02-29 00:00:00", "1970-01-01 00:00:00"]));
            set("things.timestamp", values(["2024-02-29 12:00:01.25+00", "1970-01-01 00:00:00+00"]));
            set("things.moment", values(["2026-03-29 00:30:00", "2026-03-29 00:30:00"]));
            set("visits.person", nobody());
            set("events.weight", values(["∅", "∅"]));
            set("parents.rank", values(["∅", "∅"]));
            set("heirs.more", values(["∅"]));
            set("house.rooms.currencies", values(["{EUR,US$}", "{EUR}"]));
        }
        Kind::Sqlite => {
            // Numbers that lose no digit are text.
            set("offers.price", values(["10.5000", "3.1416", "0.0000"]));
            set("things.date", values(["2024-02-29 00:00:00", "1970-01-01 00:00:00"]));
            set("things.timestamp", values(["2024-02-29T12:00:01.250+00:00", "1970-01-01T00:00:00+00:00"]));
            set("things.moment", values(["2026-03-29 00:30:00", "2026-03-29 00:30:00"]));
            set("visits.person", nobody());
        }
    }
    rows
}

/// What the way back makes of them: what the edit dropped is there again without values, and what it filled stays.
pub(super) fn back(kind: Kind, before: &Rows) -> Rows {
    let mut rows = before.clone();
    let mut set = |name: &str, values: Vec<String>| rows.insert(name.to_owned(), values);
    set("people.about", values(["knows much", "nothing is known", "nothing is known"]));
    set("people.mood", values(["∅", "∅", "∅"]));
    set("offers.currency", values(["EUR", "EUR", "USD"]));
    set(
        "offers.price",
        values(["10.5000", if kind == Kind::Sqlite { "3.1416" } else { "3.1400" }, "0.0000"]),
    );
    set("offers.discount", values(["7", "3", "0"]));
    for column in ["id", "what", "of"] {
        set(&format!("to_go.{column}"), Vec::new());
    }
    if kind == Kind::Postgres {
        set("house.rooms.currencies", values(["{EUR,USD}", "{EUR}"]));
    }
    rows
}

/// That rows are as they are to be, but for columns of which nobody knows.
pub(super) fn compare(at: &str, found: &Rows, wanted: &Rows, unknown: &[&str]) {
    let mut faults = Vec::new();
    for name in found.keys().chain(wanted.keys().filter(|name| !found.contains_key(*name))) {
        if found.get(name) != wanted.get(name) && !unknown.contains(&name.as_str()) {
            faults.push(format!("{name}: {:?} instead of {:?}", found.get(name), wanted.get(name)));
        }
    }
    assert!(faults.is_empty(), "{at}: {faults:#?}");
}
