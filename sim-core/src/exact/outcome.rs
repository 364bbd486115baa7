//! What becomes of those who complete an intervention.
//!
//! With a stated `effect_ratio` the share that goes to job and studies depends on when the stay began and
//! ended, through the hazards that an open case, and the stay itself, accumulated in between. So
//! it is worked out for every pair of cells, but for stays that end before the start: nothing changes in
//! calendar time there, and how long they lasted is enough.

use crate::exact::fit::Shift;
use crate::exact::grid::Grid;
use crate::exact::kernel::Kernel;
use crate::exact::over_stay::OverStay;
use crate::exact::rates::Hazards;
use crate::exact::shape::Ages;
use crate::exact::speed::Speed;
use crate::math::exp;

/// Exits that count as completing well, in the order of `ExitKind`.
pub(crate) const JOB: usize = 0;
/// See [`JOB`].
pub(crate) const STUDIES: usize = 1;

/// Where those who complete are counted, by cell: all, to job, to studies.
pub(crate) type Ends<'a> = [&'a mut [f64]; 3];

/// Those who come in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comers<'a> {
    pub(crate) cell: usize,
    pub(crate) all: f64,
    /// By point of fit, where the phase tells them apart.
    pub(crate) by_fit: &'a [f64],
}

/// Hazards accumulated from the first cell to the middle of each.
#[derive(Clone, Debug, Default, PartialEq)]
struct Accumulated {
    /// Job, studies, all.
    behind: Vec<[f64; 3]>,
    /// exp(-all) from the middle of the cell before.
    left: Vec<f64>,
    /// Over a whole cell.
    cell: Vec<[f64; 3]>,
}

impl Accumulated {
    fn new(grid: &Grid, hazards: &Hazards, ages: &Ages) -> Self {
        let mut own = Self::default();
        let (mut before, mut sum) = ([0.0; 3], [0.0; 3]);
        let changes = ages.hazards.iter().any(Option::is_some);
        for cell in 0..grid.n_cells {
            let block = grid.block(cell);
            let rate = |exit| hazards.to(exit, block) * grid.step() * ages.of(exit, cell);
            let total = if changes {
                hazards.exits.iter().map(|(exit, _)| rate(*exit)).sum()
            } else {
                hazards.total[block] * grid.step()
            };
            let here = [rate(JOB), rate(STUDIES), total];
            let step: [f64; 3] = std::array::from_fn(|at| (before[at] + here[at]) / 2.0);
            sum = std::array::from_fn(|at| sum[at] + step[at]);
            own.behind.push(sum);
            let same = cell % grid.per_month > 1 && !changes;
            let left = if same {
                own.left[cell - 1]
            } else {
                exp(-step[2])
            };
            own.left.push(left);
            own.cell.push(here);
            before = here;
        }
        own
    }

    #[inline]
    fn between(&self, from: usize, to: usize) -> [f64; 3] {
        let (a, b) = (&self.behind[from], &self.behind[to]);
        [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    }
}

/// How those who complete share out over job and studies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Fixed shares of job and studies, by point of fit where these are told apart.
    Fixed(Vec<(f64, f64)>),
    /// Against an open case over the same time.
    Relative(Box<Relative>),
}

/// See [`Outcome::Relative`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relative {
    ratio: f64,
    /// By point of fit, where these are told apart.
    shifts: Vec<Shift>,
    outside: Accumulated,
    inside: Accumulated,
    /// Outside and inside, where they change with the age of the spell.
    hazards: Option<(Hazards, Hazards)>,
    /// Where they change with the age of the stay.
    pub(crate) over_stay: Option<[OverStay; 2]>,
    /// Shares by lag of stays that end before the start, and the first cell at or after it.
    steady: Vec<(f64, f64)>,
    start: usize,
}

impl Relative {
    /// Returns the shares for these hazards outside and inside.
    ///
    /// `lasting` is how many lags a stay can have; none where hazards change with age.
    pub(crate) fn new(
        grid: &Grid,
        (ratio, shifts): (f64, Vec<Shift>),
        (outside, inside): (&Hazards, &Hazards),
        lasting: Option<usize>,
    ) -> Self {
        let mut own = Self {
            ratio,
            shifts,
            outside: Accumulated::new(grid, outside, &Ages::default()),
            inside: Accumulated::new(grid, inside, &Ages::default()),
            hazards: None,
            over_stay: None,
            steady: Vec::new(),
            start: grid.before,
        };
        if lasting.is_none() {
            own.hazards = Some((outside.clone(), inside.clone()));
            own.start = 0;
        } else if own.shifts.len() == 1 {
            let lasting = lasting.unwrap_or(0);
            let lags = lasting.min(grid.before);
            own.steady = (0..lags).map(|lag| own.between(0, lag, &[1.0])).collect();
        }
        own
    }

