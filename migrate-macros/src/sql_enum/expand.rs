//! What is written for an enum type: its definition, what it is as a value and as a column, its entry in the registry.

use proc_macro2::TokenStream;
use quote::quote;

use super::check::EnumType;
use crate::problems::Problems;
use crate::table::{expand_former, option, standing};

/// Writes an enum type. A faulty one is in no registry.
pub(crate) fn enum_type(enum_type: &EnumType, problems: Problems) -> TokenStream {
    let is_sound = problems.is_empty();
    let errors = problems.into_tokens();
    let EnumType { ident, name, schema, chain, renamed_from, values } = enum_type;
    let standing = standing(ident, chain.as_ref());
    let qualified = match schema {
        None => quote!(#name),
        Some(schema) => quote!((#schema, #name)),
    };
    let (schema, renamed_from) = (option(schema.as_ref()), expand_former(renamed_from.as_ref()));
    let names = values.iter().map(|value| &value.name);
    let pairs = values.iter().map(|value| {
        let (name, from) = (&value.name, option(value.renamed_from.as_ref()));
        quote!((#name, #from))
    });
    let arms = values.iter().map(|value| {
        let (variant, name) = (&value.ident, &value.name);
        // Of a faulty enum, a variant may have fields.
        quote!(Self::#variant { .. } => #name)
    });
    let value = if values.is_empty() { quote!(*self) } else { quote!(self) };
    let register = is_sound.then(|| {
        quote! {
            ::migrate_core::__private::inventory::submit! {
                ::migrate_core::model::RegisteredEnum(<#ident as ::migrate_core::model::SqlEnum>::DEFINITION)
            }
        }
    });
    quote! {
        #errors
        #[automatically_derived]
        const _: () = {
            impl ::migrate_core::model::SqlEnum for #ident {
                const VALUES: &'static [&'static ::core::primitive::str] = &[#(#names),*];

                const DEFINITION: &'static ::migrate_core::model::EnumDefinition =
                    &::migrate_core::model::EnumDefinition {
                        standing: #standing,
                        schema: #schema,
                        name: #name,
                        renamed_from: #renamed_from,
                        values: &[#(#pairs),*],
                    };

                fn value(&self) -> &'static ::core::primitive::str {
                    match #value {
                        #(#arms),*
                    }
                }
            }

            impl ::core::convert::From<#ident> for ::migrate_core::schema::Value {
                fn from(value: #ident) -> Self {
                    Self::from(::migrate_core::model::SqlEnum::value(&value))
                }
            }

            impl ::migrate_core::model::SqlType for #ident {
                fn column_type() -> ::migrate_core::schema::ColumnType {
                    ::migrate_core::schema::Enum(#qualified)
                }

                fn enum_definition() -> ::core::option::Option<&'static ::migrate_core::model::EnumDefinition> {
                    ::core::option::Option::Some(<Self as ::migrate_core::model::SqlEnum>::DEFINITION)
                }
            }

            #register
        };
    }
}
