//! The command line over small chains, for the transcripts: `MIGRATE_TEST_CHAIN` says which.

mod backfilled;
mod crm;
mod failing;
mod forked;
mod gated;
mod leaning;
mod orchard;
mod stuck;
mod tagged;
mod tour;

use std::process::ExitCode;

use migrate_cli::Cli;

fn main() -> ExitCode {
    let chain = std::env::var("MIGRATE_TEST_CHAIN").unwrap_or_default();
    let cli = match chain.as_str() {
        "backfilled" => Cli::new(backfilled::Backfilled),
        "failing" => Cli::new(failing::Failing),
        "forked" => Cli::new(forked::Forked),
        "gated" => Cli::new(gated::Gated),
        "leaning" => Cli::new(leaning::Leaning),
        "orchard" => Cli::new(orchard::Orchard),
        "stuck" => Cli::new(stuck::Stuck),
        "tagged" => Cli::new(tagged::Tagged),
        "ahead" => Cli::new(tour::ahead::Ahead),
        "behind" => Cli::new(tour::behind::Behind),
        "mended" => Cli::new(tour::mended::Mended),
        _ => Cli::new(crm::Crm).version("1.2.3"),
    };
    cli.name(chain).main()
}
