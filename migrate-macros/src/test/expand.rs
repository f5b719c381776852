//! What is written for a test: a plain `#[test]` that hands the body to core.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{PatType, Path};

use super::parse::Function;

/// Writes the test.
pub(crate) fn test(chain: &Path, function: &Function, argument: &PatType) -> TokenStream {
    let Function { attributes, visibility, signature, body } = function;
    let (ident, output) = (&signature.ident, &signature.output);
    let name = ident.to_string();
    let PatType { pat, ty, .. } = argument;
    quote! {
        #(#attributes)*
        #[::core::prelude::v1::test]
        #visibility fn #ident() #output {
            ::migrate_core::testing::run(
                #chain,
                ::migrate_core::testing::TestName::new(
                    ::core::module_path!(),
                    #name,
                    ::core::file!(),
                    ::core::line!(),
                ),
                |#pat: #ty| async move #body,
            )
        }
    }
}
