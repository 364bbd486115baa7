//! Sequential random numbers, as times in ticks.

use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, Exp1, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use sim_core::math::{exp_quick, pow};
use sim_core::units::TICKS_PER_DAY;

// Waiting: mean 30, sd 20 days. ln(30) - v / 2 with v = ln(1 + (20 / 30)^2), and the root of v.
const WAIT_MEAN_OF_LN: f64 = 3.217_334_991_599_497;
const WAIT_SD_OF_LN: f64 = 0.606_403_149_831_296_1;
/// Mean stay in the open case: 1 / (1/600 + 1/2400 + 1/900) days.
const OPEN_DAYS: f64 = 7_200.0 / 23.0;
const JOB_DAYS: f64 = 1_500.0;
const STUDIES_DAYS: f64 = 700.0;
const ONE_OVER_STUDIES_SHAPE: f64 = 2.0 / 3.0;

/// The random numbers of one draw, one after another.
pub struct Luck {
    words: Xoshiro256PlusPlus,
}

impl Luck {
    /// Returns the luck of a draw.
    pub fn new(seed: u64, draw: u64) -> Self {
        Self {
            words: Xoshiro256PlusPlus::seed_from_u64(seed << 32 | draw),
        }
    }

    /// Returns 64 random bits.
    #[inline]
    pub fn word(&mut self) -> u64 {
        self.words.next_u64()
    }

    /// Returns a standard exponential.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        Exp1.sample(&mut self.words)
    }

    /// Returns a wait.
    #[inline]
    pub fn wait(&mut self) -> i64 {
        let normal: f64 = StandardNormal.sample(&mut self.words);
        ticks(exp_quick(WAIT_MEAN_OF_LN + WAIT_SD_OF_LN * normal))
    }

    /// Returns a stay in the open case: the first of three clocks.
    #[inline]
    pub fn open(&mut self) -> i64 {
        ticks(self.exponential() * OPEN_DAYS)
    }

    /// Returns a stay in a job.
    #[inline]
    pub fn job(&mut self) -> i64 {
        ticks(self.exponential() * JOB_DAYS)
    }

    /// Returns a stay in studies.
    #[inline]
    pub fn studies(&mut self) -> i64 {
        ticks(STUDIES_DAYS * pow(self.exponential(), ONE_OVER_STUDIES_SHAPE))
    }
}

#[inline]
fn ticks(days: f64) -> i64 {
    (days * TICKS_PER_DAY + 0.5) as i64
}
