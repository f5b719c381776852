//! Everything that can go wrong behind `cargo migrate`. As text it may have several lines, the last what to type.

use std::io;
use std::path::PathBuf;

use migrate_core::graph::{GraphError, RouteError, TargetError};
use migrate_source::edit::EditError;
use migrate_source::name::NameError;
use migrate_source::problem::ProblemKind;
use migrate_source::{Problem, ReadError, path_text};
use thiserror::Error;

use crate::exit::ExitStatus;

/// Why it was not done. Unless a variant says otherwise no file was changed.
#[derive(Debug, Error)]
pub(super) enum Failure {
    #[error(
        "`cargo build` of `{binary}` failed, so that nothing ran\nhelp: mend what the compiler says above"
    )]
    Build { binary: String },
    #[error("cannot run cargo: {source}\nhelp: run it as `cargo migrate`, or put cargo on the PATH")]
    Cargo { source: io::Error },
    #[error("cargo does not know this project: {0}")]
    Metadata(#[from] cargo_metadata::Error),
    #[error("`{}` {what}\nhelp: {help}", path_text(.file))]
    Manifest { file: PathBuf, what: String, help: String },
    #[error(
        "the package `{package}` has several chains: {}\nhelp: say which: `--chain {}`",
        quoted(.chains),
        .chains[0]
    )]
    ManyChains { package: String, chains: Vec<String> },
    #[error(
        "several packages hold a chain: {}\nhelp: say which: `-p {}`, or run it in the folder of one",
        quoted(.packages),
        .packages[0]
    )]
    ManyPackages { packages: Vec<String> },
    #[error("chain `{chain}` has several heads: {}\nhelp: {help}", quoted(.heads))]
    ManyHeads { chain: String, heads: Vec<String>, help: String },
    #[error(
        "several binaries of `{package}` may be the chain's: {}\nhelp: name it in Cargo.toml:\n\n    \
         [package.metadata.migrate]\n    bin = \"{}\"",
        quoted(.binaries),
        .binaries[0]
    )]
    ManyBinaries { package: String, binaries: Vec<String> },
    #[error(transparent)]
    Name(#[from] NameError),
    #[error(
        "no binary of `{package}` calls `migrate_cli::Cli`\nhelp: make `src/bin/migrate.rs`:\n\n    fn main() -> \
         std::process::ExitCode {{\n        migrate_cli::Cli::new({chain}).main()\n    }}"
    )]
    NoBinary { package: String, chain: String },
    #[error(
        "no binary of `{package}` calls `migrate_cli::Cli`, and it has no library that one could take the chain from\n\
         help: move the `mod` line that leads to the chain into `src/lib.rs`, as `pub mod`, and try again"
    )]
    NoLibrary { package: String },
    #[error("{}\nhelp: {}", no_chain(.package.as_deref(), .chain.as_deref(), .known), chain_help(.known))]
    NoChain { package: Option<String>, chain: Option<String>, known: Vec<String> },
    #[error("the workspace has no package `{package}`; it has {}", quoted(.known))]
    NoPackage { package: String, known: Vec<String> },
    #[error("{what}\nhelp: {help}")]
    Refused { what: String, help: String },
    #[error("cannot {what} `{}`: {source}{}", path_text(.file), file_help(.source))]
    File { what: &'static str, file: PathBuf, source: io::Error },
    #[error(transparent)]
    Graph(Box<GraphError>),
    #[error("{}: {error}", path_text(.file))]
    Edit { file: PathBuf, error: EditError },
    #[error(
        "the hook `{command}` {fault}; `{file}` stays as it was written, and is part of the chain\nhelp: mend `hooks` in \
         Cargo.toml, and run it by hand"
    )]
    Hook { command: String, fault: String, file: String },
    #[error("cannot write to stdout: {0}")]
    Output(#[from] io::Error),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{error}\nhelp: {}", route_help(.error))]
    Route { error: Box<RouteError> },
    #[error("{0}")]
    Verb(Box<crate::failure::Failure>),
    #[error("{error}\nhelp: {}", .error.help())]
    Target { error: TargetError },
    #[error("`{typed}` is taken by the revision at {site}\nhelp: choose another")]
    Taken { typed: String, site: String },
    #[error("the chain is not sound, and no file was changed\n{}{}", problems(.0), lost_help(.0))]
    Unsound(Vec<Problem>),
}

