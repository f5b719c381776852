//! Doc comments that are comments of the database too, where the word `comment` stands alone.

use syn::{Attribute, Expr, Lit, LitStr, Meta};

use crate::problems::Problems;
use crate::table::Step;
use crate::wording;
use crate::words::Item;

/// The text of the doc comments.
pub(crate) fn text(attributes: &[Attribute]) -> String {
    let docs = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(value) => match &value.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let docs = docs.collect::<Vec<_>>();
    migrate_source::message::message(docs.iter().map(String::as_str))
}

/// `.comment("…")` with the text of the doc comments.
pub(crate) fn comment(item: &Item, attributes: &[Attribute], problems: &mut Problems) -> Option<Step> {
    let text = text(attributes);
    if text.is_empty() {
        problems.add(item.word.span(), wording::NO_DOC);
        return None;
    }
    let text = LitStr::new(&text, item.word.span());
    Some(Step { method: item.word.clone(), arguments: quote::quote!(#text) })
}
