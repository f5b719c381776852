//! The macros of `migrate-core`: [`chain!`](macro@chain), [`#[revision]`](macro@revision) and
//! [`#[test]`](macro@test). Use them through `migrate-core`, whose paths the generated code names.
//!
//! Each macro is a folder of the same stages: parse (tokens to the user's words), check (every mistake,
//! at the token that made it), expand (what is written for the user), stub (what stands in its place
//! beside an error, so that one mistake gives one error). All text for users is in `wording`.

use proc_macro::TokenStream;

mod chain;
mod problems;
mod revision;
mod test;
mod verdict;
mod wording;

/// Makes a chain: a type of your crate that stands for the revisions in the modules beside it.
#[proc_macro]
pub fn chain(input: TokenStream) -> TokenStream {
    chain::derive(input.into()).into()
}

/// Makes a function a revision of the chain in the module above.
#[proc_macro_attribute]
pub fn revision(arguments: TokenStream, item: TokenStream) -> TokenStream {
    revision::derive(arguments.into(), &item.into()).into()
}

/// Makes an async function a test with a database of its own, at the head of the chain that is named.
///
/// ```text
/// #[migrate_core::test(Shop)]
/// async fn totals(pool: SqlitePool) { … }
/// ```
///
/// The type of the argument says which database. Other attributes (`#[should_panic]`, `#[cfg(…)]`) and the return
/// type are those of the test.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    test::derive(arguments.into(), item.into()).into()
}

/// Not public API. Used by generated code.
#[doc(hidden)]
#[proc_macro]
pub fn __verdict(input: TokenStream) -> TokenStream {
    verdict::derive(input.into()).into()
}
