//! Data steps and SQL of the author's: what they see, and what they cannot do.

use migrate_core::ErrorKind;
use migrate_core::execute::DatabaseState;
use migrate_tests::{Database, Kind};

use crate::{ledger, schema};

macro_rules! chain_of {
    ($module:ident, $op:ident => $body:tt, $($rest:item)*) => {
        mod $module {
            mod r1 {
                use migrate_core::prelude::*;

                #[revision(id = "r1")]
                fn upgrade(op: &mut Operations) {
                    op.create_table("notes", |t| {
                        t.column("id", BigInt).primary_key();
                    });
                }
            }
            mod r2 {
                #[allow(unused_imports, reason = "not every body uses them")]
                use migrate_core::prelude::*;

                #[revision(id = "r2", down = "r1")]
                fn upgrade($op: &mut Operations) $body

                $($rest)*
            }
            migrate_core::chain!(pub(super) Shop = "shop");
        }
    };
}

chain_of!(sees, op => {
    op.insert("notes", ["id"], [(1,)]);
    op.data_step("look", look);
},
    async fn look(connection: &mut Connection) -> Result<(), DataError> {
        let rows = connection.fetch_all("SELECT count(*) AS n FROM notes").await?;
        assert_eq!(rows[0].get::<i64>("n")?, 1, "the rows of this revision are seen");
        connection.execute("INSERT INTO notes VALUES (2)").await?;
        Err("no, after all".into())
    }
);

chain_of!(panics, op => {
    op.data_step("panics", async |connection: &mut Connection| {
        connection.execute("INSERT INTO notes VALUES (1)").await?;
        let rows = connection.fetch_all("SELECT id FROM notes WHERE id = 2").await?;
        rows.first().expect("a slip of the pen");
        Ok::<_, DataError>(())
    });
},);

chain_of!(nests, op => {
    op.data_step("nests", nest);
},
    async fn nest(connection: &mut Connection) -> Result<(), DataError> {
        // One that is committed, and one that is not: both within the revision's own transaction.
        if let Some(native) = connection.as_postgres() {
            let mut inner = sqlx::Connection::begin(native).await?;
            sqlx::raw_sql("INSERT INTO notes VALUES (1)").execute(&mut *inner).await?;
            inner.commit().await?;
            let mut inner = sqlx::Connection::begin(native).await?;
            sqlx::raw_sql("INSERT INTO notes VALUES (2)").execute(&mut *inner).await?;
        } else if let Some(native) = connection.as_mysql() {
            let mut inner = sqlx::Connection::begin(native).await?;
            sqlx::raw_sql("INSERT INTO notes VALUES (1)").execute(&mut *inner).await?;
            inner.commit().await?;
            let mut inner = sqlx::Connection::begin(native).await?;
            sqlx::raw_sql("INSERT INTO notes VALUES (2)").execute(&mut *inner).await?;
        } else if let Some(native) = connection.as_sqlite() {
            let mut inner = sqlx::Connection::begin(native).await?;
            sqlx::raw_sql("INSERT INTO notes VALUES (1)").execute(&mut *inner).await?;
            inner.commit().await?;
            let mut inner = sqlx::Connection::begin(native).await?;
            sqlx::raw_sql("INSERT INTO notes VALUES (2)").execute(&mut *inner).await?;
        }
        if connection.fetch_all("SELECT id FROM notes WHERE id = 3").await?.is_empty() {
            return Err("stop here".into());
        }
        Ok(())
    }
);

chain_of!(commits, op => {
    op.create_table("deals", |t| {
        t.column("id", BigInt).primary_key();
    });
    op.data_step("commits", async |connection: &mut Connection| {
        connection.execute("COMMIT").await.map(|_| ())
    });
    op.create_table("orders", |t| {
        t.column("id", BigInt).primary_key();
    });
},);

chain_of!(begins_again, op => {
    op.data_step("commits", async |connection: &mut Connection| {
        connection.execute("COMMIT; BEGIN").await.map(|_| ())
    });
},);

chain_of!(says_commit, op => {
    op.sql("INSERT INTO notes VALUES (1); COMMIT; -- done").reverse("SELECT 1");
},);

chain_of!(swallows, op => {
    op.sql("INSERT INTO notes VALUES (1) -- and the rest").reverse("DELETE FROM notes");
},);

chain_of!(wanders, op => {
    op.sql("SELECT pg_catalog.set_config('search_path', '', false)");
},);

