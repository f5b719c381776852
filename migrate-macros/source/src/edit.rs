//! Changes a source: a `mod` line more, another `down`, a label. What nobody asked about stays byte for byte.

use std::ops::Range;

use thiserror::Error;

use crate::lexer::Lexer;
use crate::module::{self, ChainItem, Item, Items, ModLine};
use crate::token::{Lexeme, Token};

/// Why a source could not be changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// The file has no such `chain!`.
    #[error("there is no `chain!` of a type `{type_name}` in it")]
    NoChain {
        /// The name of the chain's type.
        type_name: String,
    },
    /// The file has no such revision.
    #[error("there is no revision `{id}` in it")]
    NoRevision {
        /// The id.
        id: String,
    },
}

/// A key of `#[revision(…)]` that can be set, in the order in which the keys stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The parents.
    Down,
    /// What must be applied before, without being a parent.
    DependsOn,
    /// The label of the branch that starts here.
    Branch,
}

impl Key {
    /// The keys that stand before this one where both are there.
    fn before(self) -> &'static [&'static str] {
        match self {
            Self::Down => &["id"],
            Self::DependsOn => &["id", "down"],
            Self::Branch => &["id", "down", "depends_on"],
        }
    }

    /// The key as it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::DependsOn => "depends_on",
            Self::Down => "down",
        }
    }

    /// The value as it is written for these words: a list has brackets where there are several, or always.
    pub fn value(self, words: &[&str]) -> String {
        let quoted = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        match (self, words) {
            (Self::Branch | Self::Down, [_]) => quoted,
            (Self::Branch | Self::DependsOn | Self::Down, _) => format!("[{quoted}]"),
        }
    }
}

/// The text with a `mod` line for a new file below the module of a `chain!`, in its place by name; the same text where
/// the line stands there already.
///
/// # Errors
///
/// When the `chain!` is not in the text.
pub fn add_mod_line(text: &str, type_name: &str, name: &str) -> Result<String, EditError> {
    let items = module::read(text);
    let Some((list, chain)) = find_chain(&items, type_name) else {
        return Err(EditError::NoChain { type_name: type_name.to_owned() });
    };
    let lines = list.iter().filter_map(|item| match item {
        Item::File(line) => Some(line),
        Item::Chain(_) | Item::Inline { .. } | Item::Revision(_) => None,
    });
    let lines = lines.collect::<Vec<&ModLine>>();
    if lines.iter().any(|line| line.name == name) {
        return Ok(text.to_owned());
    }
    let before = lines.iter().rev().find(|line| line.name.as_str() < name);
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (beside, blank) = match (before, lines.first()) {
        (Some(line), _) => (line.start, ""),
        (None, Some(first)) => (first.start, ""),
        (None, None) => (chain.start, ending),
    };
    let indent = indent(text, beside);
    let at = match before {
        None => above_comments(text, beside),
        Some(line) => {
            let end = statement_end(text, line.at);
            let Some(behind) = free_line_behind(text, end) else {
                // Another item begins in this line, and may end in another.
                return Ok(format!("{}{ending}{indent}mod {name};{}", &text[..end], &text[end..]));
            };
            behind
        }
    };
    let missing = if at > 0 && !text[..at].ends_with('\n') { ending } else { "" };
    Ok(format!("{}{missing}{indent}mod {name};{ending}{blank}{}", &text[..at], &text[at..]))
}

/// The text without a `mod` line of the module of a `chain!`, and without its attributes and doc comments; the same text
/// where there is no such line.
///
/// # Errors
///
/// When the `chain!` is not in the text.
pub fn remove_mod_line(text: &str, type_name: &str, name: &str) -> Result<String, EditError> {
    let items = module::read(text);
    let Some((list, _)) = find_chain(&items, type_name) else {
        return Err(EditError::NoChain { type_name: type_name.to_owned() });
    };
    let line = list.iter().find_map(|item| match item {
        Item::File(line) if line.name == name => Some(line),
        Item::Chain(_) | Item::File(_) | Item::Inline { .. } | Item::Revision(_) => None,
    });
    let Some(line) = line else { return Ok(text.to_owned()) };
    let (start, end) = (line_start(text, line.start), statement_end(text, line.at));
    let is_first_in_line = text[start..line.start].trim().is_empty();
    match free_line_behind(text, end).filter(|_| is_first_in_line) {
        Some(behind) => Ok(format!("{}{}", &text[..start], &text[behind..])),
        // Another item stands in its line.
        None => Ok(format!("{}{}", &text[..line.start], text[end..].trim_start_matches(' '))),
    }
}

