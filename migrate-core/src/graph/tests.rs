use std::collections::BTreeSet;

use super::*;
use crate::ledger::{LedgerRow, State};
use crate::site::Site;

fn leak(ids: Vec<String>) -> &'static [&'static str] {
    let ids = ids.into_iter().map(|id| &*id.leak()).collect::<Vec<&'static str>>();
    ids.leak()
}

pub(super) fn entry(id: &str, down: &[&str], depends_on: &[&str]) -> &'static Entry {
    labelled(id, down, depends_on, None)
}

pub(super) fn labelled(id: &str, down: &[&str], depends_on: &[&str], branch: Option<&str>) -> &'static Entry {
    let owned = |ids: &[&str]| leak(ids.iter().map(|id| (*id).to_owned()).collect());
    Box::leak(Box::new(Entry {
        chain: "tests::Shop",
        id: id.to_owned().leak(),
        down: owned(down),
        depends_on: owned(depends_on),
        needs: &[],
        branch: branch.map(|label| &*label.to_owned().leak()),
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
    let entries = [
        entry("a", &[], &[]),
        entry("b", &["a"], &[]),
        labelled("x1", &["b"], &[], Some("x")),
        entry("x2", &["x1"], &[]),
        entry("y1", &["b"], &[]),
        entry("m", &["x2", "y1"], &[]),
        entry("z", &["m"], &[]),
    ];
    build("shop", &entries).unwrap()
}

/// Two branches from `t` that are not merged, one forked again, and a second base; `n2` depends on `l2`.
fn open_branches() -> Graph {
    let entries = [
        entry("t", &[], &[]),
        labelled("l1", &["t"], &[], Some("left")),
        entry("l2", &["l1"], &[]),
        entry("l3", &["l2"], &[]),
        labelled("s1", &["l2"], &[], Some("sub-2")),
        labelled("r1", &["t"], &[], Some("right")),
        labelled("n1", &[], &[], Some("net")),
        entry("n2", &["n1"], &["l2"]),
    ];
    build("shop", &entries).unwrap()
}

pub(super) fn applied(graph: &Graph, ids: &[&str]) -> Applied {
    let row = |id: &&str| LedgerRow { chain: "shop".into(), revision: (*id).into(), state: State::Done };
    Applied::new(graph, &ids.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn up(graph: &Graph, have: &[&str], target: &str) -> Result<Vec<&'static str>, RouteError> {
    let route = graph.route(&applied(graph, have), &Goal::Upgrade(target.parse().unwrap()))?;
    Ok(route.steps().iter().map(|(node, _)| graph.entry(*node).id).collect())
}

pub(super) fn down(graph: &Graph, have: &[&str], target: &str) -> Result<Vec<&'static str>, RouteError> {
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
    let candidates = vec!["x1".into(), "y1".into()];
    assert_eq!(error, RouteError::AmbiguousStep { steps: 3, candidates, branches: Vec::new() });
    let error = up(&graph, &["a", "b"], "+1").unwrap_err();
    assert!(error.help().ends_with("or count along a branch: `x@+1`"), "{}", error.help());
    assert_eq!(up(&graph, &["a", "b", "x1", "y1"], "+3").unwrap(), ["x2", "m", "z"]);
    let error = up(&graph, &["a", "b", "x1", "y1"], "+4").unwrap_err();
    assert_eq!(error.to_string(), "`+4` asks for 4 steps, and there are 3");
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
    assert_eq!(error.to_string(), "`-3` is not one way: the one to undo could be `x2` or `y1`");
    assert!(matches!(down(&graph, &["a"], "b"), Err(RouteError::NotApplied { .. })));
    assert!(matches!(down(&graph, &["a"], "head"), Err(RouteError::WrongWay { .. })));
    assert_eq!(down(&graph, &["a"], "-2").unwrap_err().to_string(), "`-2` asks for 2 steps, and there is 1");
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
    assert_eq!(error.to_string(), "chain `shop` has several heads: `b`, `c`");
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
    assert!(
        matches!(&error, RouteError::UnknownRevision { near, .. } if near == &["2d97", "2d98"]),
        "{error}"
    );
}

#[test]
fn targets_are_places_on_branches_with_counts() {
    use TargetFault::{Branch, Character, Count, Empty, Length, Range};

    for (text, target) in [
        ("head", Target::HEAD),
        ("heads", Target::HEADS),
        ("base", Target::BASE),
        ("current", Target::CURRENT),
        ("2d97.x_", Target::named("2d97.x_")),
        ("+2", Target::CURRENT.plus(2)),
        ("-1", Target::CURRENT.plus(-1)),
        ("head-2", Target::HEAD.plus(-2)),
        ("base+2", Target::BASE.plus(2)),
        ("2d97+1", Target::named("2d97").plus(1)),
        ("deals@+1", Target::CURRENT.plus(1).on("deals")),
        ("my-deals@heads", Target::HEADS.on("my-deals")),
        ("2d@base-1", Target::BASE.plus(-1).on("2d")),
        ("my-deals", Target::named("my-deals")),
        ("deals-01", Target::named("deals-01")),
    ] {
        assert_eq!(text.parse::<Target>().unwrap(), target, "{text}");
        assert_eq!(target.to_string(), text);
    }
    for (text, fault) in [
        ("", Empty),
        ("+", Count),
        ("+0", Count),
        ("-0", Count),
        ("--1", Count),
        ("+99999999999", Count),
        ("a+x", Count),
        ("a+1+1", Count),
        ("a b", Character(' ')),
        ("a/b", Character('/')),
        ("@head", Branch),
        ("a@", Branch),
        ("a@b@c", Branch),
        ("a:b", Range),
        (&"a".repeat(129), Length),
    ] {
        assert_eq!(text.parse::<Target>().unwrap_err().fault, fault, "{text}");
    }
}

#[test]
fn ranges_have_two_ends() {
    for text in [":", "a:", ":b", "base:head-1", "x@base:x@head"] {
        assert_eq!(text.parse::<Range>().unwrap().to_string(), text);
    }
    assert_eq!("a".parse::<Range>().unwrap_err().fault, TargetFault::NoRange);
    assert_eq!("a:b:c".parse::<Range>().unwrap_err().fault, TargetFault::Range);
}

#[test]
fn a_branch_starts_behind_a_fork_and_narrows_everything() {
    let graph = open_branches();
    let upgrades = [
        ("left@l3", vec!["t", "l1", "l2", "l3"]),
        ("left@base+1", vec!["t", "l1"]),
        ("left@+1", vec!["t", "l1"]),
        ("left@t", vec!["t"]),
        ("left@t+1", vec!["t", "l1"]),
        ("left@t+2", vec!["t", "l1", "l2"]),
        ("net@head", vec!["t", "l1", "l2", "n1", "n2"]),
        ("n2@base+1", vec!["n1"]),
        ("right", vec!["t", "r1"]),
        ("sub-2", vec!["t", "l1", "l2", "s1"]),
        ("sub-2@head-1", vec!["t", "l1", "l2"]),
        ("left@heads", vec!["t", "l1", "l2", "l3", "s1"]),
    ];
    for (target, ids) in upgrades {
        let mut way = up(&graph, &[], target).unwrap_or_else(|error| panic!("{target}: {error}"));
        way.sort_unstable();
        let mut ids = ids;
        ids.sort_unstable();
        assert_eq!(way, ids, "{target}");
    }
    let all = ["t", "l1", "l2", "l3", "s1", "r1", "n1", "n2"];
    let downgrades = [
        ("left@base", vec!["n2", "s1", "l3", "l2", "l1"]),
        ("left@t", vec!["n2", "s1", "l3", "l2", "l1"]),
        ("left@l2", vec!["s1", "l3"]),
        ("sub-2@l2", vec!["s1"]),
        ("sub-2@-1", vec!["s1"]),
        ("right@-1", vec!["r1"]),
        ("net@-1", vec!["n2"]),
        ("net@base", vec!["n2", "n1"]),
        ("net@-2", vec!["n2", "n1"]),
        ("l2", vec!["s1", "l3"]),
        ("base+1", vec![]),
    ];
    for (target, ids) in downgrades {
        match down(&graph, &all, target) {
            Ok(way) => assert_eq!(BTreeSet::from_iter(way), BTreeSet::from_iter(ids), "{target}"),
            Err(error) => assert_eq!(target, "base+1", "{error}"),
        }
    }
}

#[test]
fn what_depends_on_a_revision_stays_as_long_as_the_revision_does() {
    let entries = [entry("a", &[], &[]), entry("b", &["a"], &[]), labelled("c", &[], &["a"], Some("c"))];
    let graph = build("shop", &entries).unwrap();
    assert_eq!(down(&graph, &["a", "b", "c"], "a").unwrap(), ["b"]);
    assert_eq!(down(&graph, &["a", "b", "c"], "a@base").unwrap(), ["c", "b", "a"]);
}

#[test]
fn every_failure_names_the_candidates() {
    let graph = open_branches();
    let all = ["t", "l1", "l2", "l3", "s1", "r1", "n1", "n2"];
    let told = |error: RouteError| format!("{error}; {}", error.help());
    let cases = [
        (
            "head",
            "chain `shop` has several heads: `l3`, `n2`, `s1`, `r1`; `heads` for all of them, or one: `l3`, `n2`, `s1`, `r1`, `net@head`, `sub-2@head`, `right@head`",
        ),
        (
            "left@head",
            "branch `left` has several heads: `l3`, `s1`; `left@heads` for all of them, or one: `l3`, `s1`",
        ),
        (
            "lfet@head",
            "no branch `lfet`; did you mean `left`?; the labels of the chain are `net`, `left`, `sub-2`, `right`",
        ),
        ("right@l2", "revision `l2` is not on branch `right`, but on `left`; leave the branch out"),
        ("left@r", "revision `r1` is not on branch `left`, but on `right`"),
        ("t+1", "behind `t` stand `l1` and `r1`; say along which branch: `left@t+1` or `right@t+1`"),
        ("t+2", "or name the revision: `l1` or `r1`"),
        ("base+1", "behind the base stand `n1` and `t`; say along which branch: `net@base+1` or `t@base+1`"),
        ("left@t+3", "behind `l2` stand `l3` and `s1`; name the revision instead"),
        ("r1+1", "`r1+1` asks for 1 step, and there are 0"),
        ("right@head+1", "`right@head` goes to the end of the branch"),
        ("t-2", "`t-2` asks for 2 steps, and there is 1; `base` goes to the beginning of the chain"),
        ("l", "`l` is the start of several revisions of chain `shop`: `l1`, `l2`, `l3`; type more of the id"),
        ("HEAD", "has no revision `HEAD`; did you mean `head`"),
        ("rihgt", "has no revision `rihgt`; did you mean `right`?"),
        ("+1", "the next could be `n1` or `t`"),
    ];
    for (target, words) in cases {
        let told = told(up(&graph, &[], target).unwrap_err());
        assert!(told.contains(words), "{target}: {told}");
    }
    let told_of = |target: &str| told(down(&graph, &all, target).unwrap_err());
    assert!(told_of("left@-1").contains("several revisions of branch `left` are current: `l3`, `s1`; count on the branch of one of them: `l3@-1` or `s1@-1`"));
    assert!(told_of("right@-2").contains("`right@-2` asks for 2 steps, and there is 1"));
    assert!(
        told_of("-1").contains("the one to undo could be `l3` or `n2` or `s1` or `r1`"),
        "{}",
        told_of("-1")
    );
    let graph = forked();
    let told = told(up(&graph, &[], "m-1").unwrap_err());
    assert!(
        told.contains("before `m` stand `x2` and `y1`; say along which branch: `x@m-1` or `y1@m-1`"),
        "{told}"
    );
    assert_eq!(up(&graph, &[], "x@m-1").unwrap(), ["a", "b", "x1", "x2"]);
}

#[test]
fn labels_reach_from_behind_the_fork_to_the_merge() {
    let (merged, open) = (forked(), open_branches());
    let of = |graph: &Graph, id: &str| graph.labels().of(graph.find(id).unwrap()).to_vec();
    for (id, labels) in [("b", vec![]), ("x1", vec!["x"]), ("x2", vec!["x"]), ("y1", vec![]), ("m", vec![])] {
        assert_eq!(of(&merged, id), labels, "{id}");
    }
    assert_eq!(of(&open, "s1"), ["left", "sub-2"]);
    assert_eq!(of(&open, "n2"), ["net"]);
}

#[test]
fn a_range_holds_what_lies_between_its_ends() {
    let graph = forked();
    let have = applied(&graph, &["a", "b", "x1"]);
    let range = |text: &str| graph.range(&have, &text.parse().unwrap()).map(|nodes| graph.ids_of(nodes));
    assert_eq!(range(":").unwrap().len(), 7);
    assert_eq!(range("b:m").unwrap(), ["b", "x1", "x2", "y1", "m"]);
    assert_eq!(range(":x1").unwrap(), ["a", "b", "x1"]);
    assert_eq!(range("m:").unwrap(), ["m", "z"]);
    assert_eq!(range("current:").unwrap(), ["x1", "x2", "m", "z"]);
    assert_eq!(range("x@base:x2").unwrap(), ["x1", "x2"]);
    assert_eq!(range("head-1:head").unwrap(), ["m", "z"]);
    assert!(range(":base").unwrap().is_empty());
    assert!(matches!(range("m:b"), Err(RouteError::EmptyRange { .. })));
    assert!(matches!(range("y1:x2"), Err(RouteError::EmptyRange { .. })));
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
    assert!(matches!(&error, GraphError::UnknownDown { near, .. } if near == &["first"]), "{error}");
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
    let row = |id: &str, state| LedgerRow { chain: "shop".into(), revision: id.into(), state };
    let half_up = Applied::new(&graph, &[row("a", State::Done), row("b", State::Intent)]);
    let half_down = Applied::new(&graph, &[row("a", State::Done), row("b", State::Undo)]);
    let (head, base) = (Goal::Upgrade(Target::HEAD), Goal::Downgrade(Target::BASE));
    let b = graph.find("b").unwrap();
    assert_eq!(graph.route(&half_up, &head).unwrap().steps(), [(b, StepDirection::Up)]);
    assert!(matches!(graph.route(&half_up, &base), Err(RouteError::UnfinishedUpgrade { .. })));
    assert!(matches!(graph.route(&half_down, &head), Err(RouteError::UnfinishedDowngrade { .. })));
    assert_eq!(graph.route(&half_down, &base).unwrap().steps().len(), 2);
    // That there is no way to where somebody wants to go comes second.
    let first = Applied::new(&graph, &[row("a", State::Intent)]);
    let back = Goal::Downgrade(Target::CURRENT.plus(-1));
    assert!(matches!(graph.route(&first, &back), Err(RouteError::UnfinishedUpgrade { .. })));
}

#[test]
fn a_stamp_moves_one_lineage_and_settles_what_was_begun() {
    let graph = forked();
    let ids = |nodes: &[Node]| graph.ids_of(nodes.iter().copied());
    let stamp = |have: &[&str], target: &str| {
        let stamp = graph.stamp(&applied(&graph, have), &[target.parse().unwrap()], Others::Keep).unwrap();
        (ids(&stamp.insert), ids(&stamp.delete))
    };
    let none = Vec::<String>::new();
    assert_eq!(stamp(&[], "x1"), (vec!["a".into(), "b".into(), "x1".into()], none.clone()));
    assert_eq!(stamp(&["a", "b", "x1", "x2", "y1"], "x1"), (none.clone(), vec!["x2".into()]));
    assert_eq!(stamp(&["a", "b"], "base"), (none, vec!["b".into(), "a".into()]));
    let row = LedgerRow { chain: "shop".into(), revision: "a".into(), state: State::Intent };
    let begun = Applied::new(&graph, &[row]);
    let settled = graph.stamp(&begun, &[Target::named("a")], Others::Keep).unwrap();
    assert_eq!((ids(&settled.insert), ids(&settled.delete)), (vec!["a".into()], vec!["a".into()]));
}

#[test]
fn a_stamp_of_several_and_of_steps() {
    let graph = open_branches();
    let stamp = |have: &[&str], targets: &[&str], others| {
        let targets = targets.iter().map(|target| target.parse().unwrap()).collect::<Vec<_>>();
        let stamp = graph.stamp(&applied(&graph, have), &targets, others)?;
        let ids = |nodes: &[Node]| graph.ids_of(nodes.iter().copied()).join(" ");
        Ok((ids(&stamp.insert), ids(&stamp.delete), stamp.forget.join(" ")))
    };
    let keep = |have: &[&str], targets: &[&str]| stamp(have, targets, Others::Keep).unwrap();
    let told = |(insert, delete, forget): (&str, &str, &str)| (insert.into(), delete.into(), forget.into());
    assert_eq!(keep(&[], &["l1", "right"]), told(("t l1 r1", "", "")));
    assert_eq!(keep(&["t", "l1"], &["left@+1"]), told(("l2", "", "")));
    assert_eq!(keep(&["t", "l1"], &["-1"]), told(("", "l1", "")));
    assert_eq!(keep(&["t", "l1", "r1"], &["left@base"]), told(("", "l1", "")));
    assert_eq!(keep(&["t", "l1", "l2", "n1", "n2", "r1"], &["l1"]), told(("", "n2 l2", "")));
    assert_eq!(keep(&["t", "gone"], &["t"]), told(("", "", "")));
    let purged = stamp(&["t", "l1", "r1", "gone"], &["l1"], Others::Purge).unwrap();
    assert_eq!(purged, told(("", "r1", "gone")));
    for (targets, words) in [
        (["l1", "l3"], "`l3` stands on top of `l1`"),
        (["l3", "l1"], "`l3` stands on top of `l1`"),
        (["base", "t"], "`t` stands on top of `base`"),
        (["l1", "n2"], "`n2` stands on top of `l1`"),
    ] {
        let error = stamp(&[], &targets, Others::Keep).unwrap_err();
        assert!(
            matches!(error, RouteError::StampOverlap { .. }) && error.to_string().contains(words),
            "{error}"
        );
    }
    // A head that another depends on is one for all that.
    assert!(stamp(&[], &["heads"], Others::Keep).is_ok());
}

#[test]
fn an_upgrade_into_a_hole_is_refused() {
    let graph = forked();
    // `x1` was put between what was applied already.
    let error = up(&graph, &["a", "b", "x2"], "heads").unwrap_err();
    assert_eq!(error.to_string(), "revision `x1` is not applied, while `x2` is, which needs it");
    assert!(
        error.help().contains("`stamp x2`") && error.help().contains("`downgrade b`"),
        "{}",
        error.help()
    );
    assert_eq!(up(&graph, &["a", "b", "x2"], "x1").unwrap_err(), error);
    assert_eq!(up(&graph, &["a", "b", "x2"], "x@+1").unwrap_err(), error);
    // What the choices lead to.
    assert_eq!(down(&graph, &["a", "b", "x2"], "b").unwrap(), ["x2"]);
    let stamp =
        graph.stamp(&applied(&graph, &["a", "b", "x2"]), &["x2".parse().unwrap()], Others::Keep).unwrap();
    assert_eq!((graph.ids_of(stamp.insert), stamp.delete), (vec!["x1".to_owned()], Vec::new()));
    // What has no hole below it goes on.
    assert_eq!(up(&graph, &["a", "b", "x2"], "y1").unwrap(), ["y1"]);
    assert!(up(&graph, &["a", "b", "x2"], "x2").unwrap_err().to_string().contains("`x1` is not applied"));
}

#[test]
fn a_hole_is_named_with_all_that_is_in_it_and_on_it() {
    let graph = forked();
    let error = up(&graph, &["x1", "y1"], "heads").unwrap_err();
    assert_eq!(
        error.to_string(),
        "revisions `a`, `b` are not applied, while `x1` and `y1` are, which need them"
    );
    assert!(error.help().contains("`stamp x1 y1`") && error.help().contains("`downgrade base`"));
    // A dependency that was added later is one too.
    let graph = open_branches();
    let error = up(&graph, &["n1", "n2"], "heads").unwrap_err();
    assert_eq!(
        error.to_string(),
        "revisions `t`, `l1`, `l2` are not applied, while `n2` is, which needs them"
    );
    assert!(
        error.help().contains("`stamp n2`") && error.help().contains("`downgrade n1`"),
        "{}",
        error.help()
    );
}

#[test]
fn what_is_half_applied_over_a_hole_is_put_right_first() {
    let graph = forked();
    let row = |id: &str, state| LedgerRow { chain: "shop".into(), revision: id.into(), state };
    let rows = [row("a", State::Done), row("x1", State::Intent)];
    let goal = Goal::Upgrade(Target::HEAD);
    let error = graph.route(&Applied::new(&graph, &rows), &goal).unwrap_err();
    assert_eq!(error.to_string(), "revision `b` is not applied, while `x1` is, which needs it");
    assert!(error.help().starts_with("finish `x1` by the program that began it"));
    // With nothing missing it is gone on with.
    let rows = [row("a", State::Done), row("b", State::Done), row("x1", State::Intent)];
    assert!(graph.route(&Applied::new(&graph, &rows), &goal).is_ok());
}
