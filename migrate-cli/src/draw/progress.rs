//! What happens during a run: a bar where somebody watches, plain lines elsewhere.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use migrate_core::event::{Event, Observe};
use migrate_core::plan::StepDirection;
use migrate_core::report::duration;

use super::{Terminal, Verbosity, count};

/// Draws the events of a run.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    terminal: Terminal,
    /// Hidden until there is something to draw, and for good where nobody watches.
    bar: ProgressBar,
    is_waiting: bool,
}

impl Progress {
    pub(crate) fn new(terminal: Terminal) -> Self {
        Self { terminal, bar: ProgressBar::hidden(), is_waiting: false }
    }

    /// Says lines above the bar, from any thread.
    pub(crate) fn speaker(&self) -> impl Fn(&str) + Send + 'static {
        let Self { terminal, bar, is_waiting: _ } = self;
        let (terminal, bar) = (*terminal, bar.clone());
        move |line| bar.suspend(|| terminal.note(line))
    }

    fn note(&self, line: &str) {
        self.bar.suspend(|| self.terminal.note(line));
    }

    fn start(&self, steps: usize) {
        if steps == 0 || !self.terminal.is_watched() {
            return;
        }
        let template = "{spinner:.cyan} [{bar:30.cyan}] {pos}/{len} {elapsed} {wide_msg}";
        let style = ProgressStyle::with_template(template).expect("the template is well-formed");
        self.bar.set_style(style.progress_chars("=> "));
        self.bar.set_length(u64::try_from(steps).unwrap_or(u64::MAX));
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        // A statement that takes minutes still shows a clock that goes on.
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    /// Takes the bar away, so that what is said next stands below what was said before.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observe for Progress {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Connected { dialect } => self.terminal.detail(&format!("connected to {dialect}")),
            Event::Finished { revision, message, direction, position: _, total: _, took } => {
                self.bar.inc(1);
                let done = match direction {
                    StepDirection::Down => "undid",
                    StepDirection::Up => "applied",
                };
                self.note(&format!("{done} {} ({})", titled(revision, message), duration(took)));
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
            Event::Planned { steps, operations: _ } => self.start(steps),
            Event::Resumed { revision, operations } => {
                self.note(&format!("resuming {revision} behind {}", count(operations, "operation")));
            }
            Event::Started { revision, message, direction, position: _, total: _ } => {
                let doing = match direction {
                    StepDirection::Down => "undoing",
                    StepDirection::Up => "applying",
                };
                let line = format!("{doing} {}", titled(revision, message));
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

/// `2d970929c35 Deals of an account.`
fn titled(revision: &str, message: &str) -> String {
    format!("{revision} {message}").trim_end().to_owned()
}
