//! Names with a prefix: what is typed, what the configuration says, and what is wrong.

use migrate_tests::Kind;

use crate::configuration::Folder;
use crate::transcript::{Transcript, assert_transcript};

#[test]
fn two_installations_in_one_database() {
    for kind in Kind::ALL {
        let mut forked = Transcript::on(kind, "forked");
        forked
            .run("upgrade heads --prefix irma_")
            .run("current --prefix irma_")
            .run("current")
            .run("upgrade left")
            .run("status --prefix irma_")
            .run("downgrade base --allow destructive --prefix irma_")
            .run("current");
        assert_transcript!(format!("two_installations_on_{}", kind.dialect().name()), forked);
        let tables = migrate_tests::dump(forked.database(), migrate_tests::Ledger::Included);
        assert!(tables.contains("irma_migrate_ledger") && !tables.contains("irma_trunk"), "{tables}");
    }
}

#[test]
fn what_is_printed_has_the_prefix() {
    let mut crm = Transcript::on(Kind::Sqlite, "crm");
    crm.run("plan 2d97 --prefix irma_").run("schema 2d97 --prefix irma_");
    assert_transcript!("what_is_printed_has_the_prefix", crm);
    // A script does what a run would do, to the same names.
    let script = crm.command().args(["upgrade", "--sql", "2d97", "--prefix", "irma_"]).output();
    let script = script.expect("the binary can be run").stdout;
    crm.database().sql(&String::from_utf8(script).expect("it prints UTF-8"));
    crm.run("current --prefix irma_").run("current").run("ensure-version --prefix irma_");
    assert_transcript!("a_script_has_the_prefix", crm);
}

#[test]
fn what_is_wrong_with_a_prefix_is_told() {
    let mut crm = Transcript::on(Kind::Sqlite, "crm");
    crm.run("upgrade --prefix Irma").run("upgrade --prefix ix_").run("upgrade --prefix irma_");
    assert_transcript!("what_is_wrong_with_a_prefix_is_told", crm);
}

#[test]
fn the_prefix_of_the_file_holds() {
    let file = "prefix = 'irma_'\ndatabase_url = 'sqlite://shop.db?mode=rwc'\n";
    let mut forked = Folder::new("forked", &[("migrate.toml", file)]);
    forked.run("upgrade -q heads").run("config").run("current").run("current --prefix other_");
    forked.put(
        "migrate.toml",
        "database_url = 'sqlite://shop.db?mode=rwc'\n[chain.forked]\nprefix = '${WHO:-my}_'",
    );
    // The one ledger knows nothing of the installation that has its own.
    forked.run("current").run("upgrade -q heads").run("schema").run("schema heads");
    forked.run("config").run("config --format json");
    forked.set(&[("WHO", "No")]).run("current");
    forked
        .put("migrate.toml", "[chain.forkd]\nprefix = 'my_'\n[chain.elsewhere]\nprefix = 'their_'")
        .set(&[])
        .run("current");
    forked.put("migrate.toml", "[chain.elsewhere]\nprefix = 'their_'").run("config");
    forked.put("migrate.toml", "[chain.forked]\nprefx = 'my_'").set(&[]).run("current");
    insta::assert_snapshot!(forked.text());
}
