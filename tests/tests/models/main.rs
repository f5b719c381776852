//! A model that is a row of sqlx and a value of serde too, and of its table.

use chrono::{DateTime, NaiveDate, Utc};
use migrate_core::{AnyChain, SqlEnum, Table};
use migrate_tests::{Database, Kind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod every;
mod found;
mod push;

mod migrations {
    mod offers {
        use migrate_core::prelude::*;

        /// Offers, and what they are for.
        #[revision(id = "offers")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("offer_state", ["OPEN", "GONE"]);
            op.create_table("offers", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("madeAt", TimestampTz);
                t.column("until", Date).nullable();
                t.column("state", Enum("offer_state")).default("OPEN");
                t.column("key", Uuid).unique();
                t.column("tags", Jsonb);
                t.column("isSent", Boolean).default(false);
                t.column("parent", BigInt).nullable().references("offers", "id");
            });
        }
    }

    migrate_core::chain!(pub Offers = "offers");
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, SqlEnum, sqlx::Type)]
#[sqlx(type_name = "offer_state", rename_all = "UPPERCASE")]
#[serde(rename_all = "lowercase")]
enum State {
    Open,
    Gone,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Table, sqlx::FromRow)]
#[sqlx(rename_all = "camelCase")]
#[serde(rename_all = "kebab-case")]
struct Offer {
    #[column(primary_key, identity)]
    id: i64,
    #[serde(skip)]
    made_at: DateTime<Utc>,
    #[serde(skip)]
    until: Option<NaiveDate>,
    #[column(default = State::Open)]
    state: State,
    #[sqlx(rename = "key")]
    #[column(unique)]
    #[serde(skip)]
    number: Uuid,
    #[sqlx(json)]
    tags: Vec<String>,
    #[column(default = false)]
    is_sent: bool,
    #[column(references = Self)]
    parent: Option<i64>,
    #[sqlx(skip)]
    #[serde(skip)]
    seen: bool,
}

#[test]
fn a_row_of_sqlx_is_a_model() {
    let chain = AnyChain::from(migrations::Offers);
    for dialect in migrate_core::prelude::Dialect::ALL {
        let models = migrate_core::model::collect(chain, dialect).unwrap();
        let replayed = migrations::Offers.schema("head", dialect).unwrap();
        assert_eq!(models.schema, replayed, "on {dialect}");
    }
    assert_eq!(State::VALUES, ["OPEN", "GONE"]);
}

#[test]
fn models_of_two_crates_are_the_tables_of_two_chains() {
    use migrate_core::diff::{Comparison, Guessing, Scope, diff};

    let how = || Comparison { scope: Scope::models(), guessing: Guessing::Never, ..Comparison::default() };
    for dialect in migrate_core::prelude::Dialect::ALL {
        let chains = [
            (AnyChain::from(accounts::Accounts), accounts::Accounts.schema("head", dialect), 2),
            (helpdesk::Helpdesk.into(), helpdesk::Helpdesk.schema("head", dialect), 2),
        ];
        for (chain, replayed, tables) in chains {
            let models = migrate_core::model::collect(chain, dialect).unwrap();
            assert_eq!(models.schema.tables().count(), tables, "{} on {dialect}", chain.name());
            let found = diff(&replayed.unwrap(), &models.schema, &how()).unwrap();
            assert!(found.is_empty(), "{} on {dialect}: {:#?}", chain.name(), found.changes);
        }
    }
}

/// Reads the one row that was put in by text.
macro_rules! read {
    ($connection:ty, $url:expr, $insert:expr) => {{
        use sqlx::Connection as _;

        let mut connection = <$connection>::connect($url).await.unwrap();
        sqlx::raw_sql($insert).execute(&mut connection).await.unwrap();
        sqlx::query_as::<_, Offer>("SELECT * FROM offers").fetch_one(&mut connection).await.unwrap()
    }};
}

#[test]
fn a_model_reads_the_rows_of_its_table() {
    // The derive of `sqlx::Type` does not read the enums of MySQL and MariaDB where they are compared as bytes.
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let url = &database.url();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let offer = runtime.block_on(async {
            migrations::Offers.upgrade_url(url).await.unwrap();
            if kind == Kind::Postgres {
                read!(
                    sqlx::PgConnection,
                    url,
                    "INSERT INTO offers (\"madeAt\", key, tags, state) VALUES \
                     ('2026-01-31 12:00:00+00', '00000000-0000-0000-0000-000000000000', '[\"new\"]', 'GONE')"
                )
            } else {
                read!(
                    sqlx::SqliteConnection,
                    url,
                    "INSERT INTO offers (madeAt, key, tags, state) VALUES \
                     ('2026-01-31T12:00:00+00:00', zeroblob(16), '[\"new\"]', 'GONE')"
                )
            }
        });
        let expected = Offer {
            id: 1,
            made_at: "2026-01-31T12:00:00Z".parse().unwrap(),
            until: None,
            state: State::Gone,
            number: Uuid::nil(),
            tags: vec!["new".to_owned()],
            is_sent: false,
            parent: None,
            seen: false,
        };
        assert_eq!(offer, expected, "on {kind:?}");
        let json = serde_json::to_value(&offer).unwrap();
        assert_eq!((&json["is-sent"], &json["state"]), (&false.into(), &"gone".into()), "on {kind:?}");
    }
}
