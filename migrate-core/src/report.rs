//! What a run did.

use std::fmt;
use std::time::Duration;

use crate::plan::StepDirection;

/// What a run did to the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The name of the chain that was asked for; with several, of the one that depends on most.
    pub chain: String,
    /// The revisions that this run applied or undid, in order, with those of other chains.
    pub steps: Vec<ReportedStep>,
    /// The applied heads before the run.
    pub before: Vec<String>,
    /// The applied heads after it.
    pub after: Vec<String>,
    /// The revisions in the ledger that the program does not have, after the run.
    pub unknown: Vec<String>,
    /// Those of them that are half applied.
    pub half_applied: Vec<String>,
    /// The other chains that were asked for, and those that were changed with them, in the order in which they depend on
    /// each other.
    pub others: Vec<ReportedChain>,
    /// How long the run took, with connecting and waiting.
    pub took: Duration,
}

/// Where a chain was before a run and is after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportedChain {
    /// The chain's name.
    pub chain: String,
    /// The applied heads before the run.
    pub before: Vec<String>,
    /// The applied heads after it.
    pub after: Vec<String>,
    /// The revisions in the ledger that the program does not have, after the run.
    pub unknown: Vec<String>,
    /// Those of them that are half applied.
    pub half_applied: Vec<String>,
}

/// A revision that a run applied or undid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedStep {
    /// The chain's name.
    pub chain: String,
    /// The revision's id.
    pub revision: String,
    /// The first line of its message.
    pub message: String,
    /// Up or down.
    pub direction: StepDirection,
    /// How many operations it has.
    pub operations: usize,
    /// How long it took.
    pub took: Duration,
    /// How many rows its backfills changed, with those of a backfill that an earlier run began.
    pub backfilled: u64,
}

impl Report {
    /// Whether the run changed anything.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// A line for each chain: `shop: applied 3 revisions in 41 ms, now at 2d970929c35`.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chain, steps, before: _, after, unknown, half_applied, others, took } = self;
        for other in others {
            line(f, &other.chain, steps, &other.after, None)?;
            writeln!(f, "{}", beside(&other.unknown, &other.half_applied))?;
        }
        line(f, chain, steps, after, Some(*took))?;
        f.write_str(&beside(unknown, half_applied))
    }
}

fn line(
    f: &mut fmt::Formatter<'_>,
    chain: &str,
    steps: &[ReportedStep],
    after: &[String],
    took: Option<Duration>,
) -> fmt::Result {
    let of = |step: &&ReportedStep| step.chain == chain;
    let count = |wanted| steps.iter().filter(of).filter(|step| step.direction == wanted).count();
    let (up, down) = (count(StepDirection::Up), count(StepDirection::Down));
    write!(f, "{chain}: ")?;
    match (up, down) {
        (0, 0) => f.write_str("nothing to do")?,
        (up, 0) => write!(f, "applied {}", revisions(up))?,
        (0, down) => write!(f, "undid {}", revisions(down))?,
        (up, down) => write!(f, "applied {} and undid {}", revisions(up), revisions(down))?,
    }
    if let Some(took) = took.filter(|_| up + down > 0) {
        write!(f, " in {}", duration(took))?;
    }
    if after.is_empty() { f.write_str(", now at base") } else { write!(f, ", now at {}", after.join(", ")) }
}

/// What a line says of revisions that the program does not have, and of those of them that are half applied.
pub fn beside(unknown: &[String], half_applied: &[String]) -> String {
    if unknown.is_empty() {
        return String::new();
    }
    let half = match half_applied {
        [] => String::new(),
        [one] => format!(", of which `{one}` is half applied"),
        several => format!(", of which `{}` are half applied", several.join("`, `")),
    };
    format!(", beside {} that this program does not have{half}", revisions(unknown.len()))
}

fn revisions(count: usize) -> String {
    if count == 1 { "1 revision".to_owned() } else { format!("{count} revisions") }
}

/// A duration as reports say it: `41 ms`, `2.35 s`, `75 s`.
pub fn duration(took: Duration) -> String {
    match took {
        took if took < Duration::from_secs(1) => format!("{} ms", took.as_millis()),
        took if took < Duration::from_mins(1) => format!("{:.2} s", took.as_secs_f64()),
        took => format!("{} s", took.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_line() {
        let mut report = Report { chain: "shop".into(), after: vec!["b".into()], ..Report::default() };
        assert_eq!(report.to_string(), "shop: nothing to do, now at b");
        report.took = Duration::from_millis(41);
        report.steps.push(ReportedStep {
            chain: "shop".into(),
            revision: "b".into(),
            message: String::new(),
            direction: StepDirection::Up,
            operations: 1,
            took: Duration::from_millis(4),
            backfilled: 0,
        });
        assert_eq!(report.to_string(), "shop: applied 1 revision in 41 ms, now at b");
        report.steps[0].direction = StepDirection::Down;
        report.after.clear();
        assert_eq!(report.to_string(), "shop: undid 1 revision in 41 ms, now at base");
    }
}
