//! How households fare in each draw under today and under the design: shares by month.

use crate::analysis::information::{Known, Regression};
use std::sync::Arc;

use crate::analysis::pilot::trial::{EVER, Look, trial_plan};
use crate::compile::plan::Plan;
use crate::engine::draw::{Replicate, prepare, simulate_at, values_of_draw};
use crate::engine::observer::Observer;
use crate::engine::run::{RunError, run_batches};

/// The households of a pilot are others than those of the comparison.
const COHORT: u32 = 64;

/// How many arms there are: today, then the design.
pub(super) const N_ARMS: usize = 2;

/// Shares of households by arm and look, in one draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Course {
    looks: Arc<[Look]>,
    shares: Vec<f64>,
}

impl Course {
    /// Returns the share of an arm that a look finds at the end of a month, counted from 1.
    pub(super) fn share(&self, arm: usize, month: u32, look: usize) -> f64 {
        let at = self.looks.iter().position(|it| *it == (month, look));
        at.map_or(0.0, |at| self.shares[arm * self.looks.len() + at])
    }

    /// Returns the share of an arm that first came to job or studies in a month, counted from 1.
    pub(super) fn first_in(&self, arm: usize, month: u32) -> f64 {
        let before = match month {
            0 | 1 => 0.0,
            _ => self.share(arm, month - 1, EVER),
        };
        (self.share(arm, month, EVER) - before).max(0.0)
    }
}

/// What is simulated.
#[derive(Clone, Debug)]
pub(super) struct Lives {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads.
    pub threads: Option<usize>,
    /// Position of the design.
    pub design: usize,
    /// When households are looked up.
    pub looks: Arc<[Look]>,
    /// Households in each arm and draw.
    pub households: f64,
}

/// Returns the course of every draw, from lives of as many households as are asked for; fewer draws where the
/// observer says stop.
pub(super) fn courses(
    plan: &Plan,
    lives: &Lives,
    observer: &dyn Observer,
) -> Result<Vec<Course>, RunError> {
    let trial = trial_plan(plan, lives.design, (&lives.looks, lives.households));
    let prepared = prepare(&trial, &[0, lives.design]);
    let make = |draw: u64| {
        let values = values_of_draw(&trial, lives.seed, draw);
        let replicate = Replicate {
            world: 0,
            cohort: COHORT,
        };
        let outcome = simulate_at(&trial, &prepared, (lives.seed, draw), replicate, values);
        let shares = outcome.ways.iter().flat_map(|way| &way.probes.watched);
        Course {
            looks: Arc::clone(&lives.looks),
            shares: shares
                .map(|[of, hits]| *hits as f64 / (*of).max(1) as f64)
                .collect(),
        }
    };
    let mut found = Vec::new();
    run_batches(0..lives.draws, lives.threads, make, |batch| {
        found.extend(batch);
        observer.batch_finished(found.len() as u64, lives.draws)
    })?;
    Ok(found)
}

/// Returns the same courses freed of the luck of the households they were counted from: what the numbers of a draw let
/// expect.
///
/// Regressed on all numbers.
pub(super) fn smoothed(courses: &[Course], numbers: &[Vec<f64>]) -> Vec<Course> {
    let Some(first) = courses.first() else {
        return Vec::new();
    };
    let column = |at: usize| courses.iter().map(|course| course.shares[at]).collect();
    // Today's share, and the difference by itself: it is small and has other causes.
    let n = first.shares.len() / N_ARMS;
    let targets: Vec<Vec<f64>> = (0..n)
        .map(column)
        .chain((0..n).map(|at| {
            let own = courses.iter();
            own.map(|course| course.shares[n + at] - course.shares[at])
                .collect()
        }))
        .collect();
    let known = Known {
        numbers: numbers.to_vec(),
        nets: targets.clone(),
        cohorts: vec![1.0; courses.len()],
    };
    let all: Vec<usize> = (0..numbers.len()).collect();
    if all.is_empty() {
        return means(courses);
    }
    let terms = known.terms_of(&all);
    if terms.columns.is_empty() {
        return means(courses);
    }
    let expected = Regression::of(&terms, &targets, &known.cohorts).predicted(&terms);
    let share = |value: f64| value.clamp(0.0, 1.0);
    (0..courses.len())
        .map(|draw| {
            let today = (0..n).map(|at| share(expected[at][draw]));
            let own = (0..n).map(|at| share(expected[at][draw] + expected[n + at][draw]));
            let mut course = Course {
                looks: Arc::clone(&first.looks),
                shares: today.chain(own).collect(),
            };
            course.never_falls();
            course
        })
        .collect()
}

/// Without uncertain numbers every draw is alike.
fn means(courses: &[Course]) -> Vec<Course> {
    let n = courses.len().max(1) as f64;
    let mut mean = courses[0].clone();
    for (at, share) in mean.shares.iter_mut().enumerate() {
        *share = courses.iter().map(|course| course.shares[at]).sum::<f64>() / n;
    }
    vec![mean; courses.len()]
}

impl Course {
    /// Who has been in job or studies by a month has been by the next.
    fn never_falls(&mut self) {
        for arm in 0..N_ARMS {
            let n = self.looks.len();
            let mut most = 0.0_f64;
            for (at, (_, look)) in self.looks.iter().enumerate() {
                if *look == EVER {
                    most = most.max(self.shares[arm * n + at]);
                    self.shares[arm * n + at] = most;
                }
            }
        }
    }
}

#[cfg(test)]
impl Course {
    /// Returns the course of arms with constant hazards of job a month.
    pub(super) fn of_hazards(hazards: [f64; N_ARMS], months: u32) -> Self {
        let looks: Arc<[Look]> = crate::analysis::pilot::trial::looks(&[months], months).into();
        let share = |hazard: f64, month: u32| 1.0 - crate::math::exp(-hazard * f64::from(month));
        let of_arm = |hazard: f64| {
            let of: Vec<f64> = looks
                .iter()
                .map(|(month, _)| share(hazard, *month))
                .collect();
            of
        };
        Self {
            shares: hazards.into_iter().flat_map(of_arm).collect(),
            looks,
        }
    }
}
