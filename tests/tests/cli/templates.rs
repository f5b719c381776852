//! A project's own texts of new revisions.

use crate::sources::{LINEAR, Package, TWO_HEADS};

#[test]
fn a_project_has_templates_of_its_own() {
    let mut package = Package::new(LINEAR);
    package.run(&["templates", "--show"]).run(&["templates"]).run(&["templates"]);
    // Unchanged they are what was written without them.
    package.run(&["revision", "-m", "Orders", "--id", "c1"]);
    package.cat("src/migrations/r20260214_113000_orders.rs");
    package.put(
        "migrate-templates/revision.rs",
        "// {{slug}}, {{ date }}, behind {{down}}; {{{{ stays\nuse migrate_core::prelude::*;\n\n{{docs}}\n///\n/// Reviewed by: \n\
         {{attribute}}\nfn {{slug}}({{op}}: &mut Operations) {\n    // {{id}}: {{message}}\n    {{body}}\n}\n",
    );
    package.run(&["revision", "-m", "Order lines\n\nOne for each product.", "--id", "c2"]);
    package.cat("src/migrations/r20260214_113001_order_lines.rs");
    assert_eq!(package.problems(), Vec::<String>::new());
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn a_merge_has_a_template_of_its_own() {
    let mut package = Package::new(TWO_HEADS);
    package.put(
        "tools/merge.rs",
        "{{docs}}\n{{attribute}}\nfn merge(_: &mut migrate_core::operation::Operations) {}\n",
    );
    let manifest = package.read("Cargo.toml");
    package.put("Cargo.toml", &format!("{manifest}\n[package.metadata.migrate]\ntemplates = \"tools\"\n"));
    package.run(&["merge", "--id", "d1"]).cat("src/migrations/r20260214_113000_merge_of_b1_and_c2.rs");
    insta::assert_snapshot!(package.transcript());
}

#[test]
fn a_template_that_would_not_do_is_told_by_its_line() {
    let mut package = Package::new(LINEAR);
    for text in [
        "{{docs}}\n{{atribute}}\n{{function}}\n",
        "{{docs}}\n  {{author}}\n",
        "{{docs}}\n{{attribute}\n{{function}}\n",
        "{{docs}}\n{{function}}\n",
        "{{attribute}}\nfn {{message}}() {}\n",
    ] {
        package.put("migrate-templates/revision.rs", text);
        package.run(&["revision", "-m", "Two words", "--id", "c1"]);
    }
    let manifest = package.read("Cargo.toml");
    package.put("Cargo.toml", &format!("{manifest}\n[package.metadata.migrate]\ntemplates = \"tools\"\n"));
    package.run(&["revision", "-m", "Two words", "--id", "c1"]).run(&["templates"]).run(&["history"]);
    insta::assert_snapshot!(package.transcript());
}
