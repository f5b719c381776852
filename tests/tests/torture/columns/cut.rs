//! Changes of columns that are cut off, and gone on with.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use super::lines;
use crate::chain::Record;
use crate::cut::{Cut, CutProxy};
use crate::rig::{revision, up};

pub(super) fn before(op: &mut Operations) {
    op.create_table("deals", |t| {
        t.column("id", Integer).primary_key();
        t.column("closed_at", Double).nullable();
        t.column("code", Varchar(20)).nullable().unique();
        t.column("grade", Varchar(9)).nullable().check("grade <> ''");
        t.column("note", Varchar(20)).nullable().default("none");
        t.index(["closed_at", "note"]);
    });
}

fn after(op: &mut Operations) {
    op.add_column("deals", "size", Integer).default(1);
    op.alter_column("deals", "closed_at", |c| {
        c.set_type(Timestamp).using("from_unixtime(closed_at)").reverse_using("unix_timestamp(closed_at)");
    });
    op.alter_column("deals", "note", |c| c.set_default("nothing"));
    op.alter_column("deals", "note", |c| c.not_null().fill("filled"));
    // The same type before and after: only the journal can tell whether it is done.
    op.alter_column("deals", "grade", |c| {
        c.set_type(Varchar(9)).using("concat('r', grade)").reverse_using("substr(grade, 2)");
    });
    op.replace_primary_key("deals", ["id", "size"]);
    op.alter_column("deals", "code", |c| {
        c.set_type(BigInt);
        c.not_null().fill(7);
    });
    op.rename_constraint("deals", "ck_deals_grade", "ck_grade");
}

#[test]
fn a_run_that_is_cut_off_at_any_query_is_gone_on_with() {
    let rows = "INSERT INTO deals (id, closed_at, code, grade, note) VALUES (1, 1700000000, '12', 'a', NULL), (2, NULL, NULL, NULL, 'x');";
    let revisions: [Record; 2] = [revision(before), revision(after)];
    let outcome = |database: &Database| {
        (
            lines(database),
            database.sql("SELECT id, closed_at, code, grade, note, size FROM deals ORDER BY id;"),
        )
    };
    let whole = Database::create(Kind::MySql);
    up(&whole, &revisions[..1], "r1").unwrap();
    whole.sql(rows);
    up(&whole, &revisions, "r2").unwrap();
    let (schema, values) = outcome(&whole);
    assert_eq!(values, "1\t2023-11-14 22:13:20.000000\t12\tra\tfilled\t1\n2\tNULL\t7\tNULL\tx\t1\n");
    // Cut off behind a query is much like before the next.
    for (cut, each) in [(Cut::Before, 2), (Cut::After, 5)] {
        for at in (1..).step_by(each) {
            let database = Database::create(Kind::MySql);
            up(&database, &revisions[..1], "r1").unwrap();
            database.sql(rows);
            let proxy = CutProxy::start(&database.url(), at, cut);
            crate::chain::set(&revisions);
            let result = crate::chain::Torture.upgrade_url(proxy.url()).to("r2").blocking();
            if proxy.seen() < at {
                result.unwrap();
                assert!(at > 30, "only {at} queries");
                break;
            }
            up(&database, &revisions, "r2").unwrap_or_else(|error| panic!("{cut:?} {at}: {error:?}"));
            assert_eq!(outcome(&database), (schema.clone(), values.clone()), "{cut:?} {at}");
        }
    }
}
