//! What undoes a statement of a database's own, as far as its words tell.

use crate::dialect::Dialect;
use crate::inspect::Unmodelled;

/// The statement that undoes what makes something; `None` where its words do not tell, or what goes away takes it along in
/// no way that can be said.
pub(super) fn of(unmodelled: &Unmodelled, dialect: Dialect) -> Option<String> {
    let text = unmodelled.definition.as_deref()?;
    let words = text.split_whitespace().map(str::to_ascii_lowercase).take(5).collect::<Vec<_>>();
    let words = words.iter().map(String::as_str).collect::<Vec<_>>();
    match words.as_slice() {
        ["comment", "on", ..] => Some(format!("{} IS NULL", text.split_once(" IS '")?.0)),
        ["create", "or", "replace", kind, ..] => dropped(kind, text, &unmodelled.detail, dialect),
        ["create", kind, ..] if kind.starts_with("definer=") => {
            dropped(words.get(2)?, text, &unmodelled.detail, dialect)
        }
        ["create", kind, ..] => dropped(kind, text, &unmodelled.detail, dialect),
        ["alter", ..] => Some(altered(text)),
        _ => None,
    }
}

/// The statement that drops what another creates.
fn dropped(kind: &str, text: &str, detail: &str, dialect: Dialect) -> Option<String> {
    match kind {
        "cast" => {
            let (_, behind) = text.split_once('(')?;
            Some(format!("DROP CAST ({})", behind.split_once(')')?.0))
        }
        "operator" => Some(format!("DROP OPERATOR {} ({detail})", name_behind(text)?)),
        "function" | "procedure" if dialect == Dialect::Postgres => {
            let kind = kind.to_ascii_uppercase();
            Some(format!("DROP {kind} {}({detail})", name_behind(text)?))
        }
        // It is in the schema of its table.
        "index" | "unique" if dialect == Dialect::Postgres => {
            let (_, behind) = text.split_once(" ON ")?;
            let table = behind.strip_prefix("ONLY ").unwrap_or(behind);
            let schema = table[..name_length(table)].rsplit_once('.').map(|(schema, _)| format!("{schema}."));
            Some(format!("DROP INDEX {}{}", schema.unwrap_or_default(), name_behind(text)?))
        }
        "text" => {
            let kind = text.split_whitespace().nth(3)?.to_ascii_uppercase();
            Some(format!("DROP TEXT SEARCH {kind} {}", name_behind(text)?))
        }
        "event" if dialect == Dialect::Postgres => None,
        "collation" | "domain" | "event" | "sequence" | "statistics" | "table" | "type" | "view" => {
            Some(format!("DROP {} {}", kind.to_ascii_uppercase(), name_behind(text)?))
        }
        // Elsewhere routines of one name differ in the types of their arguments.
        "function" | "procedure" if dialect == Dialect::MySql => {
            Some(format!("DROP {} {}", kind.to_ascii_uppercase(), name_behind(text)?))
        }
        "materialized" => Some(format!("DROP MATERIALIZED VIEW {}", name_behind(text)?)),
        "trigger" if dialect != Dialect::Postgres => Some(format!("DROP TRIGGER {}", name_behind(text)?)),
        "virtual" => Some(format!("DROP TABLE {}", name_behind(text)?)),
        "rule" | "policy" | "trigger" => {
            let name = name_behind(text)?;
            let table = table_behind(text)?;
            Some(format!("DROP {} {name} ON {table}", kind.to_ascii_uppercase()))
        }
        "constraint" => Some(format!("DROP TRIGGER {} ON {}", name_behind(text)?, table_behind(text)?)),
        "aggregate" => {
            let (head, behind) = text.split_once('(')?;
            let arguments = behind.split_once(')')?.0;
            Some(format!("DROP AGGREGATE {}({arguments})", head.split_whitespace().last()?))
        }
        _ => None,
    }
}

/// What takes a trait of a table away again. What is said in no way that could be taken back goes with its table.
pub(super) fn altered(text: &str) -> String {
    const PAIRS: [(&str, &str); 5] = [
        (" ENABLE ROW LEVEL SECURITY", " DISABLE ROW LEVEL SECURITY"),
        (" FORCE ROW LEVEL SECURITY", " NO FORCE ROW LEVEL SECURITY"),
        (" DISABLE TRIGGER ", " ENABLE TRIGGER "),
        (" ENABLE REPLICA TRIGGER ", " ENABLE TRIGGER "),
        (" ENABLE ALWAYS TRIGGER ", " ENABLE TRIGGER "),
    ];
    const ENDS: [(&str, &str); 5] = [
        (" REPLICA IDENTITY ", " REPLICA IDENTITY DEFAULT"),
        (" CLUSTER ON ", " SET WITHOUT CLUSTER"),
        (" SET STATISTICS ", " SET STATISTICS -1"),
        (" SET COMPRESSION ", " SET COMPRESSION default"),
        (" OF ", " NOT OF"),
    ];
    if let Some((from, to)) = PAIRS.iter().find(|(from, _)| text.contains(from)) {
        return text.replacen(from, to, 1);
    }
    let end =
        ENDS.iter().find_map(|(words, then)| text.find(words).map(|at| format!("{}{then}", &text[..at])));
    end.unwrap_or_else(|| "SELECT 'it goes with its table'".to_owned())
}

/// The name behind the words that say what a statement creates, as it stands there.
pub(super) fn name_behind(text: &str) -> Option<String> {
    const WORDS: [&str; 37] = [
        "algorithm=merge",
        "algorithm=temptable",
        "algorithm=undefined",
        "collation",
        "configuration",
        "constraint",
        "create",
        "definer",
        "dictionary",
        "domain",
        "event",
        "exists",
        "function",
        "if",
        "index",
        "invoker",
        "materialized",
        "not",
        "operator",
        "or",
        "policy",
        "procedure",
        "recursive",
        "replace",
        "rule",
        "search",
        "security",
        "sequence",
        "sql",
        "statistics",
        "table",
        "text",
        "trigger",
        "type",
        "unique",
        "view",
        "virtual",
    ];
    let mut rest = text.trim_start();
    loop {
        let end = rest.find(char::is_whitespace)?;
        let word = rest[..end].to_ascii_lowercase();
        if !WORDS.contains(&word.as_str()) && !word.starts_with("definer=") {
            break;
        }
        rest = rest[end..].trim_start();
    }
    let name = &rest[..name_length(rest)];
    (!name.is_empty()).then(|| name.to_owned())
}

/// The table behind ` ON ` or ` TO ` of a trigger, a policy or a rule.
pub(super) fn table_behind(text: &str) -> Option<String> {
    let small = text.to_ascii_lowercase();
    let is_rule = small.starts_with("create rule ");
    let at = small.find(if is_rule { " to " } else { " on " })?;
    let rest = text[at + 4..].trim_start();
    Some(rest[..name_length(rest)].to_owned())
}

/// How long a name is, with its schema and its quotes.
pub(super) fn name_length(text: &str) -> usize {
    let mut quoted = None;
    for (at, character) in text.char_indices() {
        match quoted {
            Some(quote) if character == quote => quoted = None,
            Some(_) => {}
            None => match character {
                '"' | '`' | '\'' => quoted = Some(character),
                '[' => quoted = Some(']'),
                _ if character.is_alphanumeric() || matches!(character, '_' | '$' | '.') => {}
                // The name of an operator.
                _ if "+-*/<>=~!@#%^&|?".contains(character) => {}
                _ => return at,
            },
        }
    }
    text.len()
}
