//! Functions and sequences as MySQL and MariaDB tell of them, and as we write them, in one form.

use super::stored::{Token, text, tokens, type_text};
use crate::schema::SequenceOptions;

/// What is said of a function before its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Routine {
    pub(crate) returns: String,
    pub(crate) is_deterministic: bool,
    /// `CONTAINS SQL` where nothing is said.
    pub(crate) access: String,
    /// `DEFINER` where nothing is said.
    pub(crate) security: String,
    pub(crate) body: String,
}

impl Routine {
    /// Reads what stands behind the arguments: `RETURNS … DETERMINISTIC … body`.
    pub(crate) fn read(definition: &str) -> Option<Self> {
        let all = tokens(definition);
        let is = |at: usize, word: &str| all.get(at).is_some_and(|token| token.is(word));
        if !is(0, "RETURNS") {
            return None;
        }
        let mut at = 1;
        at += type_length(&all[at..]);
        let mut routine = Self { returns: type_text(text(&all[1..at])), ..Self::default() };
        while at < all.len() {
            if is(at, "CHARACTER") && is(at + 1, "SET") {
                at += 3;
            } else if is(at, "CHARSET")
                || is(at, "COLLATE")
                || is(at, "COMMENT")
                || is(at, "LANGUAGE")
                || (is(at, "NOT") && is(at + 1, "DETERMINISTIC"))
            {
                at += 2;
            } else if is(at, "DETERMINISTIC") {
                routine.is_deterministic = true;
                at += 1;
            } else if is(at, "SQL") && is(at + 1, "SECURITY") {
                routine.security = text(&all[at + 2..(at + 3).min(all.len())]).to_uppercase();
                at += 3;
            } else if (is(at, "CONTAINS") || is(at, "NO")) && is(at + 1, "SQL") {
                routine.access = text(&all[at..at + 2]).to_uppercase();
                at += 2;
            } else if (is(at, "READS") || is(at, "MODIFIES")) && is(at + 1, "SQL") && is(at + 2, "DATA") {
                routine.access = text(&all[at..at + 3]).to_uppercase();
                at += 3;
            } else {
                break;
            }
        }
        text(&all[at.min(all.len())..]).clone_into(&mut routine.body);
        Some(routine)
    }

    /// The definition in words, without what goes without saying.
    pub(crate) fn text(&self) -> String {
        let Self { returns, is_deterministic, access, security, body } = self;
        let mut text = format!("RETURNS {returns}\n");
        if *is_deterministic {
            text.push_str("DETERMINISTIC\n");
        }
        if !access.is_empty() && access != "CONTAINS SQL" {
            text.push_str(access);
            text.push('\n');
        }
        if !security.is_empty() && security != "DEFINER" {
            text.extend(["SQL SECURITY ", security, "\n"]);
        }
        text + body.trim().trim_end_matches(';').trim_end()
    }
}

/// A word, what stands behind it in parentheses, and what belongs to numbers.
fn type_length(tokens: &[Token<'_>]) -> usize {
    let mut length = 1;
    let second = ["PRECISION", "VARYING"];
    if tokens.get(1).is_some_and(|token| second.iter().any(|word| token.is(word))) {
        length = 2;
    }
    if tokens.get(length).is_some_and(|token| token.is_mark("(")) {
        length += super::stored::group(&tokens[length..]);
    }
    let numbers = ["SIGNED", "UNSIGNED", "ZEROFILL"];
    while tokens.get(length).is_some_and(|token| numbers.iter().any(|word| token.is(word))) {
        length += 1;
    }
    length.min(tokens.len())
}

/// Options of a sequence without those that it has anyway on MariaDB.
pub(crate) fn sequence(options: SequenceOptions) -> SequenceOptions {
    let falls = options.increment.is_some_and(|increment| increment < 0);
    let (least, greatest) = if falls { (i64::MIN + 1, -1) } else { (1, i64::MAX - 1) };
    let min = options.min.filter(|min| *min != least);
    let max = options.max.filter(|max| *max != greatest);
    let first = if falls { max.unwrap_or(greatest) } else { min.unwrap_or(least) };
    SequenceOptions {
        start: options.start.filter(|start| *start != first),
        increment: options.increment.filter(|increment| *increment != 1),
        min,
        max,
        cache: options.cache.filter(|cache| *cache != 1000),
        ..options
    }
}

/// What `SHOW CREATE SEQUENCE` says: `start with 5 minvalue 1 maxvalue 9 increment by 2 cache 1000 nocycle`.
pub(crate) fn stored_sequence(definition: &str) -> SequenceOptions {
    let words = definition.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let number = |first: &str, distance: usize| {
        let at = words.iter().position(|word| word == first)?;
        words.get(at + distance)?.parse::<i64>().ok()
    };
    sequence(SequenceOptions {
        start: number("start", 2),
        increment: number("increment", 2),
        min: number("minvalue", 1),
        max: number("maxvalue", 1),
        cache: number("cache", 1),
        cycle: words.iter().any(|word| word == "cycle"),
    })
}
