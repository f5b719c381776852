//! What stands in an attribute of a derive: words, each alone, with a value, or with a list.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, LitStr};

use crate::problems::Problems;
use crate::wording;

/// `word`, `word = value` or `word(list)`.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) word: Ident,
    pub(crate) given: Given,
}

/// What stands behind a word.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// What stands between round brackets.
    List(Group),
    /// Nothing.
    Nothing,
    /// What stands behind `=`.
    Value(TokenStream),
}

impl Item {
    /// Reads an item, if it begins as one.
    pub(crate) fn read(tokens: TokenStream) -> Option<Self> {
        let mut trees = tokens.into_iter();
        let TokenTree::Ident(word) = trees.next()? else { return None };
        let given = match trees.next() {
            None => Given::Nothing,
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => Given::Value(trees.collect()),
            Some(TokenTree::Group(group))
                if group.delimiter() == Delimiter::Parenthesis && trees.next().is_none() =>
            {
                Given::List(group)
            }
            Some(_) => return None,
        };
        Some(Self { word, given })
    }

    /// The word as text, without `r#`.
    pub(crate) fn name(&self) -> String {
        plain(&self.word)
    }

    /// Says that something else is to stand behind the word.
    fn ill(&self, form: &str, problems: &mut Problems) {
        let at = match &self.given {
            Given::Value(value) if !value.is_empty() => value.span(),
            Given::List(group) => group.span(),
            Given::Nothing | Given::Value(_) => self.word.span(),
        };
        problems.add(at, wording::ill_word(&self.name(), form));
    }

    /// The word stands alone.
    pub(crate) fn alone(&self, problems: &mut Problems) {
        if !matches!(self.given, Given::Nothing) {
            self.ill(&format!("stands alone: `{}`", self.name()), problems);
        }
    }

    /// The text behind it.
    pub(crate) fn text(&self, problems: &mut Problems) -> Option<LitStr> {
        if let Given::Value(value) = &self.given
            && let Ok(text) = syn::parse2(value.clone())
        {
            return Some(text);
        }
        self.ill(&format!("takes a text: `{} = \"…\"`", self.name()), problems);
        None
    }

    /// The value behind it, as an expression of Rust.
    pub(crate) fn value(&self, problems: &mut Problems) -> Option<TokenStream> {
        match &self.given {
            Given::Value(value) if !value.is_empty() => expression(value, problems),
            Given::List(_) | Given::Nothing | Given::Value(_) => {
                self.ill(&format!("takes a value: `{} = …`", self.name()), problems);
                None
            }
        }
    }

    /// What stands between the brackets, cut at the commas.
    pub(crate) fn list(&self, form: &str, problems: &mut Problems) -> Option<Vec<TokenStream>> {
        match &self.given {
            Given::List(group) if !group.stream().is_empty() => Some(split(group.stream())),
            Given::List(_) | Given::Nothing | Given::Value(_) => {
                self.ill(&format!("takes a list: `{}({form})`", self.name()), problems);
                None
            }
        }
    }
}

/// An expression of Rust as it stands, if it is one.
pub(crate) fn expression(tokens: &TokenStream, problems: &mut Problems) -> Option<TokenStream> {
    match syn::parse2::<Expr>(tokens.clone()) {
        Ok(expression) => Some(expression.into_token_stream()),
        Err(error) => {
            problems.add(error.span(), error);
            None
        }
    }
}

/// What stands between commas.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut all = vec![Vec::new()];
    for tree in tokens {
        match (&tree, all.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => all.push(Vec::new()),
            (_, Some(last)) => last.push(tree),
            (_, None) => {}
        }
    }
    let whole = all.into_iter().filter(|trees| !trees.is_empty());
    whole.map(|trees| trees.into_iter().collect()).collect()
}

/// The items of all attributes of a name, such as `table`.
pub(crate) fn items(attributes: &[syn::Attribute], name: &str, problems: &mut Problems) -> Vec<Item> {
    let mut items = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let list = match &attribute.meta {
            syn::Meta::List(list) if matches!(list.delimiter, syn::MacroDelimiter::Paren(_)) => list,
            syn::Meta::List(_) | syn::Meta::NameValue(_) | syn::Meta::Path(_) => {
                problems.add(attribute.path().span(), wording::attribute_form(name));
                continue;
            }
        };
        for tokens in split(list.tokens.clone()) {
            let at = tokens.span();
            match Item::read(tokens) {
                Some(item) => items.push(item),
                None => problems.add(at, wording::no_word(name)),
            }
        }
    }
    items
}

/// Keeps the first of what may be said once.
pub(crate) fn once<T>(place: &mut Option<T>, value: Option<T>, word: &Ident, problems: &mut Problems) {
    if place.is_some() {
        problems.add(word.span(), wording::twice(&plain(word)));
    } else {
        *place = value;
    }
}

/// The name of an identifier, without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}

/// An identifier of Rust for a method's name, where a user's word stands.
pub(crate) fn method(name: &str, at: Span) -> Ident {
    Ident::new(name, at)
}

/// The word that one is most likely a slip of.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let distances =
        known.into_iter().map(|known| (strsim::osa_distance(&word, &known.to_lowercase()), known));
    let (distance, known) = distances.min()?;
    (distance <= 2 && distance < known.len()).then_some(known)
}
