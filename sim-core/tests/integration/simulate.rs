//! Runs ordinary scenario text and looks at what was counted, with Monte Carlo standard errors.

use std::ops::Range;

use sim_core::compile::plan::{EventColumn, Plan, StateColumn};
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_draw};
use sim_core::math::sqrt;
use sim_core::scenario::exits::ExitKind;
use sim_core::tally::outcome::{DrawOutcome, WayOutcome};
use sim_core::units::DAYS_PER_MONTH;

use crate::ready::checked;

/// The seed of all proofs; fixed, so that a test passes always or never.
pub const SEED: u64 = 20_270_101;

/// Returns a scenario of so many months with every adjustment off, from what a test adds.
pub fn text(horizon_months: u32, body: &str) -> String {
    format!(
        "utfall = 1\n{body}\n\
         [about]\ntitle = \"Proof\"\nstart = \"2027-01\"\nhorizon_months = {horizon_months}\n\
         price_year = 2026\n\
         [benefit]\nsek_per_month_on_assistance = 10000\n\
         [adjustments]\ndisplacement = false\nvolume = false\ndiscontinuation = false\n\
         optimism = false\n"
    )
}

/// Returns the plan of a scenario that has no error.
#[track_caller]
pub fn plan_of(text: &str) -> Plan {
    checked(text).1
}

/// A scenario that has been run.
pub struct Run {
    pub plan: Plan,
    pub prepared: Prepared,
    pub draws: Vec<DrawOutcome>,
}

/// A mean over draws and its standard error.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    pub mean: f64,
    pub error: f64,
}

/// Returns the mean of values by draw and its standard error.
pub fn estimate(values: &[f64]) -> Estimate {
    Estimate::of(values)
}

impl Estimate {
    fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
        let error = sqrt(squares / (n * (n - 1.0)));
        Self { mean, error }
    }

    /// Holds that the estimate is within four standard errors, and that these are small enough to tell.
    #[track_caller]
    pub fn is(self, expected: f64) {
        self.is_to(expected, 0.02 * expected.abs());
    }

    /// The same with a stated largest standard error.
    #[track_caller]
    pub fn is_to(self, expected: f64, largest_error: f64) {
        let Self { mean, error } = self;
        assert!(
            error <= largest_error,
            "{mean} +/- {error}: too rough to tell whether it is {expected}"
        );
        // The last term lets numbers pass that have no spread, but for the rounding to ticks.
        let off = (mean - expected).abs();
        assert!(
            off <= 4.0 * error + 1e-6 * expected.abs(),
            "{mean} +/- {error} is {:.1} standard errors from {expected}",
            (mean - expected) / error
        );
    }
}

impl Run {
    /// Runs all ways of working of a text.
    #[track_caller]
    pub fn of(text: &str, draws: u64) -> Self {
        let plan = plan_of(text);
        let ways: Vec<usize> = (0..plan.ways.len()).collect();
        Self::of_plan(plan, &ways, draws)
    }

    /// Runs some ways of working of a plan, `today` (0) first.
    pub fn of_plan(plan: Plan, ways: &[usize], draws: u64) -> Self {
        let prepared = prepare(&plan, ways);
        let draw = |draw| simulate_draw(&plan, &prepared, SEED, draw, Replicate::default());
        let draws = (0..draws).map(draw).collect();
        Self {
            plan,
            prepared,
            draws,
        }
    }

