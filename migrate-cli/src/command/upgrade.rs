//! `upgrade`: applies revisions.

use clap::Args;
use migrate_core::Run;
use migrate_core::graph::Goal;

use super::db::{Backup, back_up};
use super::scripting::{self, Scripting};
use super::{Example, plan, read_target, run_to_end};
use crate::arguments::{Format, Transacting};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "upgrade", does: "to the head" },
    Example { typed: "upgrade +1", does: "one revision on" },
    Example { typed: "upgrade 2d970929c35", does: "to a revision; the start of its id is enough" },
    Example { typed: "upgrade --chain all", does: "all chains of the program" },
    Example { typed: "upgrade heads", does: "to all heads, while branches are not merged" },
    Example { typed: "upgrade --sql --dialect postgres", does: "prints a script for psql; asks no database" },
    Example {
        typed: "upgrade --sql 2d970929c35:head",
        does: "a script for a database that is at a revision",
    },
];

/// What can be typed behind `upgrade`.
#[derive(Debug, Args)]
pub(crate) struct Upgrade {
    /// Where to go; with `--sql` also a range, `FROM:TO`
    #[arg(default_value = "head", allow_negative_numbers = true)]
    pub(crate) target: String,
    /// Show what would run, as `plan` does, and run nothing
    #[arg(long, conflicts_with = "sql")]
    pub(crate) plan: bool,
    /// A text for the data steps, which read it as `connection.tag()`; it means nothing else
    #[arg(long, value_name = "TEXT")]
    pub(crate) tag: Option<String>,
    #[command(flatten)]
    pub(crate) backup: Backup,
    #[command(flatten)]
    pub(crate) scripting: Scripting,
    #[command(flatten)]
    pub(crate) transacting: Transacting,
}

pub(crate) fn run(context: &Context, typed: &Upgrade) -> Result<ExitStatus, Failure> {
    if typed.scripting.sql {
        let range = scripting::read_range(&typed.target)?;
        let mut needs = Vec::new();
        let status = typed.scripting.print(context, |offline| {
            if context.known.len() > context.chains.iter().count() {
                needs = offline.needs(&range)?;
            }
            offline.upgrade(&range)
        })?;
        for (chain, ids) in needs {
            context.terminal.note(&format!(
                "{}: before the script is run, chain `{chain}` must be at `{}`, which `upgrade --sql --chain {chain}` leads to",
                context.title(),
                ids.join("`, `"),
            ));
        }
        return Ok(status);
    }
    let target = read_target(&typed.target)?;
    if typed.plan {
        return plan::show(context, &Goal::Upgrade(target).into(), Format::Text);
    }
    back_up(context, &typed.backup, &Goal::Upgrade(target.clone()).into())?;
    let run = Run::upgrade_url(context.chains.clone(), context.require_url()?.secret()).to(target);
    run_to_end(context, run.transactions(typed.transacting.transactions()), typed.tag.as_deref())
}
