//! `stamp`: writes into the ledger what is applied.

use clap::Args;
use migrate_core::run;

use super::scripting::{self, Scripting};
use super::{Example, read_target};
use crate::context::Context;
use crate::draw::{self, Progress};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::history::{Reading, ToolName};

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "stamp head", does: "the schema is there already: count all revisions as applied" },
    Example {
        typed: "stamp 2d970929c35",
        does: "count those up to a revision as applied, and none on top of it",
    },
    Example { typed: "stamp left right", does: "count the heads of two branches" },
    Example { typed: "stamp -1", does: "count the newest as not applied" },
    Example { typed: "stamp base", does: "count none as applied" },
    Example { typed: "stamp --sql 2d970929c35", does: "prints a script that does it; asks no database" },
    Example {
        typed: "stamp --forget 9f1c",
        does: "forget one revision that this program does not have; what it did stays",
    },
    Example { typed: "stamp --from sqlx", does: "count as applied what sqlx's own table says" },
    Example {
        typed: "stamp --purge 2d970929c35",
        does: "forget what this program does not know, and other branches",
    },
];

/// What can be typed behind `stamp`.
#[derive(Debug, Args)]
pub(crate) struct Stamp {
    /// What the database is at: one target, or one of each branch; with `--sql` one, or a range, `FROM:TO`
    #[arg(allow_negative_numbers = true, required_unless_present_any = ["forget", "from"], value_name = "TARGET")]
    pub(crate) targets: Vec<String>,
    /// Take everything else of the chain out of the ledger: other branches, and what this program does not know
    #[arg(long, conflicts_with = "sql")]
    pub(crate) purge: bool,
    /// Take a revision out of the ledger that this program does not have. What it did to the database stays
    #[arg(long, value_name = "ID", conflicts_with = "sql")]
    pub(crate) forget: Vec<String>,
    /// What `alembic`, `refinery` or `sqlx` has applied, by its own table, which stays as it is: see `cargo migrate adopt`
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "TOOL",
        conflicts_with_all = ["targets", "purge", "forget", "sql"]
    )]
    pub(crate) from: Option<ToolName>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) scripting: Scripting,
}

pub(crate) fn run(context: &Context, typed: &Stamp) -> Result<ExitStatus, Failure> {
    if typed.from.is_none() && !typed.reading.is_empty() {
        return Err(Failure::Adopting {
            what: "how another tool's table is read is said, and no tool is".to_owned(),
            help: "name it: `--from sqlx`, `--from refinery` or `--from alembic`",
        });
    }
    if typed.scripting.sql {
        let [target] = typed.targets.as_slice() else {
            return Err(Failure::Script {
                fault: "a script stamps one target".to_owned(),
                help: "write a script for each: `stamp --sql FROM:TO`",
            });
        };
        let range = scripting::read_range(target)?;
        return typed.scripting.print(context, |offline| offline.stamp(&range));
    }
    let mut targets =
        typed.targets.iter().map(|target| read_target(target)).collect::<Result<Vec<_>, _>>()?;
    let mut forget = typed.forget.iter();
    let url = context.require_url()?.secret();
    let mut stamp = if let Some(tool) = typed.from {
        run::Stamp::adopting_url(context.chains.clone(), url, typed.reading.history(tool))
    } else if targets.is_empty() {
        run::Stamp::forget_url(
            context.chains.clone(),
            url,
            forget.next().expect("clap requires a target, a tool or something to forget"),
        )
    } else {
        run::Stamp::url(context.chains.clone(), url, targets.remove(0))
    };
    for target in targets {
        stamp = stamp.and(target);
    }
    for revision in forget {
        stamp = stamp.and_forget(revision);
    }
    if typed.purge {
        stamp = stamp.purge();
    }
    let stamp = stamp.options(context.options.clone());
    let stamped = stamp.observe(Progress::new(context.terminal)).blocking().map_err(Failure::Core)?;
    context.terminal.note(&draw::report::stamped(&stamped));
    Ok(ExitStatus::Done)
}
