//! The function as nearly every revision has it, known by its tokens alone.
//!
//! A macro's crate is compiled without optimisation, so a parser of the whole language costs a thousand
//! revisions a noticeable part of a second. What is not of this one form goes to `parse` and `check`.

use migrate_source::token::string_value;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::Function;

/// Knows `/// doc`, `pub` or nothing, `fn name(op: &mut Operations) { … }`, and nothing else.
pub(crate) fn function(item: TokenStream) -> Option<Function> {
    let mut trees = item.into_iter().peekable();
    let mut docs = Vec::new();
    while trees.next_if(|tree| is_punct(tree, '#')).is_some() {
        match trees.next()? {
            TokenTree::Group(attribute) => docs.push(doc(&attribute)?),
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => return None,
        }
    }
    if trees.next_if(|tree| is_ident(tree, "pub")).is_some() {
        let scope = |tree: &TokenTree| matches!(tree, TokenTree::Group(_));
        trees.next_if(scope);
    }
    trees.next().filter(|tree| is_ident(tree, "fn"))?;
    let TokenTree::Ident(name) = trees.next()? else { return None };
    let arguments = group(trees.next()?, Delimiter::Parenthesis)?;
    let argument = argument(&arguments)?;
    group(trees.next()?, Delimiter::Brace)?;
    let message = migrate_source::message::message(docs.iter().map(String::as_str));
    trees.next().is_none().then_some(Function { name, argument, message })
}

fn doc(attribute: &Group) -> Option<String> {
    let mut trees = attribute.stream().into_iter();
    trees.next().filter(|tree| is_ident(tree, "doc"))?;
    trees.next().filter(|tree| is_punct(tree, '='))?;
    match trees.next()? {
        TokenTree::Literal(text) => string_value(&text.to_string()),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    }
}

/// Where the type stands in `op: &mut Operations`.
fn argument(arguments: &Group) -> Option<Span> {
    let mut trees = arguments.stream().into_iter();
    trees
        .next()
        .filter(|tree| matches!(tree, TokenTree::Ident(name) if *name != "self" && *name != "mut"))?;
    trees.next().filter(|tree| is_punct(tree, ':'))?;
    trees.next().filter(|tree| is_punct(tree, '&'))?;
    trees.next().filter(|tree| is_ident(tree, "mut"))?;
    let TokenTree::Ident(ty) = trees.next()? else { return None };
    let simple = ty != "dyn" && ty != "impl" && trees.next().is_none();
    simple.then(|| ty.span())
}

fn group(tree: TokenTree, delimiter: Delimiter) -> Option<Group> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => None,
    }
}

fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_ident(tree: &TokenTree, name: &str) -> bool {
    let is = |ident: &Ident| *ident == name;
    matches!(tree, TokenTree::Ident(ident) if is(ident))
}
