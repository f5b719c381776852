//! The first revisions as Rust: the file is compiled with the tests, and records what makes the databases again.

use migrate_core::adopt::{adopt, models};
use migrate_core::operation::Recorded;
use migrate_core::site::Site;
use migrate_tests::written::{self, Sections};
use migrate_tests::{Kind, Product, product};

use crate::found::{inspect, load};

#[rustfmt::skip]
mod file;

const COMMAND: &str = "cargo test -p migrate-tests --test wild written";

fn sections() -> Sections {
    let section = |kind: Kind| {
        let operations = adopt(&inspect(&load(kind))).operations.into_iter();
        let recorded = operations.map(|operation| Recorded {
            operation,
            site: Site::DATABASE,
            dialects: None,
            compound: None,
        });
        (kind.dialect().name().to_owned(), recorded.collect())
    };
    Kind::ALL.map(section).into_iter().collect()
}

#[test]
fn what_is_written_of_a_database_records_what_makes_it() {
    let sections = sections();
    let (text, unwritten) = written::text(&sections);
    assert!(unwritten.is_empty(), "{unwritten:#?}");
    // The file is of MariaDB's.
    if product() == Product::MySql {
        assert!(text.contains("uuid_to_bin(uuid(), 1)"), "{text}");
        return;
    }
    written::expect("tests/wild/written/file.rs", &text, COMMAND);
    let faults = written::differences(file::ALL, &sections);
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert_eq!(file::ALL.len(), Kind::ALL.len());
}

#[test]
fn every_table_of_a_database_has_a_model() {
    for kind in Kind::ALL {
        let schema = inspect(&load(kind)).schema;
        let models = models(&schema);
        let tokens = models.text.parse::<proc_macro2::TokenStream>();
        assert!(tokens.is_ok(), "{kind}: {tokens:?}");
        let words: &[&str] = match kind {
            Kind::MySql if product() == Product::MySql => &["lower(email)", "uuid_to_bin(uuid(), 1)"],
            Kind::MySql => &[
                "mysql(on_update_now)",
                "on_delete = NoAction",
                "mysql(comment = \"as the key needs it\", using_btree)",
            ],
            Kind::Postgres => &["partition_by_range(", "partition_of("],
            Kind::Sqlite => &[],
        };
        for words in words {
            assert!(models.text.contains(words), "{kind}: {words}");
        }
        let (mut has, mut has_none) = (0, 0);
        for table in schema.tables() {
            let name = table.name.name.as_str();
            let words = [format!("name = {name:?}"), format!("name = r#\"{name}\"#")];
            if words.iter().any(|words| models.text.contains(words)) {
                has += 1;
            } else {
                // A partition, or a table without columns.
                let is_told = models.left_out.iter().any(|it| it.contains(&format!("`{}`", table.name)));
                assert!(is_told, "{kind}: {}", table.name);
                has_none += 1;
            }
        }
        let least = if kind == Kind::MySql && product() == Product::MySql { 8 } else { 45 };
        assert!(has >= least && has_none < 15, "{kind}: {has} and {has_none}");
    }
}
