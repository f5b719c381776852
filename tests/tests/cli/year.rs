//! What projects do all year, from the first revision on, where only the database matters: on all databases.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn a_database_that_is_there_is_taken_over() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade -q 3f00aa");
        // As if nobody of ours had made the tables.
        crm.database().sql("DROP TABLE migrate_ledger;");
        crm.run("current").run("stamp 3f00aa").run("check").run("upgrade").run("check").run("current");
        crm.run("downgrade -1");
        assert_transcript!("taken_over", crm);
    }
}

#[test]
fn a_revision_is_undone_and_written_anew() {
    for kind in Kind::ALL {
        let mut tour = Transcript::on(kind, "ahead");
        tour.run("upgrade").run("downgrade b1 --yes").switch("behind");
        // The program has another one in its place now.
        tour.run("current").run("downgrade --stored --yes").run("upgrade").run("check");
        assert_transcript!("written_anew", tour);
    }
}
