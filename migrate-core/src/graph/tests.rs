use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::ledger::{LedgerRow, State};
use crate::site::Site;

fn leak(ids: Vec<String>) -> &'static [&'static str] {
    let ids = ids.into_iter().map(|id| &*id.leak()).collect::<Vec<&'static str>>();
    ids.leak()
}

fn entry(id: &str, down: &[&str], depends_on: &[&str]) -> &'static Entry {
    let owned = |ids: &[&str]| leak(ids.iter().map(|id| (*id).to_owned()).collect());
    Box::leak(Box::new(Entry {
        chain: "tests::Shop",
        id: id.to_owned().leak(),
        down: owned(down),
        depends_on: owned(depends_on),
        branch: None,
        message: "",
        upgrade: |_| {},
        downgrade: None,
        site: Site::new("src/migrations.rs", 1, 1),
    }))
}

fn graph(revisions: &[(&str, &[&str])]) -> Graph {
    let entries = revisions.iter().map(|(id, down)| entry(id, down, &[])).collect::<Vec<_>>();
    build("shop", &entries).unwrap()
}

/// Two branches from `b`, merged in `m`, and one revision behind.
fn forked() -> Graph {
    graph(&[
        ("a", &[]),
        ("b", &["a"]),
        ("x1", &["b"]),
        ("x2", &["x1"]),
        ("y1", &["b"]),
        ("m", &["x2", "y1"]),
        ("z", &["m"]),
    ])
}

fn applied(graph: &Graph, ids: &[&str]) -> Applied {
    let row = |id: &&str| LedgerRow { revision: (*id).into(), state: State::Done };
    Applied::new(graph, &ids.iter().map(row).collect::<Vec<_>>())
}

fn up(graph: &Graph, have: &[&str], target: &str) -> Result<Vec<&'static str>, RouteError> {
    let route = graph.route(&applied(graph, have), &Goal::Upgrade(target.parse().unwrap()))?;
    Ok(route.steps().iter().map(|(node, _)| graph.entry(*node).id).collect())
}

fn down(graph: &Graph, have: &[&str], target: &str) -> Result<Vec<&'static str>, RouteError> {
    let route = graph.route(&applied(graph, have), &Goal::Downgrade(target.parse().unwrap()))?;
    Ok(route.steps().iter().map(|(node, _)| graph.entry(*node).id).collect())
}

#[test]
fn the_order_walks_a_branch_to_its_end_and_does_not_depend_on_the_registry() {
    let order = ["a", "b", "x1", "x2", "y1", "m", "z"];
    let graph = forked();
    assert_eq!(graph.ids_of(graph.nodes()), order);
    let mut entries = graph.nodes().map(|node| graph.entry(node)).collect::<Vec<_>>();
    entries.reverse();
    let again = build("shop", &entries).unwrap();
    assert_eq!(again.ids_of(again.nodes()), order);
}

#[test]
fn an_upgrade_takes_what_the_target_stands_on_and_leaves_siblings() {
    let graph = forked();
    assert_eq!(up(&graph, &[], "x1").unwrap(), ["a", "b", "x1"]);
    assert_eq!(up(&graph, &["a", "b", "x1"], "y1").unwrap(), ["y1"]);
    assert_eq!(up(&graph, &["a", "b", "x1"], "head").unwrap(), ["x2", "y1", "m", "z"]);
    assert!(up(&graph, &["a", "b", "x1", "x2", "y1", "m", "z"], "head").unwrap().is_empty());
}

#[test]
fn an_upgrade_to_something_older_is_an_error() {
    let graph = forked();
    let error = up(&graph, &["a", "b"], "a").unwrap_err();
    assert_eq!(error, RouteError::BehindHeads { revision: "a".into(), heads: vec!["b".into()] });
    assert!(up(&graph, &["a", "b"], "b").unwrap().is_empty());
    assert!(matches!(up(&graph, &["a"], "base"), Err(RouteError::WrongWay { .. })));
    assert!(matches!(up(&graph, &["a"], "-1"), Err(RouteError::WrongWay { .. })));
}

#[test]
fn counted_steps_stop_at_a_fork_and_name_the_ways() {
    let graph = forked();
    assert_eq!(up(&graph, &[], "+2").unwrap(), ["a", "b"]);
    let error = up(&graph, &[], "+3").unwrap_err();
    assert_eq!(error, RouteError::AmbiguousStep { steps: 3, candidates: vec!["x1".into(), "y1".into()] });
    assert_eq!(up(&graph, &["a", "b", "x1", "y1"], "+3").unwrap(), ["x2", "m", "z"]);
    let error = up(&graph, &["a", "b", "x1", "y1"], "+4").unwrap_err();
    assert_eq!(error, RouteError::TooFewSteps { steps: 4, available: 3 });
}

