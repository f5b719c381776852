//! The examples, written as Rust by the toolkit: the file is compiled with the tests, and records what the examples do.

use migrate_core::operation::Operations;
use migrate_tests::catalogue::{Code, groups};
use migrate_tests::written::{self, Sections};

#[rustfmt::skip]
mod file;

const COMMAND: &str = "cargo test -p migrate-tests --test catalogue written";

fn sections() -> Sections {
    let mut sections = Sections::new();
    for example in groups().into_iter().flat_map(|group| group.examples) {
        let parts = [("of", Some(example.base)), ("before", example.before), ("", Some(example.code))];
        for (part, code) in parts {
            let Some(Code { record, .. }) = code else { continue };
            let recorded = Operations::record(record);
            let slug = format!("{} {part}", example.slug().replace('_', " "));
            let name = slug.split_whitespace().collect::<Vec<_>>().join("_");
            // Examples on the same tables: one of them will do.
            let is_known = part == "of"
                && sections.values().any(|known: &Vec<_>| {
                    known.iter().map(|known| &known.operation).eq(recorded.iter().map(|it| &it.operation))
                });
            if !is_known {
                sections.insert(name, recorded);
            }
        }
    }
    sections
}

#[test]
fn what_is_written_of_an_example_records_the_example() {
    let sections = sections();
    let (text, unwritten) = written::text(&sections);
    let unwritten = unwritten.iter().map(ToString::to_string).collect::<Vec<_>>();
    let function = "what it runs is a function, of which the text is not known";
    assert!(unwritten.iter().all(|fault| fault.ends_with(function)), "{unwritten:#?}");
    assert!(unwritten.len() < 5, "{unwritten:#?}");
    written::expect("tests/catalogue/written/file.rs", &text, COMMAND);
    let faults = written::differences(file::ALL, &sections);
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert_eq!(file::ALL.len() + unwritten.len(), sections.len());
}
