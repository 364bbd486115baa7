//! The benchmark workload hard-coded: loops that know one model and nothing else.
//!
//! This is what the general engine is measured against, so it is meant to be fast: sequential random numbers from
//! one generator a draw, times in whole ticks, states that are code, arrays of known size, and tallies in the
//! cheapest form from which those of the engine follow. It reads no scenario and shares no code with the engine
//! but the maths and the histogram of waits.

pub mod luck;
pub mod queue;
pub mod tally;
pub mod walk;

use crate::special::luck::Luck;
use crate::special::tally::{State, Tally};
use crate::special::walk::Household;

/// Returns the tally of a draw of workload 1 with so many households.
pub fn workload_1(households: u32, seed: u64, draw: u64) -> Tally {
    let (mut luck, mut tally) = (Luck::new(seed, draw), Tally::default());
    tally.start_waiting(i64::from(households));
    for _ in 0..households {
        let mut household = Household::new(0);
        // Nothing is limited: nobody stops to ask.
        household.live::<false>(State::Waiting, &mut luck, &mut tally);
    }
    tally
}
