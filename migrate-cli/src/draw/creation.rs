//! The statements that create a schema, as the database's own client reads them.

use std::fmt::Write as _;

use migrate_core::dialect::{Created, Dialect};
use migrate_core::run::{Creation, NotKnown};

use super::script::comment;

/// The statements, with comments that say what each is for. Where the database can, they are one transaction.
pub(crate) fn creation(chain: &str, creation: &Creation, ids: &[&str]) -> String {
    let Creation { dialect, settings, created, not_known } = creation;
    let mut text = String::new();
    let place = if ids.is_empty() { "base".to_owned() } else { ids.join(", ") };
    comment(
        &mut text,
        &format!("the schema of chain `{chain}` at {place} on {dialect}, for an empty database;"),
    );
    comment(&mut text, "rows and the ledger are not in it");
    if !not_known.is_empty() {
        comment(&mut text, "nor is what the chain knows no effect of:");
    }
    for NotKnown { revision, words, site } in not_known {
        comment(&mut text, &format!("  revision {revision}: {words} at {site}"));
    }
    if created.is_empty() {
        return text;
    }
    text.push('\n');
    for line in settings {
        let _ = writeln!(text, "{line}");
    }
    let is_one = match dialect {
        // It commits with each of them.
        Dialect::MySql => false,
        Dialect::Postgres | Dialect::Sqlite => true,
    };
    if is_one {
        text.push_str("BEGIN;\n");
    }
    for Created { operation, statements } in created.iter().filter(|created| !created.statements.is_empty()) {
        text.push('\n');
        comment(&mut text, &operation.to_string());
        for sql in statements {
            text.push_str(&dialect.client_statement(sql));
        }
    }
    if is_one {
        text.push_str("\nCOMMIT;\n");
    }
    text
}
