//! What happens during a run: a bar where somebody watches, plain lines elsewhere.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use migrate_core::event::{BackfillProgress, Event, Observe};
use migrate_core::plan::StepDirection;
use migrate_core::report::duration;

use super::rows::Rows;
use super::{Terminal, Verbosity, count};

/// Draws the events of a run.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    terminal: Terminal,
    /// Hidden until there is something to draw, and for good where nobody watches.
    bar: ProgressBar,
    is_waiting: bool,
    /// Whether revisions are told with their chain, since there are several.
    names_chains: bool,
    /// How many revisions the run has, and how many are done.
    revisions: (u64, u64),
    /// The backfill in hand.
    rows: Option<Rows>,
}

impl Progress {
    pub(crate) fn new(terminal: Terminal) -> Self {
        Self {
            terminal,
            bar: ProgressBar::hidden(),
            is_waiting: false,
            names_chains: false,
            revisions: (0, 0),
            rows: None,
        }
    }

    /// Says lines above the bar, from any thread.
    pub(crate) fn speaker(&self) -> impl Fn(&str) + Send + 'static {
        let Self { terminal, bar, is_waiting: _, names_chains: _, revisions: _, rows: _ } = self;
        let (terminal, bar) = (*terminal, bar.clone());
        move |line| bar.suspend(|| terminal.note(line))
    }

    /// The chain that is told with a revision.
    fn chain<'c>(&self, chain: &'c str) -> Option<&'c str> {
        self.names_chains.then_some(chain)
    }

    fn note(&self, line: &str) {
        self.bar.suspend(|| self.terminal.note(line));
    }

    fn start(&mut self, steps: usize) {
        self.revisions = (u64::try_from(steps).unwrap_or(u64::MAX), self.revisions.1);
        if steps == 0 || !self.terminal.is_watched() {
            return;
        }
        self.count_revisions();
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        // A statement that takes minutes still shows a clock that goes on.
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    /// Has the bar count revisions.
    fn count_revisions(&self) {
        let (steps, done) = self.revisions;
        self.bar.set_style(style("{spinner:.cyan} [{bar:30.cyan}] {pos}/{len} {elapsed} {wide_msg}"));
        self.bar.set_length(steps);
        self.bar.set_position(done);
    }

    /// Has the bar count the rows of a backfill.
    fn count_rows(&mut self, table: &str, progress: BackfillProgress) {
        let is_watched = self.terminal.is_watched();
        let rows = self.rows.get_or_insert_with(|| {
            if is_watched {
                self.bar.set_style(style(Rows::BAR));
            }
            Rows::new(table)
        });
        let line = rows.note(progress);
        if is_watched {
            self.bar.set_length(progress.total.unwrap_or(progress.seen).max(1));
            self.bar.set_position(progress.seen);
            self.bar.set_message(rows.pace());
        } else if let Some(line) = line {
            self.note(&line);
        } else {
            self.terminal.detail(&format!("  {}", rows.line()));
        }
    }

    /// Says what a backfill did that is over.
    fn end_rows(&mut self) {
        if let Some(rows) = self.rows.take() {
            self.note(&rows.summary());
            if self.terminal.is_watched() {
                self.count_revisions();
            }
        }
    }

    /// Takes the bar away, so that what is said next stands below what was said before.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observe for Progress {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Batch { .. } => {}
            Event::Connected { .. }
            | Event::Finished { .. }
            | Event::Locked { .. }
            | Event::Operation { .. }
            | Event::Planned { .. }
            | Event::Resumed { .. }
            | Event::Started { .. }
            | Event::Waiting { .. } => self.end_rows(),
        }
        match event {
            Event::Batch { revision: _, table, progress } => self.count_rows(&table.to_string(), progress),
            Event::Connected { dialect, tag: _ } => self.terminal.detail(&format!("connected to {dialect}")),
            Event::Finished { chain, revision, message, direction, position: _, total: _, took } => {
                self.revisions.1 += 1;
                self.bar.inc(1);
                let done = match direction {
                    StepDirection::Down => "undid",
                    StepDirection::Up => "applied",
                };
                self.note(&format!(
                    "{done} {} ({})",
                    titled(self.chain(chain), revision, message),
                    duration(took)
                ));
            }
            Event::Locked { waited } => {
                if self.is_waiting {
                    self.is_waiting = false;
                    self.note(&format!("got the lock after {}", duration(waited)));
                }
            }
            Event::Operation { revision: _, operation, position, total } => {
                let line = format!("{operation} ({position}/{total})");
                self.terminal.detail(&format!("  {line}"));
                self.bar.set_message(line);
            }
            Event::Planned { steps, operations: _, chains } => {
                self.names_chains = chains > 1;
                self.start(steps);
            }
            Event::Resumed { revision, operations } => {
                self.note(&format!("resuming {revision} behind {}", count(operations, "operation")));
            }
            Event::Started { chain, revision, message, direction, position: _, total: _ } => {
                let doing = match direction {
                    StepDirection::Down => "undoing",
                    StepDirection::Up => "applying",
                };
                let line = format!("{doing} {}", titled(self.chain(chain), revision, message));
                self.terminal.detail(&line);
                self.bar.set_message(line);
            }
            Event::Waiting { holder, waited } => {
                // Said once: where nobody watches, a line a second would only be noise.
                if !self.is_waiting {
                    self.is_waiting = true;
                    let holder = holder.map_or_else(String::new, |holder| format!(" ({holder})"));
                    self.note(&format!("another run holds the lock{holder}; waiting"));
                } else if self.terminal.verbosity() == Verbosity::Verbose {
                    self.note(&format!("waiting for {}", duration(waited)));
                }
            }
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is well-formed").progress_chars("=> ")
}

/// `2d970929c35 Deals of an account.`, behind its chain where there are several: `accounts:9f01 Accounts.`
fn titled(chain: Option<&str>, revision: &str, message: &str) -> String {
    let chain = chain.map_or_else(String::new, |chain| format!("{chain}:"));
    format!("{chain}{revision} {message}").trim_end().to_owned()
}