#[test]
fn a_downgrade_takes_all_that_stands_on_the_target() {
    let graph = forked();
    let all = ["a", "b", "x1", "x2", "y1", "m", "z"];
    assert_eq!(down(&graph, &all, "base").unwrap(), ["z", "m", "y1", "x2", "x1", "b", "a"]);
    assert_eq!(down(&graph, &all, "x1").unwrap(), ["z", "m", "x2"]);
    assert_eq!(down(&graph, &all, "-2").unwrap(), ["z", "m"]);
    assert!(down(&graph, &all, "z").unwrap().is_empty());
    let error = down(&graph, &all, "-3").unwrap_err();
    assert_eq!(error, RouteError::AmbiguousStep { steps: -3, candidates: vec!["x2".into(), "y1".into()] });
    assert!(matches!(down(&graph, &["a"], "b"), Err(RouteError::NotApplied { .. })));
    assert!(matches!(down(&graph, &["a"], "head"), Err(RouteError::WrongWay { .. })));
    assert_eq!(down(&graph, &["a"], "-2").unwrap_err(), RouteError::TooFewSteps { steps: -2, available: 1 });
}

#[test]
fn what_another_revision_depends_on_is_not_the_next_to_undo() {
    let entries = [entry("a", &[], &[]), entry("b", &["a"], &[]), entry("c", &["a"], &["b"])];
    let graph = build("shop", &entries).unwrap();
    assert_eq!(down(&graph, &["a", "b", "c"], "-2").unwrap(), ["c", "b"]);
}

#[test]
fn several_heads_are_named() {
    let graph = graph(&[("a", &[]), ("b", &["a"]), ("c", &["a"])]);
    let error = up(&graph, &[], "head").unwrap_err();
    assert_eq!(error, RouteError::ManyHeads { chain: "shop".into(), heads: vec!["b".into(), "c".into()] });
    assert_eq!(up(&graph, &[], "heads").unwrap(), ["a", "b", "c"]);
    assert!(matches!(down(&graph, &["a", "b", "c"], "-1"), Err(RouteError::AmbiguousStep { .. })));
}

#[test]
fn ids_are_found_by_their_start_and_exactly_first() {
    let graph = graph(&[("2d97", &[]), ("2d98", &["2d97"]), ("2d", &["2d98"])]);
    assert_eq!(up(&graph, &[], "2d97").unwrap(), ["2d97"]);
    assert_eq!(up(&graph, &[], "2d").unwrap().len(), 3);
    assert!(
        matches!(up(&graph, &[], "2d9"), Err(RouteError::AmbiguousPrefix { candidates, .. }) if candidates.len() == 2)
    );
    let error = up(&graph, &[], "2d99").unwrap_err();
    assert!(matches!(error, RouteError::UnknownRevision { near: Some(_), .. }), "{error}");
}

#[test]
fn targets_are_words_ids_or_counts() {
    for (text, target) in [
        ("head", Target::Head),
        ("heads", Target::Heads),
        ("base", Target::Base),
        ("2d97.x_", Target::Id("2d97.x_".into())),
        ("+2", Target::Relative(2)),
        ("-1", Target::Relative(-1)),
    ] {
        assert_eq!(text.parse::<Target>().unwrap(), target);
        assert_eq!(target.to_string(), text);
    }
    for text in ["", "+", "+0", "-0", "--1", "a b", "a@b", "+99999999999", &"a".repeat(129)] {
        assert!(text.parse::<Target>().is_err(), "{text}");
    }
}

#[test]
fn rings_and_unknown_parents_are_found() {
    let ring =
        [entry("a", &[], &[]), entry("b", &["d"], &[]), entry("c", &["b"], &[]), entry("d", &["c"], &[])];
    let error = build("shop", &ring).unwrap_err();
    assert!(matches!(&error, GraphError::Ring { revisions, .. } if revisions == &["b", "c", "d"]), "{error}");
    let ring = [entry("a", &[], &["b"]), entry("b", &["a"], &[])];
    assert!(matches!(build("shop", &ring), Err(GraphError::Ring { .. })));
    let unknown = [entry("first", &[], &[]), entry("second", &["frist"], &[])];
    let error = build("shop", &unknown).unwrap_err();
    assert!(matches!(&error, GraphError::UnknownDown { near: Some(near), .. } if near == "first"), "{error}");
    let unknown = [entry("first", &[], &["none"])];
    assert!(matches!(build("shop", &unknown), Err(GraphError::UnknownDependency { .. })));
}

