//! Both engines at the same fixed numbers: do they agree?
//!
//! For several sets of numbers drawn from the uncertainty, and the world that goes with each, the mean of
//! many Monte Carlo cohorts is held against the expected value, month by month, year by year and over
//! the horizon: people and money, every way of working and its difference from `today`.
//!
//! A z-score is the difference over its error: that of the mean, and that of the time grid (how far the
//! extrapolated value is from the finer grid's), as a root of squares. Where the grid's is large against the
//! mean's the step is halved again: what follows a moment at which all begin after a fixed length has fronts
//! that a coarse grid rounds off.
//!
//! A count's standard error is taken at
//! least as large as it would be at the expected value, because few events make it look too small when they are
//! fewer still. A difference between two ways is carried by the few households whose lives differ, and a
//! rare one may count for the rest of the horizon: its error is taken at least as large as if what the
//! engines disagree about were made of such stays. A month with fewer than 30 expected events (or, for money, in which fewer than 30 cohorts
//! carry the variance) is left to its year, a year to the whole horizon.

use crate::analysis::expected::{CELLS_PER_MONTH, Twin, twin};
use crate::analysis::verify_rows::Frame;
use crate::analysis::verify_scores::{Both, Found, Scores, Sums};
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, prepare, simulate_at};
use crate::engine::observer::Observer;
use crate::engine::run::{RunError, Settings, run_draws};
use crate::exact::Unsupported;
use crate::luck::{Layer, cohort_key};
use crate::math::{ln, normal_quantile};

/// How to verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifySettings {
    /// Sets of numbers.
    pub sets: u64,
    /// Monte Carlo cohorts for each.
    pub cohorts: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

/// Probability that the largest of that many independent normals is within the limit.
const LEVEL: f64 = 0.9999;
/// The grid's error, in standard errors of the mean, above which the step is halved again, and the cells in a
/// month of the coarser grid at which that ends.
const LARGE_GRID_ERROR: f64 = 4.0;
const MOST_CELLS: usize = 16;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// Sets of numbers.
    pub sets: u64,
    /// Cohorts for each.
    pub cohorts: u64,
    /// How many numbers were compared.
    pub compared: u64,
    /// How many months and years had too few events and were left to a longer time.
    pub pooled: u64,
    /// The limit: the largest z-score that chance gives with probability 0.9999.
    pub limit: f64,
    /// The worst, worst first.
    pub worst: Vec<Found>,
    /// Mean of the squared z-scores: one where both engines agree.
    pub mean_square: f64,
    /// Cells in a month of the finest time grid that was needed.
    pub cells_per_month: u32,
    /// Largest error of the grid in standard errors of the mean of a compared number, by halving the step.
    pub grid_error: f64,
}

impl Verified {
    /// Returns whether the engines agree.
    pub fn agrees(&self) -> bool {
        self.worst
            .first()
            .is_none_or(|worst| worst.z.abs() <= self.limit)
    }
}

/// Why nothing could be verified.
#[derive(Clone, Debug, PartialEq)]
pub enum NotVerified {
    /// The exact engine does not cover the scenario.
    Unsupported(Vec<Unsupported>),
    /// The run failed.
    Run(RunError),
}

/// Returns how well both engines agree.
///
/// # Errors
///
/// What the exact engine does not cover, or why the run could not be made.
pub fn verify(
    plan: &Plan,
    settings: VerifySettings,
    observer: &dyn Observer,
) -> Result<Verified, NotVerified> {
    let ways: Vec<usize> = (0..plan.ways.len()).collect();
    let prepared = prepare(plan, &ways);
    let mut all = Scores::default();
    for set in 0..settings.sets {
        one_set(plan, &prepared, (settings, set), observer, &mut all)?;
    }
    all.worst.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()));
    let n = all.compared.max(1) as f64;
    Ok(Verified {
        sets: settings.sets,
        cohorts: settings.cohorts,
        compared: all.compared,
        pooled: all.pooled,
        limit: limit(n),
        worst: all.worst,
        mean_square: all.squares / n,
        cells_per_month: 2 * all.cells_per_month as u32,
        grid_error: all.grid_error,
    })
}

/// Returns what the largest of so many independent standard normals stays within, in size, with
/// probability 0.9999.
pub fn limit(n: f64) -> f64 {
    -normal_quantile(-ln(LEVEL) / (2.0 * n))
}

fn one_set(
    plan: &Plan,
    prepared: &Prepared,
    (settings, set): (VerifySettings, u64),
    observer: &dyn Observer,
    scores: &mut Scores,
) -> Result<(), NotVerified> {
    let mut values = plan.numbers.central();
    let mut sampled = Vec::new();
    plan.sampler.draw(settings.seed, set, &mut sampled);
    for (slot, value) in plan.numbers.uncertain.iter().zip(&sampled) {
        values[*slot as usize] = *value;
    }
    let world = cohort_key(settings.seed, set, Layer::World, 0);
    let solve = |cells: usize| {
        let twin = twin(plan, prepared, (&values, world), cells);
        twin.map_err(NotVerified::Unsupported)
    };
    let frame = Frame::new(plan, prepared, &values);
    let (known, fine) = frame.of_twin(&solve(CELLS_PER_MONTH)?);
    let mut sums = vec![Sums::default(); known.len()];
    let run = Settings {
        draws: settings.cohorts,
        seed: settings.seed,
        threads: settings.threads,
    };
    let make = |cohort: u64| {
        let replicate = Replicate {
            world: 0,
            cohort: cohort as u32,
        };
        let at = (settings.seed, set);
        frame.of_draw(&simulate_at(plan, prepared, at, replicate, values.clone()))
    };
    let made = run_draws(run, observer, make, |figures: Vec<f64>| {
        for ((sum, x), known) in sums.iter_mut().zip(&figures).zip(&known) {
            let off = x - known;
            let square = off * off;
            sum.one += off;
            sum.two += square;
            sum.three += square * off;
            sum.four += square * square;
        }
    })
    .map_err(NotVerified::Run)?;
    let means = known.iter().zip(&sums);
    let mean = means.map(|(known, sum)| known + sum.one / made as f64);
    let drawn = Drawn {
        mean: mean.collect(),
        sums,
        made: made as f64,
        set: set + 1,
    };
    scores.add(drawn.hold_against(&frame, (known, fine), solve)?);
    Ok(())
}

/// What the cohorts of one set came to.
struct Drawn {
    mean: Vec<f64>,
    sums: Vec<Sums>,
    made: f64,
    set: u64,
}

impl Drawn {
    /// Returns the scores against expected values, on a grid that is made finer while its error is large.
    fn hold_against(
        &self,
        frame: &Frame<'_>,
        (mut best, mut fine): (Vec<f64>, Vec<f64>),
        solve: impl Fn(usize) -> Result<Twin, NotVerified>,
    ) -> Result<Scores, NotVerified> {
        let mut cells_per_month = CELLS_PER_MONTH;
        loop {
            let mut found = Scores {
                cells_per_month,
                ..Scores::default()
            };
            let both = Both {
                best: &best,
                fine: &fine,
                mean: &self.mean,
            };
            frame.score(both, &self.sums, (self.made, self.set), &mut found);
            if found.grid_error <= LARGE_GRID_ERROR || cells_per_month >= MOST_CELLS {
                return Ok(found);
            }
            cells_per_month *= 2;
            (best, fine) = frame.of_twin(&solve(cells_per_month)?);
        }
    }
}
