//! Ctrl-C: the first ends the run in an orderly way, the second at once.

use std::io;
use std::thread;

use migrate_core::execute::Interrupt;
use tokio::runtime::Builder;

use crate::exit::ExitStatus;

/// Triggers the handle at the first SIGINT or SIGTERM, and ends the process at the second.
///
/// The signals have a thread of their own, since a data step may keep the run's thread busy.
///
/// # Errors
///
/// When the thread cannot be started or the signals not be taken.
pub(crate) fn listen(interrupt: Interrupt, say: impl Fn(&str) + Send + 'static) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    // Taken before the thread starts: a signal that comes now must not kill the run.
    let mut signals = {
        let _context = runtime.enter();
        Signals::new()?
    };
    let listener = async move {
        signals.next().await;
        say("interrupted: ending the statement in hand; once more to stop at once");
        interrupt.trigger();
        signals.next().await;
        say("stopped at once; `current` tells what is applied");
        std::process::exit(i32::from(ExitStatus::Interrupted.code()));
    };
    thread::Builder::new().name("signals".to_owned()).spawn(move || runtime.block_on(listener))?;
    Ok(())
}

/// The signals that end a run.
#[cfg(unix)]
struct Signals {
    interrupts: tokio::signal::unix::Signal,
    terminations: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self {
            interrupts: signal(SignalKind::interrupt())?,
            terminations: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        std::future::poll_fn(|context| {
            let polled = [self.interrupts.poll_recv(context), self.terminations.poll_recv(context)];
            if polled.iter().any(std::task::Poll::is_ready) {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        })
        .await;
    }
}

/// The signals that end a run.
#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