#[test]
fn an_unknown_applied_revision_stops_work_but_not_a_start_with_nothing_to_do() {
    let graph = forked();
    assert!(matches!(up(&graph, &["a", "gone"], "head"), Err(RouteError::UnknownApplied { .. })));
    assert!(up(&graph, &["a", "b", "x1", "x2", "y1", "m", "z", "later"], "head").unwrap().is_empty());
}

#[test]
fn what_was_begun_must_be_finished_in_its_direction() {
    let graph = graph(&[("a", &[]), ("b", &["a"])]);
    let row = |id: &str, state| LedgerRow { revision: id.into(), state };
    let half_up = Applied::new(&graph, &[row("a", State::Done), row("b", State::Intent)]);
    let half_down = Applied::new(&graph, &[row("a", State::Done), row("b", State::Undo)]);
    let (head, base) = (Goal::Upgrade(Target::Head), Goal::Downgrade(Target::Base));
    let b = graph.find("b").unwrap();
    assert_eq!(graph.route(&half_up, &head).unwrap().steps(), [(b, StepDirection::Up)]);
    assert!(matches!(graph.route(&half_up, &base), Err(RouteError::UnfinishedUpgrade { .. })));
    assert!(matches!(graph.route(&half_down, &head), Err(RouteError::UnfinishedDowngrade { .. })));
    assert_eq!(graph.route(&half_down, &base).unwrap().steps().len(), 2);
}

#[test]
fn a_stamp_moves_one_lineage_and_settles_what_was_begun() {
    let graph = forked();
    let ids = |nodes: &[Node]| graph.ids_of(nodes.iter().copied());
    let stamp = |have: &[&str], target: &str| {
        let stamp = graph.stamp(&applied(&graph, have), &target.parse().unwrap()).unwrap();
        (ids(&stamp.insert), ids(&stamp.delete))
    };
    let none = Vec::<String>::new();
    assert_eq!(stamp(&[], "x1"), (vec!["a".into(), "b".into(), "x1".into()], none.clone()));
    assert_eq!(stamp(&["a", "b", "x1", "x2", "y1"], "x1"), (none.clone(), vec!["x2".into()]));
    assert_eq!(stamp(&["a", "b"], "base"), (none, vec!["b".into(), "a".into()]));
    let row = LedgerRow { revision: "a".into(), state: State::Intent };
    let begun = Applied::new(&graph, &[row]);
    let settled = graph.stamp(&begun, &Target::Id("a".into())).unwrap();
    assert_eq!((ids(&settled.insert), ids(&settled.delete)), (vec!["a".into()], vec!["a".into()]));
}

/// Graphs of up to a dozen revisions, each with up to three parents and a dependency among the earlier ones.
fn any_graph() -> impl Strategy<Value = Graph> {
    let revision = (any::<[u8; 3]>(), 0..3_usize, any::<Option<u8>>());
    proptest::collection::vec(revision, 1..12).prop_map(|revisions| {
        let id = |at: usize| format!("r{:02}", (at * 7) % 101);
        let mut entries = Vec::new();
        for (at, (picks, parents, dependency)) in revisions.into_iter().enumerate() {
            let pick = |pick: u8| (at > 0).then(|| id(usize::from(pick) % at.max(1)));
            let down = picks.iter().take(parents).filter_map(|one| pick(*one)).collect::<BTreeSet<_>>();
            let depends_on = dependency.and_then(pick).into_iter().collect::<Vec<_>>();
            let down = down.iter().map(String::as_str).collect::<Vec<_>>();
            let depends_on = depends_on.iter().map(String::as_str).collect::<Vec<_>>();
            entries.push(entry(&id(at), &down, &depends_on));
        }
        entries.reverse();
        build("shop", &entries).unwrap()
    })
}

proptest! {
    #[test]
    fn every_revision_stands_behind_what_it_waits_for(graph in any_graph()) {
        for node in graph.nodes() {
            for before in graph.before(node) {
                prop_assert!(before < node);
            }
        }
    }

    #[test]
    fn a_route_is_complete_and_minimal_and_leads_back(graph in any_graph(), pick in any::<prop::sample::Index>()) {
        let nodes = graph.nodes().collect::<Vec<_>>();
        let target = graph.entry(nodes[pick.index(nodes.len())]).id;
        let way = up(&graph, &[], target).unwrap();
        let mut have = Vec::new();
        for id in &way {
            for before in graph.before(graph.find(id).unwrap()) {
                prop_assert!(have.contains(&graph.entry(before).id), "{id} before its time");
            }
            have.push(*id);
        }
        prop_assert_eq!(way.last(), Some(&target));
        prop_assert!(up(&graph, &have, target).unwrap().is_empty());
        let mut back = down(&graph, &have, "base").unwrap();
        back.reverse();
        prop_assert_eq!(back, have);
    }
}
