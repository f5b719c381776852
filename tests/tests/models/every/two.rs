//! The models behind the edit: nearly everything of them is another.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use migrate_core::{SqlEnum, Table};
use rust_decimal::Decimal;
use uuid::Uuid;

super::chain!(Two);

/// A value is called otherwise, one comes in between, and one goes.
#[derive(SqlEnum)]
#[sql_enum(rename_all = "UPPERCASE")]
enum Currency {
    Eur,
    Chf,
    #[sql_enum(name = "US$", renamed_from = "USD")]
    Usd,
}

/// The type is called otherwise, and has one value more.
#[derive(SqlEnum)]
#[sql_enum(renamed_from = "stage")]
enum Phase {
    Open,
    Won,
    Lost,
    Forgotten,
}

/// It is new.
#[derive(SqlEnum)]
enum Color {
    Red,
    Blue,
}

/// Who buys.
#[derive(Table)]
#[table(
    name = "people",
    comment,
    unique(number, tenant, name = "one_of_a_tenant"),
    check("tenant > 0 AND tenant < 5000"),
    check("number < 1000000", name = "few_enough"),
    index(desc(name), born),
    index(expr("upper(name)"), name = "by_name", on = [Postgres, Sqlite]),
    index(prefix(about, 30), name = "by_about", on = MySql),
    index(tenant, unique, predicate = "born IS NULL AND number > 0", name = "one_unborn", on = [Postgres, Sqlite]),
    index(number, predicate = "name IN ('Ada', 'Eve')", name = "at_home", on = Postgres),
    index(number, name = "hashed", on = Postgres),
    index(number, include(country), with = [("fillfactor", 90)], name = "covering", on = Postgres),
    index(number, mysql(comment = "for long lists"), name = "listed", on = MySql),
    index(color, age)
)]
struct Person {
    #[column(primary_key, identity)]
    id: i64,
    tenant: i64,
    number: i32,
    #[column(type = Varchar(120), comment = "as it is said")]
    name: String,
    #[column(type = Char(2))]
    country: String,
    #[column(default = "nothing is known")]
    about: String,
    born: Option<NaiveDate>,
    #[column(references = Self, on_delete = Cascade, index)]
    boss: Option<i64>,
    #[column(references = Group, on_delete = SetNull, on_update = Cascade, renamed_from = "team")]
    group: Option<i64>,
    #[column(default = false)]
    is_kind: bool,
    #[column(type = Varchar(40), collate = "POSIX", collate_on(Sqlite, "RTRIM"), collate_on(MySql, "utf8mb4_bin"))]
    code: String,
    age: i32,
    #[column(default = Color::Red)]
    color: Color,
    #[column(default = now())]
    born_here: Option<NaiveDateTime>,
    #[column(references = Offer, on_delete = SetNull)]
    best: Option<i64>,
}

/// The table is called otherwise, and no more in a ring.
#[derive(Table)]
#[table(renamed_from = "teams")]
struct Group {
    #[column(primary_key)]
    id: i64,
    #[column(type = Varchar(40), index)]
    name: String,
    leader: Option<i64>,
}

#[derive(Table)]
#[table(
    name = "offers",
    index(phase, currency),
    index(price, quantity, name = "by_price"),
    check("quantity > 0 AND quantity < 1000")
)]
struct Offer {
    #[column(primary_key, identity)]
    id: i64,
    #[column(references = Person, on_delete = Restrict)]
    person_id: i64,
    #[column(default = Phase::Won, renamed_from = "stage")]
    phase: Phase,
    #[column(default = Currency::Usd)]
    currency: Currency,
    #[column(type = Numeric(12, 2), default = "1.00")]
    price: Decimal,
    #[column(default = expr("2 + 3"))]
    quantity: i32,
    #[column(generated = "quantity * 20", nullable)]
    twice: Option<i32>,
    thrice: Option<i32>,
    #[column(default = Phase::Open)]
    state: Phase,
    #[column(type = Numeric(10, 2))]
    amount_text: Decimal,
    #[column(type = Varchar(20))]
    remark: Option<String>,
    #[column(default = 7)]
    discount: i32,
    made: DateTime<Utc>,
    seen: Option<NaiveDateTime>,
    #[column(default = 2)]
    secret: i16,
    #[column(generated = "quantity + discount", nullable)]
    sum: Option<i32>,
}

#[derive(Table)]
#[table(primary_key(position, offer), foreign_key(number, tenant, references = Person(number, tenant), on_delete = Cascade, on_update = Cascade))]
struct Line {
    #[column(references = Offer, on_delete = Cascade)]
    offer: i64,
    position: i32,
    tenant: i64,
    number: i32,
    amount: i64,
    #[column(type = Varchar(80))]
    text: Option<String>,
}

