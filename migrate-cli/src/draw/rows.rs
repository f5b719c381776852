//! How far a backfill is, in words.

use std::time::{Duration, Instant};

use migrate_core::event::BackfillProgress;

/// How often a line is said where nobody watches a bar.
const EVERY: Duration = Duration::from_secs(10);

/// A backfill that runs.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    table: String,
    progress: BackfillProgress,
    /// When something was said of it last.
    said: Instant,
}

impl Rows {
    /// The bar that counts its rows.
    pub(crate) const BAR: &str = "{spinner:.cyan} [{bar:30.cyan}] {percent}% {elapsed} {wide_msg}";

    pub(crate) fn new(table: &str) -> Self {
        let progress = BackfillProgress { seen: 0, changed: 0, total: None, batch: 0, rate: 0 };
        Self { table: table.to_owned(), progress, said: Instant::now() }
    }

    /// Notes how far it is. Returns a line when it is time for one.
    pub(crate) fn note(&mut self, progress: BackfillProgress) -> Option<String> {
        self.progress = progress;
        if self.said.elapsed() < EVERY {
            return None;
        }
        self.said = Instant::now();
        Some(self.line())
    }

    /// `users: 120,000 of about 500,000 rows, 40,000 a second`.
    pub(crate) fn line(&self) -> String {
        format!("{}: {}", self.table, self.pace())
    }

    /// `120,000 of about 500,000 rows, 40,000 a second`.
    pub(crate) fn pace(&self) -> String {
        let BackfillProgress { seen, changed: _, total, batch: _, rate } = self.progress;
        let of = total.map_or_else(String::new, |total| format!(" of about {}", grouped(total)));
        format!("{}{of} rows, {} a second", grouped(seen), grouped(rate))
    }

    /// `backfilled users: changed 400,000 of 500,000 rows`.
    pub(crate) fn summary(&self) -> String {
        let BackfillProgress { seen, changed, total: _, batch: _, rate: _ } = self.progress;
        format!("backfilled {}: changed {} of {} rows", self.table, grouped(changed), grouped(seen))
    }
}

/// `1,234,567`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_in_groups_of_digits() {
        let mut rows = Rows::new("users");
        let progress = |total| BackfillProgress { seen: 120_000, changed: 7, total, batch: 1, rate: 999 };
        assert_eq!(rows.note(progress(Some(1_500_000))), None, "it is not time for a line");
        assert_eq!(rows.line(), "users: 120,000 of about 1,500,000 rows, 999 a second");
        assert_eq!(rows.note(progress(None)), None);
        assert_eq!(rows.pace(), "120,000 rows, 999 a second");
        assert_eq!(rows.summary(), "backfilled users: changed 7 of 120,000 rows");
    }
}
