//! Folders of sources, and the graphs that are read from them.

use std::fs;
use std::path::Path;

use migrate_source::{Graph, Sources, Standing, judge, standing};
use tempfile::TempDir;

/// Writes files into a folder of their own.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder above")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    folder
}

fn graph(folder: &Path, file: &str) -> Graph {
    let mut graphs = Sources::read(&folder.join(file)).expect("sources").graphs();
    assert_eq!(graphs.len(), 1, "one chain");
    graphs.remove(0)
}

/// The graph of one file that holds all its revisions in inline modules.
fn inline(text: &str) -> Graph {
    let folder = folder(&[("mod.rs", format!("{text}\nchain!(pub Shop = \"shop\");\n").as_bytes())]);
    graph(folder.path(), "mod.rs")
}

fn ids(graph: &Graph) -> Vec<&str> {
    graph.revisions.iter().map(|revision| revision.id.text.as_str()).collect()
}

/// What is wrong, without the names of temporary folders.
fn problems(graph: &Graph) -> Vec<String> {
    let folder = migrate_source::path_text(graph.site.file.parent().expect("a folder"));
    let text = |problem| format!("{problem}").replace(&format!("{folder}/"), "");
    judge(graph).iter().map(text).collect()
}

fn revision(id: &str, down: &str) -> String {
    let down = if down.is_empty() { String::new() } else { format!(", down = {down}") };
    format!("#[revision(id = \"{id}\"{down})]\nfn upgrade(op: &mut Operations) {{}}\n")
}

fn module(id: &str, down: &str) -> String {
    format!("mod m_{id} {{\n{}}}\n", revision(id, down))
}

#[test]
fn files_are_followed_as_rustc_follows_them() {
    let file = |id: &str, down: &str| revision(id, down).into_bytes();
    let folder = folder(&[
        (
            "src/migrations.rs",
            b"mod a;\nmod b;\n#[path = \"elsewhere/c.rs\"]\nmod c;\nmod inner {\n  mod d;\n}\nmod r#mod;\n\
              migrate_core::chain!(pub Shop = \"shop\");\n",
        ),
        ("src/migrations/a.rs", &file("a", "")),
        ("src/migrations/b/mod.rs", &[&b"mod deeper;\n"[..], &file("b", "\"a\"")].concat()),
        (
            "src/migrations/b/deeper.rs",
            b"#[revision(id = \"e\", down = \"d\", chain = super::super::Shop)]\nfn up(op: &mut Operations) {}\n",
        ),
        ("src/elsewhere/c.rs", &file("c", "\"b\"")),
        (
            "src/migrations/inner/d.rs",
            b"#[revision(id = \"d\", down = \"c\", chain = crate::migrations::Shop)]\nfn up(op: &mut Operations) {}\n",
        ),
        ("src/migrations/mod.rs", &file("f", "\"e\"")),
    ]);
    let graph = graph(folder.path(), "src/migrations.rs");
    assert_eq!(ids(&graph), ["a", "e", "b", "c", "d", "f"]);
    assert_eq!(problems(&graph), [""; 0]);
    assert!(graph.is_complete());
    assert_eq!(graph.heads().iter().map(|head| head.id.text.as_str()).collect::<Vec<_>>(), ["f"]);
    assert_eq!((graph.type_name.as_str(), graph.name.as_deref()), ("Shop", Some("shop")));
}

#[test]
fn the_root_of_a_crate_has_its_modules_beside_it() {
    let folder = folder(&[
        ("lib.rs", b"mod a;\nchain!(Shop = \"shop\");\n"),
        ("a.rs", revision("a", "").as_bytes()),
        ("example.rs", b"mod a;\nchain!(Shop = \"shop\");\n"),
    ]);
    assert_eq!(ids(&graph(folder.path(), "lib.rs")), ["a"]);
    assert_eq!(ids(&graph(folder.path(), "example.rs")), ["a"]);
}

