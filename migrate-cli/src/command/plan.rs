//! `plan`: the SQL that a run would send. It changes nothing.

use clap::Args;
use migrate_core::graph::Goal;
use migrate_core::run::Errand;

use super::{Example, downgrade, read_target};
use crate::arguments::{Format, Output};
use crate::context::Context;
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::json;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "plan", does: "what `upgrade` would run on this database" },
    Example { typed: "plan +1", does: "of the next revision alone" },
    Example { typed: "plan --format json", does: "the same for a program, with the heads afterwards" },
    Example { typed: "plan --downgrade -1", does: "what `downgrade -1` would run" },
    Example { typed: "plan --stored", does: "what `downgrade --stored` would run" },
];

/// What can be typed behind `plan`.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Where to go [default: head]
    #[arg(allow_negative_numbers = true, required_if_eq("downgrade", "true"))]
    pub(crate) target: Option<String>,
    /// With `--stored`: more revisions that this program does not have
    #[arg(value_name = "ID", requires = "stored")]
    pub(crate) others: Vec<String>,
    /// Show the way down to the target, which must be given then
    #[arg(long)]
    pub(crate) downgrade: bool,
    /// Show what `downgrade --stored` would run with the same behind it
    #[arg(long, conflicts_with = "downgrade")]
    pub(crate) stored: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(context: &Context, typed: &Plan) -> Result<ExitStatus, Failure> {
    if typed.stored {
        let errand = downgrade::stored(typed.target.as_ref(), &typed.others);
        return show(context, &errand, typed.output.format);
    }
    let target = read_target(typed.target.as_deref().unwrap_or("head"))?;
    let goal = if typed.downgrade { Goal::Downgrade(target) } else { Goal::Upgrade(target) };
    show(context, &goal.into(), typed.output.format)
}

/// Prints what a run would do.
pub(crate) fn show(context: &Context, errand: &Errand, format: Format) -> Result<ExitStatus, Failure> {
    let view = context.look()?;
    // A step is drawn as soon as it is made: the memory of one serves the next.
    match format {
        Format::Json => {
            let mut plan = json::Plan::of(&view);
            view.script_steps(errand, &mut |step| plan.add(&view, &step)).map_err(Failure::Core)?;
            let after = view.after(errand).map_err(Failure::Core)?;
            let plan = plan.with_places_after(&view, after);
            context.terminal.data(&json::text("plan", context.only_chain(), plan)?)?;
        }
        Format::Text => {
            let mut drawing = draw::script::Drawing::of(&view.all.records);
            match view.script_steps(errand, &mut |step| drawing.add(step)).map_err(Failure::Core)? {
                None => context.terminal.note(&format!("{}: nothing to do", context.title())),
                Some(chain) => context.terminal.data(&drawing.into_text(view.dialect, &chain))?,
            }
        }
    }
    Ok(ExitStatus::Done)
}
