//! Hazards laid out for the hot loop.
//!
//! Clocks that meet the same factors in every kind of state, under every way of working, form
//! a group: whichever of them would fire first when a spell begins stays the first of them
//! until it ends. So a household keeps one time for each group and none for each clock.

use crate::compile::plan::N_EXITS;
use crate::luck::Purpose;
use crate::model::course::Course;
use crate::model::levers::{FIRST_INTERVENTION, is_self_support};
use crate::model::parts::{Clock, InterventionModel, SegmentModel};
use crate::model::path::Path;
use crate::scenario::hazard::Since;

/// One exit's clock within its group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contender {
    pub(crate) exit: u8,
    pub(crate) purpose: Purpose,
    /// What its exponential is multiplied by: days for each unit where the hazard is constant,
    /// infinite where that is zero; one elsewhere.
    pub(crate) unit: f64,
}

/// Clocks that meet the same factors everywhere; one with a hazard that is not constant is alone.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) contenders: Vec<Contender>,
    pub(crate) since: Since,
    /// Whether readiness and after-effects act on it.
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
    /// The hazard of what is left: one a day where it is constant.
    pub(crate) course: Course,
}

/// What multiplies one group in one kind of state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane {
    /// Calendar-time factors.
    pub(crate) path: usize,
    pub(crate) path_is_one: bool,
    /// One over the path's largest factor.
    pub(crate) one_over_most: f64,
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
}

/// One way, segment and kind of state.
#[derive(Debug)]
pub(crate) struct LaneSet {
    pub(crate) lock_in: f64,
    /// By group of the segment.
    pub(crate) lanes: Vec<Lane>,
}

/// The groups of one segment.
#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) groups: Vec<Group>,
    /// By clock of the segment.
    pub(crate) group_of: Vec<usize>,
    pub(crate) any_by_state: bool,
}

/// All lanes of one draw.
#[derive(Debug)]
pub(crate) struct Lanes {
    groups: Vec<Groups>,
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
        let at = |segment: usize, kind: usize| (segment * n_kinds + kind) * N_EXITS;
        let groups: Vec<Groups> = segments
            .iter()
            .enumerate()
            .map(|(segment_idx, segment)| {
                let paths_of = |clock: &Clock| -> Vec<u32> {
                    let kinds = (0..n_kinds).map(|kind| at(segment_idx, kind) + clock.exit);
                    let ways = path_at.iter();
                    ways.flat_map(|way| kinds.clone().map(|at| way[at]))
                        .collect()
                };
                Groups::new(&segment.clocks, paths_of)
            })
            .collect();
        let mut sets = Vec::with_capacity(path_at.len() * segments.len() * n_kinds);
        for of_way in path_at {
            for (segment_idx, groups) in groups.iter().enumerate() {
                for kind in 0..n_kinds {
                    let inside = kind.checked_sub(FIRST_INTERVENTION);
                    let path_of = |group: &Group| {
                        of_way[at(segment_idx, kind) + group.contenders[0].exit as usize] as usize
                    };
                    let lanes = groups.groups.iter();
                    sets.push(LaneSet {
                        lock_in: inside.map_or(1.0, |at| interventions[at].lock_in),
                        lanes: lanes.map(|g| lane(g, path_of(g), paths)).collect(),
                    });
                }
            }
        }
        Self {
            groups,
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

    /// Returns the groups of a segment.
    #[inline]
    pub(crate) fn groups(&self, segment: usize) -> &Groups {
        &self.groups[segment]
    }
}

impl Groups {
    fn new(clocks: &[Clock], paths_of: impl Fn(&Clock) -> Vec<u32>) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut known: Vec<(bool, Vec<u32>)> = Vec::new();
        let mut group_of = Vec::with_capacity(clocks.len());
        for clock in clocks {
            let key = (is_self_support(clock.exit), paths_of(clock));
            let is_alike = |at: &usize| {
                let group = &groups[*at];
                group.is_constant && group.since == clock.since && known[*at] == key
            };
            let (course, unit) = match &clock.course {
                Course::Constant(rate) => (Course::Constant(1.0), 1.0 / rate),
                other => (other.clone(), 1.0),
            };
            let is_constant = matches!(course, Course::Constant(_));
            let alike = (0..groups.len()).find(is_alike).filter(|_| is_constant);
            let at = alike.unwrap_or_else(|| {
                groups.push(Group {
                    contenders: Vec::new(),
                    since: clock.since,
                    self_support: key.0,
                    is_constant,
                    course,
                });
                known.push(key);
                groups.len() - 1
            });
            groups[at].contenders.push(Contender {
                exit: clock.exit as u8,
                purpose: clock.purpose,
                unit,
            });
            group_of.push(at);
        }
        Self {
            any_by_state: groups.iter().any(|group| group.since == Since::State),
            groups,
            group_of,
        }
    }
}

fn lane(group: &Group, path: usize, paths: &[Path]) -> Lane {
    Lane {
        path,
        path_is_one: paths[path].is_one(),
        one_over_most: 1.0 / paths[path].most(),
        self_support: group.self_support,
        is_constant: group.is_constant,
    }
}
