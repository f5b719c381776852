//! What differs nearly alike on several dialects, made alike as far as it can be, so that it is written once.

use super::merge::List;
use crate::diff::{Change, Hit, Object, Verdict};
use crate::name::QualifiedName;
use crate::operation::{Concurrency, CreateIndex, Operation};
use crate::schema::{Dialect, Index, Table};

/// Makes changes of several dialects alike: a table that comes is the same where nothing but indexes is of some dialects, which
/// come behind it; and what is done to rows is told of all that it hits on any.
pub(super) fn align(lists: &mut [List<Change>]) {
    if lists.array_windows().all(|[(_, one), (_, other)]| one == other) {
        return;
    }
    take_indexes_out(lists);
    put_hits_together(lists);
}

/// The table that a change makes.
fn created(change: &Change) -> Option<&Table> {
    match change.operations.as_slice() {
        [Operation::CreateTable(create)] => Some(&create.table),
        [] | [_, ..] => None,
    }
}

fn without_indexes(table: &Table) -> Table {
    Table { indexes: Vec::new(), ..table.clone() }
}

/// Where a table that comes has other indexes on some dialects, these come behind it. One that a foreign key may be to stays.
fn take_indexes_out(lists: &mut [List<Change>]) {
    let tables = |lists: &[List<Change>], name: &QualifiedName| {
        let all = lists.iter().flat_map(|(_, changes)| changes.iter().filter_map(created));
        all.filter(|table| table.name == *name).cloned().collect::<Vec<_>>()
    };
    let names = lists.iter().flat_map(|(_, changes)| changes.iter().filter_map(created));
    let mut names = names.map(|table| table.name.clone()).collect::<Vec<_>>();
    names.sort();
    names.dedup();
    for name in names {
        let all = tables(lists, &name);
        let is_common = |index: &Index| all.iter().all(|table| table.indexes.contains(index));
        let stays = |index: &Index| is_common(index) || index.unique_columns().is_some();
        let is_alike = |[one, other]: &[Table; 2]| without_indexes(one) == without_indexes(other);
        let has_own = all.iter().any(|table| !table.indexes.iter().all(stays));
        if !has_own || !all.array_windows().all(is_alike) {
            continue;
        }
        for (_, changes) in lists.iter_mut() {
            let is_it = |change: &Change| created(change).is_some_and(|table| table.name == name);
            let Some(at) = changes.iter().position(is_it) else { continue };
            let [Operation::CreateTable(create)] = changes[at].operations.as_mut_slice() else { continue };
            let (kept, own) =
                std::mem::take(&mut create.table.indexes).into_iter().partition::<Vec<_>, _>(stays);
            create.table.indexes = kept;
            let own = own.into_iter().map(|index| {
                let object = Object::Index(name.clone(), index.name.clone());
                let create = CreateIndex::certain(name.clone(), index, Concurrency::default());
                Change::new(object, Verdict::Added, vec![create.into()])
            });
            let behind = changes.split_off(at + 1);
            changes.extend(own.chain(behind).collect::<Vec<_>>());
        }
    }
}

/// Gives changes that are alike but for the rows that they hit all of these.
fn put_hits_together(lists: &mut [List<Change>]) {
    let places = |lists: &[List<Change>], change: &Change| {
        let alike = |other: &Change| {
            let Change { object, verdict, differences, operations, hits: _, fill_ins, blocked } = other;
            (object, verdict, differences, operations, fill_ins, blocked)
                == (
                    &change.object,
                    &change.verdict,
                    &change.differences,
                    &change.operations,
                    &change.fill_ins,
                    &change.blocked,
                )
        };
        let lists = lists.iter().enumerate();
        let places = lists.filter_map(|(list, (_, changes))| Some((list, changes.iter().position(alike)?)));
        places.collect::<Vec<_>>()
    };
    for list in 0..lists.len() {
        for at in 0..lists[list].1.len() {
            if lists[list].1[at].hits.is_empty() {
                continue;
            }
            let all = places(lists, &lists[list].1[at]);
            let mut hits = Vec::<Hit>::new();
            for (list, at) in &all {
                for hit in &lists[*list].1[*at].hits {
                    if !hits.contains(hit) {
                        hits.push(hit.clone());
                    }
                }
            }
            for (list, at) in all {
                lists[list].1[at].hits.clone_from(&hits);
            }
        }
    }
}

/// The dialects, of these, on which a change hits rows, by what was told before it was made alike with others.
pub(super) fn hit_on(told: &[List<Change>], change: &Change, hit: &Hit, on: &[Dialect]) -> Vec<Dialect> {
    let has = |other: &Change| {
        other.object == change.object && other.verdict == change.verdict && other.hits.contains(hit)
    };
    let told = told.iter().filter(|(dialect, changes)| on.contains(dialect) && changes.iter().any(has));
    told.map(|(dialect, _)| *dialect).collect()
}
