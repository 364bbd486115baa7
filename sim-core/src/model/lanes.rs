//! Hazards laid out for the hot loop.
//!
//! Clocks with constant hazards that start together and meet the same factors under `today` form
//! a *bundle*: the first of them comes after one exponential with the sum of their hazards, and
//! which one it is does not depend on when. What is left of the others then is exponential
//! again. So a bundle costs one number for a spell and another one for an exit, however many
//! exits there are, and has exactly the law of a clock for each.
//!
//! Clocks that also meet the same factors in every kind of state, under every way of working,
//! form a *group*: whichever of them is the first when a spell begins stays the first until
//! it ends. A household keeps one time for each group. Where a lever names only some exits,
//! their bundle falls into several groups, and the times of the others are drawn too. What
//! was drawn first is the same either way, so a lever of one design moves no other's luck.

use crate::compile::plan::N_EXITS;
use crate::luck::{OccasionKey, Purpose};
use crate::model::course::Course;
use crate::model::levers::{FIRST_INTERVENTION, INTAKE, is_self_support};
use crate::model::parts::{Clock, InterventionModel, SegmentModel};
use crate::model::path::Path;
use crate::model::ways::{StepModel, WayModel};
use crate::scenario::hazard::Since;

/// One exit's clock within its bundle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contender {
    pub(crate) exit: u8,
    group: u8,
    /// Luck of its time after the first.
    after: Purpose,
    /// Share of the bundle's hazard up to and with this clock.
    share_up_to: f64,
    /// Mean days until it fires; infinite where its hazard is zero.
    mean_days: f64,
}

/// Clocks with constant hazards that start together.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) since: Since,
    pub(crate) self_support: bool,
    /// Mean days until the first fires.
    mean_days: f64,
    first: Purpose,
    which: Purpose,
    /// Never empty.
    contenders: Vec<Contender>,
    /// Its group, where it is not split.
    pub(crate) whole: Option<usize>,
}

impl Bundle {
    /// Returns the days at full speed until the first clock fires.
    #[inline]
    pub(crate) fn first_after(&self, luck: OccasionKey) -> f64 {
        luck.stream(self.first).exponential() * self.mean_days
    }

    /// Returns which clock is the first.
    #[inline]
    fn first_of(&self, luck: OccasionKey) -> &Contender {
        let last = self.contenders.len() - 1;
        if last == 0 {
            return &self.contenders[0];
        }
        let lot = luck.stream(self.which).uniform();
        let is_it = |contender: &&Contender| lot < contender.share_up_to;
        let found = self.contenders[..last].iter().find(is_it);
        found.unwrap_or(&self.contenders[last])
    }

    /// Returns the exit of the clock that is the first.
    #[inline]
    pub(crate) fn exit(&self, luck: OccasionKey) -> u8 {
        self.first_of(luck).exit
    }

    /// Returns its groups, some of them more than once.
    pub(crate) fn groups(&self) -> impl Iterator<Item = usize> + '_ {
        self.contenders
            .iter()
            .map(|contender| contender.group as usize)
    }

    /// Returns one of its exits.
    pub(crate) fn any_exit(&self) -> u8 {
        self.contenders[0].exit
    }

    /// Calls `each` with group, exit and days at full speed of every clock of a split bundle.
    #[inline(never)]
    pub(crate) fn all_after(&self, luck: OccasionKey, mut each: impl FnMut(usize, u8, f64)) {
        let (first, days) = (self.first_of(luck), self.first_after(luck));
        for contender in &self.contenders {
            let after = if contender.exit == first.exit {
                0.0
            } else {
                luck.stream(contender.after).exponential() * contender.mean_days
            };
            each(contender.group as usize, contender.exit, days + after);
        }
    }
}

/// Where a group's first clock leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LeadsTo {
    /// Always to this exit.
    Exit(u8),
    /// Drawn from this bundle when it fires.
    Drawn(usize),
    /// Known since it was wound.
    Kept,
}

/// Clocks that meet the same factors everywhere; one with a hazard that is not constant is alone.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) since: Since,
    /// Whether readiness and after-effects act on it.
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
    /// The hazard of what is left: one a day where it is constant.
    pub(crate) course: Course,
    /// One of its exits, whose paths are those of all.
    exit: usize,
    /// Its luck, where it is alone.
    pub(crate) purpose: Purpose,
    pub(crate) leads_to: LeadsTo,
}

/// What multiplies one group in one kind of state.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lane {
    /// One over the path's largest factor.
    pub(crate) one_over_most: f64,
    /// Calendar-time factors.
    pub(crate) path: u32,
    pub(crate) path_is_one: bool,
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
}

