//! Reviews of an open case where the design may end.

use crate::exact::at_point::AtPoint;
use crate::exact::grid::Grid;
use crate::exact::out::Out;
use crate::exact::speed::Speed;

/// The reviews of an open case under a design that ends.
///
/// Until then an offer is a way out for those who take it up; the first offer after that ends the design
/// for everyone, whether they take it up or not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reviews {
    /// Days since the open case began at which this phase of it does.
    pub(crate) from: f64,
    /// And at which it ends: after-effects pass.
    pub(crate) to: f64,
    pub(crate) every: f64,
    /// Share that leaves at a review before, and from the end of the design on.
    pub(crate) leave: [f64; 2],
    /// First cell after the end.
    pub(crate) gone: usize,
    /// Rate per day at which the phase is left by hazards; see `Fine::kernel`.
    pub(crate) rate: f64,
    /// Lags of every review from the first one on, as [`Reviews::lags`] has them: the same for whoever comes.
    pub(crate) known: Vec<Lags>,
}

/// The two lags of a time since a phase began, and their weights.
type Lags = [(usize, f64); 2];

impl Reviews {
    /// Returns the number of the first review.
    pub(crate) fn first(&self) -> f64 {
        (self.from / self.every + 1e-9).floor() + 1.0
    }

    /// Returns the reviews with their lags worked out up to the end of a grid.
    pub(crate) fn on(mut self, grid: &Grid) -> Self {
        let ends = grid.n_cells as f64 * grid.step();
        let mut number = self.first();
        while number * self.every <= self.to && number * self.every - self.from < ends {
            let lags = self.lags(number * self.every - self.from, grid.step());
            self.known.push(lags);
            number += 1.0;
        }
        self
    }

    /// Returns the two lags of a time since the phase began, and their weights.
    pub(crate) fn lags(&self, days: f64, step: f64) -> Lags {
        let at = days / step;
        let lag = at.floor();
        let share = at - lag;
        let weights = [
            (1.0 - share) * crate::math::exp(-self.rate * share * step),
            share * crate::math::exp(self.rate * (1.0 - share) * step),
        ];
        // A review in the cell of coming is put off to the next.
        let lag = lag as usize;
        [(lag.max(1), weights[0]), (lag + 1, weights[1])]
    }

    /// Returns the shares that leave at a review where it comes in the first or the second cell of its two.
    fn leaves(&self, cell: usize, [(first, _), (second, _)]: Lags) -> [f64; 2] {
        [first, second].map(|lag| self.leave[usize::from(cell + lag >= self.gone)])
    }

    /// Returns the share of those who came in a cell that reviews before one have left.
    ///
    /// A review leaves the same share wherever it comes wholly before, or wholly after, the end of the design: so
    /// these are counted, and only those whose two cells lie on either side of it are gone through.
    pub(crate) fn stayed(&self, cell: usize, number: f64, step: f64) -> f64 {
        let place = |number: f64| (number * self.every - self.from) / step;
        // Reviews by the first of their two cells, of which the end of the design comes so much later.
        let until = self.gone.saturating_sub(cell) as f64;
        let first = self.first();
        let number_at = |place: f64| ((place * step + self.from) / self.every).floor();
        let before = (number_at(until - 2.0) + 1.0).clamp(first, number.max(first));
        let after = (number_at(until + 2.0) + 1.0).clamp(before, number.max(first));
        let mut alive = power(1.0 - self.leave[0], before - first);
        let mut earlier = before;
        while earlier < after {
            let at = place(earlier);
            let (lag, second) = (at as usize, at - at.floor());
            let leaves = [lag.max(1), lag + 1].map(|lag| usize::from(cell + lag >= self.gone));
            let [first, then] = leaves.map(|when| self.leave[when]);
            alive *= 1.0 - (1.0 - second) * first - second * then;
            earlier += 1.0;
        }
        alive * power(1.0 - self.leave[1], number - after)
    }

    /// Returns the reviews of those who come in a cell: days since then, share still there, and share that
    /// leaves at it by cell of its two; at the last the time that this phase ends, for those left.
    pub(crate) fn due(&self, cell: usize, grid: &Grid) -> (Vec<Due>, f64) {
        let (mut alive, mut number) = (1.0, self.first());
        let mut due = Vec::with_capacity(self.known.len());
        let step = grid.step();
        let ends = (grid.n_cells - cell) as f64 * step;
        for lags in &self.known {
            let days = number * self.every - self.from;
            if days >= ends || alive < 1e-14 {
                break;
            }
            let leaves = self.leaves(cell, *lags);
            due.push(Due {
                days,
                alive,
                leaves,
                lags: *lags,
            });
            let at = days / step;
            let second = at - at.floor();
            alive *= 1.0 - (1.0 - second) * leaves[0] - second * leaves[1];
            number += 1.0;
        }
        (due, alive)
    }