/// The text of a crate's root with `pub mod name;`, behind the other modules or else before the first item; the same
/// text where the module is there already.
pub fn add_public_module(text: &str, name: &str) -> String {
    let items = module::read(text);
    let mut at = None;
    for item in &items.list {
        match item {
            Item::File(line) if line.name == name => return text.to_owned(),
            Item::Inline { name: own, .. } if own == name => return text.to_owned(),
            Item::File(line) => at = free_line_behind(text, statement_end(text, line.at)).or(at),
            Item::Chain(_) | Item::Inline { .. } | Item::Revision(_) => {}
        }
    }
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("pub mod {name};{ending}");
    let (at, blank) = match at {
        Some(at) => (at, ""),
        None => (inner_end(text), ending),
    };
    let (above, below) = text.split_at(at);
    let missing = if above.is_empty() || above.ends_with('\n') { "" } else { ending };
    let above_blank = if blank.is_empty() || above.trim().is_empty() { "" } else { blank };
    let below = if blank.is_empty() { below } else { below.trim_start_matches(['\r', '\n']) };
    let below_blank = if below.is_empty() { "" } else { blank };
    format!("{above}{missing}{above_blank}{line}{below_blank}{below}")
}

/// Behind the line of the last inner comment or attribute of a file.
fn inner_end(text: &str) -> usize {
    let mut lexer = Lexer::new(text);
    let mut end = 0;
    while let Some(token) = lexer.next() {
        match token.lexeme {
            Lexeme::Doc { inner: true, .. } => {}
            Lexeme::Punct('#') => {
                let is_inner = lexer.next().is_some_and(|token| token.is_punct('!'));
                if !is_inner || !lexer.next().is_some_and(|token| token.is_open('[')) {
                    break;
                }
                lexer.skip_group('[');
            }
            Lexeme::Close(_)
            | Lexeme::Doc { .. }
            | Lexeme::Ident(_)
            | Lexeme::Open(_)
            | Lexeme::Other
            | Lexeme::Punct(_)
            | Lexeme::Text(_) => break,
        }
        end = line_behind(text, lexer.offset());
    }
    end
}

/// The text with another value of a key of a revision's attribute; without the key where there are no words.
///
/// # Errors
///
/// When the revision is not in the text.
pub fn set(text: &str, id: &str, key: Key, words: &[&str]) -> Result<String, EditError> {
    let items = module::read(text);
    let Some(at) = find_revision(&items, id) else { return Err(EditError::NoRevision { id: id.to_owned() }) };
    let arguments = arguments(text, at);
    let own = arguments.iter().position(|argument| argument.key == key.word());
    let value = key.value(words);
    let edit =
        |range: Range<usize>, new: &str| format!("{}{new}{}", &text[..range.start], &text[range.end..]);
    Ok(match (own, words) {
        (None, []) => text.to_owned(),
        (Some(own), []) => {
            // With the comma that parts it from the one before it, or from the one behind where it is the first.
            let range = match (own.checked_sub(1), arguments.get(own + 1)) {
                (Some(previous), _) => arguments[previous].whole.end..arguments[own].whole.end,
                (None, Some(next)) => arguments[own].whole.start..next.whole.start,
                (None, None) => arguments[own].whole.clone(),
            };
            edit(range, "")
        }
        (Some(own), _) => edit(arguments[own].value.clone(), &value),
        (None, _) => {
            let behind = arguments.iter().rfind(|argument| key.before().contains(&argument.key.as_str()));
            let Some(Argument { whole, .. }) = behind.or(arguments.last()) else {
                return Ok(text.to_owned());
            };
            // Beside the others: in their line, or in one of its own where they have.
            let has_line = line_start(text, whole.start) > at;
            let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let blank =
                if has_line { format!("{ending}{}", indent(text, whole.start)) } else { " ".to_owned() };
            edit(whole.end..whole.end, &format!(",{blank}{} = {value}", key.word()))
        }
    })
}

