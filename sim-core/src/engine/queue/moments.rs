//! What happens next, over all households: a heap in the order of time.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Something that concerns more than one household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A pool gets something back.
    Release(u16),
    /// A pool may have grown.
    Grown(u16),
    /// Something happens to a household in a queue; the number tells which wait it was set for.
    Own(u32, u64),
    /// A household asks.
    Ask(u32),
}

impl What {
    /// Returns what goes first at the same time: what frees before what takes.
    fn rank(self) -> u8 {
        match self {
            Self::Release(_) => 0,
            Self::Grown(_) => 1,
            Self::Own(..) => 2,
            Self::Ask(_) => 3,
        }
    }
}

/// A time, what happens at it, and whose lot decides between equals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) at: f64,
    pub(crate) lot: u64,
    pub(crate) what: What,
}

impl Moment {
    fn key(&self) -> (u8, u64) {
        (self.what.rank(), self.lot)
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_time = self.at.total_cmp(&other.at);
        by_time.then_with(|| self.key().cmp(&other.key()))
    }
}

/// All that lies ahead.
#[derive(Debug, Default)]
pub(crate) struct Moments {
    heap: BinaryHeap<Reverse<Moment>>,
}

impl Moments {
    pub(crate) fn add(&mut self, at: f64, lot: u64, what: What) {
        self.heap.push(Reverse(Moment { at, lot, what }));
    }

    /// Returns the time of the next.
    pub(crate) fn next_at(&self) -> Option<f64> {
        self.heap.peek().map(|next| next.0.at)
    }

    pub(crate) fn take(&mut self) -> Option<Moment> {
        self.heap.pop().map(|next| next.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_moments_come_first_and_what_frees_before_what_takes() {
        let mut moments = Moments::default();
        moments.add(2.0, 1, What::Ask(0));
        moments.add(1.0, 9, What::Ask(1));
        moments.add(1.0, 3, What::Ask(2));
        moments.add(1.0, 9, What::Release(0));
        moments.add(-4.0, 9, What::Own(3, 0));
        let order: Vec<What> = std::iter::from_fn(|| moments.take().map(|it| it.what)).collect();
        let expected = [
            What::Own(3, 0),
            What::Release(0),
            What::Ask(2),
            What::Ask(1),
            What::Ask(0),
        ];
        assert_eq!(order, expected);
    }
}