    /// Returns the shares to job and studies before fit, from hazards outside and inside and what they leave.
    #[inline]
    fn before_fit(&self, outside: [f64; 3], inside: [f64; 3], left: [f64; 2]) -> (f64, f64) {
        // Cumulative incidence: own share of the hazard times one minus what is left.
        let out = if outside[2] > 0.0 {
            self.ratio * (1.0 - left[0]) / outside[2]
        } else {
            0.0
        };
        let had = if inside[2] > 0.0 {
            (1.0 - left[1]) / inside[2]
        } else {
            0.0
        };
        let one_over = 1.0 / left[1].max(1e-280);
        let job = (outside[0] * out - inside[0] * had) * one_over;
        let studies = (outside[1] * out - inside[1] * had) * one_over;
        (job.max(0.0), studies.max(0.0))
    }

    /// Applies fit to those of each point: the sum of their shares to job and to studies.
    #[inline]
    fn with_fit(&self, (job, studies): (f64, f64), by_fit: &[f64]) -> (f64, f64) {
        let well = job + studies;
        if well <= 0.0 {
            return (0.0, 0.0);
        }
        let shifted: f64 = match self.shifts.as_slice() {
            [one] => one.apply(well) * by_fit[0],
            all => all.iter().zip(by_fit).map(|(s, n)| s.apply(well) * n).sum(),
        };
        let scale = shifted / well;
        (job * scale, studies * scale)
    }

    /// Returns the shares of stays from the middle of a cell to that of another.
    fn between(&self, from: usize, to: usize, by_fit: &[f64]) -> (f64, f64) {
        let (outside, inside) = if from == to {
            // Those who come and go in the same cell: a third of it on average.
            let third = |of: &Accumulated| of.cell[from].map(|hazard| hazard / 3.0);
            (third(&self.outside), third(&self.inside))
        } else {
            (
                self.outside.between(from, to),
                self.inside.between(from, to),
            )
        };
        let left = [exp(-outside[2]), exp(-inside[2])];
        self.with_fit(self.before_fit(outside, inside, left), by_fit)
    }

    /// Returns the shares of stays from the beginning of a cell to the middle of another.
    fn since_beginning(&self, from: usize, to: usize, by_fit: &[f64]) -> (f64, f64) {
        let since = |of: &Accumulated| -> [f64; 3] {
            let between = of.between(from, to);
            std::array::from_fn(|at| between[at] + of.cell[from][at] / 2.0)
        };
        let (outside, inside) = (since(&self.outside), since(&self.inside));
        let left = [exp(-outside[2]), exp(-inside[2])];
        self.with_fit(self.before_fit(outside, inside, left), by_fit)
    }
}

impl Outcome {
    /// Returns how many go to job and to studies of those who complete, with what they have accumulated
    /// outside and inside.
    pub(crate) fn with(&self, comers: Comers<'_>, [outside, inside]: [[f64; 3]; 2]) -> (f64, f64) {
        match self {
            Self::Fixed(shares) => fixed(shares, comers),
            Self::Relative(of) => {
                let left = [exp(-outside[2]), exp(-inside[2])];
                let one = [comers.all];
                let by_fit = if of.shifts.len() == 1 {
                    &one[..]
                } else {
                    comers.by_fit
                };
                of.with_fit(of.before_fit(outside, inside, left), by_fit)
            }
        }
    }

    /// Becomes what it is for spells of these ages.
    pub(crate) fn come_of(&mut self, grid: &Grid, ages: &Ages) {
        if let Self::Relative(of) = self
            && let Some((outside, inside)) = &of.hazards
        {
            of.outside = Accumulated::new(grid, outside, ages);
            of.inside = Accumulated::new(grid, inside, ages);
            if let Some(over_stay) = &mut of.over_stay {
                over_stay.iter_mut().for_each(|of| of.come_of(ages));
            }
        }
    }

    /// Returns how many go to job and to studies of those who come as a cell begins and complete in
    /// another.
    pub(crate) fn since_beginning(&self, comers: Comers<'_>, to: usize) -> (f64, f64) {
        match self {
            Self::Fixed(shares) => fixed(shares, comers),
            Self::Relative(of) => match of.shifts.len() {
                1 => of.since_beginning(comers.cell, to, &[comers.all]),
                _ => of.since_beginning(comers.cell, to, comers.by_fit),
            },
        }
    }

    /// Returns how many of those who complete just as they come go to job and to studies.
    pub(crate) fn there_and_then(&self, comers: Comers<'_>) -> (f64, f64) {
        match self {
            Self::Fixed(shares) => fixed(shares, comers),
            Self::Relative(_) => (0.0, 0.0),
        }
    }