/// One `key = value` of an attribute.
struct Argument {
    key: String,
    whole: Range<usize>,
    value: Range<usize>,
}

/// The arguments of the attribute that starts at an offset.
fn arguments(text: &str, at: usize) -> Vec<Argument> {
    let mut lexer = Lexer::new(text);
    lexer.skip_to(at);
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    // The attribute's own brackets are `#[ … ( … ) ]`; the arguments stand in the round ones.
    while let Some(token) = lexer.next() {
        match token.lexeme {
            Lexeme::Open('[') if depth == 0 => {}
            Lexeme::Open(_) => depth += 1,
            Lexeme::Close(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            Lexeme::Doc { .. } | Lexeme::Ident(_) | Lexeme::Other | Lexeme::Punct(_) | Lexeme::Text(_) => {}
        }
        let inside = depth > 1 || (depth == 1 && !token.is_open('('));
        if inside {
            tokens.push((token, depth, lexer.offset()));
        }
    }
    let parts = tokens.split(|(token, depth, _)| *depth == 1 && token.is_punct(','));
    parts.filter_map(argument).collect()
}

fn argument(tokens: &[(Token<usize>, usize, usize)]) -> Option<Argument> {
    let [(key, ..), _, (value, ..), ..] = tokens else { return None };
    let (_, _, end) = tokens.last()?;
    Some(Argument { key: key.ident()?.to_owned(), whole: key.at..*end, value: value.at..*end })
}

/// A `chain!` and the items beside it.
fn find_chain<'a>(items: &'a Items, type_name: &str) -> Option<(&'a [Item], &'a ChainItem)> {
    items.list.iter().find_map(|item| match item {
        Item::Chain(chain) => {
            let fits = chain.type_name.as_deref() == Some(type_name);
            fits.then_some((items.list.as_slice(), chain))
        }
        Item::Inline { items, .. } => find_chain(items, type_name),
        Item::File(_) | Item::Revision(_) => None,
    })
}

/// Where the attribute of a revision starts.
fn find_revision(items: &Items, id: &str) -> Option<usize> {
    items.list.iter().find_map(|item| match item {
        Item::Revision(revision) => {
            let own = revision.attribute.id.as_ref().is_some_and(|own| own.text == id);
            own.then_some(revision.at)
        }
        Item::Inline { items, .. } => find_revision(items, id),
        Item::Chain(_) | Item::File(_) => None,
    })
}

