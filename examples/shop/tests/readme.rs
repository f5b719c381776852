//! The README says what is true: its tables are those of the code, its files are those of the quick start.
#![expect(clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use migrate_cli::ExitStatus;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = workspace().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The code blocks that stand behind `<!-- file: path -->`, with that path.
fn files(readme: &str) -> Vec<(&str, &str)> {
    let blocks = readme.split("<!-- file: ").skip(1).map(|rest| {
        let (path, rest) = rest.split_once(" -->\n```rs\n").expect("a block of Rust stands behind its path");
        let (text, _) = rest.split_once("```").expect("a block has an end");
        (path, text)
    });
    blocks.collect()
}

#[test]
fn files_are_those_of_the_quick_start() {
    let readme = read("README.md");
    let files = files(&readme);
    assert_eq!(files.len(), 5);
    for (path, text) in files {
        assert_eq!(read(Path::new("examples/quickstart").join(path)), text, "{path}");
    }
}

#[test]
fn the_table_of_types_is_that_of_the_code() {
    let types = read("migrate-core/src/schema/types.rs");
    let rows = types.lines().filter_map(|line| line.strip_prefix("/// |"));
    let table = rows.map(|row| format!("|{row}\n")).collect::<Vec<_>>().concat();
    assert!(table.lines().count() > 20, "{table}");
    assert!(read("README.md").contains(&table), "the README lacks this table:\n{table}");
}

#[test]
fn the_table_of_operations_has_all_that_can_be_recorded() {
    let readme = read("README.md");
    let folder = workspace().join("migrate-core/src/operation");
    let mut recorded = vec!["data_step".to_owned()];
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let (folders, mut files) = entries(&folder).into_iter().partition::<Vec<_>, _>(|entry| entry.is_dir());
    files.extend(folders.iter().flat_map(|folder| entries(folder)));
    for file in files.iter().filter(|file| file.is_file()) {
        let text = fs::read_to_string(file).unwrap();
        // The methods of `Operations` are those that take it and stand in an `impl Operations`.
        for block in text.split("\nimpl Operations {").skip(1) {
            let block = block.split_once("\n}").map_or(block, |(block, _)| block);
            for method in block.split("    pub fn ").skip(1) {
                let end = method.find(|c: char| c != '_' && !c.is_alphanumeric()).expect("a name has an end");
                let (name, signature) = method.split_at(end);
                if signature.split('{').next().is_some_and(|head| head.contains("&mut self")) {
                    recorded.push(name.to_owned());
                }
            }
        }
    }
    assert!(recorded.len() > 15, "{recorded:?}");
    for method in recorded {
        assert!(readme.contains(&format!("`op.{method}")), "the README does not name `op.{method}`");
    }
}

#[test]
fn the_exit_codes_are_those_of_the_command_line() {
    let table = ExitStatus::ALL.map(|status| format!("| {} | {} |\n", status.code(), status.meaning()));
    assert!(read("README.md").contains(&table.concat()), "the README lacks this table:\n{}", table.concat());
}

#[test]
fn the_shown_compile_error_is_the_compilers() {
    let recorded = read("tests/ui/fail/down_names_no_revision.stderr");
    let first = recorded.lines().next().expect("a recorded error has lines");
    assert!(read("README.md").contains(first), "the README lacks {first:?}");
}

#[test]
fn links_lead_to_files() {
    for page in ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md"] {
        let text = read(page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (link, _) in links.filter(|(link, _)| !link.contains("://")) {
            assert!(workspace().join(link).exists(), "{page} links to {link}");
        }
    }
}
