//! Operations as Rust, in a file that the tests are compiled with: what it records is compared with what it was made of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use migrate_core::operation::{Operation, Operations, Recorded};
use migrate_core::site::Site;
use migrate_core::source::{self, Unwritten};

/// Functions and their names, as a written file has them.
pub type Functions = [(&'static str, fn(&mut Operations))];

/// What was recorded, by a name that is one of Rust.
pub type Sections = BTreeMap<String, Vec<Recorded>>;

/// The text of a file with a function for each section, and the operations that have no words.
pub fn text(sections: &Sections) -> (String, Vec<Unwritten>) {
    let (mut list, mut functions, mut unwritten) = (String::new(), String::new(), Vec::new());
    for (name, recorded) in sections {
        match source::body(&source::pieces(recorded)) {
            Ok(body) => {
                let _ = writeln!(list, "    (\"{name}\", {name}),");
                let argument = if body.is_empty() { "_op" } else { "op" };
                let _ = write!(functions, "\nfn {name}({argument}: &mut Operations) {{\n{body}}}\n");
            }
            Err(error) => unwritten.push(error),
        }
    }
    let head = "//! Written by `MIGRATE_WRITE_DOCS=1`, as a test says whose name is in its message.\n\n\
                use migrate_core::prelude::*;\n\n\
                pub(crate) const ALL: &migrate_tests::written::Functions = &[\n";
    (format!("{head}{list}];\n{functions}"), unwritten)
}

/// Looks whether a file below `tests/` is this text, or writes it.
///
/// # Panics
/// When it is not.
pub fn expect(file: &str, text: &str, command: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("MIGRATE_WRITE_DOCS").is_some() {
        fs::write(&path, text).expect("the file can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let differs = text.lines().zip(found.lines().chain(std::iter::repeat(""))).find(|(one, two)| one != two);
    assert!(
        text == found,
        "tests/{file} is stale, from {differs:?}\nhelp: type `MIGRATE_WRITE_DOCS=1 {command}` twice, since it is compiled"
    );
}

/// What differs between what functions record and what they were made of, but for the names of compounds.
pub fn differences(functions: &Functions, sections: &Sections) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, function) in functions {
        let Some(wanted) = sections.get(*name) else {
            faults.push(format!("{name}: nobody knows it"));
            continue;
        };
        let plain = |recorded: &[Recorded]| {
            let plain = |recorded: &Recorded| (without_sites(recorded.operation.clone()), recorded.dialects);
            recorded.iter().map(plain).collect::<Vec<_>>()
        };
        let found = Operations::record(function);
        for (wanted, found) in plain(wanted).iter().zip(plain(&found)) {
            if *wanted != found {
                faults.push(format!("{name}: {wanted:#?}\nbecame {found:#?}"));
            }
        }
        if found.len() != wanted.len() {
            faults.push(format!("{name}: {} operations became {}", wanted.len(), found.len()));
        }
    }
    faults
}

/// An operation as if all of it stood in one place.
fn without_sites(mut operation: Operation) -> Operation {
    if let Operation::Sql(sql) = &mut operation {
        for recorded in &mut sql.effect {
            recorded.site = Site::LEDGER;
        }
    }
    operation
}
