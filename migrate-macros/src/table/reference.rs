//! What a foreign key references: a model, or a table by its text.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Expr, Lit, LitStr, Path};

use super::step::{Step, scoped};
use crate::problems::Problems;
use crate::wording;
use crate::words::{Given, Item, plain, split};

/// A foreign key's other end.
#[derive(Clone)]
pub(crate) enum Target {
    /// A model, and its fields; those of its primary key where none is named.
    Model { path: Path, fields: Vec<Ident> },
    /// A table and its columns.
    Text { table: TokenStream, columns: Vec<LitStr> },
}

/// What a column references, and what is said of that foreign key.
#[derive(Clone)]
pub(crate) struct Reference {
    pub(crate) target: Target,
    pub(crate) steps: Vec<Step>,
}

impl Target {
    /// Reads what stands behind `references`.
    pub(crate) fn read(item: &Item, own: &Path, problems: &mut Problems) -> Option<Self> {
        let found = match &item.given {
            Given::Value(value) => Self::of_value(value),
            Given::List(list) => Self::of_list(split(list.stream())),
            Given::Nothing => None,
        };
        if found.is_none() {
            let at = match &item.given {
                Given::Value(value) if !value.is_empty() => value.span(),
                Given::List(list) => list.span(),
                Given::Nothing | Given::Value(_) => item.word.span(),
            };
            problems.add(at, wording::REFERENCES);
        }
        let mut found = found?;
        if let Self::Model { path, .. } = &mut found
            && path.is_ident("Self")
        {
            let at = path.span();
            let mut own = own.clone();
            for segment in &mut own.segments {
                segment.ident.set_span(segment.ident.span().located_at(at));
            }
            *path = own;
        }
        Some(found)
    }

    /// `Deal`, `Deal::id`, `Deal(a, b)`.
    fn of_value(value: &TokenStream) -> Option<Self> {
        match syn::parse2::<Expr>(value.clone()).ok()? {
            Expr::Path(path) => Some(Self::of_path(path.path)),
            Expr::Call(call) => {
                let Expr::Path(path) = *call.func else { return None };
                let fields = call.args.iter().map(|field| ident(field.to_token_stream()));
                Some(Self::Model { path: path.path, fields: fields.collect::<Option<_>>()? })
            }
            _ => None,
        }
    }

    /// `Deal::id`, where the last segment begins as a field does.
    fn of_path(mut path: Path) -> Self {
        let mut fields = Vec::new();
        let is_field = |name: &str| name.starts_with(|first: char| first.is_lowercase() || first == '_');
        if path.segments.len() > 1
            && path.segments.last().is_some_and(|segment| is_field(&plain(&segment.ident)))
            && let Some(field) = path.segments.pop()
        {
            fields.push(field.ident);
            path.segments.pop_punct();
        }
        Self::Model { path, fields }
    }

    /// `(Deal)`, `(Deal, id)`, `("deals", "id")`, `(("crm", "deals"), "id")`.
    fn of_list(parts: Vec<TokenStream>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let first = parts.next()?;
        match syn::parse2::<Expr>(first.clone()).ok()? {
            Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)) => Self::of_text(&first, parts),
            Expr::Tuple(_) => Self::of_text(&first, parts),
            Expr::Path(path) => {
                let Self::Model { path, mut fields } = Self::of_path(path.path) else { return None };
                for part in parts {
                    fields.push(ident(part)?);
                }
                Some(Self::Model { path, fields })
            }
            _ => None,
        }
    }

    fn of_text(table: &TokenStream, columns: impl Iterator<Item = TokenStream>) -> Option<Self> {
        let columns = columns.map(|column| syn::parse2(column).ok()).collect::<Option<Vec<_>>>()?;
        (!columns.is_empty()).then(|| Self::Text { table: table.clone(), columns })
    }

    /// How many columns it names; none where it is the primary key.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Model { fields, .. } => fields.len(),
            Self::Text { columns, .. } => columns.len(),
        }
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Model { path, .. } => path.span(),
            Self::Text { table, .. } => table.span(),
        }
    }

    /// The table, and an array of its columns, as many as there are.
    pub(crate) fn tokens(&self, count: usize) -> (TokenStream, TokenStream) {
        match self {
            Self::Text { table, columns } => (scoped(table), quote!([#(#columns),*])),
            Self::Model { path, fields } => {
                // Beside a constant's mistake the compiler shows the constant: it is to be where the user named the thing.
                let at = Span::call_site().located_at(path.span());
                let model = model(path);
                let columns = if fields.is_empty() {
                    quote_spanned!(at=> #model.key::<#count>())
                } else {
                    let fields = fields.iter().map(|field| {
                        let (at, name) = (Span::call_site().located_at(field.span()), plain(field));
                        quote_spanned!(at=> #model.column(#name))
                    });
                    quote!([#(#fields),*])
                };
                let constant = quote_spanned!(at=> {
                    const COLUMNS: [&::core::primitive::str; #count] = #columns;
                    COLUMNS
                });
                (quote!(d.referenced(#model)), constant)
            }
        }
    }
}

/// What core knows of a model.
pub(crate) fn model(path: &Path) -> TokenStream {
    let at = Span::call_site().located_at(path.span());
    quote_spanned!(at=> <#path as ::migrate_core::model::Table>::MODEL)
}

fn ident(tokens: TokenStream) -> Option<Ident> {
    Ident::parse_any.parse2(tokens).ok()
}
