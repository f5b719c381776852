//! What stands behind a table's columns and keys.

use super::{Whose, character, literal, names};
use crate::dialect::mysql::stored::token::{Token, text, tokens};
use crate::schema::{Expression, Table};

/// How text is compared where nothing is said of a table that we make.
const OURS: &str = "utf8mb4_bin";

/// Reads the options into the table. Returns the collation of its text, as far as it is known.
pub(super) fn read(options: &str, table: &mut Table, whose: Whose) -> Option<String> {
    let tokens = tokens(options);
    let (mut charset, mut collation) = (None, None);
    let mut at = 0;
    let mut others = Vec::new();
    while at < tokens.len() {
        let rest = &tokens[at..];
        let first = text(&rest[..1]);
        if rest[0].is("PARTITION") {
            table.options.mysql.partition_by = Some(partitions(text(rest)));
            break;
        }
        // MySQL hides them from servers that do not know them.
        if let Some(inside) = first.strip_prefix("/*!") {
            let inside = inside.trim_start_matches(|digit: char| digit.is_ascii_digit());
            table.options.mysql.partition_by = Some(partitions(inside.trim_end_matches("*/")));
            break;
        }
        if rest[0].is("WITH") {
            others.push(text(&rest[..3.min(rest.len())]).to_uppercase());
            at += 3;
            continue;
        }
        let (words, value) = option(rest);
        at += words.len() + usize::from(rest.get(words.len()).is_some_and(is_equals)) + 1;
        let word = words.last().map(|word| text(&[*word]).to_uppercase()).unwrap_or_default();
        let value = value.map(|value| text(&[value])).unwrap_or_default().trim_matches('`');
        match word.as_str() {
            "AUTO_INCREMENT" => {}
            "CHARSET" | "SET" => charset = Some(character::named(value)),
            "COLLATE" => collation = Some(character::named(value)),
            "COMMENT" => table.comment = literal::string(value).filter(|comment| !comment.is_empty()),
            "ENGINE" => {
                let is_ours = value.eq_ignore_ascii_case("InnoDB");
                table.options.mysql.engine = (!is_ours).then(|| engine(value).into());
            }
            // What Aria has anyway.
            "PAGE_CHECKSUM" if value == "1" => {}
            _ => others.push(format!("{word}={value}")),
        }
    }
    others.sort();
    table.options.mysql.others = (!others.is_empty()).then(|| others.join(" "));
    let collation = collation.or_else(|| {
        charset.as_deref().and_then(|charset| whose.default_collation(charset)).map(str::to_owned)
    });
    if collation.as_deref() != Some(OURS) {
        let of = collation.as_deref().map(|collation| character::charset(collation).to_owned());
        table.options.mysql.charset = of.or(charset).map(|name| name.as_str().into());
        table.options.mysql.collation = collation.as_deref().map(Into::into);
    }
    collation
}

/// What stands behind `PARTITION BY`, without the engine of each partition, which is that of the table.
fn partitions(words: &str) -> Expression {
    let tokens = tokens(words);
    let mut kept = String::new();
    let mut at = 2.min(tokens.len());
    while let Some(token) = tokens.get(at) {
        if token.is("ENGINE") && tokens.get(at + 1).is_some_and(is_equals) {
            at += 3;
            continue;
        }
        kept.push_str(text(&[*token]));
        kept.push(' ');
        at += 1;
    }
    names::plain(&kept)
}

/// The name of an engine as the servers write it.
fn engine(name: &str) -> &str {
    let known = ["Aria", "ARCHIVE", "BLACKHOLE", "CSV", "MEMORY", "MyISAM", "RocksDB", "Spider"];
    known.into_iter().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or(name)
}

fn is_equals(token: &Token<'_>) -> bool {
    text(&[*token]) == "="
}

/// The words of an option and its value, which may stand behind an `=`.
fn option<'a, 'b>(tokens: &'b [Token<'a>]) -> (&'b [Token<'a>], Option<Token<'a>>) {
    let length = match tokens.iter().position(is_equals) {
        Some(length) if length <= 3 => length,
        Some(_) | None => 1,
    };
    let (words, rest) = tokens.split_at(length.max(1).min(tokens.len()));
    let value = rest.iter().find(|token| !is_equals(token)).copied();
    (words, value)
}
