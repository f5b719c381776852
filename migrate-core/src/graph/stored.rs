//! The way back over what the ledger keeps, where the program does not have the revisions any more.

use std::collections::BTreeSet;

use super::{Applied, Graph, Place, RouteError, Target};
use crate::ledger::{LedgerRecord, LedgerRow, State};

impl Graph {
    /// The rows of the ledger that are undone, the newest first, by what the ledger says stands on what.
    ///
    /// Where nothing is wanted, these are the revisions that the graph does not have. Else it is such revisions, by their ids
    /// or the start of them, with those that stand on them; or one target of the graph, of which all goes that stands on top
    /// of it, whether the graph has it or not.
    ///
    /// # Errors
    ///
    /// When what is wanted is not in the ledger, when something that the graph has stands on it, or when the ledger holds
    /// something that has to be put right first.
    pub fn stored<'a>(
        &self,
        records: &'a [LedgerRecord],
        wanted: &[String],
    ) -> Result<Vec<&'a LedgerRecord>, RouteError> {
        let rows = records.iter().map(LedgerRow::of).collect::<Vec<_>>();
        let applied = Applied::new(self, &rows);
        let gone = self.wanted(records, &applied, wanted)?;
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        if let Some((node, state)) = applied.unfinished().next() {
            let revision = self.entry(node).id.to_owned();
            return Err(match state {
                State::Done | State::Intent => RouteError::UnfinishedUpgrade { revision },
                State::Undo => RouteError::UnfinishedDowngrade { revision },
            });
        }
        if let Some(record) = records.iter().find(|record| gone.contains(id(record)) && is_begun(record)) {
            return Err(RouteError::HalfApplied { revision: id(record).to_owned() });
        }
        for record in records.iter().filter(|record| gone.contains(id(record))) {
            let on_top =
                records.iter().filter(|other| stands_on(other, id(record)) && !gone.contains(id(other)));
            let on_top = on_top.map(|other| id(other).to_owned()).collect::<Vec<_>>();
            if !on_top.is_empty() {
                let below = record.entry.parents.iter().find(|parent| self.find(parent).is_some()).cloned();
                return Err(RouteError::UnderKnown { revision: id(record).to_owned(), on_top, below });
            }
        }
        Ok(sorted(records, gone))
    }

    /// The ids of what is undone.
    fn wanted<'a>(
        &self,
        records: &'a [LedgerRecord],
        applied: &Applied,
        wanted: &[String],
    ) -> Result<BTreeSet<&'a str>, RouteError> {
        let is_unknown = |record: &&LedgerRecord| self.find(id(record)).is_none();
        let unknown = records.iter().filter(is_unknown).map(id).collect::<BTreeSet<_>>();
        if wanted.is_empty() {
            return Ok(unknown);
        }
        let named = match self.unknown(applied, wanted) {
            Ok(named) => named.into_iter().filter_map(|name| unknown.get(name.as_str()).copied()).collect(),
            Err(error) => {
                let [one] = wanted else { return Err(error) };
                let Ok(target) = one.parse::<Target>() else { return Err(error) };
                return self.above_in_ledger(records, applied, &target, error);
            }
        };
        Ok(closure(records, named, |record| is_unknown(&record)))
    }

    /// The revisions that the graph does not have, by their ids or the start of them.
    ///
    /// # Errors
    ///
    /// When one is none of these.
    pub fn unknown(&self, applied: &Applied, names: &[String]) -> Result<Vec<String>, RouteError> {
        let require = |name: &String| match applied.find_unknown(name) {
            Some(id) => Ok(id.to_owned()),
            None => Err(RouteError::NotUnknown {
                chain: self.chain.to_owned(),
                name: name.clone(),
                unknown: applied.unknown().to_vec(),
            }),
        };
        names.iter().map(require).collect()
    }

    /// What stands on top of a target, by what the ledger says.
    fn above_in_ledger<'a>(
        &self,
        records: &'a [LedgerRecord],
        applied: &Applied,
        target: &Target,
        not_unknown: RouteError,
    ) -> Result<BTreeSet<&'a str>, RouteError> {
        let all = || records.iter().map(id).collect::<BTreeSet<_>>();
        if *target == Target::BASE {
            return Ok(all());
        }
        // What the graph does not have counts too.
        if let Target { branch: None, place: Place::Current, steps } = target
            && *steps < 0
        {
            let newest = sorted(records, all());
            let wanted = usize::try_from(steps.unsigned_abs()).unwrap_or(usize::MAX);
            if newest.len() < wanted {
                return Err(RouteError::TooFewSteps {
                    target: target.to_string(),
                    branch: None,
                    steps: *steps,
                    available: u32::try_from(newest.len()).unwrap_or(u32::MAX),
                });
            }
            return Ok(newest.into_iter().take(wanted).map(id).collect());
        }
        let kept = match self.resolve(applied, target) {
            Ok(nodes) => nodes,
            Err(RouteError::UnknownRevision { .. }) => return Err(not_unknown),
            Err(error) => return Err(error),
        };
        if let Some(node) = kept.iter().find(|node| !applied.contains(**node)) {
            return Err(RouteError::NotApplied {
                revision: self.entry(*node).id.to_owned(),
                heads: self.ids_of(applied.heads(self)),
            });
        }
        let kept = kept.into_iter().map(|node| self.entry(node).id).collect::<Vec<_>>();
        let above = records.iter().filter(|record| kept.iter().any(|kept| stands_on(record, kept)));
        Ok(closure(records, above.map(id).collect(), |_| true))
    }
}

