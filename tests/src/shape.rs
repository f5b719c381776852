//! What a database's own tools show, without what depends on how it was made.

use crate::database::Database;
use crate::dump::{Ledger, described, dump};
use crate::kind::Kind;

/// The schema, line by line.
///
/// Columns keep their order where the tools show them one on a line. Keys and indexes are sorted, since they may have been
/// made again; a sequence of an identity keeps the name that its table had when it was made; SQLite keeps texts.
pub fn shape(database: &Database) -> String {
    if !database.has_tools() {
        return described(database);
    }
    let text = dump(database, Ledger::LeftOut);
    let lines = match database.kind() {
        Kind::MySql => mysql(&text),
        Kind::Postgres => postgres(&text),
        Kind::Sqlite => sqlite(&text),
    };
    lines.into_iter().map(|line| line + "\n").collect()
}

fn mysql(text: &str) -> Vec<String> {
    let (mut lines, mut keys) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let line = line.trim().trim_end_matches(',').to_owned();
        if ["KEY ", "UNIQUE ", "PRIMARY ", "CONSTRAINT "].iter().any(|word| line.starts_with(word)) {
            keys.push(line);
        } else {
            keys.sort();
            lines.append(&mut keys);
            lines.push(line);
        }
    }
    lines
}

fn postgres(text: &str) -> Vec<String> {
    let mut entries = Vec::<Vec<String>>::new();
    for line in text.lines() {
        if line.starts_with("-- Name: ") {
            entries.push(Vec::new());
        }
        // An identity's sequence has an entry of its own, and its name is that which the table had.
        let is_name = line.trim_start().starts_with("SEQUENCE NAME ") || line.contains("; Type: SEQUENCE; ");
        if let Some(entry) = entries.last_mut().filter(|_| !is_name) {
            entry.push(line.trim().trim_end_matches(',').to_owned());
        }
    }
    // Where `public` was dropped and created again, which is how a database is made empty, it is told of.
    let is_public = |entry: &Vec<String>| {
        ["-- Name: SCHEMA public; ", "-- Name: public; Type: SCHEMA; "]
            .iter()
            .any(|it| entry[0].starts_with(it))
    };
    entries.retain(|entry| !is_public(entry));
    entries.sort();
    entries.concat()
}

fn sqlite(text: &str) -> Vec<String> {
    let text = text.replace('"', "");
    let parts = text.split(['\n', ',']).map(|part| {
        let words = part.split_whitespace().collect::<Vec<_>>().join(" ");
        words.trim_matches([' ', '(', ')', ';']).to_owned()
    });
    let mut parts = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>();
    parts.sort();
    parts
}
