//! What a database holds, by its own tools, in lines of which two databases of one schema have the same.

use migrate_tests::{Database, Kind, Ledger, dump};

use crate::tokens;

/// What differs, in lines: what one database alone has behind `-`, what the other alone has behind `+`.
pub(crate) fn differences(wanted: &Database, found: &Database) -> Vec<String> {
    let (wanted, found) = (facts(wanted), facts(found));
    let lost = wanted.iter().filter(|fact| !found.contains(fact)).map(|fact| format!("- {fact}"));
    let new = found.iter().filter(|fact| !wanted.contains(fact)).map(|fact| format!("+ {fact}"));
    let mut faults = lost.chain(new).collect::<Vec<_>>();
    faults.sort_by(|one, other| one[2..].cmp(&other[2..]));
    faults
}

/// What is in a database, a fact each.
pub(crate) fn facts(database: &Database) -> Vec<String> {
    match database.kind() {
        Kind::MySql => dump(database, Ledger::LeftOut).lines().filter_map(mysql).collect(),
        Kind::Postgres => dump(database, Ledger::LeftOut).split("-- Name: ").map(postgres).collect(),
        Kind::Sqlite => sqlite(database),
    }
}

/// A line without the `RESTRICT` that MySQL says where it was said, which does what no word does. The columns that are named before a query come into it, which is looked at where it is inspected.
fn mysql(line: &str) -> Option<String> {
    let line = line.replace(" ON DELETE RESTRICT", "");
    (!line.starts_with("per_branch\t")).then_some(line)
}

/// An entry of `pg_dump` with storage parameters in order, and numbers as numbers: `'1'::smallint` is 1.
fn postgres(entry: &str) -> String {
    let line = |line: &str| {
        if let Some(inner) = line.strip_prefix("WITH (").and_then(|rest| rest.strip_suffix(");")) {
            let mut parameters = inner.split(", ").collect::<Vec<_>>();
            parameters.sort_unstable();
            return format!("WITH ({});\n", parameters.join(", "));
        }
        format!("{}\n", number(line))
    };
    entry.lines().map(line).collect()
}

/// A line with a default that is a number, however it is cast.
fn number(line: &str) -> String {
    let Some((before, rest)) = line.split_once(" DEFAULT ") else { return line.to_owned() };
    let plain = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let plain = plain.filter(|(text, behind)| text.parse::<f64>().is_ok() && behind.starts_with("::"));
    let rest = plain.map_or(rest.to_owned(), |(text, behind)| format!("'{text}'{behind}"));
    let rest = match rest.strip_prefix('\'').and_then(|rest| rest.split_once('\'')) {
        Some((text, behind)) if text.parse::<f64>().is_ok() && behind.starts_with("::") => {
            let end = behind.find([',', 'N']).unwrap_or(behind.len());
            format!(
                "{text}{}",
                if behind[end..].starts_with('N') {
                    format!(" {}", &behind[end..])
                } else {
                    behind[end..].to_owned()
                }
            )
        }
        Some(_) | None => rest.clone(),
    };
    let (first, behind) = rest.split_at(rest.find([',', ' ']).unwrap_or(rest.len()));
    let first = first.parse::<f64>().map_or(first.to_owned(), |number| number.to_string());
    format!("{before} DEFAULT {first}{behind}")
}

/// A value of a default as SQLite has it: a number in any form is that number, and text is text in any quotes.
fn value(text: &str) -> String {
    if let Some(inner) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return format!("'{inner}'");
    }
    match (text, text.parse::<f64>()) {
        ("TRUE" | "true", _) => "1".to_owned(),
        ("FALSE" | "false", _) => "0".to_owned(),
        (_, Ok(number)) => number.to_string(),
        (_, Err(_)) => text.to_owned(),
    }
}

/// What SQLite itself says of tables, and what their texts say that it does not. A constraint may stand behind its column
/// or behind all columns, with the name that we give it or without one, in quotes of any kind: SQLite does not care.
fn sqlite(database: &Database) -> Vec<String> {
    let own = "m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.tbl_name NOT LIKE '%migrate_ledger'";
    let mut facts = Vec::new();
    let pragmas = database.sql(&format!(
        "SELECT 'column', m.name, x.cid, x.name, upper(x.type),
                -- A rowid is never NULL, whether it says so or not.
                CASE WHEN x.pk = 1 AND upper(x.type) = 'INTEGER'
                    AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(m.name) AS o WHERE o.pk = 2)
                    THEN 1 ELSE x.\"notnull\" END,
                x.dflt_value, x.pk, x.hidden
            FROM sqlite_schema AS m, pragma_table_xinfo(m.name) AS x WHERE m.type = 'table' AND {own};
         SELECT 'table', m.name, x.type, x.wr, x.strict
            FROM sqlite_schema AS m, pragma_table_list(m.name) AS x WHERE m.type = 'table' AND {own};
         SELECT 'key', m.name, group_concat(x.\"from\" || '>' || x.\"table\" || '.' || coalesce(x.\"to\", p.name)),
                x.on_update, x.on_delete, x.match
            FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS x
            LEFT JOIN pragma_table_info(x.\"table\") AS p ON p.pk = x.seq + 1 AND x.\"to\" IS NULL
            WHERE m.type = 'table' AND {own} GROUP BY m.name, x.id;
         SELECT 'index', m.name, CASE x.origin WHEN 'c' THEN x.name END, x.\"unique\", x.origin, x.partial,
                (SELECT group_concat(coalesce(c.name, '?') || c.\"desc\" || c.coll || c.key) FROM pragma_index_xinfo(x.name) AS c)
            FROM sqlite_schema AS m, pragma_index_list(m.name) AS x WHERE m.type = 'table' AND {own};"
    ));
    facts.extend(pragmas.lines().map(|line| {
        let fields = line.split('\t').map(value).collect::<Vec<_>>();
        fields.join("\t")
    }));
    let texts = database.sql(&format!(
        "SELECT m.type, m.name, replace(replace(m.sql, '\\', '\\\\'), char(10), '\\n') FROM sqlite_schema AS m
         WHERE m.sql IS NOT NULL AND {own} AND m.name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow');"
    ));
    for line in texts.lines() {
        let mut parts = line.splitn(3, '\t');
        let mut part = || parts.next().expect("there are three").to_owned();
        let (kind, name, text) = (part(), part(), part().replace("\\n", "\n").replace("\\\\", "\\"));
        match kind.as_str() {
            "table" => {
                facts.extend(tokens::of_table(&text).into_iter().map(|fact| format!("{name}: {fact}")));
            }
            _ => facts.push(format!("{kind} {name}: {}", tokens::plain(&text))),
        }
    }
    facts
}
