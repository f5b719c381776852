//! What is written for a chain: its type, what core knows of it, and the macro that its revisions call.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Visibility;

use super::parse::Chain;
use crate::wording::CHAIN_ALIAS;

/// Writes the chain.
pub(crate) fn chain(chain: &Chain) -> TokenStream {
    let Chain { attributes, visibility, ident, name } = chain;
    let type_name = ident.to_string();
    let documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
    let doc = (!documented).then(|| format!("The chain of revisions `{}`.", name.value()));
    let doc = doc.iter();
    let alias = Ident::new(CHAIN_ALIAS, Span::call_site());
    let hook = format_ident!("__chain_{}", ident, span = Span::call_site());
    let hook_visibility = match visibility {
        Visibility::Public(_) => quote!(pub(crate)),
        Visibility::Inherited | Visibility::Restricted(_) => quote!(#visibility),
    };
    let start = Span::call_site().start();
    let (line, column) = (Literal::usize_unsuffixed(start.line), Literal::usize_unsuffixed(start.column + 1));
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
                    read: ::core::option::Option::None,
                };
        }

        macro_rules! #hook {
            ({} $($rest:tt)*) => {};
            ({ $($entry:tt)* } { $($chain:tt)* } $($rest:tt)*) => {
                ::migrate_core::__private::inventory::submit! {
                    ::migrate_core::__private::Entry {
                        chain: <$($chain)* as ::migrate_core::Chain>::DEFINITION.identity,
                        $($entry)*
                    }
                }
            };
        }

        #[allow(unused_imports)]
        use #hook as #alias;
        #[allow(unused_imports)]
        #hook_visibility use #hook as #ident;
        #[allow(non_camel_case_types, dead_code)]
        type #alias = #ident;

        #[cfg(test)]
        #[::core::prelude::v1::test]
        fn every_revision_is_in_this_program() {
            ::migrate_core::__private::check_chain(<#ident as ::migrate_core::Chain>::DEFINITION);
        }

        ::migrate_core::__chain_methods!(#ident);
    }
}
