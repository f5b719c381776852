//! The chain as a picture.

use std::fs;

use migrate_tests::Kind;

use crate::transcript::Transcript;

#[test]
fn a_chain_is_drawn_in_words_and_pictures() {
    let mut orchard = Transcript::offline("orchard");
    for typed in [
        "graph",
        "graph --format dot",
        "graph --format svg",
        "graph --format html",
        "graph -r 2a01:2a03 --format mermaid",
        "graph -r :nowhere",
        "graph -o picture",
        "graph -o picture.png",
        "graph -o /nowhere/picture.svg",
        "graph --format png",
    ] {
        orchard.run(typed);
    }
    insta::assert_snapshot!(orchard.text());
}

#[test]
fn what_is_applied_is_marked_where_a_database_is_asked() {
    for kind in Kind::ALL {
        let mut orchard = Transcript::on(kind, "orchard");
        orchard.run("upgrade -q net@head");
        for format in ["mermaid", "dot", "svg", "html"] {
            orchard.run(&format!("graph -i --format {format}"));
        }
        orchard.run("graph -r current:");
        insta::assert_snapshot!("applied", orchard.text());
    }
}

#[test]
fn a_file_says_how_it_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let crm = Transcript::offline("crm");
    for (name, begins) in [
        ("chain.html", "<!DOCTYPE html>\n"),
        ("chain.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" "),
        ("chain.mmd", "flowchart BT\n"),
        ("chain.dot", "digraph \"crm\" {\n"),
    ] {
        let file = folder.path().join(name);
        let status = crm.command().args(["graph", "-q", "-o"]).arg(&file).status();
        assert!(status.expect("the binary can be run").success(), "{name}");
        let text = fs::read_to_string(&file).expect("the file is written");
        assert!(text.starts_with(begins), "{text}");
    }
}
