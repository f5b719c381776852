//! What is written for a model: its definition, a function that describes its table, and its entry in the registry.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{GenericParam, LitStr, Path};

use super::check::{Former, Model};
use super::column::{Column, Nullability};
use super::options::Options;
use super::part::{Kind, Resolved};
use super::step::Step;
use crate::problems::Problems;
use crate::words::plain;

/// Writes a model. A faulty one is known to others, but describes nothing and is in no registry.
pub(crate) fn model(model: &Model, problems: Problems) -> TokenStream {
    let is_sound = problems.is_empty();
    let errors = problems.into_tokens();
    if model.generics.params.iter().any(|parameter| !matches!(parameter, GenericParam::Lifetime(_))) {
        return errors;
    }
    let Model { ident, own, .. } = model;
    let (generics, arguments, clause) = model.generics.split_for_impl();
    let definition = definition(model);
    let describe = is_sound.then(|| describe(model));
    let register = is_sound.then(|| {
        quote! {
            ::migrate_core::__private::inventory::submit! {
                ::migrate_core::model::RegisteredModel(<#own as ::migrate_core::model::Table>::MODEL)
            }
        }
    });
    quote! {
        #errors
        #[automatically_derived]
        const _: () = {
            #[allow(unused_imports, reason = "it is asked of types that are no `Option`")]
            use ::migrate_core::model::Nullable as _;

            #[allow(unused_variables, reason = "a model with a mistake describes nothing")]
            fn describe #generics (d: &mut ::migrate_core::model::Describe<'_>) #clause {
                #describe
            }

            impl #generics ::migrate_core::model::Table for #ident #arguments #clause {
                const MODEL: &'static ::migrate_core::model::ModelDefinition = &#definition;
            }

            #register
        };
    }
}

