//! New applications of all processes, in the order of time.

use crate::engine::arrivals::{Arrivals, first_of_level, n_levels};
use crate::luck::CohortKey;
use crate::model::facts::{Facts, Given};

/// One process of applications: the inflow, or one level of those brought in besides.
#[derive(Debug)]
struct Process {
    level: Option<u64>,
    number: u64,
    /// When its next application comes.
    at: f64,
}

/// An application to come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coming {
    pub(super) number: u64,
    pub(super) at: f64,
    /// Level of those brought in besides; none for the inflow.
    pub(super) level: Option<u64>,
}

/// Applications until the horizon.
pub(super) struct Incoming<'a> {
    arrivals: &'a Arrivals,
    cohort: CohortKey,
    horizon: f64,
    processes: Vec<Process>,
}

impl<'a> Incoming<'a> {
    pub(super) fn new<F: Facts>(
        model: Given<'_, F>,
        arrivals: &'a Arrivals,
        (cohort, values): (CohortKey, &[f64]),
        (ways, horizon): (&[usize], f64),
    ) -> Self {
        let levels = (0..n_levels(model, ways, values)).map(Some);
        let processes = std::iter::once(None).chain(levels).map(|level| {
            let number = level.map_or(0, first_of_level);
            Process {
                level,
                number,
                at: arrivals.next(cohort, number, 0.0),
            }
        });
        Self {
            arrivals,
            cohort,
            horizon,
            processes: processes.collect(),
        }
    }
}

impl Iterator for Incoming<'_> {
    type Item = Coming;

    fn next(&mut self) -> Option<Coming> {
        let processes = self.processes.iter_mut();
        let first = processes.min_by(|a, b| a.at.total_cmp(&b.at))?;
        if first.at >= self.horizon {
            return None;
        }
        let coming = Coming {
            number: first.number,
            at: first.at,
            level: first.level,
        };
        first.number += 1;
        first.at = self.arrivals.next(self.cohort, first.number, first.at);
        Some(coming)
    }
}
