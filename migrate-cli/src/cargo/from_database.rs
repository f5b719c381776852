//! What the chain's binary says that makes all that a database holds.

use std::ffi::OsString;
use std::process::ExitCode;

use super::binary::{Binary, require_heads};
use super::failure::Failure;
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
    let told = binary.ask::<Found>(project, wanted.words(), reach, "what the database holds")?;
    let Found { heads, body, left_out } = match told {
        Ok(told) => told,
        Err(code) => return Ok(Err(code)),
    };
    require_heads(&heads, down)?;
    if body.trim().is_empty() {
        terminal.note("nothing to do: the database is empty, and no file was written");
        return Ok(Err(ExitStatus::Done.into()));
    }
    for left_out in left_out {
        terminal.note(&format!("left out, since there are no words for it: {left_out}"));
    }
    Ok(Ok(body))
}
