//! What holds for every graph, whatever is applied.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::tests::{applied, labelled};
use super::*;

/// A random graph, with random revisions of it applied as a run may leave them.
#[derive(Clone, Debug)]
struct World {
    graph: Graph,
    have: BTreeSet<Node>,
}

impl World {
    fn applied(&self) -> Applied {
        let ids = self.have.iter().map(|node| self.graph.entry(*node).id).collect::<Vec<_>>();
        applied(&self.graph, &ids)
    }

    fn route(&self, goal: &Goal) -> Result<Vec<Node>, RouteError> {
        let route = self.graph.route(&self.applied(), goal)?;
        Ok(route.steps().iter().map(|(node, _)| *node).collect())
    }

    fn up(&self, target: &str) -> Result<Vec<Node>, RouteError> {
        self.route(&Goal::Upgrade(target.parse().unwrap()))
    }

    fn down(&self, target: &str) -> Result<Vec<Node>, RouteError> {
        self.route(&Goal::Downgrade(target.parse().unwrap()))
    }

    fn id(&self, node: Node) -> &'static str {
        self.graph.entry(node).id
    }

    fn pick(&self, index: Index) -> Node {
        let nodes = self.graph.nodes().collect::<Vec<_>>();
        *index.get(&nodes)
    }

    fn with(&self, have: impl IntoIterator<Item = Node>) -> Self {
        Self { graph: self.graph.clone(), have: have.into_iter().collect() }
    }

    /// All pairs of which the second cannot be without the first, found without the graph's own walks.
    fn needs(&self, node: Node) -> BTreeSet<Node> {
        let mut needs = BTreeSet::from([node]);
        for other in self.graph.nodes().rev() {
            let is_named = |behind: &Node| {
                self.graph.parents(*behind).contains(&other)
                    || self.graph.depends_on(*behind).contains(&other)
            };
            if needs.iter().any(is_named) {
                needs.insert(other);
            }
        }
        needs
    }

    fn is_on(&self, node: Node, ancestor: Node) -> bool {
        let mut line = BTreeSet::from([node]);
        for other in self.graph.nodes().rev() {
            if line.iter().any(|behind| self.graph.parents(*behind).contains(&other)) {
                line.insert(other);
            }
        }
        line.contains(&ancestor)
    }
}

