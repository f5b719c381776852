//! `sqlite3`.

use std::ffi::OsString;
use std::path::Path;

use super::{Content, Tool, ToolError};

const NAMES: &[&str] = &["sqlite3"];

/// A file of settings that says nothing.
const NOTHING: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

fn tool(file: &Path) -> Result<Tool, ToolError> {
    let mut tool = Tool::find(NAMES, "sqlite3")?;
    tool.command.arg(file);
    Ok(tool)
}

pub(super) fn shell(file: &Path) -> Result<Tool, ToolError> {
    tool(file)
}

/// What reads SQL from its stdin and stops at the first error. It reads nobody's settings.
pub(super) fn script(file: &Path) -> Result<Tool, ToolError> {
    let mut tool = Tool::find(NAMES, "sqlite3")?;
    tool.command.args(["-batch", "-bail", "-init", NOTHING]).arg(file);
    Ok(tool)
}

pub(super) fn dump(file: &Path, content: Content, typed: &[OsString]) -> Result<Tool, ToolError> {
    let mut tool = script(file)?;
    tool.command.args(typed).arg(match content {
        Content::All => ".dump",
        Content::Rows => ".dump --data-only",
        Content::Schema => ".schema --nosys",
    });
    Ok(tool)
}
