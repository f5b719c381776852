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
///
/// ```text
/// mod r20260101_090000_initial;
/// mod r20260214_113000_adding_offers;
///
/// migrate_core::chain!(pub Shop = "shop");
/// ```
///
/// `Shop` is the type, which every entry point takes; `"shop"` is the name under which the database remembers the chain,
/// for ever: one to 64 letters, digits, `_`, `.` and `-`. Doc comments and attributes may stand before `pub`.
///
/// It reads the files of the modules and judges the chain as a whole, so that `cargo check` reports a broken chain at the
/// literal that broke it. What it writes names `::migrate_core`: where `Cargo.toml` calls it otherwise, say
/// `extern crate otherwise as migrate_core;` at the root of the crate. It also makes a test that fails when the program lacks a revision of the sources. A
/// module has one chain.
#[proc_macro]
pub fn chain(input: TokenStream) -> TokenStream {
    chain::derive(input.into()).into()
}

/// Makes a function a revision of the chain in the module above, or beside it.
///
/// ```text
/// /// Adding Offer model for managing deals.
/// #[revision(id = "2d970929c35", down = "37e1cb6de47")]
/// fn upgrade(op: &mut Operations) { … }
/// ```
///
/// The doc comment is the revision's message. The keys:
///
/// | key | value |
/// |---|---|
/// | `id` | one to 128 letters, digits, `_` and `.`, of no other revision; not `head`, `heads`, `base` or `current` |
/// | `down` | the revision before it; a list for a merge; left out for the first |
/// | `branch` | a label, which declares that a branch starts here: one to 64 letters, digits, `_`, `.` and `-`, not the id of another |
/// | `depends_on` | a list of revisions that must be applied before, without being parents; one of another chain is named behind the path of its type: `["2d97…", accounts::Accounts("9f0c…")]` |
/// | `downgrade` | the path of a function that records the downgrade, where the derived one will not do |
/// | `chain` | the path of the chain's type, where it is not the one in the module above |
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
