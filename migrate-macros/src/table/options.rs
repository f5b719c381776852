//! What a table is on one database alone: `mysql(…)`, `postgres(…)` and `sqlite(…)`, by the methods of core's builders.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::{Expr, Path};

use super::part::Names;
use super::step::{Step, scoped};
use crate::problems::Problems;
use crate::wording;
use crate::words::{self, Given, Item};

/// What a table is on one database alone.
pub(crate) struct Options {
    pub(crate) database: Ident,
    steps: Vec<Step>,
    /// The models that are named, in the order of the variables that hold the names of their tables.
    models: Vec<Path>,
}

/// Reads `postgres(partition_by_range(made), unlogged)` and its like. Which methods there are, the compiler knows.
pub(crate) fn read(item: &Item, names: &Names, own: &Path, problems: &mut Problems) -> Options {
    let form = match item.name().as_str() {
        "mysql" => "engine = \"InnoDB\"",
        "postgres" => "unlogged",
        _ => "strict",
    };
    let mut options = Options { database: item.word.clone(), steps: Vec::new(), models: Vec::new() };
    for tokens in item.list(form, problems).unwrap_or_default() {
        let at = tokens.span();
        match Item::read(tokens) {
            Some(inner) => options.take(&inner, names, own, problems),
            None => problems.add(at, wording::no_word(&item.name())),
        }
    }
    options
}

/// Whether the table has columns of others besides its own.
pub(crate) fn is_child(item: &Item) -> bool {
    let Given::List(list) = &item.given else { return false };
    let inner = words::split(list.stream()).into_iter().filter_map(Item::read);
    item.word == "postgres" && { inner }.any(|inner| inner.word == "inherits" || inner.word == "partition_of")
}

impl Options {
    fn take(&mut self, item: &Item, names: &Names, own: &Path, problems: &mut Problems) {
        let step = match item.name().as_str() {
            "inherits" => item.list("Parent", problems).map(|parents| {
                let parents = parents.iter().map(|parent| self.table(parent, own)).collect::<Vec<_>>();
                quote!([#(::migrate_core::name::QualifiedName::from(#parents)),*])
            }),
            "partition_by_hash" | "partition_by_list" | "partition_by_range" => {
                item.list("a, b", problems).and_then(|parts| {
                    let parts = parts.iter().map(|part| names.index_part(part, problems));
                    let parts = parts.collect::<Option<Vec<_>>>()?;
                    Some(quote!([#(#parts),*]))
                })
            }
            "partition_of" => item.list("Parent, \"FOR VALUES IN (1)\"", problems).and_then(|parts| {
                let [parent, bounds] = parts.as_slice() else {
                    problems.add(item.word.span(), wording::PARTITION_OF);
                    return None;
                };
                let bounds = scoped(&words::expression(bounds, problems)?);
                let parent = self.table(parent, own);
                Some(quote!(#parent, #bounds))
            }),
            _ => {
                self.steps.extend(Step::any(item, problems));
                return;
            }
        };
        self.steps.extend(step.map(|arguments| Step { method: item.word.clone(), arguments }));
    }

    /// A table, by its model or by its text.
    fn table(&mut self, tokens: &TokenStream, own: &Path) -> TokenStream {
        match syn::parse2::<Expr>(tokens.clone()) {
            Ok(Expr::Path(path)) => {
                let is_own = path.path.is_ident("Self");
                self.models.push(if is_own { own.clone() } else { path.path });
                format_ident!("model_{}", self.models.len()).into_token_stream()
            }
            Ok(_) | Err(_) => scoped(tokens),
        }
    }

    /// The calls that say it.
    pub(crate) fn tokens(&self) -> TokenStream {
        let Self { database, steps, models } = self;
        let models = models.iter().enumerate().map(|(at, path)| {
            let (name, model) = (format_ident!("model_{}", at + 1), super::reference::model(path));
            quote!(let #name = d.referenced(#model);)
        });
        let steps = steps.iter().map(Step::tokens);
        quote! {{
            #(#models)*
            d.table.#database()#(#steps)*;
        }}
    }
}
