//! The mistakes of one macro call, gathered so that all are reported at once.

use proc_macro2::{Span, TokenStream};

/// Mistakes in the order in which they were found, each at the token that made it.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<syn::Error>);

impl Problems {
    /// Adds a mistake at a span.
    pub(crate) fn add(&mut self, at: Span, text: impl std::fmt::Display) {
        self.0.push(syn::Error::new(at, text));
    }

    /// Whether nothing was wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The `compile_error!` calls, one a mistake.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0.iter().map(syn::Error::to_compile_error).collect()
    }
}
