//! Judges a chain as a whole. Each rule reports at the literal that broke it, in reading order.
//!
//! A revision that a `cfg` may remove is never held against another: for those the compiler decides.

use std::collections::{BTreeMap, BTreeSet};

use super::ring;
use super::{Problem, ProblemKind};
use crate::graph::{Graph, Literal, Revision, Site};

/// Everything that is wrong with a chain, in the order of files and places.
pub fn judge(graph: &Graph) -> Vec<Problem> {
    let mut judge = Judge::new(graph);
    judge.files();
    judge.attributes();
    judge.duplicates();
    judge.unknown();
    judge.rings();
    judge.bases();
    judge.merges();
    judge.branches();
    judge.labels();
    let mut problems = judge.problems;
    problems.sort_by(|a, b| a.site.cmp(&b.site));
    problems
}

/// The fewest characters that tell which id is meant by its start.
const SHORTEST_START: usize = 4;

struct Judge<'a> {
    graph: &'a Graph,
    /// The first revision of each id.
    by_id: BTreeMap<&'a str, usize>,
    /// The component of each revision over `down`: two of one component stand in a ring.
    component: Vec<usize>,
    /// The literals of merges that name a revision which comes before another that they name.
    behind: BTreeSet<&'a Site>,
    problems: Vec<Problem>,
}

impl<'a> Judge<'a> {
    fn new(graph: &'a Graph) -> Self {
        let mut by_id = BTreeMap::new();
        for (index, revision) in graph.revisions.iter().enumerate() {
            by_id.entry(revision.id.text.as_str()).or_insert(index);
        }
        let mut judge =
            Self { graph, by_id, component: Vec::new(), behind: BTreeSet::new(), problems: Vec::new() };
        judge.component = ring::components(&judge.edges(|revision| revision.down.iter().collect()));
        judge
    }

    fn add(&mut self, site: &Site, kind: ProblemKind) {
        self.problems.push(Problem { kind, site: site.clone(), consequences: Vec::new() });
    }

