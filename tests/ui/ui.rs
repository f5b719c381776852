//! What `cargo check` says of each mistake, word for word, and what it must accept.

#[test]
fn mistakes_are_reported_and_sound_chains_pass() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    cases.compile_fail("fail/*.rs");
}
