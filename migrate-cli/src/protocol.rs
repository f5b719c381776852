//! What `cargo migrate` and a chain's binary agree on, so that each can say when the other is of another time.

/// The version of what `cargo migrate` expects of a binary: its verbs, their arguments and what they print.
pub(crate) const VERSION: u32 = 1;

/// The variable in which `cargo migrate` tells the binary its version.
pub(crate) const VARIABLE: &str = "CARGO_MIGRATE_PROTOCOL";

/// What to say where `cargo migrate` speaks another version.
pub(crate) fn mismatch(told: &str) -> Option<String> {
    let theirs = told.parse::<u32>().ok();
    if theirs == Some(VERSION) {
        return None;
    }
    let (what, help) = match theirs {
        Some(theirs) if theirs > VERSION => (
            format!(
                "this binary speaks version {VERSION} of what `cargo migrate` asks for, which is version {theirs}"
            ),
            "let Cargo.toml name a newer `migrate-cli`: `cargo update -p migrate-cli`",
        ),
        _ => (
            format!("`cargo migrate` speaks version {told}, and this binary version {VERSION}"),
            "install a newer one: `cargo install migrate-cli --features cargo`, from where Cargo.toml has it",
        ),
    };
    Some(format!("{what}; nothing ran\nhelp: {help}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_who_is_behind() {
        assert_eq!(mismatch("1"), None);
        assert!(mismatch("2").is_some_and(|text| text.contains("cargo update")));
        assert!(mismatch("0").is_some_and(|text| text.contains("cargo install")));
        assert!(mismatch("x").is_some_and(|text| text.contains("speaks version x")));
    }
}