    /// Returns the mean of a number that each draw has.
    pub fn mean(&self, of: impl Fn(&Seen<'_>) -> f64) -> Estimate {
        let values: Vec<f64> = self.seen().map(|seen| of(&seen)).collect();
        Estimate::of(&values)
    }

    /// Returns the ratio of two means, with its standard error by linearisation.
    pub fn ratio(
        &self,
        above: impl Fn(&Seen<'_>) -> f64,
        below: impl Fn(&Seen<'_>) -> f64,
    ) -> Estimate {
        let pairs: Vec<(f64, f64)> = self.seen().map(|s| (above(&s), below(&s))).collect();
        let n = pairs.len() as f64;
        let (sum_above, sum_below) = pairs
            .iter()
            .fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
        let mean = sum_above / sum_below;
        let rest = |(above, below): &(f64, f64)| {
            let rest = above - mean * below;
            rest * rest
        };
        let squares: f64 = pairs.iter().map(rest).sum();
        let error = sqrt(squares * n / (n - 1.0)) / sum_below;
        Estimate { mean, error }
    }

    /// Returns every draw, ready to be asked.
    pub fn seen(&self) -> impl Iterator<Item = Seen<'_>> {
        self.draws.iter().map(|outcome| Seen { run: self, outcome })
    }

    fn way_at(&self, way: &str) -> usize {
        let is_way = |at: &usize| &*self.plan.ways[*at].id == way;
        let found = self.prepared.ways.iter().position(is_way);
        found.unwrap_or_else(|| panic!("`{way}` was not run"))
    }

    fn exit_at(word: &str) -> Option<usize> {
        let kind = ExitKind::from_word(word)?;
        ExitKind::ALL.iter().position(|known| *known == kind)
    }

    fn intervention_at(&self, id: &str) -> Option<usize> {
        self.plan.interventions.iter().position(|i| &*i.id == id)
    }

    /// A step is written `today.decision`.
    fn step_at(&self, name: &str) -> Option<(usize, usize)> {
        let (way, step) = name.split_once('.')?;
        let way_idx = self.plan.ways.iter().position(|w| &*w.id == way)?;
        let steps = &self.plan.ways[way_idx].steps;
        Some((way_idx, steps.iter().position(|s| &*s.id == step)?))
    }

    /// Returns the column of a state: `open`, `lost`, `part benefit`, an intervention, an exit, a step.
    pub fn state(&self, name: &str) -> StateColumn {
        let step = self.step_at(name).map(|(w, s)| StateColumn::Step(w, s));
        let intervention = || self.intervention_at(name).map(StateColumn::Intervention);
        let exit = || Self::exit_at(name).map(StateColumn::Exit);
        match name {
            "open" => StateColumn::Open,
            "lost" => StateColumn::Lost,
            "part benefit" => StateColumn::PartBenefit,
            _ => step
                .or_else(intervention)
                .or_else(exit)
                .unwrap_or_else(|| panic!("no state `{name}`")),
        }
    }

    /// Returns the column of an event: `new`, `return`, `reopened`, `lost`, `found`, `called in`,
    /// an exit, a step, or one of `start`, `completion`, `drop out` and `review` with an id after a space.
    pub fn event(&self, name: &str) -> EventColumn {
        let intervention = |id| self.intervention_at(id).expect("an intervention");
        let way = |id: &str| self.plan.ways.iter().position(|w| &*w.id == id);
        match name.rsplit_once(' ') {
            Some(("start", id)) => return EventColumn::Start(intervention(id)),
            Some(("completion", id)) => return EventColumn::Completion(intervention(id)),
            Some(("drop out", id)) => return EventColumn::DropOut(intervention(id)),
            Some(("review", id)) => return EventColumn::Review(way(id).expect("a way")),
            _ => {}
        }
        let step = self.step_at(name).map(|(w, s)| EventColumn::Step(w, s));
        let exit = || Self::exit_at(name).map(EventColumn::Exit);
        match name {
            "new" => EventColumn::NewApplication,
            "return" => EventColumn::Return,
            "reopened" => EventColumn::Reopened,
            "lost" => EventColumn::Lost,
            "found" => EventColumn::Found,
            "called in" => EventColumn::CalledIn,
            _ => step
                .or_else(exit)
                .unwrap_or_else(|| panic!("no event `{name}`")),
        }
    }

    /// Returns all months of the horizon.
    pub fn months(&self) -> Range<usize> {
        0..self.plan.calendar.n_months
    }
}

/// One draw of a run.
pub struct Seen<'a> {
    run: &'a Run,
    pub outcome: &'a DrawOutcome,
}

impl<'a> Seen<'a> {
    /// Returns one way of working.
    pub fn way(&self, way: &str) -> &'a WayOutcome {
        &self.outcome.ways[self.run.way_at(way)]
    }

    /// Returns days in a state over the horizon.
    pub fn days(&self, way: &str, state: &str) -> f64 {
        self.days_in(way, state, self.run.months())
    }

    /// Returns days in a state over some months.
    pub fn days_in(&self, way: &str, state: &str, months: Range<usize>) -> f64 {
        let n_segments = self.run.plan.segments.len();
        self.days_of(way, state, months, 0..n_segments)
    }