/// A column that is dropped comes back only where there are no rows.
mod dropped {
    mod r1 {
        use migrate_core::prelude::*;

        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_table("notes", |t| {
                t.column("id", BigInt).primary_key();
                t.column("text", Varchar(20));
            });
        }
    }
    mod r2 {
        use migrate_core::prelude::*;

        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            op.drop_column("notes", "text");
        }
    }
    mod r3 {
        use migrate_core::prelude::*;

        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.create_table("deals", |t| {
                t.column("id", BigInt).primary_key();
            });
        }
    }
    migrate_core::chain!(pub(super) Shop = "shop");
}

#[test]
fn sql_that_looks_elsewhere_does_not_lose_the_ledger() {
    let database = Database::create(Kind::Postgres);
    wanders::Shop.upgrade_url(&database.url()).blocking().unwrap();
    assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n");
}

#[test]
fn rows_that_would_lack_a_value_are_told_before_anything_runs() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let url = database.url();
        dropped::Shop.upgrade_url(&url).blocking().unwrap();
        let head = schema(&database);
        database.sql("INSERT INTO notes (id) VALUES (1);");
        let down =
            || dropped::Shop.downgrade_url(&url, "r1").consent(migrate_core::script::Consent::Destructive);
        let error = down().blocking().unwrap_err();
        assert_eq!(error.code().text, "not-empty", "{kind}: {error}");
        assert_eq!(error.state(), Some(&DatabaseState::Unchanged), "{kind}");
        assert!(
            error.to_string().contains("table `notes` holds rows, and they would have no `text`"),
            "{kind}: {error}"
        );
        assert_eq!(schema(&database), head, "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\nr3\tdone\n", "{kind}");
        database.sql("DELETE FROM notes;");
        assert_eq!(down().blocking().unwrap().after, ["r1"], "{kind}");
    }
}

#[test]
fn a_failing_data_step_undoes_its_revision() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let error = sees::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert_eq!(error.code().text, "data-step", "{kind}: {error}");
        assert!(error.to_string().contains("data step `look` failed: no, after all"), "{kind}: {error}");
        assert!(error.sites()[0].file().ends_with("data.rs"));
        let kept = if kind == Kind::MySql { "1\n" } else { "" };
        assert_eq!(database.sql("SELECT id FROM notes;"), kept, "{kind}: what MariaDB keeps is recorded");
        let rows = if kind == Kind::MySql { "r1\tdone\nr2\tintent\n" } else { "r1\tdone\n" };
        assert_eq!(ledger(&database), rows, "{kind}");
    }
}

#[test]
fn a_panic_in_a_data_step_is_an_error_and_undoes_it() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let error = panics::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert!(
            error.to_string().contains("data step `panics` panicked: a slip of the pen"),
            "{kind}: {error}"
        );
        assert_eq!(database.sql("SELECT id FROM notes;"), "", "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");
    }
}

#[test]
fn a_transaction_of_the_authors_own_nests() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let error = nests::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert!(error.to_string().contains("failed: stop here"), "{kind}: {error}");
        assert_eq!(database.sql("SELECT id FROM notes;"), "", "{kind}: his commit committed nothing");
    }
}

#[test]
fn ending_the_transaction_in_a_data_step_is_found_out() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let error = commits::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert_eq!(error.code().text, "escaped", "{kind}: {error}");
        let text = error.to_string();
        assert!(
            text.contains("and the ledger does not know it\n  done: create table `deals`"),
            "{kind}: {text}"
        );
        assert!(matches!(error.state(), Some(DatabaseState::Inside { .. })), "{kind}");
        assert!(schema(&database).contains("deals") && !schema(&database).contains("orders"), "{kind}");
        assert_eq!(ledger(&database), "r1\tdone\n", "{kind}");

        let database = Database::create(kind);
        let error = begins_again::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert_eq!(error.code().text, "escaped", "{kind}: {error}");
    }
}

#[test]
fn sql_that_says_commit_is_refused_before_anything_runs() {
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let database = Database::create(kind);
        let error = says_commit::Shop.upgrade_url(&database.url()).blocking().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{kind}: {error}");
        assert!(error.to_string().contains("COMMIT"), "{kind}: {error}");
        assert_eq!(schema(&database), "", "{kind}");
    }
}

#[test]
fn a_trailing_comment_swallows_nothing_of_ours() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        swallows::Shop.upgrade_url(&database.url()).blocking().unwrap();
        assert_eq!(ledger(&database), "r1\tdone\nr2\tdone\n", "{kind}");
        assert_eq!(database.sql("SELECT id FROM notes;"), "1\n", "{kind}");
    }
}
