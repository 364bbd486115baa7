//! Draws of uncertain numbers that are spread evenly: one scrambled sequence for each number, keyed by its name.
//!
//! The draws of a run are dealt out over [`SCRAMBLES`] independent scrambles, draw `i` to scramble `i` modulo
//! their number. Within a scramble each number follows the van der Corput sequence, so that any 2^k
//! draws in a row (from a multiple of 2^k) put one value into each 2^k-th of its distribution. Which
//! value comes when, and where inside its part it lies, is random and belongs to the number's name: numbers
//! are independent of each other, adding one moves no other, and no number of draws is decided beforehand.
//!
//! What is evened out is each number's own contribution to an answer. Luck stays as random as before, and what
//! two numbers do only together somewhat more so: the mean of their product has about 1.7 times the
//! variance, because neighbours in the sequence lie in opposite halves of every number.
//!
//! # Source
//!
//! Nested uniform scrambling: Owen (1995), "Randomly permuted (t,m,s)-nets and (t,s)-sequences". Scrambling
//! the index with it as well, so that one-dimensional sequences can be put beside each other: Burley
//! (2020), *Journal of Computer Graphics Techniques* 9(4), "Practical hash-based Owen scrambling". His
//! fast hash (Laine and Karras 2011) is approximate; here each node of the tree gets a random bit of its own
//! from its address, since a draw of the model costs ten thousand times more.

use crate::luck::{CohortKey, Layer, Purpose, cohort_key};

/// How the values of uncertain numbers are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// Each draw by itself.
    #[default]
    Independent,
    /// Evenly over each number's distribution.
    Stratified,
}

/// How many independent scrambles the draws of a run are dealt out over.
///
/// A standard error from so many has itself an error of 18 %.
pub const SCRAMBLES: u64 = 16;

/// Keeps the luck of scrambles apart from that of draws.
const REPLICATE: u32 = 1;
/// Digits of the sequence; a scramble of more draws repeats itself.
const DIGITS: u32 = 32;

/// The scramble that a draw belongs to, and the draw's place in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    luck: CohortKey,
    index: u32,
}

impl Place {
    pub(crate) fn of(seed: u64, draw: u64) -> Self {
        Self {
            luck: cohort_key(seed, draw % SCRAMBLES, Layer::Parameter, REPLICATE),
            index: (draw / SCRAMBLES) as u32,
        }
    }

    /// Returns the uniform of a number, strictly between 0 and 1: an odd multiple of 2^-53.
    pub(crate) fn uniform(self, number: Purpose) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        let order = self.scrambled(self.index, number.within("order"));
        let digits = self.scrambled(order.reverse_bits(), number.within("digits"));
        // Behind the sequence's digits come those of the value itself.
        let leaf = self.luck.household(1 << DIGITS | u64::from(digits));
        let rest = leaf.stream(number.within("rest"), 0).below(1 << 20);
        (u64::from(digits) << 21 | rest << 1 | 1) as f64 * STEP
    }

    /// Turns each digit, the highest first, or leaves it, by the luck of the digits above it.
    fn scrambled(self, number: u32, purpose: Purpose) -> u32 {
        let mut scrambled = number;
        for level in 0..DIGITS {
            let above = u64::from(number) >> (DIGITS - level);
            // A node of the binary tree: a one, then the digits on the way to it.
            let node = self.luck.household(1 << level | above);
            let turns = node.stream(purpose, 0).below(2) as u32;
            scrambled ^= turns << (DIGITS - 1 - level);
        }
        scrambled
    }
}