/// One way, segment and kind of state.
#[derive(Debug, PartialEq)]
pub(crate) struct LaneSet {
    /// Factor on all hazards: lock-in of an intervention, search ratio of a step.
    pub(crate) speed: f64,
    pub(crate) one_over_speed: f64,
    /// Share of the benefit that is paid.
    pub(crate) benefit_share: f64,
    n_lanes: usize,
    lanes: [Lane; N_EXITS],
}

impl LaneSet {
    /// Returns the lanes by group of the segment.
    #[inline]
    pub(crate) fn lanes(&self) -> &[Lane] {
        &self.lanes[..self.n_lanes]
    }
}

/// The groups and bundles of one segment.
#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) groups: Vec<Group>,
    pub(crate) bundles: Vec<Bundle>,
    /// Positions of the groups whose hazards are not constant.
    pub(crate) alone: Vec<usize>,
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
    first_step: usize,
}

impl Lanes {
    /// Returns the lanes of all ways from their path positions `[segment][kind][exit]`.
    pub(crate) fn new(
        segments: &[SegmentModel],
        interventions: &[InterventionModel],
        ways: &[WayModel],
        paths: &[Path],
        path_at: &[Vec<u32>],
    ) -> Self {
        let n_path_kinds = FIRST_INTERVENTION + interventions.len();
        let at = |segment: usize, kind: usize| (segment * n_path_kinds + kind) * N_EXITS;
        let groups: Vec<Groups> = segments
            .iter()
            .enumerate()
            .map(|(segment_idx, segment)| {
                let paths_of = |clock: &Clock| -> Vec<u32> {
                    let kinds = (0..n_path_kinds).map(|kind| at(segment_idx, kind) + clock.exit);
                    let ways = path_at.iter();
                    ways.flat_map(|way| kinds.clone().map(|at| way[at]))
                        .collect()
                };
                Groups::new(&segment.clocks, n_path_kinds, paths_of)
            })
            .collect();
        let most_steps = ways.iter().map(|way| way.steps.len()).max().unwrap_or(0);
        let n_kinds = n_path_kinds + most_steps;
        let mut sets = Vec::with_capacity(ways.len() * segments.len() * n_kinds);
        for (of_way, way) in path_at.iter().zip(ways) {
            for (segment_idx, groups) in groups.iter().enumerate() {
                for kind in 0..n_kinds {
                    let step = kind.checked_sub(n_path_kinds);
                    let path_kind = if step.is_some() { INTAKE } else { kind };
                    let mut lanes = [Lane::default(); N_EXITS];
                    for (to, group) in lanes.iter_mut().zip(&groups.groups) {
                        let path = of_way[at(segment_idx, path_kind) + group.exit];
                        *to = lane(group, path, paths);
                    }
                    let inside = kind.checked_sub(FIRST_INTERVENTION);
                    let step = step.and_then(|step| way.steps.get(step));
                    let intervention = inside.and_then(|at| interventions.get(at));
                    sets.push(lane_set(step, intervention, groups.groups.len(), lanes));
                }
            }
        }
        Self {
            groups,
            sets,
            n_segments: segments.len(),
            n_kinds,
            first_step: n_path_kinds,
        }
    }

    /// Returns the kind of state that a step is.
    #[inline]
    pub(crate) fn of_step(&self, step: usize) -> usize {
        self.first_step + step
    }

    /// Returns the lanes of a way, segment and kind of state.
    #[inline]
    pub(crate) fn of(&self, way: usize, segment: usize, kind: usize) -> &LaneSet {
        &self.sets[(way * self.n_segments + segment) * self.n_kinds + kind]
    }

    /// Returns whether two ways have the same lanes for a segment in every kind of state.
    pub(crate) fn are_same(&self, segment: usize, way: usize, other: usize) -> bool {
        (0..self.n_kinds).all(|kind| self.of(way, segment, kind) == self.of(other, segment, kind))
    }

    /// Returns the groups of a segment.
    #[inline]
    pub(crate) fn groups(&self, segment: usize) -> &Groups {
        &self.groups[segment]
    }
}

