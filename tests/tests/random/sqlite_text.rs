//! The text of SQLite's definitions in pieces that can be compared, wherever each stands and however it is quoted.

/// Text without quotes around names, and with one blank between words.
pub(crate) fn plain(sql: &str) -> String {
    tokens(sql).join(" ")
}

/// Words, strings, comments and signs.
fn tokens(sql: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '\'' | '"' | '`' => {
                let mut end = 1;
                loop {
                    end += rest[end..].find(first).map_or(rest.len() - end, |at| at + 1);
                    if !rest[end.min(rest.len())..].starts_with(first) {
                        break end.min(rest.len());
                    }
                    end += 1;
                }
            }
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let token = &rest[..end];
        tokens.push(match first {
            '"' | '`' => format!(
                "<{}>",
                &token[1..token.len() - 1].replace(&format!("{first}{first}"), &first.to_string())
            ),
            _ => token.to_owned(),
        });
        rest = rest[end..].trim_start();
    }
    // A name is one with quotes or without.
    tokens
        .into_iter()
        .map(|token| match token.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
            Some(name) => name.to_owned(),
            None => token,
        })
        .collect()
}

/// Whether a piece is so far `CONSTRAINT` and a name, behind which its kind stands.
fn is_named(part: Option<&Vec<String>>) -> bool {
    part.is_some_and(|part| part.len() == 2 && part[0] == "CONSTRAINT")
}

/// The columns, the constraints and the options of a table; a constraint with a name that stands in a column is a piece
/// of its own.
pub(crate) fn parts(sql: &str) -> Vec<String> {
    let tokens = tokens(sql);
    let open = tokens.iter().position(|token| token == "(").unwrap_or(0);
    let mut parts = vec![Vec::<String>::new()];
    let mut depth = 0;
    let mut options = String::new();
    for (at, token) in tokens.iter().enumerate().skip(open + 1) {
        match token.as_str() {
            "(" => depth += 1,
            ")" if depth == 0 => {
                options = tokens[at + 1..].join(" ");
                break;
            }
            ")" => depth -= 1,
            "," if depth == 0 => {
                parts.push(Vec::new());
                continue;
            }
            "CONSTRAINT" | "CHECK" | "UNIQUE" | "PRIMARY" | "REFERENCES" | "DEFAULT" | "COLLATE"
            | "GENERATED"
                if depth == 0 && !is_named(parts.last()) =>
            {
                // Where a check stands, or a constraint with a name, does not matter.
                let column = parts
                    .last()
                    .and_then(|part| part.first())
                    .filter(|_| !matches!(token.as_str(), "CHECK" | "CONSTRAINT"));
                let column = column.map(|first| first.trim_start_matches("of ").to_owned());
                let begins = column.filter(|column| column != "CONSTRAINT");
                parts.push(begins.map(|column| format!("of {column}")).into_iter().collect());
            }
            _ => {}
        }
        parts.last_mut().expect("there is a first").push(token.clone());
    }
    let mut head = tokens[..open].join(" ");
    head.push_str(&options);
    let mut parts = parts.into_iter().map(|part| part.join(" ")).collect::<Vec<_>>();
    parts.push(head);
    parts
}
