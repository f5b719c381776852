//! The command line: `cargo run --bin migrate -- upgrade head`.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_cli::Cli::new(quickstart::migrations::Notes).default_url("sqlite://notes.db?mode=rwc").main()
}