#[test]
fn places_and_messages_are_those_of_the_file() {
    let text = "\u{FEFF}//! Not the message.\r\n\r\n/// Adds *é*.\r\n/** More. */\r\n#[doc = \"Last.\"]\r\n\
                #[migrate_core::revision(/* é */ id = r\"a\",\r\n  branch = \"b-1\", downgrade = self::undo)]\r\n\
                pub(crate) fn first(op: &mut Operations) { \"}\"; }\r\n";
    let folder = folder(&[("mod.rs", b"mod a;\nchain!(Shop = \"shop\");"), ("a.rs", text.as_bytes())]);
    let graph = graph(folder.path(), "mod.rs");
    let revision = graph.find("a").unwrap();
    assert_eq!(revision.message, "Adds *é*.\nMore.\nLast.");
    assert_eq!(revision.function.as_deref(), Some("first"));
    assert_eq!(revision.downgrade.as_deref(), Some("self::undo"));
    assert_eq!(revision.site.place.to_string(), "6:1");
    assert_eq!(revision.id.site.place.to_string(), "6:39");
    assert_eq!(revision.branch.as_ref().unwrap().site.place.to_string(), "7:12");
    assert_eq!(revision.modules, ["a"]);
}

#[test]
fn revisions_in_text_and_comments_are_none() {
    let graph = inline(
        "// #[revision(id = \"x\")] fn f() {}\n/* mod y; */ const T: &str = r#\"#[revision(id = \"z\")] fn f() {}\"#;\n\
         fn helper() { let _ = \"#[revision]\"; mod inside {} }\nstatic S: [u8; 1] = { [1] };\n\
         impl Thing for S where Self: Sized { fn f() {} }\nmod a {\n  //! mod b;\n  #[revision(id = \"a\")] fn f() {}\n}",
    );
    assert_eq!(ids(&graph), ["a"]);
    assert!(!graph.unseen);
}

#[test]
fn cfg_makes_a_revision_conditional() {
    let graph = inline(
        "#[cfg(unix)] mod a { #[revision(id = \"a\")] fn f() {} }\n\
         mod b { #![cfg(unix)] #[revision(id = \"b\", down = \"a\")] fn f() {} }\n\
         mod c { #[cfg_attr(unix, revision(id = \"c\", down = \"b\"))] fn f() {} }\n\
         mod d { #[cfg(unix)] #[revision(id = \"d\", down = \"c\")] fn f() {} }\n\
         #[cfg(unix)] mod e { mod deep { #[revision(id = \"e\", down = \"d\", chain = super::super::Shop)] fn f() {} } }\n\
         mod f { #[revision(id = \"f\", down = \"e\")] fn f() {} }",
    );
    let conditional = graph.revisions.iter().map(|revision| revision.conditional).collect::<Vec<_>>();
    assert_eq!(conditional, [true, true, true, true, true, false]);
    assert!(!graph.is_complete());
    assert_eq!(problems(&graph), [""; 0]);
}

#[test]
fn a_missing_file_is_a_problem_unless_a_cfg_may_remove_it() {
    let folder = folder(&[("mod.rs", b"mod a;\n#[cfg(windows)]\nmod b;\nchain!(Shop = \"shop\");")]);
    let graph = graph(folder.path(), "mod.rs");
    assert_eq!(problems(&graph), ["`mod a;` leads to no file; make `a.rs` or remove the line"]);
}

#[test]
fn a_file_that_is_no_text_counts_as_missing() {
    let folder = folder(&[("mod.rs", b"mod a;\nchain!(Shop = \"shop\");"), ("a.rs", b"\xFF\xFE")]);
    assert_eq!(graph(folder.path(), "mod.rs").missing.len(), 1);
    assert!(Sources::read(&folder.path().join("a.rs")).is_err());
    assert!(Sources::read(&folder.path().join("none.rs")).is_err());
}

#[test]
fn a_file_that_leads_to_itself_ends() {
    let folder = folder(&[("mod.rs", b"#[path = \"mod.rs\"]\nmod again;\nchain!(Shop = \"shop\");")]);
    assert!(!Sources::read(&folder.path().join("mod.rs")).unwrap().graphs().is_empty());
}

#[test]
fn files_that_no_mod_line_names_are_found() {
    let folder = folder(&[
        ("mod.rs", b"mod a;\nchain!(Shop = \"shop\");"),
        ("a.rs", revision("a", "").as_bytes()),
        ("c/mod.rs", revision("c", "\"b\"").as_bytes()),
        ("b.rs", revision("b", "\"a\"").as_bytes()),
        ("text.rs", b"// revision\nconst R: &str = \"#[revision(id = 1)]\";"),
        ("other_chain.rs", b"mod z { #[revision(id = \"z\")] fn f() {} }\nchain!(Other = \"other\");"),
    ]);
    let problems = problems(&graph(folder.path(), "mod.rs"));
    assert_eq!(problems.len(), 2);
    assert!(
        problems[0].contains("b.rs` holds a revision, but no `mod` line names it; add `mod b;` to `mod.rs`")
    );
    assert!(problems[1].contains("c/mod.rs`"));
}

