//! `downgrade`: undoes revisions.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use migrate_core::Run;
use migrate_core::graph::Goal;
use migrate_core::run::Errand;
use migrate_core::script::{Consent, Loss};

use super::db::{Backup, back_up};
use super::scripting::{self, Scripting};
use super::{Example, plan, read_target, run_to_end};
use crate::arguments::{Format, Transacting};
use crate::context::Context;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "downgrade -1", does: "undoes the newest revision" },
    Example { typed: "downgrade 2d970929c35", does: "undoes what stands on top of a revision" },
    Example { typed: "downgrade base --allow destructive", does: "undoes everything, with the rows in it" },
    Example {
        typed: "downgrade --stored",
        does: "undoes what this program does not have, by what the ledger keeps",
    },
    Example { typed: "downgrade --stored 9f1c", does: "undoes one such revision, with those on top of it" },
    Example {
        typed: "downgrade --stored 2d970929c35",
        does: "undoes what stands on top of a revision, this program's too, without their code",
    },
    Example { typed: "downgrade --stored -1", does: "undoes the newest that the ledger has, known or not" },
    Example {
        typed: "downgrade --sql head:2d970929c35",
        does: "prints a script for a database that is at the head",
    },
];

/// What can be typed behind `downgrade`.
#[derive(Debug, Args)]
pub(crate) struct Downgrade {
    /// Where to go; the target itself stays applied. With `--sql` a range, `FROM:TO`
    #[arg(allow_negative_numbers = true, required_unless_present = "stored")]
    pub(crate) target: Option<String>,
    /// With `--stored`: more revisions that this program does not have
    #[arg(value_name = "ID", requires = "stored")]
    pub(crate) others: Vec<String>,
    /// Undo by what the ledger keeps of revisions, without their code: all that this program does not have; or those that are
    /// named; or what stands on top of a target
    #[arg(long, conflicts_with = "sql")]
    pub(crate) stored: bool,
    /// Allow what is refused otherwise: `destructive`, to lose rows, columns and tables with what is in them
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    pub(crate) allow: Option<Allow>,
    /// Do not ask before rows are lost: the same as `--allow destructive`
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Show what would run, as `plan --downgrade` does, and run nothing
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

/// What can be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allow {
    /// Lose rows, columns and tables with what is in them
    Destructive,
}

pub(crate) fn run(context: &Context, typed: &Downgrade) -> Result<ExitStatus, Failure> {
    if let (true, Some(target)) = (typed.scripting.sql, &typed.target) {
        // What the database is at cannot be asked.
        let range = scripting::read_ends(target)?;
        let consent = given(typed).unwrap_or_default();
        return typed.scripting.print(context, |offline| offline.consent(consent).downgrade(&range));
    }
    let errand = match (&typed.target, typed.stored) {
        (Some(target), false) => Goal::Downgrade(read_target(target)?).into(),
        (target, _) => stored(target.as_ref(), &typed.others),
    };
    if typed.plan {
        return plan::show(context, &errand, Format::Text);
    }
    let consent = match given(typed) {
        Some(consent) => consent,
        None if context.terminal.can_ask() => ask(context, &errand)?,
        None => Consent::Safe,
    };
    back_up(context, &typed.backup, &errand)?;
    let url = context.require_url()?.secret();
    let run = match errand {
        Errand::Goal(Goal::Downgrade(target) | Goal::Upgrade(target)) => {
            Run::downgrade_url(context.chains.clone(), url, target)
        }
        Errand::Stored(wanted) => Run::undo_stored_url(context.chains.clone(), url, wanted),
    };
    let run = run.consent(consent);
    run_to_end(context, run.transactions(typed.transacting.transactions()), typed.tag.as_deref())
}

/// What is undone by what the ledger keeps.
pub(crate) fn stored(first: Option<&String>, others: &[String]) -> Errand {
    Errand::Stored(first.into_iter().chain(others).cloned().collect())
}

/// The leave that was typed.
fn given(typed: &Downgrade) -> Option<Consent> {
    match (typed.allow, typed.yes) {
        (Some(Allow::Destructive), _) | (None, true) => Some(Consent::Destructive),
        (None, false) => None,
    }
}

/// Asks whoever sits at the terminal, where something would be lost. What stands in the way of the run itself, the run
/// says.
fn ask(context: &Context, errand: &Errand) -> Result<Consent, Failure> {
    let Ok(Some(script)) = context.look()?.script(errand) else { return Ok(Consent::Safe) };
    let Err(losses) = script.accept(Consent::Safe) else { return Ok(Consent::Safe) };
    let mut question = "the downgrade would lose what it cannot bring back\n".to_owned();
    for Loss { revision, hazard, site } in &losses {
        let _ = writeln!(question, "  revision `{revision}` {hazard}\n    at {site}");
    }
    question.push_str("lose it? [y/N] ");
    let answer = context.terminal.ask(&question)?;
    Ok(if ["y", "yes"].contains(&answer.as_str()) { Consent::Destructive } else { Consent::Safe })
}