    /// Adds what those who come in a cell do at reviews.
    pub(crate) fn push(
        &self,
        speed: &Speed,
        grid: &Grid,
        (cell, came): (usize, f64),
        outs: &mut [Out],
    ) {
        let (due, alive) = self.due(cell, grid);
        if let [leaving, reviewed, ..] = outs {
            for one in &due {
                let here = came * one.alive;
                for ((lag, weight), leave) in one.lags.into_iter().zip(one.leaves) {
                    let at = cell + lag;
                    if at < grid.n_cells {
                        let who = here * weight * speed.left(cell, at);
                        leaving.flow[at] += who * leave;
                        reviewed.flow[at] += who;
                    }
                }
            }
        }
        if self.to.is_finite() && outs.len() > 2 {
            let passes = Lands {
                lags: self.lags(self.to - self.from, grid.step()),
                shares: [came * alive; 2],
            };
            passes.add((speed, grid), cell, &mut outs[2].flow);
        }
    }

    /// Adds who of them leaves the first days.
    pub(crate) fn push_limit(
        &self,
        speed: &Speed,
        grid: &Grid,
        (cell, came): (usize, f64),
        (first, flow): (f64, &mut [f64]),
    ) {
        for (days, shares) in self.first_days_end(grid, (cell, came), first) {
            let lags = self.lags(days, grid.step());
            Lands { lags, shares }.add((speed, grid), cell, flow);
        }
    }

    /// Returns when the first days of those who come in a cell end, and how many by cell of the two: at
    /// reviews, and when they have passed.
    pub(crate) fn first_days_end(
        &self,
        grid: &Grid,
        (cell, came): (usize, f64),
        first: f64,
    ) -> Vec<(f64, [f64; 2])> {
        let first = first.min(self.to - self.from);
        let (due, _) = self.due(cell, grid);
        let mut left = came;
        let mut ends = Vec::new();
        for one in due.iter().take_while(|one| one.days <= first) {
            let here = came * one.alive;
            ends.push((one.days, one.leaves.map(|leave| here * leave)));
            left = here * (1.0 - one.mean_leave(grid));
        }
        ends.push((first, [left; 2]));
        ends
    }

    /// The same as `push` for those who all come as a cell begins.
    pub(crate) fn push_at_point(
        &self,
        on: (&Speed, &Grid),
        (cell, came): (usize, f64),
        outs: &mut [Out],
    ) {
        let (due, alive) = self.due(cell, on.1);
        for one in &due {
            let here = came * one.alive;
            let leave = one.mean_leave(on.1);
            self.add_at_point(on, cell, (one.days, here * leave), &mut outs[0].flow);
            self.add_at_point(on, cell, (one.days, here), &mut outs[1].flow);
        }
        if self.to.is_finite() && outs.len() > 2 {
            let passes = (self.to - self.from, came * alive);
            self.add_at_point(on, cell, passes, &mut outs[2].flow);
        }
    }

    /// The same as `push_limit` for those who all come as a cell begins.
    pub(crate) fn push_limit_at_point(
        &self,
        on: (&Speed, &Grid),
        came: (usize, f64),
        (first, flow): (f64, &mut [f64]),
    ) {
        for (days, who) in self.first_days_end(on.1, came, first) {
            self.add_at_point(on, came.0, (days, who[0]), flow);
        }
    }

    fn add_at_point(
        &self,
        (speed, grid): (&Speed, &Grid),
        cell: usize,
        (days, who): (f64, f64),
        flow: &mut [f64],
    ) {
        let mut point = AtPoint::new(grid.n_cells - cell, (grid.step(), self.rate));
        point.add(days, 1.0);
        // What would come at once comes in the first cell.
        point.later[0] += point.then;
        for (lag, weight) in point.later.iter().enumerate().filter(|(_, w)| **w != 0.0) {
            flow[cell + lag] += who * weight * speed.left_since(cell, cell + lag);
        }
    }
}

/// Returns a share to a whole power, which is nought or more.
fn power(share: f64, times: f64) -> f64 {
    let (mut left, mut square, mut product) = (times.max(0.0) as u64, share, 1.0);
    while left > 0 {
        if left % 2 == 1 {
            product *= square;
        }
        square *= square;
        left /= 2;
    }
    product
}

/// One review of those who come in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Due {
    /// Days since the phase began.
    pub(crate) days: f64,
    /// Share that earlier reviews have left.
    pub(crate) alive: f64,
    /// Share that leaves at it where it comes in the first or the second of its two cells.
    pub(crate) leaves: [f64; 2],
    lags: Lags,
}

impl Due {
    fn mean_leave(&self, grid: &Grid) -> f64 {
        let at = self.days / grid.step();
        let second = at - at.floor();
        (1.0 - second) * self.leaves[0] + second * self.leaves[1]
    }
}

/// Those who leave in one of two cells.
struct Lands {
    lags: Lags,
    shares: [f64; 2],
}

impl Lands {
    fn add(&self, (speed, grid): (&Speed, &Grid), cell: usize, flow: &mut [f64]) {
        for ((lag, weight), who) in self.lags.into_iter().zip(self.shares) {
            if cell + lag < grid.n_cells {
                flow[cell + lag] += who * weight * speed.left(cell, cell + lag);
            }
        }
    }
}