#[test]
fn macros_and_modules_elsewhere_leave_it_to_the_compiler() {
    assert!(inline("make_revisions!();").unseen);
    assert!(!inline("thread_local! { static X: u8 = 1; } macro_rules! m { () => {}; }").unseen);
    let folder = folder(&[
        ("Cargo.toml", b""),
        ("src/lib.rs", b"mod migrations; mod other;"),
        ("src/migrations/mod.rs", b"chain!(pub Shop = \"shop\");"),
        ("src/other.rs", b"#[revision(id = \"a\", chain = crate::migrations::Shop)] fn f() {}"),
    ]);
    assert!(graph(folder.path(), "src/migrations/mod.rs").unseen);
    fs::write(folder.path().join("src/other.rs"), "// a revision of the chain\nfn revision() {}").unwrap();
    assert!(!graph(folder.path(), "src/migrations/mod.rs").unseen);
}

#[test]
fn several_chains_keep_their_revisions_apart() {
    let a = module("a", "");
    let text = format!("mod x {{\n{a}chain!(X = \"x\");\n}}\nmod y {{\n{a}chain!(Y = \"y\");\n}}\n");
    let folder = folder(&[("mod.rs", text.as_bytes())]);
    let graphs = Sources::read(&folder.path().join("mod.rs")).unwrap().graphs();
    assert_eq!(graphs.iter().map(ids).collect::<Vec<_>>(), [["a"], ["a"]]);
    assert!(graphs.iter().all(|graph| judge(graph).is_empty()));
}

#[test]
fn a_revision_beside_its_chain_is_told_from_one_below() {
    let text = "#[revision(id = \"a\")]\nfn a(op: &mut Operations) {}\nmod b {\n#[revision(id = \"b\")]\nfn b() {}\n}\n\
                chain!(Shop = \"shop\");\n";
    let below = revision("a", "");
    let folder =
        folder(&[("x.rs", text.as_bytes()), ("y.rs", below.as_bytes()), ("lib.rs", below.as_bytes())]);
    let standing = |file: &str, line| standing(&folder.path().join(file), line);
    assert_eq!(standing("x.rs", 1), Standing::BesideChain);
    assert_eq!(standing("x.rs", 4), Standing::InModule);
    assert_eq!(standing("y.rs", 1), Standing::InModule);
    assert_eq!(standing("lib.rs", 1), Standing::BesideChain);
    assert_eq!(ids(&graph(folder.path(), "x.rs")), ["a", "b"]);
}

#[test]
fn a_revision_in_a_body_is_misplaced_and_counts_for_nothing() {
    let body = format!("{{\n{}}}\n", revision("a", "\"b\""));
    for head in ["fn outer()", "impl Users", "trait Users", "pub(crate) const X: () ="] {
        let text = format!(
            "mod m {{\n{head} {body};}}\nmod n {{ /* #[revision] */ fn f() {{ \"#[revision(x)]\"; }} }}\n"
        );
        let folder = folder(&[("mod.rs", format!("{text}chain!(pub Shop = \"shop\");\n").as_bytes())]);
        let graph = graph(folder.path(), "mod.rs");
        assert_eq!((graph.revisions.len(), graph.unnamed.len()), (0, 1), "{head}");
        assert_eq!(standing(&graph.site.file, 3), Standing::Misplaced, "{head}");
        assert!(problems(&graph)[0].starts_with("a revision stands in a module"), "{head}");
    }
}

#[test]
fn the_attribute_is_known_by_the_name_that_use_gives_it() {
    let renamed =
        "mod a { use migrate_core::{revision  as\n  step}; #[step(id = \"a\", down = \"b\")] fn f() {} }\n";
    let graph = inline(&format!("{renamed}{}", module("b", "")));
    assert_eq!(ids(&graph), ["a", "b"]);
    assert!(!graph.unseen);
    let elsewhere = inline(&format!("{}mod b {{ #[step(id = \"b\")] fn f() {{}} }}\n", module("a", "\"b\"")));
    assert_eq!(ids(&elsewhere), ["a"]);
    assert!(elsewhere.unseen);
    assert!(problems(&elsewhere).is_empty());
}

