//! `templates`: the texts of new files, for a project that wants its own.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use migrate_source::path_text;

use super::failure::Failure;
use super::project::Project;
use super::template;
use crate::draw::Terminal;
use crate::exit::ExitStatus;

/// What can be typed behind `templates`.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Templates {
    /// Print our own, and what can stand in it, and write nothing
    #[arg(long)]
    pub(super) show: bool,
}

const AFTER: &str = "A project has its own in the folder `migrate-templates` of the package, or in the one that Cargo.toml names:

  [package.metadata.migrate]
  templates = \"tools/templates\"

`revision.rs` is what `revision` writes, `merge.rs` what `merge` writes. Where there is none, ours is used.

Examples:
  cargo migrate templates          writes ours into that folder, to be changed
  cargo migrate templates --show   prints ours, and what can stand in it";

/// Prints our own.
pub(super) fn show(terminal: Terminal) -> Result<ExitCode, Failure> {
    terminal.data(template::DEFAULT)?;
    terminal.note(&format!("what can stand in it:\n{}", template::legend().trim_end()));
    Ok(ExitStatus::Done.into())
}

pub(super) fn run(project: &Project, terminal: Terminal) -> Result<ExitCode, Failure> {
    let written = template::write_defaults(project)?;
    if written.is_empty() {
        let folder = path_text(&template::folder_of(project));
        terminal.note(&format!("`{folder}` has them already, and nothing was written"));
        return Ok(ExitStatus::Done.into());
    }
    let mut names = String::new();
    for file in &written {
        let _ = writeln!(names, "{}", path_text(file));
    }
    terminal.data(&names)?;
    terminal.note(
        "wrote the templates of new revisions; `cargo migrate templates --show` tells what can stand in them",
    );
    Ok(ExitStatus::Done.into())
}
