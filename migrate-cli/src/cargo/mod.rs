//! `cargo migrate`: the verbs that work on the sources of a chain, and the way to the chain's own binary.
//!
//! A chain with two heads does not compile, so what repairs it reads the sources as `chain!` does, and builds nothing.
//! Every other verb is the binary's own: it is built, and run with what was typed.

mod adopt;
mod applied;
mod arguments;
mod autogenerate;
mod binary;
mod cargo_toml;
mod completions;
mod failure;
mod file;
mod from_database;
mod hooks;
mod init;
mod merge;
mod naming;
mod project;
mod rebase;
mod revision;
mod show;
mod source;
mod template;
mod templates;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::draw::{self, Terminal, Verbosity};
use crate::exit::ExitStatus;

use arguments::{Arguments, Verb};
use failure::Failure;
use project::Project;

/// Reads the arguments of the process, does what they say, and returns the exit code.
pub fn main() -> ExitCode {
    let mut typed = std::env::args_os().collect::<Vec<OsString>>();
    // Cargo runs `cargo-migrate migrate …` for `cargo migrate …`.
    if typed.get(1).is_some_and(|word| word == "migrate") {
        typed.remove(1);
    }
    run(&typed)
}

fn run(typed: &[OsString]) -> ExitCode {
    let (sorted, typed) = arguments::sort(typed);
    let Arguments { place, reach, quiet, verbose, verb } = match arguments::parse(sorted) {
        Ok(arguments) => arguments,
        Err(error) => return draw::usage(&error).into(),
    };
    let terminal = Terminal::new(match (quiet, verbose) {
        (true, _) => Verbosity::Quiet,
        (false, true) => Verbosity::Verbose,
        (false, false) => Verbosity::Normal,
    });
    let find = || Project::find(&place);
    // What the database must say is asked by the chain's own binary.
    let ask = |verb: &str| {
        let words = arguments::behind_verb(&typed, verb, quiet, verbose);
        find().and_then(|project| binary::run(&project, &words, terminal))
    };
    let done = match verb {
        Verb::Adopt(typed) => {
            find().and_then(|project| adopt::run(&project, &typed, &reach.words(), terminal))
        }
        Verb::Branches(typed) => find().and_then(|project| show::branches(&project, &typed, terminal)),
        Verb::Completions(typed) => completions::run(&typed, terminal),
        Verb::Edit(typed) => find().and_then(|project| show::edit(&project, &typed.revisions)),
        Verb::Graph(typed) if typed.asks_database() => ask("graph"),
        Verb::Graph(typed) => find().and_then(|project| show::graph(&project, &typed, terminal)),
        Verb::Heads(typed) => find().and_then(|project| show::heads(&project, &typed, terminal)),
        Verb::History(typed) if typed.asks_database() => ask("history"),
        Verb::History(typed) => find().and_then(|project| show::history(&project, &typed, terminal)),
        Verb::Init(typed) => init::run(&place, &typed, terminal),
        Verb::Merge(typed) => find().and_then(|project| merge::run(&project, &typed, terminal)),
        Verb::Rebase(typed) => find().and_then(|project| rebase::run(&project, &typed, terminal)),
        Verb::Revision(typed) => {
            find().and_then(|project| revision::run(&project, &typed, &reach.words(), terminal))
        }
        Verb::Show(typed) if typed.asks_database() => ask("show"),
        Verb::Show(typed) => find().and_then(|project| show::show(&project, &typed, terminal)),
        Verb::Templates(typed) if typed.show => templates::show(terminal),
        Verb::Templates(_) => find().and_then(|project| templates::run(&project, terminal)),
        Verb::Other(words) => match arguments::misspelt(&words) {
            None => {
                let words = arguments::with_reach(&typed, &words);
                find().and_then(|project| binary::run(&project, &words, terminal))
            }
            Some(near) => Err(Failure::Refused {
                what: format!("there is no verb `{}`; did you mean `{near}`?", words[0].to_string_lossy()),
                help: "`cargo migrate --help` lists the verbs".to_owned(),
            }),
        },
    };
    done.unwrap_or_else(|failure: Failure| {
        terminal.say(&draw::failure::failure(&failure, None));
        ExitStatus::from(&failure).into()
    })
}
