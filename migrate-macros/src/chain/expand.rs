//! What is written for a chain: its type, what core knows of it, and the macro that its revisions call.

use migrate_source::path_text;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Visibility;
use syn::spanned::Spanned;

use super::check::Reading;
use super::parse::Chain;
use crate::problems::Problems;
use crate::verdict::Table;
use crate::wording::CHAIN_ALIAS;

/// Writes the chain, with what is wrong with it as a whole.
pub(crate) fn chain(chain: &Chain, reading: &Reading, problems: Problems) -> TokenStream {
    let errors = problems.into_tokens();
    let make = make(chain, reading);
    let hook = hook(chain, reading);
    let ident = &chain.ident;
    let taken = chain.models.iter().map(|home| {
        let at = Span::call_site().located_at(home.span());
        let home = quote_spanned!(at=> <#home as ::migrate_core::model::Home>::IDENTITY);
        quote! {
            ::migrate_core::__private::inventory::submit! {
                ::migrate_core::model::Taken {
                    chain: <#ident as ::migrate_core::Chain>::DEFINITION.identity,
                    home: #home,
                }
            }
        }
    });
    quote! {
        #errors
        #make
        #hook
        #(#taken)*

        ::migrate_core::__private::inventory::submit! {
            ::migrate_core::__private::Registered(<#ident as ::migrate_core::Chain>::DEFINITION)
        }

        #[cfg(test)]
        #[::core::prelude::v1::test]
        fn every_revision_is_in_this_program() {
            ::migrate_core::__private::check_chain(<#ident as ::migrate_core::Chain>::DEFINITION);
        }

        ::migrate_core::__chain_methods!(#ident);
    }
}

/// The type and its implementation of `Chain`.
pub(crate) fn make(chain: &Chain, reading: &Reading) -> TokenStream {
    let Chain { attributes, visibility, ident, name, models: _ } = chain;
    let type_name = ident.to_string();
    let documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
    let doc = (!documented).then(|| format!("The chain of revisions `{}`.", name.value()));
    let doc = doc.iter();
    let start = Span::call_site().start();
    let (line, column) = (Literal::usize_unsuffixed(start.line), Literal::usize_unsuffixed(start.column + 1));
    let read = match &reading.ids {
        None => quote!(::core::option::Option::None),
        Some(ids) => {
            let words = ids
                .iter()
                .map(|(id, may_be_absent)| format!("{id}{}", if *may_be_absent { "?" } else { "" }));
            let words = words.collect::<Vec<_>>().join(" ");
            quote!(::core::option::Option::Some(#words))
        }
    };
    let files = reading.files.iter().map(|(file, key)| format!("{key:032x} {}\n", path_text(file)));
    let files = files.collect::<String>();
    quote! {
        #(#attributes)*
        #(#[doc = #doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #visibility struct #ident;

        impl ::migrate_core::Chain for #ident {
            const DEFINITION: &'static ::migrate_core::__private::ChainDefinition =
                &::migrate_core::__private::ChainDefinition {
                    name: #name,
                    type_name: #type_name,
                    identity: ::core::concat!(::core::module_path!(), "::", #type_name),
                    site: ::migrate_core::__private::Site::new(::core::file!(), #line, #column),
                    read: #read,
                    files: #files,
                };
        }
    }
}

/// The macro that revisions call, under the name that is always the same and under that of the type.
fn hook(chain: &Chain, reading: &Reading) -> TokenStream {
    let Chain { visibility, ident, .. } = chain;
    let alias = Ident::new(CHAIN_ALIAS, Span::call_site());
    let hook = format_ident!("__chain_{}", ident, span = Span::call_site());
    let hook_visibility = match visibility {
        // A macro that is not exported is the crate's at most.
        Visibility::Public(_) => quote!(pub(crate)),
        Visibility::Inherited | Visibility::Restricted(_) => quote!(#visibility),
    };
    let call = |table: &Table| {
        let table = table.to_text();
        quote!(::migrate_core::__private::__verdict! {
            #table { $($chain)* } { [$($id)*] [$($down)*] [$($depends_on)*] [$($branch)*] }
        })
    };
    let verdict = reading.table.as_ref().map(call);
    let findings = reading.table.as_ref().map(|table| call(&table.without_backstop()));
    let literals = quote!({ [$($id:tt)*] [$($down:tt)*] [$($depends_on:tt)*] [$($branch:tt)*] });
    quote! {
        macro_rules! #hook {
            (faulty { $($chain:tt)* } #literals) => { #findings };
            (stub { $($chain:tt)* } #literals) => { #verdict };
            (
                entry { $($chain:tt)* } #literals
                { $message:tt $upgrade:tt [$($downgrade:tt)*] [$($needs:tt)*] $line:tt $column:tt }
            ) => {
                ::migrate_core::__private::inventory::submit! {
                    ::migrate_core::__private::Entry {
                        chain: <$($chain)* as ::migrate_core::Chain>::DEFINITION.identity,
                        id: $($id)*,
                        down: &[$($down),*],
                        depends_on: &[$($depends_on),*],
                        needs: &[$($needs)*],
                        branch: ::migrate_core::__private::first(&[$($branch),*]),
                        message: $message,
                        upgrade: $upgrade,
                        downgrade: ::migrate_core::__private::first(&[$($downgrade)*]),
                        site: ::migrate_core::__private::Site::new(::core::file!(), $line, $column),
                    }
                }
                #verdict
            };
        }

        #[allow(unused_imports, reason = "a chain may have no revision yet")]
        use #hook as #alias;
        #[allow(unused_imports, reason = "a chain may have no revision yet")]
        #hook_visibility use #hook as #ident;
        #[allow(dead_code, non_camel_case_types, reason = "a name that no author would write")]
        type #alias = #ident;
    }
}
