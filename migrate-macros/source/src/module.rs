//! One module's items, as far as the chain is concerned: its modules, revisions, chains and macro calls.

use crate::attribute::{self, Attribute};
use crate::lexer::Lexer;
use crate::token::{Lexeme, Token};

/// A `#[revision(…)]` and what it stands on.
#[derive(Clone, Debug)]
pub(crate) struct RevisionItem {
    pub(crate) attribute: Attribute<usize>,
    /// Where the attribute starts: its `#`.
    pub(crate) at: usize,
    pub(crate) conditional: bool,
    pub(crate) function: Option<String>,
    pub(crate) message: String,
}

/// A `chain!(…)`.
#[derive(Clone, Debug)]
pub(crate) struct ChainItem {
    pub(crate) type_name: Option<String>,
    pub(crate) name: Option<String>,
    /// Where the macro's path starts.
    pub(crate) at: usize,
}

/// A `mod name;`.
#[derive(Clone, Debug)]
pub(crate) struct ModLine {
    pub(crate) name: String,
    pub(crate) at: usize,
    pub(crate) conditional: bool,
    /// The value of `#[path = "…"]`.
    pub(crate) path: Option<String>,
}

/// An item that matters, in the order of the file.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Chain(ChainItem),
    File(ModLine),
    Inline { name: String, conditional: bool, path: Option<String>, items: Items },
    Revision(Box<RevisionItem>),
}

/// What a module holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Items {
    pub(crate) list: Vec<Item>,
    /// Whether `#![cfg(…)]` stands in it.
    pub(crate) conditional: bool,
    /// Whether a macro is called in it that may expand to revisions.
    pub(crate) opaque: bool,
}

/// Item macros that make no revisions.
const HARMLESS: [&str; 5] = ["compile_error", "concat", "macro_rules", "task_local", "thread_local"];

/// Reads the items of a file, or of a module in braces up to its end.
pub(crate) fn read(lexer: &mut Lexer<'_>) -> Items {
    let mut items = Items::default();
    let mut marks = Marks::default();
    while let Some(token) = lexer.next() {
        match &token.lexeme {
            Lexeme::Close(_) => break,
            Lexeme::Doc { text, inner: false } => marks.docs.push(text.clone()),
            Lexeme::Punct('#') => attribute(lexer, token.at, &mut marks, &mut items),
            Lexeme::Doc { .. } | Lexeme::Other | Lexeme::Punct(_) | Lexeme::Text(_) => {}
            Lexeme::Open(bracket) => lexer.skip_group(*bracket),
            Lexeme::Ident(word) => item(lexer, word, token.at, std::mem::take(&mut marks), &mut items),
        }
    }
    items
}

/// What stands above an item.
#[derive(Default)]
struct Marks {
    conditional: bool,
    docs: Vec<String>,
    path: Option<String>,
    revisions: Vec<(usize, Vec<Token<usize>>)>,
}

fn attribute(lexer: &mut Lexer<'_>, at: usize, marks: &mut Marks, items: &mut Items) {
    let mut ahead = lexer.clone();
    let inner = ahead.next().is_some_and(|token| token.is_punct('!'));
    if inner {
        *lexer = ahead;
    }
    if !lexer.next().is_some_and(|token| token.is_open('[')) {
        return;
    }
    let tokens = lexer.group();
    if inner {
        items.conditional |= tokens.first().and_then(Token::ident) == Some("cfg");
    } else {
        meta(&tokens, at, marks);
    }
}

/// Reads one attribute without its brackets: `path`, `path(…)`, `path = …`.
fn meta(tokens: &[Token<usize>], at: usize, marks: &mut Marks) {
    let end = tokens.iter().position(|token| token.ident().is_none() && !token.is_punct(':'));
    let (path, rest) = tokens.split_at(end.unwrap_or(tokens.len()));
    let Some(name) = path.last().and_then(Token::ident) else { return };
    let arguments = match rest {
        [open, inner @ .., close]
            if matches!(open.lexeme, Lexeme::Open(_)) && matches!(close.lexeme, Lexeme::Close(_)) =>
        {
            inner
        }
        _ => &[],
    };
    let value = match rest {
        [equals, Token { lexeme: Lexeme::Text(text), .. }] if equals.is_punct('=') => Some(text),
        _ => None,
    };
    match name {
        "cfg" => marks.conditional = true,
        "cfg_attr" => {
            let mut inner = Marks::default();
            for argument in attribute::split(arguments).skip(1) {
                meta(argument, at, &mut inner);
            }
            let Marks { conditional, docs: _, path, revisions } = inner;
            marks.conditional |= conditional || path.is_some() || !revisions.is_empty();
            marks.revisions.extend(revisions);
        }
        "doc" => marks.docs.extend(value.cloned()),
        "path" => marks.path = value.cloned(),
        "revision" => marks.revisions.push((at, arguments.to_vec())),
        _ => {}
    }
}

