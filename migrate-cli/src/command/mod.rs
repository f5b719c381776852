//! The verbs: each file holds what can be typed behind one, examples of it, and how it calls core.

pub(crate) mod adopted_by;
pub(crate) mod autogenerate;
pub(crate) mod branches;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod current;
pub(crate) mod db;
pub(crate) mod diff;
pub(crate) mod downgrade;
pub(crate) mod ensure_version;
pub(crate) mod from_database;
pub(crate) mod graph;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod models;
pub(crate) mod plan;
pub(crate) mod push;
pub(crate) mod schema;
pub(crate) mod scripting;
mod several;
pub(crate) mod show;
pub(crate) mod stamp;
pub(crate) mod status;
pub(crate) mod upgrade;

use std::str::FromStr as _;

use migrate_core::Run;
use migrate_core::execute::Interrupt;
use migrate_core::graph::Target;

use crate::arguments::Verb;
use crate::context::Context;
use crate::draw::Progress;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::signals;

/// An example below a verb's help.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example {
    /// What is typed behind the program's name.
    pub(crate) typed: &'static str,
    /// What it does.
    pub(crate) does: &'static str,
}

/// Each verb's examples, and whether its help says what a target is. In the order of the help.
pub(crate) const EXAMPLES: &[(&str, &[Example], bool)] = &[
    ("upgrade", upgrade::EXAMPLES, true),
    ("downgrade", downgrade::EXAMPLES, true),
    ("stamp", stamp::EXAMPLES, true),
    ("current", current::EXAMPLES, false),
    ("status", status::EXAMPLES, false),
    ("history", history::EXAMPLES, true),
    ("heads", heads::EXAMPLES, false),
    ("branches", branches::EXAMPLES, false),
    ("show", show::EXAMPLES, true),
    ("graph", graph::EXAMPLES, true),
    ("plan", plan::EXAMPLES, true),
    ("schema", schema::EXAMPLES, true),
    ("push", push::EXAMPLES, false),
    ("diff", diff::EXAMPLES, false),
    ("check", check::EXAMPLES, false),
    ("models", models::EXAMPLES, false),
    ("ensure-version", ensure_version::EXAMPLES, false),
    ("db", db::EXAMPLES, false),
    ("config", config::EXAMPLES, false),
    ("completions", completions::EXAMPLES, false),
];

/// Runs a verb.
pub(crate) fn run(context: &Context, verb: Verb) -> Result<ExitStatus, Failure> {
    match verb {
        Verb::AdoptedBy(typed) => adopted_by::run(context, &typed),
        Verb::Autogenerate(typed) => autogenerate::run(context, &typed),
        Verb::Branches(typed) => branches::run(context, &typed),
        Verb::Check(typed) => check::run(context, &typed),
        Verb::Completions(typed) => completions::run(context, &typed),
        Verb::Config(typed) => config::run(context, &typed),
        Verb::Current(typed) => current::run(context, &typed),
        Verb::Db(typed) => db::run(context, &typed),
        Verb::Diff(typed) => diff::run(context, &typed),
        Verb::Downgrade(typed) => downgrade::run(context, &typed),
        Verb::EnsureVersion(typed) => ensure_version::run(context, &typed),
        Verb::FromDatabase(typed) => from_database::run(context, &typed),
        Verb::Graph(typed) => graph::run(context, &typed),
        Verb::Heads(typed) => heads::run(context, &typed),
        Verb::History(typed) => history::run(context, &typed),
        Verb::Models(typed) => models::run(context, &typed),
        Verb::Plan(typed) => plan::run(context, &typed),
        Verb::Push(typed) => push::run(context, &typed),
        Verb::Schema(typed) => schema::run(context, &typed),
        Verb::Show(typed) => show::run(context, &typed),
        Verb::Stamp(typed) => stamp::run(context, &typed),
        Verb::Status(typed) => status::run(context, &typed),
        Verb::Upgrade(typed) => upgrade::run(context, &typed),
    }
}

/// What a target that was typed means by itself.
fn read_target(typed: &str) -> Result<Target, Failure> {
    Target::from_str(typed).map_err(Failure::Target)
}

/// Runs to the end, drawing what happens; Ctrl-C stops it.
fn run_to_end(context: &Context, run: Run<'static>, tag: Option<&str>) -> Result<ExitStatus, Failure> {
    let interrupt = Interrupt::new();
    let progress = Progress::new(context.terminal);
    signals::listen(interrupt.clone(), progress.speaker()).map_err(Failure::Signals)?;
    let run = run.options(context.options.clone()).interrupt(&interrupt);
    let run = match tag {
        None => run,
        Some(tag) => run.tag(tag),
    };
    let result = run.observe(progress.clone()).blocking();
    progress.finish();
    match result {
        Ok(report) => {
            context.terminal.note(&report.to_string());
            Ok(ExitStatus::Done)
        }
        Err(error) => {
            // What was done before stays done, and counts.
            if let Some(report) = error.report().filter(|report| !report.is_empty()) {
                context.terminal.note(&report.to_string());
            }
            Err(Failure::Core(error))
        }
    }
}
