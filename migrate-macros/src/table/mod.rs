//! `#[derive(Table)]`: makes a struct a model of a table.

mod check;
mod column;
mod expand;
mod options;
mod part;
mod reference;
mod step;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Fields};

use crate::problems::Problems;
use crate::wording;

pub(crate) use check::{Former, former, path};
pub(crate) use expand::{former as expand_former, option, standing};
pub(crate) use step::Step;

/// What `#[derive(Table)]` on this item becomes.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Some(fields),
            Fields::Unit | Fields::Unnamed(_) => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    let Some(fields) = fields else {
        problems.add(input.ident.span(), wording::TABLE_STRUCT);
        return problems.into_tokens();
    };
    let model = check::model(&input, fields, &mut problems);
    expand::model(&model, problems)
}
