use migrate_core::{SqlEnum, Table};

#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]
#[sql_enum(name = "pay_state")]
pub enum PayState {
    #[sql_enum(name = "OPEN")]
    Open,
    #[sql_enum(name = "paid")]
    Paid,
    #[sql_enum(name = "in-part")]
    InPart,
}

#[derive(Debug, Table)]
#[table(name = "heirs", postgres(inherits(Tag)))]
pub struct Heir {
    pub more: String,
}

#[derive(Debug, Table)]
#[table(name = "pay_ments_now", postgres(partition_of(PayMent, "FOR VALUES FROM (0) TO (9)")))]
pub struct PayMentsNow {}

#[derive(Debug, Table)]
#[table(
    name = "people",
    unique([tenant, id], name = "one_of_a_tenant"),
    unique([tenant, full_name], nulls_not_distinct, include(rank), deferrable),
    check("tenant > 0"),
    check("tenant < 1000000", name = "not_too_many"),
    exclude((tenant, "="), (key, "<>"), predicate = "rank > 1"),
    index([tenant]),
    index([asc(tenant), desc(born).nulls_last()], name = "by_age"),
    index([tenant, key], unique, predicate = "born IS NULL"),
    index([expr(r#"lower("Full Name")"#)], name = "by_name"),
    index([key], with = [("fillfactor", "70")], mysql(comment = "for lists")),
    comment = r"Who pays.
And who does not.",
    mysql(engine = "InnoDB", charset = "utf8mb4")
)]
pub struct People {
    #[column(identity, primary_key)]
    pub id: i64,
    pub tenant: i32,
    #[column(name = "Full Name", type = Varchar(120), collate_on(Postgres, "C"))]
    pub full_name: String,
    #[column(type = Char(2))]
    pub r#type: Option<String>,
    #[column(type = Date)]
    pub born: Option<chrono::NaiveDate>,
    #[column(type = Numeric(12, 2), default = "0.00")]
    pub salary: rust_decimal::Decimal,
    #[column(type = Timestamp, mysql(on_update_now))]
    pub seen: Option<chrono::NaiveDateTime>,
    #[column(type = TimestampTz, default = now())]
    pub made: chrono::DateTime<chrono::Utc>,
    #[column(default = 1, mysql(check = "hidden > 0", invisible))]
    pub hidden: i16,
    #[column(type = Jsonb)]
    pub data: Option<serde_json::Value>,
    #[column(type = Uuid, unique)]
    pub key: uuid::Uuid,
    #[column(default = 0.5)]
    pub ratio: f64,
    pub photo: Option<Vec<u8>>,
    #[column(default = "OPEN")]
    pub state: PayState,
    #[column(default = false, comment = r#"what "they" say"#)]
    pub is_kind: bool,
    #[column(generated = "tenant * 2")]
    pub twice: Option<i32>,
    #[column(type = Native([(MySql, "tinyint"), (Postgres, "smallint"), (Sqlite, "TINYINT")]))]
    pub rank: i64,
}

#[derive(Debug, Table)]
#[table(name = "tags", sqlite(strict, without_rowid))]
pub struct Tag {
    #[column(primary_key)]
    pub a: String,
}

#[derive(Debug, Table)]
#[table(
    name = "pay_ments",
    schema = "crm",
    primary_key(person, at),
    foreign_key([tenant, agent], references = People(tenant, id), on_delete = SetNull, set_columns(agent)),
    foreign_key([tenant, person], references = People(tenant, id), name = "of_the_tenant"),
    postgres(partition_by_range(person), with = [("autovacuum_enabled", "false")])
)]
pub struct PayMent {
    #[column(references = People::id, on_delete = Cascade, deferrable)]
    pub person: i64,
    pub tenant: Option<i32>,
    pub agent: Option<i64>,
    #[column(type = Time)]
    pub at: chrono::NaiveTime,
}
