//! The models before they are edited.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use migrate_core::{SqlEnum, Table};
use rust_decimal::Decimal;
use uuid::Uuid;

super::chain!(One);

#[derive(SqlEnum)]
#[sql_enum(rename_all = "UPPERCASE")]
enum Currency {
    Eur,
    Usd,
    Gbp,
}

#[derive(SqlEnum)]
enum Stage {
    Open,
    Won,
    Lost,
}

#[derive(SqlEnum)]
#[sql_enum(rename_all = "kebab-case")]
enum Mood {
    Good,
    SoSo,
}

/// Who pays.
#[derive(Table)]
#[table(
    name = "people",
    comment,
    unique(tenant, number, name = "one_of_a_tenant"),
    check("tenant > 0"),
    check("number < 1000000", name = "not_too_many"),
    check("number >= 0", name = "none_below"),
    index(asc(name), desc(born)),
    index(expr("lower(name)"), name = "by_name", on = [Postgres, Sqlite]),
    index(prefix(about, 20), name = "by_about", on = MySql),
    index(tenant, unique, predicate = "born IS NULL", name = "one_unborn", on = [Postgres, Sqlite]),
    index(number, predicate = "country IN ('DE', 'NO')", name = "at_home", on = Postgres),
    index(number, using = "hash", name = "hashed", on = Postgres),
    index(number, include(tenant), with = [("fillfactor", 70)], name = "covering", on = Postgres),
    index(number, mysql(comment = "for lists"), name = "listed", on = MySql)
)]
struct Person {
    #[column(primary_key, identity)]
    id: i64,
    tenant: i32,
    number: i32,
    #[column(type = Varchar(80), comment = "in full")]
    name: String,
    #[column(type = Char(2), default = "DE")]
    country: String,
    about: Option<String>,
    born: Option<NaiveDate>,
    #[column(references = Self, on_delete = SetNull, index)]
    boss: Option<i64>,
    #[column(references = Team, on_delete = SetNull)]
    team: Option<i64>,
    mood: Option<Mood>,
    #[column(default = true)]
    is_kind: bool,
    #[column(type = Varchar(40), collate = "C", collate_on(Sqlite, "NOCASE"), collate_on(MySql, "utf8mb4_general_ci"))]
    code: String,
}

/// People have a team, and a team has one who leads it: a ring.
#[derive(Table)]
struct Team {
    #[column(primary_key, identity)]
    id: i64,
    #[column(type = Varchar(40), unique)]
    name: String,
    #[column(references = Person, on_delete = SetNull)]
    leader: Option<i64>,
}

#[derive(Table)]
#[table(
    name = "offers",
    comment = "what is 'offered'",
    index(stage, currency),
    index(price, name = "by_price"),
    check("quantity > 0")
)]
struct Offer {
    #[column(primary_key)]
    id: i64,
    #[column(references = Person, on_delete = Cascade)]
    person_id: i64,
    #[column(default = Stage::Open)]
    stage: Stage,
    #[column(default = Currency::Eur)]
    currency: Currency,
    #[column(type = Numeric(12, 4), default = "0.0000")]
    price: Decimal,
    #[column(default = 1)]
    quantity: i32,
    #[column(generated = "quantity * 2", nullable)]
    twice: Option<i32>,
    #[column(generated = "quantity * 3", nullable)]
    thrice: Option<i32>,
    #[column(type = Varchar(20))]
    state: String,
    #[column(type = Text)]
    amount_text: String,
    #[column(type = Varchar(200))]
    remark: Option<String>,
    discount: Option<i32>,
    #[column(default = now())]
    made: DateTime<Utc>,
    #[column(mysql(on_update_now))]
    seen: Option<NaiveDateTime>,
    #[column(default = 1, mysql(invisible))]
    secret: i16,
}

/// Lines have a key of several columns.
#[derive(Table)]
#[table(primary_key(offer, position), foreign_key(tenant, number, references = Person(tenant, number), on_delete = Cascade))]
struct Line {
    #[column(references = Offer, on_delete = Cascade)]
    offer: i64,
    position: i32,
    tenant: i32,
    number: i32,
    amount: i16,
    #[column(type = Varchar(80))]
    text: String,
}

/// Comments stand on lines, by both columns of their key.
#[derive(Table)]
#[table(foreign_key(offer, position, references = Line, on_delete = Cascade))]
struct Note {
    #[column(primary_key)]
    id: i32,
    offer: i64,
    position: i32,
    #[column(unique, type = Varchar(60))]
    body: String,
}