fn definition(model: &Model) -> TokenStream {
    let standing = standing(&model.ident, model.chain.as_ref());
    let schema = option(model.schema.as_ref());
    let name = &model.name;
    let renamed_from = former(model.renamed_from.as_ref());
    let fields = model.columns.iter().map(|column| {
        let (field, name) = (plain(&column.ident), column.name.value());
        let (renamed_from, site) = (option(column.renamed_from.as_ref()), site(column.ident.span()));
        quote! {
            ::migrate_core::model::ModelField {
                field: #field, column: #name, renamed_from: #renamed_from, site: #site
            }
        }
    });
    let primary_key = &model.primary_key;
    quote! {
        ::migrate_core::model::ModelDefinition {
            standing: #standing,
            schema: #schema,
            name: #name,
            renamed_from: #renamed_from,
            fields: &[#(#fields),*],
            primary_key: &[#(#primary_key),*],
            describe,
        }
    }
}

/// Where a type stands, and what it belongs to.
pub(crate) fn standing(ident: &Ident, chain: Option<&Path>) -> TokenStream {
    let home = match chain {
        None => quote!(::core::option::Option::None),
        Some(path) => {
            let at = syn::spanned::Spanned::span(path);
            let home = quote_spanned!(at=> <#path as ::migrate_core::model::Home>::IDENTITY);
            quote!(::core::option::Option::Some(#home))
        }
    };
    let (type_name, site) = (plain(ident), site(ident.span()));
    quote! {
        ::migrate_core::model::Standing {
            home: #home, module: ::core::module_path!(), type_name: #type_name, site: #site
        }
    }
}

fn site(at: Span) -> TokenStream {
    let start = at.start();
    let line = proc_macro2::Literal::usize_unsuffixed(start.line);
    let column = proc_macro2::Literal::usize_unsuffixed(start.column + 1);
    quote!(::migrate_core::__private::Site::new(::core::file!(), #line, #column))
}

/// An optional text as it stands in a definition.
pub(crate) fn option(text: Option<&LitStr>) -> TokenStream {
    match text {
        None => quote!(::core::option::Option::None),
        Some(text) => quote!(::core::option::Option::Some(#text)),
    }
}

/// A former name as it stands in a definition.
pub(crate) fn former(former: Option<&Former>) -> TokenStream {
    match former {
        None => quote!(::core::option::Option::None),
        Some(Former { schema, name }) => {
            let schema = option(schema.as_ref());
            quote!(::core::option::Option::Some(::migrate_core::model::Renamed { schema: #schema, name: #name }))
        }
    }
}

/// The body of the function that describes the table: the calls of `create_table`, in the order of the fields.
fn describe(model: &Model) -> TokenStream {
    let absent = model.on.as_ref().map(|on| {
        quote! {
            if !d.is_on(#on) {
                d.is_absent();
                return;
            }
        }
    });
    let columns = model.columns.iter().map(column);
    let indexes = model.columns.iter().filter_map(|column| {
        let (index, name) = (column.index.as_ref()?, &column.name);
        Some(on(column.on.as_ref(), &quote!(d.table.#index(#name);)))
    });
    let parts = model.parts.iter().map(part);
    let comment = model.comment.as_ref().map(|comment| {
        let comment = comment.tokens();
        quote!(d.table #comment;)
    });
    let options = model.options.iter().map(Options::tokens);
    quote!(#absent #(#columns)* #(#indexes)* #(#parts)* #comment #(#options)*)
}

/// What is there on some databases alone.
fn on(dialects: Option<&TokenStream>, body: &TokenStream) -> TokenStream {
    match dialects {
        None => body.clone(),
        Some(dialects) => quote!(if d.is_on(#dialects) { #body }),
    }
}

fn column(column: &Column) -> TokenStream {
    let Column { name, ty, nullability, steps, references, primary_key, .. } = column;
    let nullable = match nullability {
        Some(Nullability::NotNull) => quote!(false),
        Some(Nullability::Nullable) => quote!(true),
        None => quote!(<::migrate_core::model::Probe<#ty>>::NULLABLE),
    };
    let at = Span::call_site().located_at(column.type_span());
    let made = match column.said_type() {
        None => quote_spanned!(at=> d.column::<#ty>(#name, #nullable)),
        Some(column_type) => quote!(d.column_of(#name, #column_type, #nullable)),
    };
    let steps = steps.iter().map(Step::tokens);
    let key = primary_key.as_ref().map(|word| quote!(.#word()));
    let made = quote!(#made #(#steps)* #key);
    if references.is_empty() {
        return on(column.on.as_ref(), &quote!(#made;));
    }
    let targets = references.iter().map(|reference| reference.target.tokens(1)).collect::<Vec<_>>();
    let tables = targets.iter().enumerate().map(|(at, (table, _))| {
        let name = format_ident!("table_{at}");
        quote!(let #name = #table;)
    });
    let references = references.iter().zip(&targets).enumerate().map(|(at, (reference, (_, columns)))| {
        let name = format_ident!("table_{at}");
        let steps = reference.steps.iter().map(Step::tokens);
        quote!(.references(#name, #columns[0]) #(#steps)*)
    });
    on(column.on.as_ref(), &quote!({ #(#tables)* #made #(#references)*; }))
}

fn part(part: &Resolved) -> TokenStream {
    let Resolved { kind, word, columns, of, steps, target, on: dialects } = part;
    let steps = steps.iter().map(Step::tokens);
    let arguments = match kind {
        Kind::Check | Kind::Exclude | Kind::Index => of.clone(),
        Kind::PrimaryKey | Kind::Unique => quote!([#(#columns),*]),
        Kind::ForeignKey => {
            let Some((table, referenced)) = target.as_ref().map(|target| target.tokens(columns.len())) else {
                return TokenStream::new();
            };
            let body = quote! {{
                let table = #table;
                d.table.#word([#(#columns),*], table, #referenced) #(#steps)*;
            }};
            return on(dialects.as_ref(), &body);
        }
    };
    on(dialects.as_ref(), &quote!(d.table.#word(#arguments) #(#steps)*;))
}
