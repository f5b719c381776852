//! `completions`: what makes a shell complete the verbs, their options, and targets. It asks no database.

use clap::builder::PossibleValuesParser;
use clap::{Args, Command, ValueHint};
use clap_complete::Shell;
use migrate_core::graph::Graph;

use super::Example;
use crate::arguments;
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "completions bash", does: "for `source <(NAME completions bash)` in ~/.bashrc" },
    Example { typed: "completions zsh", does: "for a file `_NAME` in a folder of $fpath" },
    Example { typed: "completions fish", does: "for ~/.config/fish/completions/NAME.fish" },
];

/// What can be typed behind `completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

pub(crate) fn run(context: &Context, typed: &Completions) -> Result<ExitStatus, Failure> {
    let graph = context.read_graph()?;
    let command = with_targets(arguments::make(&context.grammar), Some(&graph));
    context.terminal.data(&script(command, &context.grammar.name, typed.shell))?;
    Ok(ExitStatus::Done)
}

/// The script of a shell for a program.
pub(crate) fn script(mut command: Command, name: &str, shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The grammar with words to complete where targets stand: those that every chain has, and the labels of this one. Ids are
/// left out: there would be new ones every week, and a script is written once.
pub(crate) fn with_targets(command: Command, graph: Option<&Graph>) -> Command {
    let mut words = ["head", "heads", "base", "current"].map(str::to_owned).to_vec();
    if let Some(graph) = graph {
        let labels = graph.nodes().filter_map(|node| graph.entry(node).branch);
        words.extend(labels.flat_map(|label| [label.to_owned(), format!("{label}@head")]));
    }
    let verbs = super::EXAMPLES.iter().filter(|(_, _, takes_targets)| *takes_targets);
    verbs.fold(command, |command, (verb, _, _)| {
        if command.find_subcommand(verb).is_none() {
            return command;
        }
        command.mut_subcommand(verb, |verb| {
            verb.mut_args(|argument| match argument.get_id().as_str() {
                "target" | "targets" => argument.value_parser(PossibleValuesParser::new(words.clone())),
                "output" => argument.value_hint(ValueHint::FilePath),
                _ => argument,
            })
        })
    })
}
