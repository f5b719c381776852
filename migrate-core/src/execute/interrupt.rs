//! Stopping a run from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// A handle that stops a run: what the first Ctrl-C triggers.
///
/// On PostgreSQL and SQLite the revision in hand is cancelled and rolled back. On MySQL and MariaDB, where
/// changes of the schema cannot be rolled back, what was sent to the server ends and is recorded. The run then ends
/// with [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) and a report of what was done.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    triggered: AtomicBool,
    notify: Notify,
}

impl Interrupt {
    /// A handle that is not triggered.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the run. It may be called from any thread, and more than once.
    pub fn trigger(&self) {
        self.0.triggered.store(true, Ordering::SeqCst);
        self.0.notify.notify_waiters();
    }

    /// Whether it was triggered.
    pub fn is_triggered(&self) -> bool {
        self.0.triggered.load(Ordering::SeqCst)
    }

    /// Waits until it is triggered.
    pub(crate) async fn triggered(&self) {
        loop {
            let notified = self.0.notify.notified();
            let mut notified = std::pin::pin!(notified);
            // Registered before the look, so that a trigger between the two is not missed.
            notified.as_mut().enable();
            if self.is_triggered() {
                return;
            }
            notified.await;
        }
    }
}
