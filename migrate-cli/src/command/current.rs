//! `current`: what is applied. It changes nothing, and never creates the ledger.

use super::Example;
use crate::context::Context;
use crate::draw;
use crate::exit::ExitStatus;
use crate::failure::Failure;

pub(crate) const EXAMPLES: &[Example] = &[
    Example { typed: "current", does: "one line a revision that nothing applied stands on" },
    Example { typed: "current -v", does: "with when it was applied, and how long that took" },
];

pub(crate) fn run(context: &Context) -> Result<ExitStatus, Failure> {
    let view = context.look()?;
    context.terminal.data(&draw::current::current(&view, context.detail()))?;
    if let Some(line) = draw::current::remark(&view) {
        context.terminal.note(&line);
    }
    Ok(ExitStatus::Done)
}
