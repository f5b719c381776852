//! `#[derive(SqlEnum)]`: makes an enum of Rust an enum type of the database.

mod check;
mod expand;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput};

use crate::problems::Problems;
use crate::wording;

/// What `#[derive(SqlEnum)]` on this item becomes.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let Data::Enum(data) = &input.data else {
        problems.add(input.ident.span(), wording::ENUM);
        return problems.into_tokens();
    };
    if let Some(parameter) = input.generics.params.first() {
        problems.add(syn::spanned::Spanned::span(parameter), wording::ENUM);
        return problems.into_tokens();
    }
    let enum_type = check::enum_type(&input, data, &mut problems);
    expand::enum_type(&enum_type, problems)
}