fn id(record: &LedgerRecord) -> &str {
    &record.entry.revision
}

fn is_begun(record: &LedgerRecord) -> bool {
    record.state == State::Intent
}

fn stands_on(record: &LedgerRecord, below: &str) -> bool {
    record.entry.parents.iter().chain(&record.entry.depends_on).any(|parent| parent == below)
}

/// Rows and what stands on them, as far as it may go with them.
fn closure<'a>(
    records: &'a [LedgerRecord],
    of: Vec<&'a str>,
    may_go: impl Fn(&'a LedgerRecord) -> bool,
) -> BTreeSet<&'a str> {
    let mut gone = BTreeSet::new();
    let mut waiting = of;
    while let Some(next) = waiting.pop() {
        if gone.insert(next) {
            waiting.extend(records.iter().filter(|record| stands_on(record, next) && may_go(record)).map(id));
        }
    }
    gone
}

/// The rows of these ids, each before what it stands on, and else the last that was applied first.
fn sorted<'a>(records: &'a [LedgerRecord], mut left: BTreeSet<&'a str>) -> Vec<&'a LedgerRecord> {
    let mut sorted = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let newest = records.iter().rev().filter(|record| left.contains(id(record)));
        let is_free = |record: &&LedgerRecord| {
            let mut others =
                records.iter().filter(|other| left.contains(id(other)) && id(other) != id(record));
            !others.any(|other| stands_on(other, id(record)))
        };
        // Rows that somebody wrote by hand may stand on each other in a ring.
        let next = newest.clone().find(is_free).or_else(|| newest.clone().next());
        let Some(next) = next else { break };
        left.remove(id(next));
        sorted.push(next);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph;
    use crate::ledger::LedgerEntry;
    use crate::operation::Operations;
    use crate::registry::Entry;
    use crate::site::Site;

    const fn entry(id: &'static str, down: &'static [&'static str]) -> Entry {
        Entry {
            chain: "tests::Shop",
            id,
            down,
            depends_on: &[],
            needs: &[],
            branch: None,
            message: "",
            upgrade: |_: &mut Operations| {},
            downgrade: None,
            site: Site::new("src/migrations/first.rs", 3, 17),
        }
    }

    static A: Entry = entry("aaaa", &[]);
    static K: Entry = entry("kkkk", &["aaaa"]);

    fn row(id: &str, parents: &[&str], depends_on: &[&str], state: State) -> LedgerRecord {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        LedgerRecord {
            entry: LedgerEntry {
                chain: "shop".to_owned(),
                revision: id.to_owned(),
                parents: owned(parents),
                depends_on: owned(depends_on),
                message: String::new(),
                hash: String::new(),
                journal: Vec::new(),
                downgrade: None,
            },
            state,
            progress: 0,
            applied_at: String::new(),
            duration_us: 0,
            tool: String::new(),
        }
    }

    fn gone(records: &[LedgerRecord], wanted: &[&str]) -> Result<Vec<String>, RouteError> {
        let graph = graph::build("shop", &[&A, &K]).unwrap();
        let wanted = wanted.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        Ok(graph.stored(records, &wanted)?.into_iter().map(|record| id(record).to_owned()).collect())
    }

    #[test]
    fn what_stands_on_another_goes_first_and_else_the_newest() {
        let done = State::Done;
        let records = [
            row("aaaa", &[], &[], done),
            row("xx1", &["aaaa"], &[], done),
            row("xx2", &["aaaa"], &[], done),
            row("yy", &["xx1", "xx2"], &[], done),
            row("zz", &["aaaa"], &["yy"], done),
            row("kkkk", &["aaaa"], &[], done),
        ];
        assert_eq!(gone(&records, &[]).unwrap(), ["zz", "yy", "xx2", "xx1"]);
        assert_eq!(gone(&records, &["xx2"]).unwrap(), ["zz", "yy", "xx2"]);
        assert_eq!(gone(&records, &["z", "y"]).unwrap(), ["zz", "yy"]);
        assert_eq!(gone(&records, &["aa"]).unwrap(), ["kkkk", "zz", "yy", "xx2", "xx1"]);
        assert_eq!(gone(&records, &["base"]).unwrap().last().unwrap(), "aaaa");
        assert_eq!(gone(&records, &["-2"]).unwrap(), ["kkkk", "zz"]);
        assert!(matches!(gone(&records, &["-7"]), Err(RouteError::TooFewSteps { available: 6, .. })));
        assert!(matches!(gone(&records, &[""]), Err(RouteError::NotUnknown { .. })));
        assert!(matches!(gone(&records, &["xx"]), Err(RouteError::NotUnknown { .. })));
        assert!(matches!(gone(&records, &["zz", "kkkk"]), Err(RouteError::NotUnknown { .. })));
        assert!(matches!(gone(&records[..5], &["kkkk"]), Err(RouteError::NotApplied { .. })));
    }

    #[test]
    fn what_the_program_has_is_not_undone_with_it() {
        let done = State::Done;
        let records =
            [row("aaaa", &[], &[], done), row("xx", &["aaaa"], &[], done), row("kkkk", &["xx"], &[], done)];
        let error = gone(&records, &[]).unwrap_err();
        let RouteError::UnderKnown { revision, on_top, below } = &error else { panic!("{error}") };
        assert_eq!(
            (revision.as_str(), on_top.as_slice(), below.as_deref()),
            ("xx", &["kkkk".into()][..], Some("aaaa"))
        );
        assert!(error.help().contains("downgrade --stored aaaa"));
        assert_eq!(gone(&records, &["aaaa"]).unwrap(), ["kkkk", "xx"]);
    }

    #[test]
    fn what_was_begun_is_finished_first() {
        let half = |state| [row("aaaa", &[], &[], State::Done), row("xx", &["aaaa"], &[], state)];
        assert_eq!(gone(&half(State::Undo), &[]).unwrap(), ["xx"]);
        assert!(matches!(gone(&half(State::Intent), &[]), Err(RouteError::HalfApplied { .. })));
        let known = [row("aaaa", &[], &[], State::Intent), row("xx", &[], &[], State::Done)];
        assert!(matches!(gone(&known, &[]), Err(RouteError::UnfinishedUpgrade { .. })));
    }

    #[test]
    fn rows_in_a_ring_come_to_an_end() {
        let done = State::Done;
        let records = [row("xx", &["yy"], &[], done), row("yy", &["xx"], &[], done)];
        assert_eq!(gone(&records, &[]).unwrap(), ["yy", "xx"]);
    }
}
