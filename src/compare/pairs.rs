//! What goes with what: the parts of two lists by their names, and which of them were moved.

use std::collections::BTreeMap;

/// How two lists of names go together, by place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// In the old list only.
    pub(super) removed: Vec<usize>,
    /// In the new list only.
    pub(super) added: Vec<usize>,
    /// In both, in the order of the new list: the place in the old one, and in the new one.
    pub(super) both: Vec<(usize, usize)>,
}

impl Pairs {
    /// Goes by name; of a name that stands twice in a list, the first is meant and the others are nobody's.
    pub(super) fn by_name<'n>(
        old: impl IntoIterator<Item = &'n str>,
        new: impl IntoIterator<Item = &'n str>,
    ) -> Pairs {
        let mut places = BTreeMap::new();
        let mut removed = Vec::new();
        for (at, name) in old.into_iter().enumerate() {
            if places.contains_key(name) {
                removed.push(at);
            } else {
                places.insert(name, at);
            }
        }
        let mut pairs = Pairs::default();
        for (at, name) in new.into_iter().enumerate() {
            match places.remove(name) {
                Some(before) => pairs.both.push((before, at)),
                None => pairs.added.push(at),
            }
        }
        removed.extend(places.into_values());
        removed.sort_unstable();
        pairs.removed = removed;
        pairs
    }

    /// The pairs that stand elsewhere among the pairs: as few as explain the new order.
    pub(super) fn moved(&self) -> Vec<(usize, usize)> {
        let old: Vec<usize> = self.both.iter().map(|(old, _)| *old).collect();
        let stay = longest_rising(&old);
        let pairs = self.both.iter().enumerate();
        pairs.filter(|(at, _)| stay.binary_search(at).is_err()).map(|(_, pair)| *pair).collect()
    }
}

/// The places of a longest rising run of values, not necessarily next to each other.
fn longest_rising(values: &[usize]) -> Vec<usize> {
    // For each length the place of the smallest value that ends a run so long, and for each place the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    let value_at = |at: &usize| values.get(*at).copied();
    for (at, value) in values.iter().enumerate() {
        let length = ends.partition_point(|end| value_at(end) < Some(*value));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.push(at);
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_go_together_by_name() {
        let check = |old: &str, new: &str, removed: &str, added: &str, moved: &str| {
            let pairs = Pairs::by_name(old.split_whitespace(), new.split_whitespace());
            let name = |list: &str, at: usize| list.split_whitespace().nth(at).unwrap().to_owned();
            let names = |list: &str, places: &[usize]| {
                places.iter().map(|at| name(list, *at)).collect::<Vec<_>>().join(" ")
            };
            let new_places: Vec<usize> = pairs.moved().into_iter().map(|(_, new)| new).collect();
            assert_eq!(names(old, &pairs.removed), removed, "{old} / {new}");
            assert_eq!(names(new, &pairs.added), added, "{old} / {new}");
            assert_eq!(names(new, &new_places), moved, "{old} / {new}");
        };
        check("a b c", "a b c", "", "", "");
        check("a b c", "a c", "b", "", "");
        check("a c", "a b c", "", "b", "");
        check("a b c d", "d a b c", "", "", "d");
        check("a b c d", "b c d a", "", "", "a");
        check("a b c", "c x a", "b", "x", "c");
        check("a b a", "a b", "a", "", "");
        check("", "a", "", "a", "");
    }
}