    /// Returns days in a state over some months in some segments.
    pub fn days_of(
        &self,
        way: &str,
        state: &str,
        months: Range<usize>,
        segments: Range<usize>,
    ) -> f64 {
        let at = self.run.way_at(way);
        let column = self.run.state(state);
        let Some(state) = self.run.prepared.layouts[at].state(column) else {
            return 0.0;
        };
        let tally = &self.outcome.ways[at].tally;
        let in_month = |month: usize| segments.clone().map(move |s| tally.days(s, state, month));
        months.flat_map(in_month).sum()
    }

    /// Returns how often something happened over the horizon.
    pub fn count(&self, way: &str, event: &str) -> f64 {
        self.count_in(way, event, self.run.months())
    }

    /// Returns how often something happened in some months.
    pub fn count_in(&self, way: &str, event: &str, months: Range<usize>) -> f64 {
        let n_segments = self.run.plan.segments.len();
        self.count_of(way, event, months, 0..n_segments)
    }

    /// Returns how often something happened in some months in some segments.
    pub fn count_of(
        &self,
        way: &str,
        event: &str,
        months: Range<usize>,
        segments: Range<usize>,
    ) -> f64 {
        let at = self.run.way_at(way);
        let column = self.run.event(event);
        let Some(event) = self.run.prepared.layouts[at].event(column) else {
            return 0.0;
        };
        let tally = &self.outcome.ways[at].tally;
        let in_month = |month: usize| segments.clone().map(move |s| tally.count(s, event, month));
        months.flat_map(in_month).sum::<i64>() as f64
    }

    /// Returns benefit-weighted days over some months.
    pub fn benefit_days(&self, way: &str, months: Range<usize>) -> f64 {
        let tally = &self.way(way).tally;
        let in_month = |month: usize| (0..tally.n_segments).map(move |s| (s, month));
        let cells = months.flat_map(in_month);
        cells.map(|(s, month)| tally.benefit_days(s, month)).sum()
    }

    /// Returns households with payment in a month.
    pub fn paid(&self, way: &str, month: usize) -> i64 {
        let tally = &self.way(way).tally;
        (0..tally.n_segments)
            .map(|segment| tally.households_paid(segment, month))
            .sum()
    }
}

/// Returns the days of so many months.
pub fn months(n: f64) -> f64 {
    n * DAYS_PER_MONTH
}

/// Returns the mean of a function of a standard normal variate.
///
/// Simpson's rule on the density from -9 to 9: its error is far below any Monte Carlo error.
pub fn mean_over_normal(of: impl Fn(f64) -> f64) -> f64 {
    integral((-9.0, 9.0), |z| of(z) * sim_core::math::normal_pdf(z))
}

/// Returns an integral by Simpson's rule with 2,000 steps.
pub fn integral((from, to): (f64, f64), of: impl Fn(f64) -> f64) -> f64 {
    const N: u32 = 2_000;
    let step = (to - from) / f64::from(N);
    let at = |k: u32| of(from + f64::from(k) * step);
    let inner: f64 = (1..N)
        .map(|k| at(k) * if k % 2 == 1 { 4.0 } else { 2.0 })
        .sum();
    (at(0) + inner + at(N)) * step / 3.0
}

/// A square matrix, by rows.
pub type Matrix = Vec<Vec<f64>>;

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let n = b.len();
    let entry = |row: &[f64], column: usize| (0..n).map(|k| row[k] * b[k][column]).sum();
    a.iter()
        .map(|row| (0..n).map(|column| entry(row, column)).collect())
        .collect()
}

/// Returns the exponential of a matrix: Taylor's series of a 1,024th, squared ten times.
pub fn matrix_exponential(a: &Matrix) -> Matrix {
    let n = a.len();
    let small: Matrix = a
        .iter()
        .map(|row| row.iter().map(|x| x / 1024.0).collect())
        .collect();
    let identity = |n: usize| -> Matrix {
        let entry = |row, column| if row == column { 1.0 } else { 0.0 };
        (0..n)
            .map(|row| (0..n).map(|column| entry(row, column)).collect())
            .collect()
    };
    let (mut sum, mut term) = (identity(n), identity(n));
    for k in 1..=12 {
        term = product(&term, &small);
        for row in 0..n {
            for column in 0..n {
                term[row][column] /= f64::from(k);
                sum[row][column] += term[row][column];
            }
        }
    }
    (0..10).fold(sum, |power, _| product(&power, &power))
}
