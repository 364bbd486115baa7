//! One pool and the households that wait for it: first in, first out within classes.

use std::collections::BTreeSet;

/// Where a household stands in the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Position {
    /// Class; lower ones go first.
    pub(crate) class: u8,
    /// Since when it waits.
    pub(crate) since: f64,
    /// Decides between those who came at the same time.
    pub(crate) lot: u64,
    /// Which household.
    pub(crate) actor: u32,
}

impl Eq for Position {}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Position {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_class = self.class.cmp(&other.class);
        by_class
            .then_with(|| self.since.total_cmp(&other.since))
            .then_with(|| (self.lot, self.actor).cmp(&(other.lot, other.actor)))
    }
}

/// A pool at work.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// How many places or slots are taken.
    pub(crate) taken: u32,
    waiting: BTreeSet<Position>,
}

impl Line {
    /// Returns how many wait.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Returns whether someone who asks now is served at once.
    pub(crate) fn is_free(&self, capacity: u32) -> bool {
        self.taken < capacity && self.waiting.is_empty()
    }

    pub(crate) fn join(&mut self, position: Position) {
        self.waiting.insert(position);
    }

    pub(crate) fn leave(&mut self, position: &Position) {
        self.waiting.remove(position);
    }

    /// Takes the first out of the line, if there is room for it.
    pub(crate) fn next(&mut self, capacity: u32) -> Option<Position> {
        if self.taken < capacity {
            self.waiting.pop_first()
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_a_better_class_go_first_then_those_who_came_first() {
        let position = |class, since, actor| Position {
            class,
            since,
            lot: 0,
            actor,
        };
        let mut line = Line::default();
        line.join(position(1, 1.0, 0));
        line.join(position(0, 5.0, 1));
        line.join(position(1, 0.5, 2));
        line.join(position(0, 9.0, 3));
        line.leave(&position(0, 9.0, 3));
        assert!(!line.is_free(7));
        let order: Vec<u32> = std::iter::from_fn(|| line.next(1).map(|it| it.actor)).collect();
        assert_eq!(order, [1, 2, 0]);
        assert!(line.is_free(1));
        assert!(!line.is_free(0));
    }
}
