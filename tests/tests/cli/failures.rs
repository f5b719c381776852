//! What goes wrong, how it is said, and with which exit code.

use migrate_tests::Kind;

use crate::transcript::{Transcript, assert_transcript};

#[test]
fn targets_that_lead_nowhere() {
    let mut crm = Transcript::on(Kind::Sqlite, "crm");
    crm.run("upgrade 2")
        .run("upgrade 1975ea83b7120")
        .run("upgrade base")
        .run("upgrade -1")
        .run("upgrade +0")
        .run("upgrade +1x")
        .run("upgrade +9")
        .run("upgrade +2")
        .run("downgrade")
        .run("downgrade head")
        .run("downgrade +1")
        .run("downgrade 3f")
        .run("plan --downgrade")
        .run("upgrade 3f00aa -q")
        .run("upgrade 1975")
        .run("downgrade -2")
        .run("downgrade -9");
    assert_transcript!("targets", crm);
}

#[test]
fn one_head_of_several_must_be_named() {
    let mut forked = Transcript::on(Kind::Sqlite, "forked");
    forked
        .run("upgrade")
        .run("upgrade bbb")
        .run("upgrade bbb2")
        .run("upgrade heads")
        .run("current")
        .run("downgrade -1");
    assert_transcript!("several_heads", forked);
}

#[test]
fn a_revision_that_fails() {
    for kind in Kind::ALL {
        let mut failing = Transcript::on(kind, "failing");
        failing.run("upgrade").run("current").run("plan").run("upgrade").run("downgrade -1");
        assert_transcript!(format!("failing_{kind}"), failing);
    }
}

#[test]
fn a_revision_without_a_way_back() {
    for kind in Kind::ALL {
        let mut stuck = Transcript::on(kind, "stuck");
        stuck.run("upgrade").run("downgrade base").run("plan --downgrade base").run("current");
        assert_transcript!("stuck", stuck);
    }
}

#[test]
fn a_ledger_of_revisions_that_the_program_lacks() {
    for kind in Kind::ALL {
        let mut crm = Transcript::on(kind, "crm");
        crm.run("upgrade +1");
        crm.database().sql("UPDATE migrate_ledger SET revision = 'fffff' WHERE revision = '1975ea83b712';");
        crm.run("current").run("current -v").run("upgrade").run("history -i");
        assert_transcript!("unknown_revision", crm);
    }
}

#[test]
fn no_database_is_named() {
    let mut crm = Transcript::offline("crm");
    crm.run("upgrade").run("current").run("plan").run("stamp head").run("downgrade base").run("history -i");
    assert_transcript!("no_url", crm);
}

#[test]
fn a_database_that_cannot_be_reached() {
    let mut crm = Transcript::offline("crm");
    // Nobody listens on the port of tcpmux.
    crm.run("current --database-url postgres://ann:s3cret@127.0.0.1:1/shop")
        .run("upgrade --database-url mysql://ann:s3cret@127.0.0.1:1/shop")
        .run("upgrade --database-url sqlite:///no/such/folder/shop.db?mode=rwc")
        .run("upgrade --database-url sqlite:///no/such/folder/shop.db")
        .run("upgrade --database-url oracle://ann:s3cret@host/shop")
        .run("upgrade --database-url nonsense")
        .run("current --ledger a.b.c --database-url sqlite::memory:");
    assert!(!crm.text().contains("s3cret\n"));
    assert_transcript!("unreachable", crm);
}

#[test]
fn a_password_is_never_printed() {
    for kind in [Kind::MySql, Kind::Postgres] {
        let crm = Transcript::on(kind, "crm");
        let url = crm.database().url().replacen("://", "://nobody-", 1).replacen("@127", "-s3cret@127", 1);
        for typed in [
            vec!["upgrade", "--database-url", &url],
            vec!["upgrade", "-v", "--database-url", &url],
            vec!["current", "--database-url", &url],
            vec!["upgrade", &url],
            vec![&url],
            vec!["upgrade", "--help", "--database-url", &url],
            vec!["--lock-wait", &url],
        ] {
            let output =
                crm.command().env("DATABASE_URL", &url).args(&typed).output().expect("it can be run");
            let text =
                [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
            assert!(!text.is_empty() && !text.contains("s3cret"), "{typed:?}:\n{text}");
        }
    }
}
