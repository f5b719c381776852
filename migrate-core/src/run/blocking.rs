//! Waiting for a run where nothing is async.

use std::panic;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tracing::{Dispatch, Span, dispatcher};

use super::Pending;
use crate::error::Error;

/// Runs to the end, on a runtime of its own. Inside another runtime that needs a thread of its own too.
pub(super) fn wait<T: Send>(pending: Pending<'_, T>) -> Result<T, Error> {
    if Handle::try_current().is_err() {
        return here(pending);
    }
    // Who listens on this thread alone is to hear what happens on that one.
    let (listener, span) = (dispatcher::get_default(Dispatch::clone), Span::current());
    let heard = || dispatcher::with_default(&listener, || span.in_scope(|| here(pending)));
    thread::scope(|scope| match scope.spawn(heard).join() {
        Ok(result) => result,
        Err(payload) => panic::resume_unwind(payload),
    })
}

fn here<T>(pending: Pending<'_, T>) -> Result<T, Error> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Error::new)?;
    runtime.block_on(pending)
}