fn item(lexer: &mut Lexer<'_>, first: &str, at: usize, marks: Marks, items: &mut Items) {
    let mut word = first.to_owned();
    let mut start = at;
    if word == "pub" {
        let mut next = lexer.next();
        if next.as_ref().is_some_and(|token| token.is_open('(')) {
            lexer.skip_group('(');
            next = lexer.next();
        }
        match next {
            Some(Token { lexeme: Lexeme::Ident(name), at }) => (word, start) = (name, at),
            Some(_) | None => return,
        }
    }
    match word.as_str() {
        "mod" => module(lexer, start, marks, items),
        _ => other(lexer, &word, start, marks, items),
    }
}

fn module(lexer: &mut Lexer<'_>, at: usize, marks: Marks, items: &mut Items) {
    let Some(Token { lexeme: Lexeme::Ident(name), .. }) = lexer.next() else { return };
    let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
    let Marks { conditional, path, docs: _, revisions: _ } = marks;
    match lexer.next() {
        Some(token) if token.is_open('{') => {
            let inner = read(lexer);
            let conditional = conditional || inner.conditional;
            items.opaque |= inner.opaque;
            items.list.push(Item::Inline { name, conditional, path, items: inner });
        }
        Some(_) | None => items.list.push(Item::File(ModLine { name, at, conditional, path })),
    }
}

/// Reads any other item to its end: a macro call, or up to a `;` or a body in braces.
fn other(lexer: &mut Lexer<'_>, first: &str, at: usize, marks: Marks, items: &mut Items) {
    let mut value = matches!(first, "const" | "let" | "static" | "type" | "use");
    let mut function = None;
    let mut name = first.to_owned();
    let mut path = true;
    let mut next_is_name = first == "fn";
    while let Some(token) = lexer.next() {
        match token.lexeme {
            Lexeme::Close(_) | Lexeme::Punct(';') => break,
            Lexeme::Punct('!') if path => return macro_call(lexer, &name, at, items),
            Lexeme::Punct(':') if path => {}
            Lexeme::Open(bracket) => {
                lexer.skip_group(bracket);
                if bracket == '{' && !value {
                    break;
                }
                path = false;
            }
            Lexeme::Ident(word) => {
                if std::mem::take(&mut next_is_name) && function.is_none() {
                    function = Some(word.clone());
                }
                if word == "fn" && function.is_none() {
                    value = false;
                    next_is_name = true;
                }
                path &= word != "fn";
                name = word;
            }
            Lexeme::Doc { .. } | Lexeme::Other | Lexeme::Punct(_) | Lexeme::Text(_) => path = false,
        }
    }
    let Marks { conditional, docs, path: _, revisions } = marks;
    let message = crate::message::message(docs.iter().map(String::as_str));
    for (at, tokens) in revisions {
        let attribute = attribute::parse(&tokens, at);
        let (function, message) = (function.clone(), message.clone());
        items.list.push(Item::Revision(Box::new(RevisionItem {
            attribute,
            at,
            conditional,
            function,
            message,
        })));
    }
}

fn macro_call(lexer: &mut Lexer<'_>, name: &str, at: usize, items: &mut Items) {
    let mut next = lexer.next();
    if next.as_ref().is_some_and(|token| token.ident().is_some()) {
        next = lexer.next();
    }
    let Some(Token { lexeme: Lexeme::Open(bracket), .. }) = next else { return };
    if name != "chain" {
        lexer.skip_group(bracket);
        items.opaque |= !HARMLESS.contains(&name);
        return;
    }
    let tokens = lexer.group();
    let equals = tokens.iter().position(|token| token.is_punct('='));
    let type_name = equals.and_then(|equals| tokens.get(equals.checked_sub(1)?)?.ident().map(str::to_owned));
    let name = equals.and_then(|equals| match &tokens.get(equals + 1)?.lexeme {
        Lexeme::Text(text) => Some(text.clone()),
        _ => None,
    });
    items.list.push(Item::Chain(ChainItem { type_name, name, at }));
}
