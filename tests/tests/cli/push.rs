//! Models pushed to a database: what is told of it.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn a_push_tells_what_it_does_and_what_it_leaves_alone() {
    for kind in Kind::ALL {
        let mut helpdesk = Transcript::on(kind, "helpdesk");
        helpdesk.run("push");
        helpdesk.run("push --chain all --plan").run("push --chain all").run("push --chain all");
        helpdesk.database().sql(
            "ALTER TABLE users ADD COLUMN height INT; CREATE TABLE strangers (id INT PRIMARY KEY);
             INSERT INTO users (email, height) VALUES ('a@b.c', 7);",
        );
        helpdesk.run("push --chain accounts");
        helpdesk.run("push --chain accounts --exclude us*");
        helpdesk.run("push --chain accounts --allow destructive --format json");
        helpdesk.run("push --prefix x_").run("check --drift --chain accounts --include users");
        assert_transcript!(format!("push_on_{kind}"), helpdesk);
    }
}
