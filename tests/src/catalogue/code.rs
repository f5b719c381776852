//! A piece of Rust that runs, and its text.

use std::fs;
use std::ops::Range;
use std::path::Path;

use migrate_core::operation::Operations;
use proc_macro2::{Delimiter, Group, LineColumn, TokenStream, TokenTree};

/// A closure that records operations, and where its text stands: what is shown is what runs.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// What it records.
    pub record: fn(&mut Operations),
    /// The file, below the workspace.
    pub file: &'static str,
    /// The line of the macro's call.
    pub line: u32,
    /// The column of the macro's call.
    pub column: u32,
}

impl Code {
    /// The text between the closure's braces, as it is written, without the indentation.
    ///
    /// # Panics
    /// When the file is not where it was when this was compiled.
    pub fn text(&self) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(self.file);
        let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let tokens = source.parse::<TokenStream>().unwrap_or_else(|error| panic!("{}: {error}", self.file));
        let place = LineColumn { line: self.line as usize, column: self.column as usize - 1 };
        let call = call_at(tokens, place)
            .unwrap_or_else(|| panic!("{}:{}: no call of `rust!` stands here", self.file, self.line));
        let text = dedented(&source[body(&call)]);
        if text.is_empty() || text.ends_with([';', '}']) { text } else { format!("{text};") }
    }
}

/// The arguments of the macro's call at this place.
fn call_at(tokens: TokenStream, place: LineColumn) -> Option<Group> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "rust" && ident.span().start() == place => {
                return tokens.find_map(|token| match token {
                    TokenTree::Group(group) => Some(group),
                    TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => None,
                });
            }
            TokenTree::Group(group) => {
                if let Some(call) = call_at(group.stream(), place) {
                    return Some(call);
                }
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
    None
}

/// Where a closure's body stands, without the braces around it.
fn body(call: &Group) -> Range<usize> {
    let is_bar = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '|');
    let mut tokens = call.stream().into_iter().skip_while(|token| !is_bar(token)).skip(1);
    let body = tokens.by_ref().skip_while(|token| !is_bar(token)).skip(1).collect::<Vec<_>>();
    match body.as_slice() {
        [TokenTree::Group(block)] if block.delimiter() == Delimiter::Brace => {
            block.span_open().byte_range().end..block.span_close().byte_range().start
        }
        [first, .., last] => first.span().byte_range().start..last.span().byte_range().end,
        [..] => panic!("`{call}` is no closure"),
    }
}

/// Lines without the blanks that all of them begin with.
fn dedented(text: &str) -> String {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let blanks = |line: &str| line.len() - line.trim_start().len();
    let margin = lines().map(blanks).min().unwrap_or(0);
    lines().map(|line| line[margin..].trim_end()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use crate::catalogue::rust;

    #[test]
    fn the_text_is_what_is_written() {
        let one = rust!(|op| {
            op.drop_table("a"); // a comment stays
            op.create_table("b", |t| {
                t.check("')' <> '}'");
            });
        });
        let text = "op.drop_table(\"a\"); // a comment stays\nop.create_table(\"b\", |t| {\n    t.check(\"')' <> '}'\");\n});";
        assert_eq!(one.text(), text);
        let (two, three) = (rust!(|op| { op.drop_table("c") }), rust!(|_| {}));
        assert_eq!([two.text(), three.text()], ["op.drop_table(\"c\");", ""]);
    }
}
