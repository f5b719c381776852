//! `--sql`: a script for the database's own shell, instead of a run. It asks no database.

use std::str::FromStr as _;

use clap::Args;
use migrate_core::Error;
use migrate_core::dialect::Server;
use migrate_core::graph::{Range, Target};
use migrate_core::run::Offline;

use super::read_target;
use crate::context::Context;
use crate::dialect::{self, DialectName};
use crate::exit::ExitStatus;
use crate::failure::Failure;

/// What the verbs take of which there can be a script.
#[derive(Debug, Args)]
pub(crate) struct Scripting {
    /// Print a script for psql, mariadb, mysql or sqlite3 that does it, and ask no database
    #[arg(long)]
    pub(crate) sql: bool,
    /// The database that the script is for: `sqlite`, `postgres`, `mariadb` or `mysql`; without it, that of the URL
    #[arg(long, value_name = "NAME", value_enum, requires = "sql", hide_possible_values = true)]
    pub(crate) dialect: Option<DialectName>,
    /// The version of the server that the script is for, so that what it is too old for is refused
    #[arg(long, value_name = "VERSION", requires = "sql")]
    pub(crate) server_version: Option<String>,
}

impl Scripting {
    /// Prints the script that is written.
    pub(crate) fn print(
        &self,
        context: &Context,
        write: impl FnOnce(Offline) -> Result<Option<String>, Error>,
    ) -> Result<ExitStatus, Failure> {
        let shell = dialect::choose_shell(context, self.dialect)?;
        let mut offline = Offline::new(context.chains.clone(), shell).options(context.options.clone()).last();
        if let Some(version) = &self.server_version {
            let server = Server::read(shell, version).ok_or_else(|| Failure::Script {
                fault: format!("`{version}` is no version of a server that `{shell}` is for"),
                help: "write it as the server does: `15.4`, `10.11.6`; SQLite has no servers",
            })?;
            offline = offline.server(server);
        }
        match write(offline).map_err(Failure::Core)? {
            None => context.terminal.note(&format!("{}: nothing to do", context.title())),
            Some(script) => context.terminal.data(&script)?,
        }
        Ok(ExitStatus::Done)
    }
}

/// A range, or the end of one that begins at the base.
pub(crate) fn read_range(typed: &str) -> Result<Range, Failure> {
    if typed.contains(':') {
        return read_ends(typed);
    }
    let to = read_target(typed)?;
    if to.asks_database() { Err(unasked(typed)) } else { Ok(Range { from: None, to: Some(to) }) }
}

/// A range whose beginning is known without a database. Its end may be counted from there.
pub(crate) fn read_ends(typed: &str) -> Result<Range, Failure> {
    if !typed.contains(':') {
        return Err(Failure::Script {
            fault: format!("`{typed}` says where to, and a script must know from where"),
            help: "write both ends: what is applied when the script is run, a `:`, and what stays; `head:base`, `head:-1`",
        });
    }
    let range = Range::from_str(typed).map_err(Failure::Target)?;
    if range.from.as_ref().is_some_and(Target::asks_database) { Err(unasked(typed)) } else { Ok(range) }
}

fn unasked(typed: &str) -> Failure {
    Failure::Script {
        fault: format!(
            "`{typed}` is counted from what is applied, and a script is written without asking a database"
        ),
        help: "write the revision that is applied when the script is run, and a `:`, before it; `base:+1`, `2d97:head`",
    }
}
