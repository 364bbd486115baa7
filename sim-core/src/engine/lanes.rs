//! Hazards laid out for the hot loop: for every way, segment and kind of state, one lane a clock.

use crate::compile::plan::N_EXITS;
use crate::engine::course::Course;
use crate::engine::levers::{FIRST_INTERVENTION, is_self_support};
use crate::engine::parts::{InterventionModel, SegmentModel};
use crate::engine::path::Path;

/// What multiplies one clock in one kind of state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane {
    /// The state's factor (lock-in), times the hazard per day where that is constant.
    pub(crate) rate: f64,
    /// Infinite where the rate is zero.
    pub(crate) one_over_rate: f64,
    /// Calendar-time factors.
    pub(crate) path: usize,
    /// Whether readiness and after-effects act on it.
    pub(crate) self_support: bool,
    /// Whether the hazard is constant.
    is_constant: bool,
}

/// Neighbouring clocks that differ in nothing but their rate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) path: usize,
    pub(crate) path_is_one: bool,
    /// One over the path's largest factor.
    pub(crate) one_over_most: f64,
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
}

/// The lanes of one way, segment and kind of state, in the order of the segment's clocks.
#[derive(Debug)]
pub(crate) struct LaneSet {
    pub(crate) lanes: Vec<Lane>,
    /// Those without calendar-time factors first: their times are the cheapest to work out,
    /// and the later ones often need none.
    pub(crate) runs: Vec<Run>,
}

impl LaneSet {
    fn new(lanes: Vec<Lane>, paths: &[Path]) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for (at, lane) in lanes.iter().enumerate() {
            let kind = (lane.path, lane.self_support, lane.is_constant);
            match runs.last_mut() {
                Some(run) if (run.path, run.self_support, run.is_constant) == kind => {
                    run.to = at + 1;
                }
                _ => runs.push(Run {
                    from: at,
                    to: at + 1,
                    path: lane.path,
                    path_is_one: paths[lane.path].is_one(),
                    one_over_most: 1.0 / paths[lane.path].most(),
                    self_support: lane.self_support,
                    is_constant: lane.is_constant,
                }),
            }
        }
        runs.sort_by_key(|run| !(run.path_is_one && run.is_constant));
        Self { lanes, runs }
    }
}

/// All lanes of one draw.
#[derive(Debug)]
pub(crate) struct Lanes {
    sets: Vec<LaneSet>,
    n_segments: usize,
    n_kinds: usize,
}

impl Lanes {
    /// Returns the lanes of all ways from their path positions `[segment][kind][exit]`.
    pub(crate) fn new(
        segments: &[SegmentModel],
        interventions: &[InterventionModel],
        paths: &[Path],
        path_at: &[Vec<u32>],
    ) -> Self {
        let n_kinds = FIRST_INTERVENTION + interventions.len();
        let mut sets = Vec::with_capacity(path_at.len() * segments.len() * n_kinds);
        for of_way in path_at {
            for (segment_idx, segment) in segments.iter().enumerate() {
                for kind in 0..n_kinds {
                    let inside = kind.checked_sub(FIRST_INTERVENTION);
                    let lock_in = inside.map_or(1.0, |at| interventions[at].lock_in);
                    let first = (segment_idx * n_kinds + kind) * N_EXITS;
                    let lanes = segment.clocks.iter().map(|clock| {
                        let path = of_way[first + clock.exit] as usize;
                        lane(&clock.course, lock_in, path, is_self_support(clock.exit))
                    });
                    sets.push(LaneSet::new(lanes.collect(), paths));
                }
            }
        }
        Self {
            sets,
            n_segments: segments.len(),
            n_kinds,
        }
    }

    /// Returns the lanes of a way, segment and kind of state.
    #[inline]
    pub(crate) fn of(&self, way: usize, segment: usize, kind: usize) -> &LaneSet {
        &self.sets[(way * self.n_segments + segment) * self.n_kinds + kind]
    }
}

fn lane(course: &Course, lock_in: f64, path: usize, self_support: bool) -> Lane {
    let (rate, is_constant) = match course {
        Course::Constant(rate) => (rate * lock_in, true),
        _ => (lock_in, false),
    };
    Lane {
        rate,
        one_over_rate: 1.0 / rate,
        path,
        self_support,
        is_constant,
    }
}
