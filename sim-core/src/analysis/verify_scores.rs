//! How far two engines are from each other, number by number.

use crate::analysis::verify_rows::{Frame, Row};
use crate::math::sqrt;

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

/// Fewest expected events in a cell that is looked at by itself.
const FEWEST_EVENTS: f64 = 30.0;

/// How many of the worst are kept.
const N_WORST: usize = 8;

#[derive(Default)]
pub(super) struct Scores {
    /// Of the coarser grid.
    pub(super) cells_per_month: usize,
    pub(super) compared: u64,
    pub(super) pooled: u64,
    pub(super) squares: f64,
    pub(super) grid_error: f64,
    pub(super) worst: Vec<Found>,
}

/// Sums over cohorts of the difference from a value near the expected one, and of its powers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) one: f64,
    pub(super) two: f64,
    pub(super) three: f64,
    pub(super) four: f64,
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

impl Scores {
    pub(super) fn add(&mut self, more: Self) {
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

/// What both engines found: expected values, those on the finer grid alone, and means over cohorts.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) best: &'a [f64],
    pub(super) fine: &'a [f64],
    pub(super) mean: &'a [f64],
}

impl Frame<'_> {
    pub(super) fn score(
        &self,
        both: Both<'_>,
        sums: &[Sums],
        (n, set): (f64, u64),
        scores: &mut Scores,
    ) {
        for (at, row) in self.rows.iter().enumerate() {
            for place in 0..self.width() {
                let cell = at * self.width() + place;
                let of = (both.best[cell], both.fine[cell], both.mean[cell]);
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