/// A column of each type.
#[derive(Table)]
#[table(name = "things", unique(key, small, name = "things_once"))]
struct Thing {
    #[column(primary_key)]
    id: i32,
    boolean: bool,
    small: i16,
    integer: i32,
    big: i64,
    real: f32,
    double: f64,
    #[column(type = Numeric(20, 6))]
    decimal: Decimal,
    #[column(type = Char(3))]
    letters: String,
    #[column(type = Varchar(50))]
    words: String,
    text: String,
    bytes: Vec<u8>,
    date: NaiveDate,
    time: NaiveTime,
    timestamp: NaiveDateTime,
    moment: DateTime<Utc>,
    key: Uuid,
    #[column(type = Json)]
    json: serde_json::Value,
    data: serde_json::Value,
    currency: Option<Currency>,
    #[column(type = Native([(Postgres, "smallint"), (MySql, "tinyint"), (Sqlite, "TINYINT")]))]
    rank: i16,
}

#[derive(Table)]
#[table(name = "to_go", index(what))]
struct ToGo {
    #[column(primary_key)]
    id: i64,
    #[column(type = Varchar(30))]
    what: String,
    #[column(references = Offer)]
    of: Option<i64>,
}

#[derive(Table)]
#[table(
    name = "tags",
    sqlite(without_rowid),
    mysql(engine = "MyISAM", charset = "latin1", collation = "latin1_bin"),
    postgres(unlogged, with = [("fillfactor", 80)])
)]
struct Tag {
    #[column(primary_key, type = Varchar(30))]
    name: String,
    #[column(type = Varchar(30))]
    label: String,
}

#[derive(Table)]
#[table(name = "visits", mysql(partition_by = "HASH (id) PARTITIONS 4"), sqlite(strict))]
struct Visit {
    #[column(primary_key)]
    id: i64,
    minutes: i32,
}

/// What PostgreSQL alone has.
#[derive(Table)]
#[table(name = "rooms", schema = "house", on = Postgres)]
#[table(
    exclude((expr("int4range(\"from\", \"to\")"), "&&"), using = "gist", name = "apart"),
    unique(floor, door, name = "one_door", include(from))
)]
struct Room {
    #[column(identity = Identity::always().start(100), primary_key)]
    id: i32,
    from: i32,
    to: i32,
    floor: Option<i32>,
    door: Option<i32>,
    currencies: Vec<Currency>,
    #[column(type = Array(Varchar(20)), default = expr("'{}'"))]
    names: Vec<String>,
}

#[derive(Table)]
#[table(name = "events", on = Postgres)]
#[table(primary_key(id, at), index(kind), postgres(partition_by_range(at)))]
struct Event {
    id: i64,
    at: i64,
    #[column(type = Varchar(20))]
    kind: String,
}

#[derive(Table)]
#[table(name = "events_early", on = Postgres, postgres(partition_of(Event, "FOR VALUES FROM (0) TO (100)")))]
struct EventsEarly {}

#[derive(Table)]
#[table(name = "parents", on = Postgres)]
struct Parent {
    #[column(type = Varchar(20))]
    name: String,
}

#[derive(Table)]
#[table(name = "heirs", on = Postgres, postgres(inherits(Parent)))]
struct Heir {
    #[column(primary_key)]
    id: i64,
}

/// A key that nobody looked at yet, a check that heirs do not have, and keys that wait for the commit.
#[derive(Table)]
#[table(name = "stays", on = Postgres)]
#[table(
    check("nights > 0", name = "some_nights", not_valid),
    check("nights < 100", name = "few_nights", no_inherit),
    foreign_key(room, references = Room, not_valid, name = "in_a_room"),
    foreign_key(tenant, number, references = Person(tenant, number), match_full, name = "of_somebody")
)]
struct Stay {
    #[column(primary_key)]
    id: i64,
    room: i32,
    nights: i32,
    tenant: Option<i32>,
    number: Option<i32>,
    #[column(references = Person, initially_deferred)]
    host: Option<i64>,
}

/// Its bounds are told otherwise by the server, and so is what it is parted by.
#[derive(Table)]
#[table(name = "logs", on = Postgres)]
#[table(postgres(partition_by_range(expr("date_trunc('year', made)"))))]
struct Log {
    made: NaiveDateTime,
    #[column(type = Varchar(20))]
    what: String,
}

#[derive(Table)]
#[table(name = "logs_2026", on = Postgres)]
#[table(postgres(partition_of(Log, "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")))]
struct LogOf2026 {}