/// Worlds of up to sixteen revisions with bases, forks, merges, labels and dependencies.
fn any_world() -> impl Strategy<Value = World> {
    let revision = (any::<[u8; 3]>(), 0..4_usize, any::<Option<u8>>(), any::<bool>());
    (proptest::collection::vec(revision, 1..16), proptest::collection::vec(any::<Index>(), 0..3)).prop_map(
        |(revisions, tips)| {
            let id = |at: usize| format!("r{:02}", (at * 7) % 101);
            let mut entries = Vec::new();
            for (at, (picks, parents, dependency, has_label)) in revisions.into_iter().enumerate() {
                let pick = |pick: u8| (at > 0).then(|| id(usize::from(pick) % at.max(1)));
                // One parent is the most frequent.
                let parents = if parents == 3 { 1 } else { parents };
                let down = picks.iter().take(parents).filter_map(|one| pick(*one)).collect::<BTreeSet<_>>();
                let depends_on = dependency.and_then(pick).into_iter().collect::<Vec<_>>();
                let down = down.iter().map(String::as_str).collect::<Vec<_>>();
                let depends_on = depends_on.iter().map(String::as_str).collect::<Vec<_>>();
                let label = format!("label-{at}");
                entries.push(labelled(&id(at), &down, &depends_on, has_label.then_some(&*label)));
            }
            entries.reverse();
            let graph = build("shop", &entries).unwrap();
            let nodes = graph.nodes().collect::<Vec<_>>();
            let have = graph.ancestors(tips.iter().map(|tip| *tip.get(&nodes)));
            World { graph, have }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_revision_stands_behind_what_it_waits_for(world in any_world()) {
        for node in world.graph.nodes() {
            for before in world.graph.before(node) {
                prop_assert!(before < node);
            }
        }
    }

    #[test]
    fn an_upgrade_is_in_order_complete_and_minimal(world in any_world(), pick in any::<Index>()) {
        let target = world.pick(pick);
        let has_child = world.graph.children(target).iter().any(|child| world.have.contains(child));
        let way = match world.up(world.id(target)) {
            Err(RouteError::BehindHeads { .. }) => {
                prop_assert!(has_child);
                return Ok(());
            }
            way => way.unwrap(),
        };
        prop_assert!(!has_child);
        let mut have = world.have.clone();
        for node in &way {
            for before in world.graph.before(*node) {
                prop_assert!(have.contains(&before), "{} before its time", world.id(*node));
            }
            prop_assert!(have.insert(*node), "{} twice", world.id(*node));
        }
        let needs = world.needs(target);
        prop_assert_eq!(way.into_iter().collect::<BTreeSet<_>>(), &needs - &world.have);
        let after = world.with(have);
        prop_assert!(after.applied().heads(&world.graph).contains(&target), "it is a head at the end");
        prop_assert!(after.up(world.id(target)).unwrap().is_empty());
    }

    #[test]
    fn a_downgrade_is_in_order_complete_and_minimal(world in any_world(), pick in any::<Index>()) {
        let target = world.pick(pick);
        let way = match world.down(world.id(target)) {
            Err(RouteError::NotApplied { .. }) => {
                prop_assert!(!world.have.contains(&target));
                return Ok(());
            }
            way => way.unwrap(),
        };
        let mut have = world.have.clone();
        for node in &way {
            prop_assert!(have.remove(node), "{} is not applied", world.id(*node));
            let stands = have.iter().find(|other| world.graph.before(**other).any(|before| before == *node));
            prop_assert!(stands.is_none(), "{} is undone below another", world.id(*node));
        }
        // Gone is what needs an applied child of the target, and nothing else.
        let gone = |node: &Node| {
            let needs = world.needs(*node);
            world.graph.children(target).iter().any(|child| needs.contains(child))
        };
        let expected = world.have.iter().copied().filter(gone).collect::<BTreeSet<_>>();
        prop_assert_eq!(way.into_iter().collect::<BTreeSet<_>>(), expected);
        prop_assert!(world.with(have).applied().heads(&world.graph).contains(&target));
    }

    #[test]
    fn an_upgrade_is_led_back_by_downgrades(world in any_world(), pick in any::<Index>()) {
        let Ok(way) = world.up(world.id(world.pick(pick))) else { return Ok(()) };
        let after = world.with(world.have.iter().chain(&way).copied());
        // Counted, where that is one way.
        if !way.is_empty() && let Ok(mut back) = after.down(&format!("-{}", way.len())) {
            back.reverse();
            prop_assert_eq!(&back, &way);
        }
        // To the base of it all.
        let mut back = world.with(way.iter().copied().chain(world.have.iter().copied())).down("base").unwrap();
        back.reverse();
        prop_assert_eq!(back, after.have.iter().copied().collect::<Vec<_>>());
        // One after the other, by the branch of each, which touches nothing else.
        let mut left = after;
        for node in way.iter().rev() {
            let undone = match left.down(&format!("{}@-1", world.id(*node))) {
                Err(RouteError::ManyCurrent { .. }) => return Ok(()),
                undone => undone.unwrap(),
            };
            if undone != [*node] {
                return Ok(());
            }
            left = left.with(left.have.iter().copied().filter(|other| other != node));
        }
        prop_assert_eq!(left.have, world.have);
    }

    #[test]
    fn counted_steps_are_that_many_and_each_the_only_one(world in any_world(), steps in 1..6_usize) {
        if let Ok(way) = world.up(&format!("+{steps}")) {
            prop_assert_eq!(way.len(), steps);
        }
        match world.down(&format!("-{steps}")) {
            Ok(way) => prop_assert_eq!(way.len(), steps),
            Err(RouteError::AmbiguousStep { candidates, .. }) => prop_assert!(candidates.len() > 1),
            Err(RouteError::TooFewSteps { available, .. }) => {
                prop_assert_eq!(usize::try_from(available).unwrap(), world.have.len());
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn heads_bring_everything_and_base_takes_it(world in any_world()) {
        let way = world.up("heads").unwrap();
        prop_assert_eq!(way.len() + world.have.len(), world.graph.nodes().count());
        prop_assert_eq!(world.down("base").unwrap().len(), world.have.len());
    }

    #[test]
    fn a_stamp_of_the_heads_is_what_is_applied(world in any_world(), pick in any::<Index>()) {
        let heads = world.applied().heads(&world.graph);
        let targets = heads.iter().map(|head| Target::named(world.id(*head))).collect::<Vec<_>>();
        let stamp = world.graph.stamp(&Applied::default(), &targets, Others::Keep).unwrap();
        prop_assert_eq!(stamp.insert, world.have.iter().copied().collect::<Vec<_>>());
        // Of any other revision it is what a run there would leave; with a purge that alone.
        let target = world.pick(pick);
        let one = [Target::named(world.id(target))];
        let stamp = world.graph.stamp(&world.applied(), &one, Others::Keep).unwrap();
        let deleted = stamp.delete.iter().copied().collect::<BTreeSet<_>>();
        let inserted = stamp.insert.iter().copied().collect::<BTreeSet<_>>();
        let after = world.with(&(&world.have - &deleted) | &inserted);
        prop_assert!(after.applied().heads(&world.graph).contains(&target));
        for node in &after.have {
            prop_assert!(world.needs(*node).is_subset(&after.have), "{} lacks something", world.id(*node));
        }
        let purged = world.graph.stamp(&world.applied(), &one, Others::Purge).unwrap();
        let deleted = purged.delete.iter().copied().collect::<BTreeSet<_>>();
        let left = &(&world.have - &deleted) | &purged.insert.iter().copied().collect();
        prop_assert_eq!(left, world.needs(target));
    }

    #[test]
    fn several_stamps_are_refused_exactly_where_one_stands_on_another(
        world in any_world(), one in any::<Index>(), other in any::<Index>(),
    ) {
        let (one, other) = (world.pick(one), world.pick(other));
        let targets = [one, other].map(|node| Target::named(world.id(node)));
        let stands = |on: Node, below: Node| {
            let needs = world.needs(on);
            world.graph.children(below).iter().any(|child| needs.contains(child))
        };
        let refused = world.graph.stamp(&Applied::default(), &targets, Others::Keep).is_err();
        prop_assert_eq!(refused, stands(one, other) || stands(other, one));
    }

    #[test]
    fn a_walk_there_and_back_ends_where_it_began(world in any_world(), pick in any::<Index>(), steps in 1..4) {
        let from = world.pick(pick);
        let target = Target::named(world.id(from)).plus(steps);
        let Ok(there) = world.graph.resolve(&Applied::default(), &target) else { return Ok(()) };
        let [there] = there.as_slice() else { panic!("a walk ends at one revision") };
        prop_assert!(world.is_on(*there, from));
        let back = Target::named(world.id(*there)).plus(-steps).on(world.id(from));
        // Between the two a merge may have brought several ways.
        if let Ok(back) = world.graph.resolve(&Applied::default(), &back) && let [back] = back.as_slice() {
            prop_assert_eq!(*back, from);
        }
    }

    #[test]
    fn a_branch_is_addressed_by_its_label_as_by_the_revision(world in any_world(), pick in any::<Index>()) {
        let node = world.pick(pick);
        let Some(label) = world.graph.entry(node).branch else { return Ok(()) };
        for place in ["head", "heads", "base", "base+1", "+1", "-1", "current"] {
            let by_label = format!("{label}@{place}").parse().unwrap();
            let by_id = format!("{}@{place}", world.id(node)).parse().unwrap();
            let resolve = |target| world.graph.resolve(&world.applied(), target).ok();
            prop_assert_eq!(resolve(&by_label), resolve(&by_id), "{}", place);
        }
        for head in world.graph.resolve(&world.applied(), &Target::HEADS.on(label)).unwrap() {
            prop_assert!(world.graph.children(head).is_empty() && world.is_on(head, node));
        }
        // A downgrade of the branch takes what stands on its first revision, and nothing beside it.
        let first = world.graph.resolve(&Applied::default(), &Target::BASE.on(label).plus(1)).unwrap()[0];
        let gone = world.down(&format!("{label}@base")).unwrap().into_iter().collect::<BTreeSet<_>>();
        let expected = world.have.iter().copied().filter(|other| world.needs(*other).contains(&first));
        prop_assert_eq!(gone, expected.collect::<BTreeSet<_>>());
    }

    #[test]
    fn targets_are_read_as_they_are_written(
        branch in proptest::option::of("[a-z0-9_.][a-z0-9_.-]{0,5}"),
        place in "(head|heads|base|current|[a-z0-9_.]{1,6})",
        steps in -20..20_i32,
    ) {
        let place = match place.as_str() {
            "head" => Place::Head,
            "heads" => Place::Heads,
            "base" => Place::Base,
            "current" => Place::Current,
            name => Place::Named(name.to_owned()),
        };
        let target = Target { branch, place, steps };
        prop_assert_eq!(target.to_string().parse::<Target>().unwrap(), target);
    }
}
