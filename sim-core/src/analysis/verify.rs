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

use crate::analysis::expected::{CELLS_PER_MONTH, twin};
use crate::analysis::verify_rows::{Frame, Row};
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, prepare, simulate_at};
use crate::engine::observer::Observer;
use crate::engine::run::{RunError, Settings, run_draws};
use crate::exact::Unsupported;
use crate::luck::{Layer, cohort_key};
use crate::math::{ln, normal_quantile, sqrt};

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

/// Fewest expected events in a cell that is looked at by itself.
const FEWEST_EVENTS: f64 = 30.0;
/// Probability that the largest of that many independent normals is within the limit.
const LEVEL: f64 = 0.9999;
/// The grid's error, in standard errors of the mean, above which the step is halved again, and the cells in a
/// month of the coarser grid at which that ends.
const LARGE_GRID_ERROR: f64 = 4.0;
const MOST_CELLS: usize = 16;

/// One number that both engines have.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it is: way, segment or account, column.
    pub what: String,
    /// Month, counted from 1; or a calendar year; or none for the horizon.
    pub when: When,
    /// Which set, counted from 1.
    pub set: u64,
    /// Expected.
    pub expected: f64,
    /// Mean over cohorts.
    pub mean: f64,
    /// The error of the difference: the mean's standard error, and the grid's.
    pub error: f64,
    /// The difference over its error.
    pub z: f64,
}

/// When a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A month, counted from 1.
    Month(u32),
    /// A calendar year.
    Year(i32),
    /// The horizon.
    Whole,
}

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

/// How many of the worst are kept.
const N_WORST: usize = 8;

#[derive(Default)]
struct Scores {
    /// Of the coarser grid.
    cells_per_month: usize,
    compared: u64,
    pooled: u64,
    squares: f64,
    grid_error: f64,
    worst: Vec<Found>,
}

/// Sums over cohorts of the difference from a value near the expected one, and of its powers.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    one: f64,
    two: f64,
    three: f64,
    four: f64,
}

impl Sums {
    /// Returns how many cohorts carry the variance: (sum of squares)^2 over sum of fourth powers, both of
    /// differences from the mean. It is a third of all where these are normal.
    fn carriers(&self, n: f64) -> f64 {
        let off = self.one / n;
        let two = self.two - n * off * off;
        let four = self.four - 4.0 * off * self.three + 6.0 * off * off * self.two
            - 3.0 * n * off * off * off * off;
        if four > 0.0 { two * two / four } else { 0.0 }
    }
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
    let (mut best, mut fine, mut cells) = (known.clone(), fine, CELLS_PER_MONTH);
    loop {
        let mut found = Scores {
            cells_per_month: cells,
            ..Scores::default()
        };
        let mean = |at: usize| known[at] + sums[at].one / made as f64;
        let twin = (&best[..], &fine[..]);
        frame.score((twin, &mean), &sums, (made as f64, set + 1), &mut found);
        if found.grid_error <= LARGE_GRID_ERROR || cells >= MOST_CELLS {
            scores.add(found);
            return Ok(());
        }
        cells *= 2;
        (best, fine) = frame.of_twin(&solve(cells)?);
    }
}

impl Scores {
    fn add(&mut self, more: Self) {
        self.cells_per_month = self.cells_per_month.max(more.cells_per_month);
        self.compared += more.compared;
        self.pooled += more.pooled;
        self.squares += more.squares;
        self.grid_error = self.grid_error.max(more.grid_error);
        for found in more.worst {
            self.keep(found.z, || found.clone());
        }
    }

    fn keep(&mut self, z: f64, found: impl Fn() -> Found) {
        let least = self.worst.last().map_or(0.0, |worst| worst.z.abs());
        if self.worst.len() < N_WORST || z.abs() > least {
            self.worst.push(found());
            self.worst.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()));
            self.worst.truncate(N_WORST);
        }
    }
}

enum Score {
    /// Neither engine has anything there, and no luck is in it.
    Nothing,
    TooFew,
    /// The standard error of the mean alone, too.
    Of {
        z: f64,
        error: f64,
        of_mean: f64,
    },
}

fn score(
    (row, months): (&Row, f64),
    (expected, fine, mean): (f64, f64, f64),
    sums: Sums,
    n: f64,
) -> Score {
    let off = mean - expected;
    let from_known = sums.one / n;
    let variance = (sums.two / n - from_known * from_known).max(0.0) * n / (n - 1.0).max(1.0);
    // Rounding to ticks alone is no spread.
    let small = 1e-9 * expected.abs().max(mean.abs()) + 1e-6 * row.per_event;
    if variance <= small * small {
        // Without spread the numbers must be equal, but for the rounding to ticks and the grid.
        let slack = (expected - fine).abs() + 1e-5 * expected.abs() + 1e-6;
        return if off.abs() <= slack {
            Score::Nothing
        } else if off.abs() * n / row.per_event < FEWEST_EVENTS {
            Score::TooFew
        } else {
            Score::Of {
                z: off / slack,
                error: slack,
                of_mean: slack,
            }
        };
    }
    let enough = if row.counts {
        expected.abs() * n / row.per_event >= FEWEST_EVENTS
    } else {
        sums.carriers(n) >= FEWEST_EVENTS
    };
    if !enough {
        return Score::TooFew;
    }
    // At the expected value a count varies more than at a smaller mean.
    let more = if row.counts && mean > 0.0 && expected > mean {
        expected / mean
    } else {
        1.0
    };
    // A stay that lasts as long as there are months; see above.
    let unseen = if row.counts {
        0.0
    } else {
        off.abs() * row.per_event * months
    };
    let of_mean = sqrt((variance * more).max(unseen) / n);
    let of_grid = expected - fine;
    let error = sqrt(of_mean * of_mean + of_grid * of_grid);
    Score::Of {
        z: off / error,
        error,
        of_mean,
    }
}

impl Frame<'_> {
    fn score(
        &self,
        ((best, fine), mean): ((&[f64], &[f64]), &dyn Fn(usize) -> f64),
        sums: &[Sums],
        (n, set): (f64, u64),
        scores: &mut Scores,
    ) {
        for (at, row) in self.rows.iter().enumerate() {
            for place in 0..self.width() {
                let cell = at * self.width() + place;
                let of = (best[cell], fine[cell], mean(cell));
                match score((row, self.months(place)), of, sums[cell], n) {
                    Score::Nothing => {}
                    Score::TooFew => scores.pooled += 1,
                    Score::Of { z, error, of_mean } => {
                        scores.compared += 1;
                        scores.squares += z * z;
                        let grid = (of.0 - of.1).abs() / of_mean;
                        scores.grid_error = scores.grid_error.max(grid);
                        let found = || Found {
                            what: row.what.clone(),
                            when: self.when(place),
                            set,
                            expected: of.0,
                            mean: of.2,
                            error,
                            z,
                        };
                        scores.keep(z, found);
                    }
                }
            }
        }
    }

    /// Months that a number is of.
    fn months(&self, place: usize) -> f64 {
        if place < self.n_months {
            1.0
        } else if place < self.n_months + self.n_years {
            12.0
        } else {
            self.n_months as f64
        }
    }

    fn when(&self, place: usize) -> When {
        if place < self.n_months {
            When::Month(place as u32 + 1)
        } else if place < self.n_months + self.n_years {
            When::Year(self.plan.calendar.years[place - self.n_months])
        } else {
            When::Whole
        }
    }
}
