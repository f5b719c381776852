//! What undoes a statement of a database's own, as far as its words tell.

use crate::inspect::Unmodelled;

/// The statement that undoes what makes something; `None` where its words do not tell, or what goes away takes it along in
/// no way that can be said.
pub(super) fn of(unmodelled: &Unmodelled) -> Option<String> {
    let text = unmodelled.definition.as_deref()?;
    let words = text.split_whitespace().map(str::to_ascii_lowercase).take(5).collect::<Vec<_>>();
    let words = words.iter().map(String::as_str).collect::<Vec<_>>();
    match words.as_slice() {
        ["comment", "on", ..] => Some(format!("{} IS NULL", text.split_once(" IS '")?.0)),
        ["create", "or", "replace", kind, ..] | ["create", kind, ..] => dropped(kind, &words, text),
        ["alter", "table", ..] => altered(text),
        _ => None,
    }
}

/// The statement that drops what another creates.
fn dropped(kind: &str, words: &[&str], text: &str) -> Option<String> {
    match kind {
        "domain" | "collation" | "type" | "statistics" | "sequence" | "event" | "view" | "table"
            if words.get(1) == Some(&kind) && words.get(2) != Some(&"trigger") =>
        {
            Some(format!("DROP {} {}", kind.to_ascii_uppercase(), name_behind(text)?))
        }
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

/// What takes a trait of a table away again.
fn altered(text: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 5] = [
        (" ENABLE ROW LEVEL SECURITY", " DISABLE ROW LEVEL SECURITY"),
        (" FORCE ROW LEVEL SECURITY", " NO FORCE ROW LEVEL SECURITY"),
        (" DISABLE TRIGGER ", " ENABLE TRIGGER "),
        (" ENABLE REPLICA TRIGGER ", " ENABLE TRIGGER "),
        (" ENABLE ALWAYS TRIGGER ", " ENABLE TRIGGER "),
    ];
    if let Some((from, to)) = PAIRS.iter().find(|(from, _)| text.contains(from)) {
        return Some(text.replacen(from, to, 1));
    }
    let until = |words: &str, then: &str| text.find(words).map(|at| format!("{}{then}", &text[..at]));
    until(" REPLICA IDENTITY ", " REPLICA IDENTITY DEFAULT")
        .or_else(|| until(" CLUSTER ON ", " SET WITHOUT CLUSTER"))
        .or_else(|| {
            let at = text.find(" SET STATISTICS ")?;
            Some(format!("{} SET STATISTICS -1", &text[..at]))
        })
}

/// The name behind the words that say what a statement creates, as it stands there.
pub(super) fn name_behind(text: &str) -> Option<String> {
    const WORDS: [&str; 24] = [
        "algorithm=merge",
        "algorithm=temptable",
        "algorithm=undefined",
        "collation",
        "constraint",
        "create",
        "domain",
        "event",
        "exists",
        "if",
        "materialized",
        "not",
        "or",
        "policy",
        "recursive",
        "replace",
        "rule",
        "sequence",
        "statistics",
        "table",
        "trigger",
        "type",
        "view",
        "virtual",
    ];
    let mut rest = text.trim_start();
    loop {
        let end = rest.find(char::is_whitespace)?;
        if !WORDS.contains(&rest[..end].to_ascii_lowercase().as_str()) {
            break;
        }
        rest = rest[end..].trim_start();
    }
    let name = &rest[..name_length(rest)];
    (!name.is_empty()).then(|| name.to_owned())
}

/// The table behind ` ON ` or ` TO ` of a trigger, a policy or a rule.
fn table_behind(text: &str) -> Option<String> {
    let is_rule = text.get(..12).is_some_and(|head| head.eq_ignore_ascii_case("create rule "));
    let at = if is_rule { text.find(" TO ")? } else { text.find(" ON ")? };
    let rest = text[at + 4..].trim_start();
    Some(rest[..name_length(rest)].to_owned())
}

/// How long a name is, with its schema and its quotes.
fn name_length(text: &str) -> usize {
    let mut quoted = None;
    for (at, character) in text.char_indices() {
        match quoted {
            Some(quote) if character == quote => quoted = None,
            Some(_) => {}
            None => match character {
                '"' | '`' | '\'' => quoted = Some(character),
                '[' => quoted = Some(']'),
                _ if character.is_alphanumeric() || matches!(character, '_' | '$' | '.') => {}
                _ => return at,
            },
        }
    }
    text.len()
}
