//! Many short lists in one piece of memory: the edges of a graph.

/// A list of numbers for each number from zero on.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists<T> {
    /// Where each list ends in `items`; it starts where the one before it ends.
    ends: Vec<usize>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    pub(super) fn with_capacity(lists: usize) -> Self {
        Self { ends: Vec::with_capacity(lists), items: Vec::with_capacity(lists) }
    }

    /// Adds an element to the list that is being made.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// The list that is being made.
    pub(super) fn open(&self) -> &[T] {
        &self.items[self.ends.last().copied().unwrap_or(0)..]
    }

    /// Ends the list that is being made.
    pub(super) fn close(&mut self) {
        self.ends.push(self.items.len());
    }

    /// The list of a number.
    pub(super) fn of(&self, at: usize) -> &[T] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.items[start..self.ends[at]]
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl<T: Copy> Lists<T> {
    /// The other way round: for each number the lists that have it, in their order.
    pub(super) fn turned(&self, number: impl Fn(T) -> usize, back: impl Fn(usize) -> T) -> Self {
        let mut next = vec![0; self.len()];
        for item in &self.items {
            next[number(*item)] += 1;
        }
        let mut end = 0;
        let mut ends = Vec::with_capacity(self.len());
        for place in &mut next {
            let start = end;
            end += *place;
            ends.push(end);
            *place = start;
        }
        let mut items = self.items.clone();
        for at in 0..self.len() {
            for item in self.of(at) {
                let place = &mut next[number(*item)];
                items[*place] = back(at);
                *place += 1;
            }
        }
        Self { ends, items }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_apart_and_turned_round() {
        let mut lists = Lists::with_capacity(4);
        for list in [&[][..], &[0], &[0, 1], &[2, 0]] {
            for item in list {
                lists.push(*item);
            }
            assert_eq!(lists.open(), list);
            lists.close();
        }
        let turned = lists.turned(|item| item, |at| at);
        let all = |lists: &Lists<usize>| (0..lists.len()).map(|at| lists.of(at).to_vec()).collect::<Vec<_>>();
        assert_eq!(all(&lists), [vec![], vec![0], vec![0, 1], vec![2, 0]]);
        assert_eq!(all(&turned), [vec![1, 2, 3], vec![2], vec![3], vec![]]);
    }
}
