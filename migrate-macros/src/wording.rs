//! Every text that a user of the macros may see, beside those of the source reader's typed errors.

/// The function that a revision is.
pub(crate) const SIGNATURE: &str = "a revision is a plain function: `fn upgrade(op: &mut Operations) { … }`";

/// The name by which a revision finds its chain in the module above.
///
/// Where there is none, rustc says ``cannot find `…` in `super` ``, so the name is the help.
pub(crate) const CHAIN_ALIAS: &str = "chain__declare_it_there_or_name_it_with_chain_equals_path";

/// `const fn`, `unsafe fn` and `extern fn`.
pub(crate) fn qualifier(word: &str) -> String {
    format!("a revision may not be `{word}`; {SIGNATURE}")
}

/// `async fn`.
pub(crate) const ASYNC: &str = "a revision may not be `async`: it only records operations, which run later; \
                         remove `async`, and read or write rows in a data step";

/// `fn upgrade<T>(…)`.
pub(crate) const GENERIC: &str = "a revision may not be generic; write `fn upgrade(op: &mut Operations)`";

/// `fn upgrade(&self)`.
pub(crate) const METHOD: &str = "a revision is no method; move it out of the `impl` as a plain function: \
                          `fn upgrade(op: &mut Operations) { … }`";

/// `fn upgrade(op: Operations)`.
pub(crate) const ARGUMENT: &str =
    "the argument of a revision is `&mut Operations`; write `op: &mut Operations`";

/// `fn upgrade()`.
pub(crate) const NO_ARGUMENT: &str = "a revision takes one argument; write `(op: &mut Operations)`";

/// `fn upgrade(op: &mut Operations, more: u8)`.
pub(crate) const ARGUMENTS: &str = "a revision takes one argument, `op: &mut Operations`; remove this one";

/// `fn upgrade(op: &mut Operations) -> …`.
pub(crate) const RETURN_VALUE: &str = "a revision returns nothing; remove the return type, since operations report their \
                                own mistakes with the file and line";

/// `__verdict!` by hand.
pub(crate) const NOT_PUBLIC: &str =
    "this macro is not public; only the code that `#[revision]` writes calls it";

/// `depends_on = [accounts::Accounts("…")]` with an id that the chain does not have.
pub(crate) fn unknown_need(id: &str, chain: &str) -> String {
    format!("`depends_on` names `{id}`, which is no revision of `{chain}`")
}

/// `chain!(Shop)` and the like: what syn missed, and the whole form.
pub(crate) fn chain_form(missed: &impl std::fmt::Display) -> String {
    format!(
        "{missed}; a chain is a type and its name in the database, for ever: `chain!(pub Shop = \"shop\")`"
    )
}

/// The function that a test is.
pub(crate) const TEST: &str = "a test of a chain is an async function that takes its database: \
                               `async fn name(pool: SqlitePool) { … }`";

/// `#[migrate_core::test]`.
pub(crate) const TEST_WITHOUT_CHAIN: &str =
    "the test names no chain; write `#[migrate_core::test(Shop)]` with the type that `chain!` made";

/// `#[migrate_core::test(Shop, …)]`.
pub(crate) const TEST_OPTION: &str =
    "unknown option; the chain is all that `#[migrate_core::test(Shop)]` takes";

/// `fn name(…)`.
pub(crate) const TEST_ASYNC: &str = "a test of a chain is `async`, since it works with its database; \
                                     write `async fn`";

/// `async fn name()`.
pub(crate) const TEST_NO_ARGUMENT: &str = "a test of a chain takes its database; write `(pool: SqlitePool)`, \
                                           or use `#[test]` where it needs none";

/// `async fn name(pool: SqlitePool, more: u8)`.
pub(crate) const TEST_ARGUMENTS: &str = "a test of a chain takes one argument, its database; remove this one";

/// `async fn name(&self)`.
pub(crate) const TEST_METHOD: &str =
    "a test of a chain is no method; move it out of the `impl` as a plain function";

/// `async fn name<T>(…)`.
pub(crate) const TEST_GENERIC: &str = "a test of a chain may not be generic; name the type of its pool";

/// `async unsafe fn` and the like.
pub(crate) fn test_qualifier(word: &str) -> String {
    format!("a test of a chain may not be `{word}`; {TEST}")
}
