//! How fast a backfill goes.

use std::time::Duration;

/// How fast a backfill goes. It is no part of what a revision does: its hash is the same at every tempo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tempo {
    /// How many rows the first batch has.
    pub first: u32,
    /// How many rows a batch has at most.
    pub most: u32,
    /// How long a batch should take, which is how long its rows are locked.
    pub aim: Duration,
    /// How long is waited between two batches, with nothing locked.
    pub pause: Duration,
}

impl Default for Tempo {
    fn default() -> Self {
        Self { first: 1_000, most: 100_000, aim: Duration::from_millis(200), pause: Duration::ZERO }
    }
}

impl Tempo {
    /// How many rows the batch has behind one of so many rows that took so long: as many as would have taken the time that
    /// is aimed at, but at most twice as many and at least a quarter, so that one slow batch does not decide it.
    pub fn next(&self, size: u32, took: Duration) -> u32 {
        let took = took.as_micros().max(1);
        let wanted = u128::from(size) * self.aim.as_micros() / took;
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        wanted.clamp(size / 4, size.saturating_mul(2)).clamp(1, self.most.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_batch_grows_or_shrinks_towards_its_time() {
        let tempo = Tempo { first: 1_000, most: 5_000, aim: millis(200), pause: Duration::ZERO };
        assert_eq!(tempo.next(1_000, millis(200)), 1_000);
        assert_eq!(tempo.next(1_000, millis(160)), 1_250);
        assert_eq!(tempo.next(1_000, millis(400)), 500);
        assert_eq!(tempo.next(1_000, millis(1)), 2_000, "never more than twice as many");
        assert_eq!(tempo.next(1_000, Duration::ZERO), 2_000);
        assert_eq!(tempo.next(4_000, millis(1)), 5_000, "never more than at most");
        assert_eq!(tempo.next(1_000, millis(60_000)), 250, "never less than a quarter");
        assert_eq!(tempo.next(1, millis(60_000)), 1, "there is always a row");
        assert_eq!(tempo.next(u32::MAX, Duration::ZERO), 5_000);
        let still = Tempo { aim: Duration::ZERO, most: 0, ..tempo };
        assert_eq!(still.next(1, millis(1)), 1);
    }

    #[test]
    fn a_steady_database_has_batches_of_the_time_that_is_aimed_at() {
        let tempo = Tempo::default();
        for micros_a_row in [3, 20, 1_000, 90_000] {
            let took = |size: u32| Duration::from_micros(u64::from(size) * micros_a_row);
            let size = (0..40).fold(tempo.first, |size, _| tempo.next(size, took(size)));
            let is_near = took(size) <= tempo.aim && took(size + 1 + size / 10) > tempo.aim;
            assert!(is_near || size == tempo.most, "{size} rows of {micros_a_row} µs");
        }
    }
}
