//! The text that a run carries to its data steps.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn a_tag_reaches_the_data_steps() {
    for kind in Kind::ALL {
        let mut tagged = Transcript::on(kind, "tagged");
        tagged.run("upgrade").run("upgrade --tag acme");
        assert_eq!(tagged.database().sql("SELECT name FROM tenants").trim(), "acme");
        tagged.run("downgrade base --allow destructive --tag other");
        tagged.run("downgrade base --allow destructive --tag acme");
        assert_transcript!(format!("tag_{kind}"), tagged);
    }
}
