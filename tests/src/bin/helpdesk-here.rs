//! The command line of `examples/helpdesk`, for the transcripts: the binary of that package is not theirs to build.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_cli::Cli::new(helpdesk::Helpdesk).name("helpdesk").main()
}
