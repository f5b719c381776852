//! Operations of a team's own, made of others, on all three databases.

use migrate_core::event::{Event, Observe};
use migrate_core::operation::{Compound, Operations};
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::chain::{self, Objects};
use crate::rig::{round, up};

/// What a shop has of each tenant.
struct CreateTenant {
    name: &'static str,
    seats: i64,
}

impl CreateTenant {
    fn table(&self, of: &str) -> String {
        format!("{}_{of}", self.name)
    }
}

impl Compound for CreateTenant {
    fn record(&self, op: &mut Operations) {
        op.insert("tenants", ["name", "seats"], [(self.name, self.seats)]);
        op.create_table(self.table("orders").as_str(), |t| {
            t.column("id", BigInt).primary_key();
            t.column("note", Varchar(80)).default("it's");
        });
        op.run(Log(self.table("orders")));
        op.on([MySql, Postgres], |op| {
            op.create_index(self.table("orders").as_str(), ["note"]);
        });
    }
}

/// Lets a table say when its rows came.
struct Log(String);

impl Compound for Log {
    fn name(&self) -> String {
        format!("log `{}`", self.0)
    }

    fn record(&self, op: &mut Operations) {
        op.add_column(self.0.as_str(), "came_at", Timestamp).nullable();
    }
}

fn tenants(op: &mut Operations) {
    op.create_table("tenants", |t| {
        t.column("name", Varchar(20)).primary_key();
        t.column("seats", BigInt);
    });
}

fn acme(op: &mut Operations) {
    op.run(CreateTenant { name: "acme", seats: 7 });
    op.run(CreateTenant { name: "b", seats: 1 });
}

#[test]
fn a_compound_goes_up_and_down_by_itself() {
    let acme_alone: fn(&mut Operations) = |op| op.run(CreateTenant { name: "acme", seats: 7 });
    for kind in Kind::ALL {
        let (top, answer) = round(kind, [tenants, acme_alone], "", "SELECT name, seats FROM tenants;");
        assert_eq!(answer, "acme\t7\n", "{kind}");
        assert!(top.contains("acme_orders") && top.contains("came_at"), "{kind}: {top}");
        assert_eq!(top.contains("ix_acme_orders_note"), kind != Kind::Sqlite, "{kind}: {top}");
    }
}

#[derive(Default)]
struct Told(Vec<String>);

impl Observe for Told {
    fn event(&mut self, event: Event<'_>) {
        if let Event::Operation { operation, .. } = event {
            self.0.push(operation.to_owned());
        }
    }
}

#[test]
fn what_a_compound_does_is_told_under_its_name() {
    let database = Database::create(Kind::Sqlite);
    let slow: fn(&mut Operations) = |op| {
        op.run(CreateTenant { name: "acme", seats: 7 });
        op.sql("UPDATE tenants SET seats = 8").reverse("UPDATE tenants SET seats = 7");
    };
    chain::set([tenants, slow]);
    let mut told = Told::default();
    Objects.upgrade_url(&database.url()).observe(&mut told).blocking().expect("the tenant is made");
    assert_eq!(
        told.0,
        [
            "create tenant: insert 1 row into `tenants`",
            "create tenant: create table `acme_orders`",
            "create tenant: log `acme_orders`: add column `came_at` to `acme_orders`",
            "run SQL `UPDATE tenants SET seats = 8`",
        ]
    );
    let mut told = Told::default();
    let back = Objects.downgrade_url(&database.url(), "first");
    back.consent(migrate_core::script::Consent::Destructive).observe(&mut told).blocking().expect("undone");
    assert_eq!(
        told.0[1..],
        [
            "undo create tenant: log `acme_orders`: drop column `came_at` of `acme_orders`",
            "undo create tenant: drop table `acme_orders`",
            "undo create tenant: delete 1 row of `tenants`",
        ]
    );
}

#[test]
fn errors_name_the_compound_and_the_place_where_it_is_run() {
    let line = line!() + 5;
    let twice: fn(&mut Operations) = |op| {
        op.create_table("acme_orders", |t| {
            t.column("id", BigInt);
        });
        op.run(CreateTenant { name: "acme", seats: 7 });
    };
    let error = {
        let database = Database::create(Kind::Sqlite);
        up(&database, [tenants, twice], "head").expect_err("there are no two tables of one name")
    };
    assert!(
        error.message().starts_with("revision `second` cannot create tenant: create table `acme_orders`: "),
        "{error:?}"
    );
    assert!(format!("{error:?}").contains(&format!("compounds.rs:{line}:")), "{error:?}");
    for kind in Kind::ALL {
        let database = Database::create(kind);
        database.sql("CREATE TABLE b_orders (id BIGINT);");
        let error = up(&database, [tenants, acme], "head").expect_err("the table is there");
        assert!(error.message().contains("create tenant: create table `b_orders`"), "{kind}: {error:?}");
    }
}
