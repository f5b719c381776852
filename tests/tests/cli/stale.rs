//! A program beside sources that are not those it was built of.

use std::fs;
use std::path::{Path, PathBuf};

use crate::transcript::Transcript;

/// Where the compiler found the chain, below the workspace.
const FOLDER: &str = "tests/src/bin/chains/crm";

/// A copy of the chain's sources below a folder, and the folder of its revisions.
fn copied() -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().expect("a folder can be made");
    let folder = root.path().join(FOLDER);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FOLDER);
    for file in fs::read_dir(from).expect("the chain has sources") {
        let file = file.expect("a folder lists its files");
        fs::copy(file.path(), folder.join(file.file_name())).expect("a file can be copied");
    }
    (root, folder)
}

fn check(transcript: &mut Transcript, root: &Path) {
    let typed = "check --offline";
    let output = transcript.command().current_dir(root).args(typed.split(' ')).output();
    transcript.write(typed, &output.expect("the binary can be run"));
}

#[test]
fn a_check_compares_the_program_with_the_sources() {
    let (root, folder) = copied();
    let mut crm = Transcript::offline("crm");
    check(&mut crm, root.path());
    let third = folder.join("r03_notes.rs");
    let text = fs::read_to_string(&third).expect("the revision has a file");
    // Another checkout may end its lines otherwise.
    fs::write(&third, text.replace('\n', "\r\n")).expect("the file can be written");
    check(&mut crm, root.path());
    fs::write(&third, text.replace("r03", "r 03") + "// edited\n").expect("the file can be written");
    check(&mut crm, root.path());
    let added = folder.join("r06_more.rs");
    fs::write(
        &added,
        "#[migrate_core::revision(id = \"6\", down = \"4c4c4c\")]\nfn upgrade(_: &mut Operations) {}\n",
    )
    .expect("the file can be written");
    check(&mut crm, root.path());
    fs::write(&third, &text).expect("the file can be written");
    check(&mut crm, root.path());
    let module = folder.join("mod.rs");
    let lines = fs::read_to_string(&module).expect("the chain has a file");
    fs::write(&module, format!("mod r06_more;\n{lines}")).expect("the file can be written");
    check(&mut crm, root.path());
    fs::remove_file(&third).expect("the file is there");
    fs::remove_file(&added).expect("the file is there");
    check(&mut crm, root.path());
    // Another project may have its files in the same places: these are not the program's, whose own lie around it.
    fs::write(&module, "migrate_core::chain!(pub Crm = \"other\");\n").expect("the file can be written");
    check(&mut crm, root.path());
    insta::assert_snapshot!(crm.text());
}