/// Behind the `;` of the item that starts at an offset.
fn statement_end(text: &str, at: usize) -> usize {
    let mut lexer = Lexer::new(text);
    lexer.skip_to(at);
    while let Some(token) = lexer.next() {
        if token.is_punct(';') {
            break;
        }
    }
    lexer.offset()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The start of the line behind the one that an offset is in.
fn line_behind(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The blanks that the line of an offset begins with.
fn indent(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..];
    &line[..line.find(|c: char| c != ' ' && c != '\t').unwrap_or(line.len())]
}

/// The start of the line behind an offset and the comments that begin in its line; `None` where code does.
fn free_line_behind(text: &str, at: usize) -> Option<usize> {
    let mut lexer = Lexer::new(text);
    lexer.skip_to(at);
    let next = lexer.next().map_or(text.len(), |token| token.at);
    let mut behind = line_behind(text, at);
    // A line that starts in a comment in `/* … */` is not free.
    while let Some(open) = text[at..behind].rfind("/*") {
        let line = line_start(text, at + open);
        let is_ended = text[at + open..behind].contains("*/") || text[line..at + open].contains("//");
        if is_ended || behind == text.len() {
            break;
        }
        behind = line_behind(text, behind);
    }
    (behind <= next).then_some(behind)
}

/// The start of the lines of comments that stand right above an item.
fn above_comments(text: &str, at: usize) -> usize {
    let mut start = line_start(text, at);
    while start > 0 {
        let above = line_start(text, start - 1);
        let line = text[above..start].trim();
        if line.starts_with("//") && !line.starts_with("//!") {
            start = above;
            continue;
        }
        let open = line.ends_with("*/").then(|| text[..start].rfind("/*")).flatten();
        match open.map(|open| (line_start(text, open), open)) {
            Some((above, open))
                if text[above..open].trim().is_empty() && !text[open..].starts_with("/*!") =>
            {
                start = above;
            }
            Some(_) | None => break,
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mod_line_goes_to_its_place_by_name() {
        let text =
            "//! Revisions.\n\nmod r1;\nmod r3; // three\n\nmigrate_core::chain!(pub Shop = \"shop\");\n";
        let added = |name| add_mod_line(text, "Shop", name).unwrap();
        assert_eq!(added("r2"), text.replace("mod r3", "mod r2;\nmod r3"));
        assert_eq!(added("r4"), text.replace("// three\n", "// three\nmod r4;\n"));
        assert_eq!(added("r0"), text.replace("mod r1", "mod r0;\nmod r1"));
        assert_eq!(added("r3"), text);
    }

    #[test]
    fn a_mod_line_goes_with_what_stands_on_it() {
        let text = "mod a;\n/// Of b.\n#[cfg(x)]\nmod b; // b\nmod c;\n\nchain!(C = \"c\");\n";
        let removed = |text, name| remove_mod_line(text, "C", name).unwrap();
        assert_eq!(removed(text, "b"), "mod a;\nmod c;\n\nchain!(C = \"c\");\n");
        assert_eq!(removed(text, "c"), text.replace("mod c;\n", ""));
        assert_eq!(removed(text, "d"), text);
        assert_eq!(removed("mod a; mod b; chain!(C = \"c\");", "b"), "mod a; chain!(C = \"c\");");
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(removed(&crlf, "a"), crlf.replace("mod a;\r\n", ""));
    }

    #[test]
    fn attributes_stay_with_their_line() {
        let text = "mod a;\n#[cfg(x)]\nmod c;\nmigrate_core::chain!(C = \"c\");";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), text.replace("mod a;\n", "mod a;\nmod b;\n"));
        let text = "// first\n#[cfg(x)]\nmod c;\nchain!(C = \"c\");";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), format!("mod b;\n{text}"));
    }

    #[test]
    fn the_first_line_stands_above_the_chain() {
        let text = "//! Revisions.\r\n\r\nmigrate_core::chain!(pub Shop = \"shop\");\r\n";
        let expected = "//! Revisions.\r\n\r\nmod a;\r\n\r\nmigrate_core::chain!(pub Shop = \"shop\");\r\n";
        assert_eq!(add_mod_line(text, "Shop", "a").unwrap(), expected);
    }

    #[test]
    fn the_chain_may_stand_in_a_module_in_braces() {
        let text = "mod x;\nmod inner {\n    mod a;\n    chain!(C = \"c\");\n}\n";
        let expected = text.replace("    mod a;\n", "    mod a;\n    mod b;\n");
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), expected);
        assert_eq!(add_mod_line(text, "D", "b"), Err(EditError::NoChain { type_name: "D".to_owned() }));
    }

    #[test]
    fn a_line_parts_no_item_and_no_comment() {
        let text = "#[cfg(\n    any(unix, windows)\n)]\nmod c;\n\nchain!(C = \"c\");\n";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), format!("mod b;\n{text}"));
        let text = "use x;\n\n/* of\n   c */\n#[cfg(\n    unix\n)] mod c;\nchain!(C = \"c\");\n";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), text.replace("/* of", "mod b;\n/* of"));
        let text = "#[cfg(\n    unix\n)]\nchain!(C = \"c\");\n";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), format!("mod b;\n\n{text}"));
        let text = "mod a; /* of\n a */\nchain!(C = \"c\");\n";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), text.replace("a */\n", "a */\nmod b;\n"));
        let text = "mod a; // /*\nmod c;\nchain!(C = \"c\");\n";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), text.replace("mod c", "mod b;\nmod c"));
        let text = "mod a; chain!(\n    C = \"c\"\n);\n";
        assert_eq!(add_mod_line(text, "C", "b").unwrap(), text.replace("mod a;", "mod a;\nmod b;"));
        let text = "mod a; fn f() {\n}\n";
        assert_eq!(add_public_module(text, "b"), format!("pub mod b;\n\n{text}"));
    }

    #[test]
    fn a_line_is_ended_before_another_is_added() {
        assert_eq!(
            add_mod_line("chain!(C = \"c\"); mod a;", "C", "b").unwrap(),
            "chain!(C = \"c\"); mod a;\nmod b;\n"
        );
    }

    #[test]
    fn a_module_of_the_crate_stands_with_the_others() {
        let add = |text: &str| add_public_module(text, "m");
        assert_eq!(add(""), "pub mod m;\n");
        assert_eq!(add("//! Docs."), "//! Docs.\n\npub mod m;\n");
        assert_eq!(add("/// f\nfn f() {}\n"), "pub mod m;\n\n/// f\nfn f() {}\n");
        assert_eq!(
            add("//! Docs.\n#![deny(\n    x\n)]\n\nuse y;\n"),
            "//! Docs.\n#![deny(\n    x\n)]\n\npub mod m;\n\nuse y;\n"
        );
        assert_eq!(add("mod a;\npub mod z;\nfn f() {}\n"), "mod a;\npub mod z;\npub mod m;\nfn f() {}\n");
        assert_eq!(add("mod m;\n"), "mod m;\n");
    }

    #[test]
    fn down_is_replaced_added_and_removed() {
        let text = "/// It has `down = \"x\"`.\n#[revision(id = \"b\", down = \"a\", branch = \"crm\")] // down\nfn upgrade() {}\n";
        let set = |words: &[&str]| set(text, "b", Key::Down, words).unwrap();
        assert_eq!(set(&["c"]), text.replace("down = \"a\"", "down = \"c\""));
        assert_eq!(set(&["c", "d"]), text.replace("down = \"a\"", "down = [\"c\", \"d\"]"));
        assert_eq!(set(&[]), text.replace(", down = \"a\"", ""));
        let base = set(&[]);
        assert_eq!(super::set(&base, "b", Key::Down, &["a"]).unwrap(), text);
    }

    #[test]
    fn a_list_is_one_value_over_several_lines() {
        let text = "#[migrate_core::revision(\n    id = \"m\",\n    down = [\n        \"a\", // one\n        \"b\",\n    ],\n)]\nfn f() {}";
        let expected = "#[migrate_core::revision(\n    id = \"m\",\n    down = \"c\",\n)]\nfn f() {}";
        assert_eq!(set(text, "m", Key::Down, &["c"]).unwrap(), expected);
        let expected = text.replace("    ],\n)", "    ],\n    branch = \"x\",\n)");
        assert_eq!(set(text, "m", Key::Branch, &["x"]).unwrap(), expected);
    }

    #[test]
    fn the_first_argument_goes_with_its_comma() {
        let text = "#[revision(down = \"a\", id = \"b\")]\nfn f() {}";
        assert_eq!(set(text, "b", Key::Down, &[]).unwrap(), "#[revision(id = \"b\")]\nfn f() {}");
        assert_eq!(
            set(text, "b", Key::DependsOn, &["x"]).unwrap(),
            "#[revision(down = \"a\", id = \"b\", depends_on = [\"x\"])]\nfn f() {}"
        );
    }

    #[test]
    fn only_the_revision_that_is_named_changes() {
        let text =
            "mod a { #[revision(id = \"a\")] fn f() {} }\n#[revision(id = \"b\", down = \"a\")]\nfn f() {}";
        let expected = text.replace("id = \"a\")", "id = \"a\", branch = \"é\")");
        assert_eq!(set(text, "a", Key::Branch, &["é"]).unwrap(), expected);
        assert_eq!(set(text, "c", Key::Branch, &["x"]), Err(EditError::NoRevision { id: "c".to_owned() }));
    }
}