    /// The edges between the revisions that are in every build and have an id of their own.
    fn edges(&self, named: impl Fn(&'a Revision) -> Vec<&'a Literal>) -> Vec<Vec<usize>> {
        let target = |literal: &Literal| {
            let index = *self.by_id.get(literal.text.as_str())?;
            (!self.graph.revisions[index].conditional).then_some(index)
        };
        let of = |(index, revision): (usize, &'a Revision)| {
            let counts = self.is_first(index) && !revision.conditional;
            let literals = if counts { named(revision) } else { Vec::new() };
            literals.into_iter().filter_map(target).filter(|target| *target != index).collect()
        };
        self.graph.revisions.iter().enumerate().map(of).collect()
    }

    /// Whether a revision is the first of its id.
    fn is_first(&self, index: usize) -> bool {
        self.by_id.get(self.graph.revisions[index].id.text.as_str()) == Some(&index)
    }

    /// Whether what a revision says of its place in the chain can be held against others.
    fn counts(&self, index: usize) -> bool {
        let revision = &self.graph.revisions[index];
        self.is_first(index) && !revision.conditional && revision.faults.is_empty()
    }

    fn counting(&self) -> impl Iterator<Item = (usize, &'a Revision)> {
        self.graph.revisions.iter().enumerate().filter(|(index, _)| self.counts(*index))
    }

    fn files(&mut self) {
        let graph = self.graph;
        if let Some(rival) = &graph.rival {
            self.add(&graph.site, ProblemKind::Rival { first: rival.site.clone() });
        }
        for missing in &graph.missing {
            let (name, file) = (missing.name.clone(), missing.file.clone());
            self.add(&missing.site, ProblemKind::MissingFile { name, file });
        }
        for unlisted in &graph.unlisted {
            let (file, line) = (unlisted.file.clone(), unlisted.line.clone());
            let parent = unlisted.parent.clone();
            self.add(&graph.site, ProblemKind::Unlisted { file, line, parent });
        }
    }

    fn attributes(&mut self) {
        let graph = self.graph;
        let of_named = graph.revisions.iter().map(|revision| (&revision.site, &revision.faults));
        let of_unnamed = graph.unnamed.iter().map(|unnamed| (&unnamed.site, &unnamed.faults));
        for (site, faults) in of_named.chain(of_unnamed) {
            for fault in faults {
                let site = Site { file: site.file.clone(), place: fault.at };
                self.add(&site, fault.error.clone().into());
            }
        }
    }

    fn duplicates(&mut self) {
        for (index, revision) in self.graph.revisions.iter().enumerate() {
            let first = &self.graph.revisions[self.by_id[revision.id.text.as_str()]];
            if self.is_first(index) || revision.conditional || first.conditional {
                continue;
            }
            let (id, first) = (revision.id.text.clone(), first.id.site.clone());
            let known = revision.down.iter().filter(|parent| self.by_id.contains_key(parent.text.as_str()));
            let consequences = known.map(|parent| parent.site.clone()).collect();
            let kind = ProblemKind::Duplicate { id, first };
            self.problems.push(Problem { kind, site: revision.id.site.clone(), consequences });
        }
    }

    /// Ids that nothing has. Nothing is said where a revision may have escaped the reader.
    fn unknown(&mut self) {
        let graph = self.graph;
        if graph.unseen
            || !graph.unnamed.is_empty()
            || !graph.missing.is_empty()
            || !graph.unlisted.is_empty()
        {
            return;
        }
        for (index, revision) in graph.revisions.iter().enumerate() {
            // A copy of another revision says nothing wrong that the other does not say.
            let first = &graph.revisions[self.by_id[revision.id.text.as_str()]];
            let is_first = self.is_first(index);
            let copied = |literal: &Literal| {
                !is_first
                    && first.down.iter().chain(&first.depends_on).any(|other| other.text == literal.text)
            };
            let down = revision.down.iter().map(|literal| ("down", literal));
            let depends_on = revision.depends_on.iter().map(|literal| ("depends_on", literal));
            for (key, literal) in down.chain(depends_on) {
                if !self.by_id.contains_key(literal.text.as_str()) && !copied(literal) {
                    let (id, chain) = (literal.text.clone(), graph.type_name.clone());
                    let near = self.near(&id, &revision.id.text);
                    self.add(&literal.site, ProblemKind::Unknown { key, id, chain, near });
                }
            }
        }
    }

    /// The id that one that was typed may have meant: it in other letters, one near to it, or the only one that
    /// begins with it.
    fn near(&self, id: &str, own: &str) -> Option<String> {
        let others = || self.by_id.keys().copied().filter(|known| *known != own);
        if let Some(same) = others().find(|known| known.eq_ignore_ascii_case(id)) {
            return Some(same.to_owned());
        }
        let most = id.chars().count() / 3;
        let alike = others().filter(|known| known.len().abs_diff(id.len()) <= most);
        let nearest = alike.map(|known| (strsim::osa_distance(id, known), known)).min();
        if let Some((_, known)) = nearest.filter(|(distance, _)| *distance <= most) {
            return Some(known.to_owned());
        }
        let mut longer = others().filter(|known| id.len() >= SHORTEST_START && known.starts_with(id));
        longer.next().filter(|_| longer.next().is_none()).map(str::to_owned)
    }

    fn rings(&mut self) {
        let down = self.edges(|revision| revision.down.iter().collect());
        self.rings_over(
            &down,
            &self.component.clone(),
            |revision| &revision.down,
            |ids| ProblemKind::Ring { ids },
        );
        if self.graph.revisions.iter().all(|revision| revision.depends_on.is_empty()) {
            return;
        }
        let both = self.edges(|revision| revision.down.iter().chain(&revision.depends_on).collect());
        let mut component = ring::components(&both);
        // A ring that `down` alone makes is reported already.
        let in_ring = Self::in_rings(&self.component).into_iter().zip(&component);
        let settled = in_ring.filter_map(|(ring, number)| ring.then_some(*number)).collect::<BTreeSet<_>>();
        for (index, number) in component.iter_mut().enumerate() {
            if settled.contains(number) {
                *number = usize::MAX - index;
            }
        }
        self.rings_over(
            &both,
            &component,
            |revision| &revision.depends_on,
            |ids| ProblemKind::DependsOnRing { ids },
        );
    }

    /// Whether each revision shares its component with another.
    fn in_rings(component: &[usize]) -> Vec<bool> {
        let mut sizes = BTreeMap::<_, usize>::new();
        for number in component {
            *sizes.entry(*number).or_default() += 1;
        }
        component.iter().map(|number| sizes[number] > 1).collect()
    }

    /// Reports each ring once: at the first literal of the first revision that leads round it.
    fn rings_over(
        &mut self,
        edges: &[Vec<usize>],
        component: &[usize],
        literals: fn(&Revision) -> &Vec<Literal>,
        kind: fn(Vec<String>) -> ProblemKind,
    ) {
        let graph = self.graph;
        let in_ring = Self::in_rings(component);
        let mut reported = Vec::new();
        for (index, revision) in graph.revisions.iter().enumerate() {
            if !in_ring[index] || reported.contains(&component[index]) {
                continue;
            }
            for literal in literals(revision) {
                let Some(target) = self.by_id.get(literal.text.as_str()).copied() else { continue };
                if target != index && component[target] == component[index] {
                    reported.push(component[index]);
                    let way = ring::way(edges, component, target, index);
                    let start = std::iter::once(index).chain(way.into_iter().filter(|node| *node != index));
                    let ids = start.map(|node| graph.revisions[node].id.text.clone()).collect();
                    self.add(&literal.site, kind(ids));
                    break;
                }
            }
        }
    }

    fn bases(&mut self) {
        let mut bases =
            self.counting().filter(|(_, revision)| revision.is_base() && revision.branch.is_none());
        let Some((_, base)) = bases.next() else { return };
        let more = bases.map(|(_, revision)| revision).collect::<Vec<_>>();
        for revision in more {
            let kind = ProblemKind::SecondBase {
                id: revision.id.text.clone(),
                chain: self.graph.type_name.clone(),
                base: base.id.text.clone(),
                base_site: base.id.site.clone(),
                head: self.head_above(base, &self.continuations()).id.text.clone(),
            };
            self.add(&revision.id.site, kind);
        }
    }

    /// Merges that name a revision beside one that comes after it.
    fn merges(&mut self) {
        let merges = self.counting().filter(|(_, revision)| revision.is_merge()).collect::<Vec<_>>();
        if merges.is_empty() {
            return;
        }
        let edges = self.edges(|revision| revision.down.iter().collect());
        for (index, merge) in merges {
            // In a ring the ring is the mistake.
            let target = |literal: &Literal| {
                let target = self.by_id.get(literal.text.as_str()).copied();
                target.filter(|target| self.component[*target] != self.component[index])
            };
            let parents = merge.down.iter().filter_map(|literal| Some((literal, target(literal)?)));
            let parents = parents.collect::<Vec<_>>();
            for (parent, node) in &parents {
                let after =
                    parents.iter().find(|(_, other)| other != node && ring::leads(&edges, *other, *node));
                if let Some((after, _)) = after {
                    self.behind.insert(&parent.site);
                    let (parent_id, after) = (parent.text.clone(), after.text.clone());
                    self.add(&parent.site, ProblemKind::MergeOfAncestor { parent: parent_id, after });
                }
            }
        }
    }

    /// The revisions that continue each id without declaring a branch, with the literal that says so.
    fn continuations(&self) -> BTreeMap<&'a str, Vec<(&'a Revision, &'a Literal)>> {
        let mut continuations = BTreeMap::<_, Vec<_>>::new();
        for (index, revision) in self.counting() {
            if revision.branch.is_some() && !revision.is_merge() {
                continue;
            }
            for parent in &revision.down {
                let target = self.by_id.get(parent.text.as_str());
                // In a ring the ring is the mistake, and what a merge need not name continues nothing.
                if !self.behind.contains(&parent.site)
                    && target.is_none_or(|target| self.component[*target] != self.component[index])
                {
                    continuations.entry(parent.text.as_str()).or_default().push((revision, parent));
                }
            }
        }
        continuations
    }

