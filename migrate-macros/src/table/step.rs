//! A call of a method of core's builders: the word of the attribute is the method's name.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::spanned::Spanned;

use crate::problems::Problems;
use crate::wording;
use crate::words::{self, Given, Item};

/// A call: `.on_delete(Cascade)`.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) method: Ident,
    /// What stands between its brackets, ready to be written.
    pub(crate) arguments: TokenStream,
}

impl Step {
    /// `.unique()` of `unique`.
    pub(crate) fn alone(item: &Item, problems: &mut Problems) -> Self {
        item.alone(problems);
        Self { method: item.word.clone(), arguments: TokenStream::new() }
    }

    /// `.name("x")` of `name = "x"`.
    pub(crate) fn value(item: &Item, problems: &mut Problems) -> Option<Self> {
        let value = scoped(&item.value(problems)?);
        Some(Self { method: item.word.clone(), arguments: value })
    }

    /// `.collate_on(Sqlite, "NOCASE")` of `collate_on(Sqlite, "NOCASE")`.
    pub(crate) fn list(item: &Item, form: &str, problems: &mut Problems) -> Option<Self> {
        let values = item.list(form, problems)?;
        let values = values.iter().filter_map(|value| words::expression(value, problems)).collect::<Vec<_>>();
        let values = values.iter().map(scoped);
        Some(Self { method: item.word.clone(), arguments: quote!(#(#values),*) })
    }

    /// Whatever of these it is, as the method has it.
    pub(crate) fn any(item: &Item, problems: &mut Problems) -> Option<Self> {
        match &item.given {
            Given::Nothing => Some(Self::alone(item, problems)),
            Given::Value(_) => Self::value(item, problems),
            Given::List(_) => Self::list(item, "…", problems),
        }
    }

    /// The call, to be written behind what it is of.
    pub(crate) fn tokens(&self) -> TokenStream {
        let Self { method, arguments } = self;
        quote!(.#method(#arguments))
    }
}

/// `.mysql(|it| { it.invisible(); })` of `mysql(invisible)`. Which methods there are, the compiler knows.
pub(crate) fn within(item: &Item, form: &str, problems: &mut Problems) -> Option<Step> {
    let mut steps = Vec::new();
    for tokens in item.list(form, problems)? {
        let at = tokens.span();
        match Item::read(tokens) {
            Some(inner) => steps.extend(Step::any(&inner, problems)),
            None => problems.add(at, wording::no_word(&item.name())),
        }
    }
    let steps = steps.iter().map(Step::tokens);
    Some(Step { method: item.word.clone(), arguments: quote!(|it| { #(it #steps;)* }) })
}

/// An expression of the user's that has the words of a revision at hand.
pub(crate) fn scoped(expression: &TokenStream) -> TokenStream {
    quote!({
        #[allow(unused_imports, reason = "an expression may need no word of a revision")]
        use ::migrate_core::prelude::*;
        #expression
    })
}
