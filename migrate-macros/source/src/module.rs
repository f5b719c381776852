//! One module's items, as far as the chain is concerned: its modules, revisions, chains and macro calls.

use crate::attribute::{self, Attribute, AttributeError, AttributeFault};
use crate::lexer::{Lexer, find};
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

impl RevisionItem {
    /// Whether it stands in no module.
    pub(crate) fn is_misplaced(&self) -> bool {
        self.attribute.faults.iter().any(|fault| fault.error == AttributeError::Misplaced)
    }
}

/// A `chain!(…)`.
#[derive(Clone, Debug)]
pub(crate) struct ChainItem {
    pub(crate) type_name: Option<String>,
    pub(crate) name: Option<String>,
    /// Where its attributes and doc comments start, or else the macro's path.
    pub(crate) start: usize,
    /// Where the macro's path starts.
    pub(crate) at: usize,
}

/// A `mod name;`.
#[derive(Clone, Debug)]
pub(crate) struct ModLine {
    pub(crate) name: String,
    /// Where its attributes and doc comments start, or else the item itself.
    pub(crate) start: usize,
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
    /// Whether a macro is called in it that may expand to revisions, or to the `mod` lines of some.
    pub(crate) opaque: bool,
}

/// The attribute's name where no `use` renames it.
const REVISION: &str = "revision";

/// Item macros that make no revisions.
const HARMLESS: [&str; 5] = ["compile_error", "concat", "macro_rules", "task_local", "thread_local"];

/// Reads the items of a file.
pub(crate) fn read(text: &str) -> Items {
    let names = names(text);
    Reader { lexer: Lexer::new(text), text, names: &names }.items()
}

/// What `#[revision]` is called in a file: its own name, and those that `use … revision as …` gives it.
fn names(text: &str) -> Vec<&str> {
    let mut names = vec![REVISION];
    let mut from = 0;
    while let Some(at) = find(text.as_bytes(), REVISION.as_bytes(), from) {
        from = at + REVISION.len();
        let renamed =
            text[from..].trim_start().strip_prefix("as").filter(|rest| rest.starts_with(char::is_whitespace));
        let Some(name) = renamed.map(str::trim_start) else { continue };
        let end = name.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(name.len());
        names.push(&name[..end]);
    }
    names
}

/// What stands above an item.
#[derive(Default)]
struct Marks {
    conditional: bool,
    docs: Vec<String>,
    /// Whether an unknown attribute may be `#[revision]` under another name.
    opaque: bool,
    path: Option<String>,
    revisions: Vec<(usize, Vec<Token<usize>>)>,
    /// Where the first of them starts.
    start: Option<usize>,
}

/// Reads the items of one file, or of a module in braces.
struct Reader<'a> {
    lexer: Lexer<'a>,
    text: &'a str,
    names: &'a [&'a str],
}

