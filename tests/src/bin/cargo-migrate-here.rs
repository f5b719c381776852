//! `cargo migrate` of this workspace, for transcripts.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_cli::cargo::main()
}
