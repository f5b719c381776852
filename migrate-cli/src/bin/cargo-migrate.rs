//! `cargo migrate`: works on the sources of a chain, and runs the chain's own binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_cli::cargo::main()
}