    fn head_above(
        &self,
        revision: &'a Revision,
        continuations: &BTreeMap<&'a str, Vec<(&'a Revision, &'a Literal)>>,
    ) -> &'a Revision {
        let next = |revision: &&'a Revision| {
            let above = continuations.get(revision.id.text.as_str())?;
            above.first().map(|(revision, _)| *revision)
        };
        let steps = std::iter::successors(Some(revision), next).take(self.graph.revisions.len());
        steps.last().unwrap_or(revision)
    }

    fn branches(&mut self) {
        let continuations = self.continuations();
        for (parent, all) in &continuations {
            let [(other, other_literal), more @ ..] = all.as_slice() else { continue };
            for (revision, literal) in more {
                let head = self.head_above(other, &continuations).id.text.clone();
                let (parent, other) = ((*parent).to_owned(), other.id.text.clone());
                let other_site = other_literal.site.clone();
                let kind = if revision.is_merge() {
                    let named =
                        revision.down.iter().any(|word| word.text == head) || head == revision.id.text;
                    let head = (!named).then_some(head);
                    ProblemKind::MergeOfContinued { parent, other, other_site, head }
                } else {
                    ProblemKind::UndeclaredBranch { parent, other, other_site, head }
                };
                self.add(&literal.site, kind);
            }
        }
    }

    fn labels(&mut self) {
        let mut labels = BTreeMap::new();
        let graph = self.graph;
        for (index, revision) in graph.revisions.iter().enumerate() {
            let Some(label) = revision.branch.as_ref().filter(|_| self.counts(index)) else { continue };
            let other = self.by_id.get(label.text.as_str());
            // Its own id means the same place.
            if let Some(other) = other.filter(|other| **other != index && self.counts(**other)) {
                let (text, id) = (label.text.clone(), graph.revisions[*other].id.site.clone());
                self.add(&label.site, ProblemKind::LabelIsId { label: text, id });
                continue;
            }
            match labels.get(label.text.as_str()) {
                None => {
                    labels.insert(label.text.as_str(), &label.site);
                }
                Some(first) => {
                    let (text, first) = (label.text.clone(), Site::clone(first));
                    self.add(&label.site, ProblemKind::LabelTaken { label: text, first });
                }
            }
        }
    }
}
