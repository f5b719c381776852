//! Runs on MariaDB that are cut off at any query, and what the next run makes of what they left.

use migrate_core::operation::Operations;
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind};

use crate::chain::Record;
use crate::cut::{Cut, CutProxy};
use crate::rig::{revision, schema, up};

/// Two revisions, the rows between them, and what is asked behind them.
struct Case {
    revisions: [Record; 2],
    rows: &'static str,
    question: &'static str,
}

impl Case {
    fn start(&self) -> Database {
        let database = Database::create(Kind::MySql);
        up(&database, &self.revisions[..1], "r1").expect("the first revision is taken");
        database.sql(self.rows);
        database
    }

    /// The schema, and the answer. Foreign keys that come again come in another order.
    fn outcome(&self, database: &Database) -> (Vec<String>, String) {
        let schema = schema(database);
        let mut lines = schema.lines().map(|line| line.trim_end_matches(',').to_owned()).collect::<Vec<_>>();
        lines.sort();
        (lines, database.sql(self.question))
    }

    fn whole(&self) -> (Vec<String>, String) {
        let database = self.start();
        up(&database, &self.revisions, "r2").expect("the second revision is taken");
        self.outcome(&database)
    }

    /// Cuts the second revision off and goes on. Says whether there was anything to cut off.
    fn is_gone_on_with(&self, at: usize, cut: Cut, expected: &(Vec<String>, String)) -> bool {
        let database = self.start();
        let proxy = CutProxy::start(&database.url(), at, cut);
        crate::chain::set(&self.revisions);
        if crate::chain::Torture.upgrade_url(proxy.url()).to("r2").blocking().is_ok() {
            return false;
        }
        let again = up(&database, &self.revisions, "r2");
        assert!(again.is_ok(), "{cut:?} {at}: {again:?}\n{}", schema(&database));
        assert_eq!(self.outcome(&database), *expected, "{cut:?} {at}");
        true
    }
}

/// Cuts the second of two revisions off at every so many-th query, and goes on: it must end where a whole run ends.
fn cut_anywhere(
    [before, after]: [fn(&mut Operations); 2],
    (rows, question): (&'static str, &'static str),
    each: usize,
) -> String {
    let case = Case { revisions: [revision(before), revision(after)], rows, question };
    let expected = case.whole();
    for cut in [Cut::Before, Cut::After] {
        let cuts = (1..).step_by(each).take_while(|at| case.is_gone_on_with(*at, cut, &expected)).count();
        assert!(cuts * each > 5, "{cut:?}: only {cuts} cuts");
    }
    expected.1
}

#[test]
fn a_value_of_an_enum_that_two_tables_have_is_renamed_in_both_whenever_the_run_is_cut_off() {
    let before = |op: &mut Operations| {
        op.create_enum("stage", ["new", "open", "done"]);
        for table in ["deals", "orders"] {
            op.create_table(table, |t| {
                t.column("id", Integer).primary_key();
                t.column("stage", Enum("stage")).default("new");
                t.column("before", Enum("stage")).nullable();
            });
        }
    };
    let after = |op: &mut Operations| {
        op.rename_enum_value("stage", "new", "fresh");
        op.remove_enum_value("stage", "open").map_to("done");
        op.add_column("deals", "size", Integer).default(1);
    };
    let rows = "INSERT INTO deals VALUES (1, 'new', 'open'), (2, 'done', NULL);
        INSERT INTO orders VALUES (1, 'open', 'new'), (2, 'done', NULL);";
    let question = "SELECT * FROM deals ORDER BY id; SELECT * FROM orders ORDER BY id;";
    let values = cut_anywhere([before, after], (rows, question), 9);
    assert_eq!(values, "1\tfresh\tdone\t1\n2\tdone\tNULL\t1\n1\tdone\tfresh\n2\tdone\tNULL\n");
}

#[test]
fn a_key_that_is_widened_keeps_its_foreign_keys_whenever_the_run_is_cut_off() {
    let before = |op: &mut Operations| {
        op.create_table("people", |t| {
            t.column("id", Integer).identity().primary_key();
            t.column("boss_id", Integer).nullable().references("people", "id");
        });
        op.create_table("visits", |t| {
            t.column("id", Integer).primary_key();
            t.column("person_id", Integer).references("people", "id").on_delete(Cascade);
        });
    };
    let after = |op: &mut Operations| {
        op.set_key_type("people", "id", BigInt);
        op.add_column("visits", "size", Integer).default(1);
    };
    let rows = "INSERT INTO people VALUES (1, NULL), (2, 1); INSERT INTO visits VALUES (1, 2);";
    let question = "SELECT * FROM people ORDER BY id; SELECT * FROM visits ORDER BY id;";
    let values = cut_anywhere([before, after], (rows, question), 7);
    assert_eq!(values, "1\tNULL\n2\t1\n1\t2\t1\n");
}

#[test]
fn a_table_is_renamed_with_its_names_whenever_the_run_is_cut_off() {
    let before = |op: &mut Operations| {
        op.create_table("countries", |t| {
            t.column("code", Char(2)).primary_key();
        });
        op.create_table("accounts", |t| {
            t.column("id", Integer).identity().primary_key();
            t.column("country", Char(2)).references("countries", "code");
            t.column("title", Varchar(20)).unique();
            t.column("size", Integer).check("size > 0");
            t.index(["size"]);
        });
        op.create_table("visits", |t| {
            t.column("account_id", Integer).references("accounts", "id");
        });
    };
    let after = |op: &mut Operations| {
        op.add_column("countries", "name", Text).nullable();
        op.rename_table("accounts", "companies").with_names();
        op.add_column("companies", "note", Text).nullable();
    };
    let rows = "INSERT INTO countries VALUES ('de'); INSERT INTO accounts VALUES (1, 'de', 'a', 1);
        INSERT INTO visits VALUES (1);";
    let question = "SELECT * FROM companies; SELECT * FROM visits;";
    let values = cut_anywhere([before, after], (rows, question), 2);
    assert_eq!(values, "1\tde\ta\t1\tNULL\n1\n");
}
