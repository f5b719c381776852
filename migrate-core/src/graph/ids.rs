//! The ids of a chain, sorted, and found fast.

use crate::registry::{Entry, id_start};

/// Sorted ids. Most comparisons need but their first bytes, which stand beside each other.
#[derive(Clone, Debug)]
pub(super) struct Ids {
    starts: Vec<u64>,
    ids: Vec<&'static str>,
}

impl Ids {
    pub(super) fn new(sorted: &[&'static Entry]) -> Self {
        let ids = sorted.iter().map(|entry| entry.id).collect::<Vec<_>>();
        Self { starts: ids.iter().map(|id| id_start(id)).collect(), ids }
    }

    /// The place of an id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        let start = id_start(id);
        let from = self.starts.partition_point(|other| *other < start);
        let like = self.starts[from..].partition_point(|other| *other == start);
        let at = self.ids[from..from + like].binary_search(&id).ok()?;
        Some(from + at)
    }

    /// The ids, sorted.
    pub(super) fn as_slice(&self) -> &[&'static str] {
        &self.ids
    }
}
