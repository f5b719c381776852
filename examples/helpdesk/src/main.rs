//! The command line: `cargo run -p helpdesk -- upgrade`, `cargo run -p helpdesk -- status --chain all`.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_cli::Cli::new(helpdesk::Helpdesk).default_url("sqlite://helpdesk.db?mode=rwc").main()
}