impl Failure {
    /// A failure of a verb that the chain's binary has too.
    pub(super) fn verb(failure: crate::failure::Failure) -> Self {
        Self::Verb(Box::new(failure))
    }
}

impl From<&Failure> for ExitStatus {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::ManyBinaries { .. }
            | Failure::ManyChains { .. }
            | Failure::ManyHeads { .. }
            | Failure::ManyPackages { .. }
            | Failure::Name(_)
            | Failure::NoBinary { .. }
            | Failure::NoLibrary { .. }
            | Failure::NoChain { .. }
            | Failure::NoPackage { .. }
            | Failure::Refused { .. }
            | Failure::Route { .. }
            | Failure::Taken { .. }
            | Failure::Target { .. } => Self::Usage,
            Failure::Verb(failure) => failure.status(),
            Failure::Build { .. }
            | Failure::Cargo { .. }
            | Failure::Edit { .. }
            | Failure::File { .. }
            | Failure::Graph(_)
            | Failure::Hook { .. }
            | Failure::Manifest { .. }
            | Failure::Metadata(_)
            | Failure::Output(_)
            | Failure::Read(_)
            | Failure::Unsound(_) => Self::Failed,
        }
    }
}

/// Names in quotes, with commas.
pub(super) fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Broken rules as rustc would tell them: what, and where.
pub(super) fn problems(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| format!("{}: {problem}", problem.site));
    lines.collect::<Vec<_>>().join("\n")
}

/// What to type where a parent is gone; other problems say it themselves.
fn lost_help(problems: &[Problem]) -> &'static str {
    let is_lost = |problem: &Problem| {
        matches!(problem.kind, ProblemKind::MissingFile { .. } | ProblemKind::Unknown { key: "down", .. })
    };
    if problems.iter().any(is_lost) {
        "\nhelp: where a revision was deleted, `cargo migrate rebase` takes its `mod` line out and puts what followed it behind a head"
    } else {
        ""
    }
}

/// What to type where a file cannot be read or written.
fn file_help(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::PermissionDenied => {
            "\nhelp: see that it belongs to you and is not read-only, and its folder too; then type it again"
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "\nhelp: nothing can be written on this disk; copy the package to another"
        }
        io::ErrorKind::StorageFull => "\nhelp: the disk is full; make room, then type it again",
        _ => "",
    }
}

fn no_chain(package: Option<&str>, chain: Option<&str>, known: &[String]) -> String {
    let holder = package.map_or_else(|| "no package here".to_owned(), |name| format!("the package `{name}`"));
    match (chain, package) {
        (Some(chain), _) if !known.is_empty() => {
            format!("there is no chain `{chain}` here; there is {}", quoted(known))
        }
        (_, Some(_)) => format!("{holder} holds no chain: there is no `migrate_core::chain!` in its sources"),
        (_, None) => format!("{holder} holds a chain: there is no `migrate_core::chain!` in the sources"),
    }
}

/// What to type where the chain that is meant is not there.
fn chain_help(known: &[String]) -> String {
    match known.first() {
        Some(first) => format!("name one that is: `--chain {first}`"),
        None => "make one: `cargo migrate init`".to_owned(),
    }
}

/// What to type where a target leads nowhere.
fn route_help(error: &RouteError) -> &'static str {
    match error {
        RouteError::ManyHeads { .. } => {
            "name one of them; or join them: `cargo migrate merge`; or put one behind the other: `cargo migrate rebase`"
        }
        _ => "`cargo migrate history` shows the revisions, `cargo migrate heads` the heads",
    }
}
