//! `completions`: of `cargo migrate`, with the verbs of the chain's own binary.

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::arguments::Arguments;
use super::failure::Failure;
use crate::arguments::Arguments as Binary;
use crate::command::completions::{Completions, script, with_targets};
use crate::draw::Terminal;
use crate::exit::ExitStatus;

/// The program's file, by whose name shells know it.
const NAME: &str = "cargo-migrate";

/// What bash's functions are made of: with a `-` in it, those of the verbs would not be found (`clap_complete` 4.6.11).
const BASH_NAME: &str = "cargo_migrate";

/// Bash asks the function of `cargo`, which knows no verbs of others.
const BASH: &str = r#"
# `cargo migrate …` is completed as `cargo-migrate …`, and all else behind `cargo` as it was.
if ! declare -F _cargo_with_migrate >/dev/null; then
    declare -F _completion_loader >/dev/null && _completion_loader cargo 2>/dev/null
    _cargo_before_migrate=$(complete -p cargo 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
fi
_cargo_with_migrate() {
    if [[ "${COMP_WORDS[1]}" == migrate && "$COMP_CWORD" -gt 1 ]]; then
        COMP_WORDS=(cargo-migrate "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _cargo_migrate cargo-migrate "$2" "$3"
    elif [[ -n "$_cargo_before_migrate" ]]; then
        "$_cargo_before_migrate" "$@"
    fi
}
complete -F _cargo_with_migrate -o bashdefault -o default cargo
complete -F _cargo_migrate -o bashdefault -o default cargo-migrate
"#;

/// Fish takes what it would say of the program itself.
const FISH: &str = r#"
# `cargo migrate …` is completed as `cargo-migrate …`.
complete -c cargo -n '__fish_seen_subcommand_from migrate' -f -a '(complete -C (string replace -r "^.*?\bmigrate\b" cargo-migrate -- (commandline -cp)))'
"#;

pub(super) fn run(typed: &Completions, terminal: Terminal) -> Result<ExitCode, Failure> {
    let name = if typed.shell == Shell::Bash { BASH_NAME } else { NAME };
    let own = Arguments::command().name(name).bin_name(name);
    let others = Binary::command();
    let is_other =
        |verb: &&clap::Command| !verb.is_hide_set() && own.find_subcommand(verb.get_name()).is_none();
    let others = others.get_subcommands().filter(is_other);
    let others = others.cloned().collect::<Vec<_>>();
    let command = with_targets(own.subcommands(others), None);
    let mut text = script(command, name, typed.shell);
    match typed.shell {
        Shell::Bash => text.push_str(BASH),
        Shell::Fish => text.push_str(FISH),
        // zsh's own completion of cargo asks `_cargo-migrate`; others have nothing of the kind.
        _ => {}
    }
    terminal.data(&text)?;
    Ok(ExitStatus::Done.into())
}
