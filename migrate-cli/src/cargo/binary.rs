//! The chain's own binary: finding, building and running it.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use cargo_metadata::{Message, Target};
use serde::de::DeserializeOwned;

use super::failure::{Failure, quoted};
use super::project::{Project, folder, shorten};
use crate::config;
use crate::draw::{Terminal, Verbosity};
use crate::protocol;

/// Builds the chain's binary and runs it with these words.
pub(super) fn run(project: &Project, words: &[OsString], terminal: Terminal) -> Result<ExitCode, Failure> {
    let binary = Binary::make(project, terminal)?;
    let status = binary.command(project, words).status();
    Ok(code(status.map_err(|source| binary.failed(source))?))
}

/// The chain's binary, built.
#[derive(Debug)]
pub(super) struct Binary {
    executable: String,
}

impl Binary {
    /// Finds it and builds it.
    pub(super) fn make(project: &Project, terminal: Terminal) -> Result<Self, Failure> {
        let binary = find(project)?;
        Ok(Self { executable: build(project, &binary, terminal)? })
    }

    /// Runs it with these words, then those that say which database is meant, and gives what it tells of something; or the
    /// code that it ends with where it fails.
    pub(super) fn ask<T: DeserializeOwned>(
        &self,
        project: &Project,
        words: Vec<String>,
        reach: &[OsString],
        what: &str,
    ) -> Result<Result<T, ExitCode>, Failure> {
        let words = words.into_iter().chain([format!("--chain={}", project.chain())]).map(OsString::from);
        let words = words.chain(reach.iter().cloned()).collect::<Vec<_>>();
        let output = self.command(project, &words).stderr(Stdio::inherit()).output();
        let output = output.map_err(|source| self.failed(source))?;
        if !output.status.success() {
            return Ok(Err(code(output.status)));
        }
        let told = serde_json::from_slice(&output.stdout).map_err(|error| Failure::Refused {
            what: format!("the chain's binary says something else than {what}: {error}"),
            help: "let it call `migrate_cli::Cli` and print nothing by itself".to_owned(),
        })?;
        Ok(Ok(told))
    }

    fn command(&self, project: &Project, words: &[OsString]) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(words).env(protocol::VARIABLE, protocol::VERSION.to_string());
        if let Some(file) = configuration(project) {
            command.env(config::FILE_VARIABLE, file);
        }
        command
    }

    fn failed(&self, source: io::Error) -> Failure {
        Failure::File { what: "run", file: self.executable.clone().into(), source }
    }
}

/// Stops where the binary is built of other sources than those that were read.
pub(super) fn require_heads(told: &[String], read: &[String]) -> Result<(), Failure> {
    if told == read {
        return Ok(());
    }
    Err(Failure::Refused {
        what: format!("the chain's binary knows the heads {}, and not those of the sources", quoted(told)),
        help: "let `[package.metadata.migrate] bin` in Cargo.toml name the binary of this chain".to_owned(),
    })
}

/// The code that a process ended with. One that a signal ended has none; 130 is what Ctrl-C is told as.
fn code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or_else(|| crate::exit::ExitStatus::Interrupted.into(), ExitCode::from)
}

/// The configuration of the package, where neither the environment nor the folder of the command has one.
fn configuration(project: &Project) -> Option<PathBuf> {
    let is_named = std::env::var_os(config::FILE_VARIABLE).is_some_and(|name| !name.is_empty());
    let current = std::env::current_dir().ok()?;
    if is_named || config::find::find(&current).is_some() {
        return None;
    }
    config::find::find(folder(&project.package))
}

/// The binary: by `[package.metadata.migrate]`, or `migrate`, or the only one that calls the command line.
fn find(project: &Project) -> Result<String, Failure> {
    let package = &project.package;
    let names = |targets: &[&Target]| targets.iter().map(|target| target.name.clone()).collect::<Vec<_>>();
    let binaries = package.targets.iter().filter(|target| target.is_bin()).collect::<Vec<_>>();
    if let Some(wanted) = project.setting("bin") {
        return match binaries.iter().find(|target| target.name == wanted) {
            Some(target) => Ok(target.name.clone()),
            None => Err(Failure::Manifest {
                file: package.manifest_path.clone().into(),
                what: format!("names the binary `{wanted}`, which the package has not"),
                help: format!("the package has {}", quoted(&names(&binaries))),
            }),
        };
    }
    let calls = |target: &&&Target| {
        fs::read_to_string(&target.src_path).is_ok_and(|text| text.contains("migrate_cli"))
    };
    let callers = binaries.iter().filter(calls).copied().collect::<Vec<_>>();
    match callers.as_slice() {
        [only] => Ok(only.name.clone()),
        [] => Err(missing(project)),
        several => match several.iter().find(|target| target.name == "migrate") {
            Some(target) => Ok(target.name.clone()),
            None => {
                Err(Failure::ManyBinaries { package: package.name.to_string(), binaries: names(several) })
            }
        },
    }
}

/// What to say where no binary calls the command line.
fn missing(project: &Project) -> Failure {
    let package = project.package.name.to_string();
    let Some(library) = project.package.targets.iter().find(|target| target.is_lib()) else {
        return Failure::NoLibrary { package };
    };
    // The files of a chain's revisions are in the folder of its module.
    let root = library.src_path.parent().map(|root| shorten(root.as_std_path())).unwrap_or_default();
    let modules = project.graph.folder.strip_prefix(&root).unwrap_or(Path::new("migrations"));
    let mut path = vec![library.name.replace('-', "_")];
    path.extend(modules.iter().map(|module| module.to_string_lossy().into_owned()));
    path.push(project.graph.type_name.clone());
    Failure::NoBinary { package, chain: path.join("::") }
}

/// Builds the binary, with what cargo and the compiler say on stderr, and gives its path.
fn build(project: &Project, binary: &str, terminal: Terminal) -> Result<String, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--message-format=json-render-diagnostics", "--manifest-path"]);
    command.arg(&project.package.manifest_path).args(["--bin", binary]);
    if terminal.verbosity() < Verbosity::Verbose {
        command.arg("--quiet");
    }
    command.stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|source| Failure::Cargo { source })?;
    let output = child.stdout.take().map(BufReader::new);
    let mut executable = None;
    for message in output.into_iter().flat_map(Message::parse_stream) {
        if let Message::CompilerArtifact(artifact) = message?
            && artifact.target.is_bin()
            && artifact.target.name == binary
        {
            executable = artifact.executable;
        }
    }
    let status = child.wait().map_err(|source| Failure::Cargo { source })?;
    match executable {
        Some(executable) if status.success() => Ok(executable.into_string()),
        _ => Err(Failure::Build { binary: binary.to_owned() }),
    }
}
