//! The text of SQLite's definitions, wherever each part stands and however it is quoted.

/// Words with one blank between them, names without quotes, nothing in capitals, no comments.
pub(crate) fn plain(sql: &str) -> String {
    let text = without_needless(tokens(sql)).join(" ");
    text.replace(" if not exists", "").replace(" for each row", "")
}

/// What the text of a table says that no pragma says.
pub(crate) fn of_table(sql: &str) -> Vec<String> {
    let tokens = without_needless(tokens(sql));
    let mut facts = Vec::new();
    let word = |name: &str| tokens.iter().filter(|token| *token == name).count();
    facts.push(format!("autoincrement {}", word("autoincrement")));
    for (at, token) in tokens.iter().enumerate() {
        let next = |distance: usize| tokens.get(at + distance).map_or("", String::as_str);
        match token.as_str() {
            "check" if next(1) == "(" => facts.push(format!("check {}", inner(&tokens[at + 1..]))),
            "as" if next(1) == "(" => facts.push(format!("as {}", inner(&tokens[at + 1..]))),
            "collate" => facts.push(format!("collate {}", next(1))),
            "conflict" => facts.push(format!("conflict {}", next(1))),
            "initially" => facts.push(format!("initially {}", next(1))),
            "constraint" if !["pk_", "uq_", "fk_", "ck_"].iter().any(|ours| next(1).starts_with(ours)) => {
                facts.push(format!("constraint {}", next(1)));
            }
            _ => {}
        }
    }
    facts.sort();
    facts
}

/// Tokens without brackets around what stands in brackets or between commas already.
fn without_needless(mut tokens: Vec<String>) -> Vec<String> {
    let closing = |tokens: &[String], open: usize| {
        let mut depth = 0;
        tokens.iter().enumerate().skip(open).find_map(|(at, token)| {
            match token.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })
    };
    let mut at = 1;
    while at < tokens.len() {
        let close = closing(&tokens, at).filter(|_| tokens[at] == "(");
        let is_before = matches!(tokens[at - 1].as_str(), "(" | ",");
        let is_behind = |close: usize| {
            matches!(tokens.get(close + 1).map(String::as_str), Some(")" | "," | "collate" | "asc" | "desc"))
        };
        match close {
            Some(close) if is_before && is_behind(close) => {
                tokens.remove(close);
                tokens.remove(at);
            }
            Some(_) | None => at += 1,
        }
    }
    tokens
}

/// What stands between a bracket and the one that closes it.
fn inner(tokens: &[String]) -> String {
    let mut depth = 0;
    let mut words = Vec::new();
    for token in tokens {
        match token.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        words.push(token.as_str());
        if depth == 0 {
            break;
        }
    }
    words.join(" ")
}

fn tokens(sql: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted = |quote: char| {
            let mut end = 1;
            loop {
                end += rest[end..].find(quote).map_or(rest.len() - end, |at| at + quote.len_utf8());
                if !rest[end..].starts_with(quote) {
                    break end;
                }
                end += quote.len_utf8();
            }
        };
        let end = match first {
            '-' if rest.starts_with("--") => {
                rest = rest.split_once('\n').map_or("", |(_, behind)| behind).trim_start();
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, behind)| behind).trim_start();
                continue;
            }
            '\'' | '"' | '`' => quoted(first),
            '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let token = &rest[..end];
        let inside = || token.get(1..token.len() - 1).unwrap_or_default();
        tokens.push(match first {
            '\'' => token.to_owned(),
            '"' | '`' => inside().replace(&format!("{first}{first}"), &first.to_string()).to_lowercase(),
            '[' => inside().to_lowercase(),
            _ => token.to_lowercase(),
        });
        rest = rest[end..].trim_start();
    }
    tokens
}
