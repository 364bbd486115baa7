//! Hazards laid out for the hot loop: for every way, segment and kind of state, one lane a clock.

use crate::compile::plan::N_EXITS;
use crate::engine::course::Course;
use crate::engine::levers::FIRST_INTERVENTION;
use crate::engine::parts::{InterventionModel, SegmentModel};
use crate::scenario::exits::ExitKind;

/// What multiplies one clock in one kind of state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane {
    /// The state's factor (lock-in), times the hazard per day where that is constant.
    pub(crate) rate: f64,
    /// Calendar-time factors.
    pub(crate) path: u32,
    /// Whether readiness and after-effects act on it.
    pub(crate) self_support: bool,
    /// Whether the hazard is constant.
    pub(crate) is_constant: bool,
}

/// All lanes of one draw.
#[derive(Debug, Default)]
pub(crate) struct Lanes {
    lanes: Vec<Lane>,
    /// Where the lanes of a way and segment begin, and how many clocks the segment has.
    begins: Vec<(u32, u32)>,
    n_segments: usize,
}

impl Lanes {
    /// Returns the lanes of all ways from their path positions `[segment][kind][exit]`.
    pub(crate) fn new(
        segments: &[SegmentModel],
        interventions: &[InterventionModel],
        path_at: &[Vec<u32>],
    ) -> Self {
        let n_kinds = FIRST_INTERVENTION + interventions.len();
        let mut all = Self {
            n_segments: segments.len(),
            ..Self::default()
        };
        for paths in path_at {
            for (segment_idx, segment) in segments.iter().enumerate() {
                all.begins
                    .push((all.lanes.len() as u32, segment.clocks.len() as u32));
                for kind in 0..n_kinds {
                    let inside = kind.checked_sub(FIRST_INTERVENTION);
                    let lock_in = inside.map_or(1.0, |at| interventions[at].lock_in);
                    for clock in &segment.clocks {
                        let at = (segment_idx * n_kinds + kind) * N_EXITS + clock.exit;
                        let (rate, is_constant) = match clock.course {
                            Course::Constant(rate) => (rate, true),
                            _ => (1.0, false),
                        };
                        let kind = ExitKind::ALL[clock.exit];
                        all.lanes.push(Lane {
                            rate: rate * lock_in,
                            path: paths[at],
                            self_support: matches!(kind, ExitKind::Job | ExitKind::Studies),
                            is_constant,
                        });
                    }
                }
            }
        }
        all
    }

    /// Returns the lanes of a way, segment and kind of state, in the order of the segment's clocks.
    #[inline]
    pub(crate) fn of(&self, way: usize, segment: usize, kind: usize) -> &[Lane] {
        let (begin, n_clocks) = self.begins[way * self.n_segments + segment];
        let from = begin as usize + kind * n_clocks as usize;
        &self.lanes[from..from + n_clocks as usize]
    }
}
