//! The command line of the shop's chain: `cargo run -p shop -- upgrade head`.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_cli::Cli::new(shop::Shop).default_url("sqlite://shop.db?mode=rwc").main()
}