    /// Returns how many of those who come and complete in the same cell go to job and to studies.
    pub(crate) fn at_once(&self, comers: Comers<'_>) -> (f64, f64) {
        match self {
            Self::Fixed(shares) => fixed(shares, comers),
            Self::Relative(of) => match of.shifts.len() {
                1 => of.between(comers.cell, comers.cell, &[comers.all]),
                _ => of.between(comers.cell, comers.cell, comers.by_fit),
            },
        }
    }

    /// Adds what of those who come in a cell completes in later ones.
    pub(crate) fn push(
        &self,
        comers: Comers<'_>,
        kernel: &Kernel,
        (grid, speed): (&Grid, &Speed),
        ends: Ends<'_>,
    ) {
        match self {
            Self::Fixed(shares) => {
                let (job, studies) = fixed(shares, comers);
                push_fixed(comers, (job, studies), kernel, (grid, speed), ends);
            }
            Self::Relative(of) => of.push(comers, kernel, (grid, speed), ends),
        }
    }
}

fn fixed(shares: &[(f64, f64)], comers: Comers<'_>) -> (f64, f64) {
    match shares {
        [one] => (one.0 * comers.all, one.1 * comers.all),
        all => {
            let each = all.iter().zip(comers.by_fit);
            each.fold((0.0, 0.0), |sum, (share, n)| {
                (sum.0 + share.0 * n, sum.1 + share.1 * n)
            })
        }
    }
}

fn push_fixed(
    comers: Comers<'_>,
    (job, studies): (f64, f64),
    kernel: &Kernel,
    (grid, speed): (&Grid, &Speed),
    [all, to_job, to_studies]: Ends<'_>,
) {
    let cell = comers.cell;
    let last = grid.n_cells.min(cell + kernel.weights.len());
    let mut alive = speed.kept[cell] / speed.mean[cell];
    for at in cell + 1..last {
        let done = alive * speed.mean[at] * kernel.weights[at - cell];
        all[at] += done * comers.all;
        to_job[at] += done * job;
        to_studies[at] += done * studies;
        alive *= speed.kept[at];
    }
}

/// Of those who come, a part smaller than this is left out once all but it has gone.
const LAST_PART: f64 = 1e-11;

impl Relative {
    /// The same where few lags have a weight.
    fn push_points(
        &self,
        comers: Comers<'_>,
        points: &[(usize, f64)],
        (grid, speed, by_fit): (&Grid, &Speed, &[f64]),
        [all, to_job, to_studies]: Ends<'_>,
    ) {
        let cell = comers.cell;
        for (lag, weight) in points.iter().filter(|(lag, _)| *lag > 0) {
            let at = cell + lag;
            if at >= grid.n_cells {
                break;
            }
            let done = weight * speed.left(cell, at);
            let (job, studies) = self.between(cell, at, by_fit);
            all[at] += done * comers.all;
            to_job[at] += done * job;
            to_studies[at] += done * studies;
        }
    }

    fn push(
        &self,
        comers: Comers<'_>,
        kernel: &Kernel,
        (grid, speed): (&Grid, &Speed),
        [all, to_job, to_studies]: Ends<'_>,
    ) {
        let one = [comers.all];
        let by_fit = if self.shifts.len() == 1 {
            &one[..]
        } else {
            comers.by_fit
        };
        let cell = comers.cell;
        if let Some(points) = &kernel.sparse {
            let ends: Ends<'_> = [all, to_job, to_studies];
            return self.push_points(comers, points, (grid, speed, by_fit), ends);
        }
        let last = grid.n_cells.min(cell + kernel.weights.len());
        let mut alive = speed.kept[cell] / speed.mean[cell];
        let mut at = cell + 1;
        let steady_until = last.min(self.start);
        if self.shifts.len() == 1 && cell < self.start {
            while at < steady_until {
                let done = alive * speed.mean[at] * kernel.weights[at - cell] * comers.all;
                let (job, studies) = self.steady[at - cell];
                all[at] += done;
                to_job[at] += done * job;
                to_studies[at] += done * studies;
                alive *= speed.kept[at];
                at += 1;
            }
        }
        if at >= last || alive < LAST_PART {
            return;
        }
        let mut left = [
            exp(-self.outside.between(cell, at - 1)[2]),
            exp(-self.inside.between(cell, at - 1)[2]),
        ];
        while at < last && alive > LAST_PART {
            left = [
                left[0] * self.outside.left[at],
                left[1] * self.inside.left[at],
            ];
            let weight = kernel.weights[at - cell];
            let done = alive * speed.mean[at] * weight;
            let (outside, inside) = (
                self.outside.between(cell, at),
                self.inside.between(cell, at),
            );
            let (job, studies) = self.with_fit(self.before_fit(outside, inside, left), by_fit);
            all[at] += done * comers.all;
            to_job[at] += done * job;
            to_studies[at] += done * studies;
            alive *= speed.kept[at];
            at += 1;
        }
    }
}
