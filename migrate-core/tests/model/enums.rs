//! Enums of Rust that are enum types.

use migrate_core::diff::Rename;
use migrate_core::model::collect;
use migrate_core::prelude::*;
use migrate_core::schema::EnumType;
use migrate_core::{SqlEnum, Table};

use crate::{migrations, schema, table};

#[derive(Clone, Copy, SqlEnum)]
#[sql_enum(rename_all = "SCREAMING_SNAKE_CASE", renamed_from = "currency")]
enum DealCurrency {
    Eur,
    UsDollar,
    #[sql_enum(name = "£", renamed_from = "GBP")]
    Pound,
}

#[derive(SqlEnum)]
#[sql_enum(schema = "crm")]
#[expect(dead_code, reason = "no row is read")]
enum Stage {
    Open,
    Won,
}

#[derive(Table)]
#[table(schema = "crm", renamed_from = ("sales", "leads"))]
#[expect(dead_code, reason = "no row is read")]
struct Lead {
    #[column(renamed_from = "state", default = Stage::Open)]
    stage: Stage,
    currency: Option<DealCurrency>,
}

#[test]
fn an_enum_is_an_enum_type() {
    let values = |name: &str| schema(Sqlite).enum_type(&name.into()).cloned();
    let values = |name: &str| values(name).map(|EnumType { values, .. }| values);
    assert_eq!(values("deal_currency"), Some(["EUR", "US_DOLLAR", "£"].map(str::to_owned).to_vec()));
    assert_eq!(values("size"), Some(["Small", "extra large"].map(str::to_owned).to_vec()));
    assert_eq!(DealCurrency::VALUES, ["EUR", "US_DOLLAR", "£"]);
    assert_eq!(DealCurrency::UsDollar.value(), "US_DOLLAR");
    let values = [DealCurrency::Eur, DealCurrency::UsDollar, DealCurrency::Pound].map(Value::from);
    assert_eq!(values, ["EUR", "US_DOLLAR", "£"].map(Value::from));
}

#[test]
fn a_schema_that_something_is_in_is_there() {
    let schema = schema(Postgres);
    assert!(schema.schemas().any(|name| name.as_str() == "crm"));
    assert!(schema.enum_type(&("crm", "stage").into()).is_some());
    let column = |name: &str| table(("crm", "leads"), Postgres).column(&name.into()).cloned();
    assert_eq!(column("stage").map(|column| column.column_type), Some(Enum(("crm", "stage"))));
    assert_eq!(column("currency").map(|column| column.column_type), Some(Enum("deal_currency")));
}

#[test]
fn what_had_another_name_is_told_with_it() {
    let models = collect(migrations::Laws, Sqlite).expect("the models are sound");
    let lead = || ("crm", "leads").into();
    assert_eq!(
        models.renames.renamed,
        [
            Rename::Enum { from: "currency".into(), to: "deal_currency".into() },
            Rename::EnumValue { name: "deal_currency".into(), from: "GBP".to_owned(), to: "£".to_owned() },
            Rename::Table { from: ("sales", "leads").into(), to: lead() },
            Rename::Column { table: lead(), from: "state".into(), to: "stage".into() },
        ]
    );
    assert!(models.renames.apart.is_empty());
    let site = models.sites.column(&lead(), &"stage".into()).expect("the field is there");
    assert!(site.file().ends_with("enums.rs") && site.line() > 30, "{site}");
    assert!(models.sites.table(&lead()).is_some_and(|table| table < site));
    assert!(models.sites.enum_type(&"deal_currency".into()).is_some_and(|place| place < site));
}
