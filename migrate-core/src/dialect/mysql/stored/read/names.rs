//! What expressions say, whatever they look like.

use crate::dialect::mysql::stored::token::{Token, group, quoted, text, tokens};
use crate::schema::Expression;

/// Text without the parentheses around all of it.
pub(crate) fn without_parentheses(expression: &str) -> &str {
    let mut expression = expression.trim();
    loop {
        let all = tokens(expression);
        let encloses = all.first().is_some_and(|token| token.is_mark("(")) && group(&all) == all.len();
        if !encloses || all.len() < 3 || text(&all) != expression {
            return expression;
        }
        expression = expression[1..expression.len() - 1].trim();
    }
}

/// Text without the name of a database before those of its tables, which the server adds.
pub(crate) fn without_database(expression: &str, database: &str) -> String {
    expression.replace(&format!("`{}`.", database.replace('`', "``")), "")
}

/// Whether two expressions are the same words, whatever their capitals, blanks and quotes of names.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    let (one, other) = (&without_comments(one), &without_comments(other));
    let words = |expression: &str| {
        let said = |token: &Token<'_>| match token.mention() {
            Some(name) => format!("name {}", name.to_lowercase()),
            None => text(&[*token]).to_owned(),
        };
        let pieces = tokens(without_parentheses(expression));
        let said = pieces.iter().map(said).collect::<Vec<_>>();
        said.join(" ").replace("! =", "< >")
    };
    words(one) == words(other)
}

/// An expression as a person may write it, so that what we write and what the servers say of it is the same text as far
/// as the words are the same: small letters, no quotes around names that need none, no parentheses around the whole.
pub(super) fn plain(expression: &str) -> Expression {
    const OPERATORS: [&str; 10] = ["!=", "&&", "->", ":=", "<<", "<=", "<>", ">=", ">>", "||"];
    let expression = without_comments(expression);
    let all = tokens(without_parentheses(&expression));
    let mut out = String::new();
    let mut at = 0;
    let mut before: Option<Token<'_>> = None;
    while let Some(token) = all.get(at) {
        let pair = all.get(at..at + 2).map(text).filter(|pair| OPERATORS.contains(pair));
        let piece = match (pair, token.name()) {
            (Some("!="), _) => "<>".to_owned(),
            (Some(pair), _) => pair.to_owned(),
            (None, Some(name)) if is_bare(&name) => name,
            (None, None) if token.mention().is_some() => text(&[*token]).to_lowercase(),
            (None, None | Some(_)) => text(&[*token]).to_owned(),
        };
        at += if pair.is_some() { 2 } else { 1 };
        let follows = match before {
            None => true,
            Some(before) => {
                let is_point = |token: Token<'_>| text(&[token]) == ".";
                before.is_mark("(")
                    || is_point(before)
                    || is_point(*token)
                    || token.is_mark(")")
                    || token.is_mark(",")
                    || (token.is_mark("(") && before.mention().is_some())
            }
        };
        if !follows {
            out.push(' ');
        }
        out.push_str(&piece);
        before = all.get(at - 1).copied();
    }
    Expression::from(out)
}

/// Text without the comments in it, which are lost on the way to the server.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_line = first == '#' || rest.starts_with("-- ") || rest.starts_with("--\n") || rest == "--";
        let length = if is_line {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") && !rest.starts_with("/*!") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let length = match first {
                '\'' | '"' | '`' => quoted(rest, first).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            out.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    out
}

/// Whether a name needs no quotes.
fn is_bare(name: &str) -> bool {
    let is_small =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase() || first == '_');
    begins && name.chars().all(is_small) && !RESERVED.contains(&name)
}

/// Words that cannot be names without quotes (manuals of MariaDB 11.4, "Reserved Words", and MySQL 8.4, "Keywords and
/// Reserved Words").
const RESERVED: [&str; 171] = [
    "accessible",
    "add",
    "all",
    "alter",
    "analyze",
    "and",
    "as",
    "asc",
    "asensitive",
    "before",
    "between",
    "both",
    "by",
    "call",
    "cascade",
    "case",
    "change",
    "check",
    "collate",
    "column",
    "condition",
    "constraint",
    "continue",
    "convert",
    "create",
    "cross",
    "cube",
    "cume_dist",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "cursor",
    "database",
    "databases",
    "declare",
    "default",
    "delete",
    "dense_rank",
    "desc",
    "describe",
    "distinct",
    "distinctrow",
    "div",
    "drop",
    "dual",
    "each",
    "else",
    "elseif",
    "empty",
    "enclosed",
    "escaped",
    "except",
    "exists",
    "exit",
    "explain",
    "false",
    "fetch",
    "first_value",
    "for",
    "force",
    "foreign",
    "from",
    "fulltext",
    "function",
    "generated",
    "grant",
    "group",
    "grouping",
    "groups",
    "having",
    "if",
    "ignore",
    "in",
    "index",
    "inner",
    "insert",
    "intersect",
    "interval",
    "into",
    "is",
    "iterate",
    "join",
    "json_table",
    "key",
    "keys",
    "kill",
    "lag",
    "last_value",
    "lateral",
    "lead",
    "leading",
    "leave",
    "left",
    "like",
    "limit",
    "linear",
    "lines",
    "load",
    "localtime",
    "localtimestamp",
    "lock",
    "long",
    "loop",
    "match",
    "maxvalue",
    "mod",
    "natural",
    "not",
    "null",
    "of",
    "offset",
    "on",
    "optimize",
    "option",
    "or",
    "order",
    "out",
    "outer",
    "over",
    "partition",
    "primary",
    "procedure",
    "purge",
    "range",
    "rank",
    "read",
    "recursive",
    "references",
    "release",
    "rename",
    "repeat",
    "replace",
    "require",
    "restrict",
    "return",
    "right",
    "row",
    "row_number",
    "rows",
    "schema",
    "select",
    "sensitive",
    "set",
    "show",
    "signal",
    "spatial",
    "sql",
    "straight_join",
    "system",
    "table",
    "then",
    "to",
    "trailing",
    "trigger",
    "true",
    "undo",
    "union",
    "unique",
    "unlock",
    "update",
    "usage",
    "use",
    "using",
    "values",
    "when",
    "where",
    "while",
    "window",
    "with",
];