#[test]
fn files_that_a_macro_may_have_named_are_not_missed() {
    let folder = folder(&[
        ("m/mod.rs", b"automod::dir!(\"src/m\");\nmod y { mod b; }\nchain!(Shop = \"shop\");\n"),
        ("m/a.rs", revision("a", "").as_bytes()),
        ("m/y/b.rs", b"#[revision(id = \"b\", down = \"a\", chain = super::super::Shop)]\nfn b() {}\n"),
        ("m/y/c.rs", b"#[revision(id = \"c\", down = \"b\", chain = super::super::Shop)]\nfn c() {}\n"),
    ]);
    let graph = graph(folder.path(), "m/mod.rs");
    assert!(graph.unseen);
    let lines = graph.unlisted.iter().map(|unlisted| unlisted.line.as_str()).collect::<Vec<_>>();
    assert_eq!(lines, ["mod c;"]);
}

#[test]
fn files_of_any_name_beside_a_revision_are_found() {
    let named = b"#[revision(id = \"b\", down = \"a\", chain = crate::m::Shop)]\nfn b() {}\n";
    let folder = folder(&[
        ("src/m/mod.rs", b"mod a;\nmod y;\nchain!(Shop = \"shop\");\n"),
        ("src/m/a.rs", revision("a", "").as_bytes()),
        ("src/m/a copy.rs", revision("a", "").as_bytes()),
        ("src/m/.a.rs", revision("a", "").as_bytes()),
        ("src/m/2025/mod.rs", revision("a", "").as_bytes()),
        ("src/m/y/mod.rs", b"mod b;\n"),
        ("src/m/y/b.rs", named),
        ("src/m/y/c.rs", named),
        ("src/m/y/d.rs", b"fn revision() {}"),
    ]);
    let graph = graph(folder.path(), "src/m/mod.rs");
    let lines = graph.unlisted.iter().map(|unlisted| unlisted.line.as_str()).collect::<Vec<_>>();
    assert_eq!(
        lines,
        ["#[path = \"2025/mod.rs\"] mod r_2025;", "#[path = \"a copy.rs\"] mod r_a_copy;", "mod c;"]
    );
    assert!(graph.unlisted[2].parent.ends_with("y/mod.rs"));
}

#[test]
fn every_rule_has_its_words() {
    let broken = [
        module("a", ""),
        module("b", "\"a\""),
        module("c", "\"a\""),
        module("long_id", "\"b\""),
        module("d", "\"long_ib\""),
        module("e", ""),
        module("f", "[\"long_id\", \"a\"]"),
        module("ring1", "\"ring2\""),
        module("ring2", "\"ring1\""),
        "mod twice { #[revision(id = \"b\", down = \"a\")] fn f() {} }\n".to_owned(),
    ];
    let found = problems(&inline(&broken.concat()));
    assert_eq!(
        found,
        [
            "`a` is already continued by `b` at mod.rs:6:29; follow the head: `down = \"f\"`, or begin a branch here: \
             `branch = \"…\"`",
            "`down` names `long_ib`, which is no revision of `Shop`; did you mean `long_id`?",
            "`e` has no `down`, but `a` at mod.rs:2:17 is the base of `Shop` already; name the revision before it: \
             `down = \"f\"`, or begin a branch: `branch = \"…\"`",
            "`a` comes before `long_id`, which this merge names too; a merge joins heads, so remove `a` here",
            "the revisions `ring1` → `ring2` → `ring1` follow each other in a ring, so that none can be the first; \
             let this `down` name a revision outside of the ring",
            "the id `b` is taken by the revision at mod.rs:6:17; give this one another id",
        ]
    );
}

#[test]
fn long_chains_and_rings_need_no_deep_stack() {
    let count = 5_000;
    let chain = |first: &str| {
        let rest = (1..count).map(|i| module(&i.to_string(), &format!("\"{}\"", i - 1)));
        std::iter::once(module("0", first)).chain(rest).collect::<String>()
    };
    assert!(judge(&inline(&chain(""))).is_empty());
    let found = problems(&inline(&chain("\"4999\"")));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("the revisions `0` → `4999` → `4998` → … 4996 more … → `1` → `0`"));
}
