//! The command line of a chain of revisions, as a library for the user's own binary.
//!
//! ```no_run
//! # mod shop { migrate_core::chain!(pub Shop = "shop"); }
//! fn main() -> std::process::ExitCode {
//!     migrate_cli::Cli::new(shop::Shop).default_url("sqlite://shop.db?mode=rwc").main()
//! }
//! ```
//!
//! The binary then knows `upgrade`, `downgrade` and the other verbs that its `--help` lists, and `--help` behind each shows
//! how. What was asked for goes to stdout, everything else to stderr, and [`ExitStatus`] lists the exit codes.
//!
//! Verbs that print data print JSON with `--format json`; [`json_format`]
//! says what stands in it.
//!
//! The crate parses, calls `migrate-core`, and draws; it decides nothing about revisions.

mod arguments;
#[cfg(feature = "cargo")]
#[doc(hidden)]
pub mod cargo;
mod chains;
mod command;
mod config;
mod context;
mod dialect;
mod draw;
mod exit;
mod failure;
mod json;
mod log;
mod protocol;
mod signals;
mod stale;
mod tools;
mod url;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use migrate_core::run::Options;
use migrate_core::{AnyChain, Chain};

use arguments::{Arguments, Program};
use context::Context;
use draw::{Terminal, Verbosity};

pub use exit::ExitStatus;

#[doc = include_str!("../docs/json.md")]
pub mod json_format {}

/// The command line of one chain.
#[derive(Clone, Debug)]
pub struct Cli {
    chain: AnyChain,
    named: Vec<AnyChain>,
    name: Option<String>,
    version: Option<String>,
    default_url: Option<String>,
    options: Options,
}

impl Cli {
    /// The command line of a chain.
    #[must_use]
    pub fn new<C: Chain>(chain: C) -> Self {
        Self {
            chain: chain.into(),
            named: Vec::new(),
            name: None,
            version: None,
            default_url: None,
            options: Options::default(),
        }
    }

    /// Names another chain, which `--chain` chooses then, as that of a crate that nothing else of the program names: such a
    /// crate is not linked.
    ///
    /// ```no_run
    /// # mod shop { migrate_core::chain!(pub Shop = "shop"); }
    /// # mod accounts { migrate_core::chain!(pub Accounts = "accounts"); }
    /// fn main() -> std::process::ExitCode {
    ///     migrate_cli::Cli::new(shop::Shop).chain(accounts::Accounts).main()
    /// }
    /// ```
    #[must_use]
    pub fn chain<C: Chain>(mut self, chain: C) -> Self {
        self.named.push(chain.into());
        self
    }

    /// The URL of the database where neither `--database-url` nor `DATABASE_URL` nor `migrate.toml` says one.
    #[must_use]
    pub fn default_url(self, url: impl Into<String>) -> Self {
        Self { default_url: Some(url.into()), ..self }
    }

    /// How the database is worked on where neither flags nor environment variables nor `migrate.toml` say it: the same
    /// options that the program's other runs have.
    #[must_use]
    pub fn options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The program's name in its help, where it is not the file's.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The version that `--version` prints: usually `env!("CARGO_PKG_VERSION")`. There is no such flag without.
    #[must_use]
    pub fn version(self, version: impl Into<String>) -> Self {
        Self { version: Some(version.into()), ..self }
    }

    /// Reads the arguments of the process, does what they say, and returns the exit code: one of [`ExitStatus`].
    pub fn main(self) -> ExitCode {
        if let Some(text) = std::env::var(protocol::VARIABLE).ok().and_then(|told| protocol::mismatch(&told))
        {
            Terminal::new(Verbosity::Normal).say(&draw::failure::failure(&text, None));
            return ExitStatus::Usage.into();
        }
        self.run(std::env::args_os().collect()).into()
    }

    fn run(self, typed: Vec<OsString>) -> ExitStatus {
        let Self { chain, named, name, version, default_url, options } = self;
        let file =
            typed.first().and_then(|path| Path::new(path).file_stem()).map(|name| name.to_string_lossy());
        let name = name.unwrap_or_else(|| file.as_deref().unwrap_or(chain.name()).to_owned());
        let grammar = Program { name, version, chain: chain.name() };
        let Arguments { common, verb } = match arguments::parse(&grammar, typed) {
            Ok(arguments) => arguments,
            Err(error) => return draw::usage(&error),
        };
        let verbosity = match (common.quiet, common.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        };
        let terminal = Terminal::new(verbosity);
        let about = common.chain.clone();
        let program = context::Program { own: chain, named, options, default_url };
        let done =
            Context::new(program, grammar, common, terminal).and_then(|context| command::run(&context, verb));
        done.unwrap_or_else(|failure| {
            terminal.say(&draw::failure::failure(&failure, about.as_deref()));
            failure.status()
        })
    }
}
