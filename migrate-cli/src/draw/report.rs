//! What was done, in a line.

use migrate_core::report::beside;
use migrate_core::run::Stamped;

use super::count;

/// A line for each chain: `shop: 2 revisions count as applied and 1 no longer, now at 2d970929c35`.
pub(crate) fn stamped(stamped: &Stamped) -> String {
    let all = stamped.others.iter().chain([stamped]);
    all.map(line).collect::<Vec<_>>().join("\n")
}

fn line(stamped: &Stamped) -> String {
    let Stamped { chain, inserted, deleted, before: _, after, unknown, half_applied, others: _ } = stamped;
    let count = |revisions: &[String]| count(revisions.len(), "revision");
    let what = match (inserted.as_slice(), deleted.as_slice()) {
        ([], []) => "nothing to do".to_owned(),
        (inserted, []) => format!("stamped {}", count(inserted)),
        ([], deleted) => format!("took out {}", count(deleted)),
        (inserted, deleted) => format!("stamped {} and took out {}", count(inserted), count(deleted)),
    };
    let place = if after.is_empty() { "base".to_owned() } else { after.join(", ") };
    format!("{chain}: {what}, now at {place}{}", beside(unknown, half_applied))
}
