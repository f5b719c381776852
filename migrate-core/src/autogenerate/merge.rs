//! What differs on several dialects, put together.

use crate::schema::Dialect;

/// The items of a dialect, in an order in which they can be done.
pub(super) type List<T> = (Dialect, Vec<T>);

/// Lists of several dialects as one, each item with the dialects that have it. The items of each dialect keep their order;
/// what several have stands there once, unless their orders do not let it.
pub(super) fn merge<T: Clone + PartialEq>(lists: &[List<T>]) -> Vec<(T, Vec<Dialect>)> {
    let mut rests = lists.iter().map(|(dialect, items)| (*dialect, items.as_slice())).collect::<Vec<_>>();
    let mut merged = Vec::new();
    while let Some(next) = next(&rests) {
        let item = next.clone();
        let mut on = Vec::new();
        for (dialect, rest) in &mut rests {
            if let Some((first, others)) = rest.split_first()
                && *first == item
            {
                on.push(*dialect);
                *rest = others;
            }
        }
        merged.push((item, on));
    }
    merged
}

/// The first item that all dialects are at which have it, or else the first at all.
fn next<'a, T: PartialEq>(rests: &[(Dialect, &'a [T])]) -> Option<&'a T> {
    let firsts = || rests.iter().filter_map(|(_, rest)| rest.first());
    let is_due = |item: &&T| rests.iter().all(|(_, rest)| rest.first() == Some(item) || !rest.contains(item));
    firsts().find(is_due).or_else(|| firsts().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dialect::{MySql, Postgres, Sqlite};

    #[test]
    fn what_several_have_stands_there_once_and_in_order() {
        let lists = [(MySql, vec!["a", "m", "c"]), (Postgres, vec!["p", "a", "c"]), (Sqlite, vec!["c", "z"])];
        let (all, two) = (vec![MySql, Postgres, Sqlite], vec![MySql, Postgres]);
        assert_eq!(
            merge(&lists),
            [("p", vec![Postgres]), ("a", two), ("m", vec![MySql]), ("c", all), ("z", vec![Sqlite])]
        );
        // Orders that do not go together.
        let lists = [(MySql, vec!["a", "b"]), (Postgres, vec!["b", "a"])];
        let merged = merge(&lists);
        for dialect in [MySql, Postgres] {
            let of = merged.iter().filter(|(_, on)| on.contains(&dialect)).map(|(item, _)| *item);
            let wanted = if dialect == MySql { ["a", "b"] } else { ["b", "a"] };
            assert_eq!(of.collect::<Vec<_>>(), wanted);
        }
    }
}
