//! What the chain's binary says that makes all that a database holds.

use std::ffi::OsString;
use std::process::ExitCode;

use super::binary::Binary;
use super::failure::{Failure, quoted};
use super::project::Project;
use crate::command::from_database::FromDatabase;
use crate::draw::Terminal;
use crate::exit::ExitStatus;
use crate::found::Found;

/// The statements of a revision, or the code to end with where there is none. `reach` says which database is meant.
pub(super) fn ask(
    project: &Project,
    wanted: &FromDatabase,
    down: &[String],
    reach: &[OsString],
    terminal: Terminal,
) -> Result<Result<String, ExitCode>, Failure> {
    let binary = Binary::make(project, terminal)?;
    let chain = format!("--chain={}", project.chain());
    let words = wanted.words().into_iter().chain([chain]).map(OsString::from);
    let words = words.chain(reach.iter().cloned()).collect::<Vec<_>>();
    let told = match binary.ask(project, &words)? {
        Ok(told) => told,
        Err(code) => return Ok(Err(code)),
    };
    let told = serde_json::from_slice::<Found>(&told).map_err(|error| Failure::Refused {
        what: format!("the chain's binary says something else than what the database holds: {error}"),
        help: "let it call `migrate_cli::Cli` and print nothing by itself".to_owned(),
    })?;
    let Found { heads, body, left_out } = told;
    if heads != down {
        return Err(Failure::Refused {
            what: format!(
                "the chain's binary knows the heads {}, and not those of the sources",
                quoted(&heads)
            ),
            help: "let `[package.metadata.migrate] bin` in Cargo.toml name the binary of this chain"
                .to_owned(),
        });
    }
    if body.trim().is_empty() {
        terminal.note("nothing to do: the database is empty, and no file was written");
        return Ok(Err(ExitStatus::Done.into()));
    }
    for left_out in left_out {
        terminal.note(&format!("left out, since there are no words for it: {left_out}"));
    }
    Ok(Ok(body))
}