#[derive(Table)]
#[table(primary_key(id, name = "notes_key"), foreign_key(position, offer, references = Line, on_delete = Cascade))]
struct Note {
    id: i32,
    offer: i64,
    position: i32,
    #[column(unique, type = Varchar(60))]
    body: String,
}

/// Each column is of another type, that which takes what the one before held.
#[derive(Table)]
#[table(name = "things", unique(small, key, name = "things_once"))]
struct Thing {
    #[column(primary_key)]
    id: i64,
    boolean: Option<bool>,
    small: i32,
    integer: i64,
    #[column(type = Numeric(20, 0))]
    big: Decimal,
    real: f64,
    double: String,
    #[column(type = Numeric(24, 8))]
    decimal: Decimal,
    #[column(type = Varchar(10))]
    letters: String,
    words: String,
    #[column(type = Varchar(100))]
    text: String,
    bytes: Option<Vec<u8>>,
    date: NaiveDateTime,
    time: Option<NaiveTime>,
    timestamp: DateTime<Utc>,
    moment: NaiveDateTime,
    key: Uuid,
    data: serde_json::Value,
    #[column(type = Json)]
    json: serde_json::Value,
    #[column(type = Varchar(20))]
    currency: Option<String>,
    rank: i32,
}

#[derive(Table)]
#[table(name = "tags", comment = "for search", sqlite(strict), postgres(with = [("fillfactor", 60)]))]
struct Tag {
    #[column(primary_key, type = Varchar(30))]
    name: String,
    #[column(type = Varchar(30))]
    label: String,
}

#[derive(Table)]
#[table(name = "visits", mysql(partition_by = "HASH (id) PARTITIONS 2"))]
struct Visit {
    #[column(primary_key)]
    id: i64,
    minutes: i32,
    #[column(references = Person)]
    #[column(on = [Postgres, Sqlite])]
    person: Option<i64>,
}

/// It is new, and stands on what is older.
#[derive(Table)]
#[table(primary_key(offer, color))]
struct Paint {
    #[column(references = Offer)]
    offer: i64,
    color: Color,
    #[column(references = Group)]
    by: i64,
}

#[derive(Table)]
#[table(name = "rooms", schema = "house", on = Postgres)]
#[table(
    exclude((expr("int4range(\"from\", \"to\", '[]')"), "&&"), using = "gist", name = "apart"),
    unique(door, floor, name = "one_door", deferrable)
)]
struct Room {
    #[column(identity = Identity::by_default().start(200), primary_key)]
    id: i32,
    from: i32,
    to: i32,
    floor: Option<i32>,
    door: Option<i32>,
    currencies: Vec<Currency>,
    #[column(type = Array(Text), default = expr("'{none}'"))]
    names: Vec<String>,
}

#[derive(Table)]
#[table(name = "events", on = Postgres)]
#[table(primary_key(id, at), index(kind, id), postgres(partition_by_range(at)))]
struct Event {
    id: i64,
    at: i64,
    #[column(type = Varchar(40))]
    kind: String,
    weight: Option<i32>,
}

#[derive(Table)]
#[table(name = "events_early", on = Postgres, postgres(partition_of(Event, "FOR VALUES FROM (0) TO (100)")))]
struct EventsEarly {}

#[derive(Table)]
#[table(name = "events_late", on = Postgres, postgres(partition_of(Event, "FOR VALUES FROM (100) TO (200)")))]
struct EventsLate {}

#[derive(Table)]
#[table(name = "parents", on = Postgres)]
struct Parent {
    #[column(type = Varchar(60))]
    name: String,
    rank: Option<i32>,
}

#[derive(Table)]
#[table(name = "heirs", on = Postgres, postgres(inherits(Parent)))]
struct Heir {
    #[column(primary_key)]
    id: i64,
    more: Option<String>,
}

#[derive(Table)]
#[table(name = "stays", on = Postgres)]
#[table(
    check("nights > 0", name = "some_nights"),
    check("nights < 100", name = "few_nights"),
    foreign_key(room, references = Room, name = "in_a_room"),
    foreign_key(tenant, number, references = Person(tenant, number), on_delete = SetNull, name = "of_somebody")
)]
struct Stay {
    #[column(primary_key)]
    id: i64,
    room: i32,
    nights: i32,
    tenant: Option<i64>,
    number: Option<i32>,
    #[column(references = Person, deferrable)]
    host: Option<i64>,
}

/// Its bounds are told otherwise by the server, and so is what it is parted by.
#[derive(Table)]
#[table(name = "logs", on = Postgres)]
#[table(postgres(partition_by_range(expr("date_trunc('year', made)"))))]
struct Log {
    made: NaiveDateTime,
    #[column(type = Varchar(40))]
    what: String,
}

#[derive(Table)]
#[table(name = "logs_2026", on = Postgres)]
#[table(postgres(partition_of(Log, "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")))]
struct LogOf2026 {}
