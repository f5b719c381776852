//! The macros of `migrate-core`.

use proc_macro::TokenStream;

/// Makes a chain.
#[proc_macro]
pub fn chain(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Makes a revision of a chain.
#[proc_macro_attribute]
pub fn revision(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    item
}