impl Groups {
    fn new(clocks: &[Clock], n_kinds: usize, paths_of: impl Fn(&Clock) -> Vec<u32>) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut known: Vec<Vec<u32>> = Vec::new();
        let mut group_of = Vec::with_capacity(clocks.len());
        for clock in clocks {
            let self_support = is_self_support(clock.exit);
            let is_constant = matches!(clock.course, Course::Constant(_));
            let key = paths_of(clock);
            let is_alike = |at: &usize| {
                let group: &Group = &groups[*at];
                let starts_alike = group.since == clock.since && group.self_support == self_support;
                group.is_constant && starts_alike && known[*at] == key
            };
            let alike = (0..groups.len()).find(is_alike).filter(|_| is_constant);
            let at = alike.unwrap_or_else(|| {
                groups.push(Group {
                    since: clock.since,
                    self_support,
                    is_constant,
                    course: if is_constant {
                        Course::Constant(1.0)
                    } else {
                        clock.course.clone()
                    },
                    exit: clock.exit,
                    purpose: clock.purpose,
                    leads_to: LeadsTo::Exit(clock.exit as u8),
                });
                known.push(key);
                groups.len() - 1
            });
            group_of.push(at);
        }
        let today = known
            .iter()
            .map(|paths| paths[..n_kinds].to_vec())
            .collect();
        let bundles = bundles(clocks, &group_of, &mut groups, today);
        Self {
            any_by_state: groups.iter().any(|group| group.since == Since::State),
            alone: (0..groups.len())
                .filter(|at| !groups[*at].is_constant)
                .collect(),
            bundles,
            groups,
            group_of,
        }
    }
}

/// Returns the bundles of a segment's clocks and tells their groups where they lead to;
/// `today` has the paths of each group under `today`.
fn bundles(
    clocks: &[Clock],
    group_of: &[usize],
    groups: &mut [Group],
    today: Vec<Vec<u32>>,
) -> Vec<Bundle> {
    let mut bundled: Vec<Vec<(&Clock, usize, f64)>> = Vec::new();
    // From the last exit on: payment gaps are by far the most, and found first.
    for (clock, group) in clocks.iter().zip(group_of).rev() {
        let Course::Constant(rate) = clock.course else {
            continue;
        };
        let is_alike = |other: &&mut Vec<(&Clock, usize, f64)>| {
            let (first, first_group, _) = &other[0];
            first.since == clock.since
                && is_self_support(first.exit) == is_self_support(clock.exit)
                && today[*first_group] == today[*group]
        };
        match bundled.iter_mut().find(is_alike) {
            Some(alike) => alike.push((clock, *group, rate)),
            None => bundled.push(vec![(clock, *group, rate)]),
        }
    }
    let bundles: Vec<Bundle> = bundled.iter().map(|clocks| bundle(clocks)).collect();
    for (at, bundle) in bundles.iter().enumerate() {
        for group in bundle.groups().filter(|_| bundle.contenders.len() > 1) {
            groups[group].leads_to = match bundle.whole {
                Some(_) if bundle.since == Since::Spell => LeadsTo::Drawn(at),
                _ => LeadsTo::Kept,
            };
        }
    }
    bundles
}

fn bundle(clocks: &[(&Clock, usize, f64)]) -> Bundle {
    let total: f64 = clocks.iter().map(|(_, _, rate)| rate).sum();
    let mut up_to = 0.0;
    let contender = |(clock, group, rate): &(&Clock, usize, f64)| {
        up_to += rate / total;
        Contender {
            exit: clock.exit as u8,
            group: *group as u8,
            after: clock.after,
            share_up_to: up_to,
            mean_days: 1.0 / rate,
        }
    };
    let contenders: Vec<Contender> = clocks.iter().map(contender).collect();
    let (first, first_group, _) = &clocks[0];
    let is_whole = clocks.iter().all(|(_, group, _)| group == first_group);
    Bundle {
        since: first.since,
        self_support: is_self_support(first.exit),
        mean_days: 1.0 / total,
        first: first.purpose,
        which: first.which,
        contenders,
        whole: is_whole.then_some(*first_group),
    }
}

fn lane_set(
    step: Option<&StepModel>,
    intervention: Option<&InterventionModel>,
    n_lanes: usize,
    lanes: [Lane; N_EXITS],
) -> LaneSet {
    let (speed, benefit_share) = match (step, intervention) {
        (Some(step), _) => (step.search_ratio, f64::from(u8::from(step.benefit_paid))),
        (None, Some(intervention)) => (intervention.lock_in, intervention.benefit_share),
        (None, None) => (1.0, 1.0),
    };
    LaneSet {
        speed,
        one_over_speed: 1.0 / speed,
        benefit_share,
        n_lanes,
        lanes,
    }
}

fn lane(group: &Group, path: u32, paths: &[Path]) -> Lane {
    let of = &paths[path as usize];
    Lane {
        path,
        path_is_one: of.is_one(),
        one_over_most: 1.0 / of.most(),
        self_support: group.self_support,
        is_constant: group.is_constant,
    }
}
