//! What shells are told, and that bash completes by it.

use std::process::Command;

use crate::transcript::Transcript;

/// What bash would offer behind these words, the last of which is being typed.
fn offered(script: &str, function: &str, words: &[&str]) -> Vec<String> {
    let quoted = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    let (last, before) = (words.len() - 1, words.len().saturating_sub(2));
    let typed = format!(
        "{script}\nCOMP_WORDS=({quoted}); COMP_CWORD={last}\n{function} '{}' '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words[0], words[last], words[before],
    );
    let output = Command::new("bash").args(["--norc", "-c", &typed]).output().expect("bash can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn bash_completes_verbs_options_and_targets() {
    let orchard = Transcript::offline("orchard");
    let output = orchard.command().args(["completions", "bash"]).output().expect("the binary can be run");
    assert!(output.status.success() && output.stderr.is_empty());
    let script = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let offered = |words: &[&str]| offered(&script, "_orchard", words);
    assert_eq!(offered(&["orchard", "down"]), ["downgrade"]);
    assert_eq!(offered(&["orchard", "plan", "--down"]), ["--downgrade"]);
    assert_eq!(offered(&["orchard", "upgrade", "le"]), ["left", "left@head"]);
    assert_eq!(offered(&["orchard", "upgrade", "ba"]), ["base"]);
    assert_eq!(offered(&["orchard", "history", "--format", ""]), ["json", "text"]);
}

#[test]
fn bash_completes_what_is_typed_behind_cargo() {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-migrate-here"))
        .args(["migrate", "completions", "bash"])
        .output()
        .expect("the binary can be run");
    assert!(output.status.success());
    let script = String::from_utf8(output.stdout).expect("it prints UTF-8");
    for (function, command) in
        [("_cargo_migrate", vec!["cargo-migrate"]), ("_cargo_with_migrate", vec!["cargo", "migrate"])]
    {
        let offered = |words: &[&str]| offered(&script, function, &[&command, words].concat());
        assert_eq!(offered(&["rev"]), ["revision"]);
        // Of the chain's own binary.
        assert_eq!(offered(&["ensure"]), ["ensure-version"]);
        assert_eq!(offered(&["revision", "--spl"]), ["--splice"]);
        assert_eq!(offered(&["downgrade", "ba"]), ["base"]);
    }
}

#[test]
fn every_shell_has_a_script() {
    let crm = Transcript::offline("crm");
    for (shell, begins) in [
        ("elvish", "\nuse builtin;"),
        ("fish", "# Print an optspec"),
        ("powershell", "\nusing namespace System.Management.Automation"),
        ("zsh", "#compdef crm"),
    ] {
        let output = crm.command().args(["completions", shell]).output().expect("the binary can be run");
        let script = String::from_utf8(output.stdout).expect("it prints UTF-8");
        assert!(script.starts_with(begins), "{shell}: {}", &script[..200]);
        assert!(script.contains("ensure-version"), "{shell}");
    }
    let mut crm = crm;
    crm.run("completions").run("completions tcsh");
    insta::assert_snapshot!(crm.text());
}