impl Reader<'_> {
    /// The items up to the end of the file or of the braces.
    fn items(&mut self) -> Items {
        let mut items = Items::default();
        let mut marks = Marks::default();
        while let Some(token) = self.lexer.next() {
            match &token.lexeme {
                Lexeme::Close(_) => break,
                Lexeme::Doc { text, inner: false } => {
                    marks.start.get_or_insert(token.at);
                    marks.docs.push(text.clone());
                }
                Lexeme::Punct('#') => self.attribute(token.at, &mut marks, &mut items),
                Lexeme::Doc { .. } | Lexeme::Other | Lexeme::Punct(_) | Lexeme::Text(_) => {}
                Lexeme::Open(bracket) => self.lexer.skip_group(*bracket),
                Lexeme::Ident(word) => self.item(word, token.at, std::mem::take(&mut marks), &mut items),
            }
        }
        items
    }

    fn attribute(&mut self, at: usize, marks: &mut Marks, items: &mut Items) {
        let mut ahead = self.lexer.clone();
        let inner = ahead.next().is_some_and(|token| token.is_punct('!'));
        if inner {
            self.lexer = ahead;
        }
        if !self.lexer.next().is_some_and(|token| token.is_open('[')) {
            return;
        }
        let tokens = self.lexer.group();
        if inner {
            items.conditional |= tokens.first().and_then(Token::ident) == Some("cfg");
        } else {
            marks.start.get_or_insert(at);
            self.meta(&tokens, at, marks);
            items.opaque |= std::mem::take(&mut marks.opaque);
        }
    }

    /// Reads one attribute without its brackets: `path`, `path(…)`, `path = …`.
    fn meta(&self, tokens: &[Token<usize>], at: usize, marks: &mut Marks) {
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
                    self.meta(argument, argument.first().map_or(at, |token| token.at), &mut inner);
                }
                let Marks { conditional, docs: _, opaque, path, revisions, start: _ } = inner;
                marks.conditional |= conditional || path.is_some() || !revisions.is_empty();
                marks.opaque |= opaque;
                marks.revisions.extend(revisions);
            }
            "doc" => marks.docs.extend(value.cloned()),
            "path" => marks.path = value.cloned(),
            name if self.names.contains(&name) => marks.revisions.push((at, arguments.to_vec())),
            // Another file may have renamed the attribute.
            _ => marks.opaque |= attribute::parse(arguments, at).id.is_some(),
        }
    }

    fn item(&mut self, first: &str, at: usize, mut marks: Marks, items: &mut Items) {
        marks.start.get_or_insert(at);
        let mut word = first.to_owned();
        let mut start = at;
        if word == "pub" {
            let mut next = self.lexer.next();
            if next.as_ref().is_some_and(|token| token.is_open('(')) {
                self.lexer.skip_group('(');
                next = self.lexer.next();
            }
            match next {
                Some(Token { lexeme: Lexeme::Ident(name), at }) => (word, start) = (name, at),
                Some(_) | None => return,
            }
        }
        match word.as_str() {
            "mod" => self.module(start, marks, items),
            _ => self.other(&word, start, marks, items),
        }
    }

    fn module(&mut self, at: usize, marks: Marks, items: &mut Items) {
        let Some(Token { lexeme: Lexeme::Ident(name), .. }) = self.lexer.next() else { return };
        let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
        let Marks { conditional, path, docs: _, opaque: _, revisions: _, start } = marks;
        let start = start.unwrap_or(at);
        match self.lexer.next() {
            Some(token) if token.is_open('{') => {
                let inner = self.items();
                let conditional = conditional || inner.conditional;
                items.list.push(Item::Inline { name, conditional, path, items: inner });
            }
            Some(_) | None => items.list.push(Item::File(ModLine { name, start, at, conditional, path })),
        }
    }

    /// Reads any other item to its end: a macro call, or up to a `;` or a body in braces.
    fn other(&mut self, first: &str, at: usize, marks: Marks, items: &mut Items) {
        let mut value = matches!(first, "const" | "let" | "static" | "type" | "use");
        let mut function = None;
        let mut name = first.to_owned();
        let mut path = true;
        let mut next_is_name = first == "fn";
        let mut misplaced = Vec::new();
        while let Some(token) = self.lexer.next() {
            match token.lexeme {
                Lexeme::Close(_) | Lexeme::Punct(';') => break,
                Lexeme::Punct('!') if path => {
                    return self.macro_call(&name, marks.start.unwrap_or(at), at, items);
                }
                Lexeme::Punct(':') if path => {}
                Lexeme::Open(bracket) => {
                    misplaced.extend(self.misplaced(bracket));
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
        let Marks { conditional, docs, opaque: _, path: _, revisions, start: _ } = marks;
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
        items.list.extend(misplaced);
    }

    /// Skips what stands in brackets, which is code. A revision in it is a mistake: it has no module of its own.
    fn misplaced(&mut self, bracket: char) -> Vec<Item> {
        let mut inside = self.lexer.clone();
        let start = inside.offset();
        self.lexer.skip_group(bracket);
        let bytes = &self.text.as_bytes()[start..self.lexer.offset()];
        if self.names.iter().all(|name| find(bytes, name.as_bytes(), 0).is_none()) {
            return Vec::new();
        }
        let mut revisions = Vec::new();
        while inside.offset() < self.lexer.offset() {
            let Some(token) = inside.next() else { break };
            if token.is_punct('#') && inside.clone().next().is_some_and(|token| token.is_open('[')) {
                inside.next();
                let mut marks = Marks::default();
                self.meta(&inside.group(), token.at, &mut marks);
                revisions.extend(marks.revisions.into_iter().map(|(at, _)| misplaced(at)));
            }
        }
        revisions
    }

    fn macro_call(&mut self, name: &str, start: usize, at: usize, items: &mut Items) {
        let mut next = self.lexer.next();
        if next.as_ref().is_some_and(|token| token.ident().is_some()) {
            next = self.lexer.next();
        }
        let Some(Token { lexeme: Lexeme::Open(bracket), .. }) = next else { return };
        if name != "chain" {
            self.lexer.skip_group(bracket);
            items.opaque |= !HARMLESS.contains(&name);
            return;
        }
        let tokens = self.lexer.group();
        let equals = tokens.iter().position(|token| token.is_punct('=')).unwrap_or(tokens.len());
        let type_name = tokens[..equals].last().and_then(Token::ident).map(str::to_owned);
        let name = match tokens.get(equals + 1).map(|token| &token.lexeme) {
            Some(Lexeme::Text(text)) => Some(text.clone()),
            _ => None,
        };
        items.list.push(Item::Chain(ChainItem { type_name, name, start, at }));
    }
}

/// A revision that stands in no module. It has no place in a chain, so neither an id nor a parent.
fn misplaced(at: usize) -> Item {
    let faults = vec![AttributeFault { error: AttributeError::Misplaced, at }];
    let attribute = Attribute {
        branch: None,
        chain: None,
        depends_on: Vec::new(),
        down: Vec::new(),
        downgrade: None,
        id: None,
        needs: Vec::new(),
        faults,
    };
    let message = String::new();
    Item::Revision(Box::new(RevisionItem { attribute, at, conditional: false, function: None, message }))
}
