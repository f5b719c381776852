//! The list is whole: whatever an author can write stands in an example.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use migrate_core::dialect::Dialect;
use migrate_tests::catalogue::{groups, lowered, shop};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|it| it == "rs") {
            out.push(path);
        }
    }
}

/// The methods of `Operations` and of its builders, which are those that change what is recorded.
fn methods() -> BTreeSet<String> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrate-core/src");
    let mut paths = vec![core.join("session/data_step.rs")];
    files(&core.join("operation"), &mut paths);
    let mut methods = BTreeSet::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("the file can be read");
        for block in text.split("\nimpl").skip(1) {
            let Some((head, body)) = block.split_once("{\n") else { continue };
            let is_recorded = head.contains("Builder") || head.trim() == "Operations";
            let body = body.split_once("\n}").map_or(body, |(body, _)| body);
            for method in body.split("    pub fn ").skip(1).filter(|_| is_recorded && !head.contains(" for "))
            {
                let end = method.find(|c: char| c != '_' && !c.is_alphanumeric()).expect("a name has an end");
                methods.insert(method[..end].to_owned());
            }
        }
    }
    for not_an_authors in ["add", "record", "record_with"] {
        methods.remove(not_an_authors);
    }
    methods
}

#[test]
fn every_method_stands_in_an_example_of_the_page() {
    let groups = groups();
    let texts = groups.iter().flat_map(|group| &group.examples).map(|example| example.code.text());
    // The page begins with the tables that its examples work on.
    let text = [shop().text()].into_iter().chain(texts).collect::<Vec<_>>().concat();
    let methods = methods();
    assert!(methods.len() > 100, "{methods:?}");
    let missing = methods.iter().filter(|method| !text.contains(&format!(".{method}(")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new(), "add them to tests/src/catalogue");
}

#[test]
fn names_are_unique_and_examples_do_something_somewhere() {
    let groups = groups();
    let examples = groups.iter().flat_map(|group| &group.examples).collect::<Vec<_>>();
    let slugs = examples.iter().map(|example| example.slug()).collect::<BTreeSet<_>>();
    assert_eq!(slugs.len(), examples.len());
    for example in examples {
        let words = Dialect::ALL.map(|dialect| lowered::words(example, dialect));
        assert!(words.iter().any(|words| !words.is_empty()), "{}", example.name);
    }
}
